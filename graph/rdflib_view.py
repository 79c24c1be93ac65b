"""rdflib's face over the same store, for reading.

oxrdflib lends the machinery; where it strays from rdflib or SPARQL, this face does not:

- ``FROM`` is obeyed, and the default graph is the union of all graphs, or the graph that is asked;
- prepared queries and ``initBindings`` run on Oxigraph, the values bound as terms;
- ``GROUP_CONCAT`` joins numbers and IRIs too;
- literals come as the store holds them ("2025-11-06T05:00:00Z", not "+00:00"), and find their triples again;
- there are no blank nodes, SERVICE is refused, and so is writing, which would pass by the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph, Literal, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.term import BNode, Identifier

from graph.errors import QueryRefused
from graph.query.lexer import tokens
from graph.query.run import run_query

if TYPE_CHECKING:
    from graph.store import ArticleStore

__all__ = ["dataset", "release"]

_READ_ONLY = "KnowledgeGraph.rdf is for reading; add and remove articles with KnowledgeGraph.add and .remove"
_EVERYTHING = {"__UNION__", str(DATASET_DEFAULT_GRAPH_ID), ""}


def dataset(articles: ArticleStore) -> Dataset:
    """Return the store as an rdflib Dataset whose default graph is the union of all graphs.

    Args:
        articles: The open store.

    Returns:
        The dataset, with the graph's prefixes bound.
    """
    view = Dataset(store=_ReadingStore(store=articles.store), default_union=True)
    for prefix, iri in articles.instances.prefixes.items():
        view.bind(prefix, iri, replace=True)
    return view


def release(view: Dataset) -> None:
    """Let the store go that a dataset looks at, however long the dataset lives: Oxigraph holds its lock as long."""
    cast("Any", view.store)._store = _Closed()


class _Closed:
    """What a dataset looks at when its graph has been closed."""

    def __getattr__(self, name: str) -> NoReturn:
        raise QueryRefused("the graph of this KnowledgeGraph.rdf is closed; open it again with KnowledgeGraph.open")


class _ReadingStore(OxigraphStore):
    """Oxigraph for rdflib, without writing."""

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's names
        initBindings: Mapping[Any, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        text = str(getattr(query, "_original_args", (query,))[0])
        declared = getattr(query, "_original_args", (None, None, None))[1] or {}
        names = {**dict(self.namespaces()), **declared, **initNs}
        one = [] if str(queryGraph) in _EVERYTHING else [str(queryGraph)]
        found = run_query(
            self._inner,
            text,
            parameters=_occurring(text, initBindings),
            prefixes={prefix: str(iri) for prefix, iri in names.items()},
            default_graphs=one,
        )
        result = Result({"ask": "ASK", "select": "SELECT", "graph": "CONSTRUCT"}[found.form])
        if found.form == "ask":
            result.askAnswer = found.truth
        elif found.form == "select":
            result.vars = [Variable(name) for name in found.variables]
            result.bindings = [
                {v: _term(term) for v, term in zip(result.vars, row, strict=True) if term is not None}
                for row in found.solutions
            ]
        else:
            result.graph = Graph()
            for triple in found.triples:
                result.graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
        return result

    def triples(
        self, triple_pattern: tuple[Any, Any, Any], context: Graph | None = None
    ) -> Iterator[tuple[tuple[Any, Any, Any], Iterator[Graph | None]]]:
        try:
            pattern = [_pattern(term) for term in (*triple_pattern, context)]
            quads = self._inner.quads_for_pattern(*pattern)
        except (TypeError, ValueError):
            return  # what no store can hold, such as a literal as subject, matches nothing
        for quad in quads:
            yield (_term(quad.subject), _term(quad.predicate), _term(quad.object)), iter((self._graph(quad),))

    def _graph(self, quad: ox.Quad) -> Graph:
        name = quad.graph_name
        return Graph(self, DATASET_DEFAULT_GRAPH_ID if isinstance(name, ox.DefaultGraph) else _term(name))

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Do nothing: :func:`release` closes, when the graph is closed."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise QueryRefused(_READ_ONLY)

    def add(self, *_: object, **__: object) -> None:
        self._refuse()

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802
        self._refuse()

    def remove(self, *_: object, **__: object) -> None:
        self._refuse()

    def update(self, *_: object, **__: object) -> None:
        self._refuse()

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib announces each graph it hands out, and all of them are there already."""

    def remove_graph(self, graph: Graph) -> None:
        self._refuse()


def _term(term: Any) -> Any:
    """Return a term as rdflib's, a literal with the lexical form that the store has."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):  # RDF 1.2; rdflib has no term for it
        return tuple(_term(part) for part in (term.subject, term.predicate, term.object))
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _pattern(term: Any) -> Any:
    """Return one of rdflib's terms, a graph or None as Oxigraph's."""
    if isinstance(term, Graph):
        term = term.identifier
    if term is None:
        return None
    if term == DATASET_DEFAULT_GRAPH_ID:
        return ox.DefaultGraph()
    if isinstance(term, BNode):
        return ox.BlankNode(term)
    if isinstance(term, Literal):
        kind = None if term.language else ox.NamedNode(term.datatype) if term.datatype else None
        return ox.Literal(str(term), language=term.language, datatype=kind)
    return ox.NamedNode(term)


def _occurring(query: str, bindings: Mapping[Any, Identifier]) -> dict[str, Any]:
    """Return the bindings of variables that the query has; rdflib lets others pass."""
    words = {token.text[1:] for token in tokens(query) if token.kind == "variable"}
    return {str(name): _pattern(term) for name, term in bindings.items() if str(name) in words}
