"""A fact before it is a record: token indices only, so that rules stay free of offsets and entities."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.facts.adjuncts import Adjunct
from extractors.facts.circumstance import Circumstances
from extractors.records import Modality

__all__ = ["Draft"]

NO_CIRCUMSTANCES = Circumstances()


@dataclass(frozen=True, slots=True)
class Draft:
    """Token indices of one fact.

    ``rule`` names the construction; ``predicate`` the token whose clause gives polarity, modality and speaker;
    ``subject``/``object`` are phrases with their head; ``value`` a literal object; ``without`` an adjunct that has
    become the object and so is no qualifier; ``standing``: it shares its clause's polarity and modality; where it does
    not, ``modality`` and ``negative`` are its own.
    """

    rule: str
    predicate: int
    subject: tuple[int, ...]
    subject_head: int
    relation: tuple[int, ...]
    label: str
    object: tuple[int, ...] = ()
    object_head: int | None = None
    value: str | None = None
    circumstances: Circumstances = NO_CIRCUMSTANCES
    without: Adjunct | None = None
    recipient: int | None = None
    standing: bool = True
    modality: Modality = "asserted"
    negative: bool = False
