"""From the store to plain rows: statements and entities as :mod:`graph.facts` describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from extractors.records import Extraction, Fact
from graph.facts import EntityRow, FactRow, QualifierRow
from graph.mapping import statement_iris
from graph.patterns import match, subjects
from graph.store import ArticleStore
from graph.vocabulary import NG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, local_name

__all__ = ["Labels", "read_entities", "read_entity", "read_facts", "read_statements"]

_Described = Mapping[str, list[NamedNode | Literal]]

_CORE = frozenset(
    term.value
    for term in (
        *(RDF["type"], RDF["subject"], RDF["predicate"], RDF["object"]),
        *(PROV["wasDerivedFrom"], NG["polarity"], NG["modality"], NG["attributedTo"], NG["within"], NG["time"]),
        *(NG["timeStart"], NG["timeEnd"], NG["timeText"], NG["place"], NG["confidence"], NG["extractor"]),
        NG["evidence"],
    )
)


class Labels:
    """Names and classes of the graph's terms, looked up in the derived layer."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self.label = lru_cache(maxsize=100_000)(self._label)
        self.type = lru_cache(maxsize=100_000)(self._type)

    def _label(self, iri: str) -> str:
        node = NamedNode(iri)
        for predicate, graph in ((RDFS["label"], DefaultGraph()), (SCHEMA["headline"], node)):
            found = sorted(term.value for _, _, term in match(self._articles.store, node, predicate, None, graph))
            if found:
                return str(found[0])
        return local_name(iri)

    def _type(self, iri: str) -> str:
        return _class_name(self.classes(iri))

    def classes(self, iri: str) -> set[str]:
        """Return the local names of a term's classes."""
        found = match(self._articles.store, NamedNode(iri), RDF["type"], None, DefaultGraph())
        return {local_name(class_.value) for _, _, class_ in found}


def _class_name(classes: set[str]) -> str:
    return min(classes - {"Unresolved"}, default="Concept")


def read_facts(articles: ArticleStore, labels: Labels) -> Iterator[FactRow]:
    """Yield every statement of the store, by article, place in the text, and IRI.

    Args:
        articles: The open store.
        labels: Its labels.

    Yields:
        One row per statement.
    """
    plain = _PlainTriples(articles)
    for article in articles.articles():
        described = _describe_graph(articles.store, article)
        record = articles.catalogue.extraction_of(article.value)
        facts = {} if record is None else _facts_by_statement(record, articles)
        rows = [
            _fact_row(iri, described, labels, article, facts.get(iri), plain)
            for iri, properties in described.items()
            if NG["Statement"] in properties.get(RDF["type"].value, [])
        ]
        yield from sorted(rows, key=lambda row: (row.sentence_start, row.subject_start or 0, row.statement))


def read_statements(
    articles: ArticleStore, labels: Labels, chosen: Mapping[NamedNode, Sequence[NamedNode]]
) -> Iterator[FactRow]:
    """Yield some statements of the store, in the order of :func:`read_facts`.

    Args:
        articles: The open store.
        labels: Its labels.
        chosen: Statements by article.

    Yields:
        One row per statement, without the places of its ends in the sentence: no record is read.
    """
    plain = _PlainTriples(articles)
    for article in sorted(chosen, key=lambda node: node.value):
        described = {article.value: _describe(articles.store, article, article)}
        for statement in chosen[article]:
            described[statement.value] = found = _describe(articles.store, statement, article)
            span = _first(found, NG["evidence"])
            if span is not None:
                described[span] = _describe(articles.store, NamedNode(span), article)
        rows = [_fact_row(one.value, described, labels, article, None, plain) for one in chosen[article]]
        yield from sorted(rows, key=lambda row: (row.sentence_start, row.statement))


def read_entities(articles: ArticleStore, labels: Labels) -> Iterator[EntityRow]:
    """Yield every entity of the derived layer, by IRI.

    Args:
        articles: The open store.
        labels: Its labels.

    Yields:
        One row per entity, also those that only a publisher line names (mention count 0).
    """
    found = subjects(articles.store, NG["mentionCount"], None, DefaultGraph())
    for entity in sorted(found, key=lambda node: node.value):
        yield read_entity(articles, labels, entity)


def read_entity(articles: ArticleStore, labels: Labels, entity: NamedNode) -> EntityRow:
    """Return the row of one entity of the derived layer."""
    found = _describe(articles.store, entity, DefaultGraph())
    classes = labels.classes(entity.value)
    return EntityRow(
        iri=entity.value,
        label=_first(found, RDFS["label"]) or local_name(entity.value),
        type=_class_name(classes),
        aliases=tuple(sorted(term.value for term in found.get(SKOS["altLabel"].value, []))),
        mention_count=int(_first(found, NG["mentionCount"]) or 0),
        article_count=int(_first(found, NG["articleCount"]) or 0),
        links=tuple(sorted(term.value for term in found.get(OWL["sameAs"].value, []))),
        resolved="Unresolved" not in classes,
        near=tuple(sorted(term.value for term in found.get(SKOS["closeMatch"].value, []))),
    )


