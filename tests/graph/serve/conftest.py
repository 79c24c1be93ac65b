"""A server of its own process on a free port, over a small graph with hostile text in it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph import KnowledgeGraph
from tests.graph.conftest import RecordBuilder, talks

HOSTILE = "<script>alert(1)</script>"


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    folder: Path

    def ask(self, query: str, accept: str = "application/sparql-results+json", **values: str) -> httpx.Response:
        return httpx.get(
            f"{self.url}/sparql", params={"query": query, **values}, headers={"Accept": accept}, timeout=60
        )

    def rows(self, query: str, **values: str) -> list[dict[str, str]]:
        found = self.ask(query, **values).raise_for_status().json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]


def serve(folder: Path, *options: str) -> Served:
    command = [sys.executable, "-m", "graph.cli", "serve", "--kg", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stderr is not None
    line = process.stderr.readline()
    match = re.search(r"http://[^/]+", line)
    assert match is not None, line + process.stderr.read()
    return Served(process, match[0], folder)


def stop(served: Served) -> int:
    if served.process.poll() is None:
        served.process.send_signal(signal.SIGINT)
    return served.process.wait(20)


def filled(folder: Path) -> Path:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks("a.txt", "The Harbour Post"))
        kg.add(talks("b.txt", "The Inland Mail"))
        b = RecordBuilder("h.txt", headline=HOSTILE, publisher=HOSTILE, published="2025-01-02")
        b.entity(HOSTILE, "PERSON").sentence(f"{HOSTILE} left.")
        b.fact(HOSTILE, ("left", "leave"))
        kg.add(b.build())
        (folder / "graph.html").write_text("<!doctype html><title>view</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = serve(filled(tmp_path_factory.mktemp("served") / "kg"), "--cors", "https://desk.example")
    yield running
    stop(running)


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with tight limits."""
    folder = filled(tmp_path_factory.mktemp("strict") / "kg")
    running = serve(folder, "--seconds", "2", "--memory", "200", "--rows", "5", "--workers", "1")
    yield running
    stop(running)
