"""``newsgraph bench record``: run benches and keep what they measured, with date, machine and inputs.

Each bench runs as its own process with ``--json``. ``docs/quality.json`` keeps the last record of each; ``newsgraph
bench page`` writes the pages that show them. A bench that falls below its floor is recorded too, and named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extractors.errors import NewsgraphError
from graph.bench.annotator import machine
from graph.bench.publicsets.folders import DATA

__all__ = ["BENCHES", "FILE", "Bench", "digest", "read_records", "run"]

FILE = Path("docs/quality.json")

_ARTICLES, _GOLD = "data/articles", "data/gold"


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench that is recorded: its options, and the files and folders that its figures come from."""

    inputs: tuple[str, ...]
    options: tuple[str, ...] = ()


BENCHES: Mapping[str, Bench] = {
    "annotator": Bench((f"${DATA}/treebanks/ewt", f"${DATA}/treebanks/gum", f"${DATA}/entities/test")),
    "facts": Bench((f"${DATA}/facts", f"${DATA}/re3d", _ARTICLES, _GOLD)),
    "gold": Bench((_ARTICLES, _GOLD)),
    "relations": Bench((_ARTICLES, _GOLD, "data/relations/gold.tsv")),
    "confidence": Bench((_ARTICLES, _GOLD)),
    "peers": Bench((_ARTICLES, _GOLD)),
    "linking": Bench((_ARTICLES, "data/linking")),
    "entities": Bench(("data/resolution",)),
    "coref": Bench((f"${DATA}/coref", _ARTICLES, _GOLD)),
    "times": Bench((f"${DATA}/treebanks/gum",)),
    "speed": Bench((_ARTICLES,)),
    "store": Bench((), ("--limit", "3")),
    "package": Bench(("pyproject.toml", "extractors/annotate/model")),
}
"""The benches in the order of the page. ``$NEWSGRAPH_DATA`` stands for the folder of the public sets."""


def run(args: list[str]) -> int:
    """Run benches and keep their figures.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is below its floor; 2 where a bench cannot be run, the others being kept.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench record", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which benches: {', '.join(BENCHES)} (default: all)")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help=f"where records are kept ({FILE})")
    options = parser.parse_args(args)
    unknown = [name for name in options.names if name not in BENCHES]
    if unknown:
        print(f"newsgraph bench record: {unknown[0]}: expected one of {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    status = 0
    for name in options.names or BENCHES:
        try:
            record, below = measure(name, BENCHES[name])
        except (NewsgraphError, OSError, ValueError) as error:
            print(f"newsgraph bench record: {name}: {error}", file=sys.stderr)
            status = 2
            continue
        for line in below:
            print(f"{name}: {line}", file=sys.stderr)
        status = max(status, 1 if below else 0)
        _keep(options.out, name, record)
        print(f"{name}: recorded in {options.out}")
    return status


def measure(name: str, bench: Bench) -> tuple[dict[str, Any], list[str]]:
    """Run a bench.

    Returns:
        Its record, and what it says of figures below their floors.

    Raises:
        NewsgraphError: it cannot be run; the text is its own.
    """
    options = (*bench.options, "--json")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "graph.cli", "bench", name, *options], capture_output=True, text=True, check=False
    )
    said = done.stderr.strip().splitlines()
    if done.returncode not in {0, 1} or not done.stdout.strip():
        raise NewsgraphError(said[-1] if said else f"ended with status {done.returncode}")
    figures = json.loads(done.stdout)
    if isinstance(figures, dict):
        figures = {key: value for key, value in figures.items() if key != "date"}
    record = {
        "command": " ".join(("newsgraph bench", name, *options)),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "newsgraph": version("newsgraph"),
        "inputs": {place: digest(Path(os.path.expandvars(place))) for place in bench.inputs},
        "figures": figures,
    }
    return record, said if done.returncode == 1 else []


def read_records(path: Path) -> dict[str, Any]:
    """Return the records of a file, by bench; none where there is no file.

    Raises:
        NewsgraphError: the file is not one of records.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise NewsgraphError(
            f"{path}: expected the JSON that `newsgraph bench record` writes, found: {error}"
        ) from error
    return dict(found)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's files and their names, in hexadecimal."""
    whole = hashlib.sha256()
    for file in _files(path):
        whole.update(f"{file.relative_to(path).as_posix()}\0".encode() if file != path else b"")
        whole.update(hashlib.sha256(file.read_bytes()).digest() if file != path else file.read_bytes())
    return whole.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    else:
        yield path


def _keep(path: Path, name: str, record: dict[str, Any]) -> None:
    """Put a record into the file, in the place of the bench's last one; whole or not at all."""
    records = {**read_records(path), name: record}
    ordered = {bench: records[bench] for bench in BENCHES if bench in records}
    partial = path.with_name(f"{path.name}.new")
    partial.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    partial.replace(path)
