"""RDF files: one named graph after the other, sorted within each, written by Oxigraph's serializers.

No triple stands in two graphs (what articles share is in the default graph only), and no subject is described in two
graphs, so that the graphs one after the other are the union, grouped by subject, without holding it all in memory.
With ``triple_terms`` each statement also names its triple in the way of RDF 1.2 (``rdf:reifies <<( s p o )>>``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.imports import is_imported
from graph.vocabulary import NG, RDF, RDFS

__all__ = ["RDF_FORMATS", "write_rdf"]

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
_UNION = {"turtle", "ntriples"}
_DERIVED = frozenset({NG["reports"], NG["nearDuplicateOf"]})
"""What the default graph says about subjects that an article's graph describes."""
_FIRST = {RDF["type"].value: "\x00", RDFS["label"].value: "\x01"}


def write_rdf(
    store: Store,
    output: IO[bytes],
    export_format: str,
    prefixes: Mapping[str, str],
    *,
    triple_terms: bool = False,
    more: Iterable[Quad] = (),
) -> None:
    """Write all of a store.

    Args:
        store: The store.
        output: A binary file.
        export_format: ``turtle`` and ``ntriples`` hold the union of all graphs; ``trig``, ``nquads`` and ``jsonld``
            keep the graphs apart.
        prefixes: Prefixes for the formats that have them.
        triple_terms: Add RDF 1.2 triple terms.
        more: Quads to write after the store's own.
    """
    shown = dict(prefixes) if export_format in {"turtle", "trig", "jsonld"} else None
    quads: Iterable[Quad] = _sorted_quads(store, export_format in _UNION)
    if triple_terms:
        quads = _with_triple_terms(quads)
    items: Iterable[Quad] | Iterable[Triple] = _chain(quads, more)
    if export_format in _UNION:
        items = (Triple(quad.subject, quad.predicate, quad.object) for quad in items)
    sorted_head = _SortedPrefixes(output) if export_format in {"turtle", "trig"} else None
    target = cast("IO[bytes]", sorted_head) if sorted_head is not None else output
    serialize(items, output=target, format=RDF_FORMATS[export_format], prefixes=shown)
    if sorted_head is not None:
        sorted_head.finish()


class _SortedPrefixes:
    """A file that puts the prefixes at its head in order; Oxigraph writes them as its hash table has them."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            self._output.write(data)
            return len(data)
        self._head += data
        whole, _, rest = self._head.rpartition(b"\n")
        lines = whole.split(b"\n") if whole else []
        if (rest and not b"@prefix".startswith(rest[:7])) or any(not line.startswith(b"@prefix") for line in lines):
            self.finish()
        return len(data)

    def flush(self) -> None:
        self._output.flush()

    def finish(self) -> None:
        """Write what is held back."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
            self._output.write(b"".join([*sorted(lines[:count]), *lines[count:]]))
            self._head = None


def _chain(*streams: Iterable[Quad]) -> Iterator[Quad]:
    for stream in streams:
        yield from stream


def _sorted_quads(store: Store, union: bool) -> Iterator[Quad]:
    """Yield the graphs one after the other, each sorted; what others say (``import/…``) comes last.

    Imported graphs may repeat a triple of ours or of each other; a union has it once.
    """
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))  # we never write blank ones
    named = sorted(graphs, key=lambda graph: graph.value)
    foreign = [graph for graph in named if is_imported(graph)]
    shared = _sorted_graph(store, DefaultGraph())
    beside: dict[object, list[Quad]] = {}
    if union:  # what is derived about a statement or an article goes to where that is described
        shared, beside = _set_apart(shared)
    yield from shared
    for graph in named:
        if not is_imported(graph):
            own = _sorted_graph(store, graph)
            if beside:
                own = sorted(
                    [*own, *(q for node in {q.subject for q in own} for q in beside.get(node, ()))], key=_order
                )
            yield from own
    said: set[Triple] = set()
    for quad in (quad for graph in foreign for quad in _sorted_graph(store, graph)):
        if not union:
            yield quad
            continue
        triple = Triple(quad.subject, quad.predicate, quad.object)
        if triple not in said and not _is_ours(store, quad):
            said.add(triple)
            yield quad


def _set_apart(quads: list[Quad]) -> tuple[list[Quad], dict[object, list[Quad]]]:
    beside: dict[object, list[Quad]] = {}
    for quad in quads:
        if quad.predicate in _DERIVED:
            beside.setdefault(quad.subject, []).append(quad)
    return [quad for quad in quads if quad.predicate not in _DERIVED], beside


def _is_ours(store: Store, quad: Quad) -> bool:
    alike = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(not is_imported(other.graph_name) for other in alike)


def _sorted_graph(store: Store, graph: NamedNode | DefaultGraph) -> list[Quad]:
    return sorted(store.quads_for_pattern(None, None, None, graph), key=_order)


def _order(quad: Quad) -> tuple[str, str, str]:
    predicate = quad.predicate.value
    return _name(quad.subject), _FIRST.get(predicate, predicate), str(quad.object)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _with_triple_terms(quads: Iterable[Quad]) -> Iterator[Quad]:
    for (subject, graph), group in groupby(quads, key=lambda quad: (quad.subject, quad.graph_name)):
        own = list(group)
        yield from own
        values = {quad.predicate: quad.object for quad in own}
        triple = [values.get(RDF[name]) for name in ("subject", "predicate", "object")]
        if NG["polarity"] in values and isinstance(triple[0], NamedNode) and isinstance(triple[1], NamedNode):
            value = triple[2]
            if value is not None:
                yield Quad(subject, RDF["reifies"], Triple(triple[0], triple[1], value), graph)
