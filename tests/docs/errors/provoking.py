"""Provoking the messages of docs/errors.md as a user would meet them: by the installed command, in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

__all__ = ["CASES", "NEWS", "Case", "Done", "Place", "provokes", "serving"]

BIN = Path(sys.executable).parent
NEWS = (
    "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, and they agreed that a second"
    " round must follow before the end of the year, Prime Minister Joseph Vella said. Malta proposed a fund. The union"
    " rejected the fund, and the talks ended without a date. Two delegations asked for more time to study the annex.\n"
)


@dataclass(frozen=True)
class Done:
    """What a command did: its exit status, and the lines on standard error."""

    status: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """An empty folder to work in, and a small graph to copy from."""

    folder: Path
    sample: Path

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, content: str | bytes = NEWS) -> str:
        """Write a file, and return its name as a user would type it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def graph(self) -> Path:
        """Put a graph of one article into ``kg``."""
        return Path(shutil.copytree(self.sample, self.folder / "kg"))

    def newsgraph(self, *words: str, env: Mapping[str, str] | None = None, stdin: str = "") -> Done:
        """Run the installed command here."""
        return self.run([str(BIN / "newsgraph"), *words], env=env, stdin=stdin)

    def python(self, code: str) -> Done:
        """Run a program that uses newsgraph from Python and prints its error as the command does."""
        caught = f"import sys\ntry:\n    {code}\nexcept Exception as error:\n    sys.exit(f'newsgraph: {{error}}')"
        return self.run([sys.executable, "-c", caught])

    def in_small_space(self, script: str, *, size: str) -> Done:
        """Run shell commands with a disk of ``size`` at ``small``; where the system allows no mount, leave the test."""
        (self.folder / "small").mkdir()
        inside = f"mount -t tmpfs -o size={size} tmpfs small || exit 77\n{script}"
        done = self.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", inside])
        if done.status == 77 or any("unshare" in line for line in done.lines):
            pytest.skip("this system lets nobody mount a small disk")
        return done

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None, stdin: str = "") -> Done:
        """Run any command here, with newsgraph on its path."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**environment(), **(env or {})},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        return Done(done.returncode, tuple(done.stderr.splitlines()))


def environment() -> dict[str, str]:
    """Return the environment that commands run in: newsgraph on the path, wide lines, nothing of the user's stores."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSGRAPH_")}
    return {**kept, "PATH": f"{BIN}{os.pathsep}{kept['PATH']}", "COLUMNS": "200", "PYTHONFAULTHANDLER": ""}


Provoke = Callable[[Place], Done]


@dataclass(frozen=True)
class Case:
    """How a message is met: what to do, and the exit status that the contract demands then."""

    message: str
    status: int
    provoke: Provoke


CASES: dict[str, Case] = {}


def provokes(message: str, status: int = 2) -> Callable[[Provoke], Provoke]:
    """Note that a function meets a message of the page."""

    def note(provoke: Provoke) -> Provoke:
        assert message not in CASES, f"twice: {message}"
        CASES[message] = Case(message, status, provoke)
        return provoke

    return note


@contextmanager
def serving(answers: Mapping[str, Any], *, otherwise: tuple[int, bytes] = (404, b"")) -> Iterator[str]:
    """Serve pages on this machine and yield the address.

    Args:
        answers: By path: bytes of a page, a pair of status and bytes, or None for an answer that is no HTTP.
        otherwise: What any other path gets.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path.partition("?")[0], otherwise)
            if self.command != "GET":
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if answer is None:
                self.wfile.write(b"what?\r\n\r\n")
                return
            status, body = answer if isinstance(answer, tuple) else (200, answer)
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if body[:1] == b"{" else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
