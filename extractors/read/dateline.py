"""The dateline that opens a news report: place, day, wire or outlet; taken off the text, kept as metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.read.dates import parse_date, starting_date
from extractors.read.names import AGENCIES, is_outlet

__all__ = ["Dateline", "read_dateline"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline said, and the paragraph without it."""

    rest: str
    place: str | None = None
    publisher: str | None = None
    published: str | None = None


_CAPITALS = r"[A-ZÀ-ÞĞİŞ][A-ZÀ-ÞĞİŞ.'’-]+"
_TITLE = r"(?:[A-ZÀ-ÞĞİŞ][\w.'’-]*)"
_SMALL = r"(?:de|del|di|da|do|la|le|el|al|of|the|and|upon|am|sur|on|DE|LA)"
_NAME = rf"{_TITLE}(?:[ ](?:{_SMALL}[ ])?{_TITLE}){{0,3}}"
_PLACE = rf"(?P<place>{_NAME}(?:(?:,[ ]|/){_NAME}){{0,2}})"
_SHOUTED = rf"(?P<place>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,3}}(?:(?:,[ ]|/){_NAME}){{0,2}})"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?P<day>(?:(?:Mon|Tues?|Wed|Wednes|Thurs?|Fri|Sat|Satur|"
    rf"Sun)(?:day)?,?[ ])?(?i:{_MONTH}[ ]\d\d?(?:st|nd|rd|th)?|\d\d?(?:st|nd|rd|"
    rf"th)?[ ]{_MONTH})(?:,?[ ](?:1[6-9]|2[01])\d\d)?)"
)
_WIRE = r"\((?P<wire>[^()]{2,60})\)|/(?P<slashed>[A-Z][\w .&-]{1,30})/"
_DASH = r"(?:—|–|--|-(?=\s))"
_ANY_DASH = r"(?:—|–|--|-)"
_TEXT = r"(?P<rest>[\"“‘'\[(]?[A-ZÀ-Þ0-9$€£].+)"

_AGENCY = "(?:" + "|".join(sorted({form for name in AGENCIES for form in (name.upper(), name.title())})) + ")"

# Each form with an example; the first that fits counts. A place in capitals, a day or a wire makes a form certain; a
# bare "Place — " is believed only if the sentence holds no second dash.
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.S), example)
    for pattern, example in (
        (
            rf"{_PLACE},?\s+{_DAY}\s*(?:(?:{_WIRE})\s*(?:{_ANY_DASH}|:)|(?:{_DASH}|:))\s*{_TEXT}",
            "ISTANBUL, Nov 6 (Example Wire) — Talks resumed.",
        ),
        (rf"{_PLACE}\s*(?:{_WIRE})\s*(?:{_ANY_DASH}|:)\s*{_TEXT}", "PARIS (AP) - Ministers met."),
        (rf"{_SHOUTED}\s*(?:{_WIRE})\s*{_TEXT}", "GENEVA (Example Wire) Delegates met."),
        (rf"{_PLACE}\((?P<wire>[^()]{{2,60}})\)\s*{_TEXT}", "Lahore(The Example News)Traders said on Monday."),
        (
            # A picture's credit may be glued before the place.
            rf"(?:[^().]{{3,80}}(?:/|[Pp]hoto)[^().]{{0,60}})?\({_SHOUTED}\)\s*{_ANY_DASH}+\s*{_TEXT}",
            "(WASHINGTON) -- The senator said.",
        ),
        (rf"(?P<wire>{_AGENCY})\s+{_DASH}\s*{_TEXT}", "AFP - The bank said."),
        (rf"{_SHOUTED}\s*(?:\s{_DASH}|—|–|:)\s+{_TEXT}", "NEW DELHI: The minister said."),
        (rf"(?P<place>{_NAME}(?:,[ ]{_NAME}){{1,2}})\s+{_DASH}\s*{_TEXT}", "Taipei, Taiwan — The festival opened."),
        (rf"(?P<place>{_TITLE}(?:[ ]{_TITLE})?)\s*(?:—|–|\s--?)\s+{_TEXT}", "Istanbul — Negotiators met."),
        (rf"\((?P<wire>[A-Z][^()]{{1,40}})\)\s*{_DASH}\s*{_TEXT}", "(Reuters) - The bank said."),
    )
)
_BARE = {len(_FORMS) - 2, len(_FORMS) - 3}
_SHOUTED_BARE = len(_FORMS) - 4

