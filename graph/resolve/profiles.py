"""What one article contributes to resolution: a small profile of each named entity, and the article's context.

A profile depends on its article's record alone. Concepts ("ceasefire") are one by their name and have none.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Protocol

from extractors.records import Entity, Extraction
from graph.resolve.keys import country_codes, fold_words, is_partial, is_particled, name_key, short_keys
from graph.vocabulary import family_of

__all__ = [
    "BESIDE",
    "Linked",
    "Linker",
    "Profile",
    "beside_the_text",
    "field_pairs",
    "fields",
    "links_of",
    "profile_article",
]

BESIDE = "@"
"""First character of the local names of those whom an article names beside its text: publisher, author, dateline."""

_VALUES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_NAMED, _PLACED, _TOPICS = 12, 4, 8


class Linked(Protocol):
    """What resolution reads of a link to a gazetteer or authority file."""

    @property
    def key(self) -> str:
        """The same for all that are one thing."""
        ...

    @property
    def unique_name(self) -> str:
        """A name that nothing else has."""
        ...

    @property
    def kind(self) -> str:
        """What kind of thing it is; "" where that is not known."""
        ...


class Linker(Protocol):
    """Links names to a gazetteer, article by article; see :mod:`graph.resolve.gazetteer`."""

    def links(self, extraction: Extraction) -> Mapping[str, Linked]:
        """Return the links of an article's entities, by their ids."""
        ...

    def named(self, extraction: Extraction, name: str, entity_type: str, /) -> Linked | None:
        """Return the link of a name beside the text."""
        ...


@dataclass(frozen=True)
class Profile:
    """One entity as one article knows it.

    ``form`` is what it has in common with its namesakes: family and key, or the link. ``firm`` says that the article
    shows its type beyond doubt (a title, "he"). ``sign`` is the field and the country of its role ("politics", "PK"),
    each may be empty. ``features`` is its context, as prefix and key: names beside it ("n:"), places ("p:"), topics
    ("k:"), dateline, outlet, month, role. ``shorts`` are the names that may be short for it; ``beside`` the forms of
    the article's other entities; ``anchor`` is the place that the article speaks of most;
    ``written`` is the name as the article has it.
    """

    local: str
    name: str
    family: str
    form: str
    key: str
    link: str | None = None
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    firm: bool = False
    sign: tuple[str, str] = ("", "")
    features: frozenset[str] = frozenset()
    shorts: frozenset[tuple[str, str]] = frozenset()
    beside: frozenset[str] = frozenset()
    anchor: str = ""
    written: str = ""

    @property
    def partial(self) -> bool:
        """Whether the name may be short for another; so may letters that the gazetteer knows (ICC)."""
        if self.link is not None:
            return self.family == "org" and " " not in self.written and self.shouted
        if self.family == "group" and self.key in country_codes():
            return False
        return is_partial(self.key, self.family) or (self.family == "person" and is_particled(self.key))

    @property
    def shouted(self) -> bool:
        """Whether the name is written as acronyms are."""
        return self.written.isupper()


