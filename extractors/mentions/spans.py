"""The annotator's spans of names made consistent: joined where a name was cut, split where two ran together.

What the rest of the article writes as one name is one name everywhere ("Red" + "Crescent"); a person's span holds no
party and no owner ("Ada Lind of the Labour Party", "Labour's Ada Lind").
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extractors.columns import Columns
from extractors.mentions.ordinary import without_ordinary_words
from extractors.mentions.tables import (
    country_of,
    demonym_country,
    evidence_words,
    institution_nouns,
    is_country,
    is_title,
    listed,
)

__all__ = ["consistent_spans"]

Span = tuple[int, int, str]
_OUTER = frozenset(listed("the a an for in from by with at to on and or as than against anti pro about of"))
_QUOTES = frozenset(("“", '"', "”", "``", "''", "‘"))


def consistent_spans(columns: Columns, ents: Iterable[Span]) -> list[Span]:
    """Return the spans of names and values with names joined and split.

    Args:
        columns: The article.
        ents: Token ranges with their types, as annotated.

    Returns:
        The spans in text order, without overlap.
    """
    spans = [piece for span in without_ordinary_words(columns, ents) for piece in _split(columns, span)]
    spans = _with_people(columns, _with_purpose(columns, _rejoined(columns, spans)))
    return [_with_noun(columns, span) for span in _found_again(columns, spans)]


def _with_noun(columns: Columns, span: Span) -> Span:
    """Take in the noun that completes the name of a structure: "the Orla dam", "Evin prison"."""
    start, end, kind = span
    determined = start > 0 and columns.lowers[start - 1] == "the" and kind == "GPE"
    if (
        not (determined or kind in ("FAC", "LOC", "ORG"))
        or end >= len(columns)
        or columns.sentence[end] != columns.sentence[start]
    ):
        return span
    head = columns.head_of(start, end)
    fits = columns.heads[head] == end and columns.deps[head] in ("compound", "amod", "nmod:desc")
    singular = columns.pos[end] == "NOUN" and columns.tags[end] != "NNS" and columns.words[end].islower()
    if fits and singular and columns.lowers[end] in evidence_words("named", "FAC"):
        return start, end + 1, "FAC"
    return span


def _split(columns: Columns, span: Span) -> list[Span]:
    """Split "Lee Cheuk of the Labour Party" at "of", "Labour's Ada Lind" at the possessive; drop function words."""
    start, end, kind = span
    if kind != "PERSON":
        return [span]
    while start < end and columns.words[start] in _OUTER:
        start += 1
    while end > start and columns.words[end - 1] in _OUTER:
        end -= 1
    if start >= end:
        return []
    for i in range(start + 1, end - 1):
        lower = columns.lowers[i]
        if lower == "of" and i - start >= 2 and not any(is_title(columns.words[j]) for j in range(start, i)):
            first = i + 2 if columns.lowers[i + 1] in ("the", "a") else i + 1
            rest = (first, end, _kind_of_rest(columns, first, end))
            return [(start, i, kind), rest] if first < end else [(start, i, kind)]
        if lower in ("'s", "'") and end - i > 2 and not any(columns.words[j].islower() for j in range(i + 1, end)):
            return [(start, i, _kind_of_rest(columns, start, i)), (i + 1, end, kind)]
    return [(start, end, kind)]


def _kind_of_rest(columns: Columns, start: int, end: int) -> str:
    return "GPE" if is_country(columns.surface(start, end)) else "ORG"


def _rejoined(columns: Columns, spans: list[Span]) -> list[Span]:
    """Join neighbours that the article elsewhere writes as one name: "Red" + "Crescent" beside "Red Crescent"."""
    whole: dict[tuple[str, ...], str] = {}
    for start, end, kind in spans:
        if end - start > 1:
            whole.setdefault(tuple(columns.lowers[start:end]), kind)
    found: list[Span] = []
    i = 0
    while i < len(spans):
        start, end, kind = spans[i]
        if i + 1 < len(spans) and spans[i + 1][0] == end:
            last = spans[i + 1][1]
            joined = whole.get(tuple(columns.lowers[start:last]))
            if joined is not None and columns.sentence[start] == columns.sentence[last - 1]:
                found.append((start, last, joined))
                i += 2
                continue
        found.append((start, end, kind))
        i += 1
    return found


def _with_purpose(columns: Columns, spans: list[Span]) -> list[Span]:
    """Join the two halves of "Transport for London", where the first names nothing else in the article."""
    found: list[Span] = []
    for span in spans:
        start, end, kind = span
        before = found[-1] if found else None
        if (
            before is not None
            and kind == "GPE"
            and before[2] == "ORG"
            and before[1] - before[0] == 1
            and before[1] == start - 1
            and columns.words[start - 1] == "for"
            and columns.heads[columns.head_of(start, end)] == before[0]
            and columns.words.count(columns.words[before[0]]) == _followed_by_for(columns, before[0])
            and not columns.words[before[0]].isupper()
        ):
            found[-1] = (before[0], end, "ORG")
        else:
            found.append(span)
    return found


def _followed_by_for(columns: Columns, token: int) -> int:
    word = columns.words[token]
    return sum(1 for one, two in pairwise(columns.words) if one == word and two == "for")


def _with_people(columns: Columns, spans: list[Span]) -> list[Span]:
    """Join a people with the movement it belongs to: "the Lebanese" + "Amal" in "talks with the Lebanese Amal".

    Only where "the" stands before it once ("the Russian Gazprom" is not English), then wherever the two stand together.
    An institution every country has ("the Turkish Foreign Ministry") keeps its country beside it.
    """
    pairs: set[tuple[str, str]] = set()
    for (start, end, kind), (second, last, other) in pairwise(spans):
        if (
            kind == "NORP"
            and other in ("ORG", "NORP")
            and second == end
            and start > 0
            and columns.lowers[start - 1] == "the"
            and _may_belong(columns, (start, end), (second, last))
        ):
            pairs.add((columns.surface(start, end).lower(), columns.surface(second, last).lower()))
    if not pairs:
        return spans
    found: list[Span] = []
    for start, end, kind in spans:
        if found and found[-1][1] == start and found[-1][2] == "NORP":
            before = columns.surface(found[-1][0], found[-1][1]).lower()
            if (before, columns.surface(start, end).lower()) in pairs:
                found[-1] = (found[-1][0], end, "ORG")
                continue
        found.append((start, end, kind))
    return found


def _may_belong(columns: Columns, people: tuple[int, int], body: tuple[int, int]) -> bool:
    word = columns.surface(*body)
    if demonym_country(columns.surface(*people)) is None or demonym_country(word) or country_of(word):
        return False
    letters = word.replace(".", "")
    named = all(w[:1].isupper() for w in columns.words[body[0] : body[1]])
    ordinary = institution_nouns() & {w.lower() for w in columns.words[body[0] : body[1]]}
    return named and not ordinary and not (letters.isupper() and len(letters) > 1)


def _found_again(columns: Columns, spans: list[Span]) -> list[Span]:
    """Find the names that were overlooked where they stand again: a headline's capitals, one side of "Orla-Vik ferry".

    A single word must be a proper noun to the tagger or stand in a hyphenated pair; a longer name is taken as written.
    """
    covered = {i for start, end, _ in spans for i in range(start, end)}
    ordinary = {w for w in columns.words if w.islower()}
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for start, end, kind in spans:
        if kind in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "NORP", "LANGUAGE"):
            continue
        words = tuple(columns.words[start:end])
        if words[0].lower() in ("the", "a"):
            words = words[1:]
        if len(words) == 1 and (words[0].lower() in ordinary or demonym_country(words[0]) or is_title(words[0])):
            continue
        if words and words[0][:1].isupper() and (len(words[0]) > 2 or len(words) > 1):
            entry = (words, kind)
            if entry not in known.setdefault(words[0].lower(), []):
                known[words[0].lower()].append(entry)
    extra: list[Span] = []
    i = 0
    while i < len(columns):
        length = 0
        if i not in covered and columns.words[i][:1].isupper():
            for words, kind in sorted(known.get(columns.lowers[i], ()), key=lambda entry: -len(entry[0])):
                if length == 0 and _stands_here(columns, i, words, covered):
                    extra.append((i, i + len(words), kind))
                    length = len(words)
        i += max(1, length)
    return sorted([*spans, *extra])


def _stands_here(columns: Columns, i: int, words: tuple[str, ...], covered: set[int]) -> bool:
    end = i + len(words)
    if end > len(columns) or columns.sentence[i] != columns.sentence[end - 1] or covered & set(range(i, end)):
        return False
    here = columns.words[i:end]
    if tuple(here) != words and not (len(words) > 1 and [w.lower() for w in here] == [w.lower() for w in words]):
        return False
    if any(columns.words[j][:1].isupper() and columns.pos[j] == "PROPN" and j not in covered
           and columns.sentence[j] == columns.sentence[i] for j in (i - 1, end) if 0 <= j < len(columns)):  # fmt: skip
        return False
    if len(words) > 1 or columns.pos[i] == "PROPN":
        return True
    paired = any(columns.words[j] in ("-", "–") for j in (i - 1, end) if 0 <= j < len(columns))
    first = i == 0 or columns.sentence[i - 1] != columns.sentence[i] or not columns.words[i - 1][-1].isalnum()
    return paired or (not first and not _title_case(columns, i))


def _title_case(columns: Columns, token: int) -> bool:
    """Say whether most words of the sentence have capitals, as in headlines: there a capital tells nothing."""
    first = last = token
    while first > 0 and columns.sentence[first - 1] == columns.sentence[token]:
        first -= 1
    while last + 1 < len(columns) and columns.sentence[last + 1] == columns.sentence[token]:
        last += 1
    long = [w for w in columns.words[first : last + 1] if len(w) > 3 and w[0].isalpha()]
    return 2 * sum(w[0].isupper() for w in long) > len(long)
