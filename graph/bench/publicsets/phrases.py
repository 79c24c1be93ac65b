"""The phrases by which re3d names people, organisations and places.

Our mentions are names ("Boris Johnson", "Anbar"); re3d marks the whole noun phrase, with title and head noun ("Foreign
Secretary Boris Johnson", "Anbar province", "the Syrian government"), and tells a country that acts (an organisation)
from one where something is. So the phrases are read off the parse, around the same names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from extractors.records import Extraction

__all__ = ["Phrase", "named_phrases"]

_INSIDE = frozenset(
    {"amod", "compound", "flat", "nmod:poss", "nummod", "nmod:desc", "nmod:unmarked", "flat:name", "goeswith"}
)
_COORDINATES = re.compile(
    r"\d+(?:[.]\d+)?°(?:\d+′)?(?:\d+″)?[NS]\s+\d+(?:[.]\d+)?°(?:\d+′)?(?:\d+″)?[EW]|\d{1,2}[.]\d{3,};\s\d{1,3}[.]\d{3,}"
)
_KINDS = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its characters, end exclusive, and its type in re3d: Person, Organisation or Location."""

    start: int
    end: int
    type: str


def named_phrases(doc: Doc, record: Extraction) -> list[Phrase]:
    """Return the phrases that name people, organisations and places, in text order, none inside another.

    Args:
        doc: The parsed document.
        record: What was extracted from it; ``record.article.text`` is ``doc.text``.

    Returns:
        Phrases with a capital letter or a digit in them.
    """
    types = {entity.id: entity.type for entity in record.entities}
    names = {(m.start, m.end): types.get(m.entity, m.type) for m in record.mentions if m.kind == "name"}
    by_token = {
        token.i: (span, kind)
        for span, kind in names.items()
        for token in doc
        if span[0] <= token.idx and token.idx + len(token) <= span[1]
    }
    found = sorted([*_phrases(doc, by_token), *_coordinates(doc.text)], key=lambda p: (p.start - p.end, p.start))
    kept: list[Phrase] = []
    for phrase in found:
        if not any(other.start < phrase.end and phrase.start < other.end for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.start)


def _coordinates(text: str) -> Iterator[Phrase]:
    """Geographic coordinates: "33°47′N 44°30′E", "33.783; 44.500"."""
    for found in _COORDINATES.finditer(text):
        yield Phrase(*found.span(), "Location")


_Names = Mapping[int, tuple[tuple[int, int], str]]


def _phrases(doc: Doc, names: _Names) -> Iterator[Phrase]:
    seen: set[tuple[int, int]] = set()
    for token in doc:
        heads = token.pos_ in {"NOUN", "PROPN"} and (token.dep_ not in _INSIDE or _stands_alone(token))
        if not heads and (token.i not in names or _head_in_name(token, names)):
            continue
        first, last = _borders(token, names)
        kind = _kind(token, names)
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        if kind is None or not _is_named(doc[first : last + 1]):
            continue
        if (start, end) not in seen:
            seen.add((start, end))
            yield Phrase(start, end, kind)


def _stands_alone(token: Token) -> bool:
    """A possessor is a phrase of its own: "Assad's regime" is not, "France's partners" is two."""
    return token.dep_ == "nmod:poss"


def _head_in_name(token: Token, names: _Names) -> bool:
    """Whether the token's head belongs to the same name, so that the head speaks for both."""
    return token.head.i != token.i and names.get(token.head.i, (None,))[0] == names[token.i][0]


def _borders(token: Token, names: _Names) -> tuple[int, int]:
    """The first and last token of a noun phrase: modifiers before it, its name, and "of …" where that belongs to it."""
    doc, lists = token.doc, _lists()
    first, last = _core(token, names)
    while first > 0 and _continues_left(doc[first - 1], lists):
        first -= 1
    if first > 0 and first - 1 in names and doc[first].lemma_.lower() in lists["roles"] and doc[first - 1].whitespace_:
        first = next(t.i for t in doc if t.idx == names[first - 1][0][0])  # "UN | Special Envoy"
    if first > 0 and doc[first - 1].lower_ in {"all", "some"}:
        first -= 1
    if token.lemma_.lower() in lists["takes_of"]:
        for child in token.rights:
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if child.dep_ == "nmod" and case is not None and case.lower_ in {"of", "for"} and case.i <= last + 1:
                owner = next((c for c in child.children if c.dep_ == "nmod:poss"), child)
                last = max(last, _name_end(owner, names) or _core(owner, names)[1])
                break
    return first, last


