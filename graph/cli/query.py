"""``newsgraph query``: ask the graph in SPARQL, or by the name of a saved query."""

from __future__ import annotations

import argparse
import shutil
import sys

from graph.cli.mirror import add_store
from graph.cli.options import add_kg, as_text, open_for_reading

__all__ = ["add_parser", "run"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "query",
        help="ask the graph in SPARQL",
        description="Run a SPARQL query over the union of all graphs: its text, a .rq file, or a saved query's name."
        " The prefixes of the graph are known without PREFIX lines.",
    )
    parser.add_argument("query", nargs="?", metavar="SPARQL|FILE.rq|NAME", help="the query")
    parser.add_argument("--list", action="store_true", dest="list_saved", help="list the saved queries and leave")
    add_kg(parser)
    add_store(parser, "ask this SPARQL server, which `newsgraph mirror` or build --store filled, in place of --kg")
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print the result (default: table)")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="k=v",
        help="value of the query's variable ?k: text, a number, or an IRI; may be repeated",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE
    from graph.errors import QueryInvalid
    from graph.query.formats import write_result

    if args.list_saved:
        _print_saved()
        return ALL_DONE
    if args.query is None:
        raise QueryInvalid("expected SPARQL, a .rq file or a saved query's name; newsgraph query --list shows them")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if args.store is not None:
        return _ask_server(args, width)
    with open_for_reading(args.kg) as kg:
        result = kg.query(as_text(args.query), _parameters(args.param))
        prefixes = kg.store.instances.prefixes
        write_result(result, sys.stdout.buffer, args.format, label=kg.label, prefixes=prefixes, width=width)
    return ALL_DONE


def _ask_server(args: argparse.Namespace, width: int | None) -> int:
    from graph.cli import ALL_DONE
    from graph.errors import GraphMissing
    from graph.query.formats import write_result
    from graph.remote.asking import RemoteGraph
    from graph.remote.client import RemoteStore
    from graph.remote.dialects import read_address
    from graph.vocabulary import Instances

    try:
        with open_for_reading(args.kg) as kg:
            instances = kg.store.instances
    except GraphMissing:
        instances = Instances()
    with RemoteStore(read_address(as_text(args.store))) as store:
        remote = RemoteGraph(store, instances.prefixes)
        result = remote.query(as_text(args.query), _parameters(args.param))
        if args.format == "table":
            remote.learn_labels(result)
        write_result(
            result, sys.stdout.buffer, args.format, label=remote.label, prefixes=instances.prefixes, width=width
        )
    return ALL_DONE


def _parameters(given: list[str]) -> dict[str, str]:
    from graph.errors import QueryInvalid

    values = {}
    for item in given:
        name, equals, value = as_text(item).partition("=")
        if not equals or not name.isidentifier():
            raise QueryInvalid(f"--param {item}: expected NAME=VALUE, such as --param place=Istanbul")
        values[name] = value
    return values


def _print_saved() -> None:
    from graph.query.saved import saved_queries

    for saved in saved_queries():
        print(f"{saved.name:<18}{saved.description}")
        for parameter in saved.parameters:
            default = f" (default: {parameter.default})" if parameter.default is not None else ""
            print(f"{'':<20}--param {parameter.name}=…  {parameter.meaning}{default}")
        if saved.example:
            print(f"{'':<20}newsgraph query {saved.name} {saved.example}")
