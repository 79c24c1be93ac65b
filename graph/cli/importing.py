"""``newsgraph import``: files in that are no articles: dumps, records, and other people's RDF."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.options import add_kg

if TYPE_CHECKING:
    from graph.imports.take import ImportReport

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "import",
        help="take in a dump, records, or other RDF",
        description="Take files in. A dump made with `newsgraph export --format nquads --records` restores its"
        " articles, sources, corrections and imported graphs. Records (.jsonl, from `newsgraph extract`) are added as"
        " articles. Any other RDF gets a graph of its own, import/FILE, that takes part in every query; the same file"
        " name again replaces it, and `newsgraph remove IRI` takes it out.",
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=".nq .trig .ttl .nt .jsonld .rdf .xml .owl .n3 or .jsonl, also with .gz",
    )
    add_kg(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED
    from graph.errors import ImportRefused
    from graph.imports.take import base_of
    from graph.knowledge_graph import KnowledgeGraph

    folder = Path(args.kg)
    base = threshold = None
    if not (folder / "store").is_dir():
        base, threshold = base_of(Path(args.files[0]))
    done = failed = 0
    with KnowledgeGraph.open(folder, base=base, threshold=threshold) as kg:
        for name in args.files:
            try:
                report = kg.import_file(name)
            except ImportRefused as error:
                print(f"newsgraph: {error}", file=sys.stderr)
                failed += 1
                continue
            _say(name, report)
            failed += len(report.unread)
            done += report.articles + len(report.graphs)
        if done:
            kg.export(folder / "graph.ttl", "turtle")
            kg.view(folder / "graph.html")
    if not failed:
        return ALL_DONE
    return SOME_FAILED if done else NOTHING_DONE


def _say(name: str, report: ImportReport) -> None:
    for error in report.unread:
        print(f"newsgraph: {error}", file=sys.stderr)
    if report.articles:
        print(f"{name}: {report.articles:,} articles")
    for graph, quads in report.graphs:
        print(f"{name}: {quads:,} triples in {graph}")
    if report.triple_terms:
        print(f"newsgraph: {name}: {report.triple_terms:,} RDF 1.2 triple terms were left out", file=sys.stderr)
    if report.without_records:
        print(
            f"newsgraph: {name}: an export without records; it can be queried, but its articles cannot be changed:"
            " `newsgraph export --format nquads --records` makes a dump that restores everything",
            file=sys.stderr,
        )
