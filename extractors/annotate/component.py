"""The network as a component of a spaCy pipeline: one pass sets every layer of a Doc."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.annotate.network import Annotator, Words
from extractors.annotate.numbers import label_numbers

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from extractors.annotate.network import Annotation

__all__ = ["EnglishAnnotator", "create_annotator", "save_pipeline"]

ASSIGNS = ["token.pos", "token.tag", "token.morph", "token.lemma", "token.dep", "token.head", "doc.sents", "doc.ents"]
WORDS_A_BATCH = 20_000
SHORT_LINE = 50
_GOES_ON = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "with",
    "by",
    "from",
    "and",
    "or",
    ",",
    "-",
    "(",
    "&",
}
_ATTRIBUTES = [POS, TAG, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]
_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\n|[\u2029\f]")
_LINE_END = re.compile(r"[\n\r\u2028\u2029\f\x85]")
_QUOTES = frozenset(('"', "“", "”", "‘", "’", "«", "»"))
_OPENS_A_LINE = re.compile(r"[A-Z0-9\"“‘'(\[•*–—-]")

if not Token.has_extension("parse_confidence"):
    Token.set_extension("parse_confidence", getter=lambda token: _confidence(token))


class EnglishAnnotator:
    """Sets sentences, tags, features, lemmas, dependencies and entities of a Doc; ``token._.parse_confidence`` too.

    White-space tokens are no words to the network: each hangs on the token before it (tag ``_SP``, relation ``dep``).
    """

    def __init__(self, vocab: Vocab, name: str = "newsgraph_annotator", *, network: Annotator | None = None) -> None:
        self.vocab = vocab
        self.name = name
        self.network = network
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._morphs: dict[str, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate Docs, many together; each one's result does not depend on the others.

        Args:
            stream: Tokenised Docs.
            batch_size: The most Docs to take together; long ones make the batch smaller.

        Yields:
            The same Docs, in order.

        Raises:
            ValueError: the component has no network: it was made by hand and not loaded from a folder.
        """
        if self.network is None:
            raise ValueError(f"{self.name} has no network; load the pipeline with extractors.load_pipeline()")
        for docs in _batches(stream, batch_size):
            for doc, annotation in zip(docs, self.network.annotate_words(map(read_words, docs)), strict=True):
                self.set_annotation(doc, annotation)
                yield doc

    def set_annotation(self, doc: Doc, annotation: Annotation) -> None:
        """Write what the network says of a Doc's words into the Doc, and the number-like entities after it."""
        size = len(doc)
        if size == 0:
            return
        strings = self.vocab.strings
        words = np.asarray([token.i for token in doc if not token.is_space], dtype=np.int64)
        values = np.zeros((size, len(_ATTRIBUTES)), dtype=np.uint64)
        space = [strings.add(s) for s in ("SPACE", "_SP", "", " ", "dep")]
        values[:, :5] = space
        values[:, 5] = _space_heads(size, words).view(np.uint64)
        values[:, 6] = 2
        confidence = np.ones(size, dtype=np.float32)
        if len(words):
            heads = words[np.asarray(annotation.heads, dtype=np.int64)] - words
            values[words, 0] = [strings.add(tag) for tag in annotation.upos]
            values[words, 1] = [strings.add(tag) for tag in annotation.xpos]
            values[words, 2] = [self._morph(feats) for feats in annotation.feats]
            values[words, 3] = [strings.add(lemma) for lemma in annotation.lemmas]
            values[words, 4] = [strings.add("ROOT" if dep == "root" else dep) for dep in annotation.deps]
            values[words, 5] = heads.view(np.uint64)
            confidence[words] = annotation.confidence
            names = [doc[i].text for i in words.tolist()]
            labels = label_numbers(names, annotation.upos, annotation.xpos, annotation.sent_starts, annotation.entities)
            self._set_entities(values, words, labels)
        blank = np.setdiff1d(np.arange(size), words)
        values[blank, 3] = [strings.add(doc[int(i)].text) for i in blank]
        if len(words) == 0:
            values[0, 4] = strings.add("ROOT")
        doc.from_array(_ATTRIBUTES, cast("Any", values))
        doc.user_data["parse_confidence"] = confidence

    def _morph(self, feats: str) -> int:
        found = self._morphs.get(feats)
        if found is None:
            found = self._morphs[feats] = self.vocab.morphology.add(feats)
        return found

    def _set_entities(self, values: Any, words: Any, entities: list[str]) -> None:
        """Write B-, I-, O labels; white space inside a name belongs to it."""
        strings = self.vocab.strings
        before = -1
        for i, label in zip(words.tolist(), entities, strict=True):
            if label != "O":
                inside = label[0] == "I" and before >= 0
                kind = strings.add(label[2:])
                for k in range(before + 1 if inside else i, i + 1):
                    values[k, 6] = 1 if inside else 3
                    values[k, 7] = kind
            before = i if label != "O" else -1

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the network's files into a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        for name, data in self._files():
            (path / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EnglishAnnotator:
        """Use the network of a folder; its weights are read at the first text."""
        self.network = Annotator(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the network's files in one piece."""
        data: bytes = srsly.msgpack_dumps(dict(self._files()))
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EnglishAnnotator:
        """Use the network that :meth:`to_bytes` gave, from a folder that lasts as long as the component."""
        self._copy = tempfile.TemporaryDirectory(prefix="newsgraph-")
        for name, content in srsly.msgpack_loads(data).items():
            (Path(self._copy.name) / name).write_bytes(content)
        return self.from_disk(self._copy.name)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        if self.network is not None:
            for file in sorted(self.network.folder.iterdir()):
                if file.is_file():
                    yield file.name, file.read_bytes()


@Language.factory("newsgraph_annotator", assigns=ASSIGNS)
def create_annotator(nlp: Language, name: str) -> EnglishAnnotator:
    """Make the component for a pipeline, and let the pipeline take texts of any length."""
    nlp.max_length = max(nlp.max_length, 2**31)
    return EnglishAnnotator(nlp.vocab, name)


def save_pipeline(network: str | Path, target: str | Path, *, meta: dict[str, Any] | None = None) -> None:
    """Write the folder that ``spacy.load`` opens: config, meta data, and a network's files in the component's folder.

    Args:
        network: Folder with the files that :class:`extractors.annotate.network.Annotator` reads.
        target: Folder of the pipeline; other files there (a card, licences) stay.
        meta: What to say of the pipeline (version, description, licence, sources, performance).
    """
    import spacy

    config = {"nlp": {"tokenizer": {"@tokenizers": "newsgraph.Tokenizer.v1"}}}
    nlp = spacy.blank("en", config=config)
    component = nlp.add_pipe("newsgraph_annotator")
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(network, copy, dirs_exist_ok=True)
        component.from_disk(copy)  # type: ignore[attr-defined]
        nlp.meta.update({"name": "newsgraph_annotator", **(meta or {})})
        nlp.to_disk(target, exclude=["vocab", "tokenizer"])


def read_words(doc: Doc) -> Words:
    """Return a Doc's words for the network, with the sentence starts that are known.

    Those the Doc brings (see :mod:`extractors.annotate.pretokenized`) are kept; else a blank line ends a sentence, and
    so does the end of a short line (a heading) when the next one opens like a sentence. No sentence starts between a
    mark that opens a quotation and its first word.
    """
    if doc.has_annotation("SENT_START"):
        return Words([t.text for t in doc if not t.is_space], [t.is_sent_start for t in doc if not t.is_space])
    words: list[str] = []
    starts: list[bool | None] = []
    line = 0
    blank, heading = True, False
    glued = opening = False  # no white space before this word; the word before opens a quotation
    for token in doc:
        text = token.text
        if not token.is_space:
            words.append(text)
            start = blank or (heading and _OPENS_A_LINE.match(text) is not None) or None
            starts.append(False if glued and opening and not blank else start)
            opening = text in _QUOTES and not glued
            glued = not token.whitespace_
            blank = heading = False
        elif _LINE_END.search(text):
            blank = blank or _BLANK_LINE.search(text) is not None
            heading = token.idx - line < SHORT_LINE and not (words and words[-1] in _GOES_ON)
            line = token.idx + len(text)
            glued = False
    return Words(words, starts)


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    docs: list[Doc] = []
    words = 0
    for doc in stream:
        docs.append(doc)
        words += len(doc)
        if len(docs) >= size or words >= WORDS_A_BATCH:
            yield docs
            docs, words = [], 0
    if docs:
        yield docs


def _space_heads(size: int, words: Any) -> Any:
    """Return for each token the offset of the last word before it; of the first word for what stands before that."""
    offsets = np.zeros(size, dtype=np.int64)
    if len(words):
        places = np.arange(size)
        last = np.searchsorted(words, places, side="right") - 1
        offsets = words[np.maximum(last, 0)] - places
    elif size:
        offsets = -np.arange(size, dtype=np.int64)
    return offsets


def _confidence(token: Token) -> float:
    values = token.doc.user_data.get("parse_confidence")
    return 1.0 if values is None else float(values[token.i])
