"""Batches by size, and processes that may die without taking other articles with them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ArticleError, NewsgraphError
from graph.cli.processes import BATCH_CHARACTERS, WORTH_PROCESSES, batches, cores, map_batches
from tests.graph.cli.fragile import fragile, whose


@given(st.lists(st.integers(0, 2 * BATCH_CHARACTERS), max_size=30))
def test_batches_keep_all_in_order_and_are_small(sizes: list[int]) -> None:
    lines = ["x" * size for size in sizes]
    packed = list(batches(lines))
    assert [line for batch in packed for line in batch] == lines
    assert all(len(batch) == 1 or sum(map(len, batch)) <= BATCH_CHARACTERS for batch in packed)


@pytest.mark.model
def test_what_fails_is_named_and_the_rest_done() -> None:
    good, bad, last = map_batches(fragile, ["a", "raise", "b"], model=None, jobs=1)
    assert (good, last) == ("A", "B")
    assert isinstance(bad, ArticleError)
    assert "ValueError: no such line" in bad.reason


@pytest.mark.model
@pytest.mark.timeout(300)
def test_a_process_that_dies_takes_only_its_own_article() -> None:
    lines = [f"{'x' * 9000} {n}" for n in range(12)]
    lines[4] = lines[9] = "die"
    found = list(map_batches(fragile, lines, model=None, jobs=2))
    died = [at for at, item in enumerate(found) if isinstance(item, ArticleError)]
    assert died == [4, 9]
    assert "died" in str(found[4])
    assert [item for item in found if isinstance(item, str)] == [line.upper() for line in lines if line != "die"]


@pytest.mark.model
@pytest.mark.timeout(300)
def test_much_text_takes_all_cores_and_little_takes_none() -> None:
    here = str(os.getpid())
    assert set(map_batches(whose, ["short"] * 5, model=None, jobs=None)) == {here}
    much = ["x" * 10_000] * (WORTH_PROCESSES // 10_000 + 20)
    used = set(map_batches(whose, much, model=None, jobs=None))
    if cores() > 1:
        assert here not in used
    assert 1 <= len(used) <= cores()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_pipeline_is_said_whatever_the_number_of_processes(jobs: int) -> None:
    with pytest.raises(NewsgraphError, match="en_no_such"):
        list(map_batches(fragile, ["a"], model="en_no_such", jobs=jobs))


@pytest.mark.model
@pytest.mark.timeout(300)
@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_taken_only_as_fast_as_they_are_worked_on(jobs: int) -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for number in range(60):
            taken += 1
            yield f"{number} {'x' * (BATCH_CHARACTERS - 100)}"  # a batch each

    most = 0
    for done, _ in enumerate(map_batches(fragile, lines(), model=None, jobs=jobs)):
        most = max(most, taken - done)
    assert taken == 60
    assert most <= 2 * jobs + 3  # those that wait, the one that is asked for, and the one that closes its batch
