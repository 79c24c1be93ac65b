"""From words to annotations: the network's outputs, run with onnxruntime and decoded.

Interface (for `component.py`): fill `Words`, call `Annotator.annotate_words`, read `Annotation`. White-space tokens
of spaCy are not
words: leave them out and map indices back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.annotate.agreement import Usual, agreeing, read_agreement
from extractors.annotate.decoding import ROOT, best_entities, best_tree, decide_starts, log_softmax, sentence_ranges
from extractors.annotate.lemmas import Lemmatizer
from extractors.annotate.windows import settled_end, window_end
from extractors.annotate.wordpieces import WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text (an article, a paragraph or a pretokenized sentence), in order, without white space.

    Attributes:
        words: The words as written.
        sent_starts: One value a word: True where a sentence is known to start (after a blank line, after a heading),
            False where
            it is known that none starts, None where the network shall decide. None for the whole = network decides
            everywhere. The first word always starts a sentence.
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


class Outputs(NamedTuple):
    """What the network gives for a window, before decoding; the order is that of the exported graph.

    Attributes:
        starts: Logit of a sentence start at each word.
        arcs: Words x (1 + words), the root first.
        label_dependents: One vector a word, for the scorer of relations.
        label_heads: One vector a possible head, the root first.
        entities: Words x entity tags.
        upos: Best class of each word.
        xpos: Best class of each word.
        feats: Best class of each word.
        lemma: Words x edit rules.
    """

    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_dependents: NDArray[np.float32]
    label_heads: NDArray[np.float32]
    entities: NDArray[np.float32]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    lemma: NDArray[np.float32]


class Annotator:
    """The network of a model folder: picklable (it carries the path only), loads its weights at first use.

    Every window runs by itself: in 8 bits the scale of the values is that of the whole batch, so what stands beside a
    text would change its annotation by a hair.

    Args:
        folder: Folder with `network.onnx`, `relations.onnx`, `labels.json`, `agreement.json`, `lemmas.json` and
            `tokenizer.json`.
        threads: Threads of one forward pass.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = Path(folder)
        self.threads = threads

    def __getstate__(self) -> dict[str, Any]:
        return {"folder": self.folder, "threads": self.threads}

    def annotate_words(self, batch: Iterable[Words]) -> Iterator[Annotation]:
        """Annotate texts, in order; each one's result does not depend on the others.

        Args:
            batch: The words of any number of texts; empty ones give empty annotations.

        Yields:
            One annotation a text.
        """
        for text in batch:
            yield self._annotate(text)

    def _annotate(self, text: Words) -> Annotation:
        words = text.words
        known: Sequence[bool | None] = text.sent_starts if text.sent_starts is not None else [None] * len(words)
        found = Annotation([], [], [], [], [], [], [], [], [])
        pieces = [self._split.count(word) for word in words]
        first = 0
        while first < len(words):
            end = window_end(pieces, known, first)
            outputs, starts = self._read(words, known, first, end)
            if end < len(words) and not known[end]:
                settled = settled_end(starts, first, end)
                if settled is None and (longer := window_end(pieces, known, first, long=True)) > end:
                    end = longer
                    outputs, starts = self._read(words, known, first, end)
                    if end < len(words) and not known[end]:
                        settled = settled_end(starts, first, end)
                end = settled or end
            self._decode(outputs, starts[: end - first], words[first:end], found)
            if first and known[first] is False:
                _join(found, first)
            first = end
        return found

    def _read(
        self, words: Sequence[str], known: Sequence[bool | None], first: int, end: int
    ) -> tuple[Outputs, list[bool]]:
        """Run the network on a window and segment it."""
        outputs = self._run(words[first:end])
        return outputs, decide_starts(outputs.starts, known[first:end])

    def _run(self, words: Sequence[str]) -> Outputs:
        encoded = self._split.encode(words)
        feed = {name: np.array(values, np.int64) for name, values in encoded._asdict().items()}
        return Outputs(*self._network.run(None, feed))

    def _decode(self, outputs: Outputs, starts: list[bool], words: Sequence[str], found: Annotation) -> None:
        """Decode the first words of a window, whole sentences, and append them to what was found."""
        size, offset, labels = len(words), len(found.heads), self._labels
        sentences = sentence_ranges(starts)
        heads, arc_scores = [0] * size, np.empty(size, np.float32)
        for first, end in sentences:
            scores = log_softmax(np.hstack([outputs.arcs[first:end, :1], outputs.arcs[first:end, first + 1 : end + 1]]))
            tree = best_tree(scores)
            arc_scores[first:end] = scores[np.arange(end - first), np.array(tree) + 1]
            heads[first:end] = [first + head if head != ROOT else ROOT for head in tree]
        vectors = outputs.label_dependents[:size], outputs.label_heads[np.array(heads) + 1]
        (relations,) = self._relations.run(None, {"dependents": vectors[0], "heads": vectors[1]})
        is_root = np.array(heads) == ROOT
        root = labels["deps"].index("root")
        relations[~is_root, root] = -1e4
        relations = log_softmax(relations)
        deps = np.where(is_root, root, relations.argmax(1))
        certain = np.where(is_root, 0.0, relations[np.arange(size), deps])
        found.sent_starts.extend(starts)
        found.heads.extend(offset + (word if head == ROOT else head) for word, head in enumerate(heads))
        found.deps.extend(labels["deps"][number] for number in deps.tolist())
        for name, values in (("xpos", outputs.xpos), ("feats", outputs.feats)):
            classes = labels[name]
            getattr(found, name).extend(classes[number] for number in values[:size].tolist())
        for word, number in enumerate(outputs.upos[:size].tolist(), start=offset):
            upos = labels["upos"][number]
            found.upos.append(agreeing(upos, found.xpos[word], found.deps[word], self._agreement))
        found.lemmas.extend(self._choose_lemmas(words, found.xpos[offset:], outputs.lemma[:size]))
        found.entities.extend(best_entities(outputs.entities[:size], labels["entities"], sentences))
        found.confidence.extend(np.exp(arc_scores + certain).tolist())

    def _choose_lemmas(self, words: Sequence[str], tags: Sequence[str], scores: NDArray[np.float32]) -> Iterator[str]:
        rules = self._labels["lemma"]
        for word, tag, row, best in zip(words, tags, scores, scores.argmax(1).tolist(), strict=True):
            lemma = self._lemmatizer.settled(word, tag, rules[best])
            if lemma is None:
                lemma = self._lemmatizer.choose(word, tag, partial(self._rule_score, row))
            yield lemma

    def _rule_score(self, scores: NDArray[np.float32], rule: str) -> float:
        number = self._rule_numbers.get(rule)
        return float("-inf") if number is None else float(scores[number])

    @cached_property
    def _rule_numbers(self) -> dict[str, int]:
        return {rule: number for number, rule in enumerate(self._labels["lemma"])}

    @cached_property
    def _agreement(self) -> dict[str, Usual]:
        return read_agreement(self.folder)

    @cached_property
    def _lemmatizer(self) -> Lemmatizer:
        return Lemmatizer.load(self.folder)

    @cached_property
    def _split(self) -> WordPieces:
        return WordPieces.load(self.folder)

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        stored = json.loads((self.folder / "labels.json").read_text(encoding="utf-8"))
        return {layer: tuple(values) for layer, values in stored.items()}

    @cached_property
    def _network(self) -> InferenceSession:
        return self._session("network.onnx")

    @cached_property
    def _relations(self) -> InferenceSession:
        return self._session("relations.onnx")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])


def _join(found: Annotation, first: int) -> None:
    """Make one sentence of a piece cut hard and the one before it, as the text was known to have no boundary there."""
    found.sent_starts[first] = False
    own = next(word for word in range(first, len(found.heads)) if found.heads[word] == word)
    root = next(word for word in range(first - 1, -1, -1) if found.heads[word] == word)
    found.heads[own] = root
    found.deps[own] = "parataxis"
