"""A small builder of extraction records, and a fresh graph folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.records import (
    Argument,
    Article,
    Entity,
    Extraction,
    Fact,
    Mention,
    Qualifier,
    Reference,
    Relation,
    Sentence,
    TimeReference,
    stable_id,
)
from graph import KnowledgeGraph


class RecordBuilder:
    """Builds a record sentence by sentence; offsets are found in the sentence, so that they always match the text."""

    def __init__(self, source: str, **article: Any) -> None:
        self.source = source
        self.article = article
        self.text = ""
        self.sentences: list[Sentence] = []
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.facts: list[Fact] = []

    def entity(self, name: str, type: str, *aliases: str, links: tuple[str, ...] = ()) -> RecordBuilder:
        self.entities[name] = Entity(f"e{len(self.entities)}", name, type, aliases, links)
        return self

    def sentence(self, text: str) -> RecordBuilder:
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text} {text}" if self.text else text
        self.sentences.append(Sentence(start, len(self.text)))
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                at = text.find(name)
                if at >= 0 and name:
                    begin = start + at
                    self.mentions.append(Mention(begin, begin + len(name), name, entity.type, "name", entity.id))
                    break
        return self

    def _span(self, words: str) -> tuple[int, int]:
        sentence = self.sentences[-1]
        at = self.text.find(words, sentence.start)
        assert at >= 0, f"{words!r} is not in the last sentence"
        return at, at + len(words)

    def _reference(self, words: str | tuple[str, str] | None) -> Reference | None:
        if words is None:
            return None
        text, name = words if isinstance(words, tuple) else (words, words)
        entity = self.entities.get(name)
        return Reference(text, *self._span(text), entity.id if entity else None)

    def fact(
        self,
        subject: str | tuple[str, str],
        relation: str | tuple[str, str],
        object: str | tuple[str, str] | None = None,
        *,
        value: str | None = None,
        confidence: float = 0.9,
        time: tuple[str, str | None] | None = None,
        place: str | None = None,
        said_by: str | tuple[str, str] | None = None,
        within: str | None = None,
        qualifiers: tuple[tuple[str, str], ...] = (),
        **marks: Any,
    ) -> str:
        words, label = relation if isinstance(relation, tuple) else (relation, relation)
        target = self._reference(object)
        who = self._reference(subject)
        assert who is not None
        identity = stable_id(self.source, len(self.facts))
        self.facts.append(
            Fact(
                id=identity,
                sentence=len(self.sentences) - 1,
                extractor="test",
                confidence=confidence,
                subject=who,
                relation=Relation(words, label, *self._span(words.split()[0])),
                object=Argument(target.text, target.start, target.end, target.entity, value) if target else None,
                qualifiers=tuple(
                    Qualifier(role, reference.text, reference.start, reference.end, reference.entity)
                    for role, words in qualifiers
                    if (reference := self._reference(words))
                ),
                time=TimeReference(time[0], *self._span(time[0]), time[1]) if time else None,
                place=self._reference(place),
                attributed_to=self._reference(said_by),
                within=within,
                **marks,
            )
        )
        return identity

    def build(self) -> Extraction:
        identity = stable_id(self.text, *(str(self.article.get(key)) for key in ("headline", "publisher")))
        article = Article(id=f"test-{identity}", source=self.source, text=self.text, **self.article)
        return Extraction(
            article, tuple(self.sentences), tuple(self.entities.values()), tuple(self.mentions), tuple(self.facts)
        )


def talks(source: str = "talks.txt", publisher: str = "The Harbour Post") -> Extraction:
    """A record with one of everything: a position, a plan, a quote with its content, a negation, times and places."""
    b = RecordBuilder(
        source, headline="Rivals to meet", publisher=publisher, published="2025-11-06", author=("Ada Quill",),
        place="Geneva", url=f"https://{publisher.split()[1].lower()}.example/rivals",
    )  # fmt: skip
    b.entity("Mara Lind", "PERSON", "Lind").entity("Norland", "GPE").entity("Sudria", "GPE").entity("Geneva", "GPE")
    b.entity("foreign minister", "CONCEPT").entity("talks", "CONCEPT").entity("truce", "CONCEPT")
    b.sentence("Foreign minister Mara Lind of Norland will meet Sudria for talks in Geneva on Monday.")
    b.fact("Mara Lind", ("Foreign minister", "hold position"), ("Foreign minister", "foreign minister"))
    b.fact(
        "Norland", ("will meet", "meet"), "Sudria", modality="planned", time=("Monday", "2025-11-10"), place="Geneva",
        qualifiers=(("for", "talks"),),
    )  # fmt: skip
    b.sentence('"Sudria has broken the truce," Lind said.')
    said = b.fact(
        ("Lind", "Mara Lind"), ("said", "say"), "Sudria has broken the truce", value="Sudria has broken the truce"
    )
    b.fact("Sudria", ("has broken", "break"), "truce", said_by=("Lind", "Mara Lind"), within=said)
    b.sentence("Sudria did not sign the truce in Geneva in May.")
    b.fact(
        "Sudria", ("did sign", "sign"), "truce", polarity="negative", time=("May", "2025-05"), place="Geneva",
    )  # fmt: skip
    b.sentence("Norland expelled 12 envoys.")
    b.fact("Norland", ("expelled", "expel"), "12 envoys", value="12")
    b.sentence("They denied it.")
    b.fact("They", ("denied", "deny"), None)
    return b.build()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kg"


@pytest.fixture
def kg(folder: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(folder) as opened:
        yield opened
