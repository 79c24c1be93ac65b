"""Work for the tests of processes: it fails, or takes its process with it, on certain words."""

from __future__ import annotations

import os
from typing import Any


def fragile(lines: list[str], nlp: Any) -> list[str]:
    """Return the lines in capitals; "raise" raises, "die" ends the process at once, as a crash in C code does."""
    for line in lines:
        if line == "raise":
            raise ValueError("no such line")
        if line == "die":
            os._exit(11)
    return [line.upper() for line in lines]


def whose(lines: list[str], nlp: Any) -> list[str]:
    """Return the process's number for each line."""
    return [str(os.getpid()) for _ in lines]
