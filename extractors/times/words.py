"""The words of time, as tables: each maps a lower-case form to its number or unit."""

from __future__ import annotations

__all__ = [
    "CARDINALS",
    "DAY_PARTS",
    "FRACTIONS",
    "HOLIDAYS",
    "MONTHS",
    "MONTH_ABBREVIATIONS",
    "MULTIPLIERS",
    "ORDINALS",
    "SEASONS",
    "TENS_DECADES",
    "UNITS",
    "WEEKDAYS",
    "WEEKDAY_ABBREVIATIONS",
    "ZONES",
    "listed",
]


def listed(text: str) -> list[str]:
    """Return the words of a list written as running text."""
    return text.split()


MONTHS = {
    name: number
    for number, name in enumerate(
        listed("january february march april may june july august september october november december"), 1
    )
}

MONTH_ABBREVIATIONS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

WEEKDAYS = {
    name: number for number, name in enumerate(listed("monday tuesday wednesday thursday friday saturday sunday"))
}

WEEKDAY_ABBREVIATIONS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

# Unit -> (letter of the ISO duration, True when it belongs after the "T", factor).
UNITS = {
    "second": ("S", True, 1),
    "sec": ("S", True, 1),
    "minute": ("M", True, 1),
    "min": ("M", True, 1),
    "hour": ("H", True, 1),
    "hr": ("H", True, 1),
    "day": ("D", False, 1),
    "night": ("D", False, 1),
    "week": ("W", False, 1),
    "fortnight": ("W", False, 2),
    "month": ("M", False, 1),
    "quarter": ("M", False, 3),
    "year": ("Y", False, 1),
    "decade": ("Y", False, 10),
    "century": ("Y", False, 100),
    "millennium": ("Y", False, 1000),
}
UNIT_PLURALS = {"centuries": "century", "millennia": "millennium"}

CARDINALS = {
    **{
        word: number
        for number, word in enumerate(
            listed(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                "sixteen seventeen eighteen nineteen"
            )
        )
    },
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1000}

FRACTIONS = {"half": 0.5, "quarter": 0.25}

ORDINALS = {
    word: number
    for number, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}

TENS_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

# Northern seasons by their first month; winter runs into the next year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

DAY_PARTS = frozenset(
    listed("morning afternoon evening night dawn dusk midday midnight noon lunchtime nightfall sunrise sunset")
)

# Feasts of fixed date; Easter and Thanksgiving are computed in `iso`.
HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
}

# Zones whose offset is the same all over the world and all year.
ZONES = {"gmt": "Z", "utc": "Z", "z": "Z", "cet": "+01:00", "cest": "+02:00", "msk": "+03:00", "pkt": "+05:00"}
ZONES |= {"est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00"}
