"""``newsgraph bench``: the project's own figures."""

from __future__ import annotations

import argparse
from itertools import takewhile

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "bench",
        help="measure quality and speed",
        description="Run the project's benchmarks of these names; without NAME, list them. Options after the names are"
        " theirs.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="which benchmark")
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="...", help="more names; options, which NAME --help shows"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    import pkgutil
    from importlib import import_module

    import graph.bench
    from extractors.errors import NewsgraphError
    from graph.cli import ALL_DONE

    names = sorted(module.name for module in pkgutil.iter_modules(graph.bench.__path__) if not module.ispkg)
    if args.name is None:
        print("\n".join(names))
        return ALL_DONE
    if args.name not in names:
        raise NewsgraphError(f"bench {args.name}: expected one of {', '.join(names)}")
    takes_names = args.name == "record"  # then further names are its own arguments
    more = [] if takes_names else list(takewhile(names.__contains__, args.rest))
    options = args.rest[len(more) :]
    return max(int(import_module(f"graph.bench.{name}").run(options)) for name in (args.name, *more))
