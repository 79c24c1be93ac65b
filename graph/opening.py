"""Opening a graph folder: as its one writer, or as a reader beside it; and what an error of the files means.

The writer holds ``store/`` itself, and a lock on the file ``checkpoints/writer.lock`` by which readers can tell that
there is one. A reader opens the newest checkpoint (:mod:`graph.checkpoints`); only where there is none, and none can
be made, does it open the live files.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graph.catalogue import Catalogue
from graph.errors import GraphDamaged, GraphLocked, GraphMissing, GraphUnwritable
from graph.mapping import DEFAULT_THRESHOLD
from graph.vocabulary import DEFAULT_BASE, Instances

__all__ = ["STORE_FOLDER", "WriterLock", "begun_with", "explain", "open_for_writing", "open_live", "require_graph"]

STORE_FOLDER = "store"
LOCK_FILE = "checkpoints/writer.lock"
_READING_ATTEMPTS = 7
_LOCKING_SECONDS = 0.5


class WriterLock:
    """The lock that the one writer of a graph holds, by ``flock``; it goes with the process, however that ends."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> WriterLock:
        """Become the writer.

        Raises:
            GraphLocked: another process, or another object of this one, is writing.
            GraphUnwritable: the folder cannot be created or written.
        """
        path = folder / LOCK_FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise explain(error, folder) from error
        until = time.monotonic() + _LOCKING_SECONDS
        while not _try_lock(descriptor, exclusive=True):
            if time.monotonic() > until:  # a reader that only looks holds it for a moment
                os.close(descriptor)
                raise _locked(folder)
            time.sleep(0.02)
        return cls(descriptor)

    @staticmethod
    def is_held(folder: Path) -> bool:
        """Say whether somebody is writing to a graph."""
        try:
            descriptor = os.open(folder / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            return not _try_lock(descriptor, exclusive=False)
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Give the lock up."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _try_lock(descriptor: int, *, exclusive: bool) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: RocksDB's own lock still keeps a second writer out
        return True
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def require_graph(folder: Path) -> Path:
    """Return the store's own folder.

    Raises:
        GraphMissing: there is no graph.
        GraphDamaged: the store is gone from beside its catalogue.
    """
    path = folder / STORE_FOLDER
    if not path.is_dir() and _catalogue_holds_articles(folder):
        raise _store_missing(folder)
    if not path.is_dir():
        raise GraphMissing(f"{folder}: holds no graph; make one with `newsgraph build ARTICLES --kg {folder}`")
    return path


def open_for_writing(folder: Path) -> Store:
    """Open the live store, creating it where there is none; the caller holds the :class:`WriterLock`.

    Raises:
        GraphLocked: another process is writing.
        GraphUnwritable: the folder cannot be created or written.
        GraphDamaged: the files cannot be read, or the store is gone from beside its catalogue.
    """
    path = folder / STORE_FOLDER
    if not path.exists() and _catalogue_holds_articles(folder):
        raise _store_missing(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
        for orphan in path.glob("bulk-*.sst"):  # what a killed bulk load left
            orphan.unlink()
        return Store(str(path))
    except (OSError, RuntimeError) as error:
        raise explain(error, folder) from error


def _store_missing(folder: Path) -> GraphDamaged:
    return GraphDamaged(
        f"{folder}: the store is missing beside its catalogue; `newsgraph validate --repair --kg {folder}` makes it"
        " again from the records"
    )


def _catalogue_holds_articles(folder: Path) -> bool:
    try:
        catalogue = Catalogue.open(folder, read_only=True)
    except (GraphDamaged, GraphUnwritable):
        return False
    try:
        return next(catalogue.articles(), None) is not None
    finally:
        catalogue.close()


def open_live(folder: Path) -> Store:
    """Open the live files for reading: the state of this moment, safe only where nobody writes.

    Raises:
        GraphMissing: there is no graph.
        GraphDamaged: the files cannot be read.
    """
    path = require_graph(folder)
    for attempt in range(_READING_ATTEMPTS):
        try:
            return Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            # A writer may be moving files at this very moment; the next look finds them settled.
            if attempt == _READING_ATTEMPTS - 1 or not WriterLock.is_held(folder):
                raise explain(error, folder) from error
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable")


def begun_with(
    folder: Path, catalogue: Catalogue, base: str | None, threshold: float | None, *, read_only: bool
) -> tuple[Instances, float]:
    """Return the base and threshold that the graph was begun with; a new graph begins with the ones given.

    Raises:
        GraphDamaged: the base is no IRI, or the graph was begun with others.
    """
    if base is not None:
        _check_base(base)
    kept_base, kept_threshold = catalogue.setting("base"), catalogue.setting("threshold")
    if not read_only and kept_base is None:
        catalogue.set("base", kept_base := base or DEFAULT_BASE)
    if not read_only and kept_threshold is None:
        catalogue.set("threshold", kept_threshold := repr(DEFAULT_THRESHOLD if threshold is None else threshold))
    if base is not None and base != kept_base:
        raise GraphDamaged(f"{folder}: the graph was begun with --base {kept_base}; it cannot go on with {base}")
    if threshold is not None and threshold != float(kept_threshold or DEFAULT_THRESHOLD):
        raise GraphDamaged(f"{folder}: the graph was begun with threshold {kept_threshold}, not {threshold}")
    return Instances(kept_base or DEFAULT_BASE), float(kept_threshold or DEFAULT_THRESHOLD)


def _check_base(base: str) -> None:
    try:
        NamedNode(base)
    except ValueError as error:
        raise GraphDamaged(f"--base {base}: expected an absolute IRI that ends in / or #, got: {error}") from error
    if not base.endswith(("/", "#")):
        raise GraphDamaged(f"--base {base}: expected an absolute IRI that ends in / or #; add the /")


def explain(error: OSError | RuntimeError, folder: Path) -> GraphLocked | GraphUnwritable | GraphDamaged:
    """Return what an operating system's or RocksDB's error means for the user, in one line."""
    reason = " ".join(str(error).split())
    if any(words in reason for words in ("No space left", "File too large", "quota exceeded")):
        return GraphUnwritable(f"{folder}: the disk is full; what was added before is safe: make room and run again")
    if "LOCK" in reason and ("temporarily unavailable" in reason or "lock hold" in reason):
        return _locked(folder)
    if isinstance(error, (PermissionError, FileExistsError, NotADirectoryError)) or any(
        words in reason for words in ("Read-only file system", "Permission denied", "Not a directory", "File exists")
    ):
        return GraphUnwritable(f"{folder}: cannot be written ({reason}); choose a folder you may write to with --kg")
    return GraphDamaged(
        f"{folder}: the store cannot be read ({reason}); `newsgraph validate --repair --kg {folder}` makes it again"
        " from the records"
    )


def _locked(folder: Path) -> GraphLocked:
    return GraphLocked(
        f"{folder}: another newsgraph is writing to this graph; wait until it has ended, or use another --kg"
    )


def remove_tree(path: Path) -> None:
    """Delete a folder of files; what cannot be deleted stays for another time."""
    for file in path.iterdir():
        with suppress(OSError):
            file.unlink()
    with suppress(OSError):
        path.rmdir()
