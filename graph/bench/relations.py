"""``newsgraph bench relations``: whether facts get the relation of the inventory that a careful reader would give them.

The gold is ``data/relations/gold.tsv``, one line for each fact of ``data/gold``; facts that extraction misses are not
judged. The floors: section ``[relations]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.errors import NewsgraphError
from graph.bench.goldstandard.records import GoldError

__all__ = ["FLOORS", "failures", "run"]

FLOORS = Path(__file__).with_name("floors.toml")
_SPLITS = ("tune", "held_out", "all")
_FIGURES = ("mapped", "wrong", "wrong_of_mapped")


def run(args: list[str]) -> int:
    """Judge the relations of the sample articles' facts and print the table.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure of the held-out articles misses its bar; 2 where articles or gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench relations", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("--relations", type=Path, default=Path("data/relations/gold.tsv"), metavar="FILE")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="rounds of the intervals, 0 for none")
    parser.add_argument("--errors", action="store_true", help="list the wrong ones of the tune articles")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    from graph.bench.gold import measure
    from graph.bench.goldstandard.relations import judge, load_wanted, mapping_figures, mapping_interval

    try:
        wanted = load_wanted(options.relations)
        found = list(judge(measure(options.articles, options.gold, model=options.model), wanted))
    except (GoldError, NewsgraphError, OSError) as error:
        print(f"newsgraph bench relations: {error}", file=sys.stderr)
        return 2
    table: dict[str, dict[str, Any]] = {}
    for split in _SPLITS:
        chosen = [j for j in found if split in ("all", j.split)]
        table[split] = dict(mapping_figures(chosen))
        for name in _FIGURES if options.bootstrap and chosen else ():
            table[split][f"{name}_interval"] = mapping_interval(chosen, name, rounds=options.bootstrap)
    print(json.dumps(table, indent=1) if options.json else "\n".join(_as_text(table)))
    if options.errors:
        for one in found:
            if one.split == "tune" and not one.right:
                parts = (
                    one.fact.subject.text,
                    one.fact.relation.label,
                    one.fact.object.text if one.fact.object else "-",
                )
                print(one.article, "/".join(sorted(one.wanted)), f"got {one.got}", " | ".join(parts), sep="\t")
    problems = list(failures(table))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def failures(table: dict[str, dict[str, Any]], *, floors: Path = FLOORS) -> Iterator[str]:
    """Yield one line for each figure of the held-out articles that misses its bar."""
    bars = tomllib.loads(floors.read_text(encoding="utf-8"))["relations"]
    row = table["held_out"]
    if row["mapped"] < bars["mapped"]:
        yield f"relations: held_out mapped is {row['mapped']:.3f}, its floor is {bars['mapped']}"
    if row["wrong_of_mapped"] > bars["wrong_at_most"]:
        yield f"relations: held_out wrong_of_mapped is {row['wrong_of_mapped']:.3f}, at most {bars['wrong_at_most']}"


def _as_text(table: dict[str, dict[str, Any]]) -> Iterable[str]:
    yield f"{'':20}" + "".join(f"{split:>22}" for split in table)
    for name in ("facts", "due"):
        yield f"{name:20}" + "".join(f"{row[name]:>22.0f}" for row in table.values())
    for name in _FIGURES:
        cells = []
        for row in table.values():
            between = row.get(f"{name}_interval")
            cells.append(f"{row[name]:.3f}" + (f" ({between[0]:.3f}-{between[1]:.3f})" if between else ""))
        yield f"{name:20}" + "".join(f"{cell:>22}" for cell in cells)
