"""A request of the SPARQL 1.1 Protocol (query operation), read from HTTP.

Source: https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2. Updates are refused: the endpoint only reads.
Beside the standard, ``$name=value`` gives a variable of the query its value, as RDF4J's servers take it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["BadRequest", "QueryRequest", "read_request"]

_KNOWN = frozenset(["query", "default-graph-uri", "named-graph-uri", "format"])
_READ_ONLY = "this endpoint only reads; change the graph with `newsgraph build` and `newsgraph remove`"


class BadRequest(Exception):
    """A request that is not of the protocol, with the HTTP status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class QueryRequest:
    """A query, the graphs it is to be asked of, the values of its variables, and a format by name."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    format: str | None = None


async def read_request(request: Request, most: int) -> QueryRequest:
    """Read a query request; its ``query`` is None where a GET has none.

    Args:
        request: The HTTP request.
        most: Characters that a query may have.

    Raises:
        BadRequest: it is not a query of the protocol, is too long, or asks for an update.
    """
    pairs = _pairs(request.url.query.encode("ascii", "replace"))
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request, 4 * most)
        if kind == "application/sparql-query":
            if any(name == "query" for name, _ in pairs):
                raise BadRequest(400, "expected the query in the body alone, found one in the address too")
            pairs = [*pairs, ("query", _utf8(body))]
        elif kind == "application/x-www-form-urlencoded":
            if pairs:
                raise BadRequest(400, "expected the parameters in the form alone, found some in the address too")
            pairs = _pairs(body)
        elif kind == "application/sparql-update":
            raise BadRequest(403, _READ_ONLY)
        else:
            raise BadRequest(
                415,
                f"expected application/sparql-query or application/x-www-form-urlencoded, found {kind or 'no type'}",
            )
    if any(name == "update" for name, _ in pairs):
        raise BadRequest(403, _READ_ONLY)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise BadRequest(400, f"expected one query, found {len(queries)}")
    if not queries and request.method == "POST":
        raise BadRequest(400, "expected a query, found none")
    if queries and len(queries[0]) > most:
        raise BadRequest(413, f"expected a query of at most {most} characters, found {len(queries[0])}")
    parameters = {name[1:]: value for name, value in pairs if name.startswith("$") and name[1:].isidentifier()}
    return QueryRequest(
        queries[0] if queries else None,
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
        parameters,
        next((value for name, value in pairs if name == "format"), None),
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200, separator="&"
        )
    except ValueError as error:
        raise BadRequest(400, "expected parameters in UTF-8, percent-encoded") from error


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise BadRequest(413, f"expected a body of at most {most} bytes")
    return bytes(body)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(400, "expected the query in UTF-8") from error
