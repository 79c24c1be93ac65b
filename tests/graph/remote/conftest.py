"""Real servers on free ports: Oxigraph (its own binary, from PyPI) and Virtuoso (Debian)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ENVIRONMENT = {"NEWSGRAPH_STORE_USER": "dba", "NEWSGRAPH_STORE_PASSWORD": "dba"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def need(program: str, path: str | None) -> str:
    """Return a program's path; without it, fail under CI and skip elsewhere."""
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed, and under CI it must be")
        pytest.skip(f"{program} is not installed")
    return path


@contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[str]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                httpx.get(url, timeout=2)
                break
            except httpx.TransportError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.2)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def oxigraph_program() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    return need("oxigraph", str(beside) if beside.exists() else shutil.which("oxigraph"))


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    command = [oxigraph_program(), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    with running(command, f"http://127.0.0.1:{port}", folder) as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = need("virtuoso-t", shutil.which("virtuoso-t"))
    isql = need("isql-vt", shutil.which("isql-vt"))
    folder, http, sql = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "v.ini").write_text(
        f"[Database]\nDatabaseFile = {folder}/v.db\nErrorLogFile = {folder}/v.log\nLockFile = {folder}/v.lck\n"
        f"TransactionFile = {folder}/v.trx\nxa_persistent_file = {folder}/v.pxa\n"
        f"[TempDatabase]\nDatabaseFile = {folder}/t.db\nTransactionFile = {folder}/t.trx\n"
        f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nDirsAllowed = {folder}\nNumberOfBuffers = 10000\n"
        f"[HTTPServer]\nServerPort = 127.0.0.1:{http}\nServerRoot = {folder}\nServerThreads = 5\n"
        "[SPARQL]\nResultSetMaxRows = 1000000\nDefaultQuery = ASK {}\n",
        encoding="ascii",
    )
    command = [program, "-f", "-c", str(folder / "v.ini")]
    with running(command, f"http://127.0.0.1:{http}", folder) as url:
        grant = 'GRANT SPARQL_UPDATE TO "SPARQL";'
        subprocess.run([isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={grant}"], check=True, capture_output=True)
        yield f"virtuoso+{url}"
