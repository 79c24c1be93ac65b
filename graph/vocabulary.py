"""Namespaces and IRIs, in one place: what the graph's terms are called and how an instance gets its name.

Instance IRIs depend on content only. A name becomes a readable slug; where slugging loses something, a short hash of
the whole name follows, so that different names never share an IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from pyoxigraph import NamedNode

__all__ = [
    "CLASSES",
    "DEFAULT_BASE",
    "FAMILIES",
    "MODALITY_TERMS",
    "NG",
    "OA",
    "OWL",
    "POLARITY_TERMS",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "VOCABULARY_PREFIXES",
    "XSD",
    "Instances",
    "Namespace",
    "clean_text",
    "family_of",
    "local_name",
    "slug",
]

DEFAULT_BASE = "https://w3id.org/newsgraph/id/"
MAX_SLUG = 80


class Namespace(str):
    """A vocabulary's IRI; ``SCHEMA["Person"]`` is its term."""

    __slots__ = ()

    def __getitem__(self, name: object) -> NamedNode:  # type: ignore[override]
        return _term(self, name)


@lru_cache(maxsize=4096)
def _term(namespace: Namespace, name: object) -> NamedNode:
    return NamedNode(f"{namespace!s}{name}")


NG = Namespace("https://w3id.org/newsgraph/ns#")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

VOCABULARY_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "ng": str(NG),
        "schema": str(SCHEMA),
        "prov": str(PROV),
        "oa": str(OA),
        "sem": str(SEM),
        "skos": str(SKOS),
        "owl": str(OWL),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "xsd": str(XSD),
    }
)

POLARITY_TERMS: Mapping[str, NamedNode] = MappingProxyType({"positive": NG["Positive"], "negative": NG["Negative"]})
MODALITY_TERMS: Mapping[str, NamedNode] = MappingProxyType(
    {
        name: NG[name.capitalize()]
        for name in (
            *("asserted", "planned", "expected", "possible"),
            *("required", "conditional", "questioned", "denied"),
        )
    }
)

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "person",
        "ORG": "org",
        "GPE": "place",
        "LOC": "place",
        "FAC": "place",
        "NORP": "group",
        "EVENT": "event",
        "PRODUCT": "product",
        "WORK_OF_ART": "work",
        "LAW": "work",
    }
)
"""Mention types whose names share one IRI; every other type is a concept."""

CLASSES: Mapping[str, tuple[NamedNode, ...]] = MappingProxyType(
    {
        "person": (SCHEMA["Person"],),
        "org": (SCHEMA["Organization"],),
        "country": (SCHEMA["Country"],),
        "city": (SCHEMA["City"],),
        "place": (SCHEMA["Place"],),
        "group": (NG["Group"],),
        "event": (SCHEMA["Event"], SEM["Event"]),
        "product": (SCHEMA["Product"],),
        "work": (SCHEMA["CreativeWork"],),
        "concept": (NG["Concept"],),
        "unresolved": (NG["Concept"], NG["Unresolved"]),
    }
)

_SURROGATES = re.compile("[\ud800-\udfff]")
_HASH_LIKE = re.compile(r"-[0-9a-f]{8}(-[a-z]+)?$")
_FAMILY_LIKE = re.compile(r"-(?:person|org|place|group|event|product|work|concept|unresolved)$")


def family_of(entity_type: str) -> str:
    """Return the family ("person", "org", "place", …) of a mention type; "concept" for those without one."""
    return FAMILIES.get(entity_type, "concept")


def clean_text(text: str) -> str:
    """Return the text with lone surrogates replaced by U+FFFD, one for one, so that it can be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def short_hash(text: str, digits: int = 8) -> str:
    """Return the first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


@lru_cache(maxsize=20_000)
def slug(text: str) -> str:
    """Return a readable, IRI-safe name for a text, different for different texts.

    Letters, digits, marks, "-" and "." stay; blanks become "_". If that loses anything (punctuation, symbols, more
    than 80 characters, an ending that looks like one of our hashes or type names), eight digits of a hash follow.

    Args:
        text: Any text, also empty, bidirectional, or with lone surrogates.

    Returns:
        The slug, never empty.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    kept = "".join(char if _is_slug_char(char) else "_" for char in name)
    readable = re.sub("__+", "_", kept).strip("_")[:MAX_SLUG].strip("_")
    whole = readable.replace("_", " ") == name == text
    if not readable.strip("."):
        return short_hash(text)  # "." and ".." would be path segments
    if whole and not _HASH_LIKE.search(readable) and not _FAMILY_LIKE.search(readable):
        return readable
    return f"{readable}-{short_hash(text)}"


def _is_slug_char(char: str) -> bool:
    if char in "-.":
        return True
    return unicodedata.category(char)[0] in "LNM" and (char.isascii() or ord(char) >= 0xA0)


def _home_family(name: str) -> str:
    """Return the family whose entities bear this kind of name without a type at its end.

    "ceasefire" is a concept, "Jane Doe" a person, "NATO" an organisation, "Istanbul" a place; "Jane Doe-org" is the
    company. Any fixed rule would do: it only has to depend on nothing but the name.
    """
    if name[:1].islower():
        return "concept"
    if " " in name:
        return "person"
    return "org" if name.isupper() else "place"


@dataclass(frozen=True)
class Instances:
    """The IRIs of instances under one base."""

    base: str = DEFAULT_BASE

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """All prefixes of a graph with this base: one for each family of instances, then the vocabularies'."""
        families = {name: f"{self.base}{name}/" for name in ("article", "entity", "relation", "statement", "span")}
        return {**families, **VOCABULARY_PREFIXES}

    def article(self, article_id: str) -> NamedNode:
        """Return an article's IRI, which also names its graph."""
        return NamedNode(f"{self.base}article/{slug(article_id)}")

    def entity(self, name: str, entity_type: str) -> NamedNode:
        """Return the IRI that all entities of this name and type share."""
        family = family_of(entity_type)
        ending = "" if family == _home_family(name) else f"-{family}"
        return NamedNode(f"{self.base}entity/{slug(name)}{ending}")

    def unresolved(self, text: str, article_id: str, start: int) -> NamedNode:
        """Return the IRI of words in one article ("they") whose entity is not known; never shared."""
        return NamedNode(f"{self.base}entity/{slug(text)}-{short_hash(f'{article_id} {start}')}-unresolved")

    def relation(self, label: str) -> NamedNode:
        """Return a relation's IRI: "be held in" gives ``relation/be_held_in``."""
        return _relation(self.base, label)

    def statement(self, article_id: str, sentence_start: int, content: str) -> NamedNode:
        """Return a statement's IRI from its article, the start of its sentence and a hash of what it says."""
        return NamedNode(f"{self.base}statement/{slug(article_id)}-{sentence_start}-{content}")

    def span(self, article_id: str, start: int, end: int) -> NamedNode:
        """Return the IRI of a span of an article's text."""
        return NamedNode(f"{self.base}span/{slug(article_id)}-{start}-{end}")


def local_name(iri: str) -> str:
    """Return what follows the last "#" or "/" of an IRI, readable: underscores as blanks."""
    return re.split("[#/]", iri)[-1].replace("_", " ") or iri


@lru_cache(maxsize=20_000)
def _relation(base: str, label: str) -> NamedNode:
    return NamedNode(f"{base}relation/{slug(label)}")
