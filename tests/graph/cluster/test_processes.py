"""The same graph over a scheduler and three workers, real processes all: killed, restarted, poisoned, done twice."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from graph.cluster.engine import DaskEngine
from graph.errors import ClusterLost
from graph.knowledge_graph import KnowledgeGraph
from tests.graph.cluster.loopback import ROOT, Loopback, until

pytestmark = [pytest.mark.slow, pytest.mark.model, pytest.mark.timeout(240)]

ARTICLES = sorted((ROOT / "data" / "articles" / "ferry").glob("*.txt")) + sorted(
    (ROOT / "data" / "articles" / "istanbul").glob("*.txt")
)
POISON = "Poison reaches the harbour\n\nThe ferry Marija Zora sank in Split on Monday.\n"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    cluster = Loopback(tmp_path_factory.mktemp("cluster"))
    cluster.prepare()
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def articles(cluster: Loopback) -> Path:
    folder = cluster.folder / "articles"
    folder.mkdir()
    for article in ARTICLES:
        (folder / article.name).write_bytes(article.read_bytes())
    return folder


@pytest.fixture(scope="module")
def one_machine(cluster: Loopback, articles: Path) -> bytes:
    """The graph's N-Quads as one process makes them, with the pipeline that ships."""
    process = cluster.newsgraph("build", str(articles), "--kg", "one", "--jobs", "1")
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return nquads(cluster.folder / "one")


def nquads(folder: Path) -> bytes:
    written = BytesIO()
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        kg.export(written, "nquads")
    return written.getvalue()


def build(cluster: Loopback, *more: str) -> list[str]:
    options = ["--cluster", cluster.address, "--model", "telling", "--partition-size", "1"]
    return ["build", *more, *options]


def test_a_killed_worker_and_a_poisoned_article_change_nothing_else(
    cluster: Loopback, articles: Path, one_machine: bytes
) -> None:
    poison = cluster.folder / "poison.txt"
    poison.write_text(POISON)
    twice = str(articles / ARTICLES[0].name)  # a partition that is delivered twice
    process = cluster.newsgraph(*build(cluster, str(articles), str(poison), f"file://{twice}", "--kg", "killed"))
    until(lambda: any("Poison" not in headline for _, headline in cluster.begun()))
    os.kill(cluster.begun()[-1][0], signal.SIGKILL)
    _, errors = process.communicate(timeout=200)
    assert process.returncode == 1, errors
    Path("/tmp/ng/C1/errors.txt").write_text(errors)
    named = [line for line in errors.splitlines() if "poison" in line]
    assert len(named) == 1, errors
    assert "died (signal 9)" in named[0]
    assert nquads(cluster.folder / "killed") == one_machine
    workers = {pid for pid, _ in cluster.begun()}
    assert len(workers) > 3  # three, and those that came for the killed


def test_the_scheduler_is_waited_for_and_what_is_finished_not_done_again(
    cluster: Loopback, articles: Path, one_machine: bytes
) -> None:
    command = build(cluster, str(articles), "--kg", "restarted")
    cluster.log.write_text("")
    process = cluster.newsgraph(*command)
    until(lambda: len(cluster.begun()) > 1)
    cluster.stop()
    cluster.start()
    _, errors = process.communicate(timeout=200)
    assert process.returncode == 0, errors
    assert f"{cluster.address}: the scheduler went away; waiting for it" in errors
    assert f"{cluster.address}: the scheduler is back" in errors
    assert "Traceback" not in errors, errors
    assert nquads(cluster.folder / "restarted") == one_machine

    finished = cluster.folder / "restarted" / "cluster" / "finished.jsonl"
    lines = finished.read_text().splitlines(keepends=True)
    assert len(lines) == len(ARTICLES)
    finished.write_text("".join(lines[:-2]) + lines[-2][:40])  # as if the build was killed while it noted a partition
    cluster.log.write_text("")
    process = cluster.newsgraph(*command)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert len(cluster.begun()) == 2
    assert f"{len(ARTICLES)} there already" in output
    assert nquads(cluster.folder / "restarted") == one_machine


def test_parts_are_merged_over_partitions_though_a_worker_is_killed_meanwhile(
    cluster: Loopback, articles: Path, one_machine: bytes
) -> None:
    parts = cluster.folder / "parts"
    options = ["--cluster", cluster.address, "--model", "telling", "--partition-size", "3000", "--parts", str(parts)]
    cluster.log.write_text("")
    process = cluster.newsgraph("build", str(articles), *options)
    until(lambda: any(parts.glob("work/*/give/*.json")), 120)
    os.kill(cluster.begun()[-1][0], signal.SIGKILL)
    output, errors = process.communicate(timeout=200)
    assert process.returncode == 0, errors
    manifest = json.loads((parts / "manifest.json").read_text())
    written = b"".join((parts / part["part"]).read_bytes() for part in manifest["parts"])
    assert sorted(written.splitlines()) == sorted(one_machine.splitlines())
    assert manifest["articles"] == len(ARTICLES)

    cluster.log.write_text("")
    process = cluster.newsgraph("build", str(articles), *options)
    again, errors = process.communicate(timeout=200)
    assert (process.returncode, again, cluster.begun()) == (0, output, []), errors
    assert json.loads((parts / "manifest.json").read_text()) == manifest


def test_no_job_gets_the_result_of_another(cluster: Loopback) -> None:
    said: list[str] = []
    with DaskEngine(cluster.address, said.append) as engine:
        first = dict(engine.run(str.upper, ["a", "b", "c"]))
        second = dict(engine.run(str.upper, ["d", "e"]))
        with pytest.raises(ClusterLost, match=r"a task failed on the cluster \(ValueError"):
            list(engine.run(int, ["no number"]))
    assert (first, second) == ({"a": "A", "b": "B", "c": "C"}, {"d": "D", "e": "E"})
    assert not said


def test_an_address_where_nobody_answers_is_said_in_one_line(cluster: Loopback, articles: Path) -> None:
    process = cluster.newsgraph("build", str(articles), "--cluster", "nonsense", "--kg", "none")
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.count("\n")) == (2, 1)
    assert errors.startswith("newsgraph: nonsense: ")
    assert not (cluster.folder / "none").exists()
