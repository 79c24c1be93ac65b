"""Sums over all articles, by form: how often it occurs, its spellings, what it may be short for, its context.

Each article adds its profiles and takes them away again; the sums do not depend on the order. They are tables of the
catalogue, so that an article can be added to a large graph by looking at its own names only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.resolve.profiles import Profile
from graph.resolve.scores import lookups

__all__ = ["ALIAS", "ANCHOR", "COMMON", "FORM_TABLES", "SENSE", "SHARED", "Flip", "Forms", "decode", "encode"]

ANCHOR, SENSE = "\x1e", "\x1f"
"""Between a form and what keeps its bearers apart: an article or place (anchor), a role (sense)."""

FORM_TABLES = """
CREATE TABLE IF NOT EXISTS form (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, family TEXT NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS form_key ON form (key);
CREATE TABLE IF NOT EXISTS spelling (
    form TEXT, name TEXT, kind TEXT, number INTEGER NOT NULL, PRIMARY KEY (form, name, kind)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS short (
    key TEXT, form TEXT, relation TEXT, number INTEGER NOT NULL, PRIMARY KEY (key, form, relation)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS context (
    form TEXT, feature TEXT, number INTEGER NOT NULL, PRIMARY KEY (form, feature)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sign (
    form TEXT, field TEXT, country TEXT, number INTEGER NOT NULL, PRIMARY KEY (form, field, country)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS local (
    article TEXT, id TEXT, form TEXT NOT NULL, key TEXT NOT NULL, partial INTEGER NOT NULL, body TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '', reasons TEXT NOT NULL DEFAULT '[]', own TEXT NOT NULL DEFAULT '',
    found TEXT NOT NULL DEFAULT '', iri TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '', PRIMARY KEY (article, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS local_form ON local (form);
CREATE INDEX IF NOT EXISTS local_key ON local (key) WHERE partial;
CREATE INDEX IF NOT EXISTS local_target ON local (target);
CREATE INDEX IF NOT EXISTS local_found ON local (found);
CREATE INDEX IF NOT EXISTS local_own ON local (own);
CREATE INDEX IF NOT EXISTS local_iri ON local (iri);
CREATE INDEX IF NOT EXISTS short_form ON short (form);
CREATE TABLE IF NOT EXISTS asked (
    key TEXT, feature TEXT, article TEXT, id TEXT, PRIMARY KEY (key, feature, article, id)) WITHOUT ROWID;
"""

ALIAS = "\x1d"
"""Stands for the form in a :data:`Flip` of an alias."""

SHARED = "\x1c"
"""Stands for the form in a :data:`Flip` of a form that a second article names, or no second one any more."""

COMMON = "\x1b"
"""Before the form in a :data:`Flip` of a feature that a second article has, or no second one any more."""

Flip = tuple[str, str]
"""A form and a feature of its context that came or went (or became common to several articles); or an alias."""


@dataclass(frozen=True)
class Forms:
    """The sums, in tables of an SQLite database."""

    db: sqlite3.Connection
    memo: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    """What was read already; an object serves between two changes."""

    # --- reading ---------------------------------------------------------------------------------------------------

    def number(self, form: str) -> int:
        """Return in how many articles a form occurs."""
        known = ("number", form)
        if known not in self.memo:
            row = self.db.execute("SELECT number FROM form WHERE id = ?", (form,)).fetchone()
            self.memo[known] = 0 if row is None else int(row[0])
        return int(self.memo[known])

    def of_key(self, key: str) -> list[tuple[str, str, int]]:
        """Return (form, family, number of articles) of the forms with a key, sorted."""
        return self._rows("SELECT id, family, number FROM form WHERE key = ? ORDER BY id", key)

    def longer(self, key: str) -> list[tuple[str, str]]:
        """Return (form, relation) of what a name of this key may be short for, sorted."""
        return self._rows("SELECT form, relation FROM short WHERE key = ? ORDER BY form, relation", key)

    def spellings(self, form: str) -> list[tuple[str, str, int]]:
        """Return (name, kind, number of articles) of a form's spellings, sorted."""
        return self._rows("SELECT name, kind, number FROM spelling WHERE form = ? ORDER BY name, kind", form)

    def _rows(self, query: str, value: str) -> list[Any]:
        known = (query, value)
        if known not in self.memo:
            self.memo[known] = self.db.execute(query, (value,)).fetchall()
        found: list[Any] = self.memo[known]
        return found

    def present(self, form: str, features: Iterable[str], at_least: int = 1) -> frozenset[str]:
        """Return those of the features that occur in the form's context."""
        asked = sorted(features)
        marks = ",".join("?" * len(asked))
        query = f"SELECT feature FROM context WHERE form = ? AND number >= ? AND feature IN ({marks})"  # noqa: S608 - marks only
        return frozenset(row[0] for row in self.db.execute(query, (form, at_least, *asked)))

    def contexts(self, forms: Iterable[str], features: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return, by form, which of the features occur in its context, and in how many articles."""
        named, asked = sorted(forms), sorted(features)
        found: dict[str, dict[str, int]] = {form: {} for form in named}
        query = (
            f"SELECT form, feature, number FROM context WHERE form IN ({','.join('?' * len(named))})"  # noqa: S608
            f" AND feature IN ({','.join('?' * len(asked))})"
        )
        for form, feature, number in self.db.execute(query, (*named, *asked)):
            found[form][feature] = number
        return found

    def signs(self, form: str) -> list[tuple[str, str, int]]:
        """Return (field, country, number) of the roles of a form's bearers, sorted."""
        return self._rows("SELECT field, country, number FROM sign WHERE form = ? ORDER BY field, country", form)

    def overlap(self, one: str, other: str) -> bool:
        """Say whether two contexts name the same person or body."""
        query = (
            "SELECT 1 FROM context a JOIN context b USING (feature)"
            " WHERE a.form = ? AND b.form = ? AND a.feature >= 'n:' AND a.feature < 'n;' LIMIT 1"
        )
        return self.db.execute(query, (one, other)).fetchone() is not None

    def clear(self) -> None:
        """Forget everything, inside a change."""
        for table in ("form", "spelling", "short", "context", "sign", "local", "asked"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this module

    # --- changing --------------------------------------------------------------------------------------------------

    def put(self, article: str, profiles: Sequence[Profile]) -> set[Flip]:
        """Add an article's profiles; return what came into the contexts by it."""
        self.db.executemany(
            "INSERT INTO local (article, id, form, key, partial, body) VALUES (?, ?, ?, ?, ?, ?)",
            [(article, p.local, p.form, p.key, p.partial, encode(p)) for p in profiles],
        )
        self.db.executemany(
            "INSERT INTO asked VALUES (?, ?, ?, ?)",
            [(p.key, feature, article, p.local) for p in profiles if p.partial for feature in lookups(p)],
        )
        return self._sum(profiles, 1)

    def take(self, article: str) -> tuple[list[Profile], set[Flip]]:
        """Take an article's profiles away; return them, and what went out of the contexts."""
        rows = self.db.execute("SELECT body FROM local WHERE article = ? ORDER BY id", (article,)).fetchall()
        profiles = [decode(row[0]) for row in rows]
        self.db.execute("DELETE FROM local WHERE article = ?", (article,))
        self.db.executemany(
            "DELETE FROM asked WHERE key = ? AND feature = ? AND article = ? AND id = ?",
            [(p.key, feature, article, p.local) for p in profiles if p.partial for feature in lookups(p)],
        )
        return profiles, self._sum(profiles, -1)

    def _sum(self, profiles: Iterable[Profile], step: int) -> set[Flip]:
        # Two entities of one article may share a form (two spellings of a name); each fact counts once an article.
        forms = {(p.form, p.key if p.link is None else p.form, p.family) for p in profiles}
        shared = self._add("form", ("id", "key", "family"), forms, step, {2} if step > 0 else {1})
        names = {(p.form, p.name, p.kind or "") for p in profiles}
        self._add("spelling", ("form", "name", "kind"), names, step)
        shorts = {(k, p.form, r) for p in profiles for k, r in p.shorts}
        aliases = {row for row in shorts if row[2] == "alias"}
        self._add("short", ("key", "form", "relation"), shorts - aliases, step)
        turned = self._add("short", ("key", "form", "relation"), aliases, step, {1} if step > 0 else {0})
        signs = {(p.form, *p.sign) for p in profiles if p.family == "person" and any(p.sign)}
        self._add("sign", ("form", "field", "country"), signs, step)
        context = {(form, feature) for p in profiles for form in contexts_of(p) for feature in _told(p)}
        # Where a number crosses 0 or 1 (one article or several), a decision may turn.
        first, second = (1, 2) if step > 0 else (0, 1)
        crossed = self._add("context", ("form", "feature"), context, step, {first, second})
        flips = {(row[0] if row[2] == first else COMMON + row[0], row[1]) for row in crossed}
        return flips | {(ALIAS, key) for key, _, _ in turned} | {(SHARED, form) for form, _, _ in shared}

    def _add(
        self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], step: int, edge: Iterable[int] = ()
    ) -> set[tuple[str, str, int]]:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        where = " AND ".join(f"{column} = ?" for column in columns)
        keys = ", ".join(column for column in columns if table != "form" or column == "id")
        upsert = (
            f"INSERT INTO {table} ({names}, number) VALUES ({marks}, {step})"  # noqa: S608 - names of this module
            f" ON CONFLICT ({keys}) DO UPDATE SET number = number + {step}"
        )
        ordered = sorted(rows)
        self.db.executemany(upsert, ordered)
        crossed = self._crossed(table, columns, ordered, sorted(edge))
        if step < 0:
            self.db.executemany(f"DELETE FROM {table} WHERE {where} AND number <= 0", ordered)  # noqa: S608
        return crossed

    def _crossed(
        self, table: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], edge: list[int]
    ) -> set[tuple[str, str, int]]:
        """Return the first two columns and the number of the rows whose number is one of ``edge`` now."""
        found: set[tuple[str, str, int]] = set()
        if not edge:
            return found
        first, second = columns[:2]
        numbers = ",".join(map(str, edge))
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for row in rows:
            by_first.setdefault(row[0], []).append(row)
        for value, same in by_first.items():
            marks = ",".join("?" * len(same))
            query = (
                f"SELECT {second}, number FROM {table} WHERE {first} = ? AND number IN ({numbers})"  # noqa: S608 - own names
                f" AND {second} IN ({marks})"
            )
            found.update((value, row[0], row[1]) for row in self.db.execute(query, (value, *(row[1] for row in same))))
        return found


def contexts_of(profile: Profile) -> Iterator[str]:
    """Yield whose context an article's features belong to: the form's, and that of the role its bearer has."""
    yield profile.form
    if profile.family == "person" and any(profile.sign):
        yield SENSE.join((profile.form, *profile.sign))


def _told(profile: Profile) -> Iterator[str]:
    yield from profile.features
    if any(feature.startswith("c:") for feature in profile.features):
        yield "c:any"


def encode(profile: Profile) -> str:
    """Return a profile as JSON."""
    parts = [
        *(profile.local, profile.name, profile.family, profile.form, profile.key, profile.link, profile.kind),
        *(profile.aliases, profile.firm, profile.sign, sorted(profile.features), sorted(profile.shorts)),
        *(sorted(profile.beside) if profile.partial else [], profile.anchor, profile.written),
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def decode(body: str) -> Profile:
    """Return the profile of :func:`encode`'s JSON."""
    local, name, family, form, key, link, kind, aliases, firm, sign, features, shorts, beside, anchor, written = (
        json.loads(body)
    )
    return Profile(
        *(local, name, family, form, key, link, kind, tuple(aliases), firm, (sign[0], sign[1])),
        features=frozenset(features),
        shorts=frozenset((short, relation) for short, relation in shorts),
        beside=frozenset(beside),
        anchor=anchor,
        written=written,
    )
