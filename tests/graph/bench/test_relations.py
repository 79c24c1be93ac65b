"""``newsgraph bench relations``: its gold, what counts as wrong, and its bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.records import Fact, Reference, Relation
from graph.bench.goldstandard.records import GoldError
from graph.bench.goldstandard.relations import Judgement, load_wanted, mapping_figures, mapping_interval
from graph.bench.relations import failures

GOLD = Path(__file__).parents[3] / "data" / "relations" / "gold.tsv"
FACT = Fact("f", 0, "clause", 0.9, Reference("A", 0, 1), Relation("met", "meet", 2, 5))


def judged(wanted: str, got: str) -> Judgement:
    return Judgement("tune", "a", frozenset(wanted.split("/")), got, FACT)


def test_the_gold_is_whole() -> None:
    wanted = load_wanted(GOLD)
    assert len(wanted) >= 150
    assert len({key[0] for key in wanted}) >= 20


def test_a_relation_outside_the_inventory_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.tsv"
    file.write_text(
        "article\tsentence\tsubject\trelation\tobject\twanted\na\t0\tA\tmeet\tB\tgreeet\n", encoding="utf-8"
    )
    with pytest.raises(GoldError, match="line 2: expected a relation of the inventory, got 'greeet'"):
        load_wanted(file)


def test_figures() -> None:
    found = [judged("meet", "meet"), judged("meet", "-"), judged("-", "-"), judged("-", "see"), judged("own/-", "own")]
    figures = mapping_figures(found)
    assert figures["due"] == 2
    assert figures["mapped"] == 0.5
    assert figures["wrong"] == 0.2
    assert figures["wrong_of_mapped"] == pytest.approx(1 / 3)
    low, high = mapping_interval(found, "wrong", rounds=200)
    assert low <= 0.2 <= high


def test_bars() -> None:
    good = {"held_out": {"mapped": 0.95, "wrong_of_mapped": 0.04}}
    assert list(failures(good)) == []
    bad = {"held_out": {"mapped": 0.8, "wrong_of_mapped": 0.06}}
    assert len(list(failures(bad))) == 2
