"""What a query may not do: reach out of the machine, or change the graph."""

from __future__ import annotations

from graph.errors import QueryInvalid, QueryRefused
from graph.query.lexer import tokens

__all__ = ["check_query"]

_CHANGES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])


def check_query(query: str) -> None:
    """Refuse a query with SERVICE (network) and any update.

    Oxigraph would follow SERVICE to whatever address it names; there is no switch against it.

    Args:
        query: SPARQL text.

    Raises:
        QueryRefused: it asks for the network or for a change.
        QueryInvalid: it holds an escape that names no character.
    """
    try:
        words = [token.text.upper() for token in tokens(query) if token.kind == "word"]
    except (ValueError, OverflowError) as error:
        raise QueryInvalid(f"the query holds a \\u escape that is no character: {error}") from error
    if "SERVICE" in words:
        raise QueryRefused("SERVICE is not allowed: a query never reaches the network; leave that part out")
    for word in words:
        if word in _FORMS:
            return
        if word in _CHANGES:
            raise QueryRefused(
                f"{word} is not allowed: queries only read; `newsgraph build` and `newsgraph remove` change a graph"
            )
