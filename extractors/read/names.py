"""Names in the head of an article: authors as bylines write them, outlets, sections."""

from __future__ import annotations

import re

from extractors.read.characters import one_line

__all__ = ["AGENCIES", "SECTIONS", "authors", "byline", "is_outlet", "language_tag", "publisher_name"]

_SECTIONS_LIST = """
africa americas analysis arts asia australia business china climate conflict crime culture economy education
entertainment environment europe explainer features finance football health home india international latest
lifestyle local markets media national news opinion pakistan politics region science security society sport
sports tech technology top travel uk us video weather world
"""
SECTIONS = frozenset(_SECTIONS_LIST.split()) | {
    "middle east",
    "world news",
    "us news",
    "uk news",
    "breaking news",
    "top stories",
    "latest news",
    "news analysis",
    "war and conflict",
    "south asia",
    "us & canada",
}
"""Rubrics that stand alone above a headline."""

_OUTLET_WORDS_LIST = """
agency broadcasting bulletin chronicle courier daily digest digital dispatch echo examiner express gazette globe
guardian herald independent inquirer journal ledger magazine mail media mirror monitor news newspaper observer
online post press radio record recorder register reporter review sentinel service standard star sun telegraph times
today tribune tv voice weekly wire
"""
_OUTLET_WORDS = frozenset(_OUTLET_WORDS_LIST.split())

_AGENCIES_LIST = """
afp ani anadolu ansa ap apa belga bbc bloomberg cnn dpa efe ians interfax irna kyodo pti reuters
tass upi wam xinhua yonhap
"""
AGENCIES = frozenset(_AGENCIES_LIST.split()) | {
    "agence france-presse",
    "anadolu agency",
    "associated press",
    "kyodo news",
    "the associated press",
    "thomson reuters",
    "voice of america",
}
"""Agencies and broadcasters whose name holds none of those words, in lower case."""

_NOBODY = re.compile(
    r"(?:(?:our|a|the)\s+)?(?:own\s+|special\s+|senior\s+)?(?:staff(?:\s+(?:reporters?|writers?|"
    r"report|correspondents?))?|news\s*desk|web\s*desk|monitoring\s+desk|desk|newsroom|"
    r"reporters?|correspondents?|editors?|agencies|agency|admin(?:istrator)?|"
    r"editorial(?:\s+(?:board|team|staff))?|web\s*team|guest|contributors?|unknown|author|"
    r".+\s(?:staff|desk|agencies|newsroom|bureau|team))",
    re.I,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Ms|Mrs|Prof|Sir)\.?\s+)?[A-ZÀ-ÞŠŽİĞŞ][\w.'’-]*(?:\s+(?:al|bin|bint|da|de|del|"
    r"della|den|der|di|du|el|ibn|la|le|ter|ten|van|von|y|zu|[A-ZÀ-ÞŠŽİĞŞ][\w.'’-]*)){0,5}"
)
_BYLINE = re.compile(r"(?:written\s+|reported\s+|story\s+|report\s+)?by:?\s+(?P<names>.+)", re.I)
_BETWEEN = re.compile(r"\s*(?:;|,?\s+and\s+|\s+&\s+|,|\s\|\s|/)\s*", re.I)
_LANGUAGES = {
    "english": "en",
    "eng": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "turkish": "tr",
    "urdu": "ur",
    "arabic": "ar",
    "portuguese": "pt",
    "dutch": "nl",
    "russian": "ru",
    "chinese": "zh",
    "persian": "fa",
    "pashto": "ps",
}


def authors(*values: str) -> tuple[str, ...]:
    """Return the people named in bylines, each once, in order.

    Args:
        values: Names or lists of names: ``"By Jane Doe and John Smith"``, ``"DOE, Jane"`` is not undone.

    Returns:
        ``("Jane Doe", "John Smith")``; desks, agencies, addresses and profile links are left out.
    """
    found: dict[str, None] = {}
    for value in values:
        line = one_line(value)
        if match := _BYLINE.fullmatch(line):
            line = match["names"]
        if "://" in line or len(line) > 300:
            continue
        for name in _BETWEEN.split(line):
            person = name.strip(" .@*•-–—")
            person = person.title() if person.isupper() and len(person) > 5 else person
            if (
                2 <= len(person) <= 60
                and _PERSON.fullmatch(person)
                and not _NOBODY.fullmatch(person)
                and not is_outlet(person)
            ):
                found[person] = None
    return tuple(found)


def byline(line: str) -> tuple[str, ...] | None:
    """Return the authors of a byline that stands alone; empty for ``"By our staff reporter"``.

    Args:
        line: ``"By Jane Doe"``, ``"BY JANE DOE and John Smith"``, ``"By Jane Doe in Istanbul"``.

    Returns:
        The authors, or None.
    """
    match = _BYLINE.fullmatch(line)
    if (
        match is None
        or len(line.split()) > 14
        or (line.endswith((".", "?", "!")) and not line.endswith(("Jr.", "Sr.")))
    ):
        return None
    names = re.sub(r"\s+(?:in|from|at)\s+[A-Z][\w .'’-]+$", "", match["names"])
    parts = [part.strip(" .") for part in _BETWEEN.split(names) if part.strip(" .")]
    known = [part for part in parts if _PERSON.fullmatch(part) or _NOBODY.fullmatch(part) or is_outlet(part)]
    return authors(names) if parts and len(known) == len(parts) else None


def is_outlet(line: str) -> bool:
    """Tell whether a short line is the name of an outlet: capitalised, with a word such as Times, Post, Wire.

    Args:
        line: ``"The Example Times"``, ``"BOSPHORUS DISPATCH"``.

    Returns:
        True for a name of at most six words that ends in such a word, or starts with ``The`` and holds one.
    """
    words = line.split()
    if _NOBODY.fullmatch(line):
        return False
    if line.lower() in AGENCIES and line[0].isupper():
        return True
    if (
        not 1 < len(words) <= 6
        or line[-1] in ".?!:,"
        or any(w[0].islower() and w not in {"of", "the", "and", "for"} for w in words)
    ):
        return False
    last = words[-1].lower()
    return last in _OUTLET_WORDS or (words[0].lower() == "the" and any(w.lower() in _OUTLET_WORDS for w in words))


def publisher_name(name: str | None) -> str | None:
    """Return an outlet's name on one line, without a leading ``@``; None when nothing is left."""
    line = one_line(name or "").strip(" @|-–—")
    return line[:200] or None


def language_tag(value: str | None) -> str | None:
    """Return a BCP 47 tag for ``en_GB``, ``en-gb`` or ``English``; None for what is no language."""
    tag = one_line(value or "").replace("_", "-").lower()
    tag = _LANGUAGES.get(tag, tag)
    if not re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", tag):
        return None
    parts = tag.split("-")
    return "-".join([parts[0], *(p.upper() if len(p) == 2 else p.title() for p in parts[1:])])
