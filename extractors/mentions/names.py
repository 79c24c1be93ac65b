"""Names: the annotator's spans made clean. No article, no title, no possessive; what stood there is kept beside it."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Sex
from extractors.mentions.tables import (
    address_gender,
    country_of,
    demonym_country,
    evidence_words,
    folded,
    given_gender,
    institution_nouns,
    is_country,
    is_regnal,
    is_title,
    listed,
    noun_gender,
)

__all__ = ["NAME_TYPES", "name_candidates", "retyped", "titles_before"]

NAME_TYPES = frozenset(
    {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"}
)

_LEADING = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "our",
        "'s",
        "“",
        '"',
        "‘",
        "``",
        "(",
        "[",
        "late",
        "-",
        "–",
        "—",
        ",",
        "and",
        "of",
    }
)
_TRAILING = frozenset({"'s", "'", "’", '"', "”", "''", ")", "]", ",", ";", ":", "-", "–", "—", "(", "and", "of", "s'"})

_CONTINENTS_PLURAL = frozenset(listed("netherlands states emirates philippines nations bahamas maldives seychelles"))


def name_candidates(columns: Columns, ents: Iterable[tuple[int, int, str]]) -> list[Candidate]:
    """Turn the annotator's entity spans into name candidates.

    Args:
        columns: The article.
        ents: Token ranges with their types; types other than names are passed over.

    Returns:
        One candidate for each name, in text order: "the Turkish Red Crescent's" gives "Turkish Red Crescent".
    """
    found = []
    for start, end, label in ents:
        if label not in NAME_TYPES:
            continue
        for first, last in _parts(columns, start, end):
            candidate = _candidate(columns, first, last, label)
            if candidate is not None:
                found.append(candidate)
    return found


def retyped(columns: Columns, candidate: Candidate, kind: str) -> Candidate:
    """Return a name as it reads with another type: a person gets a gender and loses its title, a company neither."""
    if candidate.type == kind:
        return candidate
    return _candidate(columns, candidate.start, candidate.end, kind) or candidate


def _parts(columns: Columns, start: int, end: int) -> list[tuple[int, int]]:
    """Split what joins two countries or peoples: "Pakistan-India border" names both."""
    for i in range(start + 1, end - 1):
        if columns.words[i] in ("-", "–", "—", "/"):
            sides = ((start, i), (i + 1, end))
            if all(is_country(columns.surface(*side)) or demonym_country(columns.surface(*side)) for side in sides):
                return list(sides)
    return [(start, end)]


def _candidate(columns: Columns, start: int, end: int, label: str) -> Candidate | None:
    lowers = columns.lowers
    while (
        start < end
        and (lowers[start] in _LEADING or not any(c.isalnum() for c in lowers[start]))
        and (columns.words[start] != "The" or label != "WORK_OF_ART")
    ):
        start += 1
    while end > start and (lowers[end - 1] in _TRAILING or not any(c.isalnum() for c in lowers[end - 1])):
        end -= 1
    if start >= end:
        return None
    titles: tuple[str, ...] = ()
    if label == "PERSON":
        while end - start > 2 and lowers[start] in evidence_words("person", "before"):
            start += 1
        first = _after_titles(columns, start, end)
        titles = tuple(lowers[start:first])
        start = first
        titles = titles_before(columns, start - len(titles)) + titles
        if (
            end - start == 1
            and columns.pos[start] not in ("PROPN", "NOUN", "X", "ADJ", "", "INTJ")
            and lowers[start] == columns.words[start]
        ):
            return None
        if all(is_title(w) or columns.pos[i] == "ADP" for i, w in enumerate(columns.words[start:end], start)):
            return None  # "Secretary" alone is nobody's name
    words = tuple(folded(w) for w in lowers[start:end])
    head = columns.head_of(start, end)
    candidate = Candidate(start, end, head, "name", label, columns.sentence[start], words, titles=titles)
    if label == "PERSON":
        candidate.sex = _sex(columns.words[start:end], titles)
        candidate.number = "singular"
        candidate.animate = True
    elif label == "NORP":
        plural = columns.tags[head] in ("NNPS", "NNS") or (
            words[-1].endswith("s") and words[-1] not in ("swiss",) and demonym_country(words[-1]) is not None
        )
        adjectival = columns.pos[head] == "ADJ" or columns.deps[head] in ("amod", "compound")
        candidate.number = "plural" if plural or not adjectival else None
    elif label in ("ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"):
        plural = columns.tags[head] == "NNPS" and words[-1] not in _CONTINENTS_PLURAL and label not in ("ORG",)
        candidate.number = None if plural else "singular"
        candidate.animate = False
        if label in ("ORG", "FAC"):
            candidate.owner = _owner(columns, candidate)
    return candidate


def _owner(columns: Columns, candidate: Candidate) -> str | None:
    """Return the country before an institution's name: "Turkey's Ministry of Trade", "the Turkish Trade Ministry"."""
    if not institution_nouns() & {candidate.words[0], candidate.words[-1], columns.lowers[candidate.head]}:
        return None
    if any(demonym_country(w) or is_country(w.title()) for w in candidate.words):
        return None
    i = candidate.start - 1
    while i >= 0 and (columns.lowers[i] in ("'s", "'", "the") or columns.pos[i] == "SPACE"):
        i -= 1
    if i < 0 or columns.sentence[i] != candidate.sentence:
        return None
    for first in (i - 2, i - 1, i):
        if first < 0:
            continue
        words = columns.surface(first, i + 1)
        country = country_of(words) if columns.lowers[i + 1] in ("'s", "'") else demonym_country(words)
        if country:
            return country
    return None


