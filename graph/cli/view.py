"""``newsgraph view``: the graph as one HTML page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.cli.options import add_kg, as_text, open_for_reading

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "view",
        help="draw the graph as one HTML page",
        description="Write one HTML page that opens offline: search, filter, and the sentence behind every line.",
    )
    add_kg(parser)
    parser.add_argument("-o", "--output", metavar="FILE.html", help="default: graph.html in the graph's folder")
    parser.add_argument("--focus", metavar="ENTITY", help="only this entity (its name or IRI) and its surroundings")
    parser.add_argument("--query", metavar="SPARQL", help="only the entities that this query returns")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE

    output = Path(args.output) if args.output else Path(args.kg) / "graph.html"
    focus = as_text(args.focus) if args.focus else None
    query = as_text(args.query) if args.query else None
    with open_for_reading(args.kg) as kg:
        written = kg.view(output, focus=focus, query=query)
    print(f"newsgraph: wrote {written}; open it in a browser", file=sys.stderr)
    return ALL_DONE
