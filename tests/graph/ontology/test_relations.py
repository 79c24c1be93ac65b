"""The inventory of relations in the ontology: in step with its table, and in its own words."""

from __future__ import annotations

from pathlib import Path

from extractors.relations import inventory
from graph.conformance import shipped
from graph.ontology.relations import relations_turtle
from graph.ontology.relations_page import relations_table
from graph.readings import inverse_name


def test_the_file_is_what_the_table_gives() -> None:
    assert shipped("relations.ttl").decode() == relations_turtle(), "run python -m graph.ontology.relations"


def test_no_two_terms_share_a_name() -> None:
    relations = inventory().relations
    names = [*relations, *filter(None, map(inverse_name, relations.values()))]
    assert len(names) == len(set(names))
    assert not {"time", "place", "within", "evidence", "relation", "reads"} & set(names)


def test_the_page_has_the_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "relations.md").read_text(encoding="utf-8")
    assert page.endswith(relations_table()), "run python -m graph.ontology.relations_page docs/relations.md"
