"""The derived layer: what follows from all articles together, kept in the default graph.

It is a function of the set of articles alone: every shared triple that at least one article supports (entity and
relation descriptions, plain triples), and the counts of mentions and articles of each entity. :func:`derive` computes
it from scratch; :mod:`graph.store` keeps it in step article by article, and the two must always agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from graph.literals import integer_literal
from graph.mapping import ArticleGraph
from graph.vocabulary import NG

__all__ = ["ARTICLE_COUNT", "MENTION_COUNT", "count_triples", "derive"]

MENTION_COUNT = NG["mentionCount"]
ARTICLE_COUNT = NG["articleCount"]


def derive(graphs: Iterable[ArticleGraph]) -> frozenset[Triple]:
    """Return the whole derived layer of a set of articles.

    Args:
        graphs: One graph per article.

    Returns:
        The triples of the default graph.
    """
    shared: set[Triple] = set()
    mentions: Counter[NamedNode] = Counter()
    articles: Counter[NamedNode] = Counter()
    for graph in graphs:
        shared |= graph.shared
        for entity, count in graph.mentions.items():
            mentions[entity] += count
            articles[entity] += 1 if count else 0
    for entity in mentions:
        shared.update(count_triples(entity, mentions[entity], articles[entity]))
    return frozenset(shared)


def count_triples(entity: NamedNode, mentions: int, articles: int) -> tuple[Triple, Triple]:
    """Return the two triples that say how often, and in how many articles, an entity is mentioned."""
    return (
        Triple(entity, MENTION_COUNT, integer_literal(mentions)),
        Triple(entity, ARTICLE_COUNT, integer_literal(articles)),
    )
