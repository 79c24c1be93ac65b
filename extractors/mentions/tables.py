"""The tables of this package: countries with their names and demonyms, and what names and nouns say about persons."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from extractors.lexicon import words

__all__ = [
    "Family",
    "Gender",
    "Weights",
    "address_gender",
    "antecedent_weights",
    "country_of",
    "demonym_country",
    "evidence_names",
    "evidence_words",
    "folded",
    "given_gender",
    "group_nouns",
    "institution_nouns",
    "is_country",
    "is_of_a_title",
    "is_regnal",
    "is_title",
    "known_form",
    "listed",
    "name_key",
    "noun_gender",
    "person_nouns",
    "saying_verbs",
]


def listed(text: str) -> list[str]:
    """Return the words of a list written as running text."""
    return text.split()


Gender = Literal["male", "female", "either"]


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("extractors.mentions") / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Countries:
    by_form: dict[str, str]
    by_demonym: dict[str, str]


@cache
def _countries() -> _Countries:
    by_form: dict[str, str] = {}
    by_demonym: dict[str, str] = {}
    for name, row in _toml("countries.toml").items():
        for form in (name, *row.get("forms", ())):
            by_form[_key(form)] = name
        for demonym in row.get("demonyms", ()):
            by_demonym[demonym.lower()] = name
            if not demonym.endswith(("ese", "ish", "ch", "ss", "man")):
                by_demonym[demonym.lower() + "s"] = name
            if demonym.endswith("man"):
                by_demonym[demonym.lower()[:-3] + "men"] = name
    return _Countries(by_form, by_demonym)


def _key(form: str) -> str:
    key = form.lower().replace("’", "'")
    return key.removeprefix("the ").strip()


def country_of(form: str) -> str | None:
    """Return the usual name of a country by any of its forms ("U.S." -> "United States"), or None."""
    if form in ("us", "car", "Us", "Car", "prc", "png", "Rok"):  # only the capitals are the country
        return None
    return _countries().by_form.get(_key(form))


def is_country(form: str) -> bool:
    """Say whether the words are some form of a country's name."""
    return country_of(form) is not None


def demonym_country(form: str) -> str | None:
    """Return the country of a demonym ("Turkish", "Turks" -> "Turkey"), or None."""
    return _countries().by_demonym.get(form.lower())


# International bodies whose short form everybody writes and nobody else bears.
_BODIES = {
    "un": "United Nations",
    "u.n.": "United Nations",
    "eu": "European Union",
    "e.u.": "European Union",
    "nato": "NATO",
    "north atlantic treaty organization": "NATO",
    "imf": "International Monetary Fund",
    "iaea": "International Atomic Energy Agency",
    "wto": "World Trade Organization",
    "opec": "OPEC",
}


def known_form(form: str) -> str | None:
    """Return the usual name behind a well-known variant of a country or international body, or None."""
    country = country_of(form)
    if country:
        return country
    key = _key(form)
    return _BODIES.get(key) if form[:1].isupper() else None


@cache
def _given() -> dict[str, Gender]:
    male, female = (set(_toml("persons.toml")["given"][g].split()) for g in ("male", "female"))
    both = male & female
    return {**dict.fromkeys(male - both, "male"), **dict.fromkeys(female - both, "female")}


def given_gender(name: str) -> Gender | None:
    """Return the gender a given name tells, or None."""
    found = _given().get(name.lower())
    if found is None and "-" in name:
        return _given().get(name.lower().split("-")[0])
    return found


@cache
def _address() -> dict[str, Gender]:
    table = _toml("persons.toml")["address"]
    genders: tuple[Gender, ...] = ("male", "female", "either")
    return {word: gender for gender in genders for word in table[gender].split()}


def address_gender(word: str) -> Gender | None:
    """Return the gender that a form of address tells ("Ms" -> female, "Dr" -> either), None for other words."""
    return _address().get(word.lower())


# Titles that as common nouns mostly name something else: "justice was done", "the head of the queue".
_NOT_ONLY_PERSONS = (
    "justice",
    "general",
    "major",
    "head",
    "chair",
    "guide",
    "model",
    "match",
    "fellow",
    "character",
    "guard",
)


