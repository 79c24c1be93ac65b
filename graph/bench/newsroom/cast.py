"""Names for made-up news without end: the n-th person, firm, city or country is the same in every run.

Who is in the news is drawn by the Zipf-Mandelbrot law, whose tail has no end: new names keep coming up, more slowly
than articles do (Heaps' law with exponent 3/4; Baayen 2001, *Word Frequency Distributions*, ch. 1), and a few names
come up in very many articles.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

__all__ = ["cities", "countries", "draw", "firm", "person"]

_GIVEN = (
    "Ada Alma Amir Ana Arda Astrid Ayla Bruno Carla Cem Dario Dina Elif Elsa Emil Farah Femi Goran Greta Hana Hugo Ines"
    " Ivan Jana Jonas Kamal Kaya Lars Lena Luka Maya Mira Nadia Nils Omar Petra Ravi Rosa Sami Tara Tomas Vera Yara Zoe"
)
_ONSETS = "b br d dr f g gr h j k kr l m n p r s st t tr v w z"
_NUCLEI = "a e i o u ai ei"
_CODAS = "n r l s m rd nd ck"
_SHIFT = {"person": 40.0, "firm": 40.0, "city": 12.0, "country": 5.0, "surname": 60.0}
"""The greater, the smaller the share of the first names of each kind."""


def draw(kind: str, chance: random.Random) -> int:
    """Draw a rank: 0 most often, and any number sometimes."""
    return min(int(_SHIFT[kind] * ((1.0 - chance.random()) ** -3.0 - 1.0)), 10**9)


@lru_cache(maxsize=65_536)
def person(rank: int) -> tuple[str, str]:
    """Return the given name and the surname of the person of a rank; several people share the common surnames."""
    chance = random.Random(f"person {rank}")  # noqa: S311 - data for measurements
    return chance.choice(_GIVEN.split()), _word(draw("surname", chance))


@lru_cache(maxsize=65_536)
def firm(rank: int) -> str:
    """Return the one-word name of the firm, ship or work of a rank."""
    return f"{_word(7 * rank + 3)}{('a', 'ex', 'is', 'ora')[rank % 4]}"


@cache
def cities() -> tuple[str, ...]:
    """Return the names of real cities of one word, the largest first."""
    found = (row["name"] for row in _rows("cities.csv.gz"))
    return tuple(dict.fromkeys(name for name in found if name.isalpha() and name.isascii() and len(name) > 3))


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return real countries of one word with what their people are called, the most populous first."""
    rows = sorted(_rows("countries.csv"), key=lambda row: -int(row["population"]))
    found = ((row["name"], row["demonyms"].split("|")[0]) for row in rows if row["kind"] == "country")
    return tuple((name, people) for name, people in found if name.isalpha() and people.isalpha())


def _rows(name: str) -> Iterator[dict[str, str]]:
    data = resources.files("graph.resolve.gazetteer").joinpath(name).read_bytes()
    text = gzip.decompress(data) if name.endswith(".gz") else data
    yield from csv.DictReader(text.decode("utf-8").splitlines())


def _word(number: int) -> str:
    """Return the pronounceable word of a number: two syllables or more, another for each number."""
    onsets, nuclei, codas = _ONSETS.split(), _NUCLEI.split(), _CODAS.split()
    syllables: list[str] = []
    while number or len(syllables) < 2:
        number, onset = divmod(number, len(onsets))
        number, nucleus = divmod(number, len(nuclei))
        syllables.append(onsets[onset] + nuclei[nucleus])
    return ("".join(syllables) + codas[sum(map(ord, syllables[0])) % len(codas)]).capitalize()
