"""JSON Lines of text with marked names, and an annotator's agreement with them.

The measure: exact spans and types; GPE, LOC and LOCATION are one type, PLACE. A leading "the" and a trailing possessive
are left out on both sides, and what touches a span of unknown type is not counted.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TYPES", "GoldNames", "agreement", "compare", "read_names"]

TYPES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "LOCATION": "PLACE", "NORP": "NORP"}

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class GoldNames:
    """A text, the names in it that are measured, and the spans that may hold a name of unknown type."""

    text: str
    names: frozenset[Name]
    unknown: tuple[tuple[int, int], ...]


def read_names(path: Path) -> Iterator[GoldNames]:
    """Read a file of ``{"text", "spans": [[start, end, type]], "missing": [[start, end]]}`` a line, plain or gzipped.

    Args:
        path: The file.

    Yields:
        One text a line.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text = row["text"]
            names = frozenset(_name(text, start, end, kind) for start, end, kind in row["spans"] if kind in TYPES)
            yield GoldNames(text, names, tuple((start, end) for start, end in row.get("missing", ())))


def compare(doc: Doc, gold: GoldNames) -> Counter[tuple[str, str]]:
    """Count right, spurious and missed names by type.

    Args:
        doc: The annotated text.
        gold: The names in it.

    Returns:
        Counts of (type, "right" | "spurious" | "missed").
    """
    found = {_name(gold.text, e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in TYPES}
    found = {name for name in found if not any(name[0] < end and start < name[1] for start, end in gold.unknown)}
    counts: Counter[tuple[str, str]] = Counter()
    for verdict, names in (
        ("right", found & gold.names),
        ("spurious", found - gold.names),
        ("missed", gold.names - found),
    ):
        counts.update((kind, verdict) for _, _, kind in names)
    return counts


def agreement(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Return the F1 of each type and of all together in per cent."""
    kinds = tuple(dict.fromkeys(TYPES.values()))
    result = {kind: _f1(*(counts[kind, verdict] for verdict in ("right", "spurious", "missed"))) for kind in kinds}
    every = (sum(counts[kind, verdict] for kind in kinds) for verdict in ("right", "spurious", "missed"))
    return result | {"all": _f1(*every)}


def _name(text: str, start: int, end: int, kind: str) -> Name:
    if text[start:end].lower().startswith("the "):
        start += len("the ")
    if text[start:end].endswith(("'s", "’s")):
        end -= len("'s")
    return start, end, TYPES[kind]


def _f1(right: int, spurious: int, missed: int) -> float:
    return round(200 * right / max(1, 2 * right + spurious + missed), 2)