@cache
def _nouns() -> dict[str, Gender]:
    table = _toml("persons.toml")["nouns"]
    found: dict[str, Gender] = dict.fromkeys((*words("titles", "roles"), *table["either"].split()), "either")
    for word in _NOT_ONLY_PERSONS:
        found.pop(word, None)
    found.update(dict.fromkeys(table["male"].split(), "male"))
    found.update(dict.fromkeys(table["female"].split(), "female"))
    return found


def noun_gender(lemma: str) -> Gender | None:
    """Return the gender a noun for a person tells ("actress" -> female, "minister" -> either), None for other nouns.

    What ends like a profession is one: "hydrologist", "cartographer".
    """
    found = _nouns().get(lemma)
    return "either" if found is None and len(lemma) > 8 and lemma.endswith(("ologist", "ographer")) else found


def person_nouns() -> frozenset[str]:
    """Return all nouns for persons."""
    return frozenset(_nouns())


@cache
def group_nouns() -> frozenset[str]:
    """Return the nouns for groups, which "they" may take up in the singular."""
    return frozenset(_toml("persons.toml")["groups"]["nouns"].split())


# Institutions that every country has: their name says which one only together with the country.
_INSTITUTIONS = frozenset(
    listed(
        "ministry parliament government army navy senate cabinet court bank assembly congress police "
        "embassy presidency force forces secretariat treasury department office guard commission council "
        "agency authority committee service chamber tribunal"
    )
)


def institution_nouns() -> frozenset[str]:
    """Return the nouns for institutions that every country has: "ministry", "army"."""
    return _INSTITUTIONS


@cache
def evidence_words(table: str, row: str) -> frozenset[str]:
    """Return a row of ``evidence.toml``: the words that one construction counts as evidence of a name's type."""
    return frozenset(_toml("evidence.toml")[table][row].split())


@cache
def evidence_names(table: str, row: str) -> tuple[str, ...]:
    """Return a row of ``evidence.toml`` whose entries may have several words; semicolons part them."""
    return tuple(" ".join(name.split()) for name in _toml("evidence.toml")[table][row].split(";"))


@cache
def group_names() -> frozenset[tuple[str, ...]]:
    """Return the name keys of armed and political groups that are known by name."""
    listed_names = evidence_names("groups", "names")
    # a hyphen is a word of its own, as the tokenizer has it
    return frozenset(name_key(tuple(name.lower().replace("-", " - ").split())) for name in listed_names)


@cache
def folded(word: str) -> str:
    """Return a word without diacritics and typographic apostrophes: "Perić" -> "Peric"."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ı", "i").replace("đ", "d").replace("ø", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


def name_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what equal names share whatever their accents and abbreviation points."""
    return tuple(folded(w).replace(".", "") or w for w in words)


@cache
def saying_verbs() -> frozenset[str]:
    """Return the lemmas of verbs that introduce speech."""
    return words("saying", "said", "verbs") | {"ask", "tweet", "warn", "say", "tell", "add"}


@cache
def _titles() -> frozenset[str]:
    return words("titles", "roles")


def is_title(word: str) -> bool:
    """Say whether a word is a title of position or form of address ("Minister", "Gen.", "Mr")."""
    lower = word.lower()
    return lower in _titles() or lower in _address()


# Titles that make a name of their own with a single given name or a place: "Pope Leo", "the Duke of York".
_REGNAL = frozenset(
    listed(
        "king queen prince princess pope emperor empress saint st st. sultan tsar czar duke duchess sheikh sheik baron "
        "baroness count countess imam mullah"
    )
)


def is_regnal(word: str) -> bool:
    """Say whether a title makes a name with a given name or a place alone: "Pope Leo", "the Duke of York"."""
    return word.lower() in _REGNAL


@cache
def _portfolios() -> frozenset[str]:
    return words("titles", "portfolios")


def is_of_a_title(word: str) -> bool:
    """Say whether a word may be part of a position without being a name itself ("Prime", "Defence", "Minister")."""
    lower = word.lower()
    return lower in _portfolios() or lower in _titles()


Family = Literal["person", "thing", "plural"]
"""Pronouns that share weights: he and she; it; they."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for and against an antecedent, and how likely the best must be."""

    threshold: float
    features: dict[str, float]


@cache
def antecedent_weights() -> dict[Family, Weights]:
    """Return the weights of ``antecedents.toml`` for each family of pronouns."""
    table = _toml("antecedents.toml")
    families: tuple[Family, ...] = ("person", "thing", "plural")
    return {f: Weights(table[f]["threshold"], table[f]["features"]) for f in families}