def _name_end(token: Token, names: _Names) -> int | None:
    """The last token of a name: in "Minister for the Far East Ada Holm" that of the place ends at "East"."""
    if token.i not in names:
        return None
    end = names[token.i][0][1]
    return max(t.i for t in token.doc[token.i : token.i + 12] if t.idx < end)


def _core(token: Token, names: _Names) -> tuple[int, int]:
    """The first and last token of a head with its name and the modifiers before it."""
    doc, lists = token.doc, _lists()
    first = last = own = token.i
    if token.i in names:
        start, end = names[token.i][0]
        inside = [t.i for t in doc[max(0, token.i - 12) : token.i + 12] if start <= t.idx < end]
        first, last = own, _ = inside[0], inside[-1]
    for child in token.children:
        if child.dep_ not in _INSIDE or (child.dep_ == "nmod:poss" and token.lemma_.lower() not in lists["owned"]):
            continue
        if child.i > token.i:
            joined = child.dep_.startswith(("flat", "compound")) and all(
                t.dep_.startswith(("flat", "compound")) or t.i in names for t in doc[last + 1 : child.i]
            )
            last = max(last, child.i, _name_end(child, names) or 0) if joined else last
        elif child.pos_ in {"PROPN", "NOUN"} or token.i not in names or child.text[:1].isupper():
            first = min(first, *(t.i for t in child.subtree if t.pos_ != "DET"))
        elif child.dep_ == "nummod":
            first = min(first, child.i)
    while first < own and doc[first].pos_ in {"DET", "PUNCT", "ADP", "CCONJ", "VERB"}:
        first += 1
    return first, last


def _continues_left(token: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """A title or a direction before a name: "Foreign Secretary | Boris Johnson", "eastern | Aleppo"."""
    return token.lower_ in lists["directions"] or (token.text[:1].isupper() and token.lemma_.lower() in lists["roles"])


def _kind(token: Token, names: _Names) -> str | None:
    lists, lemma = _lists(), token.lemma_.lower()
    plural = token.tag_ in {"NNS", "NNPS"}
    if token.i in names:
        if names[token.i][1] == "NORP" and (plural or token.dep_ in {"nsubj", "obj", "obl", "conj"}):
            return "Organisation"  # "the Syrians" are people, "Syrian" is a nationality
        kind = _KINDS.get(names[token.i][1]) if token.lower_ not in lists["nobody"] else None
        if kind == "Location" and names[token.i][1] == "GPE" and _acts(token):
            return "Organisation"
        return kind
    if lemma in lists["places"]:
        return "Location"
    if lemma in lists["bodies"] or (lemma == "person" and plural):
        return "Organisation"
    if lemma in lists["roles"]:
        return "Organisation" if plural else "Person"
    return None


def _acts(token: Token) -> bool:
    """Whether a country does something: the subject of an active verb, or one of several that are."""
    while token.dep_ == "conj" and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    case = {child.lower_ for child in token.children if child.dep_ == "case"}
    return token.dep_ in {"nsubj", "obl:agent", "nmod:poss"} or bool(case & {"with", "by", "between", "against"})


def _is_named(phrase: Span) -> bool:
    """Whether a phrase has a capital letter or a digit, other than the capital that opens a sentence."""
    return any(
        char.isupper() or char.isdigit()
        for token in phrase
        if token.pos_ != "DET" and not (token.is_sent_start and token.pos_ not in {"PROPN", "NUM"})
        for char in token.text
    )


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((files("graph.bench.publicsets") / "phrases.toml").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in table.items()}