class _PlainTriples:
    """Does a statement's triple stand in the derived layer, and does this statement support it?"""

    def __init__(self, articles: ArticleStore) -> None:
        self._threshold = articles.threshold

    def supported_by(self, properties: _Described, resolved: bool) -> bool:
        return (
            resolved
            and RDF["object"].value in properties
            and _first(properties, NG["polarity"]) == NG["Positive"].value
            and _first(properties, NG["modality"]) == NG["Asserted"].value
            and NG["attributedTo"].value not in properties
            and float(_first(properties, NG["confidence"]) or 0) >= self._threshold
        )


def _describe(
    store: Store, subject: NamedNode, graph: NamedNode | DefaultGraph
) -> dict[str, list[NamedNode | Literal]]:
    described: dict[str, list[NamedNode | Literal]] = {}
    for _, predicate, value in match(store, subject, None, None, graph):
        described.setdefault(predicate.value, []).append(value)
    return described


def _describe_graph(store: Store, graph: NamedNode) -> dict[str, dict[str, list[NamedNode | Literal]]]:
    described: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for subject, predicate, value in match(store, None, None, None, graph):
        described.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value)
    return described


def _facts_by_statement(record: Extraction, articles: ArticleStore) -> dict[str, Fact]:
    statements = statement_iris(record, articles.instances)
    return {statements[fact.id].value: fact for fact in record.facts}


def _fact_row(
    iri: str,
    described: Mapping[str, _Described],
    labels: Labels,
    article: NamedNode,
    fact: Fact | None,
    plain: _PlainTriples,
) -> FactRow:
    properties = described[iri]
    about = described.get(article.value, {})
    span = described.get(_first(properties, NG["evidence"]) or "", {})
    subject = _first(properties, RDF["subject"]) or ""
    relation = _first(properties, RDF["predicate"]) or ""
    value = next(iter(properties.get(RDF["object"].value, [])), None)
    object_iri = value.value if isinstance(value, NamedNode) else None
    object_value = value.value if isinstance(value, Literal) else None
    speaker = _first(properties, NG["attributedTo"])
    place = _first(properties, NG["place"])
    publisher = _first(about, SCHEMA["publisher"])
    return FactRow(
        statement=iri,
        subject_iri=subject,
        subject_label=labels.label(subject),
        subject_type=labels.type(subject),
        relation_iri=relation,
        relation_label=labels.label(relation),
        object_iri=object_iri,
        object_value=object_value,
        object_label=labels.label(object_iri) if object_iri else object_value or "",
        object_type=_object_type(value, labels),
        polarity=local_name(_first(properties, NG["polarity"]) or "").lower(),
        modality=local_name(_first(properties, NG["modality"]) or "").lower(),
        attributed_to_iri=speaker,
        attributed_to_label=labels.label(speaker) if speaker else None,
        within=_first(properties, NG["within"]),
        time_value=_time_value(properties),
        time_text=_first(properties, NG["timeText"]),
        place_iri=place,
        place_label=labels.label(place) if place else None,
        qualifiers=_qualifiers(properties, labels),
        confidence=float(_first(properties, NG["confidence"]) or 0),
        extractor=_first(properties, NG["extractor"]) or "",
        plain=plain.supported_by(properties, "Unresolved" not in labels.classes(subject)),
        sentence=_first(span, OA["exact"]) or "",
        sentence_start=int(_first(span, OA["start"]) or 0),
        sentence_end=int(_first(span, OA["end"]) or 0),
        subject_start=fact.subject.start if fact else None,
        subject_end=fact.subject.end if fact else None,
        object_start=fact.object.start if fact and fact.object else None,
        object_end=fact.object.end if fact and fact.object else None,
        article_iri=article.value,
        headline=_first(about, SCHEMA["headline"]),
        publisher=labels.label(publisher) if publisher else None,
        published=_first(about, SCHEMA["datePublished"]),
        url=_first(about, SCHEMA["url"]),
        object_datatype=value.datatype.value if isinstance(value, Literal) else None,
        evidence_iri=_first(properties, NG["evidence"]),
        further=_further(properties),
    )


def _first(properties: _Described, predicate: NamedNode) -> str | None:
    found = properties.get(predicate.value)
    return min(term.value for term in found) if found else None


def _object_type(value: NamedNode | Literal | None, labels: Labels) -> str:
    if value is None:
        return ""
    return labels.type(value.value) if isinstance(value, NamedNode) else local_name(value.datatype.value)


def _time_value(properties: _Described) -> str | None:
    point = _first(properties, NG["time"])
    start, end = _first(properties, NG["timeStart"]), _first(properties, NG["timeEnd"])
    return point if point or not (start or end) else f"{start or ''}/{end or ''}"


def _qualifiers(properties: _Described, labels: Labels) -> tuple[QualifierRow, ...]:
    rows = [
        QualifierRow(labels.label(predicate), labels.label(term.value), term.value, predicate)
        if isinstance(term, NamedNode)
        else QualifierRow(labels.label(predicate), term.value, None, predicate, term.datatype.value)
        for predicate, terms in properties.items()
        if predicate not in _CORE and not predicate.startswith(NG)
        for term in terms
    ]
    return tuple(sorted(rows, key=lambda row: (row.role, row.label, row.iri or "")))


def _further(properties: _Described) -> tuple[tuple[str, str, str | None], ...]:
    rows = [
        (predicate, term.value, term.datatype.value if isinstance(term, Literal) else None)
        for predicate, terms in properties.items()
        if predicate not in _CORE and predicate.startswith(NG)
        for term in terms
    ]
    return tuple(sorted(rows, key=lambda row: (row[0], row[1])))
