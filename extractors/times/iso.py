"""Calendar arithmetic and ISO 8601 values: what a date, month, year or interval is written as, and its borders."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

__all__ = [
    "add_months",
    "bounds",
    "day_of",
    "duration",
    "easter",
    "interval",
    "is_iso",
    "month_value",
    "parse_published",
    "season",
    "thanksgiving",
    "week",
]

_DAY = r"\d{4}-\d{2}-\d{2}"
_POINT = rf"(?:{_DAY}(?:T\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:\d{{2}})?)?|\d{{4}}(?:-\d{{2}})?)"
_N = r"\d+(?:\.\d+)?"
_CLOCK = rf"(?:T(?=\d)(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?"
_DURATION = rf"P(?=[\dT])(?:{_N}Y)?(?:{_N}M)?(?:{_N}W)?(?:{_N}D)?{_CLOCK}"
_VALUE = re.compile(rf"(?:{_POINT}|(?:{_POINT}|\.\.)/(?:{_POINT}|\.\.)|{_DURATION}|R/{_DURATION})\Z")


def is_iso(value: str) -> bool:
    """Say whether a value has one of the shapes a time expression may carry."""
    if not _VALUE.match(value) or value == "../..":
        return False
    try:
        return value[0] in "PR" or all(part == ".." or bounds(part) is not None for part in value.split("/"))
    except ValueError:
        return False


def parse_published(published: str | None) -> tuple[date | None, datetime | None]:
    """Return the day and, where given, the instant of publication; None for each that is missing or malformed."""
    if not published:
        return None, None
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?", published)
    if not match:
        return None, None
    year, month, day, hour, minute = (int(g) if g else None for g in match.groups())
    try:
        when = date(year or 0, month or 0, day or 0)
        at = datetime(when.year, when.month, when.day, hour, minute or 0) if hour is not None else None
    except ValueError:
        return None, None
    return when, at


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none such (30 February)."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def month_value(year: int, month: int) -> str:
    """Return ``YYYY-MM``; a month outside 1..12 counts on into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def add_months(day: date, months: int) -> date | None:
    """Return the same day some months on (clipped to the month's length), or None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week(day: date) -> str:
    """Return the interval Monday to Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def season(year: int, first_month: int) -> str:
    """Return the interval of three months; a winter is named by the year in which it starts."""
    return f"{month_value(year, first_month)}/{month_value(year, first_month + 2)}"


def bounds(value: str) -> tuple[date, date] | None:
    """Return the first and last day of a date, date-time, month, year or closed interval.

    Raises:
        ValueError: the value has the shape of a date but the calendar has none such.
    """
    if "/" in value:
        first, last = (bounds(part) if part != ".." else None for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if not value[:4].isdigit():
        return None
    if len(value) == 4:
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:7])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(value[:10])
    return day, day


def interval(first: str, last: str) -> str | None:
    """Return ``first/last`` over the outer borders of two values, or None when they are not in order."""
    start, end = first.split("/")[0], last.split("/")[-1]
    if ".." in (start, end):
        return None
    a, b = bounds(start), bounds(end)
    if a is None or b is None or a[0] > b[1] or (start, end) == (end, start):
        return None
    return f"{start}/{end}"


def duration(amount: float, letter: str, clock: bool) -> str | None:
    """Return an ISO 8601 duration; halves of a year, week, day or hour go into the next smaller unit."""
    whole = int(amount)
    rest = amount - whole
    if amount <= 0 or amount > 99999:
        return None
    mark = "T" if clock else ""
    if rest == 0:
        return f"P{mark}{whole}{letter}"
    smaller = {("Y", False): (12, "M"), ("H", True): (60, "M"), ("D", False): (24, "H"), ("M", True): (60, "S")}
    step = smaller.get((letter, clock))
    if step and (rest * step[0]) % 1 == 0:
        part = f"{int(rest * step[0])}{step[1]}"
        joint = "T" if (letter, clock) == ("D", False) else ""
        return f"P{mark}{whole}{letter}{joint}{part}" if whole else f"P{mark}{joint}{part}"
    return f"P{mark}{amount:g}{letter}"


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """Return the fourth Thursday of November (United States)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
