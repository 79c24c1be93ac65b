"""The opening picture: main actors large and named, communities apart on grounds of their own, for desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.view import write_view
from tests.graph.view import samples
from tests.graph.view.test_page import assert_apart

pytestmark = pytest.mark.browser

SCREENS = [(1280, 800), (390, 844)]


@pytest.fixture(scope="module")
def three_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three groups of nine that hardly know each other, each around one main actor, with concepts and pronouns."""
    entities, facts = [], []
    for group, town in enumerate(("Velsund", "Ostmark", "Karrow")):
        people = [samples.entity(f"{first} of {town}", "Person") for first in samples.FIRST[:9]]
        they = samples.entity(f"the delegation of {town}", "Concept")
        entities += [*people, they]
        for i, one in enumerate(people[1:]):
            facts.append(samples.fact(100 * group + i, people[0], "lead", one, f"{people[0].label} leads {one.label}."))
            other = people[1 + (i + 1) % 8]
            facts.append(samples.fact(100 * group + 20 + i, one, "meet", other, f"{one.label} meets {other.label}."))
        facts.append(samples.fact(100 * group + 50, they, "meet", people[1], f"{they.label} meets {people[1].label}."))
    by_label = {row.label: row for row in entities}
    bridge = by_label["Ada of Velsund"], by_label["Ada of Ostmark"]
    facts.append(samples.fact(900, bridge[0], "sue", bridge[1], "One sues the other."))
    return write_view(entities, facts, tmp_path_factory.mktemp("three") / "page.html")


def inside(point: tuple[float, float], corners: list[dict[str, float]]) -> bool:
    """Say whether a point lies in a convex outline: on the same side of all its edges."""
    turns = [
        (b["x"] - a["x"]) * (point[1] - a["y"]) - (b["y"] - a["y"]) * (point[0] - a["x"])
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_communities_stand_apart(open_file: Callable[..., Any], three_stories: Path, width: int, height: int) -> None:
    page = open_file(three_stories, width=width, height=height).page
    regions = page.evaluate("kg.regions()")
    assert sorted({name.split(" of ")[1] for name in members} for members in regions) == [
        {"Karrow"}, {"Ostmark"}, {"Velsund"},
    ] or {frozenset(n.split(" of ")[1] for n in m) for m in regions} == {
        frozenset({"Karrow"}), frozenset({"Ostmark"}), frozenset({"Velsund"}),
    }  # fmt: skip
    outlines = page.evaluate("kg.outlines()")
    for first, second in combinations(outlines, 2):
        assert not any(inside((corner["x"], corner["y"]), second) for corner in first)
        assert not any(inside((corner["x"], corner["y"]), first) for corner in second)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_main_actors_are_large_and_named(
    open_file: Callable[..., Any], three_stories: Path, width: int, height: int
) -> None:
    page = open_file(three_stories, width=width, height=height).page
    places, labels = page.evaluate("kg.places()"), page.evaluate("kg.labels()")
    assert_apart(labels)
    by_text = {label["text"]: label for label in labels}
    main = {f"Ada of {town}" for town in ("Velsund", "Ostmark", "Karrow")}
    assert main <= by_text.keys()
    largest = sorted(places, key=lambda name: -places[name]["radius"])[:3]
    assert set(largest) == main
    lesser = [label["size"] for text, label in by_text.items() if text in places and text not in main]
    assert min(by_text[name]["size"] for name in main) >= max(lesser, default=0)
    assert not any("delegation" in text for text in by_text)
    assert not any("delegation" in name for name in places)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_everything_stands_on_the_screen(
    open_file: Callable[..., Any], three_stories: Path, width: int, height: int
) -> None:
    page = open_file(three_stories, width=width, height=height).page
    box = page.locator("#canvas").bounding_box()
    for spot in page.evaluate("kg.places()").values():
        assert 0 <= spot["x"] <= box["width"]
        assert 0 <= spot["y"] <= box["height"]
    for label in page.evaluate("kg.labels()"):
        assert label["x"] >= -2
        assert label["x"] + label["w"] <= box["width"] + 2


def test_the_caption_says_what_is_drawn_and_what_is_left_out(
    open_file: Callable[..., Any], three_stories: Path
) -> None:
    page = open_file(three_stories).page
    assert page.inner_text("#status") == (
        "27 of 30 entities, 52 of 52 facts. Not drawn: 3 concepts of one entity only."
    )


def test_the_picture_is_the_same_each_time(open_file: Callable[..., Any], three_stories: Path) -> None:
    first, second = (open_file(three_stories).page.evaluate("kg.places()") for _ in range(2))
    assert first == second
