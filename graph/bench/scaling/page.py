"""Tables of the figures of ``newsgraph bench scale``, and the same in ``docs/scale.md``.

``python -m graph.bench.scaling.page docs/scale.md`` writes the tables of ``figures.json`` beside this module between
the page's markers; a test compares them.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.bench.scaling.growth import exponent, n_log_n_ratio, totals
from graph.bench.scaling.plan import assumptions_table, plan_table

__all__ = ["FIGURES", "beyond_bounds", "committed", "filled", "tables"]

FIGURES = Path(__file__).with_name("figures.json")
"""The run that the documentation speaks of."""
_BLOCK = re.compile(r"(<!-- figures: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Figures = Mapping[str, Any]


def committed() -> dict[str, Any]:
    """Return the figures of the run that the documentation speaks of."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def tables(figures: Figures) -> str:
    """Return all tables that the figures allow, with a headline each."""
    parts = [f"{figures['machine']}, {figures['date']}"]
    if figures.get("built", {}).get("ways"):
        parts += [f"{figures['built']['articles']:,} articles built", built_table(figures)]
    if figures.get("sizes"):
        parts += ["Cost in seconds of processor time", growth_table(figures)]
        parts += ["Memory of each step, and bytes", memory_table(figures)]
        parts += ["Saved queries, seconds", query_table(figures)]
    return "\n\n".join(parts)


def built_table(figures: Figures) -> str:
    """Return what building took in each way."""
    ways = figures["built"]["ways"]
    first = ways.get("1 job", {}).get("quiet_seconds")
    rows = [
        [
            way,
            f"{one['articles_per_second']:.1f}",
            f"{one['sentences_per_second']:.0f}",
            f"{first / one['quiet_seconds']:.2f}" if first else "",
            f"{one['articles_per_second_by_the_wall']:.1f}",
            f"{one['first_process_seconds']:.1f}",
            " + ".join(f"{seconds:.1f}" for seconds in one["worker_seconds"]) or "-",
            f"{one['first_process_megabytes']}",
            f"{one['worker_megabytes'] or '-'}",
            f"{one['summed_megabytes']}",
        ]
        for way, one in ways.items()
    ]
    head = (
        "way|articles a second|sentences a second|times one job|articles a second by the wall|first process, s"
        "|workers, s|first process, MB|largest worker, MB|all, MB"
    )
    return _table(head.split("|"), rows)


def growth_table(figures: Figures) -> str:
    """Return the whole cost of each step at each size, the exponent of its growth and the ratio to n log n."""
    sizes = figures["sizes"]
    numbers = [size["articles"] for size in sizes]
    rows = []
    for step, costs in totals(sizes).items():
        grown = [f"{exponent(numbers, costs):.2f}", f"{n_log_n_ratio(numbers, costs):.2f}"] if len(sizes) > 1 else []
        rows.append([step, *(f"{cost:,.1f}" for cost in costs), *grown])
    per_article = [1000 * size["add"]["seconds"] / size["add"]["added"] for size in sizes]
    rows.insert(1, ["add, ms an article since the size before", *(f"{cost:.1f}" for cost in per_article), "", ""])
    head = ["step", *(f"{number:,}" for number in numbers), "exponent", "growth to n log n"]
    return _table(head, [row[: len(head)] for row in rows])


def memory_table(figures: Figures) -> str:
    """Return the peak memory of each step at each size, and the bytes on disk and in exports."""
    sizes = figures["sizes"]
    steps = [name for name in sizes[0] if isinstance(sizes[0][name], Mapping)]
    rows = [[f"{step}, MB", *(f"{size[step]['megabytes']:,.0f}" for size in sizes)] for step in steps]
    rows.append(["quads", *(f"{size['add']['quads']:,}" for size in sizes)])
    rows.append(["folder, MB", *(f"{size['add']['bytes'] / 1e6:,.0f}" for size in sizes)])
    for form in ("nquads", "turtle"):
        rows.append([f"{form}, MB", *(f"{size[f'export {form}']['bytes'] / 1e6:,.0f}" for size in sizes)])
    return _table(["", *(f"{size['articles']:,} articles" for size in sizes)], rows)


def query_table(figures: Figures) -> str:
    """Return what each saved query took at each size."""
    sizes = figures["sizes"]
    names = sorted({name for size in sizes for name in (*size["query"]["by_name"], *size["query"]["cut_off"])})
    rows = [
        [
            name,
            *(f"{size['query']['by_name'][name]:.2f}" if name in size["query"]["by_name"] else "-" for size in sizes),
        ]
        for name in names
    ]
    return _table(["query", *(f"{size['articles']:,}" for size in sizes)], rows)


def beyond_bounds(figures: Figures, floors: Path) -> list[str]:
    """Return a line for each figure beyond its bound in ``[scale]`` of the floors' file."""
    bounds = tomllib.loads(floors.read_text(encoding="utf-8")).get("scale", {})
    found = []
    for way, one in figures.get("built", {}).get("ways", {}).items():
        jobs = len(one["worker_seconds"]) or 1
        allowed = bounds.get("megabytes", 0) + jobs * bounds.get("megabytes_a_job", 0)
        if allowed and one["summed_megabytes"] > allowed:
            found.append(f"above the ceiling: {way}: {one['summed_megabytes']} MB > {allowed}")
    sizes = figures.get("sizes", [])
    if len(sizes) > 1:
        numbers = [size["articles"] for size in sizes]
        for step, costs in totals(sizes).items():
            ratio = n_log_n_ratio(numbers, costs)
            if ratio > bounds.get("to_n_log_n", ratio):
                found.append(f"above the ceiling: {step} grows {ratio:.2f} times n log n > {bounds['to_n_log_n']}")
    return found


def filled(text: str, figures: Figures) -> str:
    """Return a page with the tables between its markers made anew."""
    makers: dict[str, Callable[[Figures], str]] = {
        "built": built_table,
        "growth": growth_table,
        "memory": memory_table,
        "queries": query_table,
        "assumptions": assumptions_table,
        "plan": plan_table,
    }
    return _BLOCK.sub(lambda found: f"{found[1]}{makers[found[2]](figures)}\n{found[3]}", text)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(filled(page.read_text(encoding="utf-8"), committed()), encoding="utf-8")
