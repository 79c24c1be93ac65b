"""``newsgraph export``: the graph as a file."""

from __future__ import annotations

import argparse
import sys

from graph.cli.options import add_kg, open_for_reading

__all__ = ["add_parser", "run"]

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "csv")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "export",
        help="write the graph in another format",
        description="Write the whole graph, sorted: the same graph gives the same bytes. Turtle and N-Triples hold the"
        " union of all graphs, the other RDF formats keep articles apart; csv is one row per statement.",
    )
    add_kg(parser)
    parser.add_argument("--format", choices=FORMATS, default="turtle", help="default: turtle")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here instead of standard output (csv: a folder gets both tables)"
    )
    parser.add_argument(
        "--triple-terms",
        action="store_true",
        help="also write each statement's triple as RDF 1.2 does, rdf:reifies <<( s p o )>>",
    )
    parser.add_argument(
        "--records",
        action="store_true",
        help="also write the records (nquads, trig): a dump from which `newsgraph import` restores everything",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE

    with open_for_reading(args.kg) as kg:
        target = args.output or sys.stdout.buffer
        kg.export(target, args.format, triple_terms=args.triple_terms, records=args.records)
    return ALL_DONE
