"""``newsgraph bench scale``: what does it cost with more processes, more machines, and a larger graph?

First the same made-up articles are built with one process and with two, and over a cluster with one worker and two.
Then a graph grows from 1,000 articles on; at each size adding, merging, asking, exporting and drawing are measured,
each in a process of its own, and the growth of their cost is compared with n log n. The articles are the sample
articles told again with other names, places and days. Costs are processor time; memory is the most a process held.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.errors import ArticleError, NewsgraphError
from graph.bench.annotator import FLOORS, machine

__all__ = ["run"]

SAMPLES = Path("data/articles")
ROUNDS = 3


def run(args: list[str]) -> int:
    """Measure, print, and write the figures.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is beyond its bound in ``floors.toml``; 2 where something is missing.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench scale", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument(
        "--articles", type=int, default=3_000, metavar="N", help="size the graph grows to (default: 3000; 0: no growth)"
    )
    parser.add_argument(
        "--built", type=int, default=300, metavar="N", help="articles built in each way (default: 300; 0: none)"
    )
    parser.add_argument("--samples", type=Path, default=SAMPLES, metavar="DIR", help="articles to make others of")
    parser.add_argument("--work", type=Path, metavar="DIR", help="folder for the graphs (default: one that is removed)")
    parser.add_argument("--limit", type=float, default=120.0, metavar="S", help="seconds for one query (default: 120)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there; what FILE holds is kept")
    options = parser.parse_args(args)
    os.environ["OMP_NUM_THREADS"] = "1"
    figures = _figures_of(options.json)
    try:
        with tempfile.TemporaryDirectory() as folder:
            work = options.work or Path(folder)
            work.mkdir(parents=True, exist_ok=True)
            _measure(options, work, figures)
    except NewsgraphError as error:
        print(f"newsgraph bench scale: {error}", file=sys.stderr)
        return 2
    from graph.bench.scaling.page import beyond_bounds, tables

    print(tables(figures))
    beyond = beyond_bounds(figures, FLOORS)
    for line in beyond:
        print(line, file=sys.stderr)
    return 1 if beyond else 0


def _figures_of(file: Path | None) -> dict[str, Any]:
    if file is not None and file.exists():
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found
    return {}


def _measure(options: argparse.Namespace, work: Path, figures: dict[str, Any]) -> None:
    from extractors.records import from_json
    from graph.bench.newsroom import recast_articles
    from graph.bench.scaling.growth import grow, sizes_up_to
    from graph.bench.scaling.throughput import WAYS, build_figures, has_cluster, write_corpus

    def keep() -> None:
        if options.json is not None:
            options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")

    figures |= {"machine": machine(), "date": datetime.now(UTC).date().isoformat()}
    samples = work / "samples.jsonl"
    records, figures["extraction"] = _records(options.samples)
    samples.write_text(records, encoding="utf-8")
    if options.built:
        real = [from_json(line) for line in samples.read_text(encoding="utf-8").splitlines()]
        corpus = work / "corpus.jsonl"
        characters = write_corpus(recast_articles(real, options.built), corpus)
        figures["built"] = {"articles": options.built, "characters": characters, "ways": {}}
        for way in WAYS:
            if way.startswith("cluster") and not has_cluster():
                _say(f"{way}: not measured, the extra newsgraph[cluster] is not installed")
                continue
            _say(f"building {options.built:,} articles: {way}")
            figures["built"]["ways"][way] = build_figures(way, corpus, work)
            keep()
    if options.articles:
        figures["sizes"] = []
        sizes = sizes_up_to(options.articles)
        for size in grow(work / "kg", samples, sizes, limit=options.limit, say=_say):
            figures["sizes"].append(size)
            keep()


def _records(folder: Path) -> tuple[str, dict[str, Any]]:
    """Return the records of the sample articles as JSON Lines, and what making them took."""
    from extractors import extract, load_pipeline, read_articles
    from extractors.records import to_json

    articles = [item for item in read_articles([str(folder)]) if not isinstance(item, ArticleError)]
    if not articles:
        raise NewsgraphError(f"{folder}: expected articles to make others of, found none")
    pipeline = load_pipeline()
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        records = list(extract(articles, pipeline=pipeline))
        seconds.append(time.process_time() - began)
    figures = {
        "articles": len(articles),
        "characters": sum(len(article.text) for article in articles),
        "sentences": sum(len(record.sentences) for record in records),
        "facts": sum(len(record.facts) for record in records),
        "seconds": min(seconds),
    }
    return "".join(f"{to_json(record)}\n" for record in records), figures


def _say(line: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)
