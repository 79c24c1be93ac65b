"""Spans that are no names after all: parts of titles, ordinary words that a headline or a colon gave a capital."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.columns import Columns
from extractors.mentions.tables import demonym_country, evidence_words, is_of_a_title, is_regnal, is_title

__all__ = ["without_ordinary_words"]

Span = tuple[int, int, str]
_AGAINST = ("anti-", "pro-", "non-", "ex-", "post-", "pre-")
_OFFICES = frozenset(
    {
        "secretary",
        "minister",
        "commissioner",
        "undersecretary",
        "ambassador",
        "professor",
        "chancellor",
        "representative",
    }
)
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})


def without_ordinary_words(columns: Columns, ents: Iterable[Span]) -> list[Span]:
    """Return the annotator's spans without those that name nothing, and the others cut to what they name.

    Args:
        columns: The article.
        ents: Token ranges with their types, as annotated.

    Returns:
        The spans that are left, in the same order.
    """
    spans = list(ents)
    small = {word for word, pos in zip(columns.words, columns.pos, strict=True) if pos == "NOUN" and word.islower()}
    return [kept for span in spans if (kept := _kept(columns, span, small)) is not None]


def _kept(columns: Columns, span: Span, small: set[str]) -> Span | None:
    start, end, kind = span
    if kind not in _NAMES and kind != "NORP":
        return span
    word = columns.words[start]
    if end - start == 1:
        alone = end >= len(columns) or not columns.words[end][:1].isupper()
        if word.startswith(_AGAINST) or (alone and columns.lowers[start] in evidence_words("nothing", "words")):
            return None  # "anti-Pyongyang" propaganda
        if kind == "NORP" and word.islower():
            return None  # "democrats"
        if kind != "NORP" and _capital_of_the_place(columns, start) and columns.lowers[start] in small:
            return span if kind == "PERSON" or _named_elsewhere(columns, start) else None
    if kind != "NORP" and all(w.isdigit() for w in columns.words[start:end]):
        return None
    if kind in ("PERSON", "ORG") and (_of_a_title(columns, start, end) or _position(columns, start, end, kind)):
        return None
    if kind == "ORG" and demonym_country(word) and all(w.islower() for w in columns.words[start + 1 : end]):
        return start, start + 1, "NORP"
    return span


def _of_a_title(columns: Columns, start: int, end: int) -> bool:
    """Say whether a span is half of a title: "Shadow Home" before "Secretary", "Foreign" after "Minister for"."""
    if not all(is_of_a_title(word) and word[:1].isupper() for word in columns.words[start:end]):
        return False
    if start > 1 and columns.lowers[start - 1] in ("for", "of") and columns.lowers[start - 2] in _OFFICES:
        return columns.words[start - 2][:1].isupper()
    return (
        end < len(columns)
        and columns.sentence[end] == columns.sentence[start]
        and columns.lowers[end] in _OFFICES
        and columns.words[end][:1].isupper()
    )


def _position(columns: Columns, start: int, end: int, kind: str) -> bool:
    """Say whether a span is a position and no person: "High Commissioner for Refugees", but "Duke of York"."""
    if kind != "PERSON":
        return False
    for i in range(start, end - 1):
        if is_title(columns.words[i]) and columns.pos[i + 1] == "ADP" and not is_regnal(columns.words[i]):
            return all(is_of_a_title(word) or word == "High" for word in columns.words[start:i])
    return False


def _capital_of_the_place(columns: Columns, token: int) -> bool:
    """Say whether a word has its capital from where it stands: first in a sentence, or after a colon or quotation."""
    if token == 0 or columns.sentence[token - 1] != columns.sentence[token]:
        return True
    return columns.words[token - 1] in (":", "“", '"', "‘", "``")


def _named_elsewhere(columns: Columns, token: int) -> bool:
    """Say whether the same word has a capital inside a sentence too, as names have."""
    word = columns.words[token]
    return any(
        other == word and i != token and not _capital_of_the_place(columns, i) for i, other in enumerate(columns.words)
    )
