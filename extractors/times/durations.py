"""How long and how often: "nearly five hours", "a three-day visit", "every day", "twice a week"."""

from __future__ import annotations

from extractors.times.context import Context, Found
from extractors.times.grammar import unit_of
from extractors.times.iso import duration
from extractors.times.numbers import number
from extractors.times.patterns import Hit
from extractors.times.words import UNITS, listed

__all__ = ["DURATION_RULES"]

# Before "a year", "an hour": it is a stretch of time and not a rate ("twice a year", "60 miles an hour").
_STRETCH_CUES = frozenset(
    listed(
        "for in within after over than about nearly almost around under during lasted lasting last lasts took takes "
        "take taking spent spend spending every some just only roughly approximately next once of"
    )
)


def _iso(amount: float | None, unit: str) -> str | None:
    if amount is None:
        return None
    letter, clock, factor = UNITS[unit]
    return duration(amount * factor, letter, clock)


def _is_age(hit: Hit, context: Context) -> bool:
    after = [context.form(hit.end + i) for i in range(2)]
    return "old" in after or after == ["of", "age"] or context.form(hit.start - 1) == "aged"


def _length(hit: Hit, context: Context) -> Found | None:
    """Read "five hours", "two and a half years", "a three-day visit"."""
    if _is_age(hit, context):
        return None
    amount, unit = number(hit.forms("amount")), unit_of(hit.form("unit"))
    if amount is None or (unit == hit.form("unit") and amount >= 1900):
        return None  # "the World Cup 2018 day five"
    value = _iso(amount, unit)
    return Found("DURATION", value) if value else None


def _one(hit: Hit, context: Context) -> Found | None:
    """Read "a year", "an hour" where a stretch is meant."""
    before = context.form(hit.start - 1)
    if before not in _STRETCH_CUES or _is_age(hit, context):
        return None
    return Found("DURATION", _iso(1.5 if hit.form("more") else 1, unit_of(hit.form("unit"))))


def _vague_length(hit: Hit, context: Context) -> Found | None:
    """Read "several years", "for decades", "two to three weeks": long, but how long is not said."""
    return None if _is_age(hit, context) else Found("DURATION", None)


def _set(hit: Hit, context: Context) -> Found | None:
    """Read "every day", "each year", "every two weeks"."""
    amount = number(hit.forms("amount")) if hit.form("amount") else 2 if hit.form("other") else 1
    value = _iso(amount, unit_of(hit.form("unit")))
    return Found("SET", f"R/{value}" if value else None)


def _set_of_days(hit: Hit, context: Context) -> Found:
    """Read "every Monday", "on Sundays": a weekly set; which day, ISO 8601 cannot say."""
    return Found("SET", None)


def _rate(hit: Hit, context: Context) -> Found:
    """Read "twice a week", "three times a day"."""
    return Found("SET", f"R/{_iso(1, unit_of(hit.form('unit')))}")


_ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W"}
_ADVERBS |= {"monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y"}


def _set_adverb(hit: Hit, context: Context) -> Found:
    return Found("SET", f"R/{_ADVERBS[hit.form('adverb')]}")


DURATION_RULES = (
    ("amount=AMOUNT '-'? unit=UNIT", _length),
    ("amount=(half (a | an)? | half '-' (a | an) '-') '-'? unit=UNIT", _length),
    ("amount=N '-' unit=(second | minute)", _length),
    ("(a | an) unit=UNIT more=(and a half)?", _one),
    ("(SOME | a few | dozens of | hundreds of | thousands of | a number of | SOME of) UNIT", _vague_length),
    ("N (to | or | DASH) N '-'? UNIT", _vague_length),
    ("(for | over | in) (days | weeks | months | years | decades | centuries | hours)", _vague_length),
    ("(every | each) other=other? amount=N? unit=UNIT", _set),
    ("(every | each) (WEEKDAY | PART | weekend | MONTH | SEASON)", _set_of_days),
    ("WEEKDAYS", _set_of_days),
    ("(once | twice | N times) (a | an | per | each | every) unit=UNIT", _rate),
    (f"adverb=({' | '.join(_ADVERBS)})", _set_adverb),
)
