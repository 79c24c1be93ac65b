"""What fills a part of a fact, and what kind of thing its words name: heads of noun phrases, people, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.relations.inventory import inventory

__all__ = ["TIMES", "Filler", "ends_in", "fits", "is_person", "names", "points_to"]

TIMES = frozenset({"DATE", "TIME"})

_AFTER_HEAD = (
    "of in for from who which that at on to and with by whose where as against over about into between under after "
    "before near around when than toward towards"
)
_CLOSER = re.compile(rf"\s(?:{'|'.join(_AFTER_HEAD.split())})\s|[,(—–]|\s-\s")
_OPENER = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|no|any|some|two|three|both|all|[\w.]+['’]s?|"
    r"still|not|now|also)\s+)+"
)
_OWNER = re.compile(r"(?:his|her|its|their|our|my|your|whose)\b|.*?\w(?:'s|s')\s")
_YEARS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a part of a fact: its words, its type (None: not known), and for a qualifier its role.

    The type is an entity's, "WORDS" for a clause or quotation, or that of a literal value (PERCENT, MONEY, CARDINAL).
    """

    text: str
    type: str | None = None
    role: str = ""


def names(text: str, nouns: frozenset[str]) -> bool:
    """Return whether one of the nouns is the head of the words: "a full inquiry into the fire" is an inquiry."""
    return ends_in(_core(text), nouns)


def ends_in(words: str, nouns: frozenset[str]) -> bool:
    """Return whether words end in one of the nouns, whole words only: "an early election" ends in "election"."""
    while words:
        if words in nouns:
            return True
        words = words.partition(" ")[2]
    return False


def points_to(text: str, prepositions: tuple[str, ...]) -> bool:
    """Return whether a predicate names whose it is: "a subsidiary of Corvane", "its subsidiary"."""
    words = _plain(text)
    return any(f" {p} " in words for p in prepositions) or _OWNER.match(words) is not None


def is_person(part: Filler) -> bool:
    """Return whether a part is surely somebody: a name of a person, or a noun or pronoun for people."""
    return part.type in {"PERSON", "NORP"} or fits(frozenset({"PERSON"}), part)


def fits(types: frozenset[str], part: Filler | None) -> bool:
    """Return whether a part is of one of a frame's types (see :class:`extractors.relations.frames.Frame`).

    Where no name tells, a common noun for people counts as PERSON, one for a place as LOC.
    """
    if not types or "active" in types:
        return True
    if part is None or "-" in types:
        return part is None and "-" in types
    if "+" in types or part.type in types:
        return True
    if "AGE" in types:
        return _YEARS.fullmatch(part.text.strip()) is not None
    if part.type in {None, "CONCEPT", "CARDINAL"}:
        head = _core(part.text).rpartition(" ")[2]
        table = inventory()
        return ("PERSON" in types and head in table.people) or ("LOC" in types and head in table.places)
    return False


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


@lru_cache(maxsize=4096)
def _core(text: str) -> str:
    """The words up to the head of a noun phrase, without determiners: "its former chief of staff", "former chief"."""
    words = _OPENER.sub("", _plain(text))
    cut = _CLOSER.search(f" {words} ", 1)
    return (f" {words} "[: cut.start()] if cut is not None else words).strip(" .;:'\"”")
