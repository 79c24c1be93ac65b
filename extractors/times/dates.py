"""Calendar dates: days, months, years, decades, centuries, quarters, seasons, in the forms news writes them."""

from __future__ import annotations

from datetime import date

from extractors.times.context import Context, Found
from extractors.times.iso import day_of, easter, interval, is_iso, month_value, season, thanksgiving
from extractors.times.numbers import ordinal
from extractors.times.patterns import Hit
from extractors.times.tense import Direction
from extractors.times.words import (
    HOLIDAYS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    SEASONS,
    TENS_DECADES,
    listed,
)

__all__ = ["DATE_RULES", "month_number", "nearest_day", "nearest_month", "with_year"]


def month_number(form: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    form = form.rstrip(".")
    return MONTHS.get(form) or MONTH_ABBREVIATIONS[form]


def nearest_day(month: int, day: int, today: date, towards: Direction | None) -> date | None:
    """Return the day of that name nearest to today: not after it for the past, not before it for the future."""
    around = [d for y in range(today.year - 8, today.year + 9) if (d := day_of(y, month, day))]
    if towards == "past":
        around = [d for d in around if d <= today]
    elif towards == "future":
        around = [d for d in around if d >= today]
    return min(around, key=lambda d: (abs((d - today).days), d)) if around else None


def nearest_month(month: int, today: date, towards: Direction | None) -> str:
    """Return the month of that name nearest to today: not after it for the past, not before it for the future."""
    distance = (month - today.month) % 12
    if towards == "past":
        distance = distance - 12 if distance else 0
    elif towards != "future" and distance > 5:
        distance -= 12
    return month_value(today.year, today.month + distance)


def with_year(partial: tuple[int, int], year: int) -> str | None:
    """Return the value of a month (day 0) or a month and day in a given year."""
    month, day = partial
    if not day:
        return month_value(year, month)
    found = day_of(year, month, day)
    return str(found) if found else None


def _resolved(hit: Hit, context: Context, month: int, day: int) -> Found:
    """Resolve "October 25" or "October": by a year told in the sentence, else by the article's date and the tense."""
    value: str | None = None
    told = context.told_year(hit.start)
    towards = context.direction(hit.start, hit.end)
    if told is not None and (context.today is None or (towards != "future" and told < context.today.year)):
        value = with_year((month, day), told)
    elif context.today is not None and (towards == "future" or not context.looks_back(hit.start)):
        if day:
            found = nearest_day(month, day, context.today, towards)
            value = str(found) if found else None
        else:
            value = nearest_month(month, context.today, towards)
    return Found("DATE", value, partial=(month, day))


def _iso(hit: Hit, context: Context) -> Found | None:
    form = hit.atoms.words[hit.start]
    value = form if is_iso(form) else form[:10]
    return Found("TIME" if "T" in value else "DATE", value, explicit=True) if is_iso(value) else None


def _numeric(hit: Hit, context: Context) -> Found | None:
    """Read "25/10/2025": day and month change places between countries, so only a day above 12 decides."""
    first, second, year = hit.atoms.forms[hit.start].replace(".", "/").split("/")
    full = int(year) if len(year) == 4 else 2000 + int(year)
    options = {d for m, n in ((first, second), (second, first)) if (d := day_of(full, int(m), int(n)))}
    if not options:
        return None
    certain = options.pop() if len(options) == 1 else None
    return Found("DATE", str(certain) if certain else None, explicit=True)


def _day(hit: Hit, context: Context) -> Found | None:
    """Read "October 25", "25 October 2025", "Tuesday, the 28th of October"."""
    month, day = month_number(hit.form("month")), ordinal(hit.forms("day"))
    if day is None or not 1 <= day <= 31:
        return None
    if not hit.form("year"):
        if day_of(2024, month, day) is None or _counts_something(hit, context):
            return None
        return _resolved(hit, context, month, day)
    value = with_year((month, day), _year(hit.form("year"), context))
    return Found("DATE", value, explicit=True, partial=(month, day)) if value else None


def _counts_something(hit: Hit, context: Context) -> bool:
    """Say whether the last number belongs to what follows: "In October 15 people died"."""
    columns = context.columns
    token = context.atoms.tokens[hit.end - 1]
    head = columns.heads[token]
    return (
        columns.deps[token] == "nummod"
        and head > token
        and columns.pos[head] == "NOUN"
        and columns.tags[head] == "NNS"
        and context.atoms.forms[hit.end - 1].isdigit()
    )


def _year(form: str, context: Context) -> int:
    if not form.startswith("'"):
        return int(form)
    short = int(form[1:])
    latest = context.today.year + 10 if context.today else 2035
    century = latest // 100 * 100
    return century + short if century + short <= latest else century - 100 + short


def _days(hit: Hit, context: Context) -> Found | None:
    """Read "October 25-28", "25 to 28 October 2025", "between 25 and 28 October"."""
    month, first, last = month_number(hit.form("month")), ordinal(hit.forms("day")), ordinal(hit.forms("until"))
    if not first or not last or first >= last or last > 31:
        return None
    if hit.form("year"):
        year = _year(hit.form("year"), context)
        start, end = day_of(year, month, first), day_of(year, month, last)
        explicit = True
    else:
        start_value = _resolved(hit, context, month, first).value
        start = date.fromisoformat(start_value) if start_value else None
        end = day_of(start.year, month, last) if start else None
        explicit = False
        if start is None:
            return Found("DATE", None) if day_of(2024, month, last) else None
    if not start or not end:
        return None
    if hit.form("pair") and (end - start).days > 1:
        return None
    return Found("DATE", f"{start}/{end}", explicit=explicit)


def _month_of_year(hit: Hit, context: Context) -> Found:
    year = _year(hit.form("year"), context)
    return Found("DATE", month_value(year, month_number(hit.form("month"))), True, (month_number(hit.form("month")), 0))


def _month(hit: Hit, context: Context) -> Found | None:
    """Read "in October"; a month that may be a word or a name ("May", "April") needs the tagger's consent."""
    token = context.atoms.tokens[hit.end - 1]
    if context.columns.pos[token] in ("AUX", "VERB", "ADJ", "ADP", "ADV"):
        return None
    if hit.form("month") in ("mar", "sun", "may", "march") and hit.atoms.words[hit.end - 1].isupper():
        return None
    if len(hit.form("month")) <= 3 and hit.form("month") != "may" and not hit.form("before"):
        return None
    return _resolved(hit, context, month_number(hit.form("month")), 0)


_YEAR_CUES = frozenset(
    listed(
        "in since of by until till from during before after around circa early late mid for to through between and or "
        "year years summer spring winter fall autumn christmas ( , - – — / back about than versus vs until fy"
    )
)


# Before the year of earlier centuries, where a bare number is more often a count.
_STRONG_CUES = frozenset(listed("by from to between and or before after around till early late mid through"))
_EDGES = frozenset(
    listed(
        "outset beginning start end middle close spring summer autumn fall winter battle war revolution constitution "
        "treaty act election crisis uprising famine earthquake"
    )
)


def _is_early_year(hit: Hit, context: Context, year: int) -> bool:
    """Say whether a number from 1500 to 1899 is a year: "by 1859", "from 1893 to 1925", "the outset of 1864"."""
    before, token = context.form(hit.start - 1), context.atoms.tokens[hit.start]
    if not 1500 <= year < 1900 or context.columns.deps[token] in ("nummod", ""):
        return False
    if before in ("and", "or", "to", "through"):
        last = context.told[-1] if context.told else None
        return last is not None and last.end == hit.start - 1 and last.explicit
    if before == "of":
        return context.form(hit.start - 2) in _EDGES
    return before in _STRONG_CUES


def _year_alone(hit: Hit, context: Context) -> Found | None:
    """Read a bare "2021": after a preposition, in brackets, before a singular noun; never "2021 people"."""
    year = int(hit.form("year"))
    before, after = context.form(hit.start - 1), context.form(hit.end)
    token = context.atoms.tokens[hit.start]
    columns = context.columns
    if (
        columns.words[token] not in (hit.form("year"), f"mid-{year}", f"{year}s")
        and not hit.form("edge")
        and "-" not in columns.words[token]
    ):
        return None
    if before in ("$", "€", "£", "#", "no", "no.") or after in (
        "%",
        "percent",
        "per",
        "km",
        "m",
        "hours",
        "people",
        "metres",
        "meters",
        "year",
        "years",
        "year-old",
    ):
        return None  # "a 2000 year old tradition"
    head = columns.heads[token]
    counted = columns.deps[token] == "nummod" and head > token and columns.tags[head] in ("NNS", "NNPS")
    if counted and before not in ("the",):
        return None
    if (
        after in (".", ",")
        and hit.end + 1 < len(context.atoms)
        and context.form(hit.end + 1).isdigit()
        and after == "."
    ):
        return None
    likely = 1900 <= year <= 2059
    if hit.form("edge"):
        return Found("DATE", f"{year:04d}", explicit=True)
    if before in ("in", "since", "until", "till", "during", "circa", "(") or (before in _YEAR_CUES and likely):
        if year < 1500 and before not in ("in", "since", "circa", "until"):
            return None
        if before == "for" and columns.deps[token] == "nummod":
            return None
        return Found("DATE", f"{year:04d}", explicit=True)
    if _is_early_year(hit, context, year):
        return Found("DATE", f"{year:04d}", explicit=True)
    noun = likely and head > token and columns.pos[head] in ("NOUN", "PROPN")
    if noun or (
        likely and columns.deps[token] in ("nmod:unmarked", "obl:unmarked", "nmod:tmod", "obl:tmod", "npadvmod")
    ):
        return Found("DATE", f"{year:04d}", explicit=True)
    if likely and (before == "the" or (after == "'s")):
        return Found("DATE", f"{year:04d}", explicit=True)
    return None


def _years(hit: Hit, context: Context) -> Found | None:
    """Read "2019-21", "2019–2021", "1914-18"."""
    first, last = int(hit.form("year")), hit.form("until")
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 400:
        return None
    return Found("DATE", f"{first:04d}/{end:04d}", explicit=True)


def _decade(hit: Hit, context: Context) -> Found | None:
    digits = "".join(c for c in hit.form("decade") if c.isdigit())
    if len(digits) == 4:
        first = int(digits)
        if first % 100 == 0 and first != 2000:  # "the 1900s" may be a decade or a century
            return Found("DATE", f"{first:04d}/{first + 99:04d}", explicit=True)
    elif (
        (digits.endswith("0") and hit.form("decade").startswith("'"))
        or context.form(hit.start - 1) == "the"
        or hit.form("the")
    ):
        first = 1900 + int(digits or TENS_DECADES.get(hit.form("decade"), 0))
        if first < 1920:
            return None
    elif hit.form("decade") in TENS_DECADES:
        return None
    else:
        return None
    if first % 10:
        return None
    return Found("DATE", f"{first:04d}/{first + 9:04d}", explicit=True)


def _century(hit: Hit, context: Context) -> Found | None:
    count = ordinal(hit.forms("count"))
    if not count or count > 30:
        return None
    return Found("DATE", f"{count * 100 - 99:04d}/{count * 100:04d}", explicit=True)


def _quarter(hit: Hit, context: Context) -> Found | None:
    """Read "the third quarter of 2025", "Q3 2025", "the first half of last year"."""
    year: int | None = None
    if hit.form("year"):
        year = int(hit.form("year"))
    elif context.today:
        year = context.today.year + {"last": -1, "this": 0, "next": 1}[hit.form("which")]
    count = ordinal(hit.forms("count")) or 0
    length = 6 if hit.form("half") else 3
    if not 1 <= count <= 12 // length:
        return None
    if year is None:
        return Found("DATE", None)
    first = (count - 1) * length + 1
    return Found("DATE", f"{month_value(year, first)}/{month_value(year, first + length - 1)}", explicit=True)


def _season_of_year(hit: Hit, context: Context) -> Found:
    """Read "summer 2025"; the winter of one year may be either of two and stays unknown."""
    first = SEASONS[hit.form("season")]
    if first == 12 and not hit.form("until"):
        return Found("DATE", None, explicit=True)
    return Found("DATE", season(int(hit.form("year")), first), explicit=True)


def _holiday(hit: Hit, context: Context) -> Found | None:
    """Read "Christmas Day", "New Year's Eve 2024", "Easter Sunday"."""
    name = hit.form("name").replace(" 's", "'s")
    year = int(hit.form("year")) if hit.form("year") else None
    if name in HOLIDAYS:
        month, day = HOLIDAYS[name]
        if year:
            return Found("DATE", with_year((month, day), year), explicit=True)
        return _resolved(hit, context, month, day)
    moved = easter if name.startswith("easter") else thanksgiving
    if year:
        return Found("DATE", str(moved(year)), explicit=True)
    if context.today is None:
        return Found("DATE", None)
    towards = context.direction(hit.start, hit.end)
    days = [moved(y) for y in range(context.today.year - 1, context.today.year + 2)]
    if towards == "past":
        days = [d for d in days if d <= context.today]
    elif towards == "future":
        days = [d for d in days if d >= context.today]
    today = context.today
    return Found("DATE", str(min(days, key=lambda d: abs((d - today).days))))


def _months(hit: Hit, context: Context) -> Found | None:
    """Read "March-June 2024" and "March to June 2024"."""
    year = int(hit.form("year"))
    first, last = month_number(hit.form("month")), month_number(hit.form("until"))
    start = month_value(year if first <= last else year - 1, first)
    value = interval(start, month_value(year, last))
    return Found("DATE", value, explicit=True) if value else None


def _before_christ(hit: Hit, context: Context) -> Found:
    """Read "776 BC", "the 7th century BC": found, so that nothing else reads the number, but given no value."""
    return Found("DATE", None)


DATE_RULES = (
    ("(the? EDGEOF? (DAYORD | ORDBIG) '-'? century | (NUM (DASH NUM)?)) ERA", _before_christ),
    ("ISODATE", _iso),
    ("NUMDATE", _numeric),
    ("(WD ','?)? month=M the? day=DAYNUM (',' | of)? year=YEAR", _day),
    ("(WD ','?)? the? day=DAYORD (of)? month=M (','? year=YEAR)?", _day),
    ("(WD ','?)? day=DAY (of)? month=M (','? year=(YEAR | SHORTYEAR))?", _day),
    ("(WD ','?)? month=M the? day=DAYNUM", _day),
    ("(WD ','?)? month=M the day=DAYORD", _day),
    ("month=M day=DAYNUM (DASH | to | through | until) until=DAYNUM (','? year=YEAR)?", _days),
    ("month=M day=DAYNUM pair=and until=DAYNUM (','? year=YEAR)?", _days),
    (
        "(from | between)? the? day=DAYNUM (DASH | to | through | until) the? until=DAYNUM of? month=M "
        "(','? year=YEAR)?",
        _days,
    ),
    ("between the? day=DAYNUM and the? until=DAYNUM of? month=M (','? year=YEAR)?", _days),
    ("the? day=DAYNUM pair=and the? until=DAYNUM of? month=M (','? year=YEAR)?", _days),
    ("EDGEOF? month=M (',' | of)? year=YEAR", _month_of_year),
    ("EDGEOF? month=M year=SHORTYEAR", _month_of_year),
    ("month=M DASH until=M ','? year=YEAR", _months),
    ("from month=M (to | until | through) until=M (of | in | ',')? year=YEAR", _months),
    ("between month=M and until=M (of | in | ',')? year=YEAR", _months),
    ("EDGEOF? month=M", _month),
    ("edge=EDGEOF year=YEAR", _year_alone),
    ("year=YEAR", _year_alone),
    ("year=YEAR DASH until=(YEAR | TWO)", _years),
    ("the=the? EDGEOF? (and EDGEOF)? decade=(DECADE | SHORTDECADE | NAMEDDECADE)", _decade),
    ("the? EDGEOF? count=(DAYORD | ORDBIG) '-'? century", _century),
    ("the? count=(ORDWORD | ORDDIGIT) quarter (of)? (year=YEAR | which=(last | this | next) year)", _quarter),
    ("the? count=(ORDWORD | ORDDIGIT) half=half of (year=YEAR | which=(last | this | next) year)", _quarter),
    ("q count=DAY (of)? year=YEAR", _quarter),
    ("the? EDGEOF? season=SEASON (of)? year=YEAR (DASH until=TWO)?", _season_of_year),
    ('name=(christmas (day | eve)? | boxing day | halloween | valentine "\'s" day) year=YEAR?', _holiday),
    ('name=(new year "\'s" (day | eve)) year=YEAR?', _holiday),
    ("name=(easter (sunday)? | thanksgiving day?) year=YEAR?", _holiday),
)
