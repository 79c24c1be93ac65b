"""Time in the page: the axis and its brush, playing the story, the storyline, two ranges compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.view import write_view
from tests.graph.view import samples
from tests.graph.view.conftest import until
from tests.graph.view.test_page import FACTS, statements, visible, visible_statements

pytestmark = pytest.mark.browser


def range_of(page: Any) -> tuple[str, str]:
    filters = page.evaluate("kg.state().filters")
    return filters["from"], filters["to"]


def facts_listed(page: Any) -> list[str]:
    return page.locator("#story [data-fact]").evaluate_all("all => all.map(one => one.dataset.fact)")


def test_brushing_the_axis_filters_the_graph(story: Any) -> None:
    axis = story.locator("#timeline .axis svg").bounding_box()
    y = axis["y"] + 20
    story.mouse.move(axis["x"] + 3, y)
    story.mouse.down()
    story.mouse.move(axis["x"] + axis["width"] / 2, y, steps=5)
    story.mouse.up()
    first, last = range_of(story)
    assert first == "2025-10-20"
    assert "2025-10-25" < last < "2025-11-05"
    assert visible_statements(story) == statements(lambda f: f.published is None or f.published == "2025-10-20")
    assert "20 October 2025" in story.inner_text("#when")
    story.click("#all-days")
    assert visible_statements(story) == {fact.statement for fact in FACTS}


def test_a_click_on_one_day_shows_it_and_a_second_click_shows_all(story: Any) -> None:
    axis = story.locator("#timeline .axis svg").bounding_box()
    spot = axis["x"] + axis["width"] - 3, axis["y"] + 20
    story.mouse.click(*spot)
    assert range_of(story) == ("2025-11-06", "2025-11-06")
    story.mouse.click(*spot)
    assert range_of(story) == ("", "")


def test_the_axis_moves_by_keyboard(story: Any) -> None:
    end = story.get_by_role("slider", name="To", exact=True)
    assert end.get_attribute("aria-valuetext") == "6 November 2025"
    end.focus()
    story.keyboard.press("ArrowLeft")
    story.keyboard.press("ArrowLeft")
    assert range_of(story) == ("2025-10-20", "2025-11-04")
    story.get_by_role("slider", name="From", exact=True).focus()
    story.keyboard.press("ArrowRight")
    assert range_of(story) == ("2025-10-21", "2025-11-04")


def test_steps_tell_the_story_so_far(story: Any) -> None:
    seen = []
    for _ in range(3):
        story.click("#step-on")
        seen.append(range_of(story)[1])
    assert seen == ["2025-10-20", "2025-11-05", "2025-11-06"]
    story.click("#step-back")
    assert range_of(story) == ("2025-10-20", "2025-11-05")


def test_playing_ends_with_the_last_day(story: Any) -> None:
    story.click("#play")
    assert story.get_attribute("#play", "aria-pressed") == "true"
    assert range_of(story)[1] == "2025-10-20"
    until(story, "kg.state().filters.to === '2025-11-06'")
    story.wait_for_selector('#play[aria-pressed="false"]', timeout=30_000)


def test_undated_facts_are_counted_apart(story: Any) -> None:
    undated = len(statements(lambda f: f.published is None))
    assert f"{undated} facts undated" in story.inner_text("#when")


def test_days_can_be_those_told_of(story: Any) -> None:
    story.select_option("#clock", "told")
    story.fill("#date-from", "2025-11-04")
    story.dispatch_event("#date-from", "change")
    story.uncheck("#date-undated")
    assert visible_statements(story) == statements(lambda f: f.time_value == "2025-11-04")


def test_the_storyline_tells_days_in_order_and_every_fact_once(story: Any) -> None:
    story.click("#story-button")
    days = story.locator("#story .day").evaluate_all("all => all.map(one => one.dataset.day)")
    assert days == ["2025-10-20", "2025-11-04", "2025-11-05", "2025-11-06", ""]
    listed = facts_listed(story)
    assert len(set(listed)) == len(listed)
    assert {samples.BASE + one for one in listed} == {fact.statement for fact in FACTS}
    assert "Tuesday 4 November 2025" in story.locator("#story h3").all_inner_texts()


def test_a_year_is_not_told_as_its_first_of_january(open_file: Callable[..., Any], tmp_path: Path) -> None:
    entities, facts = samples.story()
    times = {1: "2019", 2: "2025-11", 3: "2025-11-04", 4: "2025-11-03/2025-11-05"}
    dated = [replace(fact, time_value=times.get(i)) for i, fact in enumerate(facts)]
    page = open_file(write_view(entities, dated, tmp_path / "years.html")).page
    page.click("#story-button")
    headings = page.locator("#story h3").all_inner_texts()
    assert headings[0] == "2019"
    assert headings.index("November 2025") < headings.index("Tuesday 4 November 2025")
    assert "Monday 3 November 2025 – Wednesday 5 November 2025" in headings


def test_the_storyline_follows_selection_and_brush(story: Any) -> None:
    story.evaluate("kg.select('Mara Lindqvist')")
    story.click("#story-button")
    mara = samples.iri("Mara Lindqvist")
    own = statements(lambda f: mara in {f.subject_iri, f.object_iri, f.attributed_to_iri})
    listed = facts_listed(story)
    assert {samples.BASE + one for one in listed} == own
    assert story.inner_text("#story .notice").startswith("Storyline of Mara Lindqvist: ")
    story.click("#step-on")
    listed = facts_listed(story)
    assert {samples.BASE + one for one in listed} == own & statements(lambda f: f.published in {None, "2025-10-20"})


def test_events_stand_out_in_the_storyline(story: Any) -> None:
    story.click("#story-button")
    events = story.locator("#story .entry.event [data-fact]").evaluate_all("all => all.map(one => one.dataset.fact)")
    strike = samples.iri("Harbour Strike")
    assert {samples.BASE + one for one in events} == statements(lambda f: strike in {f.subject_iri, f.object_iri})


def test_two_ranges_compared_say_what_is_new_gone_and_stayed(story: Any) -> None:
    story.click("#compare")
    ranges = story.evaluate("kg.state().filters.compare")
    assert ranges == [["2025-10-20", "2025-11-05"], ["2025-11-06", "2025-11-06"]]
    by_line: dict[tuple[str, str], set[bool]] = {}
    for fact in FACTS:
        if fact.published and fact.object_iri:
            by_line.setdefault((fact.subject_label, fact.object_label), set()).add(fact.published == "2025-11-06")
    names = {frozenset({True}): "new", frozenset({False}): "gone", frozenset({True, False}): "stayed"}
    styles = {(one["from"], one["to"]): one["style"] for one in visible(story)["links"]}
    compared = {ends: style for ends, style in styles.items() if ends in by_line}
    assert compared == {ends: names[frozenset(by_line[ends])] for ends in compared}
    assert {"new", "gone"} <= set(compared.values())
    for change in ("new", "gone", "stayed"):
        count = sum(style == change for style in styles.values())
        heading = story.locator(f'#panel h3[data-change="{change}"]').inner_text().strip().lower()
        assert heading.startswith(f"{change}: {count} line")
    assert not visible_statements(story) & statements(lambda f: f.published is None)
    story.locator('[data-range="01"]').fill("2025-10-31")
    story.locator('[data-range="01"]').dispatch_event("change")
    assert not visible_statements(story) & statements(lambda f: f.published == "2025-11-05")
    story.click("#compare")
    assert visible_statements(story) == {fact.statement for fact in FACTS}


def test_the_state_of_a_comparison_is_in_the_address(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file).page
    page.click("#compare")
    page.select_option("#size", "mentions")
    page.locator('input[name="rest"][value="fade"]').check(force=True)
    again = open_file(story_file, fragment=page.evaluate("location.hash")).page
    first, second = page.evaluate("kg.state()"), again.evaluate("kg.state()")
    first.pop("scale"), second.pop("scale")
    assert second == first
    assert again.evaluate("kg.visible()") == page.evaluate("kg.visible()")


def test_a_graph_of_one_day_has_no_axis(open_file: Callable[..., Any], tmp_path: Path) -> None:
    entities, facts = samples.story()
    one_day = [fact for fact in facts if fact.published == "2025-11-06" and fact.time_value is None]
    page = open_file(write_view(entities, one_day, tmp_path / "day.html")).page
    assert page.locator("#timeline").is_hidden()
