"""Where each kind of server takes queries, updates and graphs: the standards leave the addresses open."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from graph.errors import StoreRefused

__all__ = ["Address", "read_address"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """Paths behind a server's address; with a user's name and password, some servers want others."""

    query: str
    update: str
    graphs: str
    with_password: tuple[str, str, str] | None = None
    digest: bool = False


DIALECTS: dict[str, Dialect] = {
    "oxigraph": Dialect("/query", "/update", "/store"),
    "fuseki": Dialect("/query", "/update", "/data"),
    "graphdb": Dialect("", "/statements", "/rdf-graphs/service"),
    "stardog": Dialect("/query", "/update", ""),
    "neptune": Dialect("/sparql", "/sparql", "/sparql/gsp/"),
    "virtuoso": Dialect(
        "/sparql", "/sparql", "/sparql-graph-crud", ("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth"), True
    ),
    "qlever": Dialect("", "", ""),
}
"""Kinds of servers by the word before ``+`` in ``--store``; plain http is oxigraph."""


@dataclass(frozen=True, slots=True)
class Address:
    """A server's three addresses, and how one shows who one is."""

    shown: str
    kind: str
    query: str
    update: str
    graphs: str
    user: str | None
    password: str | None
    token: str | None
    digest: bool


def read_address(text: str, environment: Mapping[str, str] = os.environ) -> Address:
    """Read ``--store``: ``http://host:7878``, or another kind as ``virtuoso+http://host:8890``.

    Args:
        text: What was given.
        environment: Credentials: ``NEWSGRAPH_STORE_USER`` and ``_PASSWORD``, or ``NEWSGRAPH_STORE_TOKEN``.

    Raises:
        StoreRefused: it is no such address, or holds a password.
    """
    match = re.fullmatch(r"(?:([a-z0-9]+)\+)?(https?://\S+)", text)
    kind = (match[1] or "oxigraph") if match else ""
    if match is None or kind not in DIALECTS:
        raise StoreRefused(
            f"--store {text}: expected http(s)://HOST:PORT, with one of {', '.join(DIALECTS)} and + before it"
        )
    url = match[2].rstrip("/")
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise StoreRefused(
            f"--store {parts.scheme}://…@{parts.hostname}: leave name and password out of the address;"
            " set NEWSGRAPH_STORE_USER and NEWSGRAPH_STORE_PASSWORD"
        )
    if not parts.hostname or parts.query or parts.fragment:
        raise StoreRefused(f"--store {text}: expected an address without ? and #")
    user, password = environment.get("NEWSGRAPH_STORE_USER"), environment.get("NEWSGRAPH_STORE_PASSWORD")
    dialect = DIALECTS[kind]
    paths = (dialect.query, dialect.update, dialect.graphs)
    if user and dialect.with_password is not None:
        paths = dialect.with_password
    query, update, graphs = (url + path for path in paths)
    token = environment.get("NEWSGRAPH_STORE_TOKEN")
    return Address(text, kind, query, update, graphs, user, password, token, dialect.digest)
