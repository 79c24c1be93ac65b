"""``newsgraph extract``: facts as JSON Lines, no graph."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graph.cli.fetching import add_allow_private, visit_of
from graph.cli.options import add_inputs, add_jobs, add_model

if TYPE_CHECKING:
    from extractors.errors import ArticleError
    from extractors.records import Article

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "extract",
        help="facts as JSON Lines on standard output, no graph",
        description="Read articles and print one record per article: sentences, entities, mentions, facts.",
    )
    add_inputs(parser)
    parser.add_argument("--triples", action="store_true", help="surface triples instead, one line per sentence")
    parser.add_argument(
        "--pretokenized",
        action="store_true",
        help="each input line is one sentence, its tokens separated by single blanks and kept as they are",
    )
    add_model(parser)
    add_jobs(parser)
    add_allow_private(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from extractors.errors import ArticleError
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED, annotating
    from graph.cli.progress import Progress

    failures: list[ArticleError] = []
    done = 0
    lines = args.pretokenized or args.triples
    with Progress("lines", ["-"]) if lines else Progress("articles", args.inputs) as progress:
        results: Iterable[Any]
        if args.pretokenized:
            annotate: Any = annotating.triples_of_lines if args.triples else annotating.annotate_lines
            results = annotate(_lines(args.inputs, failures), model=args.model, jobs=args.jobs)
        else:
            annotate = annotating.triples_of_articles if args.triples else annotating.annotate_articles
            results = annotate(_articles(args.inputs, failures, args.allow_private), model=args.model, jobs=args.jobs)
        for result in results:
            progress.step()
            if isinstance(result, ArticleError):
                failures.append(result)
                progress.say(f"newsgraph: {result}")
                continue
            done += 1
            sys.stdout.buffer.write(_line_of(result))
    if not failures:
        return ALL_DONE
    return SOME_FAILED if done else NOTHING_DONE


def _articles(inputs: list[str], failures: list[ArticleError], allow_private: bool) -> Iterator[Article]:
    from extractors.errors import ArticleError
    from extractors.read import read_articles

    visit = visit_of(None, allow_private=allow_private)
    for item in read_articles(inputs, stdin=sys.stdin.buffer if "-" in inputs else None, visit=visit):
        if isinstance(item, ArticleError):
            failures.append(item)
            print(f"newsgraph: {item}", file=sys.stderr)
        else:
            yield item


def _lines(inputs: list[str], failures: list[ArticleError]) -> Iterator[str]:
    """Yield the lines of pre-tokenized files, without their line ends; an empty line stays one sentence of nothing."""
    from extractors.errors import ArticleError

    for name in inputs:
        try:
            with _open(name) as file:
                for line in file:
                    yield line.decode("utf-8").rstrip("\r\n")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            reason = f"expected a file of sentences, found: {getattr(error, 'strerror', None) or error}; check the path"
            if isinstance(error, UnicodeDecodeError):
                reason = "expected sentences in UTF-8, found other bytes; convert the file"
            failures.append(ArticleError(name, reason))
            print(f"newsgraph: {failures[-1]}", file=sys.stderr)


def _open(name: str) -> IO[bytes] | gzip.GzipFile:
    if name == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    if name.endswith(".gz"):
        return gzip.open(name, "rb")
    return Path(name).open("rb")


def _line_of(result: Any) -> bytes:
    """Return a result as one line of JSON in UTF-8; a lone surrogate, which UTF-8 has no place for, as its escape."""
    from extractors.records import Extraction

    record = (
        replace(result, gaps=()).to_dict()  # the contract's record; what was left out is for the report of a graph
        if isinstance(result, Extraction)
        else {"sentence": result.sentence, "triples": result.triples}
    )
    try:
        return (json.dumps(record, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(record) + "\n").encode()
