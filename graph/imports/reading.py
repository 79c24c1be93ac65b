"""Reading an imported RDF file: all of it is looked through before anything is changed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from graph.errors import ImportRefused
from graph.imports.names import SUFFIXES
from graph.vocabulary import NG, SCHEMA

__all__ = ["ARCHIVE", "Contents", "format_of", "look_through", "native_format", "opened", "quads_of", "statements_of"]

ARCHIVE = NG["Archive"]
"""The graph in which an export keeps the records that the other graphs were made from."""

_FORMATS = {
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "n3": RdfFormat.N3,
}


@dataclass(frozen=True)
class Contents:
    """What a file holds, counted in one pass."""

    quads: int
    blank_nodes: bool
    triple_terms: int
    records: bool
    articles: bool


def format_of(path: Path) -> str:
    """Return what a file holds, by its name.

    Raises:
        ImportRefused: its ending is none that can be imported.
    """
    name = path.name.removesuffix(".gz")
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in SUFFIXES:
        raise ImportRefused(
            f"{path}: expected a file that ends in {' '.join(SUFFIXES)} or one of these with .gz,"
            f" found one that ends in {suffix or 'none of these'}; rename it"
        )
    return SUFFIXES[suffix]


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked where it ends in ``.gz``.

    Raises:
        ImportRefused: it cannot be read.
    """
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            yield file  # type: ignore[misc]
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ImportRefused(f"{path}: cannot be read ({reason}); nothing was imported") from error


def quads_of(path: Path, base: str) -> Iterator[Quad]:
    """Yield the quads of a file as they are.

    Args:
        path: The file.
        base: What relative IRIs in it are relative to.

    Raises:
        ImportRefused: it cannot be read or is not what its name says.
    """
    with opened(path) as file:
        try:
            yield from parse(file, format=_FORMATS[format_of(path)], base_iri=base)
        except (SyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise ImportRefused(f"{path}: is not valid RDF ({reason}); nothing was imported") from error


def look_through(path: Path, base: str) -> Contents:
    """Count what a file holds; also the proof that all of it can be read.

    Raises:
        ImportRefused: it cannot be read or is not what its name says.
    """
    quads = triple_terms = 0
    blank_nodes = records = articles = False
    datasets = _FORMATS[format_of(path)].supports_datasets
    news, record = SCHEMA["NewsArticle"], NG["record"]
    for quad in quads_of(path, base):  # every look at a part of a quad costs, and there are millions
        quads += 1
        value = quad.object
        kind = type(value)
        if kind is NamedNode:
            articles = articles or value == news
        elif kind is Literal:
            if datasets and not records:
                records = quad.graph_name == ARCHIVE and quad.predicate == record
        elif kind is Triple:
            triple_terms += 1
        else:
            blank_nodes = True
        if not blank_nodes and type(quad.subject) is BlankNode:
            blank_nodes = True
    return Contents(quads, blank_nodes, triple_terms, records, articles)


def native_format(path: Path, contents: Contents) -> RdfFormat | None:
    """Return the format of a file that Oxigraph can load as it is into one graph, or None where it needs our hand."""
    rdf_format = _FORMATS[format_of(path)]
    as_it_is = not (contents.blank_nodes or contents.triple_terms or rdf_format.supports_datasets)
    return rdf_format if as_it_is and path.suffix != ".gz" else None


def statements_of(path: Path, graph: NamedNode, contents: Contents) -> Iterator[Quad]:
    """Yield a file's triples as quads of one graph, without triple terms, its blank nodes named.

    Blank nodes get IRIs under the graph's name, numbered by the standard canonical labels, so that the same file gives
    the same names every time (W3C *RDF Dataset Canonicalization*, 2024).
    """
    quads = (quad for quad in quads_of(path, graph.value) if not isinstance(quad.object, Triple))
    if not contents.blank_nodes:
        for quad in quads:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
        return
    dataset = Dataset(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad in dataset:
        subject, value = _named(quad.subject, graph), _named(quad.object, graph)
        yield Quad(subject, quad.predicate, value, graph)


_Term = TypeVar("_Term")


def _named(term: _Term, graph: NamedNode) -> _Term | NamedNode:
    return NamedNode(f"{graph.value}-{term.value}") if isinstance(term, BlankNode) else term
