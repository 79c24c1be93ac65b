"""``newsgraph bench store``: what newsgraph adds to the cost of the bare engine, as ratios measured in one run.

A made-up newsroom fills a graph of about so many quads, always the same. Times are CPU seconds of this process, so
that other programs on the machine do not count; opening is wall time of a new process. Ceilings: section ``[store]``
of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.bench.annotator import FLOORS, machine

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["measure", "quads_per_fact", "run"]

QUADS_PER_ARTICLE = 373
ADDED = 20


def run(args: list[str]) -> int:
    """Measure and print.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is above its ceiling.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench store", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quads", type=int, default=100_000, metavar="N", help="size of the graph (100000)")
    parser.add_argument("--kg", metavar="DIR", help="keep the graph here; one that is there is used again")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out the comparison with rdflib's memory store")
    parser.add_argument("--limit", type=float, default=60.0, metavar="S", help="seconds for a query of rdflib (60)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    with contextlib.ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = Path(options.kg) if options.kg else work / "kg"
        figures = measure(folder, work, options.quads, rdflib=not options.no_rdflib, limit=options.limit)
    figures["machine"] = machine()
    print(json.dumps(figures, indent=2) if options.json else _table(figures))
    above = _above(figures)
    for line in above:
        print(line, file=sys.stderr)
    return 1 if above else 0


def measure(folder: Path, work: Path, quads: int, *, rdflib: bool = True, limit: float = 60.0) -> dict[str, Any]:
    """Measure one graph.

    Args:
        folder: The graph, made here if there is none.
        work: A folder for files on the way.
        quads: About how many quads the graph should have.
        rdflib: Compare with rdflib's memory store.
        limit: Seconds that rdflib may take for one query.

    Returns:
        The figures by name.
    """
    from graph.bench.newsroom import generate_articles
    from graph.knowledge_graph import KnowledgeGraph

    articles = max(1, quads // QUADS_PER_ARTICLE)
    with KnowledgeGraph.open(folder) as kg:
        there = sum(1 for _ in kg.store.articles())
        records = generate_articles(articles + ADDED)
        for number, record in enumerate(records):
            if number >= articles:
                break
            if number >= there:
                kg.add(record)
            if number % 200 == 199:
                kg.flush()
        kg.flush()
        figures: dict[str, Any] = {"quads": len(kg.store.store), "articles": articles}
        figures["quads_per_fact"] = round(quads_per_fact(kg), 2)
    figures["open_seconds"] = round(min(_opening(folder) for _ in range(5)), 3)
    figures |= _export(folder, work)
    figures |= _load(work)
    from graph.bench.newsroom.queries import compare_queries

    figures |= compare_queries(folder, work / "dump.nq", rdflib=rdflib, limit=limit)
    with KnowledgeGraph.open(folder) as kg:
        spent = [_timed(partial(kg.add, record)) for record in records]
        figures["add_ms"] = round(1000 * statistics.median(spent), 1) if spent else None
        for number in range(articles, articles + ADDED):
            with contextlib.suppress(LookupError):
                kg.remove(f"reports/{number:06}.txt")
    return figures


def quads_per_fact(kg: KnowledgeGraph) -> float:
    """Return how many quads a fact takes: its statement, its share of the evidence, its plain triple."""
    from pyoxigraph import DefaultGraph

    from graph.vocabulary import NG, OA, RDF

    store, relations = kg.store.store, f"{kg.store.instances.base}relation/"
    statements = {quad.subject for quad in store.quads_for_pattern(None, RDF["type"], NG["Statement"])}
    spans = {quad.subject for quad in store.quads_for_pattern(None, RDF["type"], OA["TextQuoteSelector"])}
    own = sum(1 for quad in store if quad.subject in statements or quad.subject in spans)
    shared = store.quads_for_pattern(None, None, None, DefaultGraph())
    plain = sum(1 for quad in shared if quad.predicate.value.startswith(relations))
    return (own + plain) / max(1, len(statements))


def _opening(folder: Path) -> float:
    """Return the wall time of a whole process that asks one small question."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "graph.cli", "query", "ASK { ?a a schema:NewsArticle }", "--kg", str(folder)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - began


def _export(folder: Path, work: Path) -> dict[str, Any]:
    """Compare the sorted export with Oxigraph's own dump."""
    from pyoxigraph import RdfFormat

    from graph.knowledge_graph import KnowledgeGraph

    with KnowledgeGraph.open(folder, read_only=True) as kg:
        with (work / "plain.nq").open("wb") as file:
            plain = _timed(lambda: kg.store.store.dump(file, format=RdfFormat.N_QUADS))
        ours = _timed(lambda: kg.export(work / "dump.nq", "nquads"))
        pretty = _timed(lambda: kg.export(work / "dump.ttl", "turtle"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "dump_seconds": round(plain, 2),
        "export_nquads_to_dump": round(ours / plain, 2),
        "export_turtle_to_dump": round(pretty / plain, 2),
        "export_megabytes": round(memory),
    }


def _load(work: Path) -> dict[str, Any]:
    """Compare importing a file with Oxigraph's own bulk load of it into a named graph."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    from graph.knowledge_graph import KnowledgeGraph

    file = work / "dump.ttl"
    plain = Store(str(work / "plain-store"))
    bare = _timed(partial(plain.bulk_load, path=str(file), format=RdfFormat.TURTLE, to_graph=NamedNode("urn:g")))
    bare += _timed(plain.flush)
    with KnowledgeGraph.open(work / "loaded") as kg:
        ours = _timed(lambda: kg.import_file(file))
    return {"bulk_load_seconds": round(bare, 2), "import_to_bulk_load": round(ours / bare, 2)}


def _timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def _above(figures: dict[str, Any]) -> list[str]:
    """Return a line for each figure above its ceiling, or below its floor."""
    section = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("store", {})
    found = []
    for name, bound in section.items():
        figure = figures.get(name)
        if figure is None:
            continue
        if name == "queries_rdflib_to_ours" and figure < bound:
            found.append(f"below the floor: {name} {figure} < {bound}")
        elif name != "queries_rdflib_to_ours" and figure > bound:
            found.append(f"above the ceiling: {name} {figure} > {bound}")
    return found


def _table(figures: dict[str, Any]) -> str:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(f"{name}")
            lines += [f"  {key:<24} {'  '.join(f'{part:>10}' for part in row)}" for key, row in value.items()]
        else:
            lines.append(f"{name:<26} {value}")
    return "\n".join(lines)
