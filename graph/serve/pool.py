"""Worker processes that can be killed: the only way to stop a query, which Oxigraph cannot be asked to do."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.serve.limits import Limits

__all__ = ["Answer", "Pool"]

_STARTING = 60.0
"""Seconds that a worker may take to come up."""


@dataclass(frozen=True)
class Answer:
    """What came of a request: an HTTP status, the body or one line of error, and whether rows were left out."""

    status: int
    body: bytes = b""
    media: str = ""
    error: str = ""
    truncated: int | None = None


class Pool:
    """Hands each request to a free worker; at most ``limits.waiting`` requests wait for one."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._free: asyncio.Queue[asyncio.subprocess.Process | None] = asyncio.Queue()
        self._all: set[asyncio.subprocess.Process] = set()
        self._pending = 0
        self._of_client: Counter[str] = Counter()
        for _ in range(limits.workers):
            self._free.put_nowait(None)  # started when it is needed

    async def ask(self, request: dict[str, Any], client: str = "") -> Answer:
        """Run one request in a worker.

        Args:
            request: As :mod:`graph.serve.worker` takes it.
            client: The address that asks, for the share that one client may take.

        Returns:
            The answer; 503 when too many wait, 429 when too many of one client do, 504 when time is up, 507 when the
            worker died for want of memory.
        """
        if self._pending >= self.limits.workers + self.limits.waiting:
            return Answer(503, error="the server is busy; try again in a moment")
        if client and self._of_client[client] >= self.limits.waiting_per_client:
            return Answer(429, error="too many queries at once from this address; wait for their answers")
        self._pending += 1
        self._of_client[client] += 1
        try:
            worker = await self._free.get()
            try:
                worker, answer = await self._run(worker, request)
            except BaseException:
                await self._kill(worker)
                worker = None
                raise
            finally:
                self._free.put_nowait(worker)
            return answer
        finally:
            self._pending -= 1
            self._of_client[client] -= 1
            if self._of_client[client] <= 0:
                del self._of_client[client]

    async def _run(
        self, worker: asyncio.subprocess.Process | None, request: dict[str, Any]
    ) -> tuple[asyncio.subprocess.Process | None, Answer]:
        if worker is None or worker.returncode is not None:
            worker = await self._start()
            if worker is None:
                return None, Answer(503, error="the graph cannot be opened at the moment; try again later")
        try:
            async with asyncio.timeout(self.limits.seconds):
                return worker, await _exchange(worker, request)
        except TimeoutError:
            await self._kill(worker)
            return None, Answer(504, error=f"the query took more than {self.limits.seconds:g} s and was stopped")
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            await self._kill(worker)
            return None, Answer(507, error="the query needs more memory than a query may have, and was stopped")
        except asyncio.CancelledError:
            await self._kill(worker)
            raise

    async def _start(self) -> asyncio.subprocess.Process | None:
        """Return a worker that has loaded all it needs, or None if it does not come up."""
        limits = self.limits
        numbers = (str(number) for number in (limits.rows, limits.size, limits.memory))
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "graph.serve.worker", str(self.folder), *numbers,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "MALLOC_ARENA_MAX": "2"}, limit=1 << 20,
        )  # fmt: skip
        self._all.add(worker)
        assert worker.stdout is not None
        try:
            async with asyncio.timeout(_STARTING):
                await worker.stdout.readuntil(b"\n")
        except (TimeoutError, asyncio.IncompleteReadError):
            await self._kill(worker)
            return None
        except BaseException:
            await self._kill(worker)
            raise
        return worker

    async def _kill(self, worker: asyncio.subprocess.Process | None) -> None:
        if worker is None:
            return
        with suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()
        self._all.discard(worker)

    async def close(self) -> None:
        """Kill all workers."""
        for worker in list(self._all):
            await self._kill(worker)


async def _exchange(worker: asyncio.subprocess.Process, request: dict[str, Any]) -> Answer:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(request).encode() + b"\n")
    await worker.stdin.drain()
    head = json.loads(await worker.stdout.readuntil(b"\n"))
    body = await worker.stdout.readexactly(head["length"])
    return Answer(head["status"], body, head.get("type", ""), head.get("error", ""), head.get("truncated"))
