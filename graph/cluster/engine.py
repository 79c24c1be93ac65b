"""The distributed engine: tasks that are pure functions, run by Dask's workers and tried again when these die.

Dask (https://distributed.dask.org) schedules and moves results; what is ours is only how much is handed over at once,
what a task whose workers keep dying means, and how to go on after the scheduler was away.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from extractors.errors import NewsgraphError
from graph.cluster.sameness import fingerprint
from graph.errors import ClusterLost

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Broken", "DaskEngine", "Engine", "ThisProcess"]

Job = TypeVar("Job")

_LEAST_WAITING = 32
"""Jobs handed over however few workers there are, so that a cluster that grows by demand sees some."""
_PER_THREAD = 3
_RETRIES = 2
_PATIENCE = 120.0
"""Seconds to wait for a scheduler that went away."""
_LOOK_EVERY = 2.0
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx|ucxx)://[^/\s]+:\d+")
_NEVER = frozenset({"cancelled", "lost"})


@dataclass(frozen=True, slots=True)
class Broken:
    """In place of a result: the workers that took the job died, each time."""

    reason: str


class Engine(Protocol):
    """What runs pure functions over jobs."""

    def run(self, function: Callable[[Job], Any], jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        """Yield each job with its result, in no order; a :class:`Broken` where its workers died each time.

        Args:
            function: A function of a module, so that it can travel; the same job gives the same result.
            jobs: What to do; taken only as fast as they are worked on.

        Raises:
            NewsgraphError: the engine is gone, or a task raised one.
        """
        ...


class ThisProcess:
    """No cluster: the jobs one after the other, here."""

    def run(self, function: Callable[[Job], Any], jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        """Yield each job with its result, in order."""
        for job in jobs:
            yield job, function(job)


@dataclass
class DaskEngine:
    """A Dask scheduler and its workers. Use it as a context manager.

    Attributes:
        address: ``tcp://HOST:8786`` or ``tls://HOST:8786``.
        say: What to do with a line for the user.
        patience: Seconds to wait for a scheduler that went away.
    """

    address: str
    say: Callable[[str], None]
    patience: float = _PATIENCE
    _client: Client | None = field(default=None, init=False)
    _session: str = field(default_factory=lambda: secrets.token_hex(4), init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def __enter__(self) -> DaskEngine:
        if not _ADDRESS.fullmatch(self.address):
            raise ClusterLost(f"{self.address}: expected a Dask scheduler's address such as tcp://HOST:8786; check it")
        if self.address.startswith("tls:") and not _has_certificates():
            raise ClusterLost(
                f"{self.address}: expected certificates for tls:// in Dask's configuration, found none; set"
                " distributed.comm.tls"
            )
        self._client = self._connected(10.0)
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def run(self, function: Callable[[Job], Any], jobs: Iterable[Job]) -> Iterator[tuple[Job, Any]]:
        """See :class:`Engine`."""
        stream = iter(jobs)
        waiting: dict[Future[Any], Job] = {}
        done: SimpleQueue[Future[Any]] = SimpleQueue()
        try:
            while True:
                for job in islice(stream, max(0, self._room() - len(waiting))):
                    waiting[self._submitted(function, job, done)] = job
                if not waiting:
                    return
                finished = _taken(done)
                if self._is_away() or any(future.status in _NEVER for future in waiting):
                    again = list(waiting.values())
                    waiting.clear()
                    self._come_back(len(again))
                    waiting.update((self._submitted(function, job, done), job) for job in again)
                    continue
                for future in finished:
                    if future not in waiting:  # of before the scheduler went away
                        continue
                    job = waiting.pop(future)
                    try:
                        result = _result(future)
                    except _GoneError:
                        waiting[self._submitted(function, job, done)] = job
                        continue
                    yield job, result
        finally:
            with suppress(Exception):  # an interrupt, or the scheduler went away: nothing to give back
                if waiting and self._client is not None:
                    self._client.cancel(list(waiting), force=True)

    def _submitted(self, function: Callable[[Job], Any], job: Job, done: SimpleQueue[Future[Any]]) -> Future[Any]:
        for _ in range(2):
            # A key that was used before would give the former job's result.
            key = f"newsgraph-{function.__name__}-{self._session}-{next(self._numbers)}"
            try:
                assert self._client is not None
                future: Future[Any] = self._client.submit(
                    _checked, fingerprint(), function, job, key=key, pure=False, retries=_RETRIES
                )
            except (OSError, ValueError, RuntimeError):  # the connection broke between two jobs
                self._come_back(1)
                continue
            future.add_done_callback(done.put)
            return future
        raise self._lost()

    def _room(self) -> int:
        """Return how many jobs may be with the cluster at once."""
        try:
            assert self._client is not None
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
            return max(_LEAST_WAITING, _PER_THREAD * sum(int(worker["nthreads"]) for worker in workers))
        except Exception:
            return _LEAST_WAITING

    # --- the connection --------------------------------------------------------------------------------------------

    def _is_away(self) -> bool:
        return self._client is None or self._client.status != "running"

    def _come_back(self, jobs: int) -> None:
        """Connect anew."""
        self.say(f"newsgraph: {self.address}: the scheduler went away; waiting for it ({jobs} tasks will run again)")
        self._drop()
        self._client = self._connected(self.patience)
        self.say(f"newsgraph: {self.address}: the scheduler is back")

    def _connected(self, seconds: float) -> Client:
        from distributed import Client

        for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is said here, in a line
        until = time.monotonic() + seconds
        while True:
            try:
                return Client(self.address, timeout=5.0, set_as_default=False, direct_to_workers=False)
            except (OSError, TimeoutError, ValueError, RuntimeError) as error:  # not there, or something else is
                if time.monotonic() > until:
                    raise self._lost() from error
                time.sleep(1.0)

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):
                client.close(timeout=2)

    def _lost(self) -> ClusterLost:
        return ClusterLost(
            f"{self.address}: no Dask scheduler answers there; start one (`dask scheduler`) and run the same command"
            " again: what is finished is not done twice"
        )


def _has_certificates() -> bool:
    from distributed import Security

    return Security().get_connection_args("client").get("ssl_context") is not None


def _taken(done: SimpleQueue[Future[Any]]) -> list[Future[Any]]:
    """Return the futures that are done, waiting a while for the first."""
    found: list[Future[Any]] = []
    with suppress(Empty):
        found.append(done.get(timeout=_LOOK_EVERY))
        while True:
            found.append(done.get_nowait())
    return found


class _GoneError(Exception):
    """The result was lost with a worker or the scheduler, after it was done."""


def _checked(expected: str, function: Callable[[Job], Any], job: Job) -> Any:
    """Do a job on a worker, if it is the same newsgraph as where it was handed over."""
    found = fingerprint()
    if found != expected:
        raise ClusterLost(
            f"expected the same newsgraph and pipeline on all workers ({expected}), found another ({found}) on one;"
            " install one version everywhere"
        )
    return function(job)


def _result(future: Future[Any]) -> Any:
    from distributed import CancelledError, KilledWorker

    try:
        return future.result(timeout=60)
    except KilledWorker as error:
        return Broken(f"{error.allowed_failures + 1} workers died of it")
    except NewsgraphError:
        raise
    except (CancelledError, OSError, TimeoutError) as error:
        if future.status == "error":
            raise _failed(error) from error
        raise _GoneError from error
    except Exception as error:
        raise _failed(error) from error


def _failed(error: BaseException) -> ClusterLost:
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    if isinstance(error, ImportError) or "No module named" in reason:
        return ClusterLost(
            f"the cluster cannot import newsgraph ({reason[:120]}); pip install newsgraph[cluster] on the scheduler's"
            " and the workers' machines"
        )
    return ClusterLost(f"a task failed on the cluster ({reason[:200]}); see the workers' logs, then run again")
