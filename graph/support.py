"""What articles support together: which shared triples, how often they name an entity, and how they call it.

Tables of the catalogue, so that taking an article away needs no look at the others. The derived layer
(:mod:`graph.derived`) is a function of these sums.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from graph.groups import triple_key
from graph.mapping import ArticleGraph, Called

__all__ = ["SUPPORT_TABLES", "Support"]

SUPPORT_TABLES = """
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS support (
    triple BLOB NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (triple, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
    entity TEXT PRIMARY KEY, described INTEGER NOT NULL, mentions INTEGER NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS called (
    entity TEXT, role TEXT, name TEXT, kind TEXT, number INTEGER NOT NULL, PRIMARY KEY (entity, role, name, kind)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Support:
    """The sums over all articles, in tables of an SQLite database."""

    db: sqlite3.Connection

    # --- reading ---------------------------------------------------------------------------------------------------

    def supporters(self, triple: Triple, up_to: int = 2) -> int:
        """Return how many articles support a shared triple, counting no further than ``up_to``."""
        query = "SELECT COUNT(*) FROM (SELECT 1 FROM support WHERE triple = ? LIMIT ?)"
        return int(self.db.execute(query, (triple_key(triple), up_to)).fetchone()[0])

    def counts(self, entity: NamedNode) -> tuple[int, int] | None:
        """Return (mentions, articles that mention it) of an entity, or None where no article describes it."""
        row = self.db.execute("SELECT mentions, articles FROM counted WHERE entity = ?", (entity.value,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def called(self, entity: str) -> dict[Called, int]:
        """Return what articles call an entity that resolution gave them, and how many do."""
        rows = self.db.execute("SELECT entity, role, name, kind, number FROM called WHERE entity = ?", (entity,))
        return {Called(*row[:4]): row[4] for row in rows}

    # --- changing, inside a change of the catalogue ----------------------------------------------------------------

    def put_article(self, graph: ArticleGraph, record_hash: bytes) -> None:
        """Note that the store holds an article by this record, and what it supports."""
        cursor = self.db.execute("INSERT INTO article (iri, hash) VALUES (?, ?)", (graph.iri.value, record_hash))
        self._support(int(cursor.lastrowid or 0), graph.shared, graph.mentions, graph.called)

    def take_article(self, graph: ArticleGraph) -> None:
        """Note that the store no longer holds an article, nor what it supported."""
        article = self._number(graph)
        if article is not None:
            self._withdraw(article, graph.shared, graph.mentions, graph.called)
            self.db.execute("DELETE FROM article WHERE id = ?", (article,))

    def turn_article(self, old: ArticleGraph, new: ArticleGraph) -> None:
        """Note that an article's record says other things now, because its entities turned out to be others."""
        article = self._number(old)
        if article is None:
            return
        gone = {entity: n for entity, n in old.mentions.items() if new.mentions.get(entity) != n}
        come = {entity: n for entity, n in new.mentions.items() if old.mentions.get(entity) != n}
        self._withdraw(article, old.shared - new.shared, gone, old.called - new.called)
        self._support(article, new.shared - old.shared, come, new.called - old.called)

    def clear(self) -> None:
        """Forget all articles."""
        for table in ("article", "support", "counted", "called"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this module

    def _number(self, graph: ArticleGraph) -> int | None:
        row = self.db.execute("SELECT id FROM article WHERE iri = ?", (graph.iri.value,)).fetchone()
        return None if row is None else int(row[0])

    def _support(
        self, article: int, shared: Iterable[Triple], mentions: Mapping[NamedNode, int], called: Iterable[Called]
    ) -> None:
        self.db.executemany("INSERT INTO support VALUES (?, ?)", [(triple_key(t), article) for t in shared])
        self._count(mentions, 1)
        self.db.executemany(
            "INSERT INTO called VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT (entity, role, name, kind) DO UPDATE SET number = number + 1",
            [(c.entity, c.role, c.name, c.kind) for c in called],
        )

    def _withdraw(
        self, article: int, shared: Iterable[Triple], mentions: Mapping[NamedNode, int], called: Iterable[Called]
    ) -> None:
        self.db.executemany(
            "DELETE FROM support WHERE triple = ? AND article = ?", [(triple_key(t), article) for t in shared]
        )
        self._count(mentions, -1)
        names = [(c.entity, c.role, c.name, c.kind) for c in called]
        where = "WHERE entity = ? AND role = ? AND name = ? AND kind = ?"
        self.db.executemany(f"UPDATE called SET number = number - 1 {where}", names)  # noqa: S608 - a constant
        self.db.executemany(f"DELETE FROM called {where} AND number <= 0", names)  # noqa: S608 - a constant

    def _count(self, mentions: Mapping[NamedNode, int], step: int) -> None:
        """Add an article's mentions to the sums of their entities, or take them away."""
        self.db.executemany(
            "INSERT INTO counted VALUES (?1, ?2, ?3, ?4) ON CONFLICT (entity) DO UPDATE"
            " SET described = described + ?2, mentions = mentions + ?3, articles = articles + ?4",
            [(entity.value, step, step * number, step * (number > 0)) for entity, number in mentions.items()],
        )
        if step < 0:
            gone = [(entity.value,) for entity in mentions]
            self.db.executemany("DELETE FROM counted WHERE entity = ? AND described <= 0", gone)
