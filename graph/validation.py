"""Checks of a whole graph: the shapes, graph by graph, and what only the whole can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from extractors.records import Extraction
from graph.conformance import breaches, shipped
from graph.imports import is_imported

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["check_offsets", "ontology_graph", "shapes_graph", "validate"]

_SUBJECTS_AT_ONCE = 500


def shapes_graph() -> Graph:
    """Return the SHACL shapes that ship with newsgraph, for other SHACL engines."""
    return _parsed("shapes.ttl")


def ontology_graph() -> Graph:
    """Return the ontology that ships with newsgraph, with its inventory of relations."""
    return _parsed("ng.ttl") + _parsed("relations.ttl")


def _parsed(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=shipped(name), format="turtle")


def validate(kg: KnowledgeGraph, *, settled: bool = True) -> Iterator[str]:
    """Yield one line for each thing that is wrong with a graph.

    Args:
        kg: The graph; imported graphs (``import/…``) are others' and not looked at.
        settled: Nobody is writing, so that store and catalogue must agree.

    Yields:
        What is wrong and where, each thing once.
    """
    seen: set[str] = set()
    for problem in _problems(kg, settled):
        if problem not in seen:
            seen.add(problem)
            yield problem


def _problems(kg: KnowledgeGraph, settled: bool) -> Iterator[str]:
    descriptions = _Descriptions(kg)
    for subjects in _in_batches(descriptions.of_default_graph()):
        yield from descriptions.breaches(subjects)
    for article in kg.store.articles():
        own = list(_triples(kg.store.store.quads_for_pattern(None, None, None, article)))
        yield from descriptions.breaches(own)
        record = kg.store.catalogue.extraction_of(article.value)
        if record is not None:
            yield from check_offsets(record)
    if settled:
        yield from _check_graph_names(kg)
        yield from _check_derived(kg)


class _Descriptions:
    """What a graph says of a node, wherever it stands, without the plain triples, which may lead anywhere."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._articles = kg.store  # not its store: our cache is a cycle, which would keep the files open
        self._relations = f"{kg.store.instances.base}relation/"
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, node: NamedNode) -> tuple[Triple, ...]:
        quads = self._articles.store.quads_for_pattern(node, None, None, None)
        return tuple(self._without_plain(quad for quad in quads if not is_imported(quad.graph_name)))

    def of_default_graph(self) -> Iterator[list[Triple]]:
        """Yield the description of each node that the default graph describes; Oxigraph keeps them together."""
        quads = self._articles.store.quads_for_pattern(None, None, None, DefaultGraph())
        for _, group in groupby(self._without_plain(quads), key=lambda triple: triple.subject):
            yield list(group)

    def breaches(self, own: list[Triple]) -> Iterator[str]:
        """Yield what is wrong with the subjects of these triples, all they refer to being described with them."""
        subjects = {triple.subject for triple in own if not isinstance(triple.subject, Triple)}
        given = [*own, *(triple for node in subjects if isinstance(node, NamedNode) for triple in self.of(node))]
        referred = {term for triple in given for term in (triple.predicate, triple.object)} - subjects
        described = [triple for term in referred if isinstance(term, NamedNode) for triple in self.of(term)]
        yield from breaches([*given, *described], subjects)

    def _without_plain(self, quads: Iterable[Quad]) -> Iterator[Triple]:
        for triple in _triples(quads):
            if not triple.predicate.value.startswith(self._relations):
                yield triple


def _in_batches(groups: Iterator[list[Triple]]) -> Iterator[list[Triple]]:
    while batch := [triple for group in islice(groups, _SUBJECTS_AT_ONCE) for triple in group]:
        yield batch


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    for quad in quads:
        yield Triple(quad.subject, quad.predicate, quad.object)


def check_offsets(record: Extraction) -> Iterator[str]:
    """Yield one line for each mention or argument whose words are not what the text has at its offsets."""
    text, where = record.article.text, record.article.id
    for mention in record.mentions:
        if text[mention.start : mention.end] != mention.text:
            yield f"{where}: mention {mention.text!r} is not what the text has at {mention.start}-{mention.end}"
    for fact in record.facts:
        parts = (fact.subject, fact.object, fact.time, fact.place, fact.attributed_to, *fact.qualifiers)
        for part in parts:
            if part is not None and text[part.start : part.end] != part.text:
                yield f"{where}: fact {fact.id}: {part.text!r} is not what the text has at {part.start}-{part.end}"


def _check_graph_names(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield one line for each named graph that is not an article's, and each article whose record is not kept."""
    articles = {article.value for article in kg.store.articles()}
    imported = f"{kg.store.instances.base}import/"
    for graph in kg.store.store.named_graphs():
        if graph.value not in articles and not graph.value.startswith(imported):
            yield f"{graph.value}: a named graph that describes no article of its name"
    recorded = set(kg.store.catalogue.articles())
    for article in sorted(recorded - articles):
        yield f"{article}: its record is kept, but the store does not hold it"
    for article in sorted(articles - recorded):
        yield f"{article}: the store holds it, but no record of it is kept"


def _check_derived(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield one line for each triple by which the derived layer differs from one made from scratch."""
    held, rebuilt = kg.store.derived(), _as_stored(kg.store.rebuilt())
    for triple in sorted(map(str, held - rebuilt)):
        yield f"derived layer: {triple} stands there, but no article supports it"
    for triple in sorted(map(str, rebuilt - held)):
        yield f"derived layer: {triple} is missing, though an article supports it"


def _as_stored(triples: frozenset[Triple]) -> frozenset[Triple]:
    """Return triples as a store gives them back: some literals are written in another way there."""
    memory = Store()
    memory.extend([Quad(t.subject, t.predicate, t.object) for t in triples])
    return frozenset(_triples(memory))
