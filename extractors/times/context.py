"""What a rule for a time expression may ask: the article's date, the verb's direction, the date told last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from extractors.columns import Columns
from extractors.times.atoms import Atoms
from extractors.times.records import TimeKind
from extractors.times.tense import Direction, direction

__all__ = ["Context", "Found"]


@dataclass(slots=True)
class Found:
    """A recognised expression before it becomes a record; ``start`` and ``end`` are atoms.

    ``partial`` holds month and day (0 for none) of a date without a year, so that "March and June 2024" can share one.
    ``clock`` is the time of day, with its zone, that waits for a date; empty when the hour is ambiguous.
    """

    kind: TimeKind
    value: str | None
    explicit: bool = False
    partial: tuple[int, int] | None = None
    clock: str | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Context:
    """The article around an expression."""

    columns: Columns
    atoms: Atoms
    today: date | None
    now: datetime | None
    told: list[Found] = field(default_factory=list)

    def direction(self, atom: int, end: int) -> Direction | None:
        """Return past or future by the verb that governs the atoms from ``atom`` to ``end``."""
        first, last = self.atoms.tokens[atom], self.atoms.tokens[end - 1] + 1
        return direction(self.columns, self.columns.head_of(first, last))

    def form(self, atom: int) -> str:
        """Return the lower-case form of an atom; empty outside the article."""
        return self.atoms.forms[atom] if 0 <= atom < len(self.atoms) else ""

    def last_day(self, atom: int) -> date | None:
        """Return the day that the narrative has reached before an atom.

        It is the last date of day precision in the same or the previous sentence, and the only such one there.
        """
        sentence = self.columns.sentence[self.atoms.tokens[atom]]
        days = []
        for found in reversed(self.told):
            where = self.columns.sentence[self.atoms.tokens[found.start]]
            if where < sentence - 1:
                break
            if (
                found.kind in ("DATE", "TIME")
                and found.value
                and len(found.value.split("/")[0]) >= 10
                and found.end <= atom
            ):
                if "/" in found.value:
                    return None
                days.append((where, found.value[:10]))
        if not days:
            return None
        nearest = max(where for where, _ in days)
        values = {value for where, value in days if where == nearest}
        return date.fromisoformat(values.pop()) if len(values) == 1 else None

    def told_year(self, atom: int) -> int | None:
        """Return the year written out in the same sentence before an atom, where it is the only one."""
        sentence = self.columns.sentence[self.atoms.tokens[atom]]
        years = {
            int(found.value[:4])
            for found in self.told
            if found.explicit
            and found.value
            and found.value[:4].isdigit()
            and "/" not in found.value
            and self.columns.sentence[self.atoms.tokens[found.start]] == sentence
        }
        return years.pop() if len(years) == 1 else None

    def last_year(self, atom: int) -> int | None:
        """Return the year that the narrative has reached before an atom: the only one in the nearest sentence with one.

        Only the sentence itself and the two before it are asked.
        """
        sentence = self.columns.sentence[self.atoms.tokens[atom]]
        years: set[int] = set()
        nearest: int | None = None
        for found in reversed(self.told):
            where = self.columns.sentence[self.atoms.tokens[found.start]]
            if found.end > atom or not found.explicit or not found.value or not found.value[:4].isdigit():
                continue
            if where < sentence - 2 or (nearest is not None and where < nearest):
                break
            nearest = where
            years.update(int(side[:4]) for side in found.value.split("/") if side[:4].isdigit())
        return years.pop() if len(years) == 1 else None

    def looks_back(self, atom: int) -> bool:
        """Say whether the sentences around tell of years long past, so that "in May" need not be near publication."""
        if self.today is None:
            return False
        sentence = self.columns.sentence[self.atoms.tokens[atom]]
        for found in reversed(self.told):
            if self.columns.sentence[self.atoms.tokens[found.start]] < sentence - 2:
                return False
            if found.explicit and found.value and found.value[:4].isdigit():
                return int(found.value.split("/")[-1][:4]) < self.today.year - 1
        return False
