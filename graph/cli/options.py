"""Options that several commands share, and how they open a graph."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["add_inputs", "add_jobs", "add_kg", "add_model", "as_text", "open_for_reading"]

DEFAULT_KG = "kg"


def add_kg(parser: argparse.ArgumentParser) -> None:
    """Add ``--kg DIR``."""
    parser.add_argument("--kg", metavar="DIR", default=DEFAULT_KG, help="folder of the graph (default: ./kg)")


def add_inputs(parser: argparse.ArgumentParser, *, nargs: str = "+") -> None:
    """Add the positional ``INPUT...``."""
    parser.add_argument(
        "inputs",
        nargs=nargs,
        metavar="INPUT",
        help="a file (.txt .md .html .jsonl .json .xml .pdf .epub .warc, also .gz), a folder, a glob, an http(s) URL,"
        " or - for standard input",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add ``--model NAME``."""
    parser.add_argument("--model", metavar="NAME", help="an installed spaCy pipeline instead of the embedded one")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs N``."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_positive,
        help="processes that annotate (default: all cores, where there is enough text to be worth it)",
    )


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 on, got {text!r}")
    return number


def as_text(argument: str) -> str:
    """Return an argument read as UTF-8 also where the locale made Python read it as ASCII."""
    return os.fsencode(argument).decode("utf-8", "replace")


def open_for_reading(folder: str) -> KnowledgeGraph:
    """Open a graph for a command that only reads."""
    from graph.knowledge_graph import KnowledgeGraph

    return KnowledgeGraph.open(Path(folder), read_only=True)
