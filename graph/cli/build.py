"""``newsgraph build``: articles in; a store, graph.ttl and graph.html out."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.clustering import add_cluster, run_on_cluster
from graph.cli.fetching import add_allow_private, keep_fetched, visit_of
from graph.cli.interrupts import uninterrupted
from graph.cli.mirror import add_store, copy_to
from graph.cli.options import add_inputs, add_jobs, add_kg, add_model

if TYPE_CHECKING:
    from extractors.errors import ArticleError, NewsgraphError
    from extractors.read.visits import Visit
    from extractors.records import Article, Extraction
    from graph.cli.progress import Progress
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["Tally", "add", "add_parser", "fail", "print_summary", "run", "write_out"]

FLUSH_EVERY = 100


@dataclass
class Tally:
    """What a build did."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    sentences: int = 0
    facts: int = 0
    failures: list[ArticleError] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)

    @property
    def done(self) -> int:
        """Articles that are in the graph now, new or not."""
        return self.added + self.replaced + self.unchanged


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "build",
        help="add articles to a graph, export it, draw it",
        description="Read articles, extract their facts, and add them to the graph in --kg, which is made if there is"
        " none. Articles that are there already are skipped; a changed article replaces its old version.",
    )
    add_inputs(parser, nargs="*")
    parser.add_argument(
        "--watch",
        metavar="FOLDER",
        help="also take the articles of this folder, then stay and add what appears or changes in it, until Ctrl-C",
    )
    add_kg(parser)
    add_model(parser)
    parser.add_argument("--base", metavar="IRI", help="base of instance IRIs, for a new graph")
    parser.add_argument(
        "--authority",
        metavar="FILE",
        type=Path,
        help="your own names and their IRIs, as CSV or SKOS Turtle; kept with the graph, for later builds too",
    )
    add_jobs(parser)
    add_allow_private(parser)
    add_store(parser, "also bring this SPARQL server in step; see `newsgraph mirror`")
    add_cluster(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED
    from graph.cli.progress import Progress
    from graph.knowledge_graph import KnowledgeGraph
    from graph.resolve.gazetteer import keep_authority, load_authority

    if args.cluster is not None or args.parts is not None:
        return run_on_cluster(args)
    if not args.inputs and args.watch is None:
        print("newsgraph: expected an INPUT to build from, or --watch FOLDER; found neither", file=sys.stderr)
        return NOTHING_DONE
    if args.watch is not None and not Path(args.watch).is_dir():
        print(
            f"newsgraph: {args.watch}: expected a folder to watch, found none of that name; check the path",
            file=sys.stderr,
        )
        return NOTHING_DONE
    tally = Tally()
    folder = Path(args.kg)
    if args.authority is not None:
        load_authority(args.authority)  # a bad file is named before anything is read
    visit = visit_of(folder, allow_private=args.allow_private)
    with Progress("articles", args.inputs) as progress:
        articles = _good_articles(args.inputs, tally, progress, visit)
        first = next(articles, None)
        if first is None and not visit.unchanged and args.watch is None:
            print("newsgraph: none of the inputs could be read; the graph is as before", file=sys.stderr)
            return NOTHING_DONE
        if args.authority is not None:
            keep_authority(args.authority, folder)
        with KnowledgeGraph.open(folder, base=args.base) as kg:
            begun = [] if first is None else [first]
            stopped = _add_all(kg, chain(begun, articles), args, tally, progress)
            tally.unchanged += len(visit.unchanged)
            if stopped is not None:
                progress.say(f"newsgraph: {stopped}")
                if not tally.done:
                    return NOTHING_DONE
                progress.say(f"newsgraph: stopped; {_count(tally.done, 'article')} before that stay in the graph")
                return SOME_FAILED
            if not tally.done and args.watch is None:
                print("newsgraph: no article could be added; the graph is as before", file=sys.stderr)
                return NOTHING_DONE
            if tally.done:
                write_out(kg, folder, progress)
                if args.store is not None:
                    copy_to(kg, args.store, progress.say)
                failed = {error.source for error in tally.failures}
                keep_fetched(folder, visit, added=tally.sources, failed=failed)
                print_summary(kg, folder, tally)
            if args.watch is not None:
                return _watch(kg, args, progress)
    return SOME_FAILED if tally.failures else ALL_DONE


def _watch(kg: KnowledgeGraph, args: argparse.Namespace, progress: Progress) -> int:
    """Add what lies, appears or changes in the watched folder, until the user stops it."""
    from graph.cli import SOME_FAILED
    from graph.cli.watching import changed_files

    progress.say(f"newsgraph: watching {args.watch}; Ctrl-C ends it")
    visit = visit_of(None, allow_private=False)
    for names in changed_files(args.watch):
        tally = Tally()
        stopped = _add_all(kg, _good_articles(names, tally, progress, visit), args, tally, progress)
        if tally.added or tally.replaced:
            write_out(kg, Path(args.kg), progress)
            if args.store is not None:
                copy_to(kg, args.store, progress.say)
        progress.say(f"newsgraph: {_changes(tally)}")
        if stopped is not None:
            progress.say(f"newsgraph: {stopped}")
            return SOME_FAILED
    return SOME_FAILED  # never reached: the folder is watched until an interrupt


def write_out(kg: KnowledgeGraph, folder: Path, progress: Progress) -> None:
    """Write graph.ttl and graph.html."""
    progress.say("newsgraph: writing graph.ttl and graph.html")
    kg.flush()
    kg.export(folder / "graph.ttl", "turtle")
    kg.view(folder / "graph.html")


def _good_articles(inputs: list[str], tally: Tally, progress: Progress, visit: Visit) -> Iterator[Article]:
    """Yield the articles that can be read; name and count those that cannot."""
    from extractors.errors import ArticleError
    from extractors.read import read_articles

    for item in read_articles(inputs, stdin=sys.stdin.buffer if "-" in inputs else None, visit=visit):
        if isinstance(item, ArticleError):
            fail(item, tally, progress)
        else:
            yield item


def fail(error: ArticleError, tally: Tally, progress: Progress) -> None:
    """Count and name an input that failed."""
    tally.failures.append(error)
    progress.say(f"newsgraph: {error}")


def _add_all(
    kg: KnowledgeGraph, articles: Iterable[Article], args: argparse.Namespace, tally: Tally, progress: Progress
) -> NewsgraphError | None:
    """Annotate and add what is new; return the error that ended it early, such as a full disk."""
    from extractors.errors import NewsgraphError
    from graph.cli.annotating import annotate_articles

    def new_articles() -> Iterator[Article]:
        for article in articles:
            with uninterrupted():
                known = kg.add_known(article)
            if known:
                tally.unchanged += 1
                tally.sources.add(article.source)
                progress.step()
            else:
                yield article

    try:
        for number, record in enumerate(annotate_articles(new_articles(), model=args.model, jobs=args.jobs), start=1):
            add(kg, record, tally, progress)
            if number % FLUSH_EVERY == 0:
                with uninterrupted():
                    kg.flush()
    except NewsgraphError as error:
        return error
    return None


def add(kg: KnowledgeGraph, record: Extraction | ArticleError, tally: Tally, progress: Progress) -> None:
    """Add a record, and count what that did; or name what failed."""
    from extractors.errors import ArticleError
    from graph.store import Change

    progress.step()
    if isinstance(record, ArticleError):
        fail(record, tally, progress)
        return
    try:
        with uninterrupted():
            change = kg.add(record)
    except ArticleError as error:  # what was extracted breaks the graph's shapes
        fail(error, tally, progress)
        return
    tally.sources.add(record.article.source)
    tally.added += change is Change.ADDED
    tally.replaced += change is Change.REPLACED
    tally.unchanged += change is Change.UNCHANGED
    tally.sentences += len(record.sentences)
    tally.facts += len(record.facts)


def print_summary(kg: KnowledgeGraph, folder: Path, tally: Tally) -> None:
    """Print what was done and what the graph holds now."""
    articles = sum(1 for _ in kg.store.articles())
    events = {event.iri for event in kg.events()}
    entities = sum(
        1 for entity in kg.entities() if entity.resolved and entity.mention_count and entity.iri not in events
    )
    statements = sum(1 for _ in kg.store.statements())
    lines = [
        f"articles   {_changes(tally)}",
        f"read       {_count(tally.sentences, 'sentence')}, {_count(tally.facts, 'fact')}",
        f"graph      {_count(articles, 'article')}, {_count(entities, 'entity')}, {_count(statements, 'statement')}",
        f"turtle     {folder / 'graph.ttl'}",
        f"page       {folder / 'graph.html'}   (open it in a browser)",
        f"next       newsgraph query quotes{_kg_option(folder)}   (newsgraph query --list shows all)",
    ]
    print("\n".join(lines))


def _changes(tally: Tally) -> str:
    changes = [f"{tally.added} added"]
    changes += [f"{tally.replaced} replaced"] if tally.replaced else []
    changes += [f"{tally.unchanged} there already"] if tally.unchanged else []
    changes += [f"{len(tally.failures)} failed"] if tally.failures else []
    return ", ".join(changes)


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _kg_option(folder: Path) -> str:
    return "" if str(folder) == "kg" else f" --kg {shlex.quote(str(folder))}"
