"""Times told from the article's date or from the date told last: "yesterday", "last Tuesday", "two days later"."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.times.atoms import BREAK
from extractors.times.context import Context, Found
from extractors.times.dates import month_number
from extractors.times.grammar import unit_of
from extractors.times.iso import add_months, interval, month_value, season, week
from extractors.times.numbers import number
from extractors.times.patterns import Hit
from extractors.times.records import TimeKind
from extractors.times.words import SEASONS, WEEKDAY_ABBREVIATIONS, WEEKDAYS

__all__ = ["RELATIVE_RULES"]

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _shifted(day: date, amount: int, unit: str) -> date | None:
    """Return the day some units on; the unit is a calendar one (day to century)."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if months:
            return add_months(day, months * amount)
        return day + timedelta(days=amount * {"day": 1, "night": 1, "week": 7, "fortnight": 14}[unit])
    except OverflowError:
        return None


def _unit_value(day: date, unit: str) -> str:
    """Return the whole unit around a day: its week, month, year, decade."""
    if unit in ("week", "fortnight"):
        return week(day)
    if unit == "month":
        return month_value(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return f"{month_value(day.year, first)}/{month_value(day.year, first + 2)}"
    if unit == "year":
        return f"{day.year:04d}"
    if unit == "decade":
        first = day.year // 10 * 10
        return f"{first:04d}/{first + 9:04d}"
    if unit == "century":
        first = (day.year - 1) // 100 * 100 + 1
        return f"{first:04d}/{first + 99:04d}"
    return str(day)


def _weekday(form: str) -> int:
    form = form.rstrip(".")
    return WEEKDAYS[form] if form in WEEKDAYS else WEEKDAY_ABBREVIATIONS[form]


def _of_today(hit: Hit, context: Context) -> Found:
    """Read "yesterday", "earlier today", "tomorrow morning", "tonight"."""
    word = hit.form("day")
    kind: TimeKind = "TIME" if hit.form("part") or word == "tonight" else "DATE"
    if context.today is None:
        return Found(kind, None)
    return Found(kind, str(context.today + timedelta(days=_DAYS[word])))


def _two_days_off(hit: Hit, context: Context) -> Found:
    """Read "the day before yesterday", "the day after tomorrow"."""
    if context.today is None:
        return Found("DATE", None)
    return Found("DATE", str(context.today + timedelta(days=2 * _DAYS[hit.form("day")])))


def _part_of_day(hit: Hit, context: Context) -> Found:
    """Read "this morning", "last night"."""
    if context.today is None:
        return Found("TIME", None)
    day = context.today - timedelta(days=1) if hit.form("which") == "last" else context.today
    return Found("TIME", str(day))


def _weekday_alone(hit: Hit, context: Context) -> Found | None:
    """Read "on Tuesday": the last one before publication, the next one when the verb is future."""
    kind: TimeKind = "TIME" if hit.form("part") else "DATE"
    if context.today is None:
        return Found(kind, None)
    ahead = (_weekday(hit.form("weekday")) - context.today.weekday()) % 7
    towards = context.direction(hit.start, hit.end)
    which = hit.form("which")
    if which in ("last", "past", "previous"):
        offset = ahead - 7
    elif which in ("next", "coming"):
        offset = ahead or 7
    elif which == "this":
        offset = ahead - 7 if towards == "past" and ahead else ahead
    elif towards in ("future", "present"):
        offset = ahead
    else:
        offset = ahead - 7 if ahead else 0
    return Found(kind, str(context.today + timedelta(days=offset)))


def _weekday_of_week(hit: Hit, context: Context) -> Found:
    """Read "Tuesday last week", "Friday next week", "Monday this week"."""
    if context.today is None:
        return Found("DATE", None)
    monday = context.today - timedelta(days=context.today.weekday())
    days = 7 * _STEPS[hit.form("which")] + _weekday(hit.form("weekday"))
    return Found("DATE", str(monday + timedelta(days=days)))


def _period(hit: Hit, context: Context) -> Found | None:
    """Read "last week", "next year", "earlier this month", "this quarter"."""
    unit, which = unit_of(hit.form("unit")), hit.form("which")
    if which in ("past", "coming") and not hit.form("edge"):
        return _stretch_of(context, 1, unit, -1 if which == "past" else 1)
    if context.today is None:
        return Found("DATE", None)
    day = _shifted(context.today, _STEPS[which], unit)
    return Found("DATE", _unit_value(day, unit)) if day else None


def _weekend(hit: Hit, context: Context) -> Found | None:
    """Read "at the weekend", "last weekend", "this weekend": Saturday to Sunday."""
    which = hit.form("which")
    if context.today is None:
        return Found("DATE", None)
    saturday = context.today + timedelta(days=5 - context.today.weekday())
    towards = context.direction(hit.start, hit.end)
    if which in ("last", "past") or (
        which in ("the", "this", "over") and towards == "past" and context.today < saturday
    ):
        saturday -= timedelta(days=7)
    elif which == "next" and context.today.weekday() >= 5:
        saturday += timedelta(days=7)
    return Found("DATE", f"{saturday}/{saturday + timedelta(days=1)}")


def _month_of_unit(hit: Hit, context: Context) -> Found | None:
    """Read "last October", "next March", "this May"."""
    if context.today is None:
        return Found("DATE", None)
    month, which = month_number(hit.form("month")), hit.form("which")
    today = context.today
    if which in ("last", "past"):
        year = today.year if month < today.month else today.year - 1
    elif which in ("next", "coming"):
        year = today.year if month > today.month else today.year + 1
    else:
        year = today.year
    return Found("DATE", month_value(year, month))


def _month_of_year(hit: Hit, context: Context) -> Found | None:
    """Read "October last year", "in March this year", "15 March last year"."""
    if context.today is None:
        return Found("DATE", None)
    year = context.today.year + _STEPS[hit.form("which")]
    return Found("DATE", month_value(year, month_number(hit.form("month"))))


def _season(hit: Hit, context: Context) -> Found | None:
    """Read "last summer", "this winter", "next spring"."""
    if context.today is None:
        return Found("DATE", None)
    first, which, today = SEASONS[hit.form("season")], hit.form("which"), context.today
    start = date(today.year, first, 1)
    if which in ("last", "past"):
        ended = month_value(today.year, first + 3) <= month_value(today.year, today.month)
        year = start.year if ended else start.year - 1
    elif which in ("next", "coming"):
        year = start.year if start > today else start.year + 1
    else:
        year = start.year - 1 if first == 12 and today.month <= 3 else start.year
    return Found("DATE", season(year, first))


def _ago(hit: Hit, context: Context) -> Found | None:
    """Read "two days ago", "three years ago", "a decade ago"; the value is as coarse as the unit."""
    unit, amount = unit_of(hit.form("unit")), number(hit.forms("amount"))
    vague = amount is None or hit.form("vague")
    if unit in ("hour", "minute", "second"):
        if unit == "hour" and amount and amount % 24 == 0 and context.today and context.now is None:
            return Found("DATE", str(context.today - timedelta(days=amount // 24)))
        if vague or context.now is None or amount is None:
            return Found("TIME", None)
        past = context.now - timedelta(**{f"{unit}s": amount})
        return Found("TIME", past.isoformat(timespec="minutes"))
    if context.today is None or vague or amount is None:
        return Found("DATE", None)
    if amount != int(amount):
        return Found("DATE", None)
    day = _shifted(context.today, -int(amount), unit)
    if day is None:
        return Found("DATE", None)
    if unit == "decade" or unit == "century":
        return Found("DATE", f"{day.year:04d}" if unit == "decade" else None)
    return Found("DATE", _unit_value(day, unit))


def _stretch_of(context: Context, amount: int, unit: str, sign: int) -> Found:
    if context.today is None:
        return Found("DATE", None)
    if unit in ("hour", "minute", "second"):
        return Found("DATE", None)
    other = _shifted(context.today, sign * amount, unit)
    if other is None:
        return Found("DATE", None)
    ends = sorted((str(other), str(context.today)))
    return Found("DATE", interval(*ends))


def _stretch(hit: Hit, context: Context) -> Found | None:
    """Read "the last three days", "over the next two weeks": an interval that ends or starts at publication."""
    amount = number(hit.forms("amount")) if hit.form("amount") else 1
    if hit.form("vague") or amount is None or amount != int(amount):
        return Found("DATE", None)
    sign = -1 if hit.form("which") in ("last", "past", "previous", "recent") else 1
    return _stretch_of(context, int(amount), unit_of(hit.form("unit")), sign)


def _coming(hit: Hit, context: Context) -> Found | None:
    """Read "in two weeks" after a future verb as a date; elsewhere it is a duration and left to that rule."""
    amount, unit = number(hit.forms("amount")), unit_of(hit.form("unit"))
    if context.direction(hit.start + 1, hit.end) != "future" or amount is None or amount != int(amount):
        return None
    if unit in ("hour", "minute", "second") or context.form(hit.start - 1) in ("with", "once", "twice", "time"):
        return None
    if not _finite_will(hit, context):
        return None
    if context.today is None:
        return Found("DATE", None)
    day = _shifted(context.today, int(amount), unit)
    return Found("DATE", _unit_value(day, unit)) if day else None


def _finite_will(hit: Hit, context: Context) -> bool:
    columns = context.columns
    node = columns.heads[columns.head_of(context.atoms.tokens[hit.start], context.atoms.tokens[hit.end - 1] + 1)]
    return any(columns.lowers[c] in ("will", "'ll") for c in columns.children[node])


def _narrative(hit: Hit, context: Context) -> Found | None:
    """Read "two days later", "the next day", "a week earlier": from the day told last, where that is certain."""
    unit = unit_of(hit.form("unit"))
    amount = number(hit.forms("amount")) if hit.form("amount") else 1
    if context.form(hit.end) in ("than", "to"):
        return None
    if hit.form("way") in ("after", "before") and context.form(hit.end) not in ("", ".", ",", ";", ")", BREAK):
        return Found("DATE", None)  # "four days after the fire": from an event, not from a day that was told
    if unit in ("hour", "minute", "second"):
        return Found("TIME", None)
    anchor = context.last_day(hit.start)
    sign = -1 if hit.form("way") in ("earlier", "before", "previous", "previously", "prior") else 1
    if anchor is None and unit == "year" and amount is not None and amount == int(amount) and not hit.form("vague"):
        year = context.last_year(hit.start)  # "In 1724 ... Two years later he found"
        return Found("DATE", f"{year + sign * int(amount):04d}" if year is not None else None)
    if amount is None or hit.form("vague") or anchor is None or amount != int(amount):
        return Found("DATE", None)
    day = _shifted(anchor, sign * int(amount), unit)
    return Found("DATE", _unit_value(day, unit)) if day else None


def _same_day(hit: Hit, context: Context) -> Found:
    """Read "that day", "the same day", "later that evening"."""
    anchor = context.last_day(hit.start)
    kind: TimeKind = "TIME" if hit.form("part") else "DATE"
    return Found(kind, str(anchor) if anchor else None)


def _same_year(hit: Hit, context: Context) -> Found:
    """Read "that year", "the same year", "later that year": the year the narrative has reached."""
    year = context.last_year(hit.start)
    return Found("DATE", f"{year:04d}" if year is not None else None)


def _end_of(hit: Hit, context: Context) -> Found | None:
    """Read "by the end of the year", "the start of the month", "later in the year"."""
    unit = unit_of(hit.form("unit"))
    if context.today is None:
        return Found("DATE", None)
    return Found("DATE", _unit_value(context.today, unit))


def _year_end(hit: Hit, context: Context) -> Found | None:
    """Read "by year end", "at year-end", but not "the financial year end"."""
    return _end_of(hit, context) if context.form(hit.start - 1) in ("by", "at", "before", "until", "after") else None


def _vague(hit: Hit, context: Context) -> Found | None:
    """Read "recently", "in recent years", "now": said, but without a value."""
    return Found("DATE", None)


def _adverb(hit: Hit, context: Context) -> Found | None:
    token = context.atoms.tokens[hit.start]
    if context.columns.pos[token] not in ("ADV", "") or context.columns.deps[token] not in ("advmod", "ROOT", ""):
        return None
    head = context.columns.heads[token]
    if context.columns.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", ""):
        return None
    return Found("DATE", None)


_WHICH = "which=(last | past | previous | this | next | coming)"

RELATIVE_RULES = (
    ("((earlier | later | early | late) (on)?)? day=(yesterday | today | tomorrow) part=PART?", _of_today),
    ("(earlier | later)? day=tonight", _of_today),
    ("the day before day=yesterday", _two_days_off),
    ("the day after day=tomorrow", _two_days_off),
    ("(earlier | later | early | late)? which=(this | last) part=PART", _part_of_day),
    ("((early | late) on?)? weekday=WD part=PART?", _weekday_alone),
    ("which=(last | past | next | this | coming) weekday=WEEKDAY part=PART?", _weekday_alone),
    ("weekday=WEEKDAY (of | ',')? which=(last | this | next) week", _weekday_of_week),
    ("which=(last | this | next) week on? weekday=WEEKDAY", _weekday_of_week),
    (
        "edge=(earlier | later | early | late | mid '-'?)? which=(last | this | next | "
        "current) unit=(PERIOD | quarter)",
        _period,
    ),
    (
        "(earlier | later | early | late) in? the? which=(last | this | next | current | "
        "previous) unit=(PERIOD | quarter)",
        _period,
    ),
    ("(over | in | during | for) the which=(past | coming) unit=(PERIOD | day)", _period),
    ("this which=past unit=(PERIOD | day)", _period),
    ("(over | in | during | for | throughout) the which=current unit=(PERIOD | quarter)", _period),
    ("which=(this | last | next | past | the | over) weekend", _weekend),
    ("(over | during | at | on) which=(the | this | last | next | past) weekend", _weekend),
    ("(earlier | later | early | late)? which=(last | next | this | past | coming) month=M", _month_of_unit),
    ("(early | late | mid '-'?)? month=M (of | ',')? which=(last | this | next) year", _month_of_year),
    ("(earlier | later | early | late)? which=(last | next | this | past | coming) season=SEASON", _season),
    ("(just | about | around | almost | nearly | only | some)? amount=(AMOUNT | a | an) unit=UNIT (ago | back)", _ago),
    ("vague=(SOME | a few | a number of | SOME of) UNIT ago", _vague),
    (
        "(just | not)? vague=(a few | long | moments | minutes | hours | days | weeks | "
        "months | years | decades | centuries) ago",
        _vague,
    ),
    ("the which=(last | past | next | coming | previous) amount=N unit=UNIT", _stretch),
    ("which=(last | past | next | coming | previous) amount=N unit=UNIT", _stretch),
    (
        "the which=(last | past | next | coming | previous | recent) vague=(few | "
        "several | couple of | SOME) unit=UNIT",
        _stretch,
    ),
    ("(in | within) amount=(AMOUNT | a | an) unit=UNIT", _coming),
    (
        "(just | about | only | less than | more than | some)? amount=(AMOUNT | a | an) "
        "unit=UNIT way=(later | earlier | before | afterwards | after)",
        _narrative,
    ),
    ("vague=(SOME | a few) unit=UNIT way=(later | earlier | before | afterwards)", _narrative),
    ("the way=(following | next | previous) unit=(day | night | PERIOD)", _narrative),
    ("the unit=day way=(before | after)", _narrative),
    ("(earlier | later)? (on)? (that | the same) part=(day | PART)", _same_day),
    ("(earlier | later | early | late)? (in)? (that | the same | that same) year", _same_year),
    ("(earlier | later) (in | on) the (day | PART)", _vague),
    ("the (end | start | beginning | middle | rest | remainder | close) of (the | this) unit=PERIOD", _end_of),
    ("(earlier | later | late | early) in the unit=(PERIOD)", _end_of),
    ("(end | close) of (the | this) unit=year", _end_of),
    ("unit=year '-'? end", _year_end),
    ("in (the)? (recent | coming) (days | weeks | months | years | decades)", _vague),
    ("(these | those) days", _vague),
    ("at present", _vague),
    ("(recently | currently | nowadays | lately)", _adverb),
)
