"""``newsgraph entities``: who and what the graph knows."""

from __future__ import annotations

import argparse

from graph.cli.options import add_kg, open_for_reading

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "entities",
        help="list who and what the graph knows",
        description="List the entities, the most mentioned first: type, mentions, articles, name, other names, IRI.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="list entities, the most mentioned first")
    add_kg(listing)
    listing.add_argument("--type", metavar="CLASS", help="only this class: Person, Organization, Country, City, …")
    listing.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE

    with open_for_reading(args.kg) as kg:
        rows = [row for row in kg.entities() if row.mention_count and row.resolved]
    if args.type:
        rows = [row for row in rows if row.type.lower() == args.type.lower()]
    for row in sorted(rows, key=lambda row: (-row.mention_count, row.label, row.iri)):
        names = f"{row.label} ({', '.join(row.aliases)})" if row.aliases else row.label
        print(f"{row.type}\t{row.mention_count}\t{row.article_count}\t{names}\t{row.iri}")
    return ALL_DONE