def beside_the_text(extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    """Yield (local name, name, type) of those whom an article names beside its text."""
    article = extraction.article
    named = [(article.publisher, "ORG"), *((author, "PERSON") for author in article.author), (article.place, "GPE")]
    for name, type_ in named:
        if name:
            line = " ".join(name.split())
            yield f"{BESIDE}{type_} {line}", line, type_


def links_of(extraction: Extraction, linker: Linker) -> dict[str, Linked]:
    """Return the links of an article's entities, and of those named beside its text, by local name.

    A body's full name must bear its link out: the International Cricket Council is not what "ICC" usually stands for.
    """
    found = dict(linker.links(extraction))
    for entity in extraction.entities:
        if entity.id in found and entity.type == "ORG" and " " in entity.name.strip():
            link = linker.named(extraction, entity.name, entity.type)
            if link is None or link.key != found[entity.id].key:
                del found[entity.id]
    for local, name, type_ in beside_the_text(extraction):
        link = linker.named(extraction, name, type_)
        if link is not None:
            found[local] = link
    return found


def profile_article(extraction: Extraction, links: Mapping[str, Linked]) -> tuple[Profile, ...]:
    """Return the profiles of an article's named entities, sorted by local name.

    Args:
        extraction: The article's record.
        links: Its entities that are known outside, by local name.

    Returns:
        One profile for each entity with a name of its own, and for publisher, authors and dateline.
    """
    counts = Counter(mention.entity for mention in extraction.mentions)
    context = _Context(extraction, counts)
    found: dict[str, Profile] = {}
    for entity in extraction.entities:
        if entity.type not in _VALUES and family_of(entity.type) != "concept" and entity.name.strip():
            found[entity.id] = _profile(entity, links.get(entity.id), context)
    for local, name, type_ in beside_the_text(extraction):
        found.setdefault(local, _profile(Entity(local, name, type_), links.get(local), context))
    forms = {profile.form for profile in found.values()}
    return tuple(replace(found[local], beside=frozenset(forms - {found[local].form})) for local in sorted(found))


def _profile(entity: Entity, link: Linked | None, context: _Context) -> Profile:
    name = " ".join(entity.name.split())
    family = family_of(entity.type)
    key = name_key(name, family)
    form = f"{family} {key}" if link is None else f"link {link.key}"
    names = {alias: name_key(alias, family) for alias in context.names_of(entity)}
    roles = context.roles.get(entity.id, ())
    fields = sorted({field for role in roles for field in _fields_of(role)})
    countries = sorted({code for role in roles for code in _countries_in(role)})
    sign = (fields[0] if len(fields) == 1 else "", countries[0] if len(countries) == 1 else "")
    shorts = set(short_keys(key, family)) if link is None else {(key, "alias")}
    shorts |= {(other, "alias") for other in names.values() if other != key}
    return Profile(
        local=entity.id,
        name=name if link is None else link.unique_name,
        family=family if link is None else _family_of_kind(link.kind, family),
        form=form,
        key=key,
        link=None if link is None else link.key,
        kind=None if link is None else _KINDS.get(link.kind, link.kind) or family,
        aliases=tuple(sorted({name, *names} - ({name} if link is None else {link.unique_name}))),
        firm=family == "person"
        and (bool(fields) or (" " not in key and (bool(roles) or entity.id in context.personal))),
        sign=sign,
        features=frozenset(context.features_of(entity, key, roles, fields, countries)),
        shorts=frozenset(shorts),
        anchor=context.placed[0] if context.placed else "",
        written=name,
    )


_KINDS = {"territory": "country", "region": "place"}


def _family_of_kind(kind: str, family: str) -> str:
    return "place" if _KINDS.get(kind, kind) in {"country", "city", "place"} else kind or family


class _Context:
    """What an article says around its entities."""

    def __init__(self, extraction: Extraction, counts: Mapping[str, int]) -> None:
        self.names: dict[str, set[str]] = {}
        self.personal: set[str] = set()
        for mention in extraction.mentions:
            if mention.kind == "name":
                self.names.setdefault(mention.entity, set()).add(" ".join(mention.text.split()))
            elif mention.kind == "pronoun" and mention.text.lower() in _PERSONAL:
                self.personal.add(mention.entity)
        self.roles: dict[str, list[tuple[str, ...]]] = {}
        for fact in extraction.facts:
            if fact.relation.label == "hold position" and fact.subject.entity and fact.object is not None:
                self.roles.setdefault(fact.subject.entity, []).append(_role_words(fact.object.text))
        named: list[tuple[int, str]] = []
        placed: list[tuple[int, str]] = []
        topics: list[tuple[int, str]] = []
        for entity in extraction.entities:
            family = family_of(entity.type)
            if entity.type in _VALUES or not entity.name.strip():
                continue
            key = name_key(entity.name, family)
            kind = placed if family in {"place", "group"} else topics if family == "concept" else named
            kind.append((-counts[entity.id], key.split()[-1] if kind is topics else key))
        self.named = _strongest("n:", named, _NAMED)
        self.placed = _strongest("p:", placed, _PLACED)
        self.topics = _strongest("k:", topics, _TOPICS)
        article = extraction.article
        self.general = [f"o:{name_key(article.publisher, 'org')}"] if article.publisher else []
        self.general += [f"d:{name_key(article.place, 'place')}"] if article.place else []
        self.general += [f"m:{article.published[:7]}"] if article.published else []

    def names_of(self, entity: Entity) -> set[str]:
        names = {" ".join(alias.split()) for alias in entity.aliases} | self.names.get(entity.id, set())
        return {name for name in names if name} - {" ".join(entity.name.split())}

    def features_of(
        self, entity: Entity, key: str, roles: Iterable[tuple[str, ...]], fields: list[str], countries: list[str]
    ) -> Iterator[str]:
        own = {"n:" + key, "p:" + key, "n:" + key.rpartition(" ")[2]}
        yield from (f for f in (*self.named, *self.placed, *self.topics, *self.general) if f not in own)
        for role in roles:
            yield from (f"r:{word}" for word in role if not _country_of(word))
        yield from (f"f:{field}" for field in fields)
        yield from (f"c:{country}" for country in countries)


def _strongest(prefix: str, counted: Iterable[tuple[int, str]], limit: int) -> list[str]:
    return list(dict.fromkeys(f"{prefix}{key}" for _, key in sorted(counted)))[:limit]


_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "in",
        "at",
        "its",
        "his",
        "her",
        "their",
        "'s",
        "former",
        "ex",
        "late",
        "then",
        "acting",
        "new",
        "deputy",
        "chief",
    ]
)


def _role_words(text: str) -> tuple[str, ...]:
    return tuple(word for word in fold_words(text) if word not in _SMALL)


@cache
def _roles() -> Mapping[str, str]:
    text = resources.files("graph.resolve").joinpath("roles.toml").read_text(encoding="utf-8")
    return {role: field for field, words in tomllib.loads(text)["fields"].items() for role in words.split()}


def fields() -> frozenset[str]:
    """Return the fields of public life that roles belong to."""
    return frozenset(_roles().values())


@cache
def field_pairs() -> frozenset[frozenset[str]]:
    """Return the pairs of fields that one person often has at once."""
    text = resources.files("graph.resolve").joinpath("roles.toml").read_text(encoding="utf-8")
    return frozenset(frozenset(pair.split()) for pair in tomllib.loads(text)["together"]["pairs"])


def _fields_of(role: tuple[str, ...]) -> set[str]:
    return {_roles()[word] for word in role if word in _roles()}


def _countries_in(role: tuple[str, ...]) -> set[str]:
    joined = [" ".join(role[i : i + n]) for n in (1, 2) for i in range(len(role) - n + 1)]
    return {code for words in joined if (code := _country_of(words))}


def _country_of(words: str) -> str:
    return country_codes().get(words, "")
