"""From quoted words to spans: the gold names words, an extraction names offsets into the cleaned article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.records import Article
from graph.bench.goldstandard.records import GoldArticle, GoldError

__all__ = ["Span", "find_article", "locate", "sentence_spans"]

Span = tuple[int, int]

_PLAIN_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})
_NUMBERED = re.compile(r"(.*?)#(\d)", re.DOTALL)
_GAP = " … "


def locate(sentence: str, words: str) -> Span:
    """Return the span of ``words`` in ``sentence``.

    ``they#2`` is the second "they", ``it already … borders`` all from the first part to the second. Curly and straight
    quotes are alike.

    Raises:
        GoldError: the words do not occur.
    """
    first, gap, last = words.partition(_GAP)
    starts = list(_occurrences(sentence, first))
    if not starts:
        raise GoldError(f"{words!r} does not occur in {sentence!r}")
    start, end = starts[0]
    if not gap:
        return start, end
    numbered = _NUMBERED.fullmatch(last) is not None
    for span in _occurrences(sentence, last):
        if numbered or span[0] >= end:
            return start, span[1]
    raise GoldError(f"{words!r} does not occur in {sentence!r}")


def sentence_spans(gold: GoldArticle, text: str) -> list[Span]:
    """Return where each gold sentence stands in the cleaned ``text``, in order.

    Raises:
        GoldError: a sentence is missing, which means that the reader took away or changed part of the article.
    """
    plain = text.translate(_PLAIN_QUOTES)
    spans: list[Span] = []
    position = 0
    for sentence in gold.sentences:
        start = plain.find(sentence.text.translate(_PLAIN_QUOTES), position)
        if start < 0:
            raise GoldError(f"{gold.name}: the cleaned article lacks the sentence {sentence.text!r}")
        position = start + len(sentence.text)
        spans.append((start, position))
    return spans


def find_article(gold: GoldArticle, articles: Iterable[Article]) -> Article:
    """Return the article that ``gold`` describes: the one that holds its first sentence.

    Raises:
        GoldError: none does.
    """
    first = gold.sentences[0].text.translate(_PLAIN_QUOTES)
    for article in articles:
        if first in article.text.translate(_PLAIN_QUOTES):
            return article
    raise GoldError(f"{gold.name}: no article holds its first sentence {gold.sentences[0].text!r}")


def _occurrences(sentence: str, words: str) -> Iterable[Span]:
    """Yield the spans of ``words``, whole words first; only the n-th where they end in ``#n``."""
    numbered = _NUMBERED.fullmatch(words)
    wanted = (numbered[1] if numbered else words).translate(_PLAIN_QUOTES)
    plain = sentence.translate(_PLAIN_QUOTES)
    spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain)]
    if not spans:
        spans = [m.span() for m in re.finditer(re.escape(wanted), plain)]
    return spans[int(numbered[2]) - 1 : int(numbered[2])] if numbered else spans
