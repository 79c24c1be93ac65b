"""Checks of a whole graph: SHACL article by article, and what SHACL cannot see."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from extractors.records import Extraction
from graph.patterns import match
from graph.vocabulary import NG, RDF, SCHEMA

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["ontology_graph", "shapes_graph", "validate", "validate_triples"]


def shapes_graph() -> Graph:
    """Return the SHACL shapes that ship with newsgraph."""
    return _shipped("shapes.ttl")


def ontology_graph() -> Graph:
    """Return the ontology that ships with newsgraph."""
    return _shipped("ng.ttl")


def _shipped(name: str) -> Graph:
    from rdflib import Graph

    text = resources.files("graph.ontology").joinpath(name).read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def validate(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield one line for each thing that is wrong with a graph.

    Args:
        kg: The graph.

    Yields:
        What is wrong and where.
    """
    shapes = shapes_graph()
    for article in kg.store.articles():
        yield from _check_shapes(kg, article, shapes)
        record = kg.store.catalogue.extraction_of(article.value)
        if record is not None:
            yield from check_offsets(record)
    yield from _check_references(kg.store.store)
    yield from _check_derived(kg)


def validate_triples(triples: Iterator[Triple], shapes: Graph) -> Iterator[str]:
    """Yield one line for each breach of the shapes in a set of triples."""
    from pyshacl import validate as shacl
    from rdflib import Graph

    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="ntriples")
    conforms, results, _ = shacl(data, shacl_graph=shapes, inference="none", advanced=False)
    if not conforms:
        yield from sorted(_messages(results))


def _messages(results: Graph) -> Iterator[str]:
    from rdflib import SH

    for result in results.subjects(SH.focusNode, None):
        focus = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        message = results.value(result, SH.resultMessage)
        value = results.value(result, SH.value)
        about = f" {path}" if path is not None else ""
        found = f" (found {value})" if value is not None else ""
        yield f"{focus}:{about} {' '.join(str(message).split())}{found}"


def _check_shapes(kg: KnowledgeGraph, article: NamedNode, shapes: Graph) -> Iterator[str]:
    """Check an article's graph together with the descriptions of what it refers to.

    pySHACL on rdflib's memory is five times as fast as on the store, and an article's graph is small.
    """
    store = kg.store.store
    own = [Triple(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, article)]
    referred = {term for t in own for term in (t.predicate, t.object) if isinstance(term, NamedNode)}
    described = (
        Triple(quad.subject, quad.predicate, quad.object)
        for term in referred
        for quad in store.quads_for_pattern(term, None, None, DefaultGraph())
        if quad.predicate.value.startswith(("http", "urn")) and not _is_plain(quad, kg)
    )
    yield from validate_triples(iter([*own, *described]), shapes)


def _is_plain(quad: Quad, kg: KnowledgeGraph) -> bool:
    return str(quad.predicate.value).startswith(f"{kg.store.instances.base}relation/")


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


def _check_references(store: Store) -> Iterator[str]:
    """Yield one line for each reference to something that the graph does not describe."""
    for predicate, class_ in (
        (NG["within"], NG["Statement"]),
        (NG["evidence"], None),
        (RDF["subject"], None),
        (RDF["predicate"], RDF["Property"]),
        (NG["attributedTo"], None),
        (NG["place"], None),
        (SCHEMA["publisher"], None),
    ):
        for subject, _, value in match(store, None, predicate, None):
            classes = (
                {term for _, _, term in match(store, value, RDF["type"], None)} if isinstance(value, NamedNode) else ()
            )
            if not classes or (class_ is not None and class_ not in classes):
                yield f"{subject.value}: {predicate.value} refers to {value.value}, which is not described"


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
    return frozenset(Triple(q.subject, q.predicate, q.object) for q in memory)
