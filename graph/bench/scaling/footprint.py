"""What a command and the processes it starts take: processor time and memory of each, read from ``/proc`` (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Footprint", "ProcessUse", "footprint", "peak_megabytes"]

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_MEGABYTE = 1e6


@dataclass
class ProcessUse:
    """One process: the most memory it held, in megabytes, the processor time it took and the time it stood in line.

    ``waited`` is how long it could have run and did not, since others had the cores: on a busy machine the wall clock
    counts it, and a quiet one would not.
    """

    name: str
    megabytes: float = 0.0
    seconds: float = 0.0
    waited: float = 0.0
    ran_before: float = 0.0


@dataclass
class Footprint:
    """A command's processes: the first is the one that was started; the others are those it started.

    ``seconds`` is by the clock on the wall. ``quiet_seconds`` is what it would have been on so many cores with nothing
    else to do: between every two looks the longest processor time of one process, or that of all shared out to the
    cores where that is more. It tells how well work overlaps also on a machine that others use.
    ``summed`` is the most memory that all held together, each counted whole; ``shared_once`` the same with the pages
    that several share counted once (the kernel's proportional set size).
    """

    cores: int
    status: int = 0
    seconds: float = 0.0
    quiet_seconds: float = 0.0
    summed: float = 0.0
    shared_once: float = 0.0
    processes: list[ProcessUse] = field(default_factory=list)

    @property
    def parent(self) -> ProcessUse:
        """The process that was started."""
        return self.processes[0]

    @property
    def workers(self) -> list[ProcessUse]:
        """The processes that annotated: workers of ours, or of a cluster, that took more than a second."""
        others = (process for process in self.processes[1:] if "scheduler" not in process.name)
        return [process for process in others if process.seconds > 1.0]

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all."""
        return sum(process.seconds for process in self.processes)


def footprint(
    command: Sequence[str],
    *,
    cores: int = 2,
    log: Path | None = None,
    every: float = 0.2,
    also: Callable[[], Sequence[int]] = lambda: (),
) -> Footprint:
    """Run a command to its end and watch what it takes.

    Args:
        command: The command and its arguments.
        cores: Cores to reckon with for ``quiet_seconds``.
        log: File for what it writes; nowhere when None.
        every: Seconds between two looks; memory that comes and goes in between is not seen, but a process's own peak
            is (``VmHWM``).
        also: Gives the numbers of further processes to watch, with what they start.

    Returns:
        Its footprint.
    """
    found: dict[int, ProcessUse] = {}
    use = Footprint(cores)
    began = time.perf_counter()
    with (log or Path(os.devnull)).open("wb") as out:
        started = subprocess.Popen(command, stdout=out, stderr=out)  # noqa: S603 - our own command
        look = 0
        while started.poll() is None:
            _look(found, use, [started.pid, *also()], whole=look % 5 == 0)
            look += 1
            time.sleep(every)
    use.seconds, use.status = time.perf_counter() - began, started.returncode
    use.processes = list(found.values())
    return use


def peak_megabytes(pid: int | str = "self") -> float:
    """Return the most memory that a process has held so far, in megabytes."""
    return _status(_PROC / str(pid), "VmHWM")


def _look(found: dict[int, ProcessUse], use: Footprint, roots: list[int], *, whole: bool) -> None:
    begun = set(_with_children(roots[0]))
    alive = [pid for root in roots for pid in _with_children(root)]
    summed = shared_once = 0.0
    spent = []
    for pid in alive:
        folder = _PROC / str(pid)
        try:
            times = (folder / "stat").read_text().rpartition(")")[2].split()
            name = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
            resident = int((folder / "statm").read_text().split()[1]) * _PAGE / _MEGABYTE
            seconds = (int(times[11]) + int(times[12])) / _TICK
            if pid not in found:  # one that ran before the command counts from now on
                found[pid] = ProcessUse(name, ran_before=0.0 if pid in begun else seconds)
            process = found[pid]
            process.name = name or process.name  # a process that was just forked still bears its parent's
            spent.append(seconds - process.ran_before - process.seconds)
            process.seconds = seconds - process.ran_before
            process.waited = max(process.waited, _waited(folder))
            process.megabytes = max(process.megabytes, _status(folder, "VmHWM"))
            summed += resident
            if whole:  # slow to ask
                shared_once += _pss(folder)
        except (OSError, IndexError, ValueError):
            continue  # it has just ended
    use.quiet_seconds += max(sum(spent) / use.cores, *spent, 0.0) if spent else 0.0
    use.summed, use.shared_once = max(use.summed, summed), max(use.shared_once, shared_once)


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = (_PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _with_children(int(child))


def _waited(folder: Path) -> float:
    """Return how long a process's threads stood in line for a core, in seconds."""
    waited = 0
    for thread in (folder / "task").iterdir():
        waited += int((thread / "schedstat").read_text().split()[1])
    return waited / 1e9


def _status(folder: Path, key: str) -> float:
    try:
        for line in (folder / "status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) * 1024 / _MEGABYTE
    except (OSError, IndexError, ValueError):
        pass
    return 0.0


def _pss(folder: Path) -> float:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / _MEGABYTE
