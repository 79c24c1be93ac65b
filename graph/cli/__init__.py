"""The ``newsgraph`` command: one file per subcommand, nothing heavy imported before it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

__all__ = ["main"]

COMMANDS = (
    *("build", "extract", "query", "export", "import", "view", "remove", "entities", "validate", "report"),
    *("serve", "mirror", "bench"),
)
_MODULES = {"import": "importing"}

ALL_DONE = 0
SOME_FAILED = 1
NOTHING_DONE = 2
INTERRUPTED = 130

_EXAMPLES = """\
examples:
  newsgraph build articles/                  make ./kg: a graph, graph.ttl, graph.html
  newsgraph query quotes                     who says what about whom
  newsgraph query happened-in --param place=Istanbul
  newsgraph query "SELECT ?who { ?who a schema:Person }" --format csv
  newsgraph export --format nquads -o graph.nq
  newsgraph extract story.txt > facts.jsonl  facts only, no graph

exit status: 0 all done, 1 some inputs failed, 2 nothing was done, 130 interrupted
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    import argparse
    from importlib import import_module

    parser = argparse.ArgumentParser(
        prog="newsgraph",
        description="News articles in, a knowledge graph out: facts with their exact words, in RDF, offline.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in COMMANDS:
        import_module(f"graph.cli.{_MODULES.get(name, name)}").add_parser(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: Arguments without the program's name; the process's own when None.

    Returns:
        The exit status: 0 all done, 1 some inputs failed, 2 nothing was done, 130 interrupted.
    """
    from extractors.errors import NewsgraphError

    _speak_utf8()
    parser = build_parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as leaving:  # argparse has printed help or a usage error
        return int(leaving.code or 0)
    if args.version:
        from importlib.metadata import version

        print("newsgraph", version("newsgraph"))
        return ALL_DONE
    if args.command is None:
        parser.print_help(sys.stderr)
        return NOTHING_DONE
    try:
        status = int(args.run(args))
        sys.stdout.flush()
        return status
    except NewsgraphError as error:
        print(f"newsgraph: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("newsgraph: interrupted; what was committed stays", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        _drop_output()
        return ALL_DONE
    except OSError as error:
        where, why = error.filename or "standard output", error.strerror or error
        print(
            f"newsgraph: {where}: expected to read or write it, found: {why}; mend that and run again", file=sys.stderr
        )
        _drop_output()
        return NOTHING_DONE


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: articles are not ASCII. What goes to a closed stream goes nowhere."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
