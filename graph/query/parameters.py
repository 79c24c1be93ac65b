"""Parameter values in the place of variables.

Oxigraph's own substitution joins a value to the finished rows, so that a FILTER never sees it. Here the variable's
token gives way to the value's term, as pyoxigraph writes and escapes it: a value can never become syntax.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryInvalid
from graph.literals import number_literal, text_literal
from graph.query.lexer import Token, tokens

__all__ = ["bind", "parameter_term"]


def parameter_term(value: str) -> NamedNode | Literal:
    """Return a command line's value as a term: ``<IRI>`` or ``http…`` an IRI, digits a number, all else a string.

    Raises:
        QueryInvalid: the value is written as an IRI but is none.
    """
    bracketed = value.startswith("<") and value.endswith(">")
    if bracketed or re.match(r"https?://", value):
        try:
            return NamedNode(value[1:-1] if bracketed else value)
        except ValueError as error:
            raise QueryInvalid(f"{value}: expected an IRI as parameter: {error}") from error
    return number_literal(value) or text_literal(value)


def bind(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return the query with each named variable replaced by its value.

    ``BOUND(?x)`` of a given variable becomes ``true``; in a SELECT clause the value keeps the variable's name, as
    ``(value AS ?x)``.

    Args:
        query: SPARQL text.
        values: Terms by variable name, without "?".

    Raises:
        QueryInvalid: the query has no such variable.
    """
    if not values:
        return query
    parts = list(tokens(query))
    missing = sorted(set(values) - {token.text[1:] for token in parts if token.kind == "variable"})
    if missing:
        raise QueryInvalid(f"the query has no variable ?{missing[0]}; --param can only set variables that it has")
    written: list[str] = []
    in_projection = False
    for position, token in enumerate(parts):
        if token.kind == "word" and token.text.upper() == "SELECT":
            in_projection = True
        elif token.text == "{" or (token.kind == "word" and token.text.upper() in {"WHERE", "FROM"}):
            in_projection = False
        if token.kind != "variable" or token.text[1:] not in values:
            written.append(token.text)
            continue
        if _is_in_bound(parts, position):
            written.append(token.text)
            continue
        term = str(values[token.text[1:]])
        written.append(f"({term} AS {token.text})" if in_projection else f" {term} ")
    text = "".join(written)
    for name in values:
        text = re.sub(rf"\bBOUND\s*\(\s*[?$]{re.escape(name)}\s*\)", "true", text, flags=re.IGNORECASE)
    return text


def _is_in_bound(parts: list[Token], position: int) -> bool:
    before = [token.text.upper() for token in parts[:position] if not token.text.isspace()][-2:]
    return before == ["BOUND", "("]
