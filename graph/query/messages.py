"""What Oxigraph says about a query that does not parse, in one short line: where, after which words, what was expected.

Its parser names every character class that could have gone on; people want "a variable, an IRI or }".
"""

from __future__ import annotations

import re

__all__ = ["explain_syntax"]

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_ITEM = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\'(?:\\.[^\']*|[^\'])\'|[^\]])*\]|[^,]+')
_SENTENCES = {
    "IRI parsing failed": "an IRI without blanks and other characters that IRIs cannot hold",
    "The SELECT contains a variable that is unbound": "only variables that are grouped (GROUP BY) or counted in SELECT",
    "Duplicated variable name in SELECT": "each name only once in SELECT",
}
_MEANINGS = {
    "?": "a variable", "$": "a variable", "<": "an IRI", ":": "a name with a prefix", '"': "a string", "'": "a string",
    '"""': "a string", "'''": "a string", "true": "a value", "false": "a value", "+": "a value", "-": "a value",
    "_:": "a blank node", "[": "a blank node", "<<": "", "<<(": "", "\\": "", "\\u": "", "\\U": "",
}  # fmt: skip
_MOST = 6
_BEFORE = 30


def explain_syntax(error: Exception, query: str) -> str:
    """Return one line on why a query does not parse.

    Args:
        error: What the parser raised.
        query: The text that it was given.

    Returns:
        Line, column, the words before that place, and what could have followed; the parser's own words, cut to one
        short line, where it tells no place.
    """
    match = _PLACE.search(str(error))
    if match is None:
        return _cut(" ".join(str(error).split()), 200)
    if not query.strip():
        return "there is nothing in it; expected SELECT, ASK, CONSTRUCT or DESCRIBE"
    line, column = int(match[1]), int(match[2])
    before = _text_before(query, line, column)
    words = " ".join(before.split())
    at_end = not query[len(before) :].strip()
    place = f"line {line}, column {column}" + (", at the end" if at_end else "")
    near = f" after {'…' if len(words) > _BEFORE else ''}{words[-_BEFORE:]}" if words else ""
    prefix = re.search(r"([^\s<>{}()]*):[^\s<>{}()]*$", before)
    if "Prefix not found" in match[3] and prefix is not None:
        return f"{place}: the prefix {prefix[1]}: is not known; declare it with PREFIX {prefix[1]}: <…>"
    return f"{place}{near}: expected {_expected(match[3])}"


def _expected(said: str) -> str:
    found: list[str] = []
    for item in _ITEM.findall(said):
        text = item.strip()
        if text in _SENTENCES:
            return _SENTENCES[text]
        if text.startswith("["):
            continue
        quoted = re.fullmatch(r'"(.*)"', text, re.DOTALL)
        name = quoted[1].replace('\\"', '"').replace("\\\\", "\\") if quoted else text
        meaning = _MEANINGS.get(name, name)
        if meaning and meaning not in found:
            found.append(meaning)
    if sum(word.isidentifier() and word.upper() != word.lower() for word in found) > _MOST:
        return "an expression, or something else before this place"
    if not found:
        return "no more here" if "[_]" in said else "something else"
    shown, rest = found[:_MOST], found[_MOST:]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown)} …" if rest else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _text_before(query: str, line: int, column: int) -> str:
    lines = query.split("\n")
    return "\n".join([*lines[: line - 1], *(row[: column - 1] for row in lines[line - 1 : line])])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
