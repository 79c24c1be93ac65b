"""A thin client of the SPARQL 1.1 Protocol and the Graph Store Protocol.

All that it sends may be sent twice without harm, so it tries again when a server is away for a moment. Answers are read
to their end: a server that gives up halfway (Oxigraph's time limit does so within a 200) is an error, not fewer rows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import StoreRefused, StoreUnreachable
from graph.query.run import QueryResult

if TYPE_CHECKING:
    import httpx

    from graph.remote.dialects import Address

__all__ = ["BATCH", "RemoteStore"]

BATCH = 1000
"""Triples in one update: Virtuoso's compiler runs out of memory with more."""

_ATTEMPTS = 5
_AWAY = frozenset([429, 502, 503, 504])


class RemoteStore:
    """A SPARQL server. Use it as a context manager."""

    def __init__(self, address: Address, *, seconds: float = 120.0, pause: float = 0.25) -> None:
        import httpx

        self.address = address
        self.pause = pause
        auth: httpx.Auth | None = None
        if address.user is not None:
            kind = httpx.DigestAuth if address.digest else httpx.BasicAuth
            auth = kind(address.user, address.password or "")
        headers = {"User-Agent": "newsgraph"}
        if address.token is not None:
            headers["Authorization"] = f"Bearer {address.token}"
        # Certificates are verified; redirects are not followed, so that credentials go nowhere else.
        self._http = httpx.Client(auth=auth, headers=headers, timeout=httpx.Timeout(seconds, connect=10.0))

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    # --- asking ----------------------------------------------------------------------------------------------------

    def query(self, query: str, *, graphs: Sequence[str] = (), triples: bool = False) -> QueryResult:
        """Run a query.

        Args:
            query: SPARQL text with all its prefixes.
            graphs: Graphs that make the default graph; the server's own choice if empty.
            triples: Whether it is CONSTRUCT or DESCRIBE.

        Returns:
            The result, complete.

        Raises:
            StoreRefused: the server does not take the query.
            StoreUnreachable: it cannot be reached, or its answer broke off.
        """
        form = [("query", query), *(("default-graph-uri", graph) for graph in graphs)]
        accept = "application/n-triples" if triples else "application/sparql-results+json"
        response = self._send("POST", self.address.query, data=_form(form), accept=accept)
        try:
            if triples:
                found = parse(response.content, format=RdfFormat.N_TRIPLES)
                return QueryResult("graph", triples=[Triple(q.subject, q.predicate, q.object) for q in found])
            result = parse_query_results(response.content, format=QueryResultsFormat.JSON)
            if isinstance(result, QueryBoolean):
                return QueryResult("ask", truth=bool(result))
            assert isinstance(result, QuerySolutions)
            names = tuple(variable.value for variable in result.variables)
            return QueryResult("select", names, [tuple(row) for row in result])
        except (SyntaxError, ValueError) as error:
            raise StoreUnreachable(
                f"{self.address.shown}: the answer broke off or is none ({_line(str(error))});"
                " the server may have run out of time: ask for less"
            ) from error

    # --- changing --------------------------------------------------------------------------------------------------

    def put_graph(self, graph: str, triples: Iterable[Triple]) -> None:
        """Replace a graph whole, in one step (Graph Store Protocol, PUT)."""
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        # N-Triples is Turtle, which every server must take.
        self._send("PUT", self.address.graphs, params={"graph": graph}, content=body, kind="text/turtle")

    def delete_graph(self, graph: str) -> None:
        """Delete a graph; one that is not there is no error."""
        self._send("DELETE", self.address.graphs, params={"graph": graph}, also_fine=(404,))

    def change(
        self, graph: str, lost: Iterable[Triple], gained: Iterable[Triple]
    ) -> Iterator[tuple[str, list[Triple]]]:
        """Delete and insert triples of one graph, in batches.

        Yields:
            After each batch: "lost" or "gained", and its triples.
        """
        for word, name, triples in (("DELETE", "lost", lost), ("INSERT", "gained", gained)):
            rest = iter(triples)
            while batch := list(islice(rest, BATCH)):
                lines = "".join(f"{triple} .\n" for triple in batch)
                self.update(f"{word} DATA {{ GRAPH {NamedNode(graph)} {{\n{lines}}} }}")
                yield name, batch

    def update(self, update: str) -> None:
        """Run an update."""
        if self.address.kind == "virtuoso":  # takes updates as queries, and only so with a password
            self._send("POST", self.address.update, data=_form([("query", update)]))
        else:
            self._send("POST", self.address.update, content=update.encode(), kind="application/sparql-update")

    # --- http ------------------------------------------------------------------------------------------------------

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: dict[str, str] | None = None,
        data: dict[str, str | list[str]] | None = None,
        content: bytes | None = None,
        kind: str | None = None,
        accept: str = "*/*",
        also_fine: Sequence[int] = (),
    ) -> httpx.Response:
        import httpx

        headers = {"Accept": accept, **({"Content-Type": kind} if kind is not None else {})}
        told = ""
        for attempt in range(_ATTEMPTS):
            wait = self.pause * 2**attempt
            try:
                response = self._http.request(method, url, params=params, data=data, content=content, headers=headers)
            except httpx.TransportError as error:
                told = _line(str(error)) or type(error).__name__
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise StoreRefused(f"{self.address.shown}: is no address that can be asked ({error})") from error
            else:
                if response.is_success or response.status_code in also_fine:
                    return response
                told = f"{response.status_code} {_line(response.text)}"
                if response.status_code not in _AWAY:
                    raise StoreRefused(f"{self.address.shown}: the server refused ({told}){_advice(response)}")
                wait = max(wait, min(_seconds(response.headers.get("retry-after", "")), 30.0))
            if attempt < _ATTEMPTS - 1:
                time.sleep(wait)
        raise StoreUnreachable(f"{self.address.shown}: cannot be reached ({told}); is the server up?")


def _form(pairs: list[tuple[str, str]]) -> dict[str, str | list[str]]:
    form: dict[str, str | list[str]] = {}
    for name, value in pairs:
        known = form.get(name)
        form[name] = value if known is None else [*([known] if isinstance(known, str) else known), value]
    return form


def _advice(response: httpx.Response) -> str:
    if response.status_code in {401, 403}:
        return "; set NEWSGRAPH_STORE_USER and NEWSGRAPH_STORE_PASSWORD, or NEWSGRAPH_STORE_TOKEN"
    if response.status_code in {404, 405}:
        return "; is it another kind of server? see --store in docs/commands.md"
    return ""


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0


def _line(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 200 else short[:199] + "…"
