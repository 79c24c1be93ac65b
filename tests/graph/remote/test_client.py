"""What the client does when a server fails: it tries again, gives up in one line, takes no half answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from graph.errors import StoreRefused, StoreUnreachable
from graph.remote.client import RemoteStore
from graph.remote.dialects import read_address
from tests.graph.remote.conftest import free_port

WHOLE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'


class Script(BaseHTTPRequestHandler):
    """Gives the answers of a script, one a request."""

    answers: ClassVar[list[tuple[int, bytes, int | None]]] = []
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append(self.path)
        status, body, length = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    Script.asked.clear()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


def ask(server: str, *answers: tuple[int, bytes, int | None]) -> list[dict[str, str | None]]:
    Script.answers[:] = answers
    with RemoteStore(read_address(server, {}), pause=0.01) as store:
        return list(store.query("SELECT ?x { ?x ?y ?z }"))


def test_a_server_that_is_away_for_a_moment_is_asked_again(server: str) -> None:
    assert ask(server, (503, b"", None), (429, b"", None), (200, WHOLE, None)) == [{"x": "1"}]
    assert len(Script.asked) == 3


def test_a_connection_that_breaks_is_tried_again(server: str) -> None:
    assert ask(server, (200, WHOLE, len(WHOLE) + 100), (200, WHOLE, None)) == [{"x": "1"}]


def test_it_gives_up(server: str) -> None:
    with pytest.raises(StoreUnreachable, match="is the server up"):
        ask(server, *[(503, b"", None)] * 5)


def test_an_answer_that_stops_halfway_is_no_answer(server: str) -> None:
    cut = WHOLE[:-40] + b"The SPARQL operation has been cancelled"
    with pytest.raises(StoreUnreachable, match="broke off"):
        ask(server, (200, cut, None))


def test_a_refusal_is_not_repeated(server: str) -> None:
    with pytest.raises(StoreRefused, match="400 no such thing"):
        ask(server, (400, b"no such\nthing", None))
    assert len(Script.asked) == 1


def test_redirects_are_not_followed(server: str) -> None:
    with pytest.raises(StoreRefused):
        ask(server, (302, b"", None))


def test_nobody_there() -> None:
    address = read_address(f"http://127.0.0.1:{free_port()}", {})
    with RemoteStore(address, pause=0.01) as store, pytest.raises(StoreUnreachable):
        store.query("ASK {}")
