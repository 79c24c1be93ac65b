"""An annotated article as plain lists, one per layer: what the rules read, token by token.

spaCy's ``Token`` objects are built anew on each access; rules that walk up and down a parse many times
run several times faster over these lists. Built once per article and step.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Columns", "columns_of"]


@dataclass(slots=True)
class Columns:
    """The layers of one article. ``heads[i] == i`` at a root; ``sentence[i]`` counts sentences from 0."""

    text: str
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    morphs: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    children: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def token_at(self, offset: int) -> int:
        """Return the index of the token that covers or precedes a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def surface(self, start: int, end: int) -> str:
        """Return the text of the tokens ``start`` to ``end`` (end exclusive)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def head_of(self, start: int, end: int) -> int:
        """Return the syntactic head of a span: the token nearest the root whose own head lies outside."""
        heads = self.heads
        found = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
        if not found:
            return end - 1
        nominal = [i for i in found if self.pos[i] in ("NOUN", "PROPN", "PRON", "NUM")]
        return (nominal or found)[-1] if len(found) > 1 else found[0]

    def subtree(self, token: int) -> list[int]:
        """Return the indices of all tokens below and including ``token``, in text order."""
        found, stack = [], [token]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children[node])
        return sorted(found)

    def child(self, token: int, *relations: str) -> int | None:
        """Return the first child with one of the relations, or None."""
        return next((c for c in self.children[token] if self.deps[c] in relations), None)


def columns_of(doc: Doc) -> Columns:
    """Read a document's layers into lists.

    Args:
        doc: An annotated article; layers that it lacks come out as empty strings, a missing parse as roots only.

    Returns:
        The layers.
    """
    import numpy as np
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, ORTH, POS, SENT_START, TAG

    layers = doc.to_array([ORTH, LEMMA, POS, TAG, MORPH, DEP, HEAD, SENT_START, IDX]).reshape(len(doc), 9)
    strings, names = doc.vocab.strings, {0: ""}

    def texts(column: int) -> list[str]:
        """The strings of a layer's hashes, each looked up once."""
        values = layers[:, column].tolist()
        for value in set(values):
            if value not in names:
                names[value] = strings[value]
        return [names[value] for value in values]

    words = texts(0)
    starts = layers[:, 8].astype(np.int64).tolist()
    heads = (np.arange(len(doc)) + layers[:, 6].astype(np.int64)).tolist()
    begins = (layers[:, 7].astype(np.int64) == 1) if doc.has_annotation("SENT_START") else np.zeros(len(doc), bool)
    if len(doc):
        begins[0] = False
    children: list[list[int]] = [[] for _ in words]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return Columns(
        text=doc.text,
        words=words,
        lowers=[word.lower().replace("’", "'") for word in words],
        lemmas=texts(1),
        pos=texts(2),
        tags=texts(3),
        morphs=["" if morph == "_" else morph for morph in texts(4)],
        deps=texts(5),
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentence=np.cumsum(begins).tolist(),
        children=children,
    )
