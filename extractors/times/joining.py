"""Join neighbours: a clock time with its day, the two ends of an interval, a preposition with its date."""

from __future__ import annotations

from datetime import date

from extractors.times.context import Context, Found
from extractors.times.dates import with_year
from extractors.times.iso import interval, is_iso

__all__ = ["join"]

# Words that may stand between a clock time and its date.
_LINKS = frozenset({"on", "at", ",", "around", "about", "of", "early", "late", "by", "shortly", "before", "after"})
_OPENERS = {
    "since": "{}/..",
    "until": "../{}",
    "till": "../{}",
    "before": "../{}",
    "by": "../{}",
    "after": "{}/..",
}
_RANGE_MARKS = frozenset({"to", "until", "till", "through", "-", "–", "—"})


def join(context: Context) -> list[Found]:
    """Return the expressions of an article after joining, in text order."""
    return _opened(_ranged(_dated(_clocked(context.told, context), context), context), context)


def _between(left: Found, right: Found, context: Context) -> list[str]:
    return context.atoms.forms[left.end : right.start]


def _clocked(found: list[Found], context: Context) -> list[Found]:
    """Join "10:30 a.m." and "on Tuesday" in either order; alone, a clock time has no value."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and len(between := _between(last, item, context)) <= 2 and _LINKS.issuperset(between):
            link = set(between) - {",", "on", "at"}
            pair = (last, item) if last.clock or (last.kind == "TIME" and last.value is None) else (item, last)
            clock, day = pair
            if not link & {"before", "after", "by"} and _is_clock(clock) and _is_day(day):
                value = f"{day.value}{clock.clock}" if day.value and clock.clock else day.value
                joined[-1] = Found("TIME", value, day.explicit, None, None, last.start, item.end)
                continue
        joined.append(item)
    return joined


def _dated(found: list[Found], context: Context) -> list[Found]:
    """Give a lone clock time of the past the day the narrative has reached.

    "The gate broke on Monday. It gave way at 4:20 a.m.": Monday, 4:20.
    """
    for item in found:
        if (
            item.kind == "TIME"
            and item.value is None
            and item.clock
            and context.direction(item.start, item.end) == "past"
        ):
            day = context.last_day(item.start)
            if day is not None:
                item.value = f"{day}{item.clock}"
    return found


def _is_clock(item: Found) -> bool:
    return item.kind == "TIME" and item.value is None and (item.clock is not None)


def _is_day(item: Found) -> bool:
    return item.kind in ("DATE", "TIME") and item.value is not None and len(item.value) == 10 and item.value[4] == "-"


def _ranged(found: list[Found], context: Context) -> list[Found]:
    """Join "from X to Y", "between X and Y", "X – Y" into an interval."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and last.kind in ("DATE", "TIME") and item.kind in ("DATE", "TIME"):
            between = _between(last, item, context)
            before = context.form(last.start - 1)
            mark = between[0] if len(between) == 1 or (len(between) == 2 and between[1] == "the") else ""
            paired = (before == "between" and mark == "and") or (
                mark in _RANGE_MARKS and (before == "from" or mark in ("-", "–", "—", "through"))
            )
            if paired and not (before != "from" and mark in ("-", "–", "—") and _lies_in(last, item)):
                value = _interval(last, item, context)
                start = last.start - (before in ("between", "from"))
                if value or last.value is None or item.value is None:
                    joined[-1] = Found("DATE", value, last.explicit or item.explicit, None, None, start, item.end)
                    continue
        joined.append(item)
    return joined


def _lies_in(left: Found, right: Found) -> bool:
    """Say whether the second date is but the year or month of the first: "on 6 February - this year"."""
    return bool(left.value and right.value and len(left.value) > len(right.value) and right.value in left.value)


def _interval(left: Found, right: Found, context: Context) -> str | None:
    first, last = left.value, right.value
    if left.partial and not left.explicit and right.explicit and right.value and "/" not in right.value:
        year = int(right.value[:4])
        first = with_year(left.partial, year)
        if first and first > right.value:
            first = with_year(left.partial, year - 1)
    elif right.partial and not right.explicit and (left.explicit or not left.partial) and left.value:
        if "/" in left.value:
            return None
        year = int(left.value[:4])
        last = with_year(right.partial, year)
        if last and last < left.value:
            last = with_year(right.partial, year + 1)
    elif left.partial and right.partial and not left.explicit and context.today is not None:
        running = _running(left.partial, right.partial, context.today)
        if running is not None:
            return running
        if first and last and last < first:
            last = with_year(right.partial, int(first[:4]) + 1)
    return interval(first, last) if first and last else None


def _running(left: tuple[int, int], right: tuple[int, int], today: date) -> str | None:
    """Return the interval that began within the last month and still runs: "the show runs from ... through ..."."""
    for year in (today.year, today.year - 1):
        first = with_year(left, year)
        last = with_year(right, year)
        if first and last and last < first:
            last = with_year(right, year + 1)
        if first and last and len(first) == 10 and first <= str(today) <= last and len(last) == 10:
            recent = (today - date.fromisoformat(first)).days <= 31
            return interval(first, last) if recent else None
    return None


def _opened(found: list[Found], context: Context) -> list[Found]:
    """Join "since 2021" into 2021/.., "until Friday" and "by 2030" into ../2030; not "after Tuesday's attack"."""
    joined: list[Found] = []
    for item in found:
        word = context.form(item.start - 1)
        start = item.start - 1
        if word in ("the", "at") and context.form(item.start - 2) in _OPENERS:
            word, start = context.form(item.start - 2), item.start - 2
        form = _OPENERS.get(word) if not joined or start >= joined[-1].end else None  # "25 days before | May"
        if form and item.kind in ("DATE", "TIME") and not _is_modifier(item, context):
            value = None
            if item.value and item.value[0] != "." and item.value[-1] != ".":
                border = item.value.split("/")[0 if word == "since" else -1]
                if word == "before":
                    border = item.value.split("/")[0]
                value = form.format(border)
            item = Found(
                item.kind, value if value and is_iso(value) else None, item.explicit, None, None, start, item.end
            )
        joined.append(item)
    return joined


def _is_modifier(item: Found, context: Context) -> bool:
    """Say whether the expression only modifies a noun: "after Tuesday's attack", "before the 2024 election"."""
    if context.form(item.end) in ("'s", "’s", "'", "’"):
        return True
    columns, atoms = context.columns, context.atoms
    head = columns.head_of(atoms.tokens[item.start], atoms.tokens[item.end - 1] + 1)
    outer = columns.heads[head]
    last = atoms.tokens[item.end - 1]
    return (
        outer > last
        and columns.pos[outer] in ("NOUN", "PROPN")
        and columns.deps[head] not in ("nsubj", "nsubj:pass", "appos", "conj")
    )
