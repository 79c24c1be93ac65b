"""Do two statements tell of one event? And which of many belong together.

Evidence is counted: shared parties, the same place, the same day; what cannot be both (another day, a place elsewhere,
parties that each lacks) forbids. Statements whose day the text tells make the events; those dated by their article
alone join one of them if exactly one fits. All of it is a function of the set of tellings.

Sources: cross-document event coreference by arguments, time and place (Bejan and Harabagiu 2010; the baselines of
Cybulska and Vossen 2014 on ECB+), here without lexical similarity except for what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from graph.duplicates.signatures import Signature, near_duplicates
from graph.events.kinds import STATEMENT, kinds
from graph.events.records import Telling

__all__ = ["ENOUGH", "Event", "evidence", "gather"]

ENOUGH = 4
"""Points that make two tellings one event: a company (2) and the day (1) need a place or a second party besides."""
INDIVIDUAL = 3
"""Weight of a party that is one person, ship or building."""
SAME_WORDS = 0.5
"""Share of the shorter statement's content words that two reports of it have in common, at least."""


def evidence(one: Telling, other: Telling) -> int:
    """Return the points for one event, 0 where something speaks against it.

    Args:
        one: A telling.
        other: Another.

    Returns:
        Points; :data:`ENOUGH` make it one event.
    """
    if one.kind != other.kind:
        return 0
    if one.kind == STATEMENT:
        return _said_alike(one, other)
    shared = one.parties.keys() & other.parties.keys()
    telling = any(one.parties[party] >= INDIVIDUAL for party in shared)
    once = kinds()[one.kind].once and telling
    apart = _days_apart(one, other)
    if not shared or (apart and apart > _tolerance(one, other, once)):
        return 0
    place = _place_points(one, other)
    if place < 0 and not once:
        return 0
    points = sum(max(1, min(one.parties[party], other.parties[party], 2)) for party in shared)
    points += 1 if one.dated and other.dated and not apart else 0
    points += max(place, 0) + (2 if once else 0)
    surely = not (telling or one.inherited or other.inherited)
    if surely and one.parties.keys() - shared and other.parties.keys() - shared:
        points -= 2  # each names a party that the other does not: two meetings of one country
    if one.inherited and other.inherited and not once:
        points -= 1
    return max(points, 0)


def _tolerance(one: Telling, other: Telling, once: bool) -> int:
    """Return how many days may lie between: a reprint comes a day later, and accounts of one arrest may differ."""
    if one.dated and other.dated:
        return _allowance(one.kind) if once else 0
    return (
        1 if _days_apart(one, other) == 1 and not one.dated and not other.dated and _copies(one.text, other.text) else 0
    )


def _allowance(kind: str) -> int:
    """Return how many days the accounts of one event of a kind may differ by."""
    row = kinds()[kind]
    return row.window if row.spread else 1 if row.once else 0


@lru_cache(maxsize=4096)
def _copies(one: str, other: str) -> bool:
    return near_duplicates(Signature.unpack(one), Signature.unpack(other))


def _said_alike(one: Telling, other: Telling) -> int:
    """Return ENOUGH for one statement reported twice: the same speaker, day, and mostly the same words."""
    if one.parties != other.parties or one.affirmed != other.affirmed:
        return 0
    apart = _days_apart(one, other)
    if apart > 1 or (apart and apart > _tolerance(one, other, False)):
        return 0
    shorter = min(len(one.words), len(other.words))
    shared = len(set(one.words) & set(other.words))
    return ENOUGH if shorter > 1 and shared > 1 and shared >= SAME_WORDS * shorter else 0


def _days_apart(one: Telling, other: Telling) -> int:
    first, second = sorted((_span(one), _span(other)))
    return max(0, (second[0] - first[1]).days)


def _span(telling: Telling) -> tuple[date, date]:
    return date.fromisoformat(telling.days[0]), date.fromisoformat(telling.days[1])


def _place_points(one: Telling, other: Telling) -> int:
    """Return 2 for a shared city or venue, 1 for a shared country or one place in the other, -1 for places apart."""
    if not one.places or not other.places:
        return 0
    best = -1
    for place, holders in one.places.items():
        for elsewhere, others in other.places.items():
            if place == elsewhere:
                best = max(best, 2 if holders else 1)
            elif place in others or elsewhere in holders:
                best = max(best, 1)
    return best


@dataclass
class Event:
    """Tellings of one event, in the order of their statements' IRIs."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of event."""
        return self.tellings[0].kind

    @property
    def articles(self) -> list[str]:
        """The articles that report it, sorted; those that only deny it do not count."""
        return sorted({telling.article for telling in self.tellings if telling.affirmed})

    @property
    def dated(self) -> bool:
        """Whether the text of a report tells the day."""
        return any(t.dated and t.affirmed for t in self.tellings)

    @property
    def days(self) -> list[date]:
        """The days that the text of a report tells, sorted; where none does, the day of the first article."""
        dated = {day for t in self.tellings if t.dated and t.affirmed for day in _each(t)}
        return sorted(dated) or [min(date.fromisoformat(t.days[1]) for t in self.tellings)]


def _each(telling: Telling) -> list[date]:
    first, last = _span(telling)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def gather(tellings: Iterable[Telling]) -> list[Event]:
    """Return the events that several articles tell of.

    Args:
        tellings: Tellings that may belong together.

    Returns:
        Events with two or more articles; a function of the set of tellings.
    """
    ordered = sorted(tellings, key=lambda t: (not t.dated, t.inherited, t.days, t.statement))
    events: list[Event] = []
    for telling in (t for t in ordered if t.dated):
        best = _best(telling, events)
        if best is None:
            events.append(Event([telling]))
        else:
            best.tellings.append(telling)
    undated = [t for t in ordered if not t.dated]
    dated = [Event(list(event.tellings)) for event in events]
    left: list[Event] = []
    for telling in undated:
        place = _only(telling, dated)
        if place is not None:
            events[place].tellings.append(telling)
            continue
        best = _best(telling, left)
        if best is None:
            left.append(Event([telling]))
        else:
            best.tellings.append(telling)
    found = [event for event in (*events, *left) if len(event.articles) > 1]
    for event in found:
        event.tellings.sort(key=lambda t: t.statement)
    return sorted(found, key=lambda event: event.tellings[0].statement)


def _best(telling: Telling, events: Sequence[Event]) -> Event | None:
    """Return the event whose tellings all allow another one, and one of which calls for it most."""
    best: tuple[int, int] | None = None
    for number, event in enumerate(events):
        points = _points(telling, event)
        if points >= ENOUGH and (best is None or points > best[0]):
            best = points, number
    return None if best is None else events[best[1]]


def _only(telling: Telling, events: Sequence[Event]) -> int | None:
    fitting = [number for number, event in enumerate(events) if _points(telling, event) >= ENOUGH]
    return fitting[0] if len(fitting) == 1 else None


def _points(telling: Telling, event: Event) -> int:
    """Return the most points that any telling of an event gives; 0 where one of the dated ones is days away."""
    if any(_days_apart(telling, t) > _allowance(telling.kind) for t in event.tellings if t.dated):
        return 0
    return max(evidence(telling, t) for t in event.tellings)
