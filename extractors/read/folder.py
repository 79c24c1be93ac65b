"""Which files an input names: a file, a folder with all below it, a glob."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ArticleError

__all__ = ["SUFFIXES", "Found", "find_files", "format_suffix", "may_be_article", "source_name"]

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".json", ".xml", ".pdf", ".epub", ".warc")
"""What can be read; each may carry a further ``.gz``."""

_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "notice", "changelog", "contributing", "authors"})
"""Files that speak of a folder, not of the news: read only when named."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read and its name for people: the path as given, with forward slashes."""

    path: Path
    source: str


def format_suffix(path: Path) -> str | None:
    """Return the suffix that tells a file's format, ``.gz`` aside; None for an unknown one."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes and suffixes[-1] in SUFFIXES else None


def source_name(path: Path) -> str:
    """Return a path as the record shows it: forward slashes, and valid text even where the file name is not."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace").replace("\n", " ").replace("\r", " ")


def find_files(given: str) -> Iterator[Found | ArticleError]:
    """Yield the files that one input names, in the order of their names.

    In folders, hidden files, files of other kinds and a README or LICENSE are passed over; links are followed once, so
    loops end.

    Args:
        given: A file, folder or glob (``**`` for any depth) as the user wrote it.

    Yields:
        Files, and an error for what is missing, unreadable or of a kind that cannot be read.
    """
    if "\0" in given or not given:
        yield ArticleError(
            " ".join(given.replace("\0", "").split()) or "''",
            "expected a file, folder, glob, - or URL, found no usable name",
        )
        return
    path = Path(given)
    try:
        exists, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        yield _unreadable(path, error)
        return
    if is_folder:
        yield from _folder(path)
    elif exists:
        yield _named(path)
    elif glob.has_magic(given):
        yield from _matches(given)
    else:
        yield ArticleError(
            source_name(path), "expected a file, folder or glob, found nothing of that name; check the path"
        )


def _named(path: Path) -> Found | ArticleError:
    # A pipe named as a file (process substitution) has no suffix: its content tells the format, as on standard input.
    if format_suffix(path) is not None or path.is_fifo() or path.is_char_device():
        return Found(path, source_name(path))
    suffix = f'a file ending in "{path.suffix}"' if path.suffix else "a file without an ending"
    return ArticleError(
        source_name(path),
        f"expected {' '.join(SUFFIXES)} or one of these with .gz, found {suffix}; rename or convert it",
    )


def _folder(path: Path) -> Iterator[Found | ArticleError]:
    empty = True
    for found in _walk(path, set()):
        empty = False
        yield found
    if empty:
        yield ArticleError(
            source_name(path),
            f"expected a folder with articles ({' '.join(SUFFIXES)}), found none in it; check the path",
        )


def _walk(folder: Path, visited: set[tuple[int, int]]) -> Iterator[Found | ArticleError]:
    todo = [folder]
    while todo:
        path = todo.pop()
        try:
            status = path.stat()
            if not path.is_dir():
                if path.is_file():
                    yield Found(path, source_name(path))
                continue
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            names = sorted(os.listdir(path))  # noqa: PTH208 - names, not paths, are sorted
        except OSError as error:
            yield _unreadable(path, error)
            continue
        inside = [path / name for name in names if not name.startswith(".")]
        todo.extend(reversed([p for p in inside if may_be_article(p) or _is_folder(p)]))


def may_be_article(path: Path) -> bool:
    """Say whether a file found in a folder is read: its ending is known, and its name is not that of a README."""
    return format_suffix(path) is not None and path.name.partition(".")[0].lower() not in _ABOUT_THE_FOLDER


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _matches(pattern: str) -> Iterator[Found | ArticleError]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns too
    readable = False
    visited: set[tuple[int, int]] = set()
    for name in found:
        path = Path(name)
        if path.is_dir() or may_be_article(path):
            for file in _walk(path, visited):
                readable = True
                yield file
    if not readable:
        what = f"{len(found)} of other kinds" if found else "no match"
        yield ArticleError(
            source_name(Path(pattern)),
            f"expected a glob that matches articles ({' '.join(SUFFIXES)}), found {what}; check the pattern",
        )


def _unreadable(path: Path, error: OSError) -> ArticleError:
    return ArticleError(
        source_name(path),
        f"expected a readable file or folder, found: {error.strerror or error}; check its permissions",
    )
