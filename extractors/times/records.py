"""The record of one time expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TimeExpression", "TimeKind"]

TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often.

    ``start`` and ``end`` are token indices, end exclusive. ``value`` is ISO 8601: a date, date-time, month, year or
    interval (``2021/..`` is open) for DATE and TIME, a duration (``PT5H``) for DURATION, a repeating interval
    (``R/P1D``) for SET; None when unknown.
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    value: str | None = None
