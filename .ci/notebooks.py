"""Run the notebooks and keep what they print.

.venv/bin/python .ci/notebooks.py [NOTEBOOK ...]     rewrite their outputs; a test demands that the text stays the same
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def executed(path: Path) -> Any:
    """Return a notebook with the outputs that it has now, without what differs from run to run."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, timeout=240, kernel_name="python3", resources=where, record_timing=False).execute()
    notebook.metadata.pop("language_info", None)
    return notebook


def printed(notebook: Any) -> list[str]:
    """Return what the cells of a notebook print."""
    return [
        "".join(output.get("text", "") for output in cell.get("outputs", ()) if output.output_type == "stream")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main(names: list[str]) -> None:
    """Rewrite the notebooks."""
    import nbformat

    for path in map(Path, names or NOTEBOOKS):
        nbformat.write(executed(path), path)


if __name__ == "__main__":
    main(sys.argv[1:])
