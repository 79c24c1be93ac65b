"""A folder under watch: which of its files are new or changed, and written to their end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["changed_files"]

_State = dict[str, tuple[int, int]]


def changed_files(folder: str, *, every_s: float = 2.0, known: bool = False) -> Iterator[list[str]]:
    """Yield the files that have appeared or changed since the last look, again and again.

    A file counts once its size and time are the same in two looks, so that one that is still being copied is left
    until it is whole. The folder is looked at, not listened to: that works on network drives too.

    Args:
        folder: The folder; all below it counts, as for ``build FOLDER``.
        every_s: Seconds between two looks.
        known: Whether what lies there at the start counts as seen.

    Yields:
        Names of files, sorted; nothing is yielded for a look at which nothing had changed.
    """
    done: _State = _look(folder) if known else {}
    before: _State = dict(done)
    while True:
        now = _look(folder)
        ready = sorted(name for name, state in now.items() if state != done.get(name) and state == before.get(name))
        if ready:
            done.update({name: now[name] for name in ready})
            yield ready
        before = now
        time.sleep(every_s)


def _look(folder: str) -> _State:
    from extractors.errors import ArticleError
    from extractors.read.folder import find_files

    state: _State = {}
    for found in find_files(folder):
        if isinstance(found, ArticleError):
            continue
        try:
            status = Path(found.path).stat()
        except OSError:
            continue  # gone between two looks
        state[str(found.path)] = (status.st_mtime_ns, status.st_size)
    return state
