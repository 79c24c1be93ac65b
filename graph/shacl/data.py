"""A data graph as SHACL sees it: indexed by subject, by property and by class."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.vocabulary import RDF

__all__ = ["DataGraph", "Term"]

Term = NamedNode | BlankNode | Literal

_TYPE = RDF["type"]
_NONE: dict[NamedNode, list[Term]] = {}


class DataGraph:
    """Triples, looked up by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.by_subject: dict[Term, dict[NamedNode, list[Term]]] = {}
        self.by_property: dict[NamedNode, list[tuple[Term, Term]]] = {}
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue  # RDF 1.2 triple terms: SHACL 1.0 knows none
            self.by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self.by_property.setdefault(predicate, []).append((subject, value))
        self.by_class: dict[Term, list[Term]] = {}
        for member, class_ in self.by_property.get(_TYPE, ()):
            self.by_class.setdefault(class_, []).append(member)

    def values(self, subject: Term, path: tuple[NamedNode, ...]) -> list[Term]:
        """Return what a path of properties leads to from a node, each value once."""
        found = self.by_subject.get(subject, _NONE).get(path[0], [])
        for predicate in path[1:]:
            found = [value for node in found for value in self.by_subject.get(node, {}).get(predicate, ())]
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def is_a(self, node: Term, class_: Term) -> bool:
        """Say whether a node is of a class."""
        return class_ in self.by_subject.get(node, _NONE).get(_TYPE, ())
