"""The catalogue beside the store: which source gave which article, and the records the graph was made from.

It is an SQLite file (``catalogue.sqlite``) that never leaves the folder, so that exports hold no path of the machine.
Beside its own tables stand those of :mod:`graph.support`, :mod:`graph.resolve.forms` and :mod:`graph.groups`.

Many changes make one transaction, which :meth:`Catalogue.commit` ends; each is a savepoint, undone alone if it fails.
What was not committed yet stands in the journal (:mod:`graph.journal`), so that a kill loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from extractors.records import Extraction
from graph.errors import GraphDamaged, GraphUnwritable
from graph.groups import GROUP_TABLES
from graph.journal import Journal
from graph.kept import Record
from graph.resolve.forms import FORM_TABLES
from graph.support import SUPPORT_TABLES, Support

__all__ = ["Catalogue"]

FILE_NAME = "catalogue.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    hash BLOB PRIMARY KEY, article TEXT NOT NULL, reading BLOB NOT NULL, missing INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_article ON record (article);
CREATE TABLE IF NOT EXISTS source (source TEXT PRIMARY KEY, hash BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS source_hash ON source (hash);
"""

_TABLES = _SCHEMA + SUPPORT_TABLES + FORM_TABLES + GROUP_TABLES
_RECENT = 32


class Catalogue:
    """The open catalogue of one graph. One writer; readers see the last committed state."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self._db = connection
        self._path = path
        self._read_only = read_only
        self._recent: dict[bytes, Extraction] = {}
        self._let_go: set[bytes] = set()
        self.journal = Journal(path.parent)
        self.support = Support(connection)

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
                db.execute("PRAGMA temp_store=MEMORY")  # what a savepoint may have to take back
                db.execute("PRAGMA wal_autocheckpoint=0")  # commit() moves the log into the file
                db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise _explain(error, path) from error
        return cls(db, path, read_only=read_only)

    @staticmethod
    def _open_for_reading(path: Path) -> sqlite3.Connection:
        if not path.exists():
            db = sqlite3.connect(":memory:", isolation_level=None)
            db.executescript(_TABLES)
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
        self.journal.close()
        if self._db.in_transaction:  # it failed to be committed; the journal has it
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
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

    def article_of_record(self, record_hash: bytes) -> str | None:
        """Return the IRI of the article that a record is of, or None where the record is not kept."""
        row = self._db.execute("SELECT article FROM record WHERE hash = ?", (record_hash,)).fetchone()
        return None if row is None else str(row[0])

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
        if record_hash in self._recent:
            return self._recent[record_hash]
        row = self._db.execute("SELECT body FROM record WHERE hash = ?", (record_hash,)).fetchone()
        try:
            extraction = Record(record_hash, "", b"", 0, row[0]).extraction
        except (TypeError, ValueError) as error:
            raise GraphDamaged(
                f"{self._path}: a record cannot be read; build the graph anew from its articles"
            ) from error
        self._remember(record_hash, extraction)
        return extraction

    def _remember(self, record_hash: bytes, extraction: Extraction) -> None:
        if len(self._recent) >= _RECENT:
            self._recent.pop(next(iter(self._recent)))
        self._recent[record_hash] = extraction

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

    @contextmanager
    def change(self) -> Iterator[None]:
        """Run a block as one step of the open transaction: kept at its end, undone by any exception.

        Raises:
            GraphDamaged: the file is broken.
            GraphUnwritable: the disk is full or the file read-only.
        """
        try:
            with self._errors():
                if not self._db.in_transaction:
                    self._db.execute("BEGIN IMMEDIATE")
                self._db.execute("SAVEPOINT step")
                yield
                self._db.execute("RELEASE step")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK TO step")
                self._db.execute("RELEASE step")
            raise

    @contextmanager
    def whole_change(self) -> Iterator[None]:
        """Run a block that changes every table as a transaction of its own, after :meth:`commit`."""
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

    def keep(self, record: Record, extraction: Extraction) -> None:
        """Keep a record, inside a change."""
        self._db.execute(
            "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)",
            (record.hash, record.article, record.reading, record.missing, record.body),
        )
        self._remember(record.hash, extraction)

    def assign(self, source: str, record_hash: bytes) -> None:
        """Say that a source gives this record now."""
        self._let_go.update(self._hashes("SELECT hash FROM source WHERE source = ?", source))
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (source, record_hash))

    def record_of_source(self, source: str) -> bytes | None:
        """Return the hash of the record that a source gives, or None."""
        return next(iter(self._hashes("SELECT hash FROM source WHERE source = ?", source)), None)

    def drop_source(self, source: str) -> None:
        """Forget a source."""
        self._let_go.update(self._hashes("SELECT hash FROM source WHERE source = ?", source))
        self._db.execute("DELETE FROM source WHERE source = ?", (source,))

    def drop_article_sources(self, article: str) -> None:
        """Forget all sources of an article."""
        self._let_go.update(self._hashes("SELECT hash FROM record WHERE article = ?", article))
        self._db.execute(
            "DELETE FROM source WHERE hash IN (SELECT hash FROM record WHERE article = ?)",
            (article,),
        )

    def _hashes(self, query: str, value: str) -> list[bytes]:
        return [bytes(row[0]) for row in self._db.execute(query, (value,))]

    def note(self, articles: Iterable[str], triples: Iterable[Triple]) -> None:
        """Write into the journal what is about to change in the store, so that it can be put right after a crash."""
        self.journal.append({"articles": sorted(articles), "triples": [f"{triple} ." for triple in triples]})

    def noted(self) -> tuple[frozenset[str], frozenset[Triple]]:
        """Return the articles and triples of every :meth:`note` in the journal."""
        articles: set[str] = set()
        triples: set[Triple] = set()
        for line in self.journal.lines():
            articles.update(line.get("articles", ()))
            for quad in parse("\n".join(line.get("triples", ())), format=RdfFormat.N_TRIPLES):
                triples.add(Triple(quad.subject, quad.predicate, quad.object))
        return frozenset(articles), frozenset(triples)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for what keeps tables of its own in it (:mod:`graph.resolve`, :mod:`graph.groups`)."""
        return self._db

    def unsettled(self) -> bool:
        """Say whether there are changes whose last step may not have reached the files."""
        return self._db.in_transaction or len(self.journal) > 0

    def commit(self) -> None:
        """Commit all changes so far and bring them to disk; records that nothing refers to any more go.

        Raises:
            GraphDamaged: the file is broken.
            GraphUnwritable: the disk is full; the journal has the changes, and the next writer makes them again.
        """
        self.journal.sync()
        with self._errors():
            if self._db.in_transaction:
                self._db.executemany(
                    "DELETE FROM record WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM source WHERE hash = ?1)"
                    " AND NOT EXISTS (SELECT 1 FROM article WHERE article.iri = record.article"
                    " AND article.hash = ?1)",
                    [(digest,) for digest in sorted(self._let_go)],
                )
                self._db.execute("COMMIT")
                self._let_go.clear()
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")

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
