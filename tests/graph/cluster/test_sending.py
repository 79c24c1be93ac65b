"""Parts into a real server: each article's graph, the shared graph; sent twice, the server is as after once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.cluster.engine import ThisProcess
from graph.cluster.merging import merge
from graph.cluster.sending import Sending, send_part, send_parts
from graph.vocabulary import DEFAULT_BASE
from tests.graph.cluster.test_merging import copied, one_machine, planned
from tests.graph.remote.conftest import free_port, oxigraph_program, running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [oxigraph_program(), "serve", "--location", str(tmp_path / "db"), "--bind", f"127.0.0.1:{port}"]
    with running(command, f"http://127.0.0.1:{port}", tmp_path) as url:
        yield url


def test_a_server_has_every_quad_once(server: str, tmp_path: Path) -> None:
    articles = [copied(number, 9 * number) for number in range(3)]
    expected, _ = one_machine(articles)
    plan = planned(str(tmp_path / "out"), articles, [1], 2)
    manifest = merge(plan, ThisProcess())
    for _ in range(2):
        assert send_parts(plan.url, manifest, server, ThisProcess()) == 3
    send_part(Sending(plan.url, manifest["parts"][-1]["part"], server, DEFAULT_BASE))  # a duplicate delivery
    stored = httpx.get(f"{server}/store", headers={"Accept": "application/n-quads"}).content
    shared = NamedNode(f"{DEFAULT_BASE}shared")
    ours = {
        Quad(q.subject, q.predicate, q.object, shared if isinstance(q.graph_name, DefaultGraph) else q.graph_name)
        for q in parse(b"".join(expected), format=RdfFormat.N_QUADS)
    }
    assert len(ours) == len(expected)
    assert set(parse(stored, format=RdfFormat.N_QUADS)) == ours
