"""Which relation of the inventory a fact expresses.

A label says much ("be accused of"), yet not all: "fire" dismisses a person and shoots at a place, "open an inquiry"
investigates. So a fact is compared with the frames of its verb: words, nouns, types. The most specific frame wins,
and where none fits there is no relation: a wrong one is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.records import Argument, Fact, Qualifier, Reference
from extractors.relations.fillers import Filler
from extractors.relations.fitting import Parts, Reading, Sense, fit
from extractors.relations.frames import Frame
from extractors.relations.inventory import inventory
from extractors.relations.participles import verb_of

__all__ = ["leaf_sense", "sense_of", "with_sense"]

_ANY = Parts(Filler("thing"), Filler("thing"))
"""Arguments of which nothing is known."""

_MONEY = re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|francs?|yen|rupees?)\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)


def sense_of(label: str, subject: Filler, object_: Filler | None, qualifiers: Sequence[Filler] = ()) -> Sense | None:
    """Return the relation that a fact expresses, with its roles.

    Args:
        label: The fact's normalised relation ("resume", "be held in", "open inquiry into").
        subject: Its subject.
        object_: Its object.
        qualifiers: Its further arguments.

    Returns:
        The sense of the most specific frame that fits, or None.
    """
    parts = Parts(subject, object_, qualifiers)
    found: list[tuple[tuple[int, int, int], bool, int, Sense]] = []
    for reading in _readings(label):
        for number, frame in enumerate(inventory().by_verb.get(reading.verb, ())):
            sense = fit(frame, reading, parts)
            if sense is not None:
                found.append((frame.weight, not reading.passive, -number, sense))
    if found:
        found.sort(key=lambda row: row[:3], reverse=True)
        best = found[0][3]
        if best.target is None:  # "signed the deal" with nobody named: the deal itself is signed
            return next((row[3] for row in found if row[3].relation == best.relation and row[3].target), best)
        return best
    if object_ is not None and object_.type == "WORDS" and " " not in label:
        return Sense("say")  # whatever the verb of a quotation
    return None


@lru_cache(maxsize=4096)
def leaf_sense(label: str) -> Sense | None:
    """Return what a label means whatever its arguments are, None where that depends on them.

    "accuse" is always an accusing; "fire" may dismiss or shoot. Only senses whose roles are the leaf's own subject and
    object, in either order, count: the object of "be accused of" is no actor.
    """
    found: Sense | None = None
    for reading in _readings(label):
        frames = inventory().by_verb.get(reading.verb, ())
        for frame in frames:
            bare = not frame.nouns and not frame.types - {"active"}
            whole = frame.rest == reading.rest or (reading.passive and reading.rest == (*frame.rest, "by"))
            if bare and whole:
                found = found or fit(frame, reading, _ANY)
        if found is not None and any(f.relation != found.relation and _may_fit(f, reading) for f in frames):
            return None
    if found is None or {found.actor, found.target} != {"subject", "object"}:
        return None
    return found


def with_sense(fact: Fact, types: Mapping[str, str]) -> Fact:
    """Return a fact with its sense in the relation.

    Args:
        fact: The fact.
        types: The type of each entity of the article, by its id.

    Returns:
        The fact itself where the inventory has no relation for it.
    """

    def filler(part: Reference | Argument | Qualifier, role: str = "") -> Filler:
        kind = types.get(part.entity) if part.entity is not None else None
        value = getattr(part, "value", None)
        if kind is None and value is not None:
            kind = "WORDS" if fact.extractor == "speech" else _kind_of_value(part.text)
        return Filler(part.text, kind, role)

    found = sense_of(
        fact.relation.label,
        filler(fact.subject),
        filler(fact.object) if fact.object is not None else None,
        [filler(q, q.role) for q in fact.qualifiers],
    )
    if found is None:
        return fact
    return replace(fact, relation=replace(fact.relation, sense=found.relation, actor=found.actor, target=found.target))


def _may_fit(frame: Frame, reading: Reading) -> bool:
    """Whether other arguments could make a label fit a frame: "call" is a phone call to some."""
    return bool(frame.nouns or frame.types) and reading.rest in (frame.rest, frame.rest[:-1], (*frame.rest, "by"))


def _kind_of_value(text: str) -> str | None:
    if not any(char.isdigit() for char in text):
        return None
    return "PERCENT" if _PERCENT.search(text) else "MONEY" if _MONEY.search(text) else "CARDINAL"


def _readings(label: str) -> Iterator[Reading]:
    """Yield the ways to take a label apart: "be based in" is the words as they stand, or a passive of "base"."""
    words = label.lower().split()
    if not words:
        return
    verb = words[0] if words[0] in inventory().by_verb else verb_of(words[0]) or words[0]  # "lent", left as it stands
    yield Reading(verb, tuple(words[1:]), passive=False)
    active = verb_of(words[1]) if words[0] == "be" and len(words) > 1 else None
    if active is not None:
        yield Reading(active, tuple(words[2:]), passive=True)
