"""The remote copy kept in step: what the graph in ``--kg`` holds, article by article, on a SPARQL server.

The local graph is the truth. An article's graph has the same name on the server and is replaced whole; what articles
share, which locally is the default graph, becomes the graph ``…/shared``, because servers do not agree on what a
default graph is. What the server has acknowledged is noted beside the local graph, one note after each step, so that a
copy that was cut off goes on where it ended, and a copy of few changes sends few.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from graph.errors import GraphUnwritable, StoreRefused
from graph.literals import text_literal
from graph.vocabulary import RDFS

if TYPE_CHECKING:
    from graph.remote.client import RemoteStore
    from graph.store import ArticleStore

__all__ = ["Copied", "mirror", "shared_graph"]

_TABLES = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS graph (iri TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shared (triple TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy sent: graphs replaced and deleted, shared triples inserted and deleted."""

    replaced: int
    deleted: int
    gained: int
    lost: int


def shared_graph(base: str) -> str:
    """Return the name that the shared triples' graph has on a server."""
    return f"{base}shared"


def mirror(articles: ArticleStore, remote: RemoteStore) -> Copied:
    """Bring a server in step with the local graph; other graphs on it are left alone.

    Args:
        articles: The open local graph.
        remote: The server.

    Returns:
        What was sent.

    Raises:
        StoreRefused: the server does not take it, or kept less than it was sent.
        StoreUnreachable: the server cannot be reached; the next call goes on from here.
    """
    base = articles.instances.base
    notes = _open_notes(articles.folder, remote.address.shown)
    try:
        _begin(notes, remote, base)
        replaced, deleted = _copy_graphs(articles.store, remote, notes)
        gained, lost = _copy_shared(articles.store, remote, notes, shared_graph(base))
        return Copied(replaced, deleted, gained, lost)
    finally:
        notes.close()


def _open_notes(folder: Path, shown: str) -> sqlite3.Connection:
    path = folder / "remotes" / f"{hashlib.sha256(shown.encode()).hexdigest()[:16]}.sqlite"
    try:
        path.parent.mkdir(exist_ok=True)
        notes = sqlite3.connect(path, isolation_level=None)
        notes.executescript(_TABLES)
    except (OSError, sqlite3.Error) as error:
        raise GraphUnwritable(f"{path}: cannot be written ({error}); it notes what --store has") from error
    return notes


def _begin(notes: sqlite3.Connection, remote: RemoteStore, base: str) -> None:
    """See whether the server still has what the notes say, by a sign left there; if not, forget the notes."""
    sign = f"{base}mirror"
    row = notes.execute("SELECT value FROM setting WHERE name = 'sign'").fetchone()
    found = remote.query(f"SELECT ?token {{ GRAPH <{sign}> {{ <{sign}> <{RDFS['label'].value}> ?token }} }}")
    if row is not None and [answer["token"] for answer in found] == [row[0]]:
        return
    with notes:
        notes.execute("DELETE FROM graph")
        notes.execute("DELETE FROM shared")
        notes.execute("DELETE FROM setting")
    remote.delete_graph(shared_graph(base))
    token = secrets.token_hex(16)
    remote.put_graph(sign, [Triple(NamedNode(sign), RDFS["label"], text_literal(token))])
    notes.execute("INSERT INTO setting VALUES ('sign', ?)", (token,))


def _copy_graphs(store: Store, remote: RemoteStore, notes: sqlite3.Connection) -> tuple[int, int]:
    known = dict(notes.execute("SELECT iri, digest FROM graph"))
    replaced = deleted = 0
    present = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    for iri in present:
        triples = _triples(store.quads_for_pattern(None, None, None, NamedNode(iri)))
        digest = hashlib.sha256("\n".join(map(str, triples)).encode()).digest()
        if known.get(iri) == digest:
            continue
        remote.put_graph(iri, triples)
        _check_kept(remote, iri, len(triples))
        notes.execute("INSERT OR REPLACE INTO graph VALUES (?, ?)", (iri, digest))
        replaced += 1
    for iri in sorted(set(known) - set(present)):
        remote.delete_graph(iri)
        notes.execute("DELETE FROM graph WHERE iri = ?", (iri,))
        deleted += 1
    return replaced, deleted


def _check_kept(remote: RemoteStore, graph: str, sent: int) -> None:
    result = remote.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    kept = next((int(row["n"] or 0) for row in result), 0)
    if kept != sent:
        raise StoreRefused(f"{remote.address.shown}: kept {kept} of {sent} triples of {graph}")


def _copy_shared(store: Store, remote: RemoteStore, notes: sqlite3.Connection, graph: str) -> tuple[int, int]:
    wanted = {str(triple) for triple in _triples(store.quads_for_pattern(None, None, None, DefaultGraph()))}
    known = {line for (line,) in notes.execute("SELECT triple FROM shared")}
    lost, gained = known - wanted, wanted - known
    for name, batch in remote.change(graph, _parsed(lost), _parsed(gained)):
        lines = [(str(triple),) for triple in batch]
        with notes:
            notes.execute("BEGIN")
            statement = "DELETE FROM shared WHERE triple = ?" if name == "lost" else "INSERT INTO shared VALUES (?)"
            notes.executemany(statement, lines)
    _check_kept(remote, graph, len(wanted))
    return len(gained), len(lost)


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    return sorted((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), key=str)


def _parsed(lines: Iterable[str]) -> Iterable[Triple]:
    text = "".join(f"{line} .\n" for line in sorted(lines))
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        yield Triple(quad.subject, quad.predicate, quad.object)
