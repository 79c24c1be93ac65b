"""The catalogue beside the store: which source gave which article, and the records the graph was made from.

It is an SQLite file (``catalogue.sqlite``) that never leaves the folder, so that exports hold no path of the machine.
It also counts which article supports which shared triple, so that taking an article away needs no scan.

Writing goes in three steps, so that the store and the catalogue agree after a crash at any moment:

1. :meth:`Catalogue.announce` notes the articles about to change, and their new records; committed.
2. Inside :meth:`Catalogue.change` the tables change; :meth:`Catalogue.note` writes beside them, in ``changing.jsonl``,
   which other articles change too and which triples of the default graph come and go; the store applies the same
   change; the tables are committed.
3. :meth:`Catalogue.settle` forgets the notes once the store's files are safe on disk.

A note that is still there when a writer opens the graph means that the store may be ahead of the catalogue or behind
it there; :meth:`graph.store.ArticleStore.open` then writes those articles and triples again as the catalogue has them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from extractors.records import Article, Extraction
from graph.errors import GraphDamaged, GraphUnwritable
from graph.groups import GROUP_TABLES, triple_key
from graph.mapping import ArticleGraph, Called
from graph.resolve.forms import FORM_TABLES

__all__ = ["Catalogue", "Record", "reading_of", "record_of"]

FILE_NAME = "catalogue.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    hash BLOB PRIMARY KEY, article TEXT NOT NULL, reading BLOB NOT NULL, missing INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_article ON record (article);
CREATE TABLE IF NOT EXISTS source (source TEXT PRIMARY KEY, hash BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_hash ON source (hash);
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS support (
    triple BLOB NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (triple, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counted (
    entity TEXT PRIMARY KEY, described INTEGER NOT NULL, mentions INTEGER NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS called (
    entity TEXT, role TEXT, name TEXT, kind TEXT, number INTEGER NOT NULL, PRIMARY KEY (entity, role, name, kind)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unsettled (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""

JOURNAL = "changing.jsonl"
_RECENT = 32


@dataclass(frozen=True)
class Record:
    """One extraction record as it is kept: without its source, compressed.

    ``hash`` is over the whole record, ``reading`` over the article alone (text and metadata), before annotation.
    """

    hash: bytes
    article: str
    reading: bytes
    missing: int
    body: bytes
    extraction: Extraction


def record_of(extraction: Extraction, article_iri: str) -> Record:
    """Return the record to keep for an extraction; two sources with the same content give the same record."""
    article = replace(extraction.article, source="")
    plain = json.dumps(replace(extraction, article=article).to_dict(), sort_keys=True, separators=(",", ":"))
    data = plain.encode("ascii")
    described = (article.headline, article.publisher, article.author, article.published, article.place, article.url)
    digest = hashlib.sha256(data).digest()[:16]
    missing = sum(not part for part in described)
    return Record(digest, article_iri, reading_of(article), missing, zlib.compress(data, 6), extraction)


def reading_of(article: Article) -> bytes:
    """Return a hash of an article's text and metadata, whatever source it came from."""
    parts = asdict(replace(article, source=""))
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("ascii")).digest()[:16]


