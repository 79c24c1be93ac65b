"""``GROUP_CONCAT`` of anything: Oxigraph 0.5 leaves it unbound over numbers and IRIs, where SPARQL joins their texts.

Source: SPARQL 1.1 Query Language, section 18.5.1.7; mended in Oxigraph's 0.6 branch.
"""

from __future__ import annotations

from graph.query.lexer import Token, tokens

__all__ = ["concatenate_texts"]


def concatenate_texts(query: str) -> str:
    """Return the query with ``STR(…)`` around what each GROUP_CONCAT joins."""
    if "group_concat" not in query.lower():
        return query
    try:
        parts = list(tokens(query))
    except (ValueError, OverflowError):  # an escape that is no character; the parser will say so
        return query
    written: list[str] = []
    position = 0
    while position < len(parts):
        token = parts[position]
        if token.kind == "word" and token.text.upper() == "GROUP_CONCAT":
            span = _argument(parts, position)
            if span is not None:
                start, end = span
                written += [part.text for part in parts[position:start]]
                inner = concatenate_texts("".join(part.text for part in parts[start:end]))
                written.append(f" STR({inner})")
                position = end
                continue
        written.append(token.text)
        position += 1
    return "".join(written)


def _argument(parts: list[Token], position: int) -> tuple[int, int] | None:
    """Return where the expression within a GROUP_CONCAT begins and ends, without DISTINCT and the separator."""
    start = depth = 0
    for index in range(position + 1, len(parts)):
        token = parts[index]
        if token.text == "(":
            depth += 1
            start = start or index + 1
        elif token.text == ")":
            depth -= 1
        elif token.kind == "word" and token.text.upper() == "DISTINCT" and depth == 1:
            start = index + 1
        if start and (depth == 0 or (depth == 1 and token.text == ";")):
            return (start, index) if index > start else None
    return None
