"""Ways between two entities: the shortest ones, their evidence in order, the rest pale."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest

from graph.view import write_view
from tests.graph.view import samples
from tests.graph.view.conftest import processor_ms
from tests.graph.view.test_page import switch, visible

pytestmark = pytest.mark.browser

ENTITIES, FACTS = samples.story()
NAMED = {row.label for row in ENTITIES if row.type != "Concept"}


def graph() -> Any:
    pairs = [(f.subject_label, f.object_label) for f in FACTS if f.object_iri]
    return networkx.Graph((a, b) for a, b in pairs if a in NAMED and b in NAMED)


@pytest.mark.parametrize(
    ("ends", "length"),
    [(("Mara Lindqvist", "Grey Bay"), 4), (("Tomás Ferreira", "Norland"), 3), (("Norlanders", "Żółć Łódzka"), 3)],
)
def test_the_shortest_ways_are_found(story: Any, ends: tuple[str, str], length: int) -> None:
    story.evaluate("([a, b]) => kg.path(a, b)", list(ends))
    ways = visible(story)["ways"]
    assert len(ways[0]) - 1 == length == networkx.shortest_path_length(graph(), *ends)
    expected = list(networkx.shortest_simple_paths(graph(), *ends))[: len(ways)]
    assert [len(way) for way in ways] == [len(way) for way in expected]
    for way in ways:
        assert (way[0], way[-1]) == ends
        assert all(graph().has_edge(a, b) for a, b in pairwise(way))


def test_the_rest_is_pale_and_the_evidence_in_order(story: Any) -> None:
    story.evaluate("kg.path('Tomás Ferreira', 'Norland')")
    seen = visible(story)
    on_way = {name for way in seen["ways"] for name in way}
    assert set(seen["entities"]) == on_way
    assert set(seen["ghosts"]) == {"Velsund", "Mara Lindqvist", "Port of Velsund", "Ministry of Transport", "Grey Bay",
                                   "Norlanders", "Harbour Strike", "Żółć Łódzka", "pay rise", "fresh talks",
                                   "Dockers' Union", "Safe Quays Act"} - on_way  # fmt: skip
    labelled = {one["text"] for one in story.evaluate("kg.labels()")}
    assert not labelled & set(seen["ghosts"])
    first = story.locator("#panel p.way").first.inner_text()
    assert first == " – ".join(seen["ways"][0])
    steps = (
        story.locator("#panel ol.facts")
        .first.locator("li.fact")
        .evaluate_all("all => all.map(one => one.querySelector('.line').textContent)")
    )
    pairs = [next(i for i, (a, b) in enumerate(pairwise(seen["ways"][0]))
                  if a in text and b in text) for text in steps]  # fmt: skip
    assert pairs == sorted(pairs)


def test_a_path_is_asked_for_from_the_panel(story: Any) -> None:
    story.evaluate("kg.select('Mara Lindqvist')")
    story.locator('[data-action="path"]').click()
    assert "Path from" in story.inner_text("#crumbs")
    story.keyboard.press("/")
    story.keyboard.type("grey bay")
    story.keyboard.press("Enter")
    assert story.evaluate("kg.state().view") == {
        "mode": "path", "roots": ["Mara Lindqvist", "Grey Bay"], "depth": None,
    }  # fmt: skip
    story.keyboard.press("b")
    assert story.evaluate("kg.state().view.mode") == "start"


def test_the_question_can_be_taken_back(story: Any) -> None:
    story.evaluate("kg.select('Velsund')")
    story.keyboard.press("p")
    story.keyboard.press("Escape")
    assert story.locator("#crumbs").is_hidden()
    assert story.evaluate("kg.state().view.mode") == "start"


def test_no_path_says_so(story: Any) -> None:
    switch(story, "kind", "city")
    story.evaluate("kg.path('Mara Lindqvist', 'Grey Bay')")
    assert story.inner_text("#no-path").startswith("No path: no chain of the facts shown links Mara Lindqvist")
    assert visible(story)["ways"] == []


def test_a_path_follows_the_filters_and_is_in_the_address(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file).page
    page.evaluate("kg.path('Mara Lindqvist', 'Norland')")
    assert len(visible(page)["ways"][0]) == 3
    switch(page, "outlet", "Coast Radio")
    assert len(visible(page)["ways"][0]) > 3
    again = open_file(story_file, fragment=page.evaluate("location.hash")).page
    assert visible(again)["ways"] == visible(page)["ways"]


def test_a_path_in_a_large_graph_is_drawn_alone_and_quickly(open_file: Callable[..., Any], tmp_path: Path) -> None:
    entities, facts = samples.sized(10_000)
    page = open_file(write_view(entities, facts, tmp_path / "large.html")).page
    spent = processor_ms(page, "([a, b]) => { kg.path(a, b); }", [entities[3].label, entities[-1].label])
    assert spent < 2_000
    seen = visible(page)
    assert seen["ghosts"] == []
    assert 2 <= len(seen["entities"]) < 40
    assert seen["ways"]
