"""Who is who over partitions: sums by key, and each decision with just the sums that it reads.

A decision (:func:`graph.resolve.decide.decide`) about a name reads sums of the forms of its key, of the longer names
that its key may be short for, and of these names' own keys and usual forms; no more. So the sums are added up by key in
buckets, each bucket asks the others once for the keys that its decisions reach, and decides. Nothing is approximated:
the decision is the same function over the same numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from extractors.records import Extraction
from graph.cluster.plan import Plan
from graph.cluster.shuffle import Row, bucket_of, read_rows, write_rows
from graph.mapping import ArticleGraph, map_extraction
from graph.resolve.forms import FORM_TABLES, SENSE, Forms
from graph.resolve.keys import short_keys
from graph.resolve.profiles import links_of, profile_article
from graph.resolve.resolver import Assignments, Resolver

__all__ = ["add_up", "alone", "answer", "ask", "decide_names", "profile"]

_SUMS = ("form", "spelling", "short", "context", "sign")
"""The tables whose last column is a sum over articles."""

_USUAL = frozenset({"middle name", "of a country"})
"""Relations to a shorter form that may be the usual one of a name: its sums are read too."""

_HOMES = """
CREATE TABLE home (article TEXT PRIMARY KEY, partition INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE linked (form TEXT, key TEXT, PRIMARY KEY (form, key)) WITHOUT ROWID;
"""


def alone(plan: Plan, extraction: Extraction) -> ArticleGraph:
    """Return the graph that an article would have if there were no other."""
    iri = plan.instances.article(extraction.article.id).value
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(FORM_TABLES)
        resolver = Resolver(db, plan.instances, plan.standing)
        resolver.forms.put(iri, profile_article(extraction, links_of(extraction, plan.linker)))
        resolver.decide_all()
        return graph_of(plan, extraction, resolver.assignments(iri))


def graph_of(plan: Plan, extraction: Extraction, assignments: Assignments) -> ArticleGraph:
    """Return an article's graph."""
    return map_extraction(
        extraction,
        plan.instances,
        threshold=plan.threshold,
        assignments=assignments,
        links=links_of(extraction, plan.linker),  # type: ignore[arg-type]
        judged=plan.standing.judged,
    )


# --- sums ----------------------------------------------------------------------------------------------------------


def profile(plan: Plan, partition: int) -> dict[str, Any]:
    """Add up what a partition's articles contribute, and send it to the buckets of the keys."""
    from graph.cluster.choosing import chosen_items

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(FORM_TABLES)
        forms = Forms(db)
        for extraction in chosen_items(plan, partition):
            iri = plan.instances.article(extraction.article.id).value
            forms.put(iri, profile_article(extraction, links_of(extraction, plan.linker)))
        write_rows(plan.storage, plan.file("profile", partition), _contributions(plan, db, partition), plan.buckets)
    return {}


def _contributions(plan: Plan, db: sqlite3.Connection, partition: int) -> Iterator[tuple[int, Row]]:
    for table in (*_SUMS, "local"):
        columns = _columns(db, table)
        for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names of this module
            named = dict(zip(columns, row, strict=True))
            if table == "context" and named["form"].startswith("link "):
                continue  # no decision reads what stands beside a thing that is known by itself
            key = named["key"] if "key" in named else _key_of(named["form"])
            # The number of the partition keeps equal sums of two partitions apart.
            yield bucket_of(key, plan.buckets), (table, partition, *row)
            if table == "short" and named["form"].startswith("link "):
                yield bucket_of(named["form"], plan.buckets), ("linked", partition, named["form"], key)


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def _key_of(form: str) -> str:
    """Return the key in whose bucket a form's sums are: that of its name, or a link itself."""
    bare = form.partition(SENSE)[0]
    return bare if bare.startswith("link ") else bare.partition(" ")[2]


def add_up(plan: Plan, bucket: int) -> dict[str, Any]:
    """Add the partitions' sums up, keep them, and send those of links to the keys of their names."""
    with closing(sqlite3.connect("", isolation_level=None)) as db:  # on disk where it is large
        db.executescript(FORM_TABLES + _HOMES)
        db.execute("BEGIN")
        for _, (table, partition, *row) in read_rows(plan.storage, plan.files("profile", len(plan.partitions)), bucket):
            if table == "local":
                db.execute("INSERT OR IGNORE INTO home VALUES (?, ?)", (row[0], partition))
            _insert(db, table, row, "DO NOTHING" if table in {"local", "linked"} else _ADD)
        db.execute("COMMIT")
        plan.storage.write(plan.file("sums", bucket), db.serialize())
        write_rows(plan.storage, plan.file("add_up", bucket), _cards(plan, db), plan.buckets)
    return {}


_ADD = "DO UPDATE SET number = number + excluded.number"


def _insert(db: sqlite3.Connection, table: str, row: Iterable[Any], conflict: str) -> None:
    values = list(row)
    marks = ",".join("?" * len(values))
    db.execute(f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT {conflict}", values)  # noqa: S608 - own names


def _cards(plan: Plan, db: sqlite3.Connection) -> Iterator[tuple[int, Row]]:
    """Yield how often a link occurs and under what names, for the bucket of each of its names."""
    for form, key in db.execute("SELECT form, key FROM linked ORDER BY form, key").fetchall():
        for table, column in (("form", "id"), ("spelling", "form")):
            for row in db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (form,)):  # noqa: S608 - own names
                yield bucket_of(key, plan.buckets), (table, *row)


@contextmanager
def _opened(plan: Plan, bucket: int) -> Iterator[sqlite3.Connection]:
    """Open a copy of a bucket's sums, with those of the links that its keys name."""
    with (
        plan.storage.as_file(plan.file("sums", bucket)) as path,
        closing(sqlite3.connect(path, isolation_level=None)) as db,
    ):
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA journal_mode=MEMORY")
        db.execute("BEGIN")
        for _, (table, *row) in read_rows(plan.storage, plan.files("add_up", plan.buckets), bucket):
            _insert(db, table, row, "DO NOTHING")
        db.execute("COMMIT")
        yield db


# --- asking for what decisions reach -------------------------------------------------------------------------------


def ask(plan: Plan, bucket: int) -> dict[str, Any]:
    """Ask other buckets for the sums that this one's decisions read."""
    with _opened(plan, bucket) as db:
        write_rows(plan.storage, plan.file("ask", bucket), _questions(plan, db, bucket), plan.buckets)
    return {}


def _questions(plan: Plan, db: sqlite3.Connection, bucket: int) -> Iterator[tuple[int, Row]]:
    forms = Forms(db)
    asked: set[tuple[str, str]] = set()
    for key, partial in db.execute("SELECT key, MAX(partial) FROM local GROUP BY key").fetchall():
        longer = {form for form, _ in forms.longer(key)}
        for form in sorted(longer | {form for form, _, _ in forms.of_key(key)}):
            family, _, own = form.partition(" ")
            if family == "link":
                continue
            asked |= {("key", own), *(("key", short) for short, how in short_keys(own, family) if how in _USUAL)}
            if partial and form in longer:
                asked.add(("context", form))
    for what, name in sorted(asked):
        there = bucket_of(name if what == "key" else _key_of(name), plan.buckets)
        if there != bucket:
            yield there, (what, name)


def answer(plan: Plan, bucket: int) -> dict[str, Any]:
    """Answer what other buckets asked."""
    with _opened(plan, bucket) as db:
        questions = read_rows(plan.storage, plan.files("ask", plan.buckets), bucket)
        rows = (
            (asker, row)
            for asker, (what, name) in questions
            for row in (_of_key(db, name) if what == "key" else _rows(db, "context", "form = ?", name))
        )
        write_rows(plan.storage, plan.file("answer", bucket), rows, plan.buckets)
    return {}


def _of_key(db: sqlite3.Connection, key: str) -> Iterator[Row]:
    """Yield all sums that a decision may read of a key: its forms, what it is short for, and their names."""
    yield from _rows(db, "short", "key = ?", key)
    yield from _rows(db, "form", "key = ?", key)
    forms = [row[0] for row in db.execute("SELECT id FROM form WHERE key = ?", (key,)).fetchall()]
    query = "SELECT DISTINCT form FROM short WHERE key = ? AND form LIKE 'link %'"
    linked = [row[0] for row in db.execute(query, (key,)).fetchall()]
    for form in linked:
        yield from _rows(db, "form", "id = ?", form)
    for form in (*forms, *linked):
        yield from _rows(db, "spelling", "form = ?", form)
    for form in forms:
        signs = list(_rows(db, "sign", "form = ?", form))
        yield from signs
        if len(signs) > 1:  # only then may bearers be kept apart
            yield from _rows(db, "context", "form > ? AND form < ?", form + SENSE, form + " ")


def _rows(db: sqlite3.Connection, table: str, where: str, *values: str) -> Iterator[Row]:
    for row in db.execute(f"SELECT * FROM {table} WHERE {where}", values).fetchall():  # noqa: S608 - own names
        yield (table, *row)


# --- deciding ------------------------------------------------------------------------------------------------------


def decide_names(plan: Plan, bucket: int) -> dict[str, Any]:
    """Decide the names of a bucket's keys, and tell the articles' partitions."""
    with _opened(plan, bucket) as db:
        db.execute("BEGIN")
        for _, (table, *row) in read_rows(plan.storage, plan.files("answer", plan.buckets), bucket):
            _insert(db, table, row, "DO NOTHING")
        resolver = Resolver(db, plan.instances, plan.standing)
        resolver.decide_all()
        db.execute("COMMIT")

        def rows() -> Iterator[tuple[int, Row]]:
            for article, partition in db.execute("SELECT article, partition FROM home ORDER BY article").fetchall():
                for local, found in sorted(resolver.assignments(article).items()):
                    yield partition, (article, local, found.iri, found.name, found.kind, found.corrected)

        write_rows(plan.storage, plan.file("decide_names", bucket), rows(), len(plan.partitions))
    return {}
