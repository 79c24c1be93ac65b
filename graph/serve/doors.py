"""Who may ask at all: hosts, origins, and what browsers are told to forbid.

A page of a stranger must not read a graph on this machine: neither by a DNS name that it makes point here (the Host
header is checked) nor across origins (no CORS header without ``--cors``; what the browser marks as cross-site is
refused). Sources: W3C Fetch Metadata, Content Security Policy Level 3.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["guard_doors"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LOOPBACK = frozenset(["localhost", "127.0.0.1", "[::1]"])


def guard_doors(
    hosts: frozenset[str] | None, origins: frozenset[str]
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Return the middleware that lets requests in and marks responses.

    Args:
        hosts: Names under which the server may be asked; None for all.
        origins: Origins whose pages may read answers (``--cors``).
    """
    from starlette.responses import PlainTextResponse

    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        origin = request.headers.get("origin")
        allowed = origin is not None and origin in origins
        site = request.headers.get("sec-fetch-site", "none")
        navigates = request.headers.get("sec-fetch-mode") == "navigate" and request.method in {"GET", "HEAD"}
        response: Response
        if hosts is not None and _name(request.headers.get("host", "")) not in hosts:
            response = PlainTextResponse("this server is not known by that name (see --hostname)\n", 421)
        elif site == "cross-site" and not allowed and not navigates:
            response = PlainTextResponse("pages of other sites may not ask here (see --cors)\n", 403)
        elif request.method == "OPTIONS" and allowed:
            response = PlainTextResponse("", 204)
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
        else:
            response = await go_on(request)
        if allowed and origin is not None:
            response.headers["Access-Control-Allow-Origin"] = origin
        for name, value in (
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ):
            if not (allowed and name == "Cross-Origin-Resource-Policy"):
                response.headers.setdefault(name, value)
        response.headers.add_vary_header("Origin")
        return response

    return guard


def _name(host: str) -> str:
    """Return a Host header without its port."""
    host = host.lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
