"""The packages are ours, light to import, and in the right order."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import extractors
import graph

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "torch",
    "pyvis",
    "IPython",
    "networkx",
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "trafilatura",
    "numpy",
)


def test_packages_are_ours() -> None:
    # "graph" and "extractors" are generic names; another distribution must not shadow them.
    assert Path(graph.__file__).parent == ROOT / "graph"
    assert Path(extractors.__file__).parent == ROOT / "extractors"


@pytest.mark.parametrize("module", ["graph", "extractors", "extractors.records", "graph.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


def test_extractors_never_imports_graph() -> None:
    for path in (ROOT / "extractors").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.strip().startswith(("import graph", "from graph")), f"{path}: {line}"


def test_help_starts_in_a_blink() -> None:
    command = [sys.executable, "-m", "graph.cli", "--help"]
    best = min(_seconds(command) for _ in range(5))
    # 0.3 s on two quiet cores is the bar; a bare interpreter's start beside it keeps a busy machine from deciding.
    bare = min(_seconds([sys.executable, "-c", "import argparse"]) for _ in range(5))
    assert best < max(0.3, 6 * bare), f"--help took {best:.2f} s, a bare interpreter {bare:.2f} s"


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return time.perf_counter() - began
