"""``newsgraph mirror``: bring a SPARQL server in step with the graph; also what ``--store`` of other commands does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.options import add_kg, as_text

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["add_parser", "add_store", "copy_to", "run"]


def add_store(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Add ``--store URL``."""
    parser.add_argument("--store", metavar="URL", help=meaning)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "mirror",
        help="bring a SPARQL server in step with the graph",
        description="Send what changed to a server that speaks SPARQL 1.1 Update and the Graph Store Protocol: each"
        " article as a graph of its own, what articles share as the graph …/shared. The graph in --kg is the truth.",
    )
    parser.add_argument("store", metavar="URL", help="http://HOST:7878, virtuoso+http://HOST:8890, fuseki+…, …")
    add_kg(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE
    from graph.errors import GraphMissing
    from graph.knowledge_graph import KnowledgeGraph

    folder = Path(args.kg)
    if not (folder / "store").is_dir():
        raise GraphMissing(f"{folder}: holds no graph; make one with `newsgraph build ARTICLES --kg {folder}`")
    with KnowledgeGraph.open(folder) as kg:
        copy_to(kg, as_text(args.store), lambda text: print(text, file=sys.stderr))
    return ALL_DONE


def copy_to(kg: KnowledgeGraph, url: str, say: Callable[[str], None]) -> None:
    """Bring a server in step, and tell what that took."""
    from graph.remote.client import RemoteStore
    from graph.remote.dialects import read_address
    from graph.remote.mirror import mirror

    kg.flush()
    with RemoteStore(read_address(url)) as remote:
        sent = mirror(kg.store, remote)
    say(
        f"newsgraph: {url}: {sent.replaced} graphs replaced, {sent.deleted} deleted;"
        f" {sent.gained} shared triples added, {sent.lost} taken away"
    )
