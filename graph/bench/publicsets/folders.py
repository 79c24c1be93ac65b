"""Where the public sets and their scorers are: options, else the environment variable ``NEWSGRAPH_DATA``."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DATA", "data_folder", "scorer_folder"]

DATA = "NEWSGRAPH_DATA"
"""Names the folder above ``facts/``, ``re3d/``, ``coref/``, ``treebanks/``, ``entities/``; scorers stand beside it."""


def data_folder(option: Path | None) -> Path | None:
    """Return the folder of the public sets: the option's, else that of the environment, else None."""
    named = os.environ.get(DATA)
    return option if option is not None else Path(named) if named else None


def scorer_folder(option: Path | None, data: Path | None) -> Path | None:
    """Return the folder of the scorers: the option's, else ``score`` beside the folder of the public sets."""
    if option is not None:
        return option
    folder = data_folder(data)
    return folder.resolve().parent / "score" if folder is not None else None
