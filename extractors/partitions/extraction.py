"""A partition's records: read, annotate, extract; the same bytes wherever and however often it is done.

A worker loads the pipeline once per process. What fails is tried again article by article and named. Where a worker
died, the partition is done again ``alone``: in a process of its own, which may die without taking the worker along
(:mod:`extractors.partitions.alone`).
"""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extractors.errors import ArticleError, NewsgraphError
from extractors.partitions.pieces import Partition
from extractors.partitions.reading import read_piece
from extractors.records import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Yielded", "extract_each", "extract_partition", "packed", "unpacked_yield"]

_BATCH_CHARACTERS = 24_000
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Yielded:
    """What a partition gave: records and failures, in the order of its pieces."""

    items: tuple[Extraction | ArticleError, ...]


def extract_partition(partition: Partition, model: str | None = None, *, alone: bool = False) -> bytes:
    """Return what a partition gives, packed.

    Args:
        partition: Its pieces.
        model: Name of a spaCy pipeline, or None for the embedded one.
        alone: Do it in a process of its own, article by article, and name those that end that process.

    Returns:
        Compressed JSON lines, for :func:`unpacked_yield`; equal for equal pieces.

    Raises:
        NewsgraphError: the pipeline is missing here.
    """
    if alone:
        from extractors.partitions.alone import extract_alone

        return packed(extract_alone(partition, model))
    from extractors.annotate import load_pipeline

    with _LOCK:  # a worker with several threads has one pipeline
        nlp = load_pipeline(model)
        return packed(extract_each(_articles(partition), nlp))


def _articles(partition: Partition) -> Iterator[Article | ArticleError]:
    return chain.from_iterable(read_piece(piece) for piece in partition.pieces)


def extract_each(items: Iterable[Article | ArticleError], nlp: Language) -> Iterator[Extraction | ArticleError]:
    """Yield a record for each article, and each error as it came; in their order."""
    batch: list[Article | ArticleError] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if size > _BATCH_CHARACTERS:
            yield from _extracted(batch, nlp)
            batch, size = [], 0
    yield from _extracted(batch, nlp)


def _extracted(batch: list[Article | ArticleError], nlp: Language) -> Iterator[Extraction | ArticleError]:
    from extractors.pipeline import extract

    articles = [item for item in batch if isinstance(item, Article)]
    try:
        records: Iterator[Extraction | ArticleError] = iter(list(extract(articles, pipeline=nlp)))
    except NewsgraphError:
        raise
    except Exception:
        records = (_one(article, nlp) for article in articles)
    for item in batch:
        yield next(records) if isinstance(item, Article) else item


def _one(article: Article, nlp: Language) -> Extraction | ArticleError:
    from extractors.pipeline import extract

    try:
        return next(extract([article], pipeline=nlp))
    except NewsgraphError:
        raise
    except Exception as error:
        reason = " ".join(f"could not be annotated ({type(error).__name__}: {error})".split())
        return ArticleError(article.source, reason)


def packed(items: Iterable[Extraction | ArticleError]) -> bytes:
    """Return records and failures as compressed JSON lines; equal items give equal bytes."""
    lines = [_line(item) for item in items]
    return zlib.compress("".join(f"{line}\n" for line in lines).encode("ascii"), 6)


def _line(item: Extraction | ArticleError) -> str:
    if isinstance(item, ArticleError):
        plain: dict[str, object] = {"failed": item.source, "reason": item.reason}
    else:
        plain = {"record": item.to_dict()}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def unpacked_yield(data: bytes) -> Yielded:
    """Return what :func:`packed` packed.

    Raises:
        ValueError: it is something else, or damaged.
    """
    try:
        lines = zlib.decompress(data).decode("ascii").splitlines()
    except zlib.error as error:
        raise ValueError(f"expected a partition's records, found other bytes ({error})") from error
    return Yielded(tuple(_item(json.loads(line)) for line in lines))


def _item(plain: dict[str, object]) -> Extraction | ArticleError:
    if "failed" in plain:
        return ArticleError(str(plain["failed"]), str(plain["reason"]))
    record = plain["record"]
    if not isinstance(record, dict):
        raise ValueError("expected a partition's records, found another JSON value")
    return Extraction.from_dict(record)
