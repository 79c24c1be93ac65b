"""The shipped tables in memory: which places and bodies bear a name, and how prominent each of them is.

Places come from GeoNames (CC BY 4.0, see ``ATTRIBUTION.md``); :mod:`graph.resolve.gazetteer.build` makes the files.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from math import log10
from types import MappingProxyType

from graph.resolve.gazetteer.names import fold, without_marks

__all__ = ["Gazetteer", "Place", "gazetteer"]

_FILES = ("countries.csv", "regions.csv", "cities.csv.gz", "areas.csv", "bodies.csv", "signs.csv", "names.toml")

CAPITAL = 2.0
"""A capital is a hundred times as much in the news as its size says."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, territory, region, city or international body.

    ``key`` is its identifier with its source ("geonames:745044"); ``weight`` how prominent it is, as a power of ten;
    ``iso2`` and ``region`` say where a city or region lies.
    """

    key: str
    name: str
    kind: str
    iso2: str = ""
    region: str = ""
    weight: float = 0.0
    geonames: str = ""
    wikidata: str = ""
    iso3: str = ""
    capital: bool = False

    @property
    def size(self) -> float:
        """Its prominence without what being a capital adds."""
        return self.weight - (CAPITAL if self.capital else 0.0)

    @property
    def links(self) -> tuple[str, ...]:
        """The IRIs under which others know it."""
        found = []
        if self.geonames:
            found.append(f"https://sws.geonames.org/{self.geonames}/")
        if self.wikidata:
            found.append(f"http://www.wikidata.org/entity/{self.wikidata}")
        return tuple(found)


class Gazetteer:
    """All tables, each read when it is first asked for."""

    def named(self, name: str) -> tuple[Place, ...]:
        """Return every place that bears a name, the most prominent first.

        Args:
            name: A name as written; accents, dots and a leading article do not matter.

        Returns:
            The places, none where the name is unknown.
        """
        return tuple(self._places.get(fold(name), ()))

    def body(self, name: str) -> Place | None:
        """Return the international body of this name or acronym, or None."""
        # "WHO" is a body and "who" a word: an acronym counts in capitals only, or as the table has it.
        written = name.removeprefix("the ").removeprefix("The ").replace(".", "")
        return self._bodies.get(written)

    def country(self, iso2: str) -> Place | None:
        """Return a country or territory by its ISO 3166-1 code, or None."""
        return self._countries.get(iso2)

    def region(self, iso2: str, name: str) -> Place | None:
        """Return a province or state by its country's code and its name, or None."""
        return self._regions.get((iso2, fold(name)))

    def short_state(self, written: str) -> Place | None:
        """Return the state that an abbreviation after a city's name stands for: "Ga" gives Georgia; or None."""
        name, _, iso2 = self._names["short_states"].get(written, "").rpartition(", ")
        return self.region(iso2, name) if name else None

    def nations(self, name: str) -> tuple[str, ...]:
        """Return the codes of the countries whose people or adjective a name is: "Turkish", "Turks" give TR."""
        return self._nations.get(fold(name), ())

    def sign(self, name: str) -> str | None:
        """Return the code of the country that a well-known institution or group points to, or None."""
        return self._signs.get(fold(name))

    def is_given_name(self, name: str) -> bool:
        """Say whether a place's name is also a person's: Paris, Sofia, Lima, Houston."""
        return fold(name) in self._given

    def neighbours(self, iso2: str) -> frozenset[str]:
        """Return the codes of the countries that share a border with one."""
        return self._neighbours.get(iso2, frozenset())

    def by_key(self, key: str) -> Place | None:
        """Return the place or body with a key such as "geonames:745044", or None."""
        return self._keys.get(key)

    @cached_property
    def version(self) -> str:
        """A hash of all tables."""
        digest = hashlib.sha256()
        for name in (
            "countries.csv",
            "regions.csv",
            "cities.csv.gz",
            "areas.csv",
            "bodies.csv",
            "signs.csv",
            "names.toml",
        ):
            digest.update(resources.files("graph.resolve.gazetteer").joinpath(name).read_bytes())
        return digest.hexdigest()

    # --- reading the files -------------------------------------------------------------------------------------------

    @cached_property
    def _country_rows(self) -> list[dict[str, str]]:
        return list(_rows("countries.csv"))

    @cached_property
    def _countries(self) -> dict[str, Place]:
        found = {}
        for row in self._country_rows:
            people = max(int(row["population"]), 1)
            weight = 8.5 + 0.1 * log10(people) if row["kind"] == "country" else 6.0 + 0.1 * log10(people)
            found[row["iso2"]] = Place(
                f"geonames:{row['geonames']}",
                row["name"],
                row["kind"],
                row["iso2"],
                "",
                weight,
                row["geonames"],
                row["wikidata"],
                row["iso3"],
            )
        return found

    @cached_property
    def _regions(self) -> dict[tuple[str, str], Place]:
        found = {}
        directions = frozenset(str(self._names["directions"]["words"]).split())
        for row in _rows("regions.csv"):
            number, name, iso2 = row["geonames"], row["name"], row["iso2"]
            if not number and directions.issuperset(name.split()):
                continue  # "East" is a province of several countries, and hardly ever meant
            # A state with an identifier of its own is one that newspapers name; other provinces are named more rarely.
            weight = log10(max(int(row["population"]), 1_000)) + (1.5 if number else 0.0)
            key = f"geonames:{number}" if number else f"region:{iso2}/{name}"
            found[iso2, fold(name)] = Place(key, name, "region", iso2, "", weight, number)
        return found

    @cached_property
    def _places(self) -> Mapping[str, list[Place]]:
        places: dict[str, list[Place]] = defaultdict(list)
        for row in self._country_rows:
            for name in {fold(form) for form in (row["name"], *row["forms"].split("|")) if form}:
                places[name].append(self._countries[row["iso2"]])
        for form, codes in self._names["shared_names"].items():
            places[fold(form)].extend(self._countries[code] for code in codes)
        for (_, name), region in self._regions.items():
            places[name].append(region)
        for form, target in self._names["region_names"].items():
            name, _, iso2 = target.rpartition(", ")
            places[fold(form)] = [self._regions[iso2, fold(name)]]
        for row in _rows("areas.csv"):
            for form in (row["name"], *filter(None, row["forms"].split("|"))):
                places[fold(form)].append(self._areas[row["name"]])
        spelled: dict[tuple[str, str], list[str]] = defaultdict(list)
        for form, target in (*self._names["spellings"].items(), *self._names["english"].items()):
            name, _, iso2 = target.rpartition(", ")
            spelled[name, iso2].append(form)
        for written, place in self._cities:
            # Rows come by size: the first of a name and country is the one that other spellings mean.
            for name in {fold(form) for form in (written, *spelled.pop((written, place.iso2), ()))}:
                places[name].append(place)
        for found in places.values():
            found.sort(key=lambda place: (-place.weight, place.key))
        return places

    @cached_property
    def _areas(self) -> dict[str, Place]:
        found = {}
        for row in _rows("areas.csv"):
            key = f"geonames:{row['geonames']}" if row["geonames"] else f"wikidata:{row['wikidata']}"
            place = Place(key, row["name"], "region", "", "", 8.5, row["geonames"], row["wikidata"])
            found[row["name"]] = place
        return found

    @cached_property
    def _cities(self) -> list[tuple[str, Place]]:
        """Return each city with its name as GeoNames writes it; the place bears its usual English name."""
        found = []
        english = {target: form for form, target in self._names["english"].items()}
        for row in _rows("cities.csv.gz"):
            known = int(row["population"] or 1) * (int(row["names"]) + 1) / 20
            capital = row["capital"] == "1" and self._is_state(row["iso2"])
            weight = log10(max(known, 1)) + (CAPITAL if capital else 0.0)
            number = row["geonames"]
            written, iso2 = row["name"], row["iso2"]
            name = english.pop(f"{written}, {iso2}", written)
            if iso2 in self._transcribed and not name.isascii():
                name = without_marks(name)
            place = Place(f"geonames:{number}", name, "city", iso2, row["region"], weight, number, capital=capital)
            found.append((written, place))
        return found

    def _is_state(self, iso2: str) -> bool:
        country = self._countries.get(iso2)
        return country is not None and country.kind == "country"

    @cached_property
    def _keys(self) -> dict[str, Place]:
        cities = (place for _, place in self._cities)
        known = (
            *self._countries.values(),
            *self._regions.values(),
            *self._areas.values(),
            *cities,
            *self._bodies.values(),
        )
        return {place.key: place for place in known}

    @cached_property
    def _nations(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._country_rows:
            for demonym in filter(None, row["demonyms"].split("|")):
                for form in _people(demonym):
                    found[fold(form)].add(row["iso2"])
        for form, codes in self._names["shared_demonyms"].items():
            for plural in _people(form):
                found[fold(plural)] |= set(codes)
        return {name: tuple(sorted(codes)) for name, codes in found.items()}

    @cached_property
    def _neighbours(self) -> dict[str, frozenset[str]]:
        return {row["iso2"]: frozenset(filter(None, row["neighbours"].split("|"))) for row in self._country_rows}

    @cached_property
    def _signs(self) -> dict[str, str]:
        return {fold(row["name"]): row["iso2"] for row in _rows("signs.csv")}

    @cached_property
    def _bodies(self) -> dict[str, Place]:
        found = {}
        for row in _rows("bodies.csv"):
            place = Place(f"wikidata:{row['wikidata']}", row["name"], "org", weight=8.0, wikidata=row["wikidata"])
            for form in (row["name"], *filter(None, row["forms"].split("|"))):
                found[form.replace(".", "")] = place
        return found

    @cached_property
    def _transcribed(self) -> frozenset[str]:
        return frozenset(str(self._names["transcribed"]["countries"]).split())

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(fold(name) for name in str(self._names["given_names"]["names"]).split())

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        text = resources.files("graph.resolve.gazetteer").joinpath("names.toml").read_text(encoding="utf-8")
        return MappingProxyType(tomllib.loads(text))


@cache
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer; its files are read once."""
    return Gazetteer()


def _people(demonym: str) -> Iterator[str]:
    """Yield a demonym and its plural: Turk, Turks; Frenchman, Frenchmen; Chinese has none."""
    yield demonym
    if demonym.endswith("man"):
        yield f"{demonym[:-3]}men"
    elif not demonym.endswith(("ese", "ish", "ch", "ss")):
        yield f"{demonym}s"


def _rows(name: str) -> Iterator[dict[str, str]]:
    data = resources.files("graph.resolve.gazetteer").joinpath(name).read_bytes()
    text = gzip.decompress(data) if name.endswith(".gz") else data
    yield from csv.DictReader(text.decode("utf-8").splitlines())
