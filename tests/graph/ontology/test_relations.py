"""The inventory of relations in the ontology: in step with its table, and in its own words."""

from __future__ import annotations

from extractors.relations import inventory
from graph.conformance import shipped
from graph.ontology.relations import relations_turtle
from graph.readings import inverse_name


def test_the_file_is_what_the_table_gives() -> None:
    assert shipped("relations.ttl").decode() == relations_turtle(), "run python -m graph.ontology.relations"


def test_no_two_terms_share_a_name() -> None:
    relations = inventory().relations
    names = [*relations, *filter(None, map(inverse_name, relations.values()))]
    assert len(names) == len(set(names))
    assert not {"time", "place", "within", "evidence", "relation", "reads"} & set(names)
