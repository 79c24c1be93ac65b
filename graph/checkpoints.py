"""Checkpoints: frozen states of the store, by which many read while one writes.

The writer publishes one with each flush as ``checkpoints/00000001`` and so on. RocksDB makes it of hard links, so that
it takes a few milliseconds and hardly any room. It appears by a rename, hence whole or not at all. A reader holds a
shared lock on the folder it reads; the writer deletes older folders only when nobody holds them.

Sources: RocksDB checkpoints (``Store.backup`` of pyoxigraph); ``flock(2)``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graph.errors import GraphDamaged
from graph.opening import explain, remove_tree

__all__ = ["Checkpoint", "newest", "open_newest", "publish"]

FOLDER = "checkpoints"
_ATTEMPTS = 20


@dataclass
class Checkpoint:
    """A published state, open for reading and held until :meth:`close`."""

    number: int
    path: Path
    store: Store
    _descriptor: int

    def close(self) -> None:
        """Let the writer delete it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            del self.store


def publish(store: Store, folder: Path) -> int:
    """Publish the state of this moment, and delete older ones that nobody reads.

    Args:
        store: The live store; its writer calls this.
        folder: The ``--kg`` folder.

    Returns:
        The checkpoint's number.

    Raises:
        GraphUnwritable: the disk is full or read-only; older checkpoints stay.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(".*-*"):  # of a writer that was killed here
        remove_tree(left)
    number = (newest(folder) or 0) + 1
    made = place / f".new-{number:08}"
    try:
        store.backup(str(made))
        made.rename(place / f"{number:08}")
    except (OSError, RuntimeError) as error:
        if made.is_dir():
            remove_tree(made)
        raise explain(error, folder) from error
    for old in _numbers(folder):
        if old < number:
            _delete(place / f"{old:08}")
    return number


def newest(folder: Path) -> int | None:
    """Return the number of the newest published checkpoint, or None; cheap enough to ask before every query."""
    return max(_numbers(folder), default=None)


def open_newest(folder: Path) -> Checkpoint | None:
    """Open the newest checkpoint that can be read, or return None where there is none.

    Raises:
        GraphDamaged: there are some, and none can be read.
    """
    damage: GraphDamaged | None = None
    for _ in range(_ATTEMPTS):
        found = sorted(_numbers(folder), reverse=True)
        for number in found:
            try:
                opened = _open(folder / FOLDER / f"{number:08}", number)
            except (OSError, RuntimeError) as error:
                known = explain(error, folder)
                damage = known if isinstance(known, GraphDamaged) else damage
                continue
            if opened is not None:
                return opened
        if not found:
            return None
        if damage is not None and sorted(_numbers(folder), reverse=True) == found:
            raise damage
    return None


def _numbers(folder: Path) -> Iterator[int]:
    try:
        names = os.listdir(folder / FOLDER)  # noqa: PTH208 - asked before every query, and names are enough
    except OSError:
        return
    yield from (int(name) for name in names if name.isdigit())


def _open(path: Path, number: int) -> Checkpoint | None:
    """Hold a checkpoint, then open it; None where the writer has just deleted it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError:
        return Checkpoint(number, path, Store.read_only(str(path)), -1)  # Windows opens no folders
    try:
        _share(descriptor)
        if not path.exists():  # deleted between the opening and the lock
            os.close(descriptor)
            return None
        return Checkpoint(number, path, Store.read_only(str(path)), descriptor)
    except BaseException:
        with suppress(OSError):
            os.close(descriptor)
        raise


def _share(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:
        return
    with suppress(OSError):  # the writer is about to delete it, or the file system has no locks
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _delete(path: Path) -> None:
    """Delete a checkpoint unless somebody reads it: out of sight first, then file by file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError:  # somebody reads it, or nobody can tell: another time
        os.close(descriptor)
        return
    try:
        hidden = path.with_name(f".old-{path.name}")
        path.rename(hidden)
        remove_tree(hidden)
    except OSError:
        pass
    finally:
        os.close(descriptor)
