"""A scheduler and workers as real processes on the loopback address, and a pipeline that tells what it does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]

_PIPELINE = """
import os, signal, time
from pathlib import Path
from spacy.language import Language
from extractors.annotate import load_pipeline

@Language.component("telling")
def telling(doc):
    with open(os.environ["TELLING"], "a") as log:
        log.write(f"{os.getpid()} {doc.text.split(chr(10))[0]}\\n")
    if "Poison" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.15)
    return doc

def load(**_):
    nlp = load_pipeline()
    if "telling" not in nlp.pipe_names:
        nlp.add_pipe("telling", first=True)
    return nlp
"""


@dataclass
class Loopback:
    """A cluster of this machine's processes, in a folder of its own."""

    folder: Path
    port: int = 0
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """One line for each article that is begun: the process and the headline."""
        return self.folder / "telling.log"

    @property
    def environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(ROOT), str(self.folder)])
        more = {
            "PYTHONPATH": path,
            "OMP_NUM_THREADS": "1",
            "TELLING": str(self.log),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0",
        }
        return {**os.environ, **more}

    def prepare(self) -> None:
        """Lay down the pipeline ``telling`` as an installed package."""
        (self.folder / "telling.py").write_text(_PIPELINE)
        info = self.folder / "telling-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: telling\nVersion: 1.0\n")
        self.log.touch()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, workers: int = 3) -> None:
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        self.scheduler = self._process("scheduler", "scheduler", *options)
        for number in range(workers):
            self.start_worker(number)

    def start_worker(self, number: int) -> None:
        options = ["--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"]
        folder = self.folder / f"worker{number}"
        self.workers.append(
            self._process(f"worker{number}", "worker", self.address, *options, "--local-directory", str(folder))
        )

    def _process(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                env=self.environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        for process in [self.scheduler, *self.workers]:
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            if process is not None:
                process.wait()
        self.workers.clear()
        self.scheduler = None

    def kill_scheduler(self) -> None:
        assert self.scheduler is not None
        os.killpg(self.scheduler.pid, signal.SIGKILL)
        self.scheduler.wait()

    def newsgraph(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            [sys.executable, "-m", "graph.cli", *arguments],
            env=self.environment, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def begun(self) -> list[tuple[int, str]]:
        """The process and headline of each article begun so far."""
        return [(int(line.split(" ", 1)[0]), line.split(" ", 1)[1]) for line in self.log.read_text().splitlines()]


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
