"""RDF files: one named graph after the other, sorted within each, written by Oxigraph's serializers.

No triple stands in two graphs (what articles share is in the default graph only), and no subject is described in two
graphs, so that the graphs one after the other are the union, grouped by subject, without holding it all in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.vocabulary import RDF, RDFS

__all__ = ["write_rdf"]

_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
_FIRST = {RDF["type"].value: 0, RDFS["label"].value: 1}


def write_rdf(store: Store, output: IO[bytes], export_format: str, prefixes: Mapping[str, str]) -> None:
    """Write all of a store.

    Args:
        store: The store.
        output: A binary file.
        export_format: ``turtle`` and ``ntriples`` hold the union of all graphs; ``trig``, ``nquads`` and ``jsonld``
            keep the graphs apart.
        prefixes: Prefixes for the formats that have them.
    """
    shown = dict(prefixes) if export_format in {"turtle", "trig", "jsonld"} else None
    quads = _sorted_quads(store)
    items: Iterable[Quad] | Iterable[Triple] = quads
    if export_format in {"turtle", "ntriples"}:
        items = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    serialize(items, output=output, format=_FORMATS[export_format], prefixes=shown)


def _sorted_quads(store: Store) -> Iterator[Quad]:
    named = sorted((graph for graph in store.named_graphs()), key=lambda graph: graph.value)
    for graph in (DefaultGraph(), *named):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=_order)


def _order(quad: Quad) -> tuple[str, int, str, str]:
    predicate = quad.predicate.value
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    return subject, _FIRST.get(predicate, 2), predicate, str(quad.object)
