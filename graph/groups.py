"""Groups over articles: events that several articles tell of, articles that are copies of each other.

A grouping says which members an article brings, which two members are alike, and what triples follow from a group. A
group is a connected component of likeness among members that share a key, hence a function of the set of articles. It
is kept in step: when an article changes, only the groups that its members are in or touch are looked at again.

Source: transitive closure over blocked pairs, as in record linkage (Christen 2012, "Data Matching", chapters 4 and 6).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Triple

from extractors.records import Extraction
from graph.mapping import ArticleGraph
from graph.vocabulary import Instances

__all__ = ["GROUP_TABLES", "Grouping", "Groups", "Member", "groupings", "triple_key"]

GROUP_TABLES = """
CREATE TABLE IF NOT EXISTS member (
    grouping TEXT, id TEXT, article TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (grouping, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_article ON member (article);
CREATE TABLE IF NOT EXISTS member_key (
    grouping TEXT, key TEXT, id TEXT, PRIMARY KEY (grouping, key, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_id ON member_key (grouping, id);
CREATE TABLE IF NOT EXISTS grouped (triple BLOB PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Member:
    """What an article brings to a grouping.

    Attributes:
        id: Unique in the grouping, from content only: an article's or a statement's IRI.
        keys: Members are compared only where they share one; narrow keys keep that cheap.
        body: All that likeness and triples depend on, as text (JSON).
    """

    id: str
    keys: frozenset[str]
    body: str


class Grouping(Protocol):
    """One kind of group; ``by_text``: its members follow from an article's record, whoever its entities are."""

    name: str
    by_text: bool

    def members(self, extraction: Extraction, graph: ArticleGraph, instances: Instances) -> Iterable[Member]:
        """Return what one article brings; a function of its record and its graph."""
        ...

    def alike(self, one: Member, other: Member) -> bool:
        """Say whether two members that share a key belong together; symmetric."""
        ...

    def derive(self, members: tuple[Member, ...], instances: Instances) -> Iterable[Triple]:
        """Return the triples of the default graph that follow from one group, its members sorted by id."""
        ...


def groupings() -> tuple[Grouping, ...]:
    """Return all groupings of a graph."""
    from graph.duplicates.grouping import Duplicates
    from graph.events.grouping import Events

    return (Duplicates(), Events())


@dataclass(frozen=True)
class Groups:
    """The groups of all articles, in tables of an SQLite database."""

    db: sqlite3.Connection
    instances: Instances
    kinds: Sequence[Grouping]

    def change(
        self,
        gone: Iterable[str],
        come: Mapping[str, Iterable[tuple[str, Member]]],
        same_text: Container[str] = (),
    ) -> tuple[set[Triple], set[Triple]]:
        """Take the members of articles away and put others.

        Args:
            gone: IRIs of articles whose members go.
            come: The new members by article, each with its grouping's name (:meth:`members`).
            same_text: Articles whose record stays, so that groupings by text need not look at them.

        Returns:
            The triples that no group has any more, and those that one has now but none had.
        """
        articles = sorted(gone)
        before: dict[Triple, int] = {}
        after: dict[Triple, int] = {}
        for kind in self.kinds:
            new = {m.id: (article, m) for article, named in come.items() for name, m in named if name == kind.name}
            looked_at = [a for a in articles if not (kind.by_text and a in same_text)]
            old = {m.id: (article, m) for article in looked_at for m in self._of_article(kind, article)}
            removed = [m for i, (article, m) in old.items() if new.get(i) != (article, m)]
            added = [(article, m) for i, (article, m) in new.items() if old.get(i) != (article, m)]
            if not removed and not added:
                continue
            touched = {m.id for m in removed}
            touched |= {n.id for _, m in added for n in self._neighbours(kind, m)}
            remaining = self._tally(kind, touched, before)
            self._take(kind, removed)
            self._put(kind, added)
            now = (remaining - {m.id for m in removed}) | {m.id for _, m in added}
            self._tally(kind, now, after)
        return self._count(before, after)

    def members(
        self, extraction: Extraction, graph: ArticleGraph, *, same_text: bool = False
    ) -> list[tuple[str, Member]]:
        """Return all members of an article with their groupings' names; with ``same_text``, of those not by text."""
        kinds = [kind for kind in self.kinds if not (same_text and kind.by_text)]
        return [(kind.name, m) for kind in kinds for m in kind.members(extraction, graph, self.instances)]

    def has(self, triple: Triple) -> bool:
        """Say whether a triple follows from a group."""
        return self.db.execute("SELECT 1 FROM grouped WHERE triple = ?", (triple_key(triple),)).fetchone() is not None

    def clear(self) -> None:
        """Forget everything, inside a change."""
        for table in ("member", "member_key", "grouped"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this module

    def all_triples(self) -> set[Triple]:
        """Return all that follows from all groups, derived anew."""
        found: dict[Triple, int] = {}
        for kind in self.kinds:
            rows = self.db.execute("SELECT id FROM member WHERE grouping = ?", (kind.name,)).fetchall()
            self._tally(kind, {row[0] for row in rows}, found)
        return set(found)

    # --- groups ----------------------------------------------------------------------------------------------------

    def _tally(self, kind: Grouping, ids: set[str], triples: dict[Triple, int]) -> set[str]:
        """Count the triples of the groups that these members are in; return all members of those groups."""
        seen: set[str] = set()
        for start in sorted(ids):
            if start in seen:
                continue
            group = self._group(kind, start)
            seen.update(member.id for member in group)
            for triple in set(kind.derive(group, self.instances)):
                triples[triple] = triples.get(triple, 0) + 1
        return seen

    def _group(self, kind: Grouping, start: str) -> tuple[Member, ...]:
        first = self._member(kind, start)
        found = {start: first} if first is not None else {}
        waiting = list(found.values())
        while waiting:
            for other in self._neighbours(kind, waiting.pop()):
                if other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
        return tuple(found[name] for name in sorted(found))

    def _neighbours(self, kind: Grouping, member: Member) -> list[Member]:
        bodies: dict[str, str] = {}
        query = "SELECT id, body FROM member_key JOIN member USING (grouping, id) WHERE grouping = ? AND key = ?"
        for key in member.keys:
            bodies.update(self.db.execute(query, (kind.name, key)))
        bodies.pop(member.id, None)
        alike = (name for name in sorted(bodies) if kind.alike(member, Member(name, frozenset(), bodies[name])))
        return [other for name in alike if (other := self._member(kind, name)) is not None]

    # --- tables ----------------------------------------------------------------------------------------------------

    def _member(self, kind: Grouping, name: str) -> Member | None:
        query = "SELECT body FROM member WHERE grouping = ? AND id = ?"
        row = self.db.execute(query, (kind.name, name)).fetchone()
        if row is None:
            return None
        keys = self.db.execute("SELECT key FROM member_key WHERE grouping = ? AND id = ?", (kind.name, name))
        return Member(name, frozenset(key[0] for key in keys), row[0])

    def _of_article(self, kind: Grouping, article: str) -> list[Member]:
        query = "SELECT id FROM member WHERE article = ? AND grouping = ?"
        ids = [row[0] for row in self.db.execute(query, (article, kind.name)).fetchall()]
        return [member for name in ids if (member := self._member(kind, name)) is not None]

    def _take(self, kind: Grouping, members: Iterable[Member]) -> None:
        rows = [(kind.name, member.id) for member in members]
        self.db.executemany("DELETE FROM member WHERE grouping = ? AND id = ?", rows)
        self.db.executemany("DELETE FROM member_key WHERE grouping = ? AND id = ?", rows)

    def _put(self, kind: Grouping, members: Iterable[tuple[str, Member]]) -> None:
        for article, member in members:
            self.db.execute("INSERT INTO member VALUES (?, ?, ?, ?)", (kind.name, member.id, article, member.body))
            rows = [(kind.name, key, member.id) for key in sorted(member.keys)]
            self.db.executemany("INSERT INTO member_key VALUES (?, ?, ?)", rows)

    def _count(self, before: Mapping[Triple, int], after: Mapping[Triple, int]) -> tuple[set[Triple], set[Triple]]:
        lost, gained = set(), set()
        for triple in {*before, *after}:
            step = after.get(triple, 0) - before.get(triple, 0)
            if not step:
                continue
            key = triple_key(triple)
            row = self.db.execute("SELECT number FROM grouped WHERE triple = ?", (key,)).fetchone()
            was = 0 if row is None else int(row[0])
            if was + step:
                self.db.execute("INSERT OR REPLACE INTO grouped VALUES (?, ?)", (key, was + step))
            else:
                self.db.execute("DELETE FROM grouped WHERE triple = ?", (key,))
            if not was + step:
                lost.add(triple)
            elif not was:
                gained.add(triple)
        return lost, gained


def triple_key(triple: Triple) -> bytes:
    """Return 16 bytes that stand for a triple."""
    return hashlib.sha256(str(triple).encode()).digest()[:16]
