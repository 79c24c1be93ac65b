"""The derived layer: what follows from all articles together, kept in the default graph.

It is a function of the set of articles and the corrections: every shared triple that at least one article supports
(descriptions of concepts and relations, plain triples), the names and classes of entities, and the counts of their
mentions and articles. :func:`derive` computes it from scratch; :mod:`graph.store` keeps it in step article by article,
and the two must always agree. What groups of articles tell together (:mod:`graph.groups`) comes on top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from graph.literals import integer_literal, text_literal
from graph.mapping import ArticleGraph, Called
from graph.vocabulary import CLASSES, NG, RDF, RDFS, SKOS

__all__ = ["ARTICLE_COUNT", "MENTION_COUNT", "count_triples", "derive", "describe_entities", "describe_entity"]

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
    called: Counter[Called] = Counter()
    for graph in graphs:
        shared |= graph.shared
        called.update(graph.called)
        for entity, count in graph.mentions.items():
            mentions[entity] += count
            articles[entity] += 1 if count else 0
    shared.update(describe_entities(called))
    for entity in mentions:
        shared.update(count_triples(entity, mentions[entity], articles[entity]))
    return frozenset(shared)


def describe_entities(called: Iterable[Called]) -> Iterator[Triple]:
    """Yield the descriptions of all entities that have these names; counts where there are, else one article each."""
    numbers: Mapping[Called, int] = called if isinstance(called, Mapping) else dict.fromkeys(called, 1)
    names: dict[str, dict[Called, int]] = {}
    for name, number in numbers.items():
        names.setdefault(name.entity, {})[name] = number
    for named in names.values():
        yield from describe_entity(named)


def describe_entity(called: Mapping[Called, int]) -> Iterator[Triple]:
    """Yield the label, the classes and the other names of one entity.

    Args:
        called: What articles call it, and how many do.

    Yields:
        Triples; the label is the name that resolution chose, or the most frequent one that corrections brought.
    """
    chosen = [name for name in called if name.role != "alias"]
    if not chosen:
        return
    best = min(chosen, key=lambda name: (name.role != "label", -called[name], name))
    entity = NamedNode(best.entity)
    yield Triple(entity, RDFS["label"], text_literal(best.name))
    for class_ in CLASSES[best.kind]:
        yield Triple(entity, RDF["type"], class_)
    for other in {name.name for name in called} - {best.name}:
        yield Triple(entity, SKOS["altLabel"], text_literal(other))


def count_triples(entity: NamedNode, mentions: int, articles: int) -> tuple[Triple, Triple]:
    """Return the two triples that say how often, and in how many articles, an entity is mentioned."""
    return (
        Triple(entity, MENTION_COUNT, integer_literal(mentions)),
        Triple(entity, ARTICLE_COUNT, integer_literal(articles)),
    )
