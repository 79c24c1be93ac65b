"""Which rows a page holds when a graph is too large for a browser, or a query asks for a part of it."""

from __future__ import annotations

from collections import Counter

from graph.view import excerpt, make_page, matching
from tests.graph.view import samples

ENTITIES, FACTS = samples.story()


def test_a_graph_that_fits_is_kept_whole() -> None:
    assert excerpt(ENTITIES, FACTS, most=16) == ((ENTITIES, FACTS), "")


def test_of_a_larger_one_the_most_told_about_are_kept_and_the_rest_is_counted() -> None:
    (kept, told), left_out = excerpt(ENTITIES, FACTS, most=5)
    counts: Counter[str] = Counter()
    for fact in FACTS:
        counts.update({fact.subject_label, fact.object_label, fact.attributed_to_label or ""})
    named = sorted((row for row in ENTITIES if row.type != "Concept"), key=lambda row: (-counts[row.label], row.iri))
    assert {row.label for row in kept} == {row.label for row in named[:5]}
    inside = {row.iri for row in kept}
    assert all(fact.subject_iri in inside and (fact.object_iri or fact.subject_iri) in inside for fact in told)
    assert left_out == (f"This page holds the 5 of 16 entities with most facts, and {len(told)} of {len(FACTS)} facts")


def test_around_a_centre_the_nearest_are_kept() -> None:
    (kept, _), _ = excerpt(ENTITIES, FACTS, most=6, centre=samples.iri("Grey Bay"))
    assert {"Grey Bay", "Velsund", "Norland"} <= {row.label for row in kept}


def test_the_page_says_what_it_does_not_hold() -> None:
    page = make_page(ENTITIES, FACTS, most=5)
    assert page.left_out.startswith("This page holds the 5 of 16 entities")
    assert page.left_out in page.summary()
    assert page.left_out in page.html


def test_a_page_that_would_be_too_heavy_holds_less(monkeypatch: object) -> None:
    entities, facts = samples.sized(400)
    whole = make_page(entities, facts)
    import graph.view.render as render

    monkeypatch.setattr(render, "MOST_BYTES", whole.size - 50_000)  # type: ignore[attr-defined]
    page = render.make_page(entities, facts)
    assert page.size <= whole.size - 50_000
    assert 0 < page.entities < 400
    assert "of 400 entities" in page.left_out


def test_a_query_keeps_the_facts_between_its_entities() -> None:
    wanted = {samples.iri("Velsund"), samples.iri("Norland"), samples.iri("Grey Bay")}
    entities, facts = matching(ENTITIES, FACTS, wanted)
    assert {row.iri for row in entities} == wanted
    assert {fact.statement[-2:] for fact in facts} == {"15", "16"}


def test_statements_of_a_query_are_drawn_themselves() -> None:
    entities, facts = matching(ENTITIES, FACTS, {samples.BASE + "statement/000003"})
    assert len(facts) == 1
    assert {row.label for row in entities} == {"Dockers' Union", "pay rise", "Mara Lindqvist"}


def test_constructed_triples_keep_just_their_facts() -> None:
    fact = FACTS[3]
    triples = {(fact.subject_iri, fact.relation_iri, fact.object_iri or "")}
    _, facts = matching(ENTITIES, FACTS, {fact.subject_iri, fact.object_iri or ""}, triples)
    assert facts == [fact]
