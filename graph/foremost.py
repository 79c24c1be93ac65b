"""The foremost part of a large graph, chosen without reading all of it into memory.

A page holds some tens of thousands of facts, however large the graph is. Entities are ranked by how often they are
mentioned, those with a name before common nouns; kept are the facts whose ends rank highest. One pass over the store
finds them in the memory of what is kept.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode

from graph.facts import EntityRow, FactRow
from graph.patterns import match
from graph.rows import Labels, read_entity, read_statements
from graph.store import ArticleStore
from graph.vocabulary import NG, RDF

__all__ = ["Foremost", "foremost", "is_large"]

FACTS = 50_000
"""Facts read for a page at most: about as many as its 25 megabytes hold."""
ENTITIES = 20_000
_LOOKED_AT = 3


@dataclass(frozen=True)
class Foremost:
    """Rows of the foremost entities and facts, and how many entities and facts the whole graph has."""

    entities: list[EntityRow]
    facts: list[FactRow]
    all_entities: int
    all_facts: int


def is_large(articles: ArticleStore) -> bool:
    """Say whether a graph has more facts than a page is given."""
    statements = articles.store.quads_for_pattern(None, RDF["type"], NG["Statement"], None)
    return next(islice(statements, FACTS, None), None) is not None


def foremost(articles: ArticleStore, labels: Labels) -> Foremost:
    """Return the foremost part of a graph.

    Args:
        articles: The open store.
        labels: Its labels.

    Returns:
        At most :data:`ENTITIES` entities by their IRIs and :data:`FACTS` facts in the order of
        :func:`graph.rows.read_facts`; of facts, those whose ends are both among the entities.
    """
    ranks, all_entities = _ranks(articles, labels)
    chosen, all_facts = _statements(articles, ranks)
    return Foremost(
        [read_entity(articles, labels, NamedNode(iri)) for iri in sorted(ranks)],
        list(read_statements(articles, labels, chosen)),
        all_entities,
        all_facts,
    )


def _ranks(articles: ArticleStore, labels: Labels) -> tuple[dict[str, int], int]:
    """Return the rank of each entity that is kept, and the number of all."""
    seen = 0

    def counts() -> Iterator[tuple[int, str]]:
        nonlocal seen
        for entity, _, count in match(articles.store, None, NG["mentionCount"], None, DefaultGraph()):
            seen += 1
            yield -int(count.value), entity.value

    often = heapq.nsmallest(_LOOKED_AT * ENTITIES, counts())
    # Looked up by themselves, so that the cache of labels stays small.
    named = [(labels.type(iri) == "Concept", count, iri) for count, iri in often]
    return {iri: rank for rank, (_, _, iri) in enumerate(sorted(named)[:ENTITIES])}, seen


def _statements(articles: ArticleStore, ranks: dict[str, int]) -> tuple[dict[NamedNode, list[NamedNode]], int]:
    """Return the statements whose lower end ranks highest, by article, and the number of all."""
    kept: list[tuple[int, str, str]] = []
    number = 0
    for article in articles.articles():
        objects = {
            statement: value.value
            for statement, _, value in match(articles.store, None, RDF["object"], None, article)
            if isinstance(value, NamedNode)
        }
        for statement, _, subject in match(articles.store, None, RDF["subject"], None, article):
            number += 1
            ends = [subject.value, objects[statement]] if statement in objects else [subject.value]
            if all(end in ranks for end in ends):
                entry = (-max(ranks[end] for end in ends), statement.value, article.value)
                heapq.heappush(kept, entry) if len(kept) < FACTS else heapq.heappushpop(kept, entry)
    chosen: dict[NamedNode, list[NamedNode]] = {}
    for _, iri, told_in in sorted(kept, key=lambda entry: (entry[2], entry[1])):
        chosen.setdefault(NamedNode(told_in), []).append(NamedNode(iri))
    return chosen, number