def _after_titles(columns: Columns, start: int, end: int) -> int:
    """Return where the name proper begins: "Defense Minister Jane Roe" at "Jane", "Pope Leo" at "Pope"."""
    words, lowers = columns.words, columns.lowers
    first = start
    for i in range(start, end - 1):
        if is_title(words[i]) and not (given_gender(lowers[i]) and address_gender(lowers[i]) is None):
            first = i + 1
    if first > start and end - first == 1 and is_regnal(lowers[first - 1]):
        first -= 1
    return first


def titles_before(columns: Columns, start: int) -> tuple[str, ...]:
    """Return the words of a title that stands right before a name.

    "Turkish Foreign Minister" before "Hakan Fidan", "Secretary of State" before "Cordell Hull".
    """
    i = start - 1
    if i < 0 or columns.sentence[i] != columns.sentence[min(start, len(columns) - 1)]:
        return ()
    if not is_title(columns.words[i]):
        return _title_with_of(columns, start)
    first = i
    while first > 0 and i - first < 6 and columns.sentence[first - 1] == columns.sentence[start]:
        before = first - 1
        possessive = columns.lowers[before] == "'s" and before > 0 and columns.pos[before - 1] == "PROPN"
        if (
            columns.pos[before] in ("PROPN", "NOUN", "ADJ")
            or columns.lowers[before] == "-"
            or possessive
            or is_title(columns.words[before])
        ):
            first = before
        else:
            break
    return tuple(columns.lowers[first : i + 1])


def _title_with_of(columns: Columns, start: int) -> tuple[str, ...]:
    i = start - 1
    while i > 0 and start - i < 7 and columns.sentence[i] == columns.sentence[start]:
        if columns.lowers[i] in ("of", "for"):
            titled = is_title(columns.words[i - 1]) and columns.words[i - 1][:1].isupper()
            return tuple(columns.lowers[i - 1 : start]) if titled and start - i > 1 else ()
        if not (columns.words[i][:1].isupper() or columns.lowers[i] in ("and", "the")):
            return ()
        i -= 1
    return ()


def _sex(name: list[str], titles: tuple[str, ...]) -> Sex | None:
    for title in reversed(titles):
        told = address_gender(title) or noun_gender(title)
        if told == "male":
            return "male"
        if told == "female":
            return "female"
    for word in name[:-1] if len(name) > 1 else name:
        told = given_gender(word)
        if told == "male":
            return "male"
        if told == "female":
            return "female"
    first = noun_gender(name[0].lower()) if name else None
    if first == "male":
        return "male"
    return "female" if first == "female" else None
