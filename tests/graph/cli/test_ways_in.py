"""``newsgraph build`` from the web and from a watched folder, as a user runs it."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.cli.progress import expected_articles
from graph.cli.watching import changed_files
from tests.extractors.read.test_visits import News
from tests.graph.cli.test_cli import PYTHON, run

STORY = "Ann Ray met Bob Low in Rome on Monday. They talked about trade for two hours.\n"


@pytest.fixture
def site() -> Iterator[str]:
    News.robots, News.asked = b"", []
    News.texts = {"/a": f"<html><body><article><h1>Talks in Rome</h1><p>{STORY * 4}</p></article></body></html>"}
    with ThreadingHTTPServer(("127.0.0.1", 0), News) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.model
def test_a_page_is_fetched_again_only_if_it_changed_and_then_replaces_itself(tmp_path: Path, site: str) -> None:
    kg = tmp_path / "kg"
    refused = run("build", f"{site}/a", "--kg", kg)
    assert refused.returncode == 2
    assert "--allow-private" in refused.stderr
    command = ("build", f"{site}/a", "--kg", kg, "--allow-private")
    assert "1 added" in run(*command).stdout
    assert list(json.loads((kg / "fetched.json").read_text())) == [f"{site}/a"]
    before = (kg / "graph.ttl").read_bytes()
    again = run(*command)
    assert (again.returncode, "1 there already" in again.stdout) == (0, True)
    assert News.asked[-1][1] is not None  # the server was asked whether it had changed
    assert (kg / "graph.ttl").read_bytes() == before
    News.texts["/a"] = News.texts["/a"].replace("Rome", "Oslo")
    assert "1 replaced" in run(*command).stdout
    turtle = (kg / "graph.ttl").read_text()
    assert "Oslo" in turtle
    assert "Rome" not in turtle
    assert run("remove", f"{site}/a", "--kg", kg).returncode == 0
    assert "1 added" in run(*command).stdout  # nothing is left that would say "unchanged"


def test_files_count_once_they_are_whole(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(STORY)
    looks = changed_files(str(tmp_path), every_s=0.05)
    assert [Path(name).name for name in next(looks)] == ["old.txt"]
    (tmp_path / "new.txt").write_text(STORY)
    (tmp_path / "picture.png").write_bytes(b"x")
    assert [Path(name).name for name in next(looks)] == ["new.txt"]
    (tmp_path / "old.txt").write_text(STORY * 2)
    assert [Path(name).name for name in next(looks)] == ["old.txt"]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.3)


@pytest.mark.model
@pytest.mark.timeout(400)
def test_a_watched_folder_is_followed_until_the_user_stops_it(tmp_path: Path) -> None:
    inbox, kg = tmp_path / "inbox", tmp_path / "kg"
    inbox.mkdir()
    command = [*PYTHON, "build", "--watch", str(inbox), "--kg", str(kg)]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        turtle = kg / "graph.ttl"
        (inbox / "a.txt").write_text(STORY)
        wait_until(lambda: turtle.exists() and "Rome" in turtle.read_text())
        (inbox / "a.txt").write_text(STORY.replace("Rome", "Oslo"))
        wait_until(lambda: "Oslo" in turtle.read_text())
        assert "Rome" not in turtle.read_text()
    finally:
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=60)
    assert watching.returncode == 130, err
    assert "Traceback" not in err
    with KnowledgeGraph.open(kg, read_only=True) as graph:
        assert len(list(graph.store.articles())) == 1


def test_watching_needs_a_folder(tmp_path: Path) -> None:
    for arguments in (["build"], ["build", "--watch", str(tmp_path / "missing")]):
        done = run(*arguments, "--kg", tmp_path / "kg")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert not (tmp_path / "kg").exists()


def test_the_number_of_articles_is_known_where_files_hold_one_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.html").write_text(STORY)
    (tmp_path / "c.png").write_text("x")
    assert expected_articles([str(tmp_path), str(tmp_path / "missing.txt")]) == 2
    assert expected_articles([str(tmp_path), "-"]) is None
    assert expected_articles(["https://news.example/a"]) is None
    (tmp_path / "d.jsonl").write_text("{}")
    assert expected_articles([str(tmp_path)]) is None
