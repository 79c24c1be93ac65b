"""The bench of the store: the same made-up newsroom every time, and figures that mean what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.records import to_json
from graph import KnowledgeGraph
from graph.bench.newsroom import generate_articles
from graph.bench.store import _above, measure, quads_per_fact
from graph.validation import check_offsets, validate


def test_the_same_seed_gives_the_same_articles() -> None:
    first, again, other = (
        [to_json(record) for record in generate_articles(20, seed)] for seed in (20261123, 20261123, 1)
    )
    assert first == again
    assert first != other
    assert len(set(first)) == 20


def test_made_up_articles_are_sound(kg: KnowledgeGraph) -> None:
    records = list(generate_articles(9))
    assert [problem for record in records for problem in check_offsets(record)] == []
    for record in records:
        kg.add(record)
    assert list(validate(kg)) == []
    facts = sum(len(record.facts) for record in records)
    assert len(list(kg.store.statements())) == pytest.approx(facts, rel=0.02)
    kinds = {fact.modality for record in records for fact in record.facts}
    assert kinds == {"asserted", "planned"}
    assert any(fact.within for record in records for fact in record.facts)
    assert 10 < quads_per_fact(kg) <= 15


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_all_figures_are_measured(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    figures = measure(tmp_path / "kg", tmp_path / "work", 2_000, limit=5)
    assert figures["quads"] == pytest.approx(2_000, rel=0.5)
    assert figures["queries"] >= 20
    assert figures["queries_to_pyoxigraph"] < 3
    assert figures["queries_rdflib_to_ours"] > 1
    assert 0 < figures["open_seconds"] < 30
    assert figures["add_ms"] > 0
    assert figures["export_nquads_to_dump"] > 0
    assert figures["quads_per_fact"] <= 15
    with KnowledgeGraph.open(tmp_path / "kg", read_only=True) as kg:
        assert len(list(kg.store.articles())) == figures["articles"]  # what was added to measure is gone again


def test_what_is_above_its_ceiling_or_below_its_floor_is_named() -> None:
    assert _above({"quads_per_fact": 14.0, "queries_rdflib_to_ours": 12.0}) == []
    assert len(_above({"quads_per_fact": 15.1, "queries_rdflib_to_ours": 1.0, "add_ms": None})) == 2
