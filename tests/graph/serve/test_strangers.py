"""Safe against strangers: time, memory, rows, queues, names, other sites, the network."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from graph import KnowledgeGraph
from tests.graph.conftest import talks
from tests.graph.query.test_guard_attacks import ATTACKS
from tests.graph.serve.conftest import HOSTILE, Served, filled, serve, stop

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
VALUES = "SELECT (COUNT(*) AS ?n) { " + " ".join(
    f"VALUES ?x{i} {{ {' '.join(map(str, range(40)))} }}" for i in range(8)
) + " }"  # fmt: skip
DOUBLING = "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789' AS ?x0) " + " ".join(
    f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(32)
) + " BIND(?x32 AS ?z) }"  # fmt: skip


@pytest.mark.parametrize(
    "bomb", [CROSS, VALUES, "SELECT * { ?a (!<a:a>|^(!<a:a>))* ?b . ?c (!<a:b>)* ?d } ORDER BY ?d"]
)
def test_a_query_without_end_is_stopped_and_the_next_one_answered(strict: Served, bomb: str) -> None:
    began = time.monotonic()
    response = strict.ask(bomb)
    assert response.status_code in {504, 507}
    assert time.monotonic() - began < 60
    assert strict.ask("ASK {}").json()["boolean"] is True


def test_a_query_that_eats_memory_is_stopped(strict: Served) -> None:
    assert strict.ask(DOUBLING).status_code in {504, 507}
    assert strict.ask("ASK {}").json()["boolean"] is True


def test_rows_are_cut_and_the_answer_says_so(strict: Served) -> None:
    response = strict.ask("SELECT * { ?s ?p ?o }")
    assert len(response.json()["results"]["bindings"]) == 5
    assert response.headers["newsgraph-truncated"].startswith("5 rows")
    assert "newsgraph-truncated" not in strict.ask("SELECT * { ?s ?p ?o } LIMIT 5").headers
    triples = strict.ask("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert len(triples.text.splitlines()) == 5


def test_too_many_at_once_are_turned_away(strict: Served) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = [answer.status_code for answer in pool.map(lambda _: strict.ask(CROSS), range(12))]
    assert 429 in found
    assert set(found) <= {429, 503, 504, 507}
    assert strict.ask("ASK {}").status_code == 200


@pytest.mark.parametrize("attack", ATTACKS[::4])
def test_no_query_reaches_the_network(served: Served, attack: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        served.ask(attack.replace("%E", f"<http://127.0.0.1:{port}/>"))
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_worker_has_no_network_even_without_the_guard(tmp_path: Path) -> None:
    """The second wall: the guard is taken away, and the worker still cannot call."""
    folder = filled(tmp_path / "kg")
    called = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def listen() -> None:
            try:
                listening.accept()
                called.append(True)
            except (TimeoutError, OSError):
                pass

        threading.Thread(target=listen, daemon=True).start()
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listening.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        program = (
            "import sys, graph.query.run as run, graph.serve.worker as w; run.check_query = lambda q: None;"
            "w.main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)"
        )
        request = json.dumps({"kind": "query", "query": query, "accept": ["*/*"]})
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder), "10", "100000", str(1 << 30)],
            input=request + "\n", capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    if "Operation not permitted" in done.stderr:
        pytest.skip("this system gives processes no network of their own")
    assert json.loads(done.stdout.splitlines()[1])["status"] != 200
    assert not called


def test_other_names_and_other_sites_are_refused(served: Served) -> None:
    url = f"{served.url}/sparql"
    ask = {"query": "ASK {}"}
    assert httpx.get(url, params=ask, headers={"Host": "evil.example"}).status_code == 421
    cross = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "https://evil.example"}
    response = httpx.get(url, params=ask, headers=cross)
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
    desk = {**cross, "Origin": "https://desk.example"}
    assert httpx.get(url, params=ask, headers=desk).headers["access-control-allow-origin"] == "https://desk.example"
    assert httpx.options(url, headers=desk).status_code == 204


def test_pages_hold_no_text_as_markup_and_load_nothing_from_outside(served: Served) -> None:
    iri = served.rows("SELECT ?s { ?s rdfs:label ?l FILTER(STRSTARTS(?l, '<script')) } LIMIT 1")[0]["s"]
    page = httpx.get(f"{served.url}/about", params={"iri": iri}, headers={"Accept": "text/html"})
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    editor = httpx.get(f"{served.url}/")
    for response in (page, editor):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert 'src="http' not in response.text
        assert "onclick" not in response.text


def test_what_a_build_adds_appears(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kg")
    running = serve(folder)
    try:
        count = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"
        assert running.rows(count) == [{"n": "3"}]
        with KnowledgeGraph.open(folder) as kg:
            kg.add(talks("c.txt", "The Third Post"))
            kg.flush()
            assert running.rows(count) == [{"n": "4"}]
    finally:
        assert stop(running) == 130
    assert running.process.stderr is not None
    told = running.process.stderr.read()
    assert "Traceback" not in told
    assert "stopped" in told


def test_a_taken_port_is_one_line(served: Served) -> None:
    port = served.url.rpartition(":")[2]
    command = [sys.executable, "-m", "graph.cli", "serve", "--kg", str(served.folder), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert "choose another --port" in done.stderr
    assert len(done.stderr.splitlines()) == 1
