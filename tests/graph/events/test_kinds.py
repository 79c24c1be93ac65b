"""Which kind of event a fact tells of."""

from __future__ import annotations

import pytest

from extractors.records import Argument, Fact, Reference, Relation
from graph.events.kinds import head_noun, kind_of


def fact(subject: str, label: str, object_: str | None, *, sense: str | None = None, **marks: str) -> Fact:
    return Fact(
        "f", 0, "test", 0.9, Reference(subject, 0, 1), Relation(label, label, 0, 1, sense=sense),
        Argument(object_, 0, 1) if object_ else None, **marks,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("a round of talks on trade", "talks"),
        ("Talks between Peru and Chile in Lima", "talks"),
        ("the number of dead", "number_of_dead"),
        ("the death toll", "number_of_dead"),
        ("four days of negotiations", "negotiations"),
        ("a ceasefire", "ceasefire"),
        ("", ""),
    ],
)
def test_head_nouns(words: str, head: str) -> None:
    assert head_noun(words) == head


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (fact("Peru", "negotiate with", "Chile", sense="negotiate"), "talks"),
        (fact("The talks between Peru and Chile", "resume", None, sense="resume"), "talks"),
        (fact("Peru", "sit down for", "a round of talks"), "talks"),
        (fact("The death toll", "rise to", "11", sense="rise"), "casualties"),
        (fact("The police", "arrest", "Jon Vik", sense="arrest"), "arrest"),
        (fact("Jon Vik", "say", "nothing is lost", sense="say"), "announcement"),
        (fact("Peru", "have", "a plan"), None),
        (fact("A diplomat", "follow", "the talks"), None),
        (fact("no explosion", "exist", None, polarity="negative"), None),
        (fact("Prices", "rise by", "2 per cent", sense="rise"), None),
        (fact("Peru", "like", "talks", sense="like"), None),
    ],
)
def test_kinds(told: Fact, kind: str | None) -> None:
    found = kind_of(told)
    assert (found.name if found is not None else None) == kind
