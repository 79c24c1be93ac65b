"""What a million, a hundred million and a thousand million articles would take, from measured costs and stated prices.

Prices and machines are in ``assumptions.toml``; change them and make the page anew
(``python -m graph.bench.scaling.page docs/scale.md``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.bench.scaling.growth import exponent, totals

__all__ = ["ASSUMPTIONS", "Costs", "assumptions_table", "measured_costs", "plan_table"]

ASSUMPTIONS = Path(__file__).with_name("assumptions.toml")
ARTICLES = (1_000_000, 100_000_000, 1_000_000_000)
HOUR, DAY = 3600.0, 86_400.0

Costs = dict[str, float]


def measured_costs(figures: Mapping[str, Any]) -> Costs:
    """Return the costs of one article, as measured at the largest size, and how that of adding grows."""
    sizes, extraction = figures["sizes"], figures["extraction"]
    last = sizes[-1]
    number, added = last["articles"], last["add"]
    spent = totals(sizes)
    return {
        "size": float(number),
        "extract": extraction["seconds"] / extraction["articles"],
        "characters": extraction["characters"] / extraction["articles"],
        "add": added["seconds"] / added["added"],
        "add_exponent": max(1.0, exponent([size["articles"] for size in sizes], spent["add"])),
        "export": last["export nquads"]["seconds"] / number,
        "quads": added["quads"] / number,
        "folder_bytes": added["bytes"] / number,
        "nquads_bytes": last["export nquads"]["bytes"] / number,
        "facts": added["facts"] / added["added"],
    }


def projected(costs: Costs, articles: float, prices: Mapping[str, float]) -> dict[str, float]:
    """Return what so many articles take.

    Extraction is a number of independent tasks: its hours of a core are articles x seconds. The one writer adds one
    article after another, and one more costs ``add * (n / size) ** (exponent - 1)`` in a graph of n.
    """
    extract = articles * costs["extract"] / HOUR
    k = costs["add_exponent"]
    add = costs["add"] * articles * (articles / costs["size"]) ** (k - 1) / k / HOUR
    packed = articles * costs["nquads_bytes"] * prices["packed"]
    return {
        "extract_hours": extract,
        "cores_for_a_day": extract / 24,
        "add_hours": add,
        "export_hours": articles * costs["export"] / HOUR,
        "quads": articles * costs["quads"],
        "folder_bytes": articles * costs["folder_bytes"],
        "nquads_bytes": articles * costs["nquads_bytes"],
        "packed_bytes": packed,
        "index_hours": articles * costs["quads"] / 1e9 * prices["index_hours"],
        "extract_price": extract * prices["core_hour"],
        "storage_price": packed / 1e9 * prices["gigabyte_month"],
    }


def prices() -> dict[str, float]:
    """Return the assumptions' numbers by name."""
    return {name: float(entry["value"]) for name, entry in _assumptions().items()}


def _assumptions() -> dict[str, Any]:
    return tomllib.loads(ASSUMPTIONS.read_text(encoding="utf-8"))


def assumptions_table(figures: Mapping[str, Any]) -> str:
    """Return what the plan rests on: the measured costs, then the assumptions with their sources."""
    costs = measured_costs(figures)
    measured = [
        ("seconds of one core to read and extract an article", f"{costs['extract']:.3f}"),
        ("characters, facts of an article", f"{costs['characters']:,.0f}, {costs['facts']:.0f}"),
        (f"seconds to add one article to {costs['size']:,.0f}", f"{costs['add']:.3f}"),
        ("exponent of the cost of adding all", f"{costs['add_exponent']:.2f}"),
        ("seconds to export an article as sorted N-Quads", f"{costs['export']:.4f}"),
        ("quads of an article", f"{costs['quads']:,.0f}"),
        ("bytes of an article: graph folder, N-Quads", f"{costs['folder_bytes']:,.0f}, {costs['nquads_bytes']:,.0f}"),
    ]
    rows = [f"| {what} | {value} | measured, {figures['date']} |" for what, value in measured]
    rows += [f"| {entry['what']} | {entry['value']} | {entry['source']} |" for entry in _assumptions().values()]
    return "\n".join(["| cost | value | from |", "|---|---|---|", *rows])


def plan_table(figures: Mapping[str, Any]) -> str:
    """Return the plan for each number of articles."""
    costs, given = measured_costs(figures), prices()
    plans = [projected(costs, number, given) for number in ARTICLES]
    rows = [
        ("extraction, core hours", [f"{p['extract_hours']:,.0f}" for p in plans]),
        ("cores that extract it in a day", [f"{max(1, round(p['cores_for_a_day'])):,}" for p in plans]),
        ("extraction, dollars", [_dollars(p["extract_price"]) for p in plans]),
        ("adding with the one writer, days", [f"{p['add_hours'] / 24:,.1f}" for p in plans]),
        ("quads", [_large(p["quads"]) for p in plans]),
        ("graph folder", [_bytes(p["folder_bytes"]) for p in plans]),
        ("N-Quads, plain and packed", [f"{_bytes(p['nquads_bytes'])}, {_bytes(p['packed_bytes'])}" for p in plans]),
        ("packed N-Quads kept, dollars a month", [_dollars(p["storage_price"]) for p in plans]),
        ("export sorted by one process, days", [f"{p['export_hours'] / 24:,.2f}" for p in plans]),
        ("index built by QLever on one machine, hours", [f"{p['index_hours']:,.0f}" for p in plans]),
    ]
    head = ["", *(f"{number:,} articles" for number in ARTICLES)]
    lines = [head, ["---"] * len(head), *([what, *values] for what, values in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _dollars(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:,.2f}"


def _bytes(number: float) -> str:
    for unit in ("kB", "MB", "GB", "TB"):
        number /= 1000
        if number < 1000:
            return f"{number:,.1f} {unit}" if number < 10 else f"{number:,.0f} {unit}"
    return f"{number / 1000:,.1f} PB"


def _large(number: float) -> str:
    return f"{number / 1e6:,.0f} million" if number < 1e9 else f"{number / 1e9:,.1f} thousand million"
