"""Values as RDF literals, in the lexical form that every store keeps as it is.

Only xsd:integer, decimal, date, dateTime, gYear and gYearMonth are used: stores rewrite other numeric types.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

from graph.vocabulary import XSD, clean_text

__all__ = ["decimal_literal", "integer_literal", "number_literal", "text_literal", "time_literal", "time_literals"]

_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?\d{0,15}\.\d{1,12}")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"(?P<minute>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})"
    r"(?P<second>:[0-9]{2}(?:\.[0-9]{1,6})?)?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def text_literal(text: str) -> Literal:
    """Return a plain string literal, safe to write as UTF-8."""
    return Literal(clean_text(text))


def integer_literal(number: int) -> Literal:
    """Return an xsd:integer literal."""
    return Literal(str(number), datatype=XSD["integer"])


def decimal_literal(number: float) -> Literal:
    """Return an xsd:decimal literal of at most four digits after the point, in canonical form.

    A number that is not finite counts as 0: a confidence that cannot be compared supports nothing.
    """
    value = number if math.isfinite(number) else 0.0
    return Literal(_canonical(Decimal(str(round(value, 4)))), datatype=XSD["decimal"])


def number_literal(value: str) -> Literal | None:
    """Return an xsd:integer or xsd:decimal literal for "12", "-3" or "0.50" (written 0.5), else None."""
    if _INTEGER.fullmatch(value) and value.isascii():
        return integer_literal(int(value))
    if _DECIMAL.fullmatch(value) and value.isascii():
        try:
            return Literal(_canonical(Decimal(value)), datatype=XSD["decimal"])
        except InvalidOperation:
            return None
    return None


def time_literal(value: str) -> Literal | None:
    """Return the literal of an ISO 8601 year, month, date or date-time, or None where the value is none of these.

    A date-time gets its seconds and its zone in the canonical form ("2025-11-06T05:00:00Z"); the 30th of February
    and the year 0 give None.
    """
    if _YEAR.fullmatch(value):
        return Literal(value, datatype=XSD["gYear"]) if value != "0000" else None
    if _MONTH.fullmatch(value):
        return Literal(value, datatype=XSD["gYearMonth"]) if value[:4] != "0000" else None
    if _DATE.fullmatch(value):
        return Literal(value, datatype=XSD["date"]) if _is_iso(value) else None
    match = _DATE_TIME.fullmatch(value)
    if match is None:
        return None
    second, zone = match["second"] or ":00", match["zone"] or ""
    if "." in second:
        second = second.rstrip("0").rstrip(".")
    if zone not in {"", "Z"}:
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        zone = "Z" if zone[1:] == "00:00" else zone
    canonical = f"{match['minute']}{second}{zone}"
    return Literal(canonical, datatype=XSD["dateTime"]) if _is_iso(canonical) else None


def time_literals(value: str) -> tuple[Literal | None, Literal | None, Literal | None]:
    """Return (time, start, end) of a time value: a point gives the first, an interval "A/B" one or both others."""
    if "/" not in value:
        return time_literal(value), None, None
    start, _, end = value.partition("/")
    return None, time_literal(start), time_literal(end)


def _is_iso(value: str) -> bool:
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        return False
    # XML Schema ends at 14 hours from Greenwich; Python goes to 24.
    offset = moment.utcoffset()
    return offset is None or abs(offset) <= datetime.timedelta(hours=14)


def _canonical(number: Decimal) -> str:
    text = format(number.normalize(), "f")
    return "0" if text in {"-0", ""} else text
