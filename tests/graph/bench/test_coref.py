"""``newsgraph bench coref``: what it says without data, and how floors are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.bench.coref import failures, run


def test_without_data_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NEWSGRAPH_DATA", raising=False)
    assert run([]) == 2
    assert capsys.readouterr().err == "newsgraph bench coref: no data; give --data DIR or set NEWSGRAPH_DATA\n"
    assert run(["--data", str(tmp_path)]) == 2
    assert "gap-development.tsv.gz is not there" in capsys.readouterr().err


def test_floors_name_the_figure_that_fell(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[coref]\ngap_f1 = 0.75\nall_pronoun_precision = 0.9\n", encoding="utf-8")
    assert failures({"gap_f1": 0.76, "all_pronoun_precision": 0.91}, floors=floors) == []
    assert failures({"gap_f1": 0.74}, floors=floors) == [
        "coref: gap_f1 is 0.74, its floor is 0.75",
        "coref: all_pronoun_precision is None, its floor is 0.9",
    ]
