"""What one statement tells of an event, as the grouping keeps it: one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

__all__ = ["Telling"]


@dataclass(frozen=True)
class Telling:
    """One statement that tells of an event, in terms of the graph: IRIs as text.

    ``parties`` maps each party to how much it tells: 3 for a ship or building and for the person it happens to, 2 for
    other persons and organisations, 1 for a country or people, 0 for the country that an organisation named stands for.
    ``inherited`` says that the fact itself names no party, and the article's main ones were taken. ``places`` maps each
    place to all that hold it. ``days`` is the first and last day on which it may have happened; ``dated`` says that
    the text tells them, not merely the article's date. ``words`` are the content words of a statement, ``text`` is the
    signature of the article's text, ``sentence`` a hash of the sentence.
    """

    statement: str
    article: str
    outlet: str
    published: str
    kind: str
    parties: Mapping[str, int]
    inherited: bool
    places: Mapping[str, tuple[str, ...]]
    days: tuple[str, str]
    dated: bool
    affirmed: bool
    words: tuple[str, ...]
    text: str
    sentence: str

    def pack(self) -> str:
        """Return the telling as one line of JSON."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def unpack(cls, packed: str) -> Telling:
        """Return what :meth:`pack` packed."""
        row = json.loads(packed)
        row["places"] = {place: tuple(holders) for place, holders in row["places"].items()}
        return cls(**{**row, "days": tuple(row["days"]), "words": tuple(row["words"])})
