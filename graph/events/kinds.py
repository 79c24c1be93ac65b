"""Which kind of event a fact tells of: by its relation of the inventory, else by the noun that names the event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractors.records import Fact

__all__ = ["STATEMENT", "Kind", "kind_of", "kinds"]

STATEMENT = "announcement"

_BREAK = re.compile(
    r"[,(—–]|\s(?:of|in|on|at|between|with|for|from|to|about|over|after|before|by|as|that|which|who|off|near|against)\s"
)
_NUMBER_OF = re.compile(r"(?:number of (?:the )?dead|death toll)", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event; its marks are as ``kinds.toml`` explains them."""

    name: str
    label: str
    senses: frozenset[str]
    nouns: frozenset[str]
    once: bool = False
    in_sentence: bool = False
    joint: bool = False
    spread: bool = False
    window: int = 14
    cameo: str = ""


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by name."""
    return {name: _kind(name, row) for name, row in _table().items() if name != "phases"}


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("graph.events").joinpath("kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _kind(name: str, row: Mapping[str, str]) -> Kind:
    senses, nouns = (frozenset(row[part].split()) for part in ("senses", "nouns"))
    once, in_sentence, joint, spread = (bool(row.get(k)) for k in ("once", "in_sentence", "joint", "spread"))
    window, cameo = int(row.get("window", 14)), row.get("cameo", "")
    return Kind(name, row["label"], senses, nouns, once, in_sentence, joint, spread, window, cameo)


@cache
def _by_sense() -> Mapping[str, str]:
    return {sense: kind.name for kind in kinds().values() for sense in kind.senses}


@cache
def _by_noun() -> Mapping[str, str]:
    return {noun: kind.name for kind in kinds().values() for noun in kind.nouns}


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(_table()["phases"][which].split())


def kind_of(fact: Fact) -> Kind | None:
    """Return the kind of event that a fact tells of.

    "X met Y" and "the talks between X and Y resumed" are talks; "X has a plan" is no event.

    Args:
        fact: A fact of a record.

    Returns:
        The kind, or None.
    """
    sense = fact.relation.sense
    denied = fact.polarity == "negative" or fact.modality == "denied"
    if sense is not None and sense in _by_sense():
        name = _by_sense()[sense]
        if name != STATEMENT or fact.object is not None:
            return kinds()[name]
        return None
    aside = fact.relation.label.replace(" ", "_") in _words("aside")
    if denied or aside or (sense is not None and sense not in _words("senses")):
        return None  # "there was no explosion" tells of none
    for words in (fact.subject.text, fact.object.text if fact.object is not None else "", fact.relation.label):
        named = _by_noun().get(head_noun(words))
        if named is not None:
            return kinds()[named]
    return None


def head_noun(words: str) -> str:
    """Return the head of a noun phrase as written, in small letters: "a round of talks on trade" gives "talks"."""
    if _NUMBER_OF.search(words):
        return "number_of_dead"
    plain = re.sub(r"^(?:an?|the|this|that)?\s*(?:\w+\s)?(?:round|series|day|days|phase|session)s?\s+of\s+", "", words)
    found = _WORD.findall(_BREAK.split(f"{plain} ", maxsplit=1)[0])
    return found[-1].lower() if found else ""
