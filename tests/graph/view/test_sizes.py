"""Small, middling and large graphs: bounded, honest, quick, and without a name on top of another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.view import write_view
from graph.view.excerpt import MOST_BYTES, MOST_ENTITIES
from tests.graph.view import samples
from tests.graph.view.conftest import processor_ms
from tests.graph.view.test_page import assert_apart

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


SIZES = (60, 300, 1_500, 10_000, 20_000)


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    folder = tmp_path_factory.mktemp("sized")

    @cache
    def write(count: int) -> Path:
        return write_view(*samples.sized(count), folder / f"{count}.html", title="A large graph")

    return write


# Times are processor time of the page's main thread, which all drawing and scripts run on: what a machine that does
# nothing else needs, and the same while other programs use this one.
SECONDS_TO_DRAW = {60: 2, 300: 2, 1_500: 3, 10_000: 4, 20_000: 6}
FRAMES = 20
PAN = f"for (let i = 0; i < {FRAMES}; i += 1) kg.pan(i % 2 ? 24 : -24);"
FRAME_MS = 50  # 20 frames a second


@pytest.mark.parametrize("count", SIZES)
def test_it_opens_and_pans_in_time(open_file: Callable[..., Any], page_of: Callable[[int], Path], count: int) -> None:
    opened = open_file(page_of(count))
    assert opened.seconds < SECONDS_TO_DRAW[count]
    assert processor_ms(opened.page, PAN) / FRAMES < FRAME_MS


def test_all_of_a_middling_graph_pans_in_time(open_file: Callable[..., Any], page_of: Callable[[int], Path]) -> None:
    page = open_file(page_of(1_500)).page
    page.click("#show-all")
    assert processor_ms(page, PAN) / FRAMES < FRAME_MS


@pytest.mark.parametrize("count", SIZES)
def test_a_filter_answers_at_once(open_file: Callable[..., Any], page_of: Callable[[int], Path], count: int) -> None:
    page = open_file(page_of(count)).page
    spent = processor_ms(page, "document.querySelector('label[data-facet=\"outlet\"] input').click()")
    assert spent < (1_000 if count > 1_500 else 400)


def test_the_largest_page_is_within_its_bounds(page_of: Callable[[int], Path]) -> None:
    assert page_of(20_000).stat().st_size < MOST_BYTES
    assert MOST_ENTITIES == 20_000


@pytest.mark.parametrize("count", SIZES)
def test_the_opening_view_is_bounded_and_says_so(
    open_file: Callable[..., Any], page_of: Callable[[int], Path], count: int
) -> None:
    page = open_file(page_of(count)).page
    drawn = len(page.evaluate("kg.visible()")["entities"])
    status = page.inner_text("#status")
    facts = len(samples.sized(count)[1])
    if count <= 300:
        assert drawn == count
        assert f"{count} of {count} entities" in status
    elif count <= 1_500:
        assert 100 <= drawn <= 150
        assert f"{drawn} of {count:,} entities" in status
        assert "the 150 entities with most facts" in status
        assert f"{count - drawn:,} by this view or the filters" in status
    else:
        assert page.evaluate("kg.state().view.mode") == "map"
        assert "communities holding" in status
        assert f"of {count:,} entities, {facts:,} facts" in status
    assert page.evaluate("kg.physics") is False
    assert_apart(page.evaluate("kg.labels()"))


@pytest.mark.parametrize("count", SIZES)
def test_search_reaches_everything_in_time(
    open_file: Callable[..., Any], page_of: Callable[[int], Path], count: int
) -> None:
    page = open_file(page_of(count)).page
    names = [row.label for row in samples.sized(count)[0]]
    assert names[-1] in page.evaluate("text => kg.search(text)", names[-1].upper())
    assert processor_ms(page, "text => { kg.search(text); }", names[-1][:3]) < 200
    page.keyboard.press("/")
    page.keyboard.insert_text(names[-1])
    page.keyboard.press("Enter")
    assert page.evaluate("kg.state().chosen") == names[-1]
    assert names[-1] in page.evaluate("kg.visible()")["entities"]


def test_all_of_a_middling_graph_can_be_drawn(open_file: Callable[..., Any], page_of: Callable[[int], Path]) -> None:
    page = open_file(page_of(1_500)).page
    page.click("#show-all")
    assert len(page.evaluate("kg.visible()")["entities"]) == 1_500
    assert_apart(page.evaluate("kg.labels()"))
    page.click("#back")
    assert len(page.evaluate("kg.visible()")["entities"]) <= 150


def test_a_community_opens_from_the_map(open_file: Callable[..., Any], page_of: Callable[[int], Path]) -> None:
    page = open_file(page_of(10_000)).page
    name, spot = next(iter(page.evaluate("kg.places()").items()))
    box = page.locator("#canvas").bounding_box()
    page.mouse.dblclick(box["x"] + spot["x"], box["y"] + spot["y"])
    assert page.evaluate("kg.state().view.mode") == "community"
    assert 2 <= len(page.evaluate("kg.visible()")["entities"]) <= 100
    assert name in page.inner_text("#crumbs")
    page.click("#back")
    assert page.evaluate("kg.state().view.mode") == "map"
