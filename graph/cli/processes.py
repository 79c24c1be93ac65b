"""Where articles are annotated: in this process, or in several that each load the pipeline once."""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from extractors.errors import ArticleError, NewsgraphError
from extractors.records import Article

__all__ = ["BATCH_CHARACTERS", "WORTH_PROCESSES", "batches", "cores", "map_batches"]

BATCH_CHARACTERS = 24_000
"""Text in one batch: large enough that handing it over costs nothing, small enough that memory stays flat."""

BATCH_ITEMS = 256

WORTH_PROCESSES = 150_000
"""Characters from which on further processes repay the time they take to start."""

Work = Callable[[list[Any], Any], list[Any]]
"""What is done with a batch: items and the pipeline in, results out; a function of a module, so that it can travel."""

_pipeline: Any = None
_missing: NewsgraphError | None = None


def cores() -> int:
    """Return the number of cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def map_batches(work: Work, items: Iterable[Any], *, model: str | None, jobs: int | None) -> Iterator[Any]:
    """Yield the results of ``work`` over items, in their order.

    Items are taken only as fast as they are worked on: at most two batches a process wait. What fails is tried again
    item by item, and what still fails is named; a process that dies takes no other item with it.

    Args:
        work: What is done with a batch.
        items: Articles, or lines.
        model: Name of a spaCy pipeline, or None for the embedded one.
        jobs: Number of processes; None for all cores where there is enough text to be worth it, else this process.

    Yields:
        Results, and an :class:`~extractors.errors.ArticleError` for each item that failed.

    Raises:
        NewsgraphError: the pipeline is missing.
    """
    stream = iter(items)
    begun: list[Any] = list(itertools.islice(stream, 1))
    if not begun:
        return  # nothing to annotate: no pipeline is loaded
    if jobs is None:
        size = _size(begun[0])
        while size < WORTH_PROCESSES and (more := list(itertools.islice(stream, 1))):
            begun += more
            size += _size(more[0])
        jobs = cores() if size >= WORTH_PROCESSES else 1
    packed = batches(itertools.chain(begun, stream))
    if jobs == 1:
        _load(model)
        for batch in packed:
            yield from _isolated(work, batch)
    else:
        yield from _map_in_processes(work, packed, model, jobs)


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Pack items into batches by the size of their text, not by their number; a long article is a batch of its own."""
    batch: list[Any] = []
    size = 0
    for item in items:
        if batch and (size + _size(item) > BATCH_CHARACTERS or len(batch) == BATCH_ITEMS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += _size(item)
    if batch:
        yield batch


def _size(item: Article | str) -> int:
    return len(item.text if isinstance(item, Article) else item)


def _load(model: str | None) -> None:
    global _pipeline
    from extractors.annotate import load_pipeline

    _pipeline = load_pipeline(model)


def _isolated(work: Work, batch: list[Any]) -> list[Any]:
    """Do a batch; if it fails, do its parts one by one and name those that fail."""
    if _missing is not None:
        raise _missing
    try:
        return work(batch, _pipeline)
    except NewsgraphError:
        raise
    except Exception as error:
        if len(batch) == 1:
            return [_failure(batch[0], f"could not be annotated ({type(error).__name__}: {error})")]
        return [result for item in batch for result in _isolated(work, [item])]


def _failure(item: Article | str, reason: str) -> ArticleError:
    source = item.source if isinstance(item, Article) else item[:60]
    return ArticleError(source, " ".join(reason.split()))


def _start_worker(model: str | None) -> None:
    # Ctrl-C goes to the whole group; only the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _missing  # raised with the first batch, where the parent sees it
    try:
        _load(model)
    except NewsgraphError as error:
        _missing = error


def _pool(model: str | None, jobs: int) -> ProcessPoolExecutor:
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(model,))


def _map_in_processes(work: Work, packed: Iterator[list[Any]], model: str | None, jobs: int) -> Iterator[Any]:
    waiting: deque[tuple[list[Any], Future[list[Any]]]] = deque()
    pool = _pool(model, jobs)
    try:
        for batch in packed:
            try:
                future = pool.submit(_isolated, work, batch)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(model, jobs)
                future = pool.submit(_isolated, work, batch)
            waiting.append((batch, future))
            if len(waiting) > 2 * jobs:
                yield from _result(work, *waiting.popleft(), model)
        while waiting:
            yield from _result(work, *waiting.popleft(), model)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(work: Work, batch: list[Any], future: Future[list[Any]], model: str | None) -> Iterator[Any]:
    try:
        yield from future.result()
    except BrokenProcessPool:
        yield from _one_by_one(work, batch, model)


def _one_by_one(work: Work, batch: list[Any], model: str | None) -> Iterator[Any]:
    """Do the items of a batch whose process died, each so that it can harm only itself."""
    pool = _pool(model, 1)
    try:
        for item in batch:
            try:
                yield from pool.submit(_isolated, work, [item]).result()
            except BrokenProcessPool:
                yield _failure(item, "the process that annotated it died, twice; leave it out, or run it alone to see")
                pool.shutdown(wait=False)
                pool = _pool(model, 1)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
