"""``newsgraph build`` on the same articles with one process, with two, and over a cluster with one worker and two."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractors.records import Extraction
from graph.bench.scaling.footprint import Footprint, footprint

__all__ = ["WAYS", "build_figures", "has_cluster", "write_corpus"]

PARTITION = 24_000
"""Bytes to a task: small, so that a small corpus keeps every worker busy."""
WAYS = ("1 job", "2 jobs", "cluster, 1 worker", "cluster, 2 workers")


def write_corpus(records: Iterable[Extraction], file: Path) -> int:
    """Write the articles of records as a file that ``newsgraph build`` reads, and return their characters."""
    characters = 0
    with file.open("w", encoding="utf-8") as lines:
        for record in records:
            article = record.article
            body = article.text.removeprefix(article.headline or "").lstrip()
            given = {"headline": article.headline, "text": body, "published": article.published}
            given |= {"publisher": article.publisher, "url": article.url}
            lines.write(json.dumps({key: value for key, value in given.items() if value is not None}) + "\n")
            characters += len(article.text)
    return characters


def has_cluster() -> bool:
    """Say whether the cluster's engine is installed."""
    return find_spec("distributed") is not None and find_spec("graph.cluster") is not None


def build_figures(way: str, corpus: Path, work: Path) -> dict[str, Any]:
    """Build a graph of a corpus in one of the :data:`WAYS` and tell what it took.

    Returns:
        Articles and sentences, seconds by the wall's clock and on two quiet cores (see
        :class:`~graph.bench.scaling.footprint.Footprint`), rates on these, processor seconds of the first process
        (reads, writes the graph, exports) and of the workers, and memory.
    """
    kg, log = work / f"kg {way}", work / f"log {way}.txt"
    command = [sys.executable, "-m", "graph.cli", "build", str(corpus), "--kg", str(kg)]
    number = int(re.findall(r"\d+", way)[0])
    with ExitStack() as stack:
        running: list[int] = []
        if way.startswith("cluster"):
            address, running = stack.enter_context(_cluster(number, work))
            command += ["--cluster", address, "--partition-size", str(PARTITION)]
        else:
            command += ["--jobs", str(number)]
        use = footprint(command, log=log, also=lambda: running)
    told = log.read_text(encoding="utf-8", errors="replace")
    counts = re.search(r"read +([\d,]+) sentences?", told), re.search(r"graph +([\d,]+) articles?", told)
    if use.status != 0 or None in counts:
        raise RuntimeError(f"build, {way}: exit status {use.status}: {told[-500:]}")
    sentences, articles = (int(found[1].replace(",", "")) for found in counts if found is not None)
    return {"articles": articles, "sentences": sentences} | _figures(use, articles, sentences)


def _figures(use: Footprint, articles: int, sentences: int) -> dict[str, Any]:
    workers = sorted((process.seconds for process in use.workers), reverse=True)
    return {
        "wall_seconds": round(use.seconds, 1),
        "waited_seconds": round(sum(process.waited for process in use.processes), 1),
        "quiet_seconds": round(use.quiet_seconds, 1),
        "articles_per_second": round(articles / use.quiet_seconds, 2),
        "sentences_per_second": round(sentences / use.quiet_seconds, 1),
        "articles_per_second_by_the_wall": round(articles / use.seconds, 2),
        "first_process_seconds": round(use.parent.seconds, 1),
        "worker_seconds": [round(seconds, 1) for seconds in workers],
        "first_process_megabytes": round(use.parent.megabytes),
        "worker_megabytes": round(max((process.megabytes for process in use.workers), default=0.0)),
        "summed_megabytes": round(use.summed),
        "shared_once_megabytes": round(use.shared_once),
    }


@contextmanager
def _cluster(workers: int, work: Path) -> Iterator[tuple[str, list[int]]]:
    """Start a scheduler and workers of one thread each on this machine; give its address and their process numbers."""
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = ["worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started: list[subprocess.Popen[bytes]] = []
    with (work / "cluster.txt").open("wb") as log:
        try:
            for number in range(workers + 1):
                own = [*worker, "--local-directory", str(work / f"worker{number}")] if number else scheduler
                command = [sys.executable, "-m", "dask", *own]
                started.append(subprocess.Popen(command, stdout=log, stderr=log))  # noqa: S603 - our own command
            yield address, [process.pid for process in started]
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
