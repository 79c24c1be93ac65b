"""What the page says about one entity, how large it draws it, and what it does with what is filtered out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.network import centrality, to_networkx
from graph.view import write_view
from tests.graph.test_network import Rows
from tests.graph.view import samples
from tests.graph.view.test_page import FACTS, switch, visible

pytestmark = pytest.mark.browser


def card(page: Any, part: str) -> str:
    return page.locator(f'#panel [data-card="{part}"]').inner_text()


def test_the_card_of_an_entity(story: Any) -> None:
    story.evaluate("kg.select('Velsund')")
    assert "City · 6 mentions in 4 articles" in story.inner_text("#panel .kind")
    assert card(story, "seen") == "First seen 20 October 2025, last 6 November 2025"
    own = [f for f in FACTS if samples.iri("Velsund") in {f.subject_iri, f.object_iri}]
    for outlet in {f.publisher for f in own}:
        assert f"{outlet} ({sum(f.publisher == outlet for f in own)})" in card(story, "outlets")
    assert card(story, "links") == "Same as: Wikidata Q1"
    assert story.locator('#panel [data-card="links"] a').get_attribute("href") == "https://www.wikidata.org/wiki/Q1"
    story.evaluate("kg.select('Mara Lindqvist')")
    assert card(story, "aliases") == "Also: Lindqvist, the minister"


def test_likely_doubles_are_named_with_a_score(open_file: Callable[..., Any], tmp_path: Path) -> None:
    entities, facts = samples.story()
    perovic, accented = samples.entity("Lucija Perovic", "Person"), samples.entity("Lucija Perović", "Person")
    perovic = replace(perovic, near=(accented.iri,))
    short, far = samples.entity("Perovic", "Person"), samples.entity("Renata Kolar", "Person")
    further = [
        samples.fact(90 + i, one, "visit", entities[6], f"{one.label} visited Velsund.")
        for i, one in enumerate((perovic, accented, short, far))
    ]
    page = open_file(
        write_view([*entities, perovic, accented, short, far], [*facts, *further], tmp_path / "p.html")
    ).page
    page.evaluate("kg.select('Lucija Perovic')")
    names = page.locator("#panel .same li > .plain").all_inner_texts()
    assert names == ["Lucija Perović", "Perovic"]
    scores = page.locator("#panel .same .score").all_inner_texts()
    assert len(scores) == 1
    assert 0.55 <= float(scores[0]) < 1
    page.evaluate("kg.select('Renata Kolar')")
    assert page.locator("#panel .same").count() == 0


@pytest.mark.parametrize("measure", ["facts", "neighbours", "centrality", "mentions"])
def test_sizes_can_follow_another_measure(story: Any, measure: str) -> None:
    story.select_option("#size", measure)
    assert story.evaluate("kg.state().size") == measure
    places = story.evaluate("kg.places()")
    named = [row for row in samples.story()[0] if row.type != "Concept" and row.label in places]
    if measure == "centrality":
        # The page walks the lines both ways.
        both = to_networkx(Rows(*samples.story()))
        both.add_edges_from([(b, a) for a, b in both.edges()])
        rank = centrality(both)
        top = max((row for row in named), key=lambda row: rank[row.iri]).label
    elif measure == "mentions":
        top = max(named, key=lambda row: row.mention_count).label
    else:
        top = "Dockers' Union"
    assert max(places, key=lambda name: places[name]["radius"]) == top
    assert measure.rstrip("s")[:4] in story.inner_text('#legend label[for="size"]') + story.input_value("#size")
    assert story.locator("#legend").get_by_text("Larger: ").count() == 1


def test_what_is_filtered_out_can_be_faded_instead_of_hidden(story: Any) -> None:
    everything = set(visible(story)["entities"])
    switch(story, "outlet", "Coast Radio")
    hidden = everything - set(visible(story)["entities"])
    assert hidden
    before = story.inner_text("#status")
    story.locator('input[name="rest"][value="fade"]').check(force=True)
    assert set(visible(story)["ghosts"]) == hidden
    assert story.inner_text("#status") == before
    assert hidden <= set(story.evaluate("kg.places()"))
    assert not hidden & {label["text"] for label in story.evaluate("kg.labels()")}
    story.locator('input[name="rest"][value="hide"]').check(force=True)
    assert visible(story)["ghosts"] == []
    assert not hidden & set(story.evaluate("kg.places()"))
