"""``newsgraph remove``: take articles out of the graph."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.fetching import forget_fetched
from graph.cli.mirror import add_store, copy_to
from graph.cli.options import add_kg

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "remove",
        help="take articles out of the graph",
        description="Remove articles and everything that only they supported; the graph is then as if they had never"
        " been added. graph.ttl and graph.html are written anew.",
    )
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="an article's IRI, its source path, or its URL")
    add_kg(parser)
    add_store(parser, "also bring this SPARQL server in step; see `newsgraph mirror`")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED
    from graph.errors import ArticleUnknown, GraphMissing
    from graph.knowledge_graph import KnowledgeGraph

    folder = Path(args.kg)
    if not (folder / "store").is_dir():
        raise GraphMissing(f"{folder}: holds no graph; nothing to remove")
    removed = failed = 0
    with KnowledgeGraph.open(folder) as kg:
        for article in args.articles:
            try:
                for iri in kg.remove(article):
                    kept = _holds(kg, iri)
                    print(f"kept {iri}: another source holds the same article" if kept else f"removed {iri}")
                    removed += 1
            except ArticleUnknown as error:
                print(f"newsgraph: {error}", file=sys.stderr)
                failed += 1
        if removed:
            forget_fetched(folder)
            kg.flush()
            kg.export(folder / "graph.ttl", "turtle")
            kg.view(folder / "graph.html")
            if args.store is not None:
                copy_to(kg, args.store, lambda text: print(text, file=sys.stderr))
    if not failed:
        return ALL_DONE
    return SOME_FAILED if removed else NOTHING_DONE


def _holds(kg: KnowledgeGraph, article: str) -> bool:
    from pyoxigraph import NamedNode

    from graph.vocabulary import RDF, SCHEMA

    iri = NamedNode(article)
    return any(True for _ in kg.store.store.quads_for_pattern(iri, RDF["type"], SCHEMA["NewsArticle"], iri))
