"""CoNLL-U files as running text with its words, and an annotator's agreement with them from raw text.

The measure: texts are a document's sentences, twelve at a time, joined by blanks. A token counts when its character
span is a gold word's; a relation counts when its head's span is the gold head's too, the root being its own head. Words
that are written together ("don't") take the part of the text that spells them.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["GoldText", "GoldWord", "agreement", "compare", "read_treebank"]

SENTENCES_A_TEXT = 12
_GAP = 3


class GoldWord(NamedTuple):
    """One word of a treebank; ``head`` is the place of its head among the words of the text, its own for a root."""

    start: int
    end: int
    upos: str
    xpos: str
    feats: str
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """Some sentences of a document as running text."""

    text: str
    words: tuple[GoldWord, ...]
    sentence_starts: tuple[int, ...]


def read_treebank(path: Path) -> Iterator[GoldText]:
    """Read a CoNLL-U file, plain or gzipped.

    Args:
        path: The file; its sentences carry ``# text``.

    Yields:
        Texts of at most twelve sentences, never across documents (``# newdoc``).

    Raises:
        ValueError: a word's line has not ten columns.
    """
    pending: list[list[str]] = []
    for sentence in _sentences(path):
        if pending and (len(pending) == SENTENCES_A_TEXT or any(line.startswith("# newdoc") for line in sentence)):
            yield _text(pending)
            pending = []
        pending.append(sentence)
    if pending:
        yield _text(pending)


def _sentences(path: Path) -> Iterator[list[str]]:
    lines: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                lines.append(line.rstrip("\n"))
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def _text(sentences: Sequence[Sequence[str]]) -> GoldText:
    texts: list[str] = []
    words: list[GoldWord] = []
    starts: list[int] = []
    offset = 0
    for lines in sentences:
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        if text is None:
            continue
        words.extend(_words(text, lines, offset, len(words)))
        starts.append(offset)
        texts.append(text)
        offset += len(text) + 1
    return GoldText(" ".join(texts).rstrip(), tuple(words), tuple(starts))


def _words(text: str, lines: Sequence[str], offset: int, before: int) -> Iterator[GoldWord]:
    """Place a sentence's words in its text."""
    position = 0
    for line in lines:
        columns = line.split("\t")
        if not columns[0].isdigit():
            continue
        if len(columns) != 10:
            raise ValueError(f"expected ten columns in CoNLL-U, got {len(columns)}: {line[:60]!r}")
        number, form, lemma, upos, xpos, feats, head, relation = columns[:8]
        start, length = text.find(form, position), len(form)
        if not position <= start <= position + _GAP:
            rest = text[position:]
            start = position + len(rest) - len(rest.lstrip())
            length = max(1, min(length, len(text) - start))
        position = start + length
        place = before + int(head or number) - 1 if head != "0" else before + int(number) - 1
        yield GoldWord(offset + start, offset + position, upos, xpos, feats, lemma, place, relation)


def compare(doc: Doc, gold: GoldText) -> Counter[str]:
    """Count where a Doc of the same text agrees with the treebank.

    Args:
        doc: The annotated text.
        gold: What the treebank says.

    Returns:
        Counts: ``words`` and ``found`` (gold and predicted), the same for sentences, and what is right in each layer.
    """
    counts: Counter[str] = Counter()
    at = {(word.start, word.end): word for word in gold.words}
    tokens = [token for token in doc if not token.is_space]
    counts["words"], counts["found"] = len(gold.words), len(tokens)
    for token in tokens:
        word = at.get((token.idx, token.idx + len(token)))
        if word is None:
            continue
        head = gold.words[word.head]
        counts["tokens"] += 1
        counts["UPOS"] += token.pos_ == word.upos
        counts["XPOS"] += token.tag_ == word.xpos
        counts["features"] += (str(token.morph) or "_") == word.feats
        counts["lemma"] += token.lemma_ == word.lemma
        if (token.head.idx, token.head.idx + len(token.head)) == (head.start, head.end):
            relation = "root" if token.head.i == token.i else token.dep_.lower()
            counts["UAS"] += 1
            counts["LAS"] += relation == word.relation
            counts["LAS universal"] += relation.split(":")[0] == word.relation.split(":")[0]
    starts = {
        next((token.idx for token in sentence if not token.is_space), sentence.start_char) for sentence in doc.sents
    }
    counts["sentences"] = len(gold.sentence_starts)
    counts["sentences found"] = len(starts)
    counts["sentences right"] = len(starts.intersection(gold.sentence_starts))
    return counts


def agreement(counts: Counter[str]) -> dict[str, float]:
    """Return the F1 of each layer in per cent, from the sum of the counts of all texts."""
    layers = ("tokens", "UPOS", "XPOS", "features", "lemma", "UAS", "LAS", "LAS universal")
    result = {layer: _f1(counts[layer], counts["words"], counts["found"]) for layer in layers}
    result["sentences"] = _f1(counts["sentences right"], counts["sentences"], counts["sentences found"])
    return result


def _f1(right: int, gold: int, found: int) -> float:
    return round(200 * right / max(1, gold + found), 2)
