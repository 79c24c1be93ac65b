"""Events in the picture: a star that its actors and its place lead to, over the statements that report it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.facts import EventRow, FactRow

__all__ = ["Happening", "gather_happenings"]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with what of it a page holds: its short name, its statements, and those behind each of its lines."""

    event: EventRow
    name: str
    statements: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def gather_happenings(events: Iterable[EventRow], facts: Sequence[FactRow]) -> list[Happening]:
    """Return the events that some of the facts report, by IRI.

    A line leads from each actor, and from the place, to the event. Behind it stand the statements that name the actor
    or place; where none does (a sentence before named it), all that report the event.

    Args:
        events: One row per event.
        facts: The facts of the page.
    """
    by_statement = {fact.statement: fact for fact in facts}
    found = []
    for event in sorted(events, key=lambda event: event.iri):
        told = [by_statement[statement] for statement in event.statements if statement in by_statement]
        if not told:
            continue
        everyone = tuple(sorted(fact.statement for fact in told))
        ends = sorted({*event.actors, *((event.place_iri,) if event.place_iri else ())})
        lines = []
        for end in ends:
            naming = tuple(sorted(fact.statement for fact in told if end in _named(fact)))
            lines.append((end, naming or everyone))
        found.append(Happening(event, short_name(event), everyone, tuple(lines)))
    if len({one.name[-4:] for one in found}) == 1:  # all of one year, which then need not be said
        found = [replace(one, name=short_name(one.event, year=False)) for one in found]
    return found


def _named(fact: FactRow) -> set[str | None]:
    return {fact.subject_iri, fact.object_iri, fact.place_iri, *(qualifier.iri for qualifier in fact.qualifiers)}


def short_name(event: EventRow, *, year: bool = True) -> str:
    """Return an event's kind and day, as a map has room for: "Talks, 6 Nov 2025", "Takeover, by 2 Oct"."""
    name = _dated_name(event)
    return name if year else re.sub(r" \d{4}\b", "", name)


def _dated_name(event: EventRow) -> str:
    first, last = _day(event.first_day), _day(event.last_day)
    if first is None:
        return f"{event.kind}, by {_spoken(last)}" if last else event.kind
    if last is None or last == first:
        return f"{event.kind}, {_spoken(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{event.kind}, {first.day}–{_spoken(last)}"
    return f"{event.kind}, {_spoken(first)} – {_spoken(last)}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _spoken(day: date) -> str:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {names[day.month - 1]} {day.year}"
