"""Small records of events, as several outlets would report them."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import Extraction
from tests.graph.conftest import RecordBuilder


def meeting(
    outlet: str,
    words: str,
    *,
    published: str,
    day: str | None,
    place: str = "Geneva",
    others: tuple[str, str] | None = None,
) -> Extraction:
    """A record of one sentence: two countries hold talks in a city on a day, in the outlet's ``words``."""
    one, two = others or ("Norway", "Peru")
    b = RecordBuilder(f"{outlet}.txt", headline=words, publisher=outlet, published=published)
    b.entity(one, "GPE").entity(two, "GPE").entity(place, "GPE").entity("talks", "CONCEPT")
    when = (" on ", "that day") if day else ("", "")
    b.sentence(f"{one} and {two} held talks in {place}{''.join(when)}, {words}.")
    for party in (one, two):
        b.fact(
            party, ("held", "hold"), "talks", place=place, time=("that day", day) if day else None, confidence=0.9
        )  # fmt: skip
    return _sense(b.build(), "negotiate")


def toll(outlet: str, words: str, count: str, *, published: str, day: str | None) -> Extraction:
    """A record of how many died in the fire of a named ship."""
    b = RecordBuilder(f"{outlet}.txt", headline=words, publisher=outlet, published=published)
    b.entity("Stella Nova", "PRODUCT").entity(f"{count} people", "CONCEPT")
    b.sentence(f"A fire on the Stella Nova killed {count} people{' that day' if day else ''}, {words}.")
    b.fact(
        ("A fire on the Stella Nova", "fire"),
        ("killed", "kill"),
        f"{count} people",
        time=("that day", day) if day else None,
    )
    return _sense(b.build(), "kill")


def arrest(outlet: str, words: str, *, published: str, day: str | None, denied: bool = False) -> Extraction:
    """A record of the arrest of one person, or of its denial."""
    b = RecordBuilder(f"{outlet}.txt", headline=words, publisher=outlet, published=published)
    b.entity("Jon Vik", "PERSON").entity("police", "CONCEPT")
    b.sentence(f"The police arrested Jon Vik{' that day' if day else ''}, {words}.")
    b.fact(
        ("The police", "police"), ("arrested", "arrest"), "Jon Vik", time=("that day", day) if day else None,
        modality="denied" if denied else "asserted",
    )  # fmt: skip
    return _sense(b.build(), "arrest")


def _sense(record: Extraction, sense: str) -> Extraction:
    facts = (
        replace(fact, relation=replace(fact.relation, sense=sense, actor="subject", target="object"))
        for fact in record.facts
    )
    return replace(record, facts=tuple(facts))
