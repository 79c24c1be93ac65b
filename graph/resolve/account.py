"""Accounts of decisions: which names of which articles were brought to an entity, and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.resolve.corrections import Corrections
from graph.resolve.forms import decode

__all__ = ["Merge", "merges"]


@dataclass(frozen=True)
class Merge:
    """A name that is an entity of its own by its spelling and type, and belongs to another one.

    ``own`` is the IRI it would have by itself, ``articles`` those that use it so, ``reasons`` why it is not by itself,
    with the points of each; where articles give different reasons, those of the first article.
    """

    name: str
    type: str
    own: str
    articles: tuple[str, ...]
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON types."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]


def merges(db: sqlite3.Connection, corrections: Corrections) -> Mapping[str, tuple[Merge, ...]]:
    """Return what was merged into each entity, and why.

    Args:
        db: The catalogue's database.
        corrections: Those that the graph follows.

    Returns:
        By entity IRI, what was brought there, sorted by name; entities to which nothing was brought are left out.
    """
    found: dict[str, dict[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]]] = {}
    query = "SELECT iri, own, found, article, body, reasons FROM local WHERE own != iri ORDER BY iri, article, id"
    for iri, own, decided, article, body, reasons in db.execute(query):
        profile = decode(body)
        why = tuple(json.loads(reasons))
        if decided != iri:
            why = (*_corrected(corrections, iri, decided), *why)
        here = found.setdefault(iri, {}).setdefault((profile.name, profile.family, own), [])
        here.append((article, why))
    return {iri: tuple(_merges(named)) for iri, named in found.items()}


def _merges(named: Mapping[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]]) -> Iterable[Merge]:
    for (name, family, own), uses in sorted(named.items()):
        yield Merge(name, family, own, tuple(sorted({article for article, _ in uses})), uses[0][1])


def _corrected(corrections: Corrections, iri: str, decided: str) -> Iterable[str]:
    for line in corrections.standing:
        if iri in (*line.entities, line.entity) or decided in (*line.entities, line.entity):
            said = f": {line.reason}" if line.reason else ""
            yield f"correction {line.id} ({line.action}){said}"
