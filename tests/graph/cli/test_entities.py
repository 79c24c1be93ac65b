"""``newsgraph entities``: listing with reasons, and corrections that follow at once and can be taken back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.cli import main
from tests.graph.resolve.test_decisions import BASE, article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "kg"
    with KnowledgeGraph.open(place) as kg:
        kg.add(article(1, ("Ingvild Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
        kg.add(article(2, ("Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
        kg.add(article(3, ("Brim Freight", "ORG")))
        kg.export(place / "graph.ttl", "turtle")
    return place


def test_list_tells_what_was_merged_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", "list", "sandberg", "--merged", "--kg", str(folder)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("\t") == ["Person", "2", "2", "Ingvild Sandberg (Sandberg)", f"{BASE}Ingvild_Sandberg"]
    assert second.startswith("    also Sandberg (person, 1 article): short for ingvild sandberg")


def test_list_as_json_and_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", "list", "--format", "json", "--kg", str(folder)]) == 0
    rows = json.loads(capsys.readouterr().out)
    merged = next(row for row in rows if row["name"] == "Ingvild Sandberg")["merged"]
    assert merged[0]["own"] == f"{BASE}Sandberg-person"
    assert main(["entities", "list", "--format", "csv", "--kg", str(folder)]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["iri"] for row in table} == {row["iri"] for row in rows}


def test_merge_and_undo(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "graph.ttl").read_bytes()
    names = ["Brim Freight", "Norges Fond"]
    assert main(["entities", "merge", *names, "--reason", "one house", "--kg", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("1  ")
    assert b"Norges_Fond-org" not in (folder / "graph.ttl").read_bytes()
    assert main(["entities", "list", "brim", "--kg", str(folder)]) == 0
    assert "correction 1 (merge): one house" in capsys.readouterr().out
    assert main(["entities", "undo", "--kg", str(folder)]) == 0
    assert (folder / "graph.ttl").read_bytes() == before
    assert main(["entities", "log", "--kg", str(folder)]) == 0
    assert "(does not count)" in capsys.readouterr().out


def test_split_and_different(folder: Path) -> None:
    assert main(["entities", "split", "Ingvild Sandberg", "Sandberg", "--kg", str(folder)]) == 0
    split = (folder / "graph.ttl").read_bytes()
    assert b"entity:Sandberg-person" in split
    assert main(["entities", "undo", "1", "--kg", str(folder)]) == 0
    pair = [f"{BASE}Ingvild_Sandberg", f"{BASE}Sandberg-person"]
    assert main(["entities", "different", *pair, "--kg", str(folder)]) == 0
    assert (folder / "graph.ttl").read_bytes() == split


def test_apply_takes_what_is_new(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "corrections.json"
    said = {"action": "merge", "entities": [f"{BASE}Brim_Freight-org", f"{BASE}Norges_Fond-org"]}
    file.write_text(json.dumps({"newsgraph": "corrections", "version": 1, "corrections": [said]}))
    assert main(["entities", "apply", str(file), "--kg", str(folder)]) == 0
    assert main(["entities", "apply", str(file), "--kg", str(folder)]) == 0
    assert "nothing new" in capsys.readouterr().out
    assert len((folder / "corrections.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["merge", "Nobody", "Brim Freight"], "Nobody: no entity has this name"),
        (["merge", "Brim Freight", "Brim Freight"], "two or more different entities"),
        (["undo"], "no correction to take back"),
        (["undo", "7"], "no correction has this number"),
        (["apply", "missing.json"], "missing.json: expected a file of corrections, found: No such file"),
    ],
)
def test_errors_are_one_line(folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", *arguments, "--kg", str(folder)]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert not (folder / "corrections.jsonl").exists()


def test_a_broken_file_is_named_and_nothing_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "corrections.jsonl").write_text('{"action": "merge"}\n')
    assert main(["entities", "undo", "--kg", str(folder)]) == 2
    assert "corrections.jsonl, line 1" in capsys.readouterr().err
    (folder / "corrections.jsonl").unlink()
    assert main(["entities", "list", "--kg", str(folder)]) == 0


def test_the_file_edited_by_hand_is_followed(folder: Path) -> None:
    said = {"action": "merge", "entities": [f"{BASE}Brim_Freight-org", f"{BASE}Norges_Fond-org"]}
    (folder / "corrections.jsonl").write_text(json.dumps(said) + "\n")
    with KnowledgeGraph.open(folder) as kg:
        assert {row.label for row in kg.entities() if row.type == "Organization"} == {"Brim Freight"}
        assert kg.store.derived() == kg.store.rebuilt()
