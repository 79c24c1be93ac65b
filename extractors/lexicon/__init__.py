"""The word lists and tables that the rules read: TOML files, one topic each, readable by a linguist."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``name``.toml of this package.

    Args:
        name: The file's name without its ending.

    Returns:
        The parsed TOML; do not change it.

    Raises:
        FileNotFoundError: there is no such table.
    """
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return one list of a table as a set: ``words("adverbs", "time")``.

    Lists are arrays of strings or one string of words separated by blanks.

    Raises:
        KeyError: the table has no such list.
    """
    value: Any = table(name)
    for key in keys:
        value = value[key]
    if isinstance(value, dict):
        return frozenset(value)
    return frozenset(value.split() if isinstance(value, str) else value)
