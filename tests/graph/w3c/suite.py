"""The W3C SPARQL 1.1 test suite, read from its manifests; the suite itself is not part of this repository.

``NEWSGRAPH_W3C`` names a folder that holds it: a copy of w3c/rdf-tests, of its ``sparql/sparql11``, or of the older
``data-sparql11``.
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import rdflib
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from rdflib import RDF, Namespace, URIRef

from graph.query.run import QueryResult

__all__ = ["Case", "cases", "deviations", "expected_result", "graph_key", "result_key"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
OUTSIDE = frozenset(["entailment", "protocol", "service-description", "http-rdf-update", "service"])
"""Folders of other specifications: entailment regimes, HTTP, and federation, which needs servers out there."""
FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES, ".trig": RdfFormat.TRIG}


@dataclass(frozen=True)
class Case:
    """One test: its kind, its request, the data it runs on and what must come of it, all as paths."""

    name: str
    kind: str
    request: Path
    data: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    after: tuple[Path, ...] = ()
    named_after: tuple[tuple[str, Path], ...] = ()

    @property
    def base(self) -> str:
        """The IRI of the request's file."""
        return self.request.as_uri()


def root() -> Path | None:
    """Return the folder of the suite, or None where there is none."""
    given = os.environ.get("NEWSGRAPH_W3C")
    if not given:
        return None
    for folder in (Path(given) / "sparql" / "sparql11", Path(given) / "sparql11", Path(given)):
        if (folder / "aggregates" / "manifest.ttl").exists():
            return folder
    return None


@cache
def cases() -> tuple[Case, ...]:
    """Return all tests of the query and update languages, their syntax and result formats."""
    folder = root()
    if folder is None:
        return ()
    manifests = sorted(path for path in folder.glob("*/manifest.ttl") if path.parent.name not in OUTSIDE)
    return tuple(case for manifest in manifests for case in _read(manifest))


def deviations() -> dict[str, str]:
    """Return the tests that are known to fail, each with the upstream issue or the reason."""
    with Path(__file__).with_name("deviations.toml").open("rb") as file:
        return {name: reason for table in tomllib.load(file).values() for name, reason in table.items()}


def _read(manifest: Path) -> Iterator[Case]:
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    listed = {entry for entries in graph.objects(None, MF.entries) for entry in graph.items(entries)}
    for node in sorted(listed, key=str):
        kind = next((str(t) for t in graph.objects(node, RDF.type) if "Test" in str(t)), "").rpartition("#")[2]
        action, result = graph.value(node, MF.action), graph.value(node, MF.result)
        if not kind or action is None:
            continue
        name = f"{manifest.parent.name}/{str(node).rpartition('#')[2]}"
        if "Syntax" in kind:
            yield Case(name, kind, _path(action))
        elif "Update" in kind:
            yield Case(
                name, "UpdateEvaluationTest", _path(graph.value(action, UT.request)),
                tuple(_path(data) for data in graph.objects(action, UT.data)), tuple(_named(graph, action)),
                None, tuple(_path(data) for data in graph.objects(result, UT.data)), tuple(_named(graph, result)),
            )  # fmt: skip
        else:
            yield Case(
                name, "QueryEvaluationTest", _path(graph.value(action, QT.query)),
                tuple(_path(data) for data in graph.objects(action, QT.data)),
                tuple((str(data), _path(data)) for data in graph.objects(action, QT.graphData)), _path(result),
            )  # fmt: skip


def _named(graph: rdflib.Graph, node: object) -> Iterator[tuple[str, Path]]:
    for entry in graph.objects(node, UT.graphData):  # type: ignore[arg-type]
        file = graph.value(entry, UT.graph)
        label = graph.value(entry, rdflib.RDFS.label)
        if file is None:
            yield str(entry), _path(entry)
        else:
            yield str(label), _path(file)


def _path(node: object) -> Path:
    assert isinstance(node, URIRef), node
    return Path(unquote(urlsplit(str(node)).path))


def triples(path: Path) -> list[Triple]:
    """Return a data file's triples, with blank nodes of its own."""
    read = parse(path=str(path), format=FORMATS[path.suffix], base_iri=path.as_uri(), rename_blank_nodes=True)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in read]


def expected_result(path: Path) -> QueryResult:
    """Return what a query must give."""
    formats = {
        ".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV
    }  # fmt: skip
    if path.suffix in formats:
        found = parse_query_results(path=str(path), format=formats[path.suffix])
        if isinstance(found, QueryBoolean):
            return QueryResult("ask", truth=bool(found))
        return QueryResult("select", tuple(v.value for v in found.variables), [tuple(row) for row in found])
    return QueryResult("graph", triples=triples(path))


def graph_key(found: Iterable[Triple | Quad]) -> frozenset[str]:
    """Return triples in a form that is equal for isomorphic graphs."""
    quads = (
        one if isinstance(one, Quad) else Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in found
    )
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)


def result_key(result: QueryResult) -> object:
    """Return a result in a form that is equal for equal results: rows in any order, blank nodes by any name."""
    if result.form == "ask":
        return result.truth
    if result.form == "graph":
        return graph_key(result.triples)
    rows = [
        {name: _value(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.solutions
    ]
    if not any(isinstance(term, BlankNode) for row in rows for term in row.values()):
        return Counter(frozenset((name, str(term)) for name, term in row.items()) for row in rows)
    quads = []
    for row in rows:
        node = BlankNode()
        quads.append(Quad(node, NamedNode("urn:row"), Literal("row"), DefaultGraph()))
        quads += [Quad(node, NamedNode(f"urn:{name}"), term, DefaultGraph()) for name, term in row.items()]
    return len(rows), graph_key(quads)


def _value(term: object) -> NamedNode | BlankNode | Literal:
    """Return a term with numbers written one way: the suite compares values."""
    assert isinstance(term, NamedNode | BlankNode | Literal)
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in {
        "integer",
        "decimal",
        "double",
        "float",
    }:
        try:
            return Literal(repr(float(term.value)), datatype=term.datatype)
        except ValueError:
            return term
    return term
