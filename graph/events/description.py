"""An event as triples: what it is, who took part, where and when, which statements report it, and how many outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Triple

from graph.duplicates.signatures import Signature, near_duplicates
from graph.events.kinds import kinds
from graph.events.matching import Event
from graph.events.records import Telling
from graph.literals import integer_literal, text_literal
from graph.vocabulary import CLASSES, NG, RDF, RDFS, SEM, XSD, Instances, local_name, short_hash

__all__ = ["describe_event", "event_iri", "independent_outlets"]


def event_iri(event: Event, instances: Instances) -> NamedNode:
    """Return an event's IRI: its kind, its first day, and a hash of the first of the statements that report it."""
    first = min(telling.statement for telling in event.tellings)
    name = f"{kinds()[event.kind].label} {event.days[0].isoformat()} {short_hash(first, 6)}"
    return instances.entity(name, "EVENT")


def describe_event(event: Event, instances: Instances) -> Iterator[Triple]:
    """Yield an event's triples.

    Args:
        event: Tellings that belong together.
        instances: The base of the graph's IRIs.

    Yields:
        Its description, and ``ng:reports`` from each statement.
    """
    iri, days = event_iri(event, instances), event.days
    for class_ in CLASSES["event"]:
        yield Triple(iri, RDF["type"], class_)
    actors, place, dated = _actors(event), _place(event), event.dated
    yield Triple(iri, RDFS["label"], text_literal(_label(event, actors, place)))
    yield Triple(iri, SEM["eventType"], NG[kind_term(event.kind)])
    for actor in actors:
        yield Triple(iri, SEM["hasActor"], NamedNode(actor))
    if place is not None:
        yield Triple(iri, SEM["hasPlace"], NamedNode(place))
    stamps = [Literal(day.isoformat(), datatype=XSD["date"]) for day in (days[0], days[-1])]
    if not dated:
        yield Triple(iri, SEM["hasLatestEndTimeStamp"], stamps[1])
    elif days[0] == days[-1]:
        yield Triple(iri, SEM["hasTimeStamp"], stamps[0])
    else:
        yield Triple(iri, SEM["hasEarliestBeginTimeStamp"], stamps[0])
        yield Triple(iri, SEM["hasLatestEndTimeStamp"], stamps[1])
    yield Triple(iri, NG["mentionCount"], integer_literal(len(event.tellings)))
    yield Triple(iri, NG["articleCount"], integer_literal(len({telling.article for telling in event.tellings})))
    yield Triple(iri, NG["outletCount"], integer_literal(independent_outlets(event.tellings)))
    for telling in event.tellings:
        yield Triple(NamedNode(telling.statement), NG["reports"], iri)


def kind_term(kind: str) -> str:
    """Return the ontology's name of a kind of event: "talks" gives "Talks"."""
    return f"{kind[:1].upper()}{kind[1:]}"


def independent_outlets(tellings: Iterable[Telling]) -> int:
    """Return how many outlets report something independently: copies of one text and one outlet's articles are one.

    Args:
        tellings: Those that report it; who only denies it reports nothing.

    Returns:
        The number of groups of articles that share neither text nor outlet.
    """
    articles = {t.article: t for t in tellings if t.affirmed}
    groups: list[list[Telling]] = []
    for article in sorted(articles):
        telling = articles[article]
        joined = [group for group in groups if any(_one_source(telling, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([telling, *(other for group in joined for other in group)])
    return len(groups)


def _one_source(one: Telling, other: Telling) -> bool:
    if one.outlet and one.outlet == other.outlet:
        return True
    return near_duplicates(Signature.unpack(one.text), Signature.unpack(other.text))


def _actors(event: Event) -> list[str]:
    """Return the parties that a report itself names, in half of the articles or more; else the one most named."""
    named = [t for t in event.tellings if not t.inherited] or event.tellings
    articles = {t.article for t in named}
    counts: Counter[str] = Counter()
    for party, _ in {(party, t.article) for t in named for party, weight in t.parties.items() if weight}:
        counts[party] += 1
    most = max(counts.values(), default=0)
    return sorted(party for party, count in counts.items() if count * 2 >= len(articles) or count == most)


def _place(event: Event) -> str | None:
    """Return the place that most articles name; of equals one that a dated report names, then the inner one."""
    counts: Counter[str] = Counter()
    depth: dict[str, int] = {}
    for place, holders, _ in {(p, h, t.article) for t in event.tellings for p, h in t.places.items()}:
        counts[place] += 1
        depth[place] = len(holders)
    dated = {place for t in event.tellings if t.dated for place in t.places}
    return min(counts, key=lambda p: (-counts[p], p not in dated, -depth[p], p)) if counts else None


def _label(event: Event, actors: list[str], place: str | None) -> str:
    """Return a name to show: "Talks: Afghan Taliban, Pakistan; Istanbul; 2025-11-06"."""
    days = event.days
    when = days[0].isoformat() if days[0] == days[-1] else f"{days[0].isoformat()} to {days[-1].isoformat()}"
    when = when if event.dated else f"by {when}"
    names = ", ".join(_name(actor) for actor in actors)
    where = f"; {_name(place)}" if place is not None else ""
    return f"{kinds()[event.kind].label}: {names}{where}; {when}"


def _name(iri: str) -> str:
    name = unquote(local_name(iri))
    return name.rpartition("-")[0] if name.rpartition("-")[2] in CLASSES else name
