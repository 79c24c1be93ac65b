"""The benchmark of resolution: its scores by hand, and its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.bench.entities import Judged, failures, measure, read_cases, score

GOLD = Path(__file__).parents[3] / "data" / "resolution"


def mention(article: int, gold: str, got: str) -> Judged:
    return Judged("case", article, "Khan", "PERSON", gold, got)


def test_scores_by_hand() -> None:
    figures = score([mention(0, "a", "x"), mention(1, "a", "x"), mention(2, "b", "x"), mention(3, "b", "y")])
    assert figures["precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert figures["recall"] == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert figures["pair_precision"] == pytest.approx(1 / 3)
    assert figures["pair_recall"] == pytest.approx(1 / 2)


def test_a_line_that_is_no_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("case a\narticle The Post; 2025-01-01;\na = Jane Doe\n")
    with pytest.raises(ValueError, match="line 3"):
        read_cases(tmp_path / "x.txt")


def test_the_floors_hold() -> None:
    table = {split: score(measure(read_cases(GOLD / f"{split}.txt"))) for split in ("tune", "held_out")}
    assert failures(table) == []
    assert sum(figures["pairs"] for figures in table.values()) >= 300
