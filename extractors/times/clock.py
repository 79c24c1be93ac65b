"""Times of day: "10:30 a.m.", "0730 GMT", "noon". They wait for a date and stay without value until they find one."""

from __future__ import annotations

from extractors.times.context import Context, Found
from extractors.times.numbers import number
from extractors.times.patterns import Hit
from extractors.times.words import ZONES, listed

__all__ = ["CLOCK_RULES"]

_CLOCK_CUES = frozenset(listed("at around about before after since until till by from between to and approximately"))

_AMOUNTS = frozenset(
    listed(
        "% percent per euro euros dollar dollars cent cents pound pounds pence franc francs rupee rupees yen yuan lira "
        "won rouble roubles ruble rubles crown crowns krone kroner kronor point points million billion trillion metre "
        "metres meter meters km kilometres kilometers mile miles ton tons tonne tonnes litre litres barrel barrels"
    )
)


def _clock(hit: Hit, context: Context) -> Found | None:
    """Read "10:30", "8.30am", "5 p.m. GMT", "10 o'clock"."""
    form, half = hit.form("time"), hit.form("half").replace(".", "").replace(" ", "")
    if "." in form and not half and not hit.form("zone") and context.form(hit.end) in _AMOUNTS:
        return None  # "fell to 18.40 euros"
    zone = ZONES.get(hit.form("zone"), "")
    parts = form.replace(".", ":").split(":")
    if hit.form("military"):
        hours, minutes = int(form[:2]), int(form[2:])
        certain = True
    else:
        hour = number(parts[:1])
        if hour is None:
            return None
        hours, minutes = int(hour), int(parts[1]) if len(parts) > 1 else 0
        certain = bool(half) or hours >= 13 or hours == 0 or parts[0].startswith("0")
    if hours > 23 or minutes > 59 or (half and not 1 <= hours <= 12):
        return None
    named = half or zone or hit.form("local") or hit.form("oclock") or hit.form("part")
    if not named and context.form(hit.start - 1) not in _CLOCK_CUES:
        return None
    part = hit.form("part")
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    elif part and hours <= 12 and not certain:
        if part in ("afternoon", "evening") or (part == "night" and hours >= 6):
            hours = hours % 12 + 12
        elif part == "morning" and hours < 12:
            pass
        else:
            return Found("TIME", None, clock="")
        certain = True
    clock = f"T{hours:02d}:{minutes:02d}{zone}" if certain else ""
    return Found("TIME", None, clock=clock)


def _named_hour(hit: Hit, context: Context) -> Found | None:
    """Read "noon" and "midday" as 12:00; midnight may belong to either day."""
    return Found("TIME", None, clock="T12:00" if hit.form("name") in ("noon", "midday") else "")


_ZONE = "('('? (zone=ZONE | local=local time | (eastern | pacific | central) (standard | daylight)? time | et) ')'?)"
_PART = "((in the | at) part=PART)"

CLOCK_RULES = (
    (f"time=CLOCK half=AMPM? {_ZONE}?", _clock),
    (f"time=CLOCK half=AMPM? {_PART}", _clock),
    (f"time=(DAY | SMALL) half=AMPM {_ZONE}?", _clock),
    (f'time=(DAY | SMALL) oclock="o\'clock" {_PART}? {_ZONE}?', _clock),
    ("military=(time=MILITARY) (hours)? zone=(ZONE)", _clock),
    ("time=(DAY | SMALL) half=AMPM", _clock),
    ("name=(noon | midday | midnight)", _named_hour),
)
