"""Time expressions of English news, normalised against the article's date."""

from __future__ import annotations

from extractors.times.finding import find_times
from extractors.times.records import TimeExpression, TimeKind

__all__ = ["TimeExpression", "TimeKind", "find_times"]
