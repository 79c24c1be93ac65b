"""The foremost part of a large graph: facts as a reading of all gives them, and a page that says what it lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph import KnowledgeGraph, foremost
from graph.foremost import is_large
from tests.graph.conftest import RecordBuilder


def story(number: int) -> RecordBuilder:
    b = RecordBuilder(f"{number}.txt", headline=f"Report {number}", publisher="The Harbour Post")
    b.entity("Ann Ray", "PERSON").entity(f"Ben Oak{'abc'[number % 3]}", "PERSON").entity("harbour", "CONCEPT")
    b.entity(f"thing{number}", "CONCEPT")
    b.sentence(f"Ann Ray met Ben Oak{'abc'[number % 3]} at the harbour.")
    b.fact("Ann Ray", ("met", "meet"), f"Ben Oak{'abc'[number % 3]}", place="harbour")
    b.sentence(f"Ann Ray praised thing{number}.")
    b.fact("Ann Ray", ("praised", "praise"), f"thing{number}")
    return b


def build(folder: Path, numbers: list[int]) -> KnowledgeGraph:
    kg = KnowledgeGraph.open(folder)
    for number in numbers:
        kg.add(story(number).build())
    return kg


def test_a_small_graph_is_drawn_whole(tmp_path: Path) -> None:
    with build(tmp_path / "kg", [1, 2]) as kg:
        assert not is_large(kg.store)
        assert kg.view().left_out == ""


def test_the_facts_between_the_most_mentioned_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foremost, "FACTS", 7)
    monkeypatch.setattr(foremost, "ENTITIES", 5)
    with build(tmp_path / "kg", list(range(9))) as kg:
        assert is_large(kg.store)
        part = foremost.foremost(kg.store, kg.labels)
        whole = {row.statement: row for row in kg.facts()}
        assert (part.all_entities, part.all_facts) == (len(list(kg.entities())), 18)
        assert {row.label for row in part.entities} >= {"Ann Ray", "Ben Oaka", "Ben Oakb", "Ben Oakc"}
        assert len(part.facts) == 7
        for row in part.facts:
            placed = whole[row.statement]
            assert row == replace(placed, subject_start=None, subject_end=None, object_start=None, object_end=None)
            assert row.relation_label == "meet"
        page = kg.view()
        assert page.facts == 7
        assert page.left_out.endswith("and 7 of 18 facts")
    with build(tmp_path / "other", list(reversed(range(9)))) as other:
        assert foremost.foremost(other.store, other.labels) == part
        assert other.view().html == page.html
