"""``newsgraph bench package``: the size of the wheel, and what starting costs before anything is read.

Run it in the folder of the sources. Times are CPU seconds of new processes, the best of several, less what Python
itself takes to start.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from extractors.errors import NewsgraphError
from graph.bench.annotator import machine

__all__ = ["measure", "run"]

_NETWORK = "network.onnx"


def run(args: list[str]) -> int:
    """Measure and print.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 2 where the wheel cannot be built.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench package", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=Path, default=Path(), metavar="DIR", help="folder with pyproject.toml (.)")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="rounds, the best counts")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    try:
        figures = measure(options.sources, repeat=options.repeat)
    except (NewsgraphError, OSError) as error:
        print(f"newsgraph bench package: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({**figures, "machine": machine()}, indent=1))
    else:
        print("\n".join(f"{name:26} {value}" for name, value in figures.items()))
    return 0


def measure(sources: Path, *, repeat: int = 5) -> dict[str, float]:
    """Build the wheel and time the starts.

    Args:
        sources: The folder with ``pyproject.toml``.
        repeat: How often each start is timed.

    Returns:
        Bytes of the wheel, unpacked, and of the network in it; seconds of the starts.

    Raises:
        NewsgraphError: the wheel cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="newsgraph-bench-") as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(sources)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - pip itself
        built = sorted(Path(folder).glob("*.whl"))
        if done.returncode or not built:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NewsgraphError(f"{sources}: expected sources that a wheel can be built from, pip says: {last}")
        with zipfile.ZipFile(built[0]) as wheel:
            files = wheel.infolist()
        figures: dict[str, float] = {
            "wheel_bytes": built[0].stat().st_size,
            "unpacked_bytes": sum(file.file_size for file in files),
            "network_bytes": sum(file.file_size for file in files if file.filename.endswith(_NETWORK)),
        }
    python = [sys.executable, "-c"]
    bare = _seconds([*python, "pass"], repeat)
    for name, start in (
        ("help_seconds", [sys.executable, "-m", "graph.cli", "--help"]),
        ("import_extractors_seconds", [*python, "import extractors"]),
        ("import_graph_seconds", [*python, "import graph"]),
        ("load_pipeline_seconds", [*python, "from extractors import load_pipeline; load_pipeline()"]),
    ):
        figures[name] = round(_seconds(start, repeat) - bare, 3)
    return figures


def _seconds(command: list[str], repeat: int) -> float:
    """Return the CPU time of a process, the best of several."""
    found = []
    for _ in range(max(1, repeat)):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own interpreter
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)
