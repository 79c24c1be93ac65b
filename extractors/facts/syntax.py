"""The layers of a document as the rules of :mod:`extractors.facts` read them: names, certainty and paragraphs added,
and what the parser often gets wrong put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.columns import Columns, columns_of
from extractors.facts.mending import Tree, mend

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.records import Mention

__all__ = ["Syntax", "read_syntax"]


@dataclass(slots=True)
class Syntax(Columns):
    """Words with their Universal Dependencies, by token index; unlike in its base, the head of a root is -1.

    ``sentences`` are token ranges, ``entity`` the entity type of each token or "", ``certainty`` the parser's
    probability of each token's head and label (1.0 where the pipeline gives none), ``paragraph`` the number of each
    token's paragraph, ``english`` whether the pipeline is one for English. Blank tokens count as punctuation.
    """

    entity: list[str] = field(default_factory=list)
    certainty: list[float] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    english: bool = True

    def kids(self, head: int, *deps: str) -> list[int]:
        """Return the dependents of ``head`` that carry one of the relations, in text order."""
        relations = self.deps
        return [child for child in self.children[head] if relations[child] in deps]

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the head of ``token``, the head of that, and so on up to the root."""
        token = self.heads[token]
        while token >= 0:
            yield token
            token = self.heads[token]

    def words_of(self, tokens: Iterable[int]) -> str:
        """Return the words of the tokens joined by single blanks."""
        return " ".join(self.words[token] for token in tokens)


def read_syntax(doc: Doc, columns: Columns | None = None, names: Iterable[Mention] = ()) -> Syntax:
    """Read an annotated document for the rules.

    Args:
        doc: A document with UD relations, heads, tags, lemmas and sentence starts.
        columns: Its layers, where they have been read already.
        names: Mentions by name with the type that the whole article gives them; it counts before that of one sentence.

    Returns:
        The same annotation, with what the parser often gets wrong put right (:mod:`extractors.facts.mending`).
    """
    read = columns_of(doc) if columns is None else columns
    entity = [""] * len(read)
    for span in doc.ents:
        for index in range(span.start, span.end):
            entity[index] = span.label_
    _settle(read, entity, names)
    syntax = Syntax(
        text=read.text,
        words=read.words,
        lowers=read.lowers,
        lemmas=[lemma or lower for lemma, lower in zip(read.lemmas, read.lowers, strict=True)],
        pos=["PUNCT" if value == "SPACE" else value for value in read.pos],
        tags=list(read.tags),
        morphs=read.morphs,
        deps=list(read.deps),
        heads=[head if head != token else -1 for token, head in enumerate(read.heads)],
        starts=read.starts,
        ends=read.ends,
        sentence=read.sentence,
        entity=entity,
        certainty=_certainty(doc, read),
        paragraph=_paragraphs(read),
        sentences=_sentences(read),
        english=doc.vocab.lang in {"en", ""},
    )
    s = syntax
    mend(Tree(s.words, s.lowers, s.lemmas, s.pos, s.tags, s.deps, s.heads, s.entity), s.sentences)
    syntax.children = [[] for _ in syntax.words]
    for token, head in enumerate(syntax.heads):
        if head >= 0:
            syntax.children[head].append(token)
    return syntax


def _settle(read: Columns, entity: list[str], names: Iterable[Mention]) -> None:
    """Give the words of each name the type it has in the article: "Split" is a city, whatever one sentence suggests."""
    token_at = {start: token for token, start in enumerate(read.starts)}
    for mention in names:
        token = token_at.get(mention.start)
        if mention.kind != "name" or token is None:
            continue
        while token < len(read) and read.ends[token] <= mention.end:
            entity[token] = mention.type
            token += 1


def _certainty(doc: Doc, read: Columns) -> list[float]:
    """The certainty of each token as the embedded annotator left it, read past the Token objects, whose making costs
    more than all rules.
    """
    values = doc.user_data.get("parse_confidence")
    return [1.0] * len(read) if values is None else [float(value) for value in values]


def _paragraphs(read: Columns) -> list[int]:
    found, number, end = [], 0, 0
    for start, stop, pos in zip(read.starts, read.ends, read.pos, strict=True):
        if "\n" in read.text[end : stop if pos == "SPACE" else start]:
            number += 1
        found.append(number)
        end = stop
    return found


def _sentences(read: Columns) -> list[tuple[int, int]]:
    starts = [t for t in range(len(read)) if t == 0 or read.sentence[t] != read.sentence[t - 1]]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(read)], strict=False)]
