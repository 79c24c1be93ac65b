"""What adding, merging, asking, exporting and drawing cost as a graph grows, and how fast that cost grows."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.query.saved import saved_queries

__all__ = ["SIZES", "exponent", "grow", "n_log_n_ratio", "sizes_up_to", "totals"]

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)

Size = Mapping[str, Any]


def sizes_up_to(articles: int) -> list[int]:
    """Return the sizes to measure at: those of :data:`SIZES` below a number, and the number; two at least."""
    return [*([size for size in SIZES if size < articles] or [max(2, articles // 4)]), articles]


def grow(
    folder: Path, samples: Path, sizes: Sequence[int], *, limit: float, say: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    """Grow a graph from size to size and measure each step there, every step in a process of its own.

    Args:
        folder: Where the graph is made; one that is there is grown on.
        samples: Records of the sample articles, as JSON Lines.
        sizes: Numbers of articles.
        limit: Seconds that one query may take by the clock; one that is cut off is named.
        say: What to do with a line on the progress.

    Yields:
        Figures of one size.
    """
    before = 0
    for size in sizes:
        say(f"adding up to {size:,} articles")
        figures: dict[str, Any] = {"articles": size, "add": _step("add", folder, samples, before, size)}
        say(f"merging, asking, exporting, drawing at {size:,}")
        figures["merge"] = _step("merge", folder)
        asked = {saved.name: _step("query", folder, saved.name, limit=limit) for saved in saved_queries()}
        done = {name: found for name, found in asked.items() if found}
        figures["query"] = {
            "seconds": sum(found["seconds"] for found in done.values()),
            "megabytes": max(found["megabytes"] for found in done.values()),
            "by_name": {name: found["seconds"] for name, found in done.items()},
            "cut_off": sorted(set(asked) - set(done)),
        }
        for form in ("nquads", "turtle"):
            figures[f"export {form}"] = _step("export", folder, form)
        figures["view"] = _step("view", folder)
        before = size
        yield figures


def totals(sizes: Sequence[Size]) -> dict[str, list[float]]:
    """Return the whole cost of each step at each size, in seconds.

    Of adding, that of all articles so far; of queries, of those that were cut off at no size.
    """
    added, whole = 0.0, []
    for size in sizes:
        added += size["add"]["seconds"]
        whole.append(added)
    steps = [name for name in sizes[0] if isinstance(sizes[0][name], Mapping) and name != "add"]
    costs = {"add": whole} | {name: [size[name]["seconds"] for size in sizes] for name in steps}
    if "query" in costs:
        asked = [size["query"]["by_name"] for size in sizes]
        done = set(asked[0]).intersection(*asked)
        costs["query"] = [sum(seconds[name] for name in sorted(done)) for seconds in asked]
    return costs


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the k of cost = c n^k by least squares over the logarithms; 1 is linear, n log n about 1.1 here."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-6)) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((one - x) ** 2 for one in xs)
    return sum((one - x) * (other - y) for one, other in zip(xs, ys, strict=True)) / spread if spread else 0.0


def n_log_n_ratio(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return by how much cost / (n log n) has grown from the smallest size to the largest: at most 1 is as promised."""
    first, last = (cost / (size * math.log(size)) for size, cost in ((sizes[0], costs[0]), (sizes[-1], costs[-1])))
    return last / first if first else 0.0


def _step(name: str, *args: object, limit: float | None = None) -> dict[str, Any]:
    """Run a step in a process of its own; nothing where it took longer than the limit."""
    command = [sys.executable, "-m", "graph.bench.scaling.steps", name, *map(str, args)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=limit)  # noqa: S603 - our own command
    except subprocess.TimeoutExpired:
        return {}
    if done.returncode != 0:
        raise RuntimeError(f"{name}: {done.stderr.decode('utf-8', 'replace')[-800:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