class Catalogue:
    """The open catalogue of one graph. One writer; readers see the last committed state."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self._db = connection
        self._path = path
        self._read_only = read_only
        self._latest: Record | None = None
        self._recent: dict[bytes, Extraction] = {}

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Catalogue:
        """Open the catalogue in a graph's folder, creating it unless ``read_only``.

        Raises:
            GraphDamaged: the file is not a catalogue.
            GraphUnwritable: the file cannot be created or written.
        """
        path = folder / FILE_NAME
        try:
            if read_only:
                db = cls._open_for_reading(path)
            else:
                db = sqlite3.connect(path, isolation_level=None, timeout=10)
                db.execute("PRAGMA journal_mode=WAL")
                db.execute("PRAGMA synchronous=NORMAL")
                db.execute("PRAGMA cache_size=-131072")  # 128 MiB: a large graph's tables are read all over
                db.executescript(_SCHEMA + FORM_TABLES + GROUP_TABLES)
        except sqlite3.DatabaseError as error:
            raise _explain(error, path) from error
        return cls(db, path, read_only=read_only)

    @staticmethod
    def _open_for_reading(path: Path) -> sqlite3.Connection:
        if not path.exists():
            db = sqlite3.connect(":memory:", isolation_level=None)
            db.executescript(_SCHEMA + FORM_TABLES + GROUP_TABLES)
            return db
        uri = path.resolve().as_uri()
        try:
            db = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=10)
            db.execute("SELECT COUNT(*) FROM setting")
        except sqlite3.OperationalError:
            # A folder that is read-only altogether has no room for SQLite's shared memory file.
            db = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
            db.execute("SELECT COUNT(*) FROM setting")
        return db

    def close(self) -> None:
        """Close the file, leaving it whole in one piece, so that a folder made read-only can still be read."""
        if not self._read_only:
            with suppress(sqlite3.OperationalError):  # a reader that is still there keeps the log in use
                self._db.execute("PRAGMA busy_timeout=200")
                self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.close()

    def setting(self, name: str) -> str | None:
        """Return a setting of the graph (its base, its threshold), or None."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Keep a setting of the graph."""
        with self._errors():
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # --- what is there ---------------------------------------------------------------------------------------------

    def article_of_source(self, source: str) -> str | None:
        """Return the IRI of the article that a source gave, or None."""
        row = self._db.execute(
            "SELECT record.article FROM source JOIN record USING (hash) WHERE source.source = ?", (source,)
        ).fetchone()
        return None if row is None else str(row[0])

    def sources_in(self, source: str) -> list[tuple[str, str]]:
        """Return (source, article) for a source and for the parts of a file ("file.jsonl#2"), sorted."""
        rows = self._db.execute(
            "SELECT source.source, record.article FROM source JOIN record USING (hash)"
            " WHERE source.source = ?1 OR substr(source.source, 1, length(?1) + 1) = ?1 || '#' ORDER BY 1",
            (source,),
        )
        return [(str(row[0]), str(row[1])) for row in rows]

    def record_with(self, article: str, reading: bytes) -> bytes | None:
        """Return the hash of a record that was made from this very reading of an article, or None."""
        row = self._db.execute(
            "SELECT hash FROM record WHERE article = ? AND reading = ?"
            " AND EXISTS (SELECT 1 FROM source WHERE source.hash = record.hash) ORDER BY hash LIMIT 1",
            (article, reading),
        ).fetchone()
        return None if row is None else bytes(row[0])

    def stored_hash(self, article: str) -> bytes | None:
        """Return the hash of the record the store holds for an article, or None."""
        row = self._db.execute("SELECT hash FROM article WHERE iri = ?", (article,)).fetchone()
        return None if row is None else bytes(row[0])

    def wanted_hash(self, article: str) -> bytes | None:
        """Return the hash of the record an article should be shown by, or None where no source gives it any more.

        Of several records for one article (same text, other metadata), the one that says most wins, then the one with
        the smallest hash: a choice that does not depend on the order in which they came.
        """
        row = self._db.execute(
            "SELECT hash FROM record WHERE article = ?"
            " AND EXISTS (SELECT 1 FROM source WHERE source.hash = record.hash) ORDER BY missing, hash LIMIT 1",
            (article,),
        ).fetchone()
        return None if row is None else bytes(row[0])

    def extraction(self, record_hash: bytes) -> Extraction:
        """Return a kept record.

        Raises:
            GraphDamaged: the record is missing or unreadable.
        """
        if self._latest is not None and self._latest.hash == record_hash:
            return self._latest.extraction
        if record_hash in self._recent:
            return self._recent[record_hash]
        row = self._db.execute("SELECT body FROM record WHERE hash = ?", (record_hash,)).fetchone()
        try:
            extraction = Extraction.from_dict(json.loads(zlib.decompress(row[0])))
        except (TypeError, ValueError, zlib.error) as error:
            raise GraphDamaged(
                f"{self._path}: a record cannot be read; build the graph anew from its articles"
            ) from error
        if len(self._recent) >= _RECENT:
            self._recent.pop(next(iter(self._recent)))
        self._recent[record_hash] = extraction
        return extraction

    def extraction_of(self, article: str) -> Extraction | None:
        """Return the record the store holds for an article, or None where it is not kept."""
        record_hash = self.stored_hash(article)
        return None if record_hash is None else self.extraction(record_hash)

    def articles(self) -> Iterator[str]:
        """Yield the IRIs of all articles, sorted."""
        for row in self._db.execute("SELECT iri FROM article ORDER BY iri").fetchall():
            yield str(row[0])

    def records_of(self, article: str) -> list[Extraction]:
        """Return every record kept for an article, also those that no source gives any more."""
        rows = self._db.execute("SELECT hash FROM record WHERE article = ?", (article,)).fetchall()
        return [self.extraction(bytes(row[0])) for row in rows]

    def given(self) -> Iterator[tuple[str, str, Extraction]]:
        """Yield (source, article, record) for every source, by article and source."""
        rows = self._db.execute(
            "SELECT source.source, record.article, record.hash FROM source JOIN record USING (hash) ORDER BY 2, 1"
        ).fetchall()
        for source, article, record_hash in rows:
            yield str(source), str(article), self.extraction(bytes(record_hash))

    # --- changing it -----------------------------------------------------------------------------------------------

    def announce(self, articles: Iterable[str], record: Record | None = None) -> None:
        """Note articles that are about to change, and keep the new record; committed at once."""
        self._latest = record
        with self.change():
            self._db.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(article,) for article in articles])
            if record is not None:
                self._db.execute(
                    "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)",
                    (record.hash, record.article, record.reading, record.missing, record.body),
                )

    @contextmanager
    def change(self) -> Iterator[None]:
        """Run a block as one transaction: committed at its end, undone by any exception.

        Raises:
            GraphDamaged: the file is broken.
            GraphUnwritable: the disk is full or the file read-only.
        """
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            with self._errors():
                yield
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def assign(self, source: str, record_hash: bytes) -> None:
        """Say that a source gives this record now."""
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (source, record_hash))

    def record_of_source(self, source: str) -> bytes | None:
        """Return the hash of the record that a source gives, or None."""
        row = self._db.execute("SELECT hash FROM source WHERE source = ?", (source,)).fetchone()
        return None if row is None else bytes(row[0])

    def drop_source(self, source: str) -> None:
        """Forget a source."""
        self._db.execute("DELETE FROM source WHERE source = ?", (source,))

    def drop_article_sources(self, article: str) -> None:
        """Forget all sources of an article."""
        self._db.execute(
            "DELETE FROM source WHERE hash IN (SELECT hash FROM record WHERE article = ?)",
            (article,),
        )

    def put_article(self, graph: ArticleGraph, record_hash: bytes) -> None:
        """Note that the store holds an article by this record, and what it supports."""
        cursor = self._db.execute("INSERT INTO article (iri, hash) VALUES (?, ?)", (graph.iri.value, record_hash))
        self._support(int(cursor.lastrowid or 0), graph.shared, graph.mentions, graph.called)

    def take_article(self, graph: ArticleGraph) -> None:
        """Note that the store no longer holds an article, nor what it supported."""
        article = self._number(graph)
        if article is not None:
            self._withdraw(article, graph.shared, graph.mentions, graph.called)
            self._db.execute("DELETE FROM article WHERE id = ?", (article,))

    def turn_article(self, old: ArticleGraph, new: ArticleGraph) -> None:
        """Note that an article's record says other things now, because its entities turned out to be others."""
        article = self._number(old)
        if article is None:
            return
        gone = {entity: n for entity, n in old.mentions.items() if new.mentions.get(entity) != n}
        come = {entity: n for entity, n in new.mentions.items() if old.mentions.get(entity) != n}
        self._withdraw(article, old.shared - new.shared, gone, old.called - new.called)
        self._support(article, new.shared - old.shared, come, new.called - old.called)

    def _number(self, graph: ArticleGraph) -> int | None:
        row = self._db.execute("SELECT id FROM article WHERE iri = ?", (graph.iri.value,)).fetchone()
        return None if row is None else int(row[0])

    def _support(
        self, article: int, shared: Iterable[Triple], mentions: Mapping[NamedNode, int], called: Iterable[Called]
    ) -> None:
        self._db.executemany("INSERT INTO support VALUES (?, ?)", [(triple_key(t), article) for t in shared])
        self._count(mentions, 1)
        self._db.executemany(
            "INSERT INTO called VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT (entity, role, name, kind) DO UPDATE SET number = number + 1",
            [(c.entity, c.role, c.name, c.kind) for c in called],
        )

    def _count(self, mentions: Mapping[NamedNode, int], step: int) -> None:
        """Add an article's mentions to the sums of their entities, or take them away."""
        self._db.executemany(
            "INSERT INTO counted VALUES (?1, ?2, ?3, ?4) ON CONFLICT (entity) DO UPDATE"
            " SET described = described + ?2, mentions = mentions + ?3, articles = articles + ?4",
            [(entity.value, step, step * number, step * (number > 0)) for entity, number in mentions.items()],
        )
        if step < 0:
            gone = [(entity.value,) for entity in mentions]
            self._db.executemany("DELETE FROM counted WHERE entity = ? AND described <= 0", gone)

    def _withdraw(
        self, article: int, shared: Iterable[Triple], mentions: Mapping[NamedNode, int], called: Iterable[Called]
    ) -> None:
        self._db.executemany(
            "DELETE FROM support WHERE triple = ? AND article = ?", [(triple_key(t), article) for t in shared]
        )
        self._count(mentions, -1)
        names = [(c.entity, c.role, c.name, c.kind) for c in called]
        where = "WHERE entity = ? AND role = ? AND name = ? AND kind = ?"
        self._db.executemany(f"UPDATE called SET number = number - 1 {where}", names)  # noqa: S608 - a constant
        self._db.executemany(f"DELETE FROM called {where} AND number <= 0", names)  # noqa: S608 - a constant

    def supporters(self, triple: Triple, up_to: int = 2) -> int:
        """Return how many articles support a shared triple, counting no further than ``up_to``."""
        query = "SELECT COUNT(*) FROM (SELECT 1 FROM support WHERE triple = ? LIMIT ?)"
        return int(self._db.execute(query, (triple_key(triple), up_to)).fetchone()[0])

    def counts(self, entity: NamedNode) -> tuple[int, int] | None:
        """Return (mentions, articles that mention it) of an entity, or None where no article describes it."""
        row = self._db.execute("SELECT mentions, articles FROM counted WHERE entity = ?", (entity.value,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def called(self, entity: str) -> dict[Called, int]:
        """Return what articles call an entity that resolution gave them, and how many do."""
        rows = self._db.execute("SELECT entity, role, name, kind, number FROM called WHERE entity = ?", (entity,))
        return {Called(*row[:4]): row[4] for row in rows}

    def note(self, articles: Iterable[str], triples: Iterable[Triple]) -> None:
        """Write beside the tables what is about to change in the store, so that it can be put right after a crash."""
        line = {"articles": sorted(articles), "triples": [f"{triple} ." for triple in triples]}
        try:
            with (self._path.parent / JOURNAL).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError as error:
            raise GraphUnwritable(
                f"{error.filename}: cannot be written ({error.strerror}); make room and run again"
            ) from error

    def noted(self) -> tuple[frozenset[str], frozenset[Triple]]:
        """Return the articles and triples of :meth:`note` since the last :meth:`settle`."""
        path = self._path.parent / JOURNAL
        articles: set[str] = set()
        triples: set[Triple] = set()
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                noted = json.loads(line)
            except ValueError:
                continue  # cut off while it was written: the store had not changed yet
            articles.update(noted["articles"])
            for quad in parse("\n".join(noted["triples"]), format=RdfFormat.N_TRIPLES):
                triples.add(Triple(quad.subject, quad.predicate, quad.object))
        return frozenset(articles), frozenset(triples)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for what keeps tables of its own in it (:mod:`graph.resolve`, :mod:`graph.groups`)."""
        return self._db

    def forget_shown(self) -> None:
        """Empty every table that follows from the records, inside a change."""
        for table in ("article", "support", "counted", "called"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this module

    def unsettled(self) -> list[str]:
        """Return the articles whose last change may not have reached the store's files."""
        return [str(row[0]) for row in self._db.execute("SELECT article FROM unsettled ORDER BY article")]

    def settle(self) -> None:
        """Forget the notes of :meth:`announce`, and the records that nothing refers to."""
        with self.change():
            self._db.execute("DELETE FROM unsettled")
            self._db.execute(
                "DELETE FROM record"
                " WHERE hash NOT IN (SELECT hash FROM source) AND hash NOT IN (SELECT hash FROM article)"
            )
        (self._path.parent / JOURNAL).unlink(missing_ok=True)

    def checkpoint(self) -> None:
        """Bring all commits so far to disk."""
        with self._errors():
            self._db.execute("PRAGMA wal_checkpoint(FULL)")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _explain(error, self._path) from error


def _explain(error: sqlite3.DatabaseError, path: Path) -> GraphDamaged | GraphUnwritable:
    reason = str(error)
    if "full" in reason:
        return GraphUnwritable(f"{path}: the disk is full; what was added before is safe: make room and run again")
    if isinstance(error, sqlite3.OperationalError) and "malformed" not in reason:
        return GraphUnwritable(f"{path}: cannot be written ({reason}); use a folder you may write to with --kg")
    return GraphDamaged(
        f"{path}: is not a readable catalogue ({reason}); restore it from a copy or build the graph anew"
    )
