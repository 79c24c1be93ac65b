"""What the engine and the folders say when they cannot go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import ArticleError
from extractors.partitions import Partition, Piece
from graph.cli.clustering import extract_all
from graph.cluster.engine import Broken, _checked, _failed
from graph.cluster.finished import Finished, FinishedPartition
from graph.cluster.merging import merge
from graph.cluster.sending import send_parts
from graph.errors import ClusterLost, GraphUnwritable
from tests.graph.cluster.test_merging import copied, planned
from tests.graph.cluster.test_sending import server

__all__ = ["server"]


class Deadly:
    """Workers that die of every task."""

    def __init__(self) -> None:
        self.tried: list[Any] = []

    def run(self, function: Callable[[Any], Any], jobs: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for job in jobs:
            self.tried.append(job)
            yield job, Broken("2 workers died of it")


def test_an_article_of_which_workers_die_also_alone_is_named() -> None:
    pieces = tuple(Piece(f"{number}.txt", "s", 1, content=b"x") for number in range(3))
    engine = Deadly()
    found = [item for _, item in extract_all(engine, [Partition(0, pieces)], None)]
    assert all(isinstance(item, ArticleError) for item in found)
    assert sorted(map(str, found)) == [
        f"{number}.txt: could not be annotated: 2 workers died of it; leave it out" for number in range(3)
    ]
    whole = [task for task in engine.tried if len(task.partition.pieces) == 3]
    assert [task.deaths for task in whole] == [0, 1, 2]


def test_a_step_of_which_workers_die_ends_the_merge(tmp_path: Path) -> None:
    engine = Deadly()
    with pytest.raises(
        ClusterLost, match=r"task 0 of stage give ended its workers \(2 workers died of it\); give them"
    ):
        merge(planned(str(tmp_path), [copied(0, 0)], [], 2), engine)
    assert len([step for step in engine.tried if step.number == 0]) == 3


def test_a_part_of_which_workers_die_is_named(server: str) -> None:
    manifest = {"base": "https://x.example/", "parts": [{"part": "parts/a.nq"}]}
    with pytest.raises(ClusterLost, match=r"parts/a\.nq: could not be sent"):
        send_parts("/none", manifest, server, Deadly())


def test_another_newsgraph_on_a_worker_is_refused() -> None:
    with pytest.raises(ClusterLost, match="expected the same newsgraph and pipeline on all workers"):
        _checked("another", str.upper, "a")


def test_workers_without_newsgraph_are_told_apart_from_failures() -> None:
    assert "cannot import newsgraph" in str(_failed(ModuleNotFoundError("No module named 'graph'")))
    assert str(_failed(OSError("no room"))).startswith("a task failed on the cluster (OSError: no room)")


def test_notes_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "cluster" / "finished.jsonl").mkdir(parents=True)
    with pytest.raises(GraphUnwritable, match="remove it, and all is done anew"):
        Finished(tmp_path)
    notes = Finished(tmp_path / "new")
    (tmp_path / "new").write_text("in the way")
    with pytest.raises(GraphUnwritable, match="make room"):
        notes.add([FinishedPartition("p", "m", (), ())])


def test_notes_are_read_back(tmp_path: Path) -> None:
    one = FinishedPartition("p", "m", (("a.txt", "https://x.example/a"),), (("b.txt", "no words"),))
    Finished(tmp_path).add([one])
    assert Finished(tmp_path).get("p", "m") == one
    assert Finished(tmp_path).get("p", "other") is None
