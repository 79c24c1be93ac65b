"""Windows of sentences, their gold numbers, and batches of like length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import torch
from torch import Tensor

from extractors.annotate.lemmas import edit_rule
from extractors.annotate.wordpieces import Pieces, WordPieces
from extractors.training.augment import augment
from extractors.training.corpora import UNKNOWN, Sentence

IGNORED = -100
MAX_WORDS = 190
MAX_PIECES = 400
LAYERS = ("upos", "xpos", "feats", "lemma")


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each layer, in the order of the network's outputs."""

    deps: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    entities: list[str]
    numbers: dict[str, dict[str, int]] = field(default_factory=dict, compare=False)

    def number(self, layer: str, value: str) -> int:
        """Give a class its number, or `IGNORED` if the network does not have it."""
        if layer not in self.numbers:
            self.numbers[layer] = {value: i for i, value in enumerate(getattr(self, layer))}
        return self.numbers[layer].get(value, IGNORED)

    def sizes(self) -> dict[str, int]:
        """Count the classes of each layer."""
        return {layer: len(getattr(self, layer)) for layer in ("deps", *LAYERS, "entities")}


ENTITY_TYPES = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME",
    "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
"""The types of OntoNotes."""


def collect_labels(sentences: Iterable[Sentence]) -> Labels:
    """Find the classes worth learning.

    Args:
        sentences: Training sentences of the treebanks.

    Returns:
        Every relation and tag; features seen twice; lemma rules seen three times.
    """
    seen: dict[str, Counter[str]] = {layer: Counter() for layer in ("deps", *LAYERS)}
    for s in sentences:
        if s.heads is not None and s.deps and s.upos and s.xpos and s.feats and s.lemmas:
            for layer, values in (("deps", s.deps), ("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats)):
                seen[layer].update(values)
            seen["lemma"].update(edit_rule(word, lemma) for word, lemma in zip(s.words, s.lemmas, strict=True))

    def often(layer: str, least: int = 1) -> list[str]:
        return sorted(value for value, count in seen[layer].items() if count >= least)

    return Labels(
        deps=often("deps"),
        upos=often("upos"),
        xpos=often("xpos"),
        feats=often("feats", 2),
        lemma=often("lemma", 3),
        entities=["O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI")],
    )


@dataclass(frozen=True, slots=True)
class Window:
    """One text the network reads at once, with gold numbers; layers it lacks are empty."""

    pieces: Pieces
    sentence: list[int]
    starts: list[int]
    heads: list[int]
    deps: list[int]
    tags: dict[str, list[int]]
    entities: list[int]


def make_window(sentences: Sequence[Sentence], labels: Labels, split: WordPieces) -> Window:
    """Encode consecutive sentences.

    Args:
        sentences: One or more sentences.
        labels: The classes.
        split: The word-piece splitter.

    Returns:
        The window; heads are 1 + the index in it, 0 at roots, `IGNORED` where unknown.
    """
    words = [word for s in sentences for word in s.words]
    numbers: dict[str, list[int]] = {layer: [] for layer in LAYERS}
    member, starts, heads, deps, entities = list[int](), list[int](), list[int](), list[int](), list[int]()
    for place, s in enumerate(sentences):
        offset, size = len(member), len(s.words)
        member += [place] * size
        starts += ([1] + [0] * (size - 1)) if s.whole else [IGNORED] * size
        heads += [0 if h < 0 else offset + h + 1 for h in s.heads] if s.heads is not None else [IGNORED] * size
        deps += [labels.number("deps", d) for d in s.deps] if s.deps is not None else [IGNORED] * size
        if s.entities is None:
            entities += [IGNORED] * size
        else:
            entities += [IGNORED if e == UNKNOWN else labels.number("entities", e) for e in s.entities]
        rules = None if s.lemmas is None else [edit_rule(w, lemma) for w, lemma in zip(s.words, s.lemmas, strict=True)]
        for layer, values in (("upos", s.upos), ("xpos", s.xpos), ("feats", s.feats), ("lemma", rules)):
            numbers[layer] += [IGNORED] * size if values is None else [labels.number(layer, v) for v in values]
    return Window(split.encode(words), member, starts, heads, deps, numbers, entities)


def group_sentences(sentences: Sequence[Sentence], random: Random) -> Iterator[list[Sentence]]:
    """Cut documents into windows of mixed sizes: mostly single sentences, some with a few, fewer with as many as fit.

    Args:
        sentences: Sentences in the order of their documents.
        random: The source of chance.

    Yields:
        Consecutive sentences of one document, at most `MAX_WORDS` together unless a single one is longer.
    """
    window, words, limit = list[Sentence](), 0, 1
    for sentence in sentences:
        full = len(window) >= limit or words + len(sentence.words) > MAX_WORDS
        if window and (full or window[-1].document != sentence.document or not sentence.whole):
            yield window
            window, words = [], 0
        if not window:
            limit = random.choices((1, random.randint(2, 8), 40), (0.6, 0.25, 0.15))[0]
        window.append(sentence)
        words += len(sentence.words)
    if window:
        yield window


def shorten(sentence: Sentence, random: Random) -> Sentence:
    """Take a stretch of a text without sentence boundaries.

    Args:
        sentence: A whole text as one "sentence", entities only.
        random: The source of chance.

    Returns:
        The text itself, or a stretch that begins after a full stop, at most `MAX_WORDS` long.
    """
    words, entities = sentence.words, sentence.entities or []
    stops = [0, *(i + 1 for i, word in enumerate(words[:-5]) if word == ".")]
    start = random.choice(stops) if random.random() < 0.4 or len(words) > MAX_WORDS else 0
    end = min(len(words), start + MAX_WORDS)
    while end > start and end < len(words) and entities[end].startswith("I-"):
        end -= 1
    return Sentence(words[start:end], entities=entities[start:end], document=sentence.document, whole=False)


def windows_of(corpus: Sequence[Sentence], labels: Labels, split: WordPieces, random: Random) -> Iterator[Window]:
    """Make one pass over a corpus into windows, with chance in their sizes and in capitals.

    Args:
        corpus: Sentences in order.
        labels: The classes.
        split: The word-piece splitter.
        random: The source of chance.

    Yields:
        Windows that fit the network.
    """
    for group in group_sentences(corpus, random):
        ready = [augment(s if s.whole else shorten(s, random), random) for s in group]
        window = make_window(ready, labels, split)
        if len(window.pieces.pieces) <= MAX_PIECES:
            yield window


def batch_windows(windows: Iterable[Window], size: int, random: Random) -> list[list[Window]]:
    """Put windows of like length together.

    Args:
        windows: The windows of a pass.
        size: Word-pieces a batch, padding counted.
        random: The source of chance.

    Returns:
        Batches in random order.
    """
    batches, batch, longest = list[list[Window]](), list[Window](), 0
    for window in sorted(windows, key=lambda w: len(w.pieces.pieces) + random.random()):
        longest = max(longest, len(window.pieces.pieces))
        if batch and longest * (len(batch) + 1) > size:
            batches.append(batch)
            batch, longest = [], len(window.pieces.pieces)
        batch.append(window)
    if batch:
        batches.append(batch)
    random.shuffle(batches)
    return batches


def pad(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    """Make a matrix of rows of unequal length.

    Args:
        rows: The rows.
        filler: What fills the short ones.

    Returns:
        Rows x longest.
    """
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([filler] * (longest - len(row)))] for row in rows])


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch: the network's inputs and the gold numbers (`IGNORED` at padding)."""

    inputs: tuple[Tensor, ...]
    sentence: Tensor
    starts: Tensor
    heads: Tensor
    deps: Tensor
    tags: dict[str, Tensor]
    entities: Tensor


def to_tensors(windows: Sequence[Window]) -> Batch:
    """Make tensors of a batch.

    Args:
        windows: Windows of like length.

    Returns:
        Inputs in the order of `Network.forward`, and gold.
    """
    pieces = pad([w.pieces.pieces for w in windows], 0)
    inputs = (
        pieces,
        pad([w.pieces.piece_shapes for w in windows], 0),
        (pieces != 0).float(),
        pad([w.pieces.first for w in windows], 0),
        pad([w.pieces.last for w in windows], 0),
        pad([w.pieces.shapes for w in windows], 0),
    )
    return Batch(
        inputs,
        pad([w.sentence for w in windows], -1),
        pad([w.starts for w in windows], IGNORED),
        pad([w.heads for w in windows], IGNORED),
        pad([w.deps for w in windows], IGNORED),
        {layer: pad([w.tags[layer] for w in windows], IGNORED) for layer in LAYERS},
        pad([w.entities for w in windows], IGNORED),
    )
