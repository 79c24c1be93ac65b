"""Reading a store whose terms are IRIs and literals only, as every graph of ours is."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

__all__ = ["match", "subjects"]

Graph = NamedNode | DefaultGraph | None


def match(
    store: Store,
    subject: NamedNode | None,
    predicate: NamedNode | None,
    value: NamedNode | Literal | None,
    graph: Graph = None,
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield the triples that match, of one graph or (None) of all.

    Args:
        store: The store.
        subject: A subject, or None for any.
        predicate: A predicate, or None for any.
        value: An object, or None for any.
        graph: A graph's name, the default graph, or None for all graphs.

    Yields:
        Subject, predicate and object. Blank nodes and triple terms, which we never write, are passed over.
    """
    for quad in store.quads_for_pattern(subject, predicate, value, graph):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject, quad.predicate, quad.object


def subjects(
    store: Store, predicate: NamedNode, value: NamedNode | Literal | None, graph: Graph = None
) -> set[NamedNode]:
    """Return the subjects that have a predicate, with this object if one is given."""
    return {subject for subject, _, _ in match(store, None, predicate, value, graph)}
