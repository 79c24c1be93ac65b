"""What one fact tells of an event: its kind, who takes part, where, on which days, and how sure the days are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from extractors.records import Argument, Entity, Extraction, Fact, Mention, Qualifier, Reference, stable_id
from graph.duplicates.signatures import signature
from graph.events.kinds import STATEMENT, Kind, kind_of
from graph.events.records import Telling
from graph.resolve.gazetteer import Gazetteer, Link, Linker, gazetteer, place_iri
from graph.vocabulary import Instances

__all__ = ["LONGEST", "tellings"]

LONGEST = 2
"""Days: what is told of a longer stretch of time ("last week", "in October") is no report of one event."""

_TOLD = frozenset({"asserted", "planned", "expected", "required", "denied"})
"""A fact that is merely possible, conditional or asked for tells of no event."""
_PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "EVENT", "LOC", "WORK_OF_ART", "LAW"})
_PLACES = frozenset({"GPE", "LOC"})
_MAIN = frozenset({"ORG", "GPE", "NORP", "FAC", "PRODUCT", "EVENT"})
_WEIGHTS = {"FAC": 3, "PRODUCT": 3, "EVENT": 3, "PERSON": 2, "ORG": 2}
_PARTY_ROLES = frozenset({"with", "against", "for", "of", "between", "by", "recipient", "to", "from"})
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|off|inside|outside|around|across) (?:the )?(?:(?!and|from|of|with|between)[\w-]+ ){0,2}"
    r"(?:(?:island|city|town|port|province|state|region|village|coast) of )?$"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"\w+")
_CONTENT = re.compile(r"[a-z]{4,}|\d+")
_EMPTY_WORDS = """that this with from have been will would were their they them than then when what which there about
after before said says could should also into over more most some such only other"""
_EMPTY = frozenset(word[:6] for word in _EMPTY_WORDS.split())


def tellings(
    extraction: Extraction,
    entities: Mapping[str, str],
    statements: Mapping[str, str],
    instances: Instances,
    *,
    article: str,
    outlet: str,
    linker: Linker,
) -> Iterator[Telling]:
    """Yield what the facts of an article tell of events.

    Args:
        extraction: The article's record.
        entities: The IRI of each of its entities, by the entity's id.
        statements: The IRI of each of its facts, by the fact's id.
        instances: The base of the graph's IRIs.
        article: The article's IRI.
        outlet: The IRI of its publisher, "" where none is known.
        linker: Tells where places lie.

    Yields:
        One telling for each fact that tells of an event on days that are known.
    """
    yield from _Teller(extraction, entities, statements, instances, article, outlet, linker).run()


@dataclass
class _Teller:
    extraction: Extraction
    entities: Mapping[str, str]
    statements: Mapping[str, str]
    instances: Instances
    article: str
    outlet: str
    linker: Linker

    def run(self) -> Iterator[Telling]:
        packed = signature(self.extraction.article.text).pack()
        seen = set()
        for fact in self.extraction.facts:
            kind = kind_of(fact)
            days = self._days(fact, kind) if kind is not None else None
            if kind is None or days is None or fact.modality not in _TOLD or fact.id not in self.statements:
                continue
            statement = self.statements[fact.id]
            parties, inherited = self._parties(fact, kind)
            affirmed = fact.polarity == "positive" and fact.modality != "denied"
            if not parties or statement in seen or (inherited and not affirmed):
                continue
            seen.add(statement)
            places = self._places(fact, kind)
            if inherited and not places and not kind.once:
                places = self._main_place
            yield Telling(
                statement,
                self.article,
                self.outlet,
                (self.extraction.article.published or "")[:10],
                kind.name,
                parties,
                inherited,
                places,
                (days[0].isoformat(), days[1].isoformat()),
                days[2],
                affirmed,
                _content(fact) if kind.name == STATEMENT else (),
                packed,
                self._sentence(fact),
            )

    # --- who -----------------------------------------------------------------------------------------------------

    def _parties(self, fact: Fact, kind: Kind) -> tuple[dict[str, int], bool]:
        if kind.name == STATEMENT:
            return self._party_of(fact.subject.entity), False
        found: dict[str, int] = {}
        for sibling in self._siblings(fact):
            for part in _parts(sibling, _PARTY_ROLES):
                if sibling.place is None or part.entity != sibling.place.entity:
                    found = _joined(found, self._party_of(part.entity))
                for mention in self._named_in(part.start, part.end):
                    if not self._is_place_here(mention):
                        found = _joined(found, self._party_of(mention.entity))
        found = _joined(found, dict.fromkeys(self._affected(fact, kind), 3))
        if kind.in_sentence:
            sentence = self.extraction.sentences[fact.sentence]
            for mention in self._named_in(sentence.start, sentence.end):
                if mention.type in ("FAC", "PRODUCT", "EVENT", "LOC"):
                    found = _joined(found, self._party_of(mention.entity))
        if kind.joint and sum(weight > 0 for weight in found.values()) == 1:
            return _joined(self._main_parties, found), False
        if found:
            return found, False
        if kind.in_sentence and self._main_thing:
            return self._main_thing, True
        return (self._main_parties if kind.nouns else {}), True

    def _affected(self, fact: Fact, kind: Kind) -> list[str]:
        """Return the person to whom it happens: who is arrested, resigns, dies; what happens once happens to him."""
        if not kind.once:
            return []
        target = fact.relation.target if fact.object is not None or fact.relation.target == "subject" else "subject"
        part = {"subject": fact.subject, "object": fact.object}.get(target or "subject")
        entity = self._by_id.get((part.entity if part is not None else None) or "")
        return list(self._party_of(entity.id)) if entity is not None and entity.type == "PERSON" else []

    def _party_of(self, entity: str | None) -> dict[str, int]:
        """Return an entity as a party: a people or a capital that acts counts as its country."""
        known = self._by_id.get(entity or "")
        if known is None or known.type not in _PARTIES or known.id not in self.entities:
            return {}
        country = self._country_of(known.id, known.name, known.type)
        link = self._links.get(known.id)
        if known.type != "ORG" and (country is not None or (link is not None and link.kind == "city")):
            return {country: 1} if country is not None else {}
        own = {self.entities[known.id]: _WEIGHTS.get(known.type, 1)}
        return own if country is None else {country: 0, **own}

    def _country_of(self, entity: str, name: str, entity_type: str) -> str | None:
        tables: Gazetteer = gazetteer()
        if entity_type in ("NORP", "ORG"):
            first = name.split()[0] if entity_type == "ORG" else name
            nations = tables.nations(first) or ((tables.sign(name) or "",) if entity_type == "ORG" else ())
            country = tables.country(nations[0]) if len(nations) == 1 else None
            return None if country is None else place_iri(self.linker.link_place(country), self.instances).value
        link = self._links.get(entity)
        place = tables.by_key(link.key) if link is not None else None
        if link is not None and place is not None and place.capital and link.within:
            return place_iri(link.within[-1], self.instances).value
        return None

    @cached_property
    def _main_parties(self) -> dict[str, int]:
        """Return the two parties, persons apart, that the article speaks of most, where it does so often."""
        counts: Counter[str] = Counter()
        named: dict[str, dict[str, int]] = {}
        for mention in self.extraction.mentions:
            if mention.type in _MAIN and not self._is_place_here(mention):
                parties = self._party_of(mention.entity)
                for party, weight in parties.items():
                    counts[party] += weight > 0
                    named[party] = parties if weight else named.get(party, {party: 1})
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        found: dict[str, int] = {}
        for party, count in ranked[:2]:
            found = _joined(found, named[party]) if count > 2 else found
        return found

    @cached_property
    def _main_thing(self) -> dict[str, int]:
        """Return the ship, building or named event that the article speaks of most, if it does so twice."""
        counts = Counter(m.entity for m in self.extraction.mentions if m.type in ("FAC", "PRODUCT", "EVENT"))
        named = {mention.entity for mention in self._names}
        known = [(count, entity) for entity, count in counts.items() if entity in named and self._party_of(entity)]
        if not known:
            return {}
        count, entity = min(known, key=lambda item: (-item[0], self.entities[item[1]]))
        return self._party_of(entity) if count > 1 else {}

    # --- where ---------------------------------------------------------------------------------------------------

    def _places(self, fact: Fact, kind: Kind) -> dict[str, tuple[str, ...]]:
        if kind.name == STATEMENT:
            return {}
        ids = [fact.place.entity or ""] if fact.place is not None else []
        spans = [(part.start, part.end) for part in _parts(fact, frozenset())]
        if kind.in_sentence:
            sentence = self.extraction.sentences[fact.sentence]
            spans = [(sentence.start, sentence.end)]
        for start, end in spans:
            ids += [m.entity for m in self._named_in(start, end) if self._is_place_here(m)]
        found = {}
        for entity in ids:
            if entity in self.entities and self._by_id[entity].type in (*_PLACES, "FAC"):
                found[self.entities[entity]] = tuple(self._holders(self._links.get(entity)))
        return found

    @cached_property
    def _main_place(self) -> dict[str, tuple[str, ...]]:
        """Return the city that the article names most as where something is, the dateline's counted in."""
        counts: Counter[str] = Counter()
        for mention in self._names:
            link = self._links.get(mention.entity)
            if link is not None and link.kind == "city" and mention.entity in self.entities:
                counts[mention.entity] += 1 + (mention.text == self.extraction.article.place)
        if not counts:
            return {}
        most = min(counts, key=lambda entity: (-counts[entity], self.entities[entity]))
        return {self.entities[most]: tuple(self._holders(self._links.get(most)))} if counts[most] > 1 else {}

    def _holders(self, link: Link | None) -> Iterator[str]:
        for holder in link.within if link is not None else ():
            yield place_iri(holder, self.instances).value

    def _is_place_here(self, mention: Mention) -> bool:
        """Say whether a place's name tells where: "talks in Istanbul", "Istanbul talks", not "the team of Pakistan"."""
        if mention.type not in _PLACES:
            return False
        before = self.extraction.article.text[max(0, mention.start - 30) : mention.start]
        link = self._links.get(mention.entity)
        is_city = link is not None and link.kind == "city"
        return bool(_IN_PLACE.search(before)) or is_city

    # --- when ----------------------------------------------------------------------------------------------------

    def _days(self, fact: Fact, kind: Kind) -> tuple[date, date, bool] | None:
        """Return first day, last day, and whether the text tells them; None where they are unknown or too many."""
        told = fact.time.value if fact.time is not None else None
        told = None if told is not None and not told[:1].isdigit() else told  # "now", "until June"
        values = {told} if told is not None else self._times_beside(fact) if kind.in_sentence else set()
        if len(values) == 1:
            span = _day_span(next(iter(values)))
            return None if span is None or (span[1] - span[0]).days >= LONGEST else (*span, True)
        published = _day_span(self.extraction.article.published)
        if values or published is None:
            return None
        return published[0] - timedelta(days=kind.window if kind.once else 0), published[1], False

    def _times_beside(self, fact: Fact) -> set[str | None]:
        """Return the times of what else happened in the sentence: "Nine died when it burned on Sunday"."""
        found = set()
        for other in self._facts_by_sentence.get(fact.sentence, ()):
            kind = kind_of(other) if other.time is not None else None
            if other.time is not None and kind is not None and kind.in_sentence:
                found.add(other.time.value)
        return found

    def _siblings(self, fact: Fact) -> list[Fact]:
        """Return the facts that one clause with joined subjects or objects gives: "X and Y hold talks"."""
        same = (fact.relation.start, fact.relation.end, fact.relation.label)
        facts = self._facts_by_sentence.get(fact.sentence, [fact])
        return [f for f in facts if (f.relation.start, f.relation.end, f.relation.label) == same]

    # --- the record ----------------------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.extraction.entities}

    @cached_property
    def _links(self) -> dict[str, Link]:
        return self.linker.links(self.extraction)

    @cached_property
    def _names(self) -> list[Mention]:
        return [mention for mention in self.extraction.mentions if mention.kind == "name"]

    @cached_property
    def _facts_by_sentence(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.extraction.facts:
            found.setdefault(fact.sentence, []).append(fact)
        return found

    def _sentence(self, fact: Fact) -> str:
        """Return a hash of the words of a fact's sentence."""
        sentence = self.extraction.sentences[fact.sentence]
        words = _WORD.findall(self.extraction.article.text[sentence.start : sentence.end].lower())
        return stable_id(*words)[:8]

    def _named_in(self, start: int, end: int) -> list[Mention]:
        return [mention for mention in self._names if start <= mention.start and mention.end <= end]


def _joined(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return the parties of both, each with the higher weight."""
    return {party: max(one.get(party, 0), other.get(party, 0)) for party in (*one, *other)}


def _parts(fact: Fact, roles: frozenset[str]) -> Iterator[Reference | Argument | Qualifier]:
    """Yield subject, object, and the qualifiers of some roles."""
    yield fact.subject
    if fact.object is not None:
        yield fact.object
    yield from (q for q in fact.qualifiers if q.role in roles and q.value is None)


def _day_span(value: str | None) -> tuple[date, date] | None:
    """Return the first and last day of an ISO 8601 value with days in it, None for months, years and open ends."""
    if not value:
        return None
    ends = value.split("/")
    if len(ends) > 2 or not all(_DAY.match(end) for end in ends):
        return None
    try:
        first, last = (date.fromisoformat(end[:10]) for end in (ends[0], ends[-1]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _content(fact: Fact) -> tuple[str, ...]:
    """Return the content words of what is said, cut to six letters so that endings do not count."""
    words = fact.object.text.lower() if fact.object is not None else ""
    return tuple(sorted({word[:6] for word in _CONTENT.findall(words)} - _EMPTY))
