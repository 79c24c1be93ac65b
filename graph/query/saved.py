"""The queries that come with newsgraph: one file each, described in its header comment.

A header is one line on what the query answers, then a line for each parameter and one example::

    # Facts by the number of outlets that report them.
    # param least = 1: the fewest outlets
    # example: --param least=2

A parameter with a value after "=" has it where the caller gives none; any other may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryInvalid
from graph.query.parameters import parameter_term

__all__ = ["Parameter", "SavedQuery", "find_query", "prepare_query", "saved_queries"]

_PARAMETER = re.compile(r"#\s*param\s+(\w+)\s*(?:=\s*([^:]*?)\s*)?:\s*(.*)")
_EXAMPLE = re.compile(r"#\s*example:\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a saved query that a caller may set: its meaning, and its value where nobody does."""

    name: str
    meaning: str
    default: str | None = None


@dataclass(frozen=True)
class SavedQuery:
    """A saved query: its name, one line on what it answers, its parameters, an example of them, and its text."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
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
    return _find(query).text


def prepare_query(query: str, values: Mapping[str, str]) -> tuple[str, dict[str, NamedNode | Literal]]:
    """Return the text of a query and the terms of its parameters, those it has by itself included.

    Args:
        query: As for :func:`find_query`.
        values: What the caller gives, by variable name without "?".

    Returns:
        SPARQL text, and a term for each variable to bind.

    Raises:
        QueryInvalid: the query is not there, or a value is written as an IRI but is none.
    """
    found = _find(query)
    given = {parameter.name: parameter.default for parameter in found.parameters if parameter.default is not None}
    return found.text, {name: parameter_term(value) for name, value in {**given, **values}.items()}


def _find(query: str) -> SavedQuery:
    if query.endswith(".rq") and "{" not in query:
        try:
            return _parse(Path(query).stem, Path(query).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise QueryInvalid(f"{query}: cannot be read as a query file ({reason}); check the path") from error
    if not re.fullmatch(r"[\w-]+", query):
        return SavedQuery("", "", (), "", query)
    known = {saved.name: saved for saved in saved_queries()}
    if query in known:
        return known[query]
    near = get_close_matches(query, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise QueryInvalid(
        f"{query}: expected SPARQL, a .rq file or a saved query; {hint}`newsgraph query --list` shows all {len(known)}"
    )


def _parse(name: str, text: str) -> SavedQuery:
    header: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        header.append(line)
    parameters = tuple(Parameter(match[1], match[3], match[2]) for line in header if (match := _PARAMETER.match(line)))
    example = next((match[1] for line in header if (match := _EXAMPLE.match(line))), "")
    told = (line for line in header if not (_PARAMETER.match(line) or _EXAMPLE.match(line)))
    return SavedQuery(name, " ".join(line.lstrip("# ").strip() for line in told), parameters, example, text)
