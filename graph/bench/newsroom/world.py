"""The people, companies, places and things that made-up articles speak of, more of them the more articles there are."""

from __future__ import annotations

import random
from dataclasses import dataclass

__all__ = ["World"]

_SYLLABLES = (
    "ba",
    "den",
    "kor",
    "li",
    "mar",
    "nes",
    "ol",
    "per",
    "quin",
    "ros",
    "sel",
    "tar",
    "ul",
    "ven",
    "wick",
    "zan",
)
_FIRST = ("Ada", "Bruno", "Carla", "Dario", "Elsa", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Lars", "Mira")
_TRADES = ("Shipping", "Energy", "Steel", "Media", "Rail", "Foods")
_OFFICES = ("mayor", "transport minister", "union president", "chief prosecutor", "finance minister", "chair")
_THINGS = ("ceasefire", "budget", "ferry safety law", "wage deal", "inquiry", "reservoir", "rail strike", "harbour tax")
_OUTLETS = ("Harbour Post", "Inland Mail", "Northern Wire", "Evening Ledger", "Daily Compass", "Coast Tribune")


@dataclass(frozen=True)
class World:
    """Names to draw from; the first of each list are drawn most often, as in the news."""

    people: tuple[str, ...]
    companies: tuple[str, ...]
    places: tuple[str, ...]
    offices: tuple[str, ...] = _OFFICES
    things: tuple[str, ...] = _THINGS
    outlets: tuple[str, ...] = _OUTLETS

    @classmethod
    def of_size(cls, articles: int, chance: random.Random) -> World:
        """Make a world for so many articles: new names come up more slowly than articles do."""
        size = 20 + round(articles**0.75)
        people = (f"{chance.choice(_FIRST)} {_name(chance, 3)}" for _ in range(2 * size))
        companies = (f"{_name(chance, 2)} {chance.choice(_TRADES)}" for _ in range(size // 2))
        places = (_name(chance, 3) for _ in range(size // 2))
        return cls(*(tuple(dict.fromkeys(names)) for names in (people, companies, places)))

    @staticmethod
    def draw(names: tuple[str, ...], chance: random.Random) -> str:
        """Draw a name by Zipf's law: the n-th about as often as 1/n."""
        return names[min(int(len(names) ** chance.random()), len(names)) - 1]


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()
