"""``newsgraph bench facts``: what it hands to the scorers, what it makes of their answers, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.bench.facts import SETS, Figure, failures, measure, run

# A scorer of the same interface: exact matches of "subject | relation | object" lines.
SCORER = """
import json, sys
gold = set(open(sys.argv[1], encoding="utf-8").read().splitlines())
found = []
for line in open(sys.argv[2], encoding="utf-8"):
    for t in json.loads(line)["triples"]:
        found.append(f"{t['subject']} | {t['relation']} | {t['object']}")
hits = len(gold & set(found))
p, r = hits / max(len(found), 1), hits / max(len(gold), 1)
f = 2 * p * r / (p + r) if p + r else 0.0
print(json.dumps({"all": [p, r, f]} if "carb" in sys.argv[1] else {"precision": p, "recall": r, "f1": f}))
"""


# One document, and rules that count what they are given.
RE3D_SCORER = """
def load(root, sources, confidence):
    return {"one": {"text": "President Ada Holm met the Norland government in Geneva."}}
def entity_counts(document, given, types, mode, named):
    gold = {"President Ada Holm": "Person", "Norland government": "Organisation", "Geneva": "Location"}
    words = {document["text"][start:end].removeprefix("the "): kind for (start, end), kind in given.items()}
    return sum(gold.get(text) == kind for text, kind in words.items()), len(words), len(gold)
def relation_counts(document, pairs, overlap):
    found = {frozenset(document["text"][a:b].removeprefix("the ") for a, b in pair.values()) for pair in pairs}
    wanted = {frozenset({"President Ada Holm", "Norland government"}), frozenset({"Norland government", "Geneva"})}
    return (len(found & wanted), len(wanted), len(found & wanted), len(found)), None
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    scorers, data = tmp_path / "score", tmp_path / "data"
    scorers.mkdir()
    (data / "facts").mkdir(parents=True)
    (scorers / "score_re3d.py").write_text(RE3D_SCORER, encoding="utf-8")
    for one in SETS:
        (scorers / one.scorer).write_text(SCORER, encoding="utf-8")
        (data / "facts" / one.gold).write_text("The council | approved | the plan\n", encoding="utf-8")
        for name in (one.sentences, *(only for _, only in one.parts)):
            (data / "facts" / name).write_text("The council approved the plan .\n", encoding="utf-8")
    return scorers, data


@pytest.mark.model
def test_our_triples_reach_the_scorers(folders: tuple[Path, Path]) -> None:
    figures = measure(*folders)
    names = ["carb.all", "carb.news", "carb.wiki", "benchie.all", "benchie.news", "re3d.pairs", "re3d.names"]
    assert [figure.name for figure in figures] == names
    by_name = {figure.name: figure for figure in figures}
    assert all(by_name[name].f1 == 1.0 for name in names if name != "re3d.pairs")
    assert by_name["re3d.pairs"].recall == 1.0


@pytest.mark.model
def test_a_failing_scorer_is_named(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    scorers, data = folders
    (scorers / "score_carb.py").write_text("raise SystemExit('no gold')", encoding="utf-8")
    assert run(["--scorers", str(scorers), "--data", str(data)]) == 2
    assert "score_carb.py: the scorer ended with status 1: no gold" in capsys.readouterr().err


def test_missing_folders_and_files_are_one_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NEWSGRAPH_DATA", raising=False)
    assert run([]) == 2
    assert "expected the folder of the public sets" in capsys.readouterr().err
    assert run(["--scorers", str(tmp_path), "--data", str(tmp_path)]) == 2
    assert "expected a file of the public sets" in capsys.readouterr().err


def test_a_figure_under_its_floor_is_a_failure(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[facts]\ncarb_all = 0.5\nbenchie_all = 0.4\n", encoding="utf-8")
    fine = [Figure("carb.all", 0.6, 0.5, 0.55), Figure("benchie.all", 0.5, 0.4, 0.44)]
    assert failures(fine, floors=floors) == []
    low = [Figure("carb.all", 0.6, 0.4, 0.48)]
    assert failures(low, floors=floors) == [
        "facts: F1 of carb_all is 0.480, its floor is 0.5",
        "facts: F1 of benchie_all was not measured, its floor is 0.4",
    ]


def test_figures_are_plain_json() -> None:
    from graph.bench.facts import _as_json

    assert json.loads(json.dumps(_as_json([Figure("carb.all", 0.6, 0.5, 0.55, (0.5, 0.6))])))["carb.all"]["f1"] == 0.55
