"""From articles to records, in this process or in several, with every failure named and none of them fatal."""

from __future__ import annotations

import itertools
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError, NewsgraphError
from extractors.records import Article, Extraction, stable_id

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Triples", "annotate_articles", "annotate_lines", "triples_of_articles", "triples_of_lines"]

BATCH = 8


@dataclass(frozen=True)
class Triples:
    """One sentence with its surface triples."""

    sentence: str
    triples: list[dict[str, Any]]


def annotate_articles(
    articles: Iterable[Article], *, model: str | None, jobs: int
) -> Iterator[Extraction | ArticleError]:
    """Yield the record of each article; with several jobs in the order in which they are ready.

    Args:
        articles: Articles; taken only as fast as they are annotated.
        model: Name of a spaCy pipeline, or None for the embedded one.
        jobs: Number of processes.

    Yields:
        A record, or the error of an article that could not be annotated.
    """
    yield from _map(_records, articles, model=model, jobs=jobs)


def annotate_lines(lines: Iterable[str], *, model: str | None, jobs: int) -> Iterator[Extraction | ArticleError]:
    """Yield one record per line of pre-tokenized text, in order."""
    yield from _map(_line_records, lines, model=model, jobs=jobs)


def triples_of_articles(
    articles: Iterable[Article], *, model: str | None, jobs: int
) -> Iterator[Triples | ArticleError]:
    """Yield the surface triples of each sentence of the articles."""
    yield from _map(_article_triples, articles, model=model, jobs=jobs)


def triples_of_lines(lines: Iterable[str], *, model: str | None, jobs: int) -> Iterator[Triples | ArticleError]:
    """Yield the surface triples of each line of pre-tokenized text."""
    yield from _map(_line_triples, lines, model=model, jobs=jobs)


# --- what is done with a batch -------------------------------------------------------------------------------------


def _records(articles: list[Article], nlp: Language) -> list[Any]:
    from extractors.pipeline import extract

    return list(extract(articles, pipeline=nlp))


def _line_records(lines: list[str], nlp: Language) -> list[Any]:
    from extractors.annotate import annotate_pretokenized
    from extractors.pipeline import extract_doc

    docs = annotate_pretokenized(nlp, lines)
    return [extract_doc(doc, _article_of_line(line)) for doc, line in zip(docs, lines, strict=True)]


def _article_triples(articles: list[Article], nlp: Language) -> list[Any]:
    from extractors.facts import surface_triples

    found = surface_triples(nlp.pipe([article.text for article in articles]))
    return [Triples(sentence, triples) for sentence, triples in found]


def _line_triples(lines: list[str], nlp: Language) -> list[Any]:
    from extractors.annotate import annotate_pretokenized
    from extractors.facts import surface_triples

    return [Triples(sentence, triples) for sentence, triples in surface_triples(annotate_pretokenized(nlp, lines))]


def _article_of_line(line: str) -> Article:
    return Article(id=f"line-{stable_id(line)}", source="-", text=line)


# --- where it is done ----------------------------------------------------------------------------------------------

_Work = Callable[[list[Any], Any], list[Any]]
_pipeline: Any = None
_missing: NewsgraphError | None = None


def _map(work: _Work, items: Iterable[Any], *, model: str | None, jobs: int) -> Iterator[Any]:
    stream = iter(items)
    first = list(itertools.islice(stream, 1))
    if not first:
        return  # nothing to annotate: no pipeline is loaded
    size = BATCH if work in {_records, _article_triples} else 16 * BATCH
    batches = _batches(itertools.chain(first, stream), size)
    if jobs == 1:
        _load(model)
        for batch in batches:
            yield from _isolated(work, batch)
    else:
        yield from _map_in_processes(work, batches, model, jobs)


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(itertools.islice(items, size)):
        yield batch


def _load(model: str | None) -> None:
    global _pipeline
    from extractors.annotate import load_pipeline

    _pipeline = load_pipeline(model)


def _isolated(work: _Work, batch: list[Any]) -> list[Any]:
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


def _map_in_processes(work: _Work, batches: Iterator[list[Any]], model: str | None, jobs: int) -> Iterator[Any]:
    waiting: deque[tuple[list[Any], Future[list[Any]]]] = deque()
    pool = _pool(model, jobs)
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(_isolated, work, batch)))
            if len(waiting) > 2 * jobs:
                yield from _result(*waiting.popleft())
        while waiting:
            yield from _result(*waiting.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(model: str | None, jobs: int) -> ProcessPoolExecutor:
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(model,))


def _result(batch: list[Any], future: Future[list[Any]]) -> list[Any]:
    try:
        return future.result()
    except BrokenProcessPool:
        return [_failure(item, "the process that annotated it died; run it alone to see why") for item in batch]
