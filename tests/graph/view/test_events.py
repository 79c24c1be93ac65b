"""Events that several articles tell of: stars in the picture, entries of the storyline, cards of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import EventRow
from graph.view import build_payload, write_view
from graph.view.happenings import gather_happenings, short_name
from tests.graph.view import samples
from tests.graph.view.test_page import switch, visible

ENTITIES, FACTS = samples.story()
MARA, TOMAS, VELSUND = (samples.iri(name) for name in ("Mara Lindqvist", "Tomás Ferreira", "Velsund"))
TALKS = EventRow(
    samples.BASE + "entity/Talks_2025-11-04",
    "Talks: Mara Lindqvist, Tomás Ferreira; Velsund; 2025-11-04",
    "Talks",
    (MARA, TOMAS),
    VELSUND,
    "2025-11-04",
    "2025-11-04",
    (FACTS[3].statement, FACTS[4].statement),
    2,
)
ELSEWHERE = EventRow(samples.BASE + "entity/Attack", "Attack", "Attack", (MARA,), None, None, "2025-01-02", ("x",), 1)


@pytest.fixture
def page(open_file: Callable[..., Any], tmp_path: Path) -> Any:
    return open_file(write_view(ENTITIES, FACTS, tmp_path / "events.html", events=[TALKS, ELSEWHERE])).page


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2025-11-06", "2025-11-06", "Talks, 6 Nov 2025"),
        ("2025-11-06", "2025-11-08", "Talks, 6–8 Nov 2025"),
        ("2025-10-30", "2025-11-08", "Talks, 30 Oct 2025 – 8 Nov 2025"),
        (None, "2025-10-02", "Talks, by 2 Oct 2025"),
        (None, None, "Talks"),
        ("about noon", None, "Talks"),
    ],
)
def test_an_event_has_a_short_name(first: str | None, last: str | None, name: str) -> None:
    assert short_name(EventRow("e", "e", "Talks", (), None, first, last, ("s",), 1)) == name


@given(st.lists(st.sampled_from([fact.statement for fact in FACTS]), unique=True))
def test_behind_every_line_of_an_event_stand_statements_that_report_it(statements: list[str]) -> None:
    event = EventRow("e", "e", "Talks", (MARA, TOMAS), VELSUND, None, None, tuple(statements), 1)
    found = gather_happenings([event], FACTS)
    assert len(found) == bool(statements)
    for happening in found:
        assert {end for end, _ in happening.lines} == {MARA, TOMAS, VELSUND}
        assert all(told and set(told) <= set(statements) for _, told in happening.lines)


def test_an_event_of_other_facts_is_left_out() -> None:
    payload = build_payload(ENTITIES, FACTS, [TALKS, ELSEWHERE])
    assert len(payload["events"]) == 1
    assert len(payload["entities"]) == len(ENTITIES) + 1


@pytest.mark.browser
def test_an_event_is_a_star_that_its_actors_and_place_lead_to(page: Any) -> None:
    links = {(one["from"], one["to"]): one["facts"] for one in visible(page)["links"] if one["to"] == TALKS.label}
    assert links == {
        ("Mara Lindqvist", TALKS.label): 2,
        ("Tomás Ferreira", TALKS.label): 2,
        ("Velsund", TALKS.label): 2,
    }
    assert "Talks, 4 Nov" in {label["text"] for label in page.evaluate("kg.labels()")}
    assert "24 of 24 facts" in page.inner_text("#status")
    assert page.evaluate("kg.counts('kind')")["event"] == 2  # with the named Harbour Strike


@pytest.mark.browser
def test_its_card_says_when_where_with_whom_and_who_reports_it(page: Any) -> None:
    page.evaluate("name => kg.select(name)", TALKS.label)
    assert page.inner_text('[data-card="event"]') == "Talks · Tuesday 4 November 2025 · Velsund"
    assert page.inner_text('[data-card="actors"]') == "With Mara Lindqvist, Tomás Ferreira"
    assert page.inner_text('[data-card="reports"]') == "Reported by 2 outlets independently"
    assert "reported by 2 statements" in page.inner_text("#panel").lower()
    page.locator('[data-card="actors"] button').first.click()
    assert "Talks, 4 Nov" in page.inner_text('[data-card="events"]')


@pytest.mark.browser
def test_the_storyline_has_it_on_its_day(page: Any) -> None:
    page.click("#story-button")
    day = page.locator('#story .day[data-day="2025-11-04"]')
    assert day.locator("[data-event]").inner_text().split("\n\n") == [TALKS.label, "2 statements from 2 outlets"]
    page.evaluate("kg.select('Żółć Łódzka')")
    assert page.locator("#story [data-event]").count() == 0


@pytest.mark.browser
def test_events_are_switched_off_without_losing_facts(page: Any) -> None:
    named = {fact.statement for fact in FACTS if "Harbour Strike" in {fact.subject_label, fact.object_label}}
    switch(page, "kind", "event")
    seen = visible(page)
    assert TALKS.label not in seen["entities"]
    assert {samples.BASE + fact["iri"] for fact in seen["facts"]} == {fact.statement for fact in FACTS} - named


@pytest.mark.browser
def test_a_filter_that_hides_the_reports_hides_the_event(page: Any) -> None:
    switch(page, "relation", "meet")
    assert TALKS.label not in visible(page)["entities"]
