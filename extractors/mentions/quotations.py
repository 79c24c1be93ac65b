"""Who speaks inside quotation marks: the subject of the verb of saying that frames the quotation."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.columns import Columns
from extractors.mentions.tables import saying_verbs

__all__ = ["Quotation", "find_quotations"]

_OPEN = frozenset({"“", "``", "«"})
_CLOSE = frozenset({"”", "''", "»"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``start`` to ``end`` between the marks, and the head token of who says it, where the text tells."""

    start: int
    end: int
    speaker: int | None


def find_quotations(columns: Columns) -> list[Quotation]:
    """Return the quotations of an article in text order.

    '"We will not yield," the minister said.' gives the span between the marks with the token "minister".
    """
    spans = _spans(columns)
    found: list[Quotation] = []
    for start, end in spans:
        speaker = _speaker(columns, start, end)
        if speaker is None and found and _same_paragraph(columns, found[-1].end, start):
            speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker))
    return found


def _spans(columns: Columns) -> list[tuple[int, int]]:
    """Pair the marks; a paragraph that opens without closing runs to its end, as newspapers do."""
    spans = []
    opened: int | None = None
    for i, word in enumerate(columns.words):
        if opened is not None and not _same_paragraph(columns, opened, i):
            spans.append((opened, i))
            opened = None
        if word in _OPEN or (word == '"' and opened is None):
            if opened is None:
                opened = i + 1
        elif (word in _CLOSE or word == '"') and opened is not None:
            if i > opened:
                spans.append((opened, i))
            opened = None
    if opened is not None and opened < len(columns):
        spans.append((opened, len(columns)))
    return [(start, end) for start, end in spans if end > start]


def _same_paragraph(columns: Columns, first: int, second: int) -> bool:
    if second >= len(columns):
        return True
    start = columns.ends[min(first, len(columns) - 1)]
    return "\n" not in columns.text[start : columns.starts[second]]


def _speaker(columns: Columns, start: int, end: int) -> int | None:
    """Find the subject of a verb of saying above the quotation's words, else right after or before it."""
    verbs = saying_verbs()
    for token in range(start, end):
        outer = columns.heads[token]
        if start <= outer < end or outer == token:
            continue
        if columns.lemmas[outer].lower() in verbs and (subject := _subject(columns, outer, start, end)) is not None:
            return subject
    sentences = {columns.sentence[start], columns.sentence[min(end, len(columns)) - 1]}
    last = min(end, len(columns) - 1)
    if columns.sentence[last] - 1 not in sentences and columns.sentence[last] not in sentences:
        sentences.add(columns.sentence[last])
    near = [*range(end, min(end + 12, len(columns))), *range(start - 1, max(-1, start - 14), -1)]
    for token in near:
        if columns.sentence[token] not in sentences:
            continue
        if columns.lemmas[token].lower() in verbs and columns.pos[token] == "VERB":
            subject = _subject(columns, token, start, end)
            if subject is not None:
                return subject
    return None


def _subject(columns: Columns, verb: int, start: int, end: int) -> int | None:
    node = verb
    for _ in range(4):
        for child in columns.children[node]:
            if columns.deps[child] == "nsubj" and not start <= child < end:
                return child
        if columns.deps[node] not in ("conj", "advcl", "xcomp") or columns.heads[node] == node:
            return None
        node = columns.heads[node]
    return None
