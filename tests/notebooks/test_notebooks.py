"""Every notebook runs from top to bottom as a reader would run it, and prints what is committed."""

from __future__ import annotations

import runpy
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXECUTION = runpy.run_path(str(ROOT / ".ci" / "notebooks.py"))
NOTEBOOKS = EXECUTION["NOTEBOOKS"]


@pytest.mark.model
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_prints_what_is_committed(path: Path) -> None:
    committed = EXECUTION["printed"](nbformat.read(path, as_version=4))
    assert any(committed)
    assert EXECUTION["printed"](EXECUTION["executed"](path)) == committed, f"run .ci/notebooks.py {path.name}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_is_short_and_opens_with_what_one_will_have(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    opening = notebook.cells[0].source
    assert opening.startswith("# ")
    assert "At the end you" in opening
    assert len(notebook.cells) < 40
    assert path.stat().st_size < 100_000


def test_there_are_five() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]
