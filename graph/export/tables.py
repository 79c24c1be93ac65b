"""CSV: one row per statement, one row per entity."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import IO, TYPE_CHECKING

from graph.facts import EntityRow, FactRow, QualifierRow

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["harmless", "write_entities", "write_facts"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


def write_facts(kg: KnowledgeGraph, output: IO[bytes]) -> None:
    """Write every statement with its evidence, one a row."""
    _write(output, [field.name for field in fields(FactRow)], kg.facts())


def write_entities(kg: KnowledgeGraph, output: IO[bytes]) -> None:
    """Write every entity, one a row."""
    _write(output, [field.name for field in fields(EntityRow)], kg.entities())


def _write(output: IO[bytes], names: list[str], rows: Iterable[FactRow | EntityRow]) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = " | ".join(map(_part, value))
    return harmless(value) if isinstance(value, str) else value


def _part(item: str | QualifierRow | tuple[str, ...]) -> str:
    if isinstance(item, str):
        return item
    return f"{item[0]}: {item[1]}" if isinstance(item, tuple) else f"{item.role}: {item.label}"


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before ``= + - @`` and control signs.

    A plain number stays as it is. Source: OWASP, *CSV Injection*.
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
