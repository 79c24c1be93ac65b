"""The corpora as sentences of words, with the layers each one has.

Treebanks come as CoNLL-U, entities as JSON Lines of {"text", "spans", "missing"}. A layer a corpus lacks is None and
adds no loss; a name of unknown type ("missing") is masked word by word with `UNKNOWN`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

UNKNOWN = "?"
"""The entity tag of a word whose type the corpus does not tell."""

# Types whose meaning in a corpus is not that of OntoNotes: CrossNER AI calls algorithms and fields products.
_UNTRUSTED = {"crossner_ai": {"PRODUCT"}}
# Corpora of sentences out of context; the others' rows are whole texts of several sentences.
_TEXTS = {"redocred"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with their layers; `heads` are indices in the sentence, -1 at the root.

    A row of a corpus without sentence boundaries (`whole` False) may hold several sentences.
    """

    words: Sequence[str]
    heads: Sequence[int] | None = None
    deps: Sequence[str] | None = None
    upos: Sequence[str] | None = None
    xpos: Sequence[str] | None = None
    feats: Sequence[str] | None = None
    lemmas: Sequence[str] | None = None
    entities: Sequence[str] | None = None
    document: str = ""
    text: str = ""
    whole: bool = True


def read_lines(path: Path) -> Iterator[str]:
    """Read a file's lines, packed or not.

    Args:
        path: A text file, or one ending in `.gz`.

    Yields:
        Lines without their ends.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Read CoNLL-U.

    Args:
        path: The treebank file.

    Yields:
        Its sentences, in order, with all layers but entities.
    """
    document, text, rows = "", "", list[list[str]]()
    for line in [*read_lines(path), ""]:
        if line.startswith("# newdoc"):
            document = line.partition("=")[2].strip()
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and line[0].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            yield Sentence(
                words=[row[1] for row in rows],
                heads=[int(row[6]) - 1 for row in rows],
                deps=[row[7] for row in rows],
                upos=[row[3] for row in rows],
                xpos=[row[4] for row in rows],
                feats=["" if row[5] == "_" else row[5] for row in rows],
                lemmas=[row[2] for row in rows],
                document=document,
                text=text,
            )
            rows = []


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read a corpus of names.

    Args:
        path: JSON Lines.

    Yields:
        Rows with "text", "spans" and "missing"; spans of untrusted types are moved to "missing".
    """
    untrusted = _UNTRUSTED.get(path.name.partition(".")[0], set())
    for line in read_lines(path):
        row = json.loads(line)
        row["missing"] = row["missing"] + [[s, e] for s, e, label in row["spans"] if label in untrusted]
        row["spans"] = [span for span in row["spans"] if span[2] not in untrusted]
        yield row


def word_offsets(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Find the words in their text; words of one multiword token share its letters in order.

    Args:
        text: The sentence's text.
        words: Its words.

    Returns:
        Start and end of each.
    """
    offsets, position = list[tuple[int, int]](), 0
    for word in words:
        start = text.find(word, position)
        if start < 0 or start > position + 3:
            start = position + (len(text[position:]) - len(text[position:].lstrip()))
            word = word[: max(1, min(len(word), len(text) - start))]
        position = start + len(word)
        offsets.append((start, position))
    return offsets


def tag_words(offsets: Sequence[tuple[int, int]], row: dict[str, Any]) -> list[str]:
    """Write spans as a tag for each word.

    Args:
        offsets: Start and end of each word.
        row: "spans" and "missing" in the same text.

    Returns:
        `B-TYPE`, `I-TYPE`, `O`, or `UNKNOWN` for words the corpus tells nothing of.
    """
    tags = ["O"] * len(offsets)
    for start, end, label in row["spans"]:
        inside = [i for i, (s, e) in enumerate(offsets) if s < end and start < e]
        for place, i in enumerate(inside):
            tags[i] = f"{'I' if place else 'B'}-{label}"
    for start, end in row["missing"]:
        for i, (s, e) in enumerate(offsets):
            if s < end and start < e:
                tags[i] = UNKNOWN
    return tags


def add_entities(sentences: Iterable[Sentence], path: Path) -> Iterator[Sentence]:
    """Put the names of a corpus on the same sentences of a treebank.

    Args:
        sentences: Sentences of the treebank.
        path: The corpus of names; its "doc" and "text" are the treebank's.

    Yields:
        The sentences; those the corpus has carry entities.
    """
    rows = {(row["doc"], row["text"]): row for row in read_rows(path)}
    for sentence in sentences:
        row = rows.get((sentence.document, sentence.text))
        if row is None:
            yield sentence
        else:
            yield replace(sentence, entities=tag_words(word_offsets(sentence.text, sentence.words), row))


def read_entities(path: Path, tokenize: Callable[[str], list[tuple[str, int, int]]]) -> Iterator[Sentence]:
    """Read a corpus of names.

    Args:
        path: JSON Lines.
        tokenize: Gives words with start and end.

    Yields:
        Sentences with the entity layer only.
    """
    name = path.name.partition(".")[0]
    for row in read_rows(path):
        tokens = tokenize(row["text"])
        if tokens:
            tags = tag_words([(start, end) for _, start, end in tokens], row)
            words = [word for word, _, _ in tokens]
            yield Sentence(words, entities=tags, document=name, text=row["text"], whole=name not in _TEXTS)


def spacy_tokenize() -> Callable[[str], list[tuple[str, int, int]]]:
    """Take the product's own tokenizer, so that training sees the words that will come.

    Returns:
        A function from text to words with start and end, white space left out.
    """
    from spacy.vocab import Vocab

    from extractors.annotate.tokens import make_tokenizer

    tokenizer = make_tokenizer(Vocab())

    def tokenize(text: str) -> list[tuple[str, int, int]]:
        return [(t.text, t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    return tokenize


def read_raw(
    path: Path, tokenize: Callable[[str], list[tuple[str, int, int]]], together: int = 40
) -> Iterator[Sentence]:
    """Read a file of sentences, one a line, in their order.

    Args:
        path: The file.
        tokenize: Gives words with start and end.
        together: How many lines make a "document", for want of better boundaries.

    Yields:
        Sentences of 4 to 80 words without any layer.
    """
    for place, line in enumerate(read_lines(path)):
        words = [word for word, _, _ in tokenize(line)]
        if 4 <= len(words) <= 80:
            yield Sentence(words, document=f"{path.name}-{place // together}", text=line)
