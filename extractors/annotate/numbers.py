"""Number-like entities by rules: DATE, TIME, MONEY, PERCENT, QUANTITY, ORDINAL, CARDINAL, as OntoNotes defines them.

Every word is given the classes it belongs to (:data:`CLASSES`: MONTH, WEEKDAY, DATE_UNIT, …), and the patterns of
:data:`PATTERNS` are regular expressions over words: a name in capitals stands for one word of that class, a small word
for itself. The first pattern of the table that fits takes its words; words of a name found before take no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

__all__ = ["CLASSES", "NUMBER_TYPES", "PATTERNS", "Pattern", "find_numbers", "label_numbers"]

NUMBER_TYPES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})

CLASSES: dict[str, str] = {
    "UNIT_WORD": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ),
    "TENS": "twenty thirty forty fifty sixty seventy eighty ninety",
    "MULTIPLE": "hundred thousand million billion trillion dozen bn tn mn m k lakh crore b",
    "MULTIPLES": "hundreds thousands millions billions trillions dozens tens scores lakhs crores",
    "ORDINAL_WORD": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth"
    ),
    "FRACTION": "half halves third thirds quarter quarters fourth fourths fifth fifths tenth tenths",
    "MONTH": (
        "january february march april may june july august september october november december jan. feb. mar. apr. "
        "jun. jul. aug. sept. sep. oct. nov. dec. jan feb mar apr jun jul aug sept sep oct nov dec"
    ),
    "WEEKDAY": (
        "monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thur. thurs. fri. sat. "
        "sun. mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    ),
    "DATE_UNIT": (
        "day days week weeks month months year years decade decades century centuries weekend weekends fortnight "
        "fortnights semester semesters millennium millennia yr yrs night nights"
    ),
    "QUARTER": "quarter half semester trimester",
    "SEASON": "spring summer autumn fall winter",
    "TIME_UNIT": "hour hours minute minutes second seconds hr hrs min mins sec secs",
    "PART_OF_DAY": "morning mornings afternoon afternoons evening evenings night",
    "TODAY": "today yesterday tomorrow nowadays",
    "TONIGHT": "tonight noon midnight midday overnight",
    "AM": "am pm a.m. p.m. a.m p.m o'clock o’clock",
    "ZONE": "gmt utc est edt pst pdt cet cest bst ist pkt et",
    "DEICTIC": (
        "this that these those last next past previous coming following same recent upcoming preceding current "
        "final first"
    ),
    "EARLY": "early late mid earlier later",
    "AGO": "ago earlier later old",
    "EDGE": "beginning start end middle rest course turn close",
    "FEW": "few several many couple some",
    "YEAR_OPENS": (
        "in since by until till from during before after around circa c. of between through fiscal to born than"
    ),
    "NEARLY": ("about around approximately roughly nearly almost over under only exactly some just circa estimated"),
    "MORE": "more less fewer other",
    "CURRENCY": (
        "$ £ € ¥ ₹ ₽ ₩ ₪ ₫ ₦ ₱ ₴ us$ u$ a$ c$ nz$ hk$ s$ rs rs. pkr inr usd eur gbp aud cad chf cny rmb jpy afn irr"
    ),
    "MONEY_WORD": (
        "dollar dollars euro euros cent cents rupee rupees yen yuan rouble roubles ruble rubles dirham dirhams "
        "riyal riyals lira liras shekel shekels peso pesos bucks franc francs afghani afghanis rial rials krone "
        "kroner rand naira usd eur gbp sterling won"
    ),
    "POUND": "pound pounds",
    "PERCENT_WORD": "% percent",
    "UNIT": (
        "km kms kilometer kilometers kilometre kilometres mile miles metre metres meter meters cm mm centimetre "
        "centimetres centimeter centimeters foot feet ft inch inches yard yards kg kgs kilo kilos kilogram "
        "kilograms kilogramme kilogrammes gram grams g mg ton tons tonne tonnes lb lbs ounce ounces oz acre acres "
        "hectare hectares ha barrel barrels bpd litre litres liter liters gallon gallons degree degrees mph kph "
        "kmh knots megawatt megawatts gigawatt gigawatts kilowatts watts mw gw kw kwh mwh twh mb gb tb gigabytes "
        "megabytes terabytes volts hz mhz ghz °"
    ),
    "MEASURE": "square cubic metric nautical light sq",
    "SCALE": "celsius fahrenheit c f",
    "OFTEN": "annual annually daily weekly monthly yearly quarterly nightly hourly",
    "EVERY": "every each",
    "HYPHEN": "- – —",
    "COMMA": ",",
    "SLASH": "/",
    "ERA": "ad bc ce bce b.c. a.d.",
    "CENTURY": "century centuries",
    "NATIONAL": "american canadian australian hong singapore",
    "HOLIDAY": "christmas easter ramadan thanksgiving halloween",
    "FIGURE": "",
    "DAY": "",
    "YEAR": "",
    "MODERN_YEAR": "",
    "DECADE": "",
    "CLOCK": "",
    "DATE_FIGURE": "",
    "ORDINAL_FIGURE": "",
    "PLURAL": "",
}
"""The words of each class, in lower case; the classes without words are told by form or tag (:func:`_classes`)."""

ONLY_AS = {
    "may": ("MONTH", "PROPN"),
    "march": ("MONTH", "PROPN"),
    "mar": ("MONTH", "PROPN"),
    "jan": ("MONTH", "PROPN"),
    "dec": ("MONTH", "PROPN"),
    "second": ("TIME_UNIT", "NOUN"),
    "seconds": ("TIME_UNIT", "NOUN"),
    "spring": ("SEASON", "NOUN"),
    "fall": ("SEASON", "NOUN"),
    "third": ("FRACTION", "NOUN"),
    "fourth": ("FRACTION", "NOUN"),
    "fifth": ("FRACTION", "NOUN"),
    "tenth": ("FRACTION", "NOUN"),
    "one": ("UNIT_WORD", "NUM"),
    "et": ("ZONE", "PROPN"),
    "b": ("MULTIPLE", "NOUN"),
    "m": ("MULTIPLE", "NOUN"),
    "k": ("MULTIPLE", "NOUN"),
    "rand": ("MONEY_WORD", "NOUN"),
    "won": ("MONEY_WORD", "NOUN"),
}
"""Words that belong to a class as one part of speech only: "May" the month is PROPN, "may" is AUX."""

MACROS = {
    "SPELT": "(?: TENS (?: HYPHEN UNIT_WORD )? | UNIT_WORD )",
    "CARD": "(?: (?: FIGURE | SPELT | half? a(?= MULTIPLE ) ) (?: HYPHEN? MULTIPLE (?: and? SPELT )? )*"
    " | MULTIPLES (?: of MULTIPLES )* )",
    "ABOUT": "(?: (?: a | an )? NEARLY | (?: no | not )? MORE than"
    " | at least | at most | up to | as (?: many | much | few ) as )",
    "NUMBER": "(?: ABOUT* CARD (?: (?: HYPHEN | to | or ) CARD )? )",
    "COUNT": "(?: NUMBER | ABOUT* (?: half )? (?: a | an )(?! FEW ) | ABOUT* a? FEW of? more? | another )",
    "PART": "(?: the? EARLY HYPHEN? | the? EDGE of )",
    "YEARS": "(?: YEAR (?: (?: HYPHEN | to | and | SLASH ) (?: YEAR | DAY ) )? )",
    "DAYS": "(?: (?: DAY | ORDINAL_FIGURE ) (?: (?: HYPHEN | and | to ) (?: DAY | ORDINAL_FIGURE )(?! MONTH ) )? )",
    "NTH": "(?: ORDINAL_FIGURE | (?: TENS HYPHEN )? ORDINAL_WORD )",
}
"""Parts that patterns share."""


class Pattern(NamedTuple):
    """One construction: its type, the pattern, and a text with the spans it should give, separated by " | "."""

    label: str
    pattern: str
    text: str
    spans: str


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "PERCENT",
        "NUMBER HYPHEN? (?: PERCENT_WORD | per cent | percentage (?: point | points ) )",
        "up to 5.5 % or six per cent",
        "up to 5.5 % | six per cent",
    ),
    Pattern(
        "MONEY",
        "ABOUT* CURRENCY CARD (?: (?: HYPHEN | to ) CURRENCY? CARD )? MONEY_WORD?",
        "more than $ 4.25 bn and US$ 3",
        "more than $ 4.25 bn | US$ 3",
    ),
    Pattern(
        "MONEY",
        "NUMBER HYPHEN? (?: us | NATIONAL )? MONEY_WORD | MULTIPLES of (?: MULTIPLES of )* (?: us )?"
        " MONEY_WORD | NUMBER(?<= MULTIPLE ) POUND",
        "five million dollars , or hundreds of millions of euros",
        "five million dollars | hundreds of millions of euros",
    ),
    Pattern(
        "TIME",
        "ABOUT? (?: CLOCK | FIGURE | SPELT ) (?: HYPHEN (?: CLOCK | FIGURE ) )? AM (?: local time | ZONE )? "
        "| ABOUT? CLOCK (?: local time | ZONE )? | FIGURE ZONE",
        "at 7:30 pm local time , or 10 a.m. , or 1900 GMT",
        "7:30 pm local time | 10 a.m. | 1900 GMT",
    ),
    Pattern(
        "TIME",
        "(?: EARLY HYPHEN? | PART )? (?: WEEKDAY | TODAY | the? DEICTIC | EVERY ) EARLY? PART_OF_DAY "
        "| the? EARLY HYPHEN? PART_OF_DAY | TONIGHT",
        "early Tuesday morning , last night , the early afternoon",
        "early Tuesday morning | last night | the early afternoon",
    ),
    Pattern(
        "TIME",
        "(?: the? DEICTIC )? COUNT HYPHEN? TIME_UNIT AGO? | the (?: DEICTIC | ORDINAL_WORD ) TIME_UNIT",
        "a 48 - hour truce two hours ago , in the last hour",
        "48 - hour | two hours ago | the last hour",
    ),
    Pattern(
        "DATE",
        "(?: WEEKDAY COMMA? )? (?: PART | DEICTIC )? MONTH DAYS (?: COMMA? YEAR )? ERA?",
        "on Tuesday , Oct. 28 , 2025",
        "Tuesday , Oct. 28 , 2025",
    ),
    Pattern(
        "DATE",
        "(?: WEEKDAY COMMA? )? the? DAYS of? MONTH (?: COMMA? YEAR )? ERA?",
        "on 28 October 2025 and the 6th of November",
        "28 October 2025 | the 6th of November",
    ),
    Pattern(
        "DATE",
        "(?: EARLY HYPHEN? | PART )? DEICTIC? MONTH (?: (?: HYPHEN | to | and | SLASH ) MONTH )? "
        "(?: COMMA? of? YEARS | of? (?: this | last | next ) year | AGO )?",
        "late October 2025 , next May , June of last year",
        "late October 2025 | next May | June of last year",
    ),
    Pattern("DATE", "DATE_FIGURE (?: HYPHEN DATE_FIGURE )?", "on 2025-10-29", "2025-10-29"),
    Pattern(
        "DATE",
        "(?: the? EARLY HYPHEN? | PART )? the? EARLY? HYPHEN? DECADE",
        "in the late 1990s",
        "the late 1990s",
    ),
    Pattern(
        "DATE",
        "(?: the? EARLY HYPHEN? | PART )? the? EARLY? HYPHEN? (?: NTH (?: HYPHEN | and | or ) )? NTH HYPHEN?"
        " CENTURY ERA?",
        "the 21st century",
        "the 21st century",
    ),
    Pattern(
        "DATE",
        "(?: the | this | last )? (?: ORDINAL_WORD | DEICTIC ) QUARTER"
        " (?: of? (?: YEAR | (?: the | this | last | next ) year ) )?",
        "the third quarter of 2024",
        "the third quarter of 2024",
    ),
    Pattern(
        "DATE",
        "(?: EARLY HYPHEN? | PART )? (?: the | DEICTIC )? SEASON (?: of | in )? YEAR"
        " | (?: EARLY HYPHEN? | PART )? (?: the? DEICTIC | EVERY ) SEASON",
        "the summer of 2014 and this spring",
        "the summer of 2014 | this spring",
    ),
    Pattern(
        "DATE",
        "(?: EARLY HYPHEN? | PART )? (?: (?: the | DEICTIC )? DEICTIC | EVERY | all )"
        " COUNT? (?: fiscal | financial | calendar | working | business | school )?"
        " (?: DATE_UNIT | WEEKDAY | SEASON ) AGO?",
        "later this week , over the past five years",
        "later this week | the past five years",
    ),
    Pattern(
        "DATE",
        "(?: the? EDGE of the? (?: year | month | week | century | decade | day ) | the weekend )",
        "by the end of the year",
        "the end of the year",
    ),
    Pattern(
        "DATE",
        "(?: COUNT | MULTIPLES of | the ORDINAL_WORD FEW? | ORDINAL_WORD(?= DATE_UNIT ) )"
        " (?: HYPHEN | full | consecutive | straight )? DATE_UNIT"
        " (?: HYPHEN? AGO | from now )?",
        "a 50 - year - old , two weeks ago",
        "50 - year - old | two weeks ago",
    ),
    Pattern(
        "DATE",
        "(?: EARLY HYPHEN? | PART )? (?: TODAY | WEEKDAY ) | the day (?: before | after ) (?: yesterday | tomorrow )",
        "since yesterday and late Monday",
        "yesterday | late Monday",
    ),
    Pattern("DATE", "OFTEN | HOLIDAY (?: day | eve )?", "the annual meeting at Christmas", "annual | Christmas"),
    Pattern(
        "DATE", "YEAR (?: HYPHEN | to | SLASH ) (?: YEAR | DAY(?! MONTH ) ) ERA?", "from 2019 to 2021", "2019 to 2021"
    ),
    Pattern(
        "DATE",
        "(?: EARLY HYPHEN? | PART )? fiscal? MODERN_YEAR ERA?"
        "(?! MULTIPLE | UNIT | MONEY_WORD | PERCENT_WORD | TIME_UNIT )",
        "the 2024 vote",
        "2024",
    ),
    Pattern("DATE", "YEAR_OPENS [ YEAR ] (?! MULTIPLE | UNIT | PLURAL ) | YEAR ERA", "in 1788", "1788"),
    Pattern(
        "QUANTITY",
        "NUMBER HYPHEN? MEASURE? UNIT (?: SCALE"
        " | per (?: UNIT | hour | second ) | SLASH (?: UNIT | h | s ) )? | NUMBER POUND",
        "about 25 square kilometres and 20 ° C",
        "about 25 square kilometres | 20 ° C",
    ),
    Pattern(
        "CARDINAL",
        "(?: (?: a | UNIT_WORD ) HYPHEN? | UNIT_WORD HYPHEN ) FRACTION(?! ORDINAL_WORD )",
        "two - thirds",
        "two - thirds",
    ),
    Pattern("ORDINAL", "NTH", "the 2nd and third", "2nd | third"),
    Pattern(
        "CARDINAL",
        "between CARD and CARD | (?<! HYPHEN ) NUMBER",
        "about 300 , dozens and hundreds of thousands",
        "about 300 | dozens | hundreds of thousands",
    ),
)
"""The constructions, most telling first."""

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,2}/\d{1,2}|\.\d+")
_FORMS = (
    (re.compile(r"1900|2000|2100"), ("FIGURE", "YEAR")),
    (re.compile(r"(?:mid-)?(?:19|20)\d\d"), ("FIGURE", "YEAR", "MODERN_YEAR")),
    (re.compile(r"(?:mid-)?1\d{3}"), ("FIGURE", "YEAR")),
    (re.compile(r"(?:0?[1-9]|[12]\d|3[01])"), ("FIGURE", "DAY")),
    (re.compile(r"(?:mid-)?['’]?(?:1\d|20)?\d0['’]?s"), ("DECADE",)),
    (re.compile(r"\d{1,2}:\d\d(?::\d\d)?"), ("CLOCK",)),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d?-\d\d?|\d{1,2}-\d{1,2}-\d{2,4}|9/11"), ("DATE_FIGURE",)),
    (re.compile(r"\d+(?:,\d{3})*(?:st|nd|rd|th)"), ("ORDINAL_FIGURE",)),
    (re.compile(_FIGURE.pattern), ("FIGURE",)),
)
"""What the form of a figure tells; the first that fits."""

_NAME = re.compile(r"[A-Za-z_]+")


def _expand(pattern: str) -> str:
    """Return a pattern with its macros written out."""
    while any(name in MACROS for name in _NAME.findall(pattern)):
        pattern = _NAME.sub(lambda m: MACROS.get(m[0], m[0]), pattern)
    return pattern


def _classes_of_words() -> dict[str, frozenset[str]]:
    """Return the classes of every word of the tables, small words of the patterns included."""
    classes: dict[str, set[str]] = {}
    for name, words in CLASSES.items():
        for word in words.split():
            classes.setdefault(word, set()).add(name)
    for pattern in PATTERNS:
        for name in _NAME.findall(_expand(pattern.pattern)):
            if name.islower():
                classes.setdefault(name, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


_WORDS = _classes_of_words()
_OTHER = frozenset[str]()
_PLURAL = frozenset({"PLURAL"})
_TAKEN = "#"
_LETTERS: dict[frozenset[str], str] = {_OTHER: "."}
for _set in (
    *_WORDS.values(),
    *(_WORDS[word] - {name} for word, (name, _) in ONLY_AS.items()),
    *(frozenset(names) for _, names in _FORMS),
    _PLURAL,
):
    _LETTERS.setdefault(_set, chr(0x100 + len(_LETTERS)))
_PLAIN = frozenset((_LETTERS[_OTHER], _LETTERS[_PLURAL]))


def _compile(pattern: str) -> re.Pattern[str]:
    """Return a pattern over letters; "[ … ]" marks the span where it is not all that the pattern fits."""

    def letters(match: re.Match[str]) -> str:
        found = "".join(letter for names, letter in _LETTERS.items() if match[0] in names)
        if not found:
            raise ValueError(f"no word belongs to {match[0]} in the pattern {pattern!r}")
        return f"[{found}]"

    text = pattern.replace("[", "\0").replace("]", ")")
    text = _NAME.sub(letters, _expand(text)).replace("\0", "(?P<span>")
    return re.compile(re.sub(r"\s+", "", text))


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((pattern.label, _compile(pattern.pattern)) for pattern in PATTERNS)


@cache
def _letter(word: str, upos: str, plural: bool) -> str:
    """Return the letter of a word: its set of classes."""
    word = word.lower()
    if word[:1].isdigit() or word[-1:].isdigit() or word[1:2].isdigit() or word.endswith("0s"):
        for form, names in _FORMS:
            if form.fullmatch(word):
                return _LETTERS[frozenset(names)]
    classes = _WORDS.get(word) or _WORDS.get(word.removeprefix("mid-"), _OTHER)
    if word in ONLY_AS and ONLY_AS[word][1] != upos:
        classes -= {ONLY_AS[word][0]}
    if not classes and plural:
        classes = _PLURAL
    return _LETTERS[classes]


def find_numbers(
    words: Sequence[str], upos: Sequence[str], xpos: Sequence[str], taken: Sequence[bool] | None = None
) -> list[tuple[int, int, str]]:
    """Find the number-like entities of one sentence.

    Args:
        words: The words of the sentence.
        upos: Their universal parts of speech.
        xpos: Their Penn Treebank tags (list item markers, ``LS``, are no numbers; ``NNS`` tells what is counted).
        taken: Which words belong to a name and take no part.

    Returns:
        Spans as (first word, word after the last, type), in order, none overlapping.
    """
    letters = [_letter(w, u, x == "NNS") if x != "LS" else "." for w, u, x in zip(words, upos, xpos, strict=True)]
    if taken is not None:
        letters = [_TAKEN if is_taken else letter for letter, is_taken in zip(letters, taken, strict=True)]
    if _PLAIN.issuperset(letters):
        return []
    text = "".join(letters)
    found: list[tuple[int, int, str]] = []
    for label, pattern in _compiled():
        for match in pattern.finditer(text):
            start, end = match.span("span") if match.lastgroup == "span" else match.span()
            found.append((start, end, label))
            text = text[:start] + _TAKEN * (end - start) + text[end:]
    return sorted(found)


def label_numbers(
    words: Sequence[str], upos: Sequence[str], xpos: Sequence[str], sent_starts: Sequence[bool], labels: Sequence[str]
) -> list[str]:
    """Return entity labels (``B-``, ``I-``, ``O``) with the number-like ones set by the rules and the names kept.

    Args:
        words: The words of a text.
        upos: Their universal parts of speech.
        xpos: Their Penn Treebank tags.
        sent_starts: Whether a sentence starts at each.
        labels: The labels found so far; those of :data:`NUMBER_TYPES` are replaced.

    Returns:
        One label a word.
    """
    result = ["O" if label[2:] in NUMBER_TYPES else label for label in labels]
    for first, last in _sentences(sent_starts):
        part = slice(first, last)
        taken = [label != "O" for label in result[part]]
        for start, end, label in find_numbers(words[part], upos[part], xpos[part], taken):
            result[first + start] = f"B-{label}"
            result[first + start + 1 : first + end] = [f"I-{label}"] * (end - start - 1)
    return result


def _sentences(sent_starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    starts = [i for i, is_start in enumerate(sent_starts) if is_start or i == 0]
    yield from zip(starts, [*starts[1:], len(sent_starts)], strict=True)
