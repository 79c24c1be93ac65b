"""From words to annotations: the network's outputs, run with onnxruntime and decoded.

Interface (for `component.py`): fill `Words`, call `Annotator.annotate_words`, read `Annotation`. White-space tokens of spaCy are not
words: leave them out and map indices back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text (an article, a paragraph or a pretokenized sentence), in order, without white space.

    Attributes:
        words: The words as written.
        sent_starts: One value a word: True where a sentence is known to start (after a blank line, after a heading), False where
            it is known that none starts, None where the network shall decide. None for the whole = network decides everywhere.
            The first word always starts a sentence.
    """

    words: Sequence[str]
    sent_starts: Sequence[bool | None] | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the network says of `Words`; every field has one value a word.

    Attributes:
        sent_starts: Whether a sentence starts here.
        heads: Index of the head in the same words, never outside the sentence; the root's head is the root itself.
        deps: UD relations with subtypes (`nsubj:pass`); `root` at the root.
        upos: Universal part of speech.
        xpos: Penn Treebank tag.
        feats: UD features, `Number=Sing|Person=3`, or empty.
        lemmas: Lemmas.
        entities: `O`, `B-TYPE`, `I-TYPE` with OntoNotes types; well formed, and never across sentences.
        confidence: Probability of the arc and relation, 0 to 1.
    """

    sent_starts: list[bool]
    heads: list[int]
    deps: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    entities: list[str]
    confidence: list[float]


class Annotator:
    """The network of a model folder: picklable (it carries the path only), loads its weights at first use."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = Path(folder)
        self.threads = threads

    def annotate_words(self, batch: Iterable[Words]) -> Iterator[Annotation]:
        """Annotate texts, in order; each one's result does not depend on the others.

        Args:
            batch: The words of any number of texts; empty ones give empty annotations.

        Yields:
            One annotation a text.
        """
        raise NotImplementedError("being written")
