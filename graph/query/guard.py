"""What a query may not do: reach out of the machine, or change the graph.

The words of a query are told from its strings, IRIs, comments and names by :mod:`graph.query.lexer`. Oxigraph's parser
needs no blank between two tokens ("1e5SERVICE", "SERVICESILENT"), so a word is refused for what it holds; and what may
be an IRI here and a comparison there ("?a<?b)SERVICE#>") is read as the worse of both.
"""

from __future__ import annotations

import re

from graph.errors import QueryInvalid, QueryRefused
from graph.query.lexer import Token, tokens

__all__ = ["check_query"]

_CHANGES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_FORMS = re.compile("SELECT|ASK|CONSTRUCT|DESCRIBE")
_ABSOLUTE = re.compile(r"<https?://", re.IGNORECASE)
_HIDDEN_SERVICE = re.compile(r"\).*SERVICE", re.IGNORECASE)
_DEEPEST = 200
_ESCAPED_QUOTE = re.compile(r"\\u00(?:22|27|5[Cc])|\\U000000(?:22|27|5[Cc])")


def check_query(query: str) -> None:
    """Refuse a query with SERVICE (network) and any update.

    Oxigraph would follow SERVICE to whatever address it names; there is no switch against it.

    Args:
        query: SPARQL text.

    Raises:
        QueryRefused: it asks for the network or for a change.
        QueryInvalid: it holds an escape that names no character, or brackets deeper than any parser should go.
    """
    try:
        readings = [list(tokens(query))]
        if _ESCAPED_QUOTE.search(query):
            # Parsers differ on whether an escaped quote ends a string; no reading may hold what is refused.
            readings.append(list(tokens(_ESCAPED_QUOTE.sub(_unescape, query))))
    except (ValueError, OverflowError) as error:
        raise QueryInvalid(f"the query holds a \\u escape that is no character: {error}") from error
    if any(_calls_out(token) for reading in readings for token in reading):
        raise QueryRefused("SERVICE is not allowed: a query never reaches the network; leave that part out")
    _check_depth(readings[0])
    for word in (token.text.upper() for token in readings[0] if token.kind == "word"):
        if _FORMS.match(word):
            return
        if word in _CHANGES:
            raise QueryRefused(
                f"{word} is not allowed: queries only read; `newsgraph build` and `newsgraph remove` change a graph"
            )


def _calls_out(token: Token) -> bool:
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind == "iri":
        return _ABSOLUTE.match(token.text) is None and _HIDDEN_SERVICE.search(token.text) is not None
    return False


def _check_depth(parts: list[Token]) -> None:
    depth = 0
    for token in parts:
        if token.text in "({[":
            depth += 1
            if depth > _DEEPEST:
                raise QueryInvalid(f"the query nests brackets deeper than {_DEEPEST}; write it flatter")
        elif token.text in ")}]":
            depth -= 1


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[0][2:], 16))
