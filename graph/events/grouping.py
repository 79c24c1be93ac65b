"""Events kept in step with the articles: see :mod:`graph.groups`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pyoxigraph import Triple

from extractors.records import Extraction
from graph.events.description import describe_event
from graph.events.kinds import kinds
from graph.events.matching import ENOUGH, evidence, gather
from graph.events.records import Telling
from graph.events.telling import tellings
from graph.groups import Member
from graph.mapping import ArticleGraph
from graph.resolve.gazetteer import Linker
from graph.vocabulary import SCHEMA, Instances

__all__ = ["Events"]


class Events:
    """The events that several articles tell of. Members are statements, groups are what may be one event."""

    name = "events"
    by_text = False

    @cached_property
    def _linker(self) -> Linker:
        return Linker()

    def members(self, extraction: Extraction, graph: ArticleGraph, instances: Instances) -> Iterator[Member]:
        """Yield a member for each statement that tells of an event on days that are known."""
        outlets = sorted(t.object.value for t in graph.triples if t.predicate == SCHEMA["publisher"])  # type: ignore[union-attr]
        entities = {entity: iri.value for entity, iri in graph.entities.items()}
        statements = {fact: iri.value for fact, iri in graph.statements.items()}
        for telling in tellings(
            extraction,
            entities,
            statements,
            instances,
            article=graph.iri.value,
            outlet=outlets[0] if outlets else "",
            linker=self._linker,
        ):
            yield Member(telling.statement, frozenset(_keys(telling)), telling.pack())

    def alike(self, one: Member, other: Member) -> bool:
        """Say whether two statements may tell of one event."""
        return evidence(_unpack(one.body), _unpack(other.body)) >= ENOUGH

    def derive(self, members: tuple[Member, ...], instances: Instances) -> Iterable[Triple]:
        """Yield the triples of the events in a group; one article alone makes none."""
        if len(members) > 1:
            for event in gather(_unpack(member.body) for member in members):
                yield from describe_event(event, instances)


@lru_cache(maxsize=8192)
def _unpack(body: str) -> Telling:
    return Telling.unpack(body)


def _keys(telling: Telling) -> Iterator[str]:
    """Yield the kind with each party and day; for what happens once, the stretch of days about it."""
    kind = kinds()[telling.kind]
    first, last = (date.fromisoformat(day) for day in telling.days)
    if kind.once:
        for number in range((first.toordinal() - 1) // kind.window, (last.toordinal() + 1) // kind.window + 1):
            for party, weight in telling.parties.items():
                if weight > 1:
                    yield f"{kind.name} {party} {number}+"
    if telling.dated or not kind.once:
        for number in range((last - first).days + 1):
            for party in telling.parties:
                yield f"{kind.name} {party} {first + timedelta(days=number)}"
    if not telling.dated and not kind.once:  # a reprint of the sentence may come a day later
        for party in telling.parties:
            yield f"{kind.name} {party} {telling.sentence}"
