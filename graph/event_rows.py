"""From the store to plain rows: the events that several articles tell of, as :mod:`graph.events` derives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode

from graph.facts import EventRow
from graph.patterns import match, subjects
from graph.rows import Labels
from graph.store import ArticleStore
from graph.vocabulary import NG, SEM, local_name

__all__ = ["read_events"]


def read_events(articles: ArticleStore, labels: Labels) -> Iterator[EventRow]:
    """Yield every event of the derived layer, by IRI.

    Args:
        articles: The open store.
        labels: Its labels.

    Yields:
        One row per event that has a kind and statements that report it.
    """
    store, default = articles.store, DefaultGraph()
    for event in sorted(set(subjects(store, SEM["eventType"], None, default)), key=lambda node: node.value):
        found: dict[str, list[str]] = {}
        for _, predicate, value in match(store, event, None, None, default):
            found.setdefault(predicate.value, []).append(value.value)
        statements = sorted({node.value for node in subjects(store, NG["reports"], event, default)})
        if not statements:
            continue

        def one(predicate: NamedNode, found: dict[str, list[str]] = found) -> str | None:
            return min(found.get(predicate.value, ()), default=None)

        point = one(SEM["hasTimeStamp"])
        yield EventRow(
            iri=event.value,
            label=labels.label(event.value),
            kind=_words(local_name(one(SEM["eventType"]) or "")),
            actors=tuple(sorted(found.get(SEM["hasActor"].value, ()))),
            place_iri=one(SEM["hasPlace"]),
            first_day=point or one(SEM["hasEarliestBeginTimeStamp"]),
            last_day=point or one(SEM["hasLatestEndTimeStamp"]),
            statements=tuple(statements),
            outlet_count=int(one(NG["outletCount"]) or 0),
        )


def _words(name: str) -> str:
    """Return an ontology name as words: "CourtRuling" gives "Court ruling"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
