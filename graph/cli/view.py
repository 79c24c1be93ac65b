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
    parser.add_argument(
        "--depth", metavar="N", type=int, choices=(1, 2, 3), default=1, help="steps around --focus: 1 (default), 2 or 3"
    )
    parser.add_argument(
        "--query", metavar="SPARQL", help="only what this query returns: entities, or constructed facts"
    )
    parser.add_argument("--title", metavar="TEXT", default="newsgraph", help="the page's heading")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE
    from graph.errors import GraphUnwritable

    output = Path(args.output) if args.output else Path(args.kg) / "graph.html"
    focus = as_text(args.focus) if args.focus else None
    query = as_text(args.query) if args.query else None
    with open_for_reading(args.kg) as kg:
        page = kg.view(focus=focus, depth=args.depth, query=query, title=as_text(args.title))
    try:
        page.write(output)
    except OSError as error:
        raise GraphUnwritable(
            f"{output}: cannot be written ({error.strerror}); choose another place with -o"
        ) from error
    print(f"newsgraph: wrote {output} ({page.summary()}); open it in a browser", file=sys.stderr)
    return ALL_DONE
