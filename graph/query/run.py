"""Running a query over the union of all graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions, Store, Triple

from graph.errors import QueryInvalid
from graph.query.concatenation import concatenate_texts
from graph.query.guard import check_query
from graph.query.lexer import tokens
from graph.query.messages import explain_syntax
from graph.query.parameters import bind

__all__ = ["QueryResult", "Term", "names_dataset", "run_query"]

Term = NamedNode | BlankNode | Literal | Triple
Row = TypeVar("Row")


@dataclass
class QueryResult:
    """What a query gave: rows (SELECT), a truth value (ASK), or triples (CONSTRUCT, DESCRIBE)."""

    form: str
    variables: tuple[str, ...] = ()
    solutions: Iterable[tuple[Term | None, ...]] = ()
    truth: bool = False
    triples: Iterable[Triple] = field(default=())

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Yield each row as plain strings by variable name."""
        for row in self.solutions:
            yield {
                name: None if term is None else str(getattr(term, "value", term))
                for name, term in zip(self.variables, row, strict=True)
            }

    def __bool__(self) -> bool:
        return self.truth if self.form == "ask" else any(True for _ in self.solutions or self.triples)


def run_query(
    store: Store,
    query: str,
    *,
    parameters: Mapping[str, NamedNode | Literal] | None = None,
    prefixes: Mapping[str, str] | None = None,
    default_graphs: Iterable[str] = (),
    named_graphs: Iterable[str] = (),
) -> QueryResult:
    """Run one SPARQL query; the default graph is the union of all graphs unless the query names its own.

    Args:
        store: The store to ask.
        query: SPARQL 1.1 query text.
        parameters: Values for variables of the query, by name without "?".
        prefixes: Prefixes known without declaration.
        default_graphs: IRIs of the graphs that make the default graph, in the place of what the query says.
        named_graphs: IRIs of the named graphs, likewise (SPARQL 1.1 Protocol, section 2.1.4).

    Returns:
        The result; rows are computed as they are read.

    Raises:
        QueryInvalid: the query does not parse.
        QueryRefused: it asks for the network or for a change.
    """
    check_query(query)
    text = concatenate_texts(bind(query, parameters or {}))
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in default_graphs]
        named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in named_graphs]
        if default or named:
            found = store.query(text, prefixes=dict(prefixes or {}), default_graph=default, named_graphs=named)
        else:
            # Oxigraph takes the union only where the query itself names no dataset with FROM.
            union = not names_dataset(text)
            found = store.query(text, prefixes=dict(prefixes or {}), use_default_graph_as_union=union)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryInvalid(f"the query is not valid SPARQL: {explain_syntax(error, text)}") from error
    if isinstance(found, QueryBoolean):
        return QueryResult("ask", truth=bool(found))
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        places = _as_written(text, names)
        rows = (tuple(row[place] for place in places) for row in _read(found))
        return QueryResult("select", tuple(names[place] for place in places), rows)
    return QueryResult("graph", triples=_read(found))


def _as_written(query: str, names: tuple[str, ...]) -> list[int]:
    """Return the places of a result's columns in their order; those of ``SELECT *`` as they occur in the query.

    Oxigraph sorts the latter by name.
    """
    parts = [token for token in tokens(query) if token.kind != "comment" and not token.text.isspace()]
    first = next((i for i, token in enumerate(parts) if token.text.upper() == "SELECT"), len(parts))
    star = next((token.text for token in parts[first + 1 :] if token.text.upper() not in {"DISTINCT", "REDUCED"}), "")
    if star != "*":
        return list(range(len(names)))
    seen = list(dict.fromkeys(token.text[1:] for token in parts if token.kind == "variable"))
    return sorted(range(len(names)), key=lambda place: seen.index(names[place]) if names[place] in seen else len(seen))


def _read(found: Iterable[Row]) -> Iterator[Row]:
    """Yield what a query gives; an error on the way is the query's."""
    try:
        yield from found
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryInvalid(f"the query cannot be answered: {' '.join(str(error).split())[:200]}") from error


def names_dataset(query: str) -> bool:
    """Say whether a query names its own dataset with FROM."""
    for token in tokens(query):
        if token.text == "{":
            return False
        if token.kind == "word" and token.text.upper() == "FROM":
            return True
    return False
