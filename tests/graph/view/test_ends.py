from __future__ import annotations

from dataclasses import replace

from graph.facts import QualifierRow
from graph.view.ends import further_ends, links_of
from tests.graph.view import samples

ENTITIES, FACTS = samples.story()
NAMED = {row.iri: (row.label, *row.aliases) for row in ENTITIES if row.type != "Concept"}
DEMAND, REFUSE = FACTS[0], FACTS[1]
VELSUND = samples.iri("Velsund")


def test_a_named_object_is_end_enough() -> None:
    assert further_ends([FACTS[3]], NAMED) == {}


def test_a_place_is_an_end_where_the_object_is_a_common_noun() -> None:
    placed = replace(DEMAND, place_iri=VELSUND)
    assert further_ends([placed], NAMED) == {placed.statement: (VELSUND, "in")}


def test_a_qualifier_comes_before_the_place() -> None:
    mara = samples.iri("Mara Lindqvist")
    both = replace(DEMAND, place_iri=VELSUND, qualifiers=(QualifierRow("from", "Mara Lindqvist", mara),))
    assert further_ends([both], NAMED) == {both.statement: (mara, "from")}


def test_a_name_in_the_objects_words_is_an_end() -> None:
    says = replace(REFUSE, object_iri=None, object_value="that the Dockers' Union must wait", object_label="")
    known = replace(DEMAND, article_iri=says.article_iri)
    assert further_ends([known, says], NAMED) == {says.statement: (samples.iri("Dockers' Union"), "")}


def test_a_name_from_another_article_is_not() -> None:
    says = replace(REFUSE, object_iri=None, object_value="that Tomás Ferreira must wait", object_label="")
    assert further_ends([says], NAMED) == {}


def test_a_fact_about_itself_has_no_line() -> None:
    assert links_of(replace(DEMAND, object_iri=DEMAND.subject_iri), None) == []
