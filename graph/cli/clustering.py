"""``newsgraph build --cluster ADDRESS``: workers annotate; the graph is written here, or with ``--parts`` there."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError, NewsgraphError
from extractors.records import Extraction
from graph.errors import ClusterLost

if TYPE_CHECKING:
    from extractors.partitions import Partition, Piece
    from extractors.read.visits import Visit
    from graph.cli.build import Tally
    from graph.cli.progress import Progress
    from graph.cluster.engine import Engine
    from graph.cluster.finished import Finished
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["ExtractionTask", "add_cluster", "extract_all", "extract_task", "listed", "run_on_cluster"]

FLUSH_EVERY = 100

_DEATHS = 2
"""So often may workers die of a partition before it is taken apart: one that is stopped takes all it held along."""


def add_cluster(parser: argparse.ArgumentParser) -> None:
    """Add ``--cluster ADDRESS``, ``--parts FOLDER`` and ``--partition-size BYTES``."""
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="annotate on the workers of this Dask scheduler (tcp://HOST:8786); INPUT may then be any URL that fsspec"
        " opens (s3://, gs://, file://); needs newsgraph[cluster]",
    )
    parser.add_argument(
        "--parts",
        metavar="FOLDER",
        help="no graph in --kg: merge over partitions, and write sorted N-Quads parts and a manifest for bulk loading"
        " into this folder or URL, which all workers see",
    )
    parser.add_argument(
        "--partition-size",
        metavar="BYTES",
        type=_size,
        help="with --cluster or --parts: text to a task (default: 524288)",
    )


def _size(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"expected a whole number of bytes from 1 on, got {text!r}")
    return int(text)


@dataclass(frozen=True, slots=True)
class ExtractionTask:
    """A partition, by what pipeline it is annotated, and how often workers died of it in whole.

    From the first time on it is done alone, in a process of its own. ``folder`` is where the records go; None where
    they are the result.
    """

    partition: Partition
    model: str | None
    folder: str | None = None
    deaths: int = 0


def extract_task(task: ExtractionTask) -> bytes:
    """Do a task; a pure function, for an engine's workers."""
    from extractors.partitions import extract_partition

    return extract_partition(task.partition, task.model, alone=task.deaths > 0)


def extract_all(
    engine: Engine, partitions: Iterable[Partition], model: str | None, folder: str | None = None
) -> Iterator[tuple[Partition, Any]]:
    """Yield each partition with what it gives, in no order.

    A partition whose workers died is done again in processes of their own, by halves if these take their worker along;
    an article that still does so is named.

    Args:
        engine: What runs the tasks.
        partitions: What to do.
        model: Name of a spaCy pipeline, or None.
        folder: Where all workers see it, the folder for the records.

    Yields:
        The partition, or a part of one, and its items (with ``folder``, what was written there); an
        :class:`~extractors.errors.ArticleError` for an article of which workers die.
    """
    from extractors.partitions.extraction import unpacked_yield
    from graph.cli.recording import record_task
    from graph.cluster.engine import Broken

    function: Callable[[ExtractionTask], Any] = extract_task if folder is None else record_task
    tasks: Iterable[ExtractionTask] = (ExtractionTask(partition, model, folder) for partition in partitions)
    while True:
        again: list[ExtractionTask] = []
        for task, result in engine.run(function, tasks):
            if not isinstance(result, Broken):
                yield task.partition, unpacked_yield(result).items if folder is None else result
            elif task.deaths >= _DEATHS and len(task.partition.pieces) == 1:
                source = task.partition.pieces[0].source
                yield task.partition, ArticleError(source, f"could not be annotated: {result.reason}; leave it out")
            else:
                again += _apart(task)
        if not again:
            return
        tasks = again


def _apart(task: ExtractionTask) -> Iterator[ExtractionTask]:
    """Yield what to try instead of a task whose workers died."""
    from extractors.partitions import Partition

    pieces, first, deaths = task.partition.pieces, task.partition.first, task.deaths + 1
    if deaths <= _DEATHS or len(pieces) == 1:
        yield replace(task, deaths=deaths)
        return
    middle = len(pieces) // 2
    yield replace(task, partition=Partition(first, pieces[:middle]), deaths=deaths)
    yield replace(task, partition=Partition(first + middle, pieces[middle:]), deaths=deaths)


