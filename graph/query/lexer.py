"""SPARQL cut into tokens, just finely enough to tell words from strings, comments, IRIs and names.

Used to refuse what must not run and to put parameter values where variables stand; the parsing is Oxigraph's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Token", "tokens"]

_PATTERN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$][^\W]\w*)
  | (?P<blank>_:[\w.-]+)
  | (?P<prefixed>(?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<word>[^\W\d_]\w*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (``string``, ``iri``, ``variable``, ``word``, …) and its text."""

    kind: str
    text: str


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, white space included, with ``\\u`` escapes decoded as SPARQL does first of all.

    Raises:
        ValueError: an escape names no character.
    """
    for match in _PATTERN.finditer(_ESCAPE.sub(_decode, query)):
        yield Token(str(match.lastgroup), match.group())


def _decode(match: re.Match[str]) -> str:
    char = chr(int(match[1] or match[2], 16))
    # An escaped quote or backslash stays one: it must not end a string that it stands in.
    return match[0] if char in "\"'\\" or "\ud800" <= char <= "\udfff" else char
