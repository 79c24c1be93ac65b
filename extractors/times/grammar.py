"""The word classes and macros that the patterns of time expressions are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from extractors.times import words
from extractors.times.patterns import Patterns

__all__ = ["compile_rules", "unit_of"]

_T = TypeVar("_T")

# Month and weekday names that are also common words or names count only with a capital.
_CAPITAL_ONLY = {"may": "MONTH", "march": "MONTH", "august": "MONTH"}
_CAPITAL_ONLY |= dict.fromkeys(words.MONTH_ABBREVIATIONS, "MABBR") | dict.fromkeys(
    words.WEEKDAY_ABBREVIATIONS, "WDABBR"
)

_UNIT_FORMS = {
    **{unit: unit for unit in words.UNITS if unit not in ("second", "quarter", "sec", "min", "hr")},
    **{f"{unit}s": unit for unit in words.UNITS if unit not in ("century", "millennium", "quarter")},
    **words.UNIT_PLURALS,
}

CLASSES: dict[str, Iterable[str]] = {
    "MONTH": [m for m in words.MONTHS if m not in _CAPITAL_ONLY],
    "MABBR": [f"{m}." for m in words.MONTH_ABBREVIATIONS],
    "WEEKDAY": words.WEEKDAYS,
    "WDABBR": [f"{d}." for d in words.WEEKDAY_ABBREVIATIONS],
    "WEEKDAYS": [f"{d}s" for d in words.WEEKDAYS],
    "UNIT": _UNIT_FORMS,
    "PERIOD": ["week", "month", "year", "decade", "century"],
    "CARD": [*words.CARDINALS, *words.MULTIPLIERS],
    "MULT": words.MULTIPLIERS,
    "SMALL": [w for w, n in words.CARDINALS.items() if 1 <= n <= 12],
    "ORDWORD": words.ORDINALS,
    "TENS": ["twenty", "thirty"],
    "PART": words.DAY_PARTS,
    "SEASON": words.SEASONS,
    "NAMEDDECADE": words.TENS_DECADES,
    "EDGE": ["early", "late", "mid"],
    "AMPM": ["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "a. m.", "p. m."],
    "ZONE": [z for z in words.ZONES if z != "z"],
    "ERA": ["bc", "bce"],
    "DASH": ["-", "–", "—", "/"],
    "SOME": ["several", "few", "many", "some", "numerous", "dozens", "hundreds", "thousands"],
}

MACROS = {
    "M": "MONTH | MABBR",
    "WD": "WEEKDAY | WDABBR",
    "DAYORD": "ORDDIGIT | ORDWORD | TENS '-'? ORDWORD",
    "DAYNUM": "DAY | ORDDIGIT",
    "N": "CARD ('-'? CARD)* | NUM CARD*",
    "AMOUNT": "N (and a half)? | half (a | an) | a MULT | a couple of | a pair of",
    "EDGEOF": "EDGE '-'?",
    "HM": "CLOCK AMPM? | DAY AMPM | SMALL AMPM",
    "INZONE": "'('? (ZONE ')'? | local time ')'?)",
}

_WORD_SHAPES = {name: frozenset({name}) for name in ("MONTH", "MABBR", "WDABBR", "CAP")}


def _number_classes(text: str) -> frozenset[str]:
    value = int(text)
    names = {"NUM"}
    if len(text) <= 2:
        if 1 <= value <= 31:
            names.add("DAY")
        if len(text) == 2:
            names.add("TWO")
    elif len(text) == 4:
        if 1000 <= value <= 2150:
            names.add("YEAR")
        if value < 2400 and value % 100 < 60:
            names.add("MILITARY")
    elif len(text) == 3 and 100 <= value <= 999:
        names.add("YEAR3")
    return frozenset(names)


_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}.*"), "ISODATE"),
    (re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"), "NUMDATE"),
    (re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?"), "CLOCK"),
    (re.compile(r"\d{4}['’]?s"), "DECADE"),
    (re.compile(r"['’‘]\d{2}s|\d{2}['’]?s"), "SHORTDECADE"),
    (re.compile(r"['’‘]\d{2}"), "SHORTYEAR"),
    (re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"), "ORDDIGIT"),
    (re.compile(r"\d+(?:st|nd|rd|th)"), "ORDBIG"),
)


def _shape(word: str) -> frozenset[str]:
    first = word[0]
    if first.isdigit() or first in "'’‘":
        if word.isdecimal() and word.isascii():
            return _number_classes(word)
        for expression, name in _SHAPES:
            if expression.fullmatch(word):
                return frozenset({name, "NUM"}) if name == "CLOCK" and "." in word else frozenset({name})
        return frozenset({"NUM"}) if first.isdigit() else frozenset()
    if first.isupper():
        capital_only = _CAPITAL_ONLY.get(word.lower())
        return _WORD_SHAPES[capital_only] if capital_only else frozenset()
    return frozenset()


_ALL_SHAPES = {
    frozenset(),
    frozenset({"NUM"}),
    frozenset({"CLOCK", "NUM"}),
    *(frozenset({name}) for _, name in _SHAPES),
    *_WORD_SHAPES.values(),
    *(_number_classes(f"{n}") for n in range(2400)),
    *(_number_classes(f"{n:02d}") for n in range(100)),
    *(_number_classes(f"{n:04d}") for n in range(2400)),
    _number_classes("99999"),
}


def compile_rules(rules: Iterable[tuple[str, _T]]) -> Patterns[_T]:
    """Compile a table of patterns with the classes and macros of this module."""
    return Patterns(rules, macros=MACROS, classes=CLASSES, shape=_shape, shapes=_ALL_SHAPES)


def unit_of(form: str) -> str:
    """Return the singular of a unit's form ("hours" -> "hour", "centuries" -> "century")."""
    return _UNIT_FORMS.get(form, form)
