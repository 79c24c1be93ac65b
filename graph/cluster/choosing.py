"""Which record stands for an article, of all that the partitions gave; as one machine's catalogue chooses.

Of several articles under one source the last of the listing counts; of several records of one article the one that
says most, then the one with the smallest hash.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from extractors.errors import ArticleError
from extractors.records import Extraction
from graph.cluster.plan import Plan
from graph.cluster.resolving import alone
from graph.cluster.shuffle import Row, bucket_of, read_rows, write_rows
from graph.kept import record_of

__all__ = ["choose", "chosen_items", "give", "keep_sources"]


def give(plan: Plan, partition: int) -> dict[str, Any]:
    """Send what each source of a partition gives to the source's bucket."""
    failed: list[tuple[str, str]] = []

    def rows() -> Iterator[tuple[int, Row]]:
        for number, item in enumerate(plan.items(partition)):
            if isinstance(item, ArticleError):
                continue
            refused = _refusal(plan, item)
            if refused is not None:
                failed.append((refused.source, refused.reason))
                continue
            iri = plan.instances.article(item.article.id).value
            record = record_of(item, iri)
            key = _source_key(item.article.source, iri)
            yield bucket_of(key, plan.buckets), (key, partition, number, iri, record.missing, record.hash.hex())

    write_rows(plan.storage, plan.file("give", partition), rows(), plan.buckets)
    return {"failed": failed}


def _refusal(plan: Plan, extraction: Extraction) -> ArticleError | None:
    """Return what is wrong with an article's graph, seen by itself."""
    from graph.conformance import check_article
    from graph.derived import describe_entities

    try:
        graph = alone(plan, extraction)
        check_article(graph, extraction.article.source, describe_entities(graph.called))
    except ArticleError as error:
        return error
    return None


def _source_key(source: str, article: str) -> str:
    if "://" in source.partition("#")[0]:
        return source
    return f"- {article}" if source.partition("#")[0] in {"", "-"} else os.path.abspath(source)  # noqa: PTH100


def keep_sources(plan: Plan, bucket: int) -> dict[str, Any]:
    """Of what came under one source keep the last, and send it to the article's bucket."""
    last: dict[str, tuple[tuple[int, int], tuple[str, int, str]]] = {}
    for _, (key, partition, number, iri, missing, digest) in read_rows(
        plan.storage, plan.files("give", len(plan.partitions)), bucket
    ):
        place = (partition, number)
        if key not in last or place > last[key][0]:
            last[key] = place, (iri, missing, digest)
    rows = ((bucket_of(said[0], plan.buckets), (*said, *place)) for place, said in last.values())
    write_rows(plan.storage, plan.file("keep_sources", bucket), rows, plan.buckets)
    return {}


def choose(plan: Plan, bucket: int) -> dict[str, Any]:
    """Choose the record of each article, and say so to its partition."""
    best: dict[str, tuple[int, str, int, int]] = {}
    for _, (iri, *said) in read_rows(plan.storage, plan.files("keep_sources", plan.buckets), bucket):
        record = (int(said[0]), str(said[1]), int(said[2]), int(said[3]))
        best[iri] = min(best.get(iri, record), record)
    rows = ((partition, (number,)) for _, _, partition, number in best.values())
    write_rows(plan.storage, plan.file("choose", bucket), rows, len(plan.partitions))
    return {"articles": len(best)}


def chosen_items(plan: Plan, partition: int) -> list[Extraction]:
    """Return the records of a partition that stand for their articles, by article."""
    rows = read_rows(plan.storage, plan.files("choose", plan.buckets), partition)
    numbers = {int(row[0]) for _, row in rows}
    items = [item for number, item in enumerate(plan.items(partition)) if number in numbers]
    return sorted((i for i in items if isinstance(i, Extraction)), key=lambda item: item.article.id)
