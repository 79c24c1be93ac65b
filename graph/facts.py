"""The plain read model: one row per statement and one per entity, without a word of RDF.

The view, the network, the reports and the exports of tables read these rows; they come from
:meth:`graph.knowledge_graph.KnowledgeGraph.facts` and ``.entities`` in an order that depends on content only.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EntityRow", "EventRow", "FactRow", "QualifierRow"]


@dataclass(frozen=True, slots=True)
class QualifierRow:
    """A further argument of a fact: its role ("with", "purpose") and an entity's IRI or a literal's words.

    ``role_iri`` is the relation that the role is written with; ``datatype`` is the IRI of a literal's datatype.
    """

    role: str
    label: str
    iri: str | None = None
    role_iri: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as one article tells it.

    Exactly one of ``object_iri`` and ``object_value`` is set, or neither where the fact has no object ("talks ended").
    Types are class names without prefix ("Person", "City", "Concept"). ``plain`` says whether the statement supports
    a plain triple: asserted, positive, attributed to nobody but the outlet, confident enough. Offsets are code points
    of the article's cleaned text, end exclusive; the mentions' offsets are None where they are not known.
    ``object_datatype`` is the IRI of a literal object's datatype, ``evidence_iri`` that of the sentence as evidence;
    ``further`` are the statement's other properties: predicate, value, and datatype (None where the value is an IRI).
    """

    statement: str
    subject_iri: str
    subject_label: str
    subject_type: str
    relation_iri: str
    relation_label: str
    object_iri: str | None
    object_value: str | None
    object_label: str
    object_type: str
    polarity: str
    modality: str
    attributed_to_iri: str | None
    attributed_to_label: str | None
    within: str | None
    time_value: str | None
    time_text: str | None
    place_iri: str | None
    place_label: str | None
    qualifiers: tuple[QualifierRow, ...]
    confidence: float
    extractor: str
    plain: bool
    sentence: str
    sentence_start: int
    sentence_end: int
    subject_start: int | None
    subject_end: int | None
    object_start: int | None
    object_end: int | None
    article_iri: str
    headline: str | None
    publisher: str | None
    published: str | None
    url: str | None
    object_datatype: str | None = None
    evidence_iri: str | None = None
    further: tuple[tuple[str, str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity over all articles. ``resolved`` is False for words such as "they" whose entity is not known.

    ``links`` are the same thing elsewhere (owl:sameAs), ``near`` what is perhaps the same or close (skos:closeMatch).
    """

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    mention_count: int
    article_count: int
    links: tuple[str, ...]
    resolved: bool = True
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened once and that several statements report.

    ``first_day`` and ``last_day`` are ISO dates; without a first day it happened by the last one. ``outlet_count`` says
    how many outlets report it independently of one another.
    """

    iri: str
    label: str
    kind: str
    actors: tuple[str, ...]
    place_iri: str | None
    first_day: str | None
    last_day: str | None
    statements: tuple[str, ...]
    outlet_count: int
