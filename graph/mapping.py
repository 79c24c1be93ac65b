"""An extraction record as RDF: the contract's section 3, one article at a time.

What belongs to the article alone (its description, its statements, their evidence) goes into the graph named by the
article's IRI. What several articles may say alike (an entity's label, a relation's label, a plain triple) is returned
apart, as the triples this article supports: :mod:`graph.derived` keeps them once, in the default graph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from extractors.records import Argument, Entity, Extraction, Fact, Qualifier, Reference, stable_id
from graph.literals import (
    decimal_literal,
    integer_literal,
    number_literal,
    text_literal,
    time_literal,
    time_literals,
)
from graph.readings import leaf_triples, reading, reading_triples
from graph.resolve.naming import Assigned
from graph.resolve.places import place_class
from graph.resolve.profiles import BESIDE
from graph.vocabulary import (
    CLASSES,
    MODALITY_TERMS,
    NG,
    OA,
    OWL,
    POLARITY_TERMS,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Instances,
    clean_text,
    family_of,
)

if TYPE_CHECKING:
    from graph.resolve.gazetteer import Link

__all__ = ["DEFAULT_THRESHOLD", "ArticleGraph", "Called", "map_extraction", "statement_iris"]

DEFAULT_THRESHOLD = 0.5
"""Confidence from which on an asserted fact becomes a plain triple."""

_VALUE_TYPES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_TIME_TYPES = frozenset({"DATE", "TIME"})

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|his|her|its|their|our|my|your)\s+", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Called:
    """A name that an article has for an entity.

    ``role`` is "label" for the name that resolution chose for the entity, with its ``kind``; "corrected" for the same
    where a correction brought the entity here; "alias" for any other name.
    """

    entity: str
    role: str
    name: str
    kind: str = ""


@dataclass(frozen=True)
class ArticleGraph:
    """All that one article brings: its own triples, the shared triples it supports, and how often it names whom.

    ``called`` is what it calls the entities that resolution gave it; ``entities`` and ``statements`` are the IRIs of
    the record's entities and facts, by their ids there.
    """

    iri: NamedNode
    triples: frozenset[Triple]
    shared: frozenset[Triple]
    mentions: Mapping[NamedNode, int]
    called: frozenset[Called] = frozenset()
    entities: Mapping[str, NamedNode] = field(default_factory=dict, compare=False)
    statements: Mapping[str, NamedNode] = field(default_factory=dict, compare=False)

    def quads(self) -> Iterator[Quad]:
        """Yield the article's own triples as quads of its graph."""
        for triple in self.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, self.iri)


def map_extraction(
    extraction: Extraction,
    instances: Instances,
    *,
    threshold: float = DEFAULT_THRESHOLD,
    assignments: Mapping[str, Assigned] | None = None,
    links: Mapping[str, Link] | None = None,
    judged: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
) -> ArticleGraph:
    """Return one article's extraction as RDF terms.

    Args:
        extraction: The record.
        instances: The base of the graph's IRIs.
        threshold: Confidence from which on an asserted fact supports its plain triple.
        assignments: What the entities are in the graph, by their ids in the record; :mod:`graph.resolve` decides it.
            An entity without one goes by its own name.
        links: The entities that the gazetteer knows, by their ids in the record.
        judged: "right" or "wrong" by statement IRI, as corrections say. A wrong statement is left out.
        only: Ids of entities: nothing but these, and what is said of them, is mapped (with the article's own
            description). For the difference between two graphs in which other entities are the same.

    Returns:
        The article's graph; equal records give equal graphs, whatever the order of their parts.
    """
    return _ArticleMapper(extraction, instances, threshold, assignments or {}, links or {}, judged or {}, only).run()


def statement_iris(extraction: Extraction, instances: Instances) -> dict[str, NamedNode]:
    """Return the statement IRI of each fact of a record, by the fact's id."""
    return {fact.id: _statement_iri(extraction, fact, instances) for fact in extraction.facts}


def _statement_iri(extraction: Extraction, fact: Fact, instances: Instances) -> NamedNode:
    span = _sentence_span(extraction, fact)
    said = (fact.subject, fact.relation, fact.object, fact.qualifiers, fact.time, fact.place)
    held = (fact.polarity, fact.modality, fact.attributed_to)
    content = stable_id(*(_content(part) for part in (*said, *held)))[:10]
    return instances.statement(extraction.article.id, span[0], content)


def _content(part: object) -> str:
    """Return what a part of a fact says, without ids that an extractor is free to choose."""
    if isinstance(part, tuple):
        return ";".join(_content(item) for item in part)
    if isinstance(part, str) or part is None:
        return str(part)
    names = ("role", "text", "label", "start", "end", "value")
    return "\x1e".join(str(getattr(part, name, None)) for name in names)


