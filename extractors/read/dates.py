"""Dates as newspapers and web pages print them, to ISO 8601. What is ambiguous or relative gives None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

__all__ = ["from_epoch", "parse_date", "starting_date"]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH_NUMBER = {name[:length]: i for i, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
# Zones whose letters mean one offset everywhere (RFC 822, and the European ones); IST, CST abroad and PKT are left out.
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
}

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d)"
_TIME = (
    r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?:\s*hrs)?(?:\s*\(?(?P<zone>(?:(?:utc|gmt)\s*)?[+-]\d\d?(?::?\d\d)?|[a-z]{1,5})(?:\s+time)?\)?)?"
)
_DAYS = (
    _WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
    _WEEKDAY + _DAY + r"(?:\s+of)?[\s-]+" + _MONTH + r",?[\s-]+" + _YEAR,
)
_FORMS = tuple(
    re.compile(form, re.I)
    for day in _DAYS
    for form in (day + r"(?:(?:\s*[,|·•–-]\s*|\s+at\s+|\s+)" + _TIME + ")?", _TIME + r"\s*(?:[,|·•–-]|\s+on)?\s+" + day)
)
_ISO = re.compile(
    r"(?P<year>(?:1[6-9]|2[01])\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?:(?:t|"
    r"\s+)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<day>\d\d)(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<zone>z)?)?",
    re.I,
)
_YEAR_FIRST = re.compile(r"(?P<year>(?:1[6-9]|2[01])\d\d)[/.](?P<m>\d\d?)[/.](?P<day>\d\d?)")
_YEAR_LAST = re.compile(
    r"(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?P=mark)(?P<year>(?:1[6-9]|2[01])\d\d)(?:,?\s+" + _TIME + ")?", re.I
)
_ANY_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_GLUED = re.compile(
    rf"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:{_ANY_MONTH}\s+\d\d?,|"
    rf"\d\d?\s+{_ANY_MONTH})\s+(?:19|20)\d\d)"
    r"(?=\s+[A-Z\"“‘'])"
)


def parse_date(text: str) -> str | None:
    """Return the date or date-time that the whole of ``text`` states, in ISO 8601.

    Args:
        text: ``"Friday, July 21, 2017"``, ``"6 November 2025, 10:32"``, ``"Thu, 06 Nov 2025 10:32:00 +0500"``.

    Returns:
        ``"2017-07-21"``, ``"2025-11-06T10:32:00"``, ``"2025-11-06T10:32:00+05:00"``; None for what is no date, has no
        year, or can be read in two ways (``"06/11/2025"``).
    """
    text = " ".join(text.split()).strip(" .,;|·•–-")
    if not 6 <= len(text) <= 60:
        return None
    for form in (_ISO, _COMPACT, _YEAR_FIRST, *_FORMS):
        if found := form.fullmatch(text):
            return _iso(found.groupdict())
    if found := _YEAR_LAST.fullmatch(text):
        return _day_or_month_first(found)
    return None


def starting_date(text: str) -> tuple[str, str] | None:
    """Split a full date off the start of a paragraph to which it was glued.

    Args:
        text: ``"Thursday, May 7, 2015 On Tuesday, the government announced …"``: a full
            date, then a new sentence.

    Returns:
        The ISO date and the rest, or None.
    """
    found = _GLUED.match(text)
    if found is None:
        return None
    day = parse_date(found.group())
    return (day, text[found.end() :].lstrip()) if day else None


def from_epoch(seconds: float) -> str | None:
    """Return the UTC date-time of a Unix time in seconds or milliseconds (1990 to 2100), else None."""
    if seconds > 1e11:
        seconds /= 1000
    if not 631_152_000 <= seconds < 4_102_444_800:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _day_or_month_first(found: re.Match[str]) -> str | None:
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if found["mark"] == "." or a > 12 or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    else:
        return None
    return _iso({**found.groupdict(), "year": str(year), "m": str(month), "day": str(day)})


def _iso(parts: dict[str, str | None]) -> str | None:
    month = int(parts.get("m") or 0) or _MONTH_NUMBER.get((parts.get("month") or "").lower(), 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
        hour = parts.get("hour")
        if hour is None:
            return day.isoformat()
        minute, half = parts.get("minute"), (parts.get("half") or "").replace(".", "").lower()
        if minute is None and not half:
            return None
        hours = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
        moment = datetime(day.year, day.month, day.day, hours, int(minute or 0), int(parts.get("second") or 0))
        zone = _offset(parts.get("zone"))
    except ValueError:
        return None
    if zone is not None:
        moment = moment.replace(tzinfo=timezone(zone))
    return moment.isoformat().replace("+00:00", "Z")


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    letters, sign, digits = re.fullmatch(r"([a-z]*)\s*([+-]?)([\d:]*)", zone.lower()).groups()  # type: ignore[union-attr]
    if not sign:
        hours = _ZONES.get(letters)
        return None if hours is None else timedelta(hours=hours)
    digits = digits.replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if offset >= timedelta(hours=15):
        raise ValueError("no such time zone")
    return -offset if sign == "-" else offset