_NOT_A_PLACE_LIST = """
analysis breaking correction editorial exclusive explained explainer factbox feature fact-check interview live
nato note opinion quote review timeline update updated update1 urgent video warning watch what where when who
why how but and however photos q a
"""
_NOT_A_PLACE = frozenset(_NOT_A_PLACE_LIST.split()) | {
    "breaking news",
    "editor's note",
    "fact check",
    "just in",
    "key points",
    "live updates",
    "news analysis",
    "note to editors",
    "read more",
}
_NO_OUTLET = re.compile(
    r"(?i:(?:our |special |staff |senior )*(?:correspondents?|reporters?)|(?:web|news|monitoring|"
    r"digital) desk|staff(?: report)?|agencies|online|updated?.*|file|photos?)"
)
_ABBREVIATIONS = frozenset({"DC", "DRC", "LA", "NY", "NYC", "PRC", "UAE", "UK", "UN", "US", "USA"})


def read_dateline(paragraph: str) -> Dateline | None:
    """Take the dateline off the start of an article's first paragraph.

    Args:
        paragraph: ``"ISTANBUL, Nov 6 (Example Wire) — Talks resumed."``, ``"Lahore(The Example News)Traders said …"``,
            ``"Thursday, May 7, 2015 On Tuesday, the government …"``.

    Returns:
        The place (the first where several are named), outlet, date if its year is there, and the rest; None
        where there is no dateline.
    """
    if dated := starting_date(paragraph):
        day, rest = dated
        after = _read_form(rest)
        return replace(after, published=day) if after else Dateline(rest, published=day)
    return _read_form(paragraph)


def _read_form(paragraph: str) -> Dateline | None:
    head = paragraph[:200]
    for number, (form, _) in enumerate(_FORMS):
        found = form.match(head)
        if found is None or not _plausible(found, number):
            continue
        parts = found.groupdict()
        rest = paragraph[found.start("rest") :]
        wire, published = _wire(parts.get("wire") or parts.get("slashed"))
        place = parts.get("place")
        return Dateline(rest, _place(place) if place else None, wire, parse_date(parts.get("day") or "") or published)
    return None


def _plausible(found: re.Match[str], number: int) -> bool:
    place = found.groupdict().get("place")
    if place is not None and (
        place.lower() in _NOT_A_PLACE or place.split()[0].lower().strip(",") in _NOT_A_PLACE or is_outlet(place)
    ):
        return False
    if place is not None and len(place.strip(".")) < 3 and place not in _ABBREVIATIONS:
        return False
    sentence = re.split(r"(?<=[.?!])\s", found["rest"], maxsplit=1)[0]
    dashed = re.search(r"\s[–—-]{1,2}\s|—", sentence) is not None
    if number in _BARE:
        return not dashed
    if number == _SHOUTED_BARE:
        return not dashed or ":" in found.group()[: found.start("rest")]
    return True


def _place(place: str) -> str:
    first = place.split("/")[0]
    return " ".join(_cased(word) for word in first.split())


def _cased(word: str) -> str:
    bare = word.strip(",")
    if not bare.isupper() or bare.replace(".", "") in _ABBREVIATIONS or "." in bare:
        return word
    if bare in {"DE", "LA", "OF", "AL"}:
        return word.lower() if bare in {"DE", "OF"} else word.title()
    return "-".join(part.capitalize() for part in word.split("-"))


def _wire(words: str | None) -> tuple[str | None, str | None]:
    """Return the outlet, and the date when the brackets held one ("(6 November 2025)")."""
    if words is None:
        return None, None
    if day := parse_date(words):
        return None, day
    words = words.strip()
    is_name = words[0].isupper() and len(words.split()) <= 6 and not _NO_OUTLET.fullmatch(words)
    return (words, None) if is_name else (None, None)
