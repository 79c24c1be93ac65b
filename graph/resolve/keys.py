"""Keys of names: two spellings with one key are the same name, and short forms lead to the names they may stand for.

"Lucija Perović" and "Lucija Perovic", "Dalmar Lines d.d." and "the Dalmar Lines", "Ministry of Defence" and "Defense
Ministry" have one key each. A key says nothing about who bears the name: :mod:`graph.resolve.decide` does.

Methods: blocking keys for record linkage (Christen 2012, "Data Matching", chapter 4); acronym and initial rules as in
the name matching of Cohen, Ravikumar and Fienberg (2003).
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

__all__ = [
    "RELATIONS",
    "country_codes",
    "fold_words",
    "is_generic",
    "is_partial",
    "is_particled",
    "name_key",
    "short_keys",
]

RELATIONS = ("surname", "initials", "given name", "middle name", "acronym", "first word", "of a country", "alias")
"""How a short name may stand for a longer one."""

_OF_STATES = frozenset({"ministry", "department", "embassy", "parliament", "government", "army", "navy", "police"})
"""Bodies whose names turn freely: the words say it all, whatever their order."""

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "&": " and "}
)
_DROPPED = re.compile("['’‘ʻʼ`]s?\\b(?=\\s|$)|['’‘ʻʼ`]")
_DOTTED = re.compile(r"\b((?:\w\.){2,}\w?)(?=\W|$)")
_BREAKS = re.compile(r"[^\w]+|_")


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    text = resources.files("graph.resolve").joinpath("spellings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _listed(table: str, name: str) -> frozenset[str]:
    return frozenset(str(_tables()[table][name]).split())


@cache
def _given_names() -> Mapping[str, str]:
    groups = _tables()["given"]["groups"]
    assert isinstance(groups, list)
    return {name: group.split()[0] for group in groups for name in group.split()}


@cache
def _spellings() -> Mapping[str, str]:
    return {name: str(value) for name, value in _tables()["words"].items()}


@lru_cache(maxsize=100_000)
def fold_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded: "the U.S. Navy's" gives ("us", "navy").

    Args:
        name: A name as an article writes it.

    Returns:
        Lower-case words without accents, dots in abbreviations, possessive endings and a leading article.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = _DOTTED.sub(lambda m: m.group(1).replace(".", ""), plain.translate(_LETTERS))
    words = [word for word in _BREAKS.split(_DROPPED.sub("", plain)) if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(words)


@lru_cache(maxsize=100_000)
def name_key(name: str, family: str) -> str:
    """Return the key of a name.

    Args:
        name: The name as written.
        family: "person", "org", "place", "group", … (see :data:`graph.vocabulary.FAMILIES`).

    Returns:
        Words joined by blanks; its code points where it has no letter or digit ("€").
    """
    if family == "person":
        words = _person_words(_with_initials_apart(name))
    else:
        words = [_spellings().get(word, word) for word in fold_words(name)]
        if family == "org":
            words = _body_words(words)
        elif family == "group" and len(words) == 1:
            words = [_singular(words[0])]
    return " ".join(words) or " ".join(f"u{ord(char):x}" for char in name)


def _with_initials_apart(name: str) -> str:
    """Write "J.K. Roe" and "JK Roe" as "J. K. Roe": each initial is a word of its own."""
    parts = name.split()
    apart = [
        " ".join(c for c in part if c.isalpha())
        if len(part) > 1 and re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?", part)
        else part
        for part in parts
    ]
    return " ".join(apart)


def _person_words(name: str) -> list[str]:
    words = [_given_names().get(word, word) for word in fold_words(name)]
    articles = _listed("surnames", "articles")
    return [word for i, word in enumerate(words) if word not in articles or i == len(words) - 1]


def _body_words(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in _listed("companies", "forms"):
        words = words[:-1]
    if _OF_STATES & set(words) and len(words) > 1:
        # "Turkish Foreign Ministry" is "Foreign Ministry of Turkey"; but "University of York" is not "York University".
        content = {word for word in words if word not in {"of", "the", "and", "for"}}
        return sorted(f"cc_{country_codes()[word]}" if word in country_codes() else word for word in content)
    return [word for word in words if word != "the"] or words


def _singular(word: str) -> str:
    plural = len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us"))
    return word[:-1] if plural else word


@lru_cache(maxsize=50_000)
def is_partial(key: str, family: str) -> bool:
    """Say whether a name of this key may be short for another: one word, an acronym, or initials and a surname."""
    words = key.split()
    if family == "person":
        return len(words) == 1 or all(len(word) == 1 for word in words[:-1])
    return len(words) == 1


def is_particled(key: str) -> bool:
    """Say whether a name may be a surname with particles alone: "van der Meer", and for all we know "Van Morrison"."""
    words = key.split()
    return len(words) > 1 and all(word in _particles() for word in words[:-1])


@lru_cache(maxsize=50_000)
def is_generic(key: str) -> bool:
    """Say whether every word is one that bodies of many countries share: "foreign ministry", "supreme court"."""
    return all(word in _listed("institutions", "heads") or word in {"of", "and", "for"} for word in key.split())


def _particles() -> frozenset[str]:
    return _listed("surnames", "particles")


@lru_cache(maxsize=50_000)
def short_keys(key: str, family: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of names that may be short for a name, each with the relation between them.

    Args:
        key: The longer name's key.
        family: Its family.

    Returns:
        Pairs of a short key and one of :data:`RELATIONS`; none for names that are short themselves.
    """
    words = key.split()
    if is_partial(key, family) or len(words) < 2:
        return ()
    if family == "person":
        return tuple(_short_persons(words))
    return tuple(_short_bodies(words)) if family in {"org", "group"} else ()


def _short_persons(words: list[str]) -> Iterator[tuple[str, str]]:
    generations = _listed("surnames", "generations")
    names = [word for word in words if word not in generations] or words
    last = names[-1]
    at = len(names) - 1
    while at > 1 and names[at - 1] in _particles():
        at -= 1
    surname = " ".join(names[at:])
    found = {(last, "surname"), (surname, "surname"), (names[0], "given name")}
    initials = [word[0] for word in names[:at]]
    found.add((" ".join([initials[0], surname]), "initials"))
    found.add((" ".join([*initials, surname]), "initials"))
    if at > 1:
        found.add((" ".join([names[0], surname]), "middle name"))
    yield from sorted(found - {(" ".join(words), relation) for relation in RELATIONS})


def _short_bodies(words: list[str]) -> Iterator[tuple[str, str]]:
    small = {"of", "and", "for", "the", "in", "on"}
    content = [word for word in words if word not in small]
    found = {("".join(w[0] for w in content), "acronym"), ("".join(w[0] for w in words), "acronym")}
    found = {(short, relation) for short, relation in found if len(short) > 1}
    if len(words) == 2 and words[1] in _listed("companies", "trades") and len(words[0]) > 2:
        found.add((words[0], "first word"))
    if len(words) == 2 and words[0] in country_codes() and not is_generic(words[1]):
        found.add((words[1], "of a country"))
    yield from sorted(found)


@cache
def country_codes() -> Mapping[str, str]:
    """Return ISO 3166 codes by folded name and demonym of countries."""
    table = resources.files("graph.resolve").joinpath("gazetteer", "countries.csv")
    codes: dict[str, str] = {}
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        for name in (row["name"], *row["forms"].split("|"), *row["demonyms"].split("|")):
            if name:
                codes.setdefault(" ".join(fold_words(name)), row["iso2"])
    return codes
