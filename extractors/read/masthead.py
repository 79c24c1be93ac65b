"""What stands above an article's text: headline, outlet, byline, date, "Key: value" lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.read.dates import parse_date
from extractors.read.litter import is_litter
from extractors.read.names import SECTIONS, authors, byline, is_outlet, language_tag, publisher_name
from extractors.read.paragraphs import ends_sentence, is_prose

__all__ = ["Masthead", "front_matter", "read_colophon", "read_masthead"]

_KEYS_OF = {
    "headline": "title, headline, subject",
    "publisher": "publisher, source, site, outlet, newspaper, agency, publication, sitename, site name, site_name",
    "published": (
        "date, published, published on, published at, published_at, publication date, date published, datepublished, "
        "posted, posted on, first published"
    ),
    "author": "author, authors, byline, by, reporter, written by",
    "url": "url, link, canonical, permalink",
    "language": "language, lang",
    "place": "place, location, dateline",
    "": (
        "tags, category, categories, section, topic, topics, updated, last updated, modified, layout, slug, draft, "
        "keywords, id"
    ),
}
_KEYS = {key: kind for kind, keys in _KEYS_OF.items() for key in keys.split(", ")}
_CERTAIN = frozenset({"headline", "published", "author", "url"})
_KEY_VALUE = re.compile(r"(?P<key>[A-Za-z][A-Za-z _]{1,20}?)\s*:\s*(?P<value>\S.*)")
_DATED = re.compile(
    (
        r"(?:(?:first |originally |article )?(?:published|posted|dated?|created|released)|"
        r"on)(?:\s+(?:on|at|date))?\s*[:\s]\s*(?P<when>.+)"
    ),
    re.I,
)
_CHANGED = re.compile(r"(?:last\s+)?(?:updated|modified|edited)(?:\s+(?:on|at))?\s*[:\s]\s*(?P<when>.+)", re.I)
_BYLINE_DATE = re.compile(
    r"(?P<by>by .+?)[,\s]+(?:on\s+)?(?P<when>(?:[a-z]+day,?\s+)?"
    r"(?:[a-z]{3,9}\.?\s+\d\d?,?|\d\d?\s+[a-z]{3,9}\.?,?)\s+\d{4}.*)",
    re.I,
)
_PARTS = re.compile(
    r"\s+[|·•–—-]\s+|\s*[|·•]\s*|\s+(?=(?:First |Last )?(?:Published|Updated|Posted|Created|Modified)\b)"
)
_TWO_WAYS = re.compile(r"\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d\b.{0,20}")
_COLOPHON = re.compile(
    r"\(?(?:First )?[Pp]ublished (?:in|by|on) (?P<outlet>[A-Z][^,()]{1,40})(?:,? (?:on )?(?P<when>[^()]{6,40}?))?\)?\.?"
)
_CREDIT = re.compile(r"(?:from|via|courtesy of|source:) (?P<outlet>(?:the )?[A-Z].{1,40})", re.I)
_DEEPEST = 16


@dataclass(slots=True)
class Masthead:
    """Metadata read so far; the first value of each kind counts."""

    headline: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    published: str | None = None
    place: str | None = None
    language: str | None = None
    url: str | None = None
    body: list[str] = field(default_factory=list)

    def take(self, kind: str, value: str) -> None:
        """Keep ``value`` as metadata of one kind if it is valid and the first of that kind."""
        value = value.strip().strip("\"'").strip()
        if kind == "headline":
            self.headline = self.headline or value or None
        elif kind == "publisher":
            self.publisher = self.publisher or publisher_name(value)
        elif kind == "published":
            self.published = self.published or parse_date(value)
        elif kind == "author":
            self.author = self.author or authors(*value.strip("[]").split(","))
        elif kind == "language":
            self.language = self.language or language_tag(value)
        elif kind == "place":
            self.place = self.place or value or None
        elif kind == "url" and re.match(r"https?://\S+$", value):
            self.url = self.url or value


def front_matter(lines: Sequence[str]) -> tuple[Masthead, int]:
    """Read ``Key: value`` lines at the very top of a text, with or without ``---`` around them.

    Args:
        lines: The text's lines.

    Returns:
        The metadata, and how many lines it took (0 when the text starts at once).
    """
    head = Masthead()
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    fenced = start < len(lines) and lines[start].strip() == "---"
    found: list[tuple[str, str]] = []
    at = start + fenced
    for at in range(start + fenced, min(len(lines), start + 40)):
        line = lines[at].strip()
        if fenced and line in {"---", "..."}:
            at += 1
            break
        pair = _KEY_VALUE.fullmatch(line)
        kind = _KEYS.get(pair["key"].lower()) if pair else None
        if pair and kind is not None:
            found.append((kind, pair["value"]))
        elif fenced and (pair or line.startswith(("-", "#")) or not line or line.endswith(":")):
            if line.startswith("- ") and found and found[-1][0] == "author":
                found.append(("author", line[2:]))
        else:
            break
    certain = fenced or len(found) > 1 or any(kind in _CERTAIN for kind, _ in found)
    if not found or not certain:
        return head, 0
    listed = [value for kind, value in found if kind == "author"]
    for kind, value in found:
        head.take(kind, value)
    if len(listed) > 1:
        head.author = authors(*listed)
    return head, at if at < len(lines) and (fenced or not _is_key(lines[at])) else at + 1


def _is_key(line: str) -> bool:
    pair = _KEY_VALUE.fullmatch(line.strip())
    return pair is not None and pair["key"].lower() in _KEYS


def read_masthead(paragraphs: Sequence[str], headline: str | None) -> Masthead:
    """Sort the paragraphs above the running text into metadata and text.

    Args:
        paragraphs: The article's paragraphs, litter already removed.
        headline: The headline where the format tells it; else the first line that reads like one is taken.

    Returns:
        What was found; ``body`` holds the remaining paragraphs, a standfirst among them.
    """
    head = Masthead(headline=headline)
    told = headline is not None
    credits: list[str] = []
    at = 0
    for at, line in enumerate(paragraphs[:_DEEPEST]):
        rest = paragraphs[at + 1 :]
        if line.lower().rstrip(":") == "by" and rest:
            continue
        by = at > 0 and paragraphs[at - 1].lower().rstrip(":") == "by" and len(line.split()) <= 8
        paragraph = f"By {line}" if by else line
        if (told and _same(paragraph, headline)) or (
            head.headline and not head.body and _same(paragraph, head.headline)
        ):
            continue
        if _is_about(paragraph, head):
            continue
        if head.headline is None and not head.body:
            if rest and all(part.lower().strip(" :") in SECTIONS for part in re.split(r"[|>/·•]", paragraph)):
                continue
            if (
                head.publisher is None
                and is_outlet(paragraph)
                and len(rest) > 1
                and _reads_like_headline(rest[0], rest[1:])
            ):
                head.publisher = _capitalised(paragraph)
                continue
            if _reads_like_headline(paragraph, rest):
                head.headline = paragraph
                continue
        elif not head.body and (credit := _credited(paragraph)):
            credits.append(credit)
            continue
        elif not head.body and is_outlet(paragraph.rstrip(" —–-")):
            head.take("publisher", _capitalised(paragraph.rstrip(" —–-")))
            continue
        elif not head.body and _is_outlet_and_place(paragraph):
            outlet, _, place = paragraph.partition(", ")
            head.take("publisher", outlet)
            head.take("place", place)
            continue
        elif not head.body and paragraph.lower().strip(" :") in SECTIONS:
            continue
        elif not head.body and not head.author and _is_bare_author(paragraph, rest):
            head.author = authors(paragraph)
            continue
        head.body.append(paragraph)
        if is_prose(paragraph):
            at += 1
            break
    else:
        at = min(len(paragraphs), _DEEPEST)
    head.body.extend(paragraphs[at:])
    for agency in credits:  # who wrote it is taken for who printed it only where nobody else is named
        head.take("publisher", agency)
    return head


def read_colophon(paragraphs: list[str], head: Masthead) -> list[str]:
    """Take a closing line such as "Published in The Example Times, November 6th, 2025" as metadata.

    Returns:
        The paragraphs above it, without the rubrics of a page's foot.
    """
    end = len(paragraphs)
    while end > 1 and paragraphs[end - 1].lower() in SECTIONS:
        end -= 1
    for at in range(max(1, end - _DEEPEST), end):
        found = _COLOPHON.fullmatch(paragraphs[at])
        dated = found is not None and parse_date(found["when"] or "") is not None
        if found and (dated or (found["when"] is None and is_outlet(found["outlet"]))):
            head.take("publisher", found["outlet"])
            head.take("published", found["when"] or "")
            return paragraphs[:at]
    return paragraphs[:end]


def _is_about(line: str, head: Masthead) -> bool:
    """Keep what a date line, a byline, a ``Key: value`` line, or several of them on one line say."""
    if len(line) > 200:
        return False
    if _about_one(line, head):
        return True
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) < 2 or not any(_about_one(part, Masthead()) for part in parts):
        return False
    if any(is_prose(part) or (ends_sentence(part) and len(part.split()) > 4) for part in parts):
        return False
    unknown = [part for part in parts if not _about_one(part, head) and not is_litter(part) and len(part.split()) <= 6]
    for part in unknown:
        if part.lower() in SECTIONS:
            continue
        if is_outlet(part):
            head.take("publisher", _capitalised(part))
        elif byline(f"By {part}") == ():
            continue  # "Staff Reporter" is nobody's name
        elif not head.author and " " in part and (people := authors(part)):
            head.author = people
        elif " " in part:
            head.take("publisher", part)
    return True


def _about_one(line: str, head: Masthead) -> bool:
    told = _DATED.fullmatch(line)
    when = told["when"] if told else line
    if parse_date(when) or _TWO_WAYS.fullmatch(when):
        head.take("published", when)
        return True
    changed = _CHANGED.fullmatch(line)
    if changed and (parse_date(changed["when"]) or _TWO_WAYS.fullmatch(changed["when"])):
        return True
    people = byline(line)
    if people is not None:
        head.author = head.author or people
        for outlet in filter(is_outlet, re.split(r",\s*|[Bb]y ", line)):
            head.take("publisher", outlet)
        return True
    pair = _KEY_VALUE.fullmatch(line)
    kind = _KEYS.get(pair["key"].lower()) if pair else None
    short = kind not in {"publisher", "place"} or len(line.split()) <= 8
    if pair and kind and short and len(line.split()) <= 20:
        head.take(kind, pair["value"])
        return True
    # "By Jane Doe, Example Times, November 6, 2025": a byline with a date behind it.
    tail = _BYLINE_DATE.fullmatch(line)
    if tail and parse_date(tail["when"]) and (people := byline(tail["by"])) is not None:
        head.take("published", tail["when"])
        head.author = head.author or people
        return True
    return False


def _credited(line: str) -> str | None:
    """Return the agency of a credit line, as under the headline of a reprint: "From Example Wire"."""
    found = _CREDIT.fullmatch(line)
    return found["outlet"] if found and is_outlet(found["outlet"]) else None


def _is_outlet_and_place(line: str) -> bool:
    """Tell whether a line names a correspondent's outlet and place: "Example News, Istanbul"."""
    outlet, comma, place = line.partition(", ")
    return bool(comma) and is_outlet(outlet) and place.istitle() and len(place.split()) <= 3


