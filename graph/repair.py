"""Making a graph's files again: derived triples, the whole store from its records, a catalogue from what is readable.

Nothing is ever deleted: what is damaged moves aside (``store.damaged-1``), and whoever repaired sees where it went.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pyoxigraph import Store

from graph.catalogue import FILE_NAME, Catalogue
from graph.errors import GraphDamaged, GraphMissing
from graph.imports.foreign import load_all
from graph.opening import STORE_FOLDER, WriterLock
from graph.store import ArticleStore

__all__ = ["repair"]


def repair(folder: Path) -> Iterator[str]:
    """Bring a graph back in order, as far as its records reach.

    Args:
        folder: The ``--kg`` folder.

    Yields:
        One line for each thing that was done.

    Raises:
        GraphMissing: there is no graph.
        GraphLocked: another process is writing.
        GraphDamaged: the records cannot be read; the message says where the damaged files are.
    """
    if not (folder / STORE_FOLDER).is_dir() and not (folder / FILE_NAME).is_file():
        raise GraphMissing(f"{folder}: holds no graph; nothing to repair")
    lock = WriterLock.take(folder)
    try:
        yield from _mend_catalogue(folder)
        yield from _replace_store(folder)
    finally:
        lock.release()
    articles = ArticleStore.open(folder)
    try:
        articles.rewrite()
        for name in _strangers(articles):
            yield f"{name}: a graph without a record was taken out"
        load_all(articles.store, folder, articles.instances)
        articles.flush()
        articles.publish()
        yield f"{sum(1 for _ in articles.articles())} articles were written again from their records"
    finally:
        articles.close()


def _replace_store(folder: Path) -> Iterator[str]:
    """Move a store that cannot be opened or read out of the way, with its checkpoints."""
    path = folder / STORE_FOLDER
    try:
        if path.is_dir():
            store = Store(str(path))
            try:
                sum(1 for _ in store)  # reads, and checks, every block of this index
                return
            finally:
                del store
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        aside = _aside(path)
        path.rename(aside)
        yield f"{path}: could not be read ({reason}); moved to {aside}"
    for checkpoint in (folder / "checkpoints").glob("[0-9]*"):
        shutil.rmtree(checkpoint, ignore_errors=True)
    path.mkdir(exist_ok=True)


def _mend_catalogue(folder: Path) -> Iterator[str]:
    """Move a catalogue that cannot be read out of the way, and save from it what can be."""
    path = folder / FILE_NAME
    if not path.is_file():
        raise GraphDamaged(
            f"{path}: the records are missing; build the graph anew, or import a dump made with --records"
        )
    try:
        with closing(sqlite3.connect(path)) as db:
            if db.execute("PRAGMA integrity_check").fetchone()[0] == "ok":
                return
    except sqlite3.DatabaseError:
        pass
    aside = _aside(path)
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").rename(aside.with_name(f"{aside.name}{ending}"))
    saved = dict.fromkeys(("setting", "record", "source"), 0)
    Catalogue.open(folder).close()
    with closing(sqlite3.connect(path)) as db, _whole_pages(aside) as readable:
        for table in saved:
            for row in _rows(readable, table):
                if table == "record" and not _is_whole(row):
                    continue
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own names
                saved[table] += 1
        db.execute("DELETE FROM source WHERE hash NOT IN (SELECT hash FROM record)")
        for row in db.execute("SELECT DISTINCT article FROM record WHERE hash IN (SELECT hash FROM source)").fetchall():
            db.execute(
                "INSERT INTO article (iri, hash) SELECT article, hash FROM record WHERE article = ?"
                " AND hash IN (SELECT hash FROM source) ORDER BY missing, hash LIMIT 1",
                row,
            )
        db.commit()
    if not saved["record"]:
        path.unlink()
        aside.rename(path)
        raise GraphDamaged(
            f"{path}: no record in it can be read; build the graph anew, or import a dump made with --records"
        )
    yield f"{path}: was damaged; {saved['record']} records and {saved['source']} sources saved; moved to {aside}"


@contextmanager
def _whole_pages(path: Path) -> Iterator[Path]:
    """Lend a copy of a database that was cut short, filled up with empty pages, which SQLite can open."""
    with tempfile.TemporaryDirectory(dir=path.parent) as work:
        copy = Path(shutil.copyfile(path, Path(work) / "copy.sqlite"))
        data = path.read_bytes()[:100]
        if len(data) == 100:
            size, pages = int.from_bytes(data[16:18], "big"), int.from_bytes(data[28:32], "big")
            whole = (65536 if size == 1 else size) * pages
            if path.stat().st_size < whole < 4 * path.stat().st_size + (1 << 20):
                with copy.open("r+b") as file:
                    file.truncate(whole)
        yield copy


def _rows(path: Path, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table that can be read: piece by piece of the keys, so that a damaged page hides few."""
    seen: set[object] = set()
    pieces: list[tuple[str, tuple[bytes, ...], str]] = [("", (), way) for way in ("ASC", "DESC")]
    pieces += [("WHERE hash >= ? AND hash < ?", (_key(i), _key(i + 1)), "ASC") for i in range(4096)] * (
        table != "setting"
    )
    for where, bounds, way in pieces:
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
                for row in db.execute(f"SELECT * FROM {table} {where} ORDER BY 1 {way}", bounds):  # noqa: S608
                    if row[0] not in seen:
                        seen.add(row[0])
                        yield tuple(row)
        except sqlite3.DatabaseError:
            continue


def _is_whole(record: tuple[object, ...]) -> bool:
    """Say whether a record is what its hash was made of."""
    digest, body = record[0], record[4]
    try:
        return isinstance(body, bytes) and hashlib.sha256(zlib.decompress(body)).digest()[:16] == digest
    except zlib.error:
        return False


def _key(piece: int) -> bytes:
    """Return the beginning of a hash: one of 4,096, and past the last the end of them all."""
    return (piece << 4).to_bytes(2, "big") if piece < 4096 else b"\xff" * 17


def _strangers(articles: ArticleStore) -> list[str]:
    """Take out named graphs that no record and no import accounts for, and return their names."""
    from graph.imports import is_imported

    known = set(articles.catalogue.articles())
    found = [
        g for g in articles.store.named_graphs() if not is_imported(g) and str(getattr(g, "value", g)) not in known
    ]
    for graph in found:
        articles.store.remove_graph(graph)
    return sorted(str(getattr(graph, "value", graph)) for graph in found)


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside
