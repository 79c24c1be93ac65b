"""The extraction record: what one article says, as small frozen dataclasses and their JSON.

This is the contract between ``extractors`` (which fills the record) and ``graph`` (which reads it), and the
JSON Lines format of ``newsgraph extract``. Offsets are code points into :attr:`Article.text`, end exclusive.
The module uses the standard library only, so that importing it costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar, cast

__all__ = [
    "ENTITY_TYPES",
    "MODALITIES",
    "Argument",
    "Article",
    "Entity",
    "Extraction",
    "Fact",
    "Gap",
    "Mention",
    "MentionKind",
    "Modality",
    "Polarity",
    "Qualifier",
    "Reference",
    "Relation",
    "Sentence",
    "TimeReference",
    "from_json",
    "stable_id",
    "to_json",
]

MentionKind = Literal["name", "nominal", "pronoun"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "expected", "possible", "required", "conditional", "questioned", "denied"]

MODALITIES: tuple[Modality, ...] = typing.get_args(Modality)

ENTITY_TYPES: tuple[str, ...] = (
    *("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"),
    *("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"),
    "CONCEPT",
)
"""The mention types; CONCEPT is a common noun phrase that takes part in a fact."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article after reading and cleaning.

    ``id`` is a readable, stable, IRI-safe slug derived from content (see :func:`stable_id`); ``source`` is the path
    or URL it came from; ``published`` an ISO 8601 date or date-time, or None; ``place`` the dateline's place.
    """

    id: str
    source: str
    text: str
    headline: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    published: str | None = None
    place: str | None = None
    language: str = "en"
    url: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the cleaned text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence's span."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A real thing as one article knows it. ``id`` is unique within the article; ``links`` are outside IRIs."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity; ``text`` is exactly ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    type: str
    kind: MentionKind
    entity: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words in a fact that may refer to an entity (subject, place, speaker)."""

    text: str
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """The object of a fact: an entity, or a literal ``value`` (number, date, quoted words), or surface words only."""

    text: str
    start: int
    end: int
    entity: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation's surface tokens joined by blanks, its normalised ``label``, and its outermost borders.

    ``sense`` is the relation of the inventory (:mod:`extractors.relations`) that it expresses; ``actor`` and ``target``
    name the part of the fact that fills that relation's first and second role: "subject", "object", or the role of a
    qualifier ("by").
    """

    text: str
    label: str
    start: int
    end: int
    sense: str | None = None
    actor: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A further argument; ``role`` is its preposition ("with") or a role name ("purpose", "recipient")."""

    role: str
    text: str
    start: int
    end: int
    entity: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class TimeReference:
    """When; ``value`` is an ISO 8601 date, date-time, month, year or interval, absent when unknown."""

    text: str
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One subject-relation-object fact as the article tells it.

    ``sentence`` is the index into :attr:`Extraction.sentences`; ``confidence`` lies in 0..1; ``attributed_to`` is who
    says it when that is not the outlet; ``within`` is the id of the saying fact that holds a reported fact.
    """

    id: str
    sentence: int
    extractor: str
    confidence: float
    subject: Reference
    relation: Relation
    object: Argument | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    time: TimeReference | None = None
    place: Reference | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attributed_to: Reference | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was left out: the index of its sentence and the rule, a key of ``facts.rubbish.RULES``."""

    sentence: int
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article; ``gaps`` says what was left out, for the report, and is no part of the JSON
    Lines of ``newsgraph extract``.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON types, in the contract's key order, then the gaps where there are any."""
        record = cast("dict[str, Any]", _plain(self))
        if not self.gaps:
            del record["gaps"]
        return record

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Extraction:
        """Rebuild a record from :meth:`to_dict`'s result.

        Raises:
            ValueError: a required key is missing or a value has the wrong shape.
        """
        try:
            return cast("Extraction", _reader(cast("Any", cls))(data))
        except (AttributeError, TypeError, ValueError):
            return _build(cls, data, "record")  # which says what is wrong, and where


def stable_id(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on the parts only (SHA-256 over their text, separator U+001F)."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_json(extraction: Extraction) -> str:
    """Return the record as one line of JSON (UTF-8 characters kept as they are)."""
    return json.dumps(replace(extraction, gaps=()).to_dict(), ensure_ascii=False, separators=(", ", ": "))


def from_json(line: str) -> Extraction:
    """Parse one line of ``newsgraph extract``.

    Raises:
        ValueError: the line is not JSON or not an extraction record.
    """
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError(f"expected an extraction record (a JSON object), got {type(data).__name__}")
    return Extraction.from_dict(data)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    record = {name: _plain(getattr(value, name)) for name in _names(cast("Any", value.__class__))}
    if isinstance(value, Article):
        record["sha256"] = value.sha256
    return record


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


_T = TypeVar("_T")


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(cls: type[_T], data: object, where: str) -> _T:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: expected a JSON object, got {type(data).__name__}")
    hints: dict[str, Any] = _hints(cast("Any", cls))
    known = {k: _value(hints[k], v, f"{where}.{k}") for k, v in data.items() if k in hints}
    try:
        return cls(**known)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from None


def _value(hint: Any, value: object, where: str) -> object:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return None if value is None else _value(next(a for a in args if a is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where}: expected a list, got {type(value).__name__}")
        return tuple(_value(args[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if origin is Literal:
        if value not in args:
            raise ValueError(f"{where}: expected one of {', '.join(args)}, got {value!r}")
        return value
    if is_dataclass(hint):
        return _build(cast("type[Any]", hint), value, where)
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint):
        raise ValueError(f"{where}: expected {hint.__name__}, got {type(value).__name__}")
    return value


@cache
def _reader(hint: Any) -> Callable[[Any], object]:
    """Return what reads a JSON value of this type quickly, and raises TypeError for any that is not as it should be."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in args if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(args[0])
        return lambda value: tuple([item(each) for each in value]) if value.__class__ is list else _refuse()
    if origin is Literal:
        allowed = frozenset(args)
        return lambda value: value if value in allowed else _refuse()
    if is_dataclass(hint):
        readers = {name: _reader(part) for name, part in _hints(cast("Any", hint)).items()}
        build = cast("Callable[..., object]", hint)
        return lambda value: build(**{name: readers[name](part) for name, part in value.items() if name in readers})
    if hint is float:
        return lambda value: float(value) if value.__class__ in (float, int) else _refuse()
    return lambda value: value if value.__class__ is hint else _refuse()


def _refuse() -> typing.NoReturn:
    raise TypeError
