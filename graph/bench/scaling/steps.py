"""One step of a graph's life in a process of its own, so that its time and its memory are its own.

Run as ``python -m graph.bench.scaling.steps STEP GRAPH …``; each step prints one JSON object. Time is processor time,
the engine's background threads included; ``megabytes`` is the most memory that the process held.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from graph.bench.scaling.footprint import peak_megabytes
from graph.knowledge_graph import KnowledgeGraph

__all__ = ["add", "export", "merge", "query", "view"]

FLUSH_EVERY = 100
"""As ``newsgraph build`` does."""
_LAST = 500


def add(folder: str, samples: str, first: str, last: str) -> dict[str, Any]:
    """Add the made-up articles from one number to before another; what making them takes is not counted."""
    from extractors.records import from_json
    from graph.bench.newsroom import recast_articles

    real = [from_json(line) for line in Path(samples).read_text(encoding="utf-8").splitlines()]
    made = islice(recast_articles(real, int(last)), int(first), None)
    taken, sentences, facts, making = [], 0, 0, 0.0
    with KnowledgeGraph.open(folder) as kg:
        began = time.process_time()
        while True:
            before = time.thread_time()
            record = next(made, None)
            making += time.thread_time() - before
            if record is None:
                break
            before = time.process_time()
            kg.add(record)
            taken.append(time.process_time() - before)
            sentences, facts = sentences + len(record.sentences), facts + len(record.facts)
            if len(taken) % FLUSH_EVERY == 0:
                kg.flush()
        kg.flush()
        whole = time.process_time() - began - making
        quads = len(kg.store.store)
    tail = taken[-_LAST:]
    return {
        "added": len(taken),
        "sentences": sentences,
        "facts": facts,
        "seconds": whole,
        "last_median_ms": 1000 * statistics.median(tail),
        "last_mean_ms": 1000 * statistics.fmean(tail),
        "quads": quads,
        "bytes": folder_bytes(Path(folder)),
    }


def merge(folder: str) -> dict[str, Any]:
    """Say that two people are one, and take it back: two who are hardly mentioned, then two who are mentioned most."""
    from graph.resolve.corrections import Correction

    by_count = "SELECT ?e { ?e a schema:Person ; ng:articleCount ?n } ORDER BY DESC(?n) ?e"
    figures: dict[str, Any] = {}
    with KnowledgeGraph.open(folder) as kg:
        people = [str(row["e"]) for row in kg.query(by_count)]
        for name, pair in (("rare", people[-2:]), ("common", people[:2])):
            began = time.process_time()
            (done,) = kg.correct([Correction(0, "merge", "2026-01-01", entities=tuple(pair))])
            merged = time.process_time()
            kg.correct([Correction(0, "undo", "2026-01-01", undoes=done.id)])
            figures[f"{name}_seconds"] = merged - began
            figures[f"{name}_undo_seconds"] = time.process_time() - merged
        kg.flush()
    return {"seconds": sum(figures.values()), **figures}


def query(folder: str, name: str) -> dict[str, Any]:
    """Ask a saved query, with the names that occur most where it takes names."""
    from graph.bench.newsroom.queries import common_values
    from graph.query.saved import saved_queries

    saved = next(found for found in saved_queries() if found.name == name)
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        values = common_values(kg)
        given = {p.name: values[p.name] for p in saved.parameters if p.name in values and p.default is None}
        began, rows = time.process_time(), 0
        for _ in kg.query(name, given).solutions:
            rows += 1
        return {"seconds": time.process_time() - began, "rows": rows}


def export(folder: str, form: str) -> dict[str, Any]:
    """Write the whole graph in a format; the bytes are counted, not kept."""
    counted = _Counted()
    with KnowledgeGraph.open(folder, read_only=True) as kg, io.BufferedWriter(counted) as file:
        seconds = _timed(lambda: kg.export(file, form))
    return {"seconds": seconds, "bytes": counted.bytes}


def view(folder: str) -> dict[str, Any]:
    """Draw the graph's page."""
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        return {"seconds": _timed(kg.view)}


def folder_bytes(folder: Path) -> int:
    """Return what a folder takes on the disk; a file with several names counts once."""
    seen: dict[int, int] = {}
    for path in folder.rglob("*"):
        stat = path.stat()
        seen[stat.st_ino] = stat.st_blocks * 512
    return sum(seen.values())


class _Counted(io.RawIOBase):
    """A file that counts what is written to it and keeps none of it."""

    bytes = 0

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: Any) -> int:
        """Count some bytes."""
        self.bytes += len(data)
        return len(data)


def _timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


_STEPS: dict[str, Callable[..., dict[str, Any]]] = {step.__name__: step for step in (add, merge, query, export, view)}

if __name__ == "__main__":
    found = _STEPS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(found | {"megabytes": peak_megabytes()}))
