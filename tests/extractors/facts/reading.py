"""Parses and expectations of the example sentences, and facts in one line each.

``parses.conllu`` holds each sentence's parse (checked by hand; names in the MISC column), so that rules are tested
without a model; ``cases.toml`` what must come out of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.facts import FactSet, extract_facts
from extractors.records import Article, Entity, Fact, Mention
from extractors.times import find_times

HERE = Path(__file__).parent
PUBLISHED = "2025-11-06"
VOCAB = Vocab()


@dataclass(frozen=True)
class NoMentions:
    """A resolution that found nothing."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    by_head: Mapping[int, Mention] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One sentence: all facts that must come, and facts that must not."""

    text: str
    about: str
    facts: tuple[str, ...]
    wrong: tuple[str, ...]


@cache
def cases() -> tuple[Case, ...]:
    """The table of example sentences."""
    table = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    return tuple(
        Case(c["text"], c["about"], tuple(c.get("facts", ())), tuple(c.get("wrong", ()))) for c in table["case"]
    )


@cache
def _parses() -> Mapping[str, tuple[list[list[str]], ...]]:
    found: dict[str, tuple[list[list[str]], ...]] = {}
    for paragraph in (HERE / "parses.conllu").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line]
        sentences: list[list[list[str]]] = [[]]
        text = ""
        for line in lines:
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line.startswith("# sentence"):
                sentences.append([])
            else:
                sentences[-1].append(line.split("\t"))
        if text:
            found[text] = tuple(sentences)
    return found


def parsed(text: str) -> Doc:
    """The document of an example sentence, from its stored parse."""
    rows: list[list[str]] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sentence in _parses()[text]:
        base = len(rows)
        for row in sentence:
            heads.append(base + int(row[6]) - 1 if row[6] != "0" else len(rows))
            starts.append(len(rows) == base)
            rows.append(row)
    doc = Doc(
        VOCAB,
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        tags=[row[4] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        ents=[_entity(row) for row in rows],
        sent_starts=starts,
    )
    assert doc.text == text
    return doc


def _entity(row: list[str]) -> str:
    """The entity mark in the MISC column of a row ("B-PERSON"), or "O"."""
    marks = [part.removeprefix("Entity=") for part in row[9].split("|") if part.startswith("Entity=")]
    return marks[0] if marks else "O"


def facts_of(doc: Doc) -> FactSet:
    """The facts of a document without resolved mentions."""
    article = Article(id="example", source="example.txt", text=doc.text, published=PUBLISHED)
    return extract_facts(doc, article, NoMentions(), find_times(doc, PUBLISHED))


def show(fact: Fact) -> str:
    """A fact in one line: what it says, then what is not plain about it."""
    parts = [fact.subject.text, fact.relation.label]
    if fact.object is not None:
        parts.append(fact.object.text)
    line = " | ".join(parts)
    line += "".join(f" [{q.role}: {q.text}]" for q in fact.qualifiers)
    line += f" #{fact.time.text}={fact.time.value}" if fact.time else ""
    line += f" @{fact.place.text}" if fact.place else ""
    line += f" ~{fact.modality}" if fact.modality != "asserted" else ""
    line += " ~negative" if fact.polarity == "negative" else ""
    line += f" <{fact.attributed_to.text}" if fact.attributed_to else ""
    line += " ^" if fact.within else ""
    return line
