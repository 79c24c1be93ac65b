"""What a partition gives: the same bytes each time, failures in their place, also from a process of its own."""

from __future__ import annotations

import pytest

from extractors import extract, read_articles
from extractors.errors import ArticleError, NewsgraphError
from extractors.partitions import Partition, Piece, extract_partition
from extractors.partitions.extraction import packed, unpacked_yield
from extractors.records import Article, Extraction

pytestmark = pytest.mark.model

STORY = b"Ferry sinks off Split\n\nThe ferry Marija Zora sank off Split on Monday, the coast guard said.\n"
PARTITION = Partition(
    0,
    (
        Piece("a.txt", "1", 1, content=STORY),
        Piece("empty.txt", "2", 1, content=b" \n"),
        Piece("b.jsonl", "3", 1, content=b'{"text": "Mara Lind met Bob Low in Rome."}\nnonsense\n'),
    ),
)


def test_records_and_failures_come_in_the_order_of_the_pieces(tmp_path) -> None:
    data = extract_partition(PARTITION)
    items = unpacked_yield(data).items
    assert [item.article.source if isinstance(item, Extraction) else item.source for item in items] == [
        *("a.txt", "empty.txt", "b.jsonl#1", "b.jsonl#2")
    ]
    assert [isinstance(item, ArticleError) for item in items] == [False, True, False, True]
    assert packed(items) == data
    (tmp_path / "a.txt").write_bytes(STORY)
    article = next(item for item in read_articles([str(tmp_path / "a.txt")]) if isinstance(item, Article))
    first = items[0]
    assert isinstance(first, Extraction)
    assert next(extract([article])).facts == first.facts


def test_a_process_of_its_own_gives_the_same_bytes() -> None:
    assert extract_partition(PARTITION, alone=True) == extract_partition(PARTITION)


@pytest.mark.parametrize("alone", [False, True])
def test_a_missing_pipeline_is_said(alone: bool) -> None:
    with pytest.raises(NewsgraphError, match="en_no_such"):
        extract_partition(PARTITION, "en_no_such", alone=alone)


def test_other_bytes_are_no_records() -> None:
    with pytest.raises(ValueError, match="expected a partition's records"):
        unpacked_yield(b"other bytes")