def _sentence_span(extraction: Extraction, fact: Fact) -> tuple[int, int]:
    if 0 <= fact.sentence < len(extraction.sentences):
        sentence = extraction.sentences[fact.sentence]
        return sentence.start, sentence.end
    return fact.relation.start, fact.relation.end


class _ArticleMapper:
    """Collects the triples of one article; each method writes one kind of thing."""

    def __init__(
        self,
        extraction: Extraction,
        instances: Instances,
        threshold: float,
        assignments: Mapping[str, Assigned],
        links: Mapping[str, Link],
        judged: Mapping[str, str],
        only: Collection[str] | None,
    ) -> None:
        self.only = only
        self.extraction = extraction
        self.article = extraction.article
        self.instances = instances
        self.threshold = threshold
        self.assignments = assignments
        self.links = links
        self.judged = judged
        self.called: set[Called] = set()
        self.entities = {entity.id: entity for entity in extraction.entities}
        self.described: dict[str, NamedNode] = {}
        self.names: dict[str, list[str]] = {}
        for mention in extraction.mentions:
            if mention.kind == "name":
                self.names.setdefault(mention.entity, []).append(mention.text)
        self.types_by_span = {(m.start, m.end): m.type for m in extraction.mentions}
        iris = statement_iris(extraction, instances)
        self.statements = {fact: iri for fact, iri in iris.items() if judged.get(iri.value) != "wrong"}
        self.iri = instances.article(self.article.id)
        self.triples: set[Triple] = set()
        self.shared: set[Triple] = set()
        self.mentions: Counter[NamedNode] = Counter()
        self.unresolved: set[NamedNode] = set()

    def run(self) -> ArticleGraph:
        self._describe_article()
        for entity in self.extraction.entities:
            if entity.type not in _VALUE_TYPES and (self.only is None or entity.id in self.only):
                self._describe_entity(entity)
        for fact in self._distinct_facts():
            if self.only is None or _speaks_of(fact, self.only):
                self._state(fact)
        for mention in self.extraction.mentions:
            if mention.entity in self.described:
                self.mentions[self.described[mention.entity]] += 1
        for iri, count in self.mentions.items():
            if count and iri not in self.unresolved:
                self._own(self.iri, SCHEMA["mentions"], iri)
        return ArticleGraph(
            self.iri,
            frozenset(self.triples),
            frozenset(self.shared),
            dict(self.mentions),
            frozenset(self.called),
            self.described if self.only is None else {**self._others(), **self.described},
            self.statements,
        )

    def _others(self) -> dict[str, NamedNode]:
        """Return the IRIs of the entities that were not to be mapped."""
        found = {}
        for entity in self.extraction.entities:
            if entity.type not in _VALUE_TYPES and entity.id not in self.described:
                assigned = self.assignments.get(entity.id)
                own = self.instances.entity(_one_line(entity.name), entity.type)
                found[entity.id] = own if assigned is None else NamedNode(assigned.iri)
        return found

    def _distinct_facts(self) -> Iterator[Fact]:
        """Yield one fact per statement: of two that say the same in the same words, the surer one."""
        best: dict[NamedNode, Fact] = {}
        for fact in self.extraction.facts:
            iri = self.statements.get(fact.id)
            if iri is None:
                continue
            if iri not in best or (fact.confidence, fact.extractor) > (best[iri].confidence, best[iri].extractor):
                best[iri] = fact
        yield from best.values()

    def _own(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.triples.add(Triple(subject, predicate, value))

    def _share(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.shared.add(Triple(subject, predicate, value))

    def _describe_article(self) -> None:
        article, iri = self.article, self.iri
        self._own(iri, RDF["type"], SCHEMA["NewsArticle"])
        self._own(iri, NG["contentSha256"], text_literal(article.sha256))
        self._own(iri, SCHEMA["inLanguage"], text_literal(article.language))
        if article.headline:
            self._own(iri, SCHEMA["headline"], text_literal(article.headline))
        published = time_literal(article.published) if article.published else None
        if published is not None:
            self._own(iri, SCHEMA["datePublished"], published)
        if article.url:
            self._own(iri, SCHEMA["url"], Literal(clean_text(article.url), datatype=XSD["anyURI"]))
        if article.publisher:
            self._own(iri, SCHEMA["publisher"], self._named(article.publisher, "ORG"))
        for author in article.author:
            self._own(iri, SCHEMA["author"], self._named(author, "PERSON"))
        if article.place:
            self._own(iri, SCHEMA["locationCreated"], self._named(article.place, "GPE"))

    def _named(self, name: str, entity_type: str) -> NamedNode:
        """Describe an entity that is named beside the text (publisher, author, dateline), and return its IRI."""
        name = _one_line(name)
        assigned = self.assignments.get(f"{BESIDE}{entity_type} {name}")
        if assigned is not None:
            return self._call(f"{BESIDE}{entity_type} {name}", assigned, (name,))
        return self._describe_name(name, entity_type)

    def _call(self, local: str, assigned: Assigned, names: Iterable[str]) -> NamedNode:
        """Note what the article calls an entity that resolution gave it, and return its IRI."""
        iri = NamedNode(assigned.iri)
        role = "corrected" if assigned.corrected else "label"
        self.called.add(Called(assigned.iri, role, assigned.name, assigned.kind))
        self.called.update(Called(assigned.iri, "alias", name) for name in names if name and name != assigned.name)
        if local in self.links and not assigned.corrected:
            from graph.resolve.gazetteer import link_triples

            for triple in link_triples(iri, self.links[local], self.instances):
                self.shared.add(triple)
                if isinstance(triple.subject, NamedNode):
                    self.mentions[triple.subject] += 0  # the country of a city is described with it
        self.mentions[iri] += 0  # described even where only a publisher line names it
        return iri

    def _describe_entity(self, entity: Entity) -> NamedNode:
        if entity.id in self.described:
            return self.described[entity.id]
        name = _one_line(entity.name)
        others = [_one_line(alias) for alias in (*entity.aliases, *self.names.get(entity.id, ()))]
        assigned = self.assignments.get(entity.id)
        if assigned is not None:
            iri = self.described[entity.id] = self._call(entity.id, assigned, (name, *others))
        else:
            iri = self.described[entity.id] = self._describe_name(name, entity.type)
            for other in others:
                if other and other != name:
                    self._share(iri, SKOS["altLabel"], text_literal(other))
        for link in entity.links:
            target = _outside_iri(link)
            if target is not None:
                self._share(iri, OWL["sameAs"], target)
        return iri

    def _describe_name(self, name: str, entity_type: str) -> NamedNode:
        iri = self.instances.entity(name, entity_type)
        family = family_of(entity_type)
        self._classify(iri, place_class(name) if family == "place" else family)
        self._share(iri, RDFS["label"], text_literal(name))
        self.mentions[iri] += 0  # described even where only a publisher line names it
        return iri

    def _classify(self, iri: NamedNode, kind: str) -> None:
        for class_ in CLASSES[kind]:
            self._share(iri, RDF["type"], class_)

    def _refer(self, reference: Reference | Argument | Qualifier) -> NamedNode:
        """Return the entity that words refer to; one of this article alone where nobody knows whom they mean."""
        entity = self.entities.get(reference.entity) if reference.entity is not None else None
        if entity is not None:
            return self._describe_entity(entity)
        words = _one_line(reference.text)
        iri = self.instances.unresolved(words, self.article.id, reference.start)
        self._classify(iri, "unresolved")
        self._share(iri, RDFS["label"], text_literal(words))
        self.mentions[iri] = 1
        self.unresolved.add(iri)
        return iri

    def _argument(self, argument: Argument | Qualifier) -> NamedNode | Literal:
        """Return an object: an entity, else a typed value, else the words as they stand."""
        entity = self.entities.get(argument.entity) if argument.entity is not None else None
        if entity is not None and entity.type not in _VALUE_TYPES:
            return self._describe_entity(entity)
        if argument.value is None:
            return text_literal(argument.text)
        kind = entity.type if entity is not None else self.types_by_span.get((argument.start, argument.end))
        # "2025" is a year among dates and a number among people; other ISO dates are unmistakable.
        literal = None if kind in _TIME_TYPES else number_literal(argument.value)
        if literal is None:
            literal = time_literal(argument.value)
        return literal if literal is not None else text_literal(argument.value)

    def _object(self, fact: Fact, subject: NamedNode) -> NamedNode | Literal | None:
        """Return a fact's object; words that describe the subject itself are a concept, not the subject again.

        "Ms Lind is the minister": resolution rightly says that "the minister" is Ms Lind, but what the fact tells of
        her is the position. A name ("Lind voted for Lind") and a reflexive pronoun stay the entity.
        """
        if fact.object is None:
            return None
        value, words = self._argument(fact.object), _one_line(fact.object.text)
        names = self.names.get(fact.object.entity or "", ())
        if (
            value != subject
            or words in names
            or words.lower().endswith(("self", "selves", "each other", "one another"))
        ):
            return value
        return self._named(self._concept_name(fact.object), "CONCEPT")

    def _concept_name(self, argument: Argument) -> str:
        """Return an argument's words as a concept's name: no determiner, capitals only where a name has them."""
        named = [
            (mention.start - argument.start, mention.end - argument.start)
            for mention in self.extraction.mentions
            if mention.kind == "name" and mention.entity != argument.entity
        ]
        kept = "".join(
            char if any(start <= i < end for start, end in named) or len(char.lower()) != 1 else char.lower()
            for i, char in enumerate(argument.text)
        )
        words = _one_line(kept)
        return _DETERMINER.sub("", words) or words

    def _relation(self, label: str) -> NamedNode:
        label = _one_line(label) or "relate to"
        iri = self.instances.relation(label)
        self._share(iri, RDF["type"], RDF["Property"])
        self._share(iri, RDFS["label"], text_literal(label))
        self.shared.update(leaf_triples(label, iri))
        return iri

    def _read(self, fact: Fact) -> None:
        """Say which relation of the inventory the fact expresses."""
        statement = self.statements[fact.id]
        term = reading(fact.relation, has_object=fact.object is not None)
        if term is not None:
            self._own(statement, NG["relation"], term)
            self.shared.update(reading_triples(fact.relation, term, self.instances))

    def _state(self, fact: Fact) -> None:
        iri = self.statements[fact.id]
        subject = self._refer(fact.subject)
        predicate = self._relation(fact.relation.label)
        value = self._object(fact, subject)
        self._own(iri, RDF["type"], NG["Statement"])
        self._own(iri, RDF["subject"], subject)
        self._own(iri, RDF["predicate"], predicate)
        self._read(fact)
        if value is not None:
            self._own(iri, RDF["object"], value)
        self._own(iri, NG["polarity"], POLARITY_TERMS[fact.polarity])
        self._own(iri, NG["modality"], MODALITY_TERMS[fact.modality])
        self._own(iri, NG["confidence"], decimal_literal(min(max(fact.confidence, 0.0), 1.0)))
        self._own(iri, NG["extractor"], text_literal(fact.extractor))
        self._own(iri, PROV["wasDerivedFrom"], self.iri)
        self._own(iri, NG["evidence"], self._evidence(*_sentence_span(self.extraction, fact)))
        if fact.attributed_to is not None:
            self._own(iri, NG["attributedTo"], self._refer(fact.attributed_to))
        if fact.within is not None and fact.within in self.statements and self.statements[fact.within] != iri:
            self._own(iri, NG["within"], self.statements[fact.within])
        if fact.place is not None:
            self._own(iri, NG["place"], self._refer(fact.place))
        self._date(iri, fact)
        for qualifier in fact.qualifiers:
            self._own(iri, self._relation(qualifier.role), self._argument(qualifier))
        if value is not None and self._is_plain(fact):
            self._share(subject, predicate, value)

    def _is_plain(self, fact: Fact) -> bool:
        """Say whether the article itself asserts the fact."""
        return (
            fact.polarity == "positive"
            and fact.modality == "asserted"
            and fact.attributed_to is None
            and (fact.confidence >= self.threshold or self.judged.get(self.statements[fact.id].value) == "right")
        )

    def _date(self, iri: NamedNode, fact: Fact) -> None:
        if fact.time is None:
            return
        self._own(iri, NG["timeText"], text_literal(fact.time.text))
        point, start, end = time_literals(fact.time.value) if fact.time.value else (None, None, None)
        for name, value in (("time", point), ("timeStart", start), ("timeEnd", end)):
            if value is not None:
                self._own(iri, NG[name], value)

    def _evidence(self, start: int, end: int) -> NamedNode:
        iri = self.instances.span(self.article.id, start, end)
        self._own(iri, RDF["type"], OA["TextPositionSelector"])
        self._own(iri, RDF["type"], OA["TextQuoteSelector"])
        self._own(iri, OA["start"], integer_literal(start))
        self._own(iri, OA["end"], integer_literal(end))
        self._own(iri, OA["exact"], text_literal(self.article.text[start:end]))
        self._own(iri, OA["hasSource"], self.iri)
        return iri


def _speaks_of(fact: Fact, entities: Collection[str]) -> bool:
    parts = (fact.subject, fact.object, fact.attributed_to, fact.place, *fact.qualifiers)
    return any(part is not None and part.entity in entities for part in parts)


def _outside_iri(link: str) -> NamedNode | None:
    """Return a link as an IRI, or None where it is not an absolute one."""
    if not link.startswith(("http://", "https://", "urn:")):
        return None
    try:
        return NamedNode(link)
    except ValueError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
