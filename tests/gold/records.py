"""Hand-made extraction records for the tests of the gold scorer."""

from __future__ import annotations

from typing import Any

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
    TimeReference,
)
from graph.bench.goldstandard.records import GoldArticle, GoldEntity, GoldFact, GoldMention, GoldSentence

TEXT = "Brenda Moll told the Echo on Tuesday that the mill had not closed. She owns it."
FIRST, SECOND = "Brenda Moll told the Echo on Tuesday that the mill had not closed.", "She owns it."


def reference(words: str, entity: str | None = None, text: str = TEXT) -> Reference:
    start = text.index(words)
    return Reference(words, start, start + len(words), entity)


def fact(subject: str, relation: str, label: str, obj: str | None = None, **more: Any) -> Fact:
    text = more.pop("text", TEXT)
    start = text.index(relation) if relation else 0
    end = start + len(relation)
    argument = None
    if obj is not None:
        at = text.index(obj)
        argument = Argument(obj, at, at + len(obj), more.pop("object_entity", None))
    return Fact(
        id=f"{subject} {label} {obj}",
        sentence=0,
        extractor="test",
        confidence=0.9,
        subject=reference(subject, more.pop("entity", None), text),
        relation=Relation(relation, label, start, end),
        object=argument,
        **more,
    )


def qualifier(role: str, words: str, text: str = TEXT) -> Qualifier:
    start = text.index(words)
    return Qualifier(role, words, start, start + len(words))


def time(words: str, value: str | None) -> TimeReference:
    start = TEXT.index(words)
    return TimeReference(words, start, start + len(words), value)


def mention(words: str, entity: str, kind: Any = "name", type_: str = "PERSON") -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), words, type_, kind, entity)


def extraction(*facts: Fact, mentions: tuple[Mention, ...] = ()) -> Extraction:
    entities = tuple(Entity(e, e, "PERSON") for e in sorted({m.entity for m in mentions}))
    return Extraction(Article("a", "echo.txt", TEXT), (), entities, mentions, facts)


TOLD = GoldFact(
    subject=("Brenda Moll",),
    relation="told",
    labels=("tell", "say"),
    object=("that the mill … closed", "the Echo"),
    qualifiers=(("recipient", "the Echo"),),
    time="on Tuesday",
    time_values=("2025-10-07",),
)
CLOSED = GoldFact(
    subject=("the mill",),
    relation="had closed",
    labels=("close",),
    object=(None,),
    polarity="negative",
    attributed_to=("moll",),
)
OWNS = GoldFact(subject=("She",), relation="owns", labels=("own",), object=("it",))
EMPLOYS = GoldFact(subject=("She",), relation="", labels=("have",), object=("it",), weight=0.0)

GOLD = GoldArticle(
    "mill/echo.txt",
    1,
    "mill",
    "tune",
    (
        GoldEntity("moll", "Brenda Moll", ("PERSON",)),
        GoldEntity("echo", "Echo", ("ORG",)),
        GoldEntity("mill", "mill", ("FAC", "CONCEPT")),
    ),
    (
        GoldSentence(
            FIRST,
            True,
            (
                GoldMention("Brenda Moll", "name", "moll"),
                GoldMention("the Echo", "name", "echo"),
                GoldMention("the mill", "nominal", "mill"),
            ),
            (TOLD, CLOSED),
        ),
        GoldSentence(
            SECOND, True, (GoldMention("She", "pronoun", "moll"), GoldMention("it", "pronoun", "mill")), (OWNS, EMPLOYS)
        ),
    ),
)
