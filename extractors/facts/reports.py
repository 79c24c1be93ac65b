"""What a report of somebody's words is made of, and the classes of verbs and nouns of saying."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.facts.syntax import Syntax
from extractors.lexicon import table, words
from extractors.records import Modality

__all__ = [
    "CLOSING",
    "OPENING",
    "STRAIGHT",
    "Report",
    "class_modality",
    "noun_modality",
    "quotations",
    "said_range",
    "saying_class",
    "source_of",
]

OPENING = frozenset({"“", "``", "«", "„"})
CLOSING = frozenset({"”", "''", "»"})
STRAIGHT = frozenset({'"'})


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's words within the text.

    ``predicate`` is the verb of saying (None for "according to"), ``speaker`` the head of who says it, ``source`` the
    one behind a document that speaks ("a statement by the ministry"), ``content`` the predicates of what is said,
    ``said`` the range of its words, ``modality`` what the verb makes of the content (None: nothing); ``nominal``: a
    noun carries the content ("expressed hope that"), and ``predicate`` is the noun's verb; ``flips``: the negation of
    the verb is the content's ("do not believe that"); ``pieces``: the ranges of words that the speaker interrupts
    (“The roof,” she said, “is unsafe.”).
    """

    predicate: int | None
    speaker: int | None
    source: int | None
    content: tuple[int, ...]
    said: tuple[int, int] | None
    modality: Modality | None
    quoted: bool = False
    nominal: bool = False
    flips: bool = False
    pieces: tuple[tuple[int, int], ...] = ()


@cache
def _classes() -> dict[str, str]:
    """Which class of saying each verb belongs to; the first class that lists it counts."""
    found: dict[str, str] = {}
    for name in ("said", "denied", "doubted", "demanded", "promised", "expected", "believed"):
        for verb in words("saying", name, "verbs"):
            found.setdefault(verb, name)
    return found


def saying_class(lemma: str) -> str | None:
    """Return the class of a verb of saying ("say" -> "said", "deny" -> "denied"), or None."""
    return _classes().get(lemma)


@cache
def class_modality(name: str) -> Modality | None:
    """Return what a class of verbs of saying makes of its content, None for nothing."""
    value: Modality | None = table("saying")[name]["modality"] or None
    return value


@cache
def noun_modality() -> dict[str, Modality | None]:
    """Return what each noun of saying makes of its content: "hope" expected, "claim" nothing."""
    return {
        word: (group["modality"] or None)
        for group in table("saying")["nouns"].values()
        for word in group["words"].split()
    }


def quotations(syntax: Syntax) -> list[tuple[int, int]]:
    """Return the token ranges between quotation marks, end exclusive, without the marks.

    A straight mark opens and closes in turn; each paragraph starts anew, as newspapers repeat the opening mark there.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token, word in enumerate(syntax.words):
        if opened is not None and token and syntax.paragraph[token] != syntax.paragraph[token - 1]:
            found.append((opened, token))
            opened = None
        if word in OPENING or (word in STRAIGHT and opened is None):
            opened = token + 1
        elif opened is not None and (word in CLOSING or word in STRAIGHT):
            if token > opened:
                found.append((opened, token))
            opened = None
    if opened is not None:
        found.append((opened, len(syntax.words)))
    return found


def said_range(syntax: Syntax, content: int, verb: int) -> tuple[int, int] | None:
    """The words of the content on its side of the verb of saying, without the punctuation around them."""
    inside = syntax.subtree(content)
    skip = set(syntax.subtree(verb)) if syntax.heads[verb] == content else set()
    side = [t for t in inside if t not in skip and (t < verb) == (content < verb)]
    while side and (
        syntax.pos[side[0]] == "PUNCT" or (syntax.lowers[side[0]] == "that" and syntax.deps[side[0]] == "mark")
    ):
        side.pop(0)
    while side and syntax.pos[side[-1]] == "PUNCT":
        side.pop()
    if not side:
        return None
    tags = syntax.tags[side[0] : side[-1] + 1]
    after = side[-1] + 1
    closes = after < len(syntax.words) and syntax.tags[after] == "''" and tags.count("``") > tags.count("''")
    return side[0], after + closes


def source_of(syntax: Syntax, speaker: int | None) -> int | None:
    """Who is behind a document that speaks: "a statement released by the ministry", "the company's report"."""
    if speaker is None or syntax.lemmas[speaker] not in words("saying", "documents", "words"):
        return None
    owner = syntax.child(speaker, "nmod:poss")
    if owner is not None:
        return owner
    for modifier in syntax.kids(speaker, "acl"):
        agent = syntax.child(modifier, "obl:agent")
        if agent is not None and syntax.lemmas[modifier] in words("saying", "documents", "issued"):
            return agent
    for modifier in syntax.kids(speaker, "nmod"):
        if syntax.entity[modifier] in {"DATE", "TIME"} or syntax.pos[modifier] == "NUM":
            continue
        if any(syntax.lowers[c] in {"by", "from"} for c in syntax.kids(modifier, "case")):
            return modifier
    return None