def run_on_cluster(args: argparse.Namespace) -> int:
    """Run ``build`` with ``--cluster`` or ``--parts``."""
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED
    from graph.cli.build import Tally, print_summary, write_out
    from graph.cli.fetching import keep_fetched, visit_of
    from graph.cli.mirror import copy_to
    from graph.cli.progress import Progress
    from graph.cluster.engine import DaskEngine
    from graph.cluster.finished import Finished
    from graph.knowledge_graph import KnowledgeGraph
    from graph.resolve.gazetteer import keep_authority, load_authority

    if args.cluster is not None:
        require_extra()
    if args.watch is not None or not args.inputs:
        what = "no INPUT" if not args.inputs else "--watch"
        print(f"newsgraph: expected INPUT to build from with --cluster or --parts, got {what}", file=sys.stderr)
        return NOTHING_DONE
    if args.parts is not None:
        from graph.cli.recording import build_parts

        return build_parts(args)
    if args.authority is not None:
        load_authority(args.authority)
    tally, folder = Tally(), Path(args.kg)
    visit = visit_of(folder, allow_private=args.allow_private)
    with Progress("articles") as progress, DaskEngine(args.cluster, progress.say) as engine:
        partitions = listed(args, visit, tally, progress)
        first = next(partitions, None)
        if first is None and not visit.unchanged:
            print("newsgraph: none of the inputs could be read; the graph is as before", file=sys.stderr)
            return NOTHING_DONE
        if args.authority is not None:
            keep_authority(args.authority, folder)
        with KnowledgeGraph.open(folder, base=args.base) as kg:
            tally.unchanged += len(visit.unchanged)
            every = chain([] if first is None else [first], partitions)
            stopped = _add_all(kg, engine, every, Finished(folder), args.model, tally, progress)
            if stopped is not None:
                progress.say(f"newsgraph: {stopped}")
                if tally.done:
                    done = f"{tally.done:,} article{'s' if tally.done > 1 else ''}"
                    progress.say(f"newsgraph: stopped; {done} before that stay in the graph")
                return SOME_FAILED if tally.done else NOTHING_DONE
            if not tally.done:
                print("newsgraph: no article could be added; the graph is as before", file=sys.stderr)
                return NOTHING_DONE
            write_out(kg, folder, progress)
            if args.store is not None:
                copy_to(kg, args.store, progress.say)
            keep_fetched(folder, visit, added=tally.sources, failed={error.source for error in tally.failures})
            print_summary(kg, folder, tally)
    return SOME_FAILED if tally.failures else ALL_DONE


def listed(args: argparse.Namespace, visit: Visit, tally: Tally, progress: Progress) -> Iterator[Partition]:
    """Yield the partitions of the inputs; name and count the inputs that cannot be listed."""
    from extractors.partitions import list_pieces, pack
    from extractors.partitions.packing import PARTITION_BYTES
    from graph.cli.build import fail

    def good_pieces() -> Iterator[Piece]:
        stdin = sys.stdin.buffer if "-" in args.inputs else None
        for piece in list_pieces(args.inputs, stdin=stdin, visit=visit):
            if isinstance(piece, ArticleError):
                fail(piece, tally, progress)
            else:
                yield piece

    return pack(good_pieces(), args.partition_size or PARTITION_BYTES)


def require_extra() -> None:
    """Refuse to go on without the packages of the extra.

    Raises:
        NewsgraphError: one is missing.
    """
    missing = [name for name in ("distributed", "fsspec") if find_spec(name) is None]
    if missing:
        raise NewsgraphError(
            f"expected {' and '.join(missing)} for --cluster, not installed here; pip install newsgraph[cluster]"
        )


def _add_all(
    kg: KnowledgeGraph,
    engine: Engine,
    partitions: Iterable[Partition],
    finished: Finished,
    model: str | None,
    tally: Tally,
    progress: Progress,
) -> NewsgraphError | None:
    """Add what the partitions give that are not finished; return the error that ended it early."""
    from graph.cli.build import add, fail
    from graph.cluster.finished import FinishedPartition
    from graph.cluster.sameness import fingerprint

    made_by = " ".join(filter(None, (fingerprint(), model)))
    noted: list[FinishedPartition] = []
    unnoted = 0

    def unfinished() -> Iterator[Partition]:
        for partition in partitions:
            known = finished.get(partition.id, made_by)
            if known is None or not all(_is_in(kg, source, iri) for source, iri in known.articles):
                yield partition
                continue
            for source, _ in known.articles:
                tally.unchanged += 1
                tally.sources.add(source)
                progress.step()
            for source, reason in known.failed:
                fail(ArticleError(source, reason), tally, progress)

    def settle() -> None:
        kg.flush()
        finished.add(noted)
        noted.clear()

    try:
        for partition, given in extract_all(engine, unfinished(), model):
            items = (given,) if isinstance(given, ArticleError) else given
            for item in items:
                add(kg, item, tally, progress)
            articles = tuple(
                (item.article.source, kg.store.instances.article(item.article.id).value)
                for item in items
                if isinstance(item, Extraction)
            )
            failed = tuple((item.source, item.reason) for item in items if isinstance(item, ArticleError))
            noted.append(FinishedPartition(partition.id, made_by, articles, failed))
            unnoted += len(items)
            if unnoted >= FLUSH_EVERY:
                settle()
                unnoted = 0
        settle()
    except KeyboardInterrupt:
        settle()  # what came so far need not be annotated again
        raise
    except NewsgraphError as error:
        if isinstance(error, ClusterLost):
            settle()
        return error
    return None


def _is_in(kg: KnowledgeGraph, source: str, article: str) -> bool:
    """Say whether a source still gives the article that it gave."""
    key = source if "://" in source.partition("#")[0] else os.path.abspath(source)  # noqa: PTH100 - no links followed
    return kg.store.catalogue.article_of_source(key) == article
