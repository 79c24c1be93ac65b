"""The quality page and the README's figures are what was measured, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.errors import NewsgraphError
from graph.bench.page import filled, rendered
from graph.bench.record import BENCHES, digest, read_records, run
from graph.cli import main

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = (ROOT / "docs" / "quality.md.j2").read_text(encoding="utf-8")
RECORDS = read_records(ROOT / "docs" / "quality.json")

_FILLED_IN = re.compile(r"{% call by_hand.*?{%- endcall %}|{{.*?}}|{%.*?%}", re.S)
_CODE_AND_LINKS = re.compile(r"`[^`]*`|\]\([^)]*\)")
_NAMES = re.compile(
    r"SHA-256|sha256|F1|a bench exits 1|re3d|OpenIE ?[46]|T?ACL \d{4}|SemEval \d{4}|TempEval-3|95 % bootstrap"
    r"|\"the 2012 Summer Paralympics\"|\(a vlog of 2019 marked 2020\)"
)
"""What has a digit and is no figure: names of sets, systems and venues, and examples in quotation marks."""


def test_the_page_is_what_was_measured() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert page == rendered(TEMPLATE, RECORDS), "run newsgraph bench page"


def test_the_figures_of_the_readme_are_what_was_measured() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == filled(readme, RECORDS), "run newsgraph bench page"
    assert readme.count("<!--=") > 15


def test_no_figure_is_written_into_the_template() -> None:
    prose = _NAMES.sub("", _CODE_AND_LINKS.sub("", _FILLED_IN.sub("", TEMPLATE)))
    assert [line for line in prose.splitlines() if re.search(r"\d", line)] == []


def test_every_bench_has_a_record_with_its_date_machine_and_inputs() -> None:
    assert list(RECORDS) == list(BENCHES)
    for name, record in RECORDS.items():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
        assert record["machine"]
        assert record["command"].startswith(f"newsgraph bench {name}")
        assert list(record["inputs"]) == list(BENCHES[name].inputs)
        assert all(re.fullmatch("[0-9a-f]{64}", found) for found in record["inputs"].values())


def test_a_figure_that_was_not_measured_is_an_error() -> None:
    records = {"gold": {"figures": {"recall": 0.5}}}
    assert rendered("{{ gold.recall | share }}", records) == ".500"
    assert filled("<!--= percent(gold.recall) -->1<!--/-->", records) == "<!--= percent(gold.recall) -->50.0<!--/-->"
    for template in ("{{ gold.precision | share }}", "{{ speed.words }}", "{{ gold.recall | unknown }}"):
        with pytest.raises(NewsgraphError, match="expected a figure that was measured"):
            rendered(template, records)


def test_a_digest_tells_files_names_and_contents_apart(tmp_path: Path) -> None:
    seen = set()
    for name, content in (("a", "x"), ("a", "y"), ("b", "y")):
        for file in tmp_path.iterdir():
            file.unlink()
        (tmp_path / name).write_text(content)
        seen.add(digest(tmp_path))
    assert len(seen) == 3
    assert digest(tmp_path / "b") == "a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa"


@pytest.mark.model
def test_a_bench_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = tmp_path / "records.json"
    assert main(["bench", "record", "entities", "--out", str(out)]) == 0
    assert list(read_records(out)) == ["entities"]  # the name is its own, no second bench to run
    kept = read_records(out)["entities"]
    assert kept["figures"]["held_out"]["f1"] > 0.9
    assert kept["inputs"] == {"data/resolution": digest(ROOT / "data" / "resolution")}
    assert run(["nosuch", "--out", str(out)]) == 2
