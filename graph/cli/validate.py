"""``newsgraph validate``: does the graph keep its promises?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.options import add_kg

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "validate",
        help="check the graph: SHACL shapes and integrity",
        description="Check every article against the SHACL shapes, every offset against its text, every reference"
        " between statements, and the derived layer against a rebuild. Exit status 1 if anything is wrong.",
    )
    add_kg(parser)
    parser.add_argument(
        "--repair",
        action="store_true",
        help="first write the graph again from its records: the shared triples, and the whole store where its files"
        " are damaged (they are moved aside)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE, SOME_FAILED
    from graph.opening import WriterLock
    from graph.validation import validate

    if args.repair:
        from graph.repair import repair

        for done in repair(Path(args.kg)):
            print(f"newsgraph: {done}", file=sys.stderr)
    with _open(args.kg) as kg:
        articles = sum(1 for _ in kg.store.articles())
        settled = not WriterLock.is_held(Path(args.kg))
        problems = list(validate(kg, settled=settled))
    if not settled:
        print(
            "newsgraph: another newsgraph is writing: the state of its last flush was checked, and not the shared layer"
            " as a whole",
            file=sys.stderr,
        )
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems in {articles} articles")
        return SOME_FAILED
    print(f"{articles} articles conform")
    return ALL_DONE


def _open(folder: str) -> KnowledgeGraph:
    """Open the files themselves for reading, not a checkpoint of them, unless somebody writes."""
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import ArticleStore

    return KnowledgeGraph(ArticleStore.open(Path(folder), read_only=True, live=True))
