"""The parse of a document as plain Python lists: what every rule of :mod:`extractors.facts` reads.

Walking spaCy tokens costs more than the rules themselves, so the ``Doc`` is unpacked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.facts.mending import Tree, mend

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Syntax", "read_syntax"]


@dataclass(frozen=True)
class Syntax:
    """Words with their Universal Dependencies, by token index; the head of a sentence's root is -1.

    ``sentences`` are token ranges, ``entity`` the entity type of each token or "", ``certainty`` the parser's
    probability of each token's head and label (1.0 where the pipeline gives none), ``paragraph`` the number of each
    token's paragraph. Blank tokens count as punctuation.
    """

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    morphs: list[str]
    starts: list[int]
    ends: list[int]
    entity: list[str]
    certainty: list[float]
    paragraph: list[int]
    sentences: list[tuple[int, int]]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in text order."""
        found: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(token)
        return found

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case, typographic apostrophes made plain."""
        return [word.lower().replace("’", "'") for word in self.words]

    @cached_property
    def sentence_of(self) -> list[int]:
        """The index of each token's sentence."""
        return [number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    def kids(self, head: int, *deps: str) -> list[int]:
        """Return the dependents of ``head`` that carry one of the relations, in text order."""
        relations = self.deps
        return [child for child in self.children[head] if relations[child] in deps]

    def kid(self, head: int, *deps: str) -> int | None:
        """Return the first dependent of ``head`` that carries one of the relations."""
        relations = self.deps
        for child in self.children[head]:
            if relations[child] in deps:
                return child
        return None

    def subtree(self, head: int) -> list[int]:
        """Return ``head`` and all it dominates, in text order."""
        found, queue = [head], [head]
        while queue:
            below = self.children[queue.pop()]
            found += below
            queue += below
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the head of ``token``, the head of that, and so on up to the root."""
        token = self.heads[token]
        while token >= 0:
            yield token
            token = self.heads[token]

    def text(self, tokens: Iterable[int]) -> str:
        """Return the words of the tokens joined by single blanks."""
        return " ".join(self.words[token] for token in tokens)


def read_syntax(doc: Doc) -> Syntax:
    """Unpack an annotated document.

    Args:
        doc: A document with UD relations, heads, tags, lemmas and sentence starts.

    Returns:
        The same annotation as lists, with what the parser often gets wrong put right (:mod:`extractors.facts.mending`).
    """
    names: dict[int, str] = {}
    strings = doc.vocab.strings

    def column(values: Iterable[int]) -> list[str]:
        return [names[v] if v in names else names.setdefault(v, strings[v]) for v in values]

    tokens = list(doc)
    starts = [t.idx for t in tokens]
    words = [t.text for t in tokens]
    entity = [""] * len(tokens)
    for span in doc.ents:
        for index in range(span.start, span.end):
            entity[index] = span.label_
    paragraph, number, text, end = [], 0, doc.text, 0
    for token in tokens:
        if "\n" in text[end : token.idx] or (token.is_space and "\n" in token.text):
            number += 1
        paragraph.append(number)
        end = token.idx + len(token)
    rated = bool(tokens) and tokens[0].has_extension("parse_confidence")
    syntax = Syntax(
        words=words,
        lemmas=[t.lemma_ or t.lower_ for t in tokens],
        pos=["PUNCT" if value == "SPACE" else value for value in column(t.pos for t in tokens)],
        tags=column(t.tag for t in tokens),
        deps=column(t.dep for t in tokens),
        heads=[t.head.i if t.head.i != t.i else -1 for t in tokens],
        morphs=[str(t.morph) for t in tokens],
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        entity=entity,
        certainty=[float(t._.parse_confidence) for t in tokens] if rated else [1.0] * len(tokens),
        paragraph=paragraph,
        sentences=[(span.start, span.end) for span in doc.sents],
    )
    s = syntax
    mend(Tree(s.words, s.lower, s.lemmas, s.pos, s.tags, s.deps, s.heads, s.entity), s.sentences)
    return syntax