def _is_bare_author(line: str, rest: Sequence[str]) -> bool:
    """Tell whether a line is a name without "By": two to four words, with an outlet or a date on the next line."""
    if not 2 <= len(line.split()) <= 4 or not rest or authors(line) == ():
        return False
    if is_outlet(rest[0]) or _is_outlet_and_place(rest[0]):
        return True
    return parse_date(rest[0]) is not None or _DATED.fullmatch(rest[0]) is not None


def _reads_like_headline(paragraph: str, rest: Sequence[str]) -> bool:
    """A short line without a full stop, or one set off by a date or byline, with running text after it."""
    words = paragraph.split()
    if (
        not rest
        or len(words) > 28
        or len(paragraph) > 220
        or paragraph[0] in "-•*[("
        or paragraph.endswith((",", ";", ":"))
    ):
        return False
    if ends_sentence(paragraph) and paragraph[-1] not in "?!\"'”’":
        marked = any(_is_about(line, Masthead()) for line in rest[:2])
        return marked and len(words) <= 20 and not re.search(r"[.?!]\s", paragraph)
    return any(is_prose(line) or len(line) > len(paragraph) for line in rest)


def _same(line: str, headline: str | None) -> bool:
    return headline is not None and _letters(line) == _letters(headline)


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))


def _capitalised(name: str) -> str:
    return (
        " ".join(w if w.lower() not in {"of", "and", "for"} else w.lower() for w in name.title().split())
        if name.isupper() and " " in name
        else name
    )
