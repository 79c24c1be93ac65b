"""The queries that come with newsgraph: one file each, described in its header comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from graph.errors import QueryInvalid

__all__ = ["SavedQuery", "find_query", "saved_queries"]

_PARAMETER = re.compile(r"#\s*param\s+(\w+)\s*:\s*(.*)")


@dataclass(frozen=True)
class SavedQuery:
    """A saved query: its name, one line on what it answers, its parameters with their meaning, and its text."""

    name: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    text: str


def saved_queries() -> Iterator[SavedQuery]:
    """Yield the saved queries in the order of their names."""
    folder = resources.files("graph.query").joinpath("saved")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".rq"):
            yield _parse(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8"))


def find_query(query: str) -> str:
    """Return the SPARQL text meant by a command line's QUERY: a saved name, a file that ends in .rq, or text itself.

    Raises:
        QueryInvalid: it is one word that names neither a saved query nor a file.
    """
    if query.endswith(".rq"):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryInvalid(f"{query}: cannot be read as a query file: {error}") from error
    if re.fullmatch(r"[\w-]+", query):
        known = {saved.name: saved.text for saved in saved_queries()}
        if query not in known:
            raise QueryInvalid(f"{query}: expected SPARQL, a .rq file or a saved query, one of {', '.join(known)}")
        return known[query]
    return query


def _parse(name: str, text: str) -> SavedQuery:
    header = [line for line in text.splitlines() if line.startswith("#")]
    parameters = [match.groups() for line in header if (match := _PARAMETER.match(line))]
    words = (line.lstrip("# ").strip() for line in header if not _PARAMETER.match(line))
    return SavedQuery(name, " ".join(words), tuple((key, meaning) for key, meaning in parameters), text)
