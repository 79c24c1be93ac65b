"""Entities and facts as one plain dictionary for the page: sorted, coded by index, without clock or chance in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.view.ends import articles_of, further_ends, links_of
from graph.view.evidence import marks
from graph.view.happenings import Happening, gather_happenings
from graph.view.kinds import KINDS, NAMELESS, kind_of
from graph.view.picture import compose

if TYPE_CHECKING:
    from graph.facts import EntityRow, EventRow, FactRow, QualifierRow

__all__ = ["FORMAT", "build_payload", "find_entity"]

FORMAT = "newsgraph-view/1"
"""Name and version of the dictionary's shape; it changes when a reader of the JSON would have to."""

ENTITY_FIELDS = (
    *("iri", "label", "kind", "type", "aliases", "links", "near", "mentions", "articleCount", "importance", "shared"),
)
SENTENCE_FIELDS = ("article", "text", "start", "iri")
ARTICLE_FIELDS = ("iri", "headline", "outlet", "date", "url")
RELATION_FIELDS = ("iri", "label")
EVENT_FIELDS = ("entity", "name", "kind", "from", "to", "place", "actors", "outlets", "facts", "lines")
FACT_FIELDS = (
    *("iri", "subject", "relation", "object", "objectText", "datatype", "qualifiers", "time", "timeText"),
    *("place", "placeText", "negative", "modality", "speaker", "speakerText", "within", "confidence", "extractor"),
    *("plain", "sentence", "marks", "via", "viaRole", "further"),
)

Record = dict[str, Any]


def build_payload(
    entities: Iterable[EntityRow],
    facts: Iterable[FactRow],
    events: Iterable[EventRow] = (),
    *,
    title: str = "newsgraph",
    focus: str | None = None,
    depth: int = 1,
    seed: int = 7,
    left_out: str = "",
) -> Record:
    """Return all that the page holds, as JSON types.

    Args:
        entities: One row per entity; entities that only occur in a fact are added from it.
        facts: One row per statement.
        events: One row per event; those that no fact here reports are left out.
        title: The page's heading.
        focus: IRI or name of the entity that the page opens on, with its neighbours.
        depth: How many steps from ``focus`` are drawn.
        seed: Start of the layout's pseudo-random positions.
        left_out: What the graph holds that the page does not, in words.

    Raises:
        LookupError: no entity has the IRI or name given as ``focus``.
    """
    told = sorted(facts, key=lambda fact: fact.statement)
    rows = list(entities)
    happenings = gather_happenings(events, told)
    people = _entities(rows, told, happenings)
    base = _base([*people, *(fact.statement for fact in told), *(fact.article_iri for fact in told)])
    index = {iri: i for i, iri in enumerate(people)}
    articles = sorted({_article(fact) for fact in told}, key=lambda row: row[0])
    relations = sorted({(fact.relation_iri, fact.relation_label) for fact in told})
    sentences = sorted({_sentence(fact) for fact in told})
    terms = sorted({term for fact in told for term in _terms(fact)})
    coder = _Coder(
        base,
        index,
        {row[0]: i for i, row in reversed(list(enumerate(articles)))},
        {iri: i for i, (iri, _) in reversed(list(enumerate(relations)))},
        {key: i for i, key in enumerate(sentences)},
        {fact.statement: i for i, fact in enumerate(told)},
        {iri: (row["label"], *row["aliases"]) for iri, row in people.items()},
        {term: i for i, term in enumerate(terms)},
    )
    named = {iri: (row["label"], *row["aliases"]) for iri, row in people.items() if row["kind"] not in NAMELESS}
    ways = further_ends(told, named)
    happenings = [one for one in happenings if all(end in index for end, _ in one.lines)]
    short = {one.event.iri: one.name for one in happenings}
    links = [(index[a], index[b]) for fact in told for a, b in links_of(fact, ways.get(fact.statement))]
    links += [(index[end], index[one.event.iri]) for one in happenings for end, told_by in one.lines for _ in told_by]
    picture, shared = compose(
        [
            (short.get(iri) or row["label"], row["kind"] not in NAMELESS, row["importance"], iri in short)
            for iri, row in people.items()
        ],
        links,
        articles_of(told, index, coder.articles),
        seed=seed,
    )
    for position, row in enumerate(people.values()):
        row["shared"] = 1 if position in shared else 0
    return {
        "format": FORMAT,
        "title": title,
        "leftOut": left_out,
        "base": base,
        "kinds": [{"key": kind.key, "label": kind.label, "plural": kind.plural} for kind in KINDS],
        "articleFields": ARTICLE_FIELDS,
        "articles": [[_short(row[0], base), *row[1:]] for row in articles],
        "relationFields": RELATION_FIELDS,
        "relations": [[_short(iri, base), label] for iri, label in relations],
        "terms": terms,
        "sentenceFields": SENTENCE_FIELDS,
        "sentences": [
            [coder.articles[article], text, start, _short(iri, base) or None] for article, start, text, iri in sentences
        ],
        "entityFields": ENTITY_FIELDS,
        "entities": [[_short(iri, base), *(row[f] for f in ENTITY_FIELDS[1:])] for iri, row in people.items()],
        "factFields": FACT_FIELDS,
        "facts": [coder.fact(fact, ways.get(fact.statement)) for fact in told],
        "eventFields": EVENT_FIELDS,
        "events": [coder.event(one) for one in happenings],
        "focus": None if focus is None else {"entity": index[find_entity(rows, told, focus)], "depth": depth},
        **picture,
    }


def _base(iris: Sequence[str]) -> str:
    """Return the longest beginning shared by all IRIs, cut after its last slash, so that it is written once."""
    if not iris:
        return ""
    first, last = min(iris), max(iris)
    shared = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, shared) + 1]


def _short(iri: str, base: str) -> str:
    """Drop the base; an IRI outside it stays whole (it then has a scheme, a shortened one has none)."""
    return iri[len(base) :] if base and iri.startswith(base) else iri


def _entities(
    rows: Iterable[EntityRow], facts: Sequence[FactRow], happenings: Sequence[Happening] = ()
) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for row in rows:
        kind = kind_of(row.type, resolved=row.resolved)
        found[row.iri] = _entity(row.label, row.type, kind, row.mention_count, row.article_count)
        found[row.iri]["aliases"] = sorted({alias for alias in row.aliases if alias != row.label})
        found[row.iri]["links"] = sorted(set(row.links))
        found[row.iri]["near"] = sorted(set(row.near))
    for fact in facts:
        ends = [(fact.subject_iri, fact.subject_label, fact.subject_type)]
        if fact.object_iri is not None:
            ends.append((fact.object_iri, fact.object_label, fact.object_type))
        named = [(fact.attributed_to_iri, fact.attributed_to_label), (fact.place_iri, fact.place_label)]
        named += [(qualifier.iri, qualifier.label) for qualifier in fact.qualifiers]
        ends += [(iri, label or iri, "Concept") for iri, label in named if iri is not None]
        for iri, label, type_name in ends:
            found.setdefault(iri, _entity(label, type_name, kind_of(type_name), 0, 0))
    for fact in facts:
        for end in {fact.subject_iri, fact.object_iri, fact.attributed_to_iri}:
            if end in found:
                found[end]["importance"] += 1
    for happening in happenings:
        event = happening.event
        own = found.setdefault(event.iri, _entity(event.label, "Event", kind_of("Event"), 0, 0))
        own["importance"] += len(happening.statements)
    return dict(sorted(found.items()))


def _entity(label: str, type_name: str, kind: str, mentions: int, articles: int) -> Record:
    counts = {"mentions": mentions, "articleCount": articles, "importance": 0}
    return {"label": label, "kind": kind, "type": type_name, "aliases": [], "links": [], "near": [], **counts}


def _article(fact: FactRow) -> tuple[str, str, str, str, str]:
    return (fact.article_iri, fact.headline or "", fact.publisher or "", fact.published or "", fact.url or "")


class _Coder:
    """Facts as lists of indices into the payload's tables."""

    def __init__(
        self,
        base: str,
        entities: Mapping[str, int],
        articles: Mapping[str, int],
        relations: Mapping[str, int],
        sentences: Mapping[tuple[str, int, str, str], int],
        facts: Mapping[str, int],
        names: Mapping[str, tuple[str, ...]],
        terms: Mapping[str, int],
    ) -> None:
        self.base, self.entities, self.articles = base, entities, articles
        self.relations, self.sentences, self.facts, self.names = relations, sentences, facts, names
        self.terms = terms

    def fact(self, fact: FactRow, via: tuple[str, str] | None) -> list[Any]:
        """Return the values of FACT_FIELDS."""
        value = fact.object_value if fact.object_value is not None else fact.object_label
        speaker = self.entities.get(fact.attributed_to_iri or "")
        place_index = self.entities.get(fact.place_iri or "")
        return [
            _short(fact.statement, self.base),
            self.entities[fact.subject_iri],
            self.relations[fact.relation_iri],
            self.entities.get(fact.object_iri or ""),
            None if fact.object_iri is not None else value or None,
            None if fact.object_iri is not None else _plain_string(fact.object_datatype),
            [self._qualifier(qualifier) for qualifier in fact.qualifiers],
            fact.time_value,
            fact.time_text,
            place_index,
            fact.place_label if place_index is None else None,
            1 if fact.polarity == "negative" else 0,
            fact.modality,
            speaker,
            fact.attributed_to_label if speaker is None else None,
            self.facts.get(fact.within or ""),
            round(fact.confidence, 4),
            fact.extractor,
            1 if fact.plain else 0,
            self.sentences[_sentence(fact)],
            marks(fact, self.names.get(fact.subject_iri, ()), self.names.get(fact.object_iri or "", ())),
            self.entities[via[0]] if via else None,
            via[1] if via else None,
            [[self.terms[predicate], self.terms.get(value, value), type_] for predicate, value, type_ in fact.further],
        ]

    def event(self, happening: Happening) -> list[Any]:
        """Return the values of EVENT_FIELDS."""
        event = happening.event
        return [
            self.entities[event.iri],
            happening.name,
            event.kind,
            event.first_day,
            event.last_day,
            self.entities.get(event.place_iri or ""),
            [self.entities[actor] for actor in event.actors if actor in self.entities],
            event.outlet_count,
            [self.facts[statement] for statement in happening.statements],
            [[self.entities[end], [self.facts[one] for one in told_by]] for end, told_by in happening.lines],
        ]

    def _qualifier(self, qualifier: QualifierRow) -> list[Any]:
        """Return the role, the words, the entity's index, the role's IRI and the datatype."""
        role = _short(qualifier.role_iri, self.base) if qualifier.role_iri else None
        entity = self.entities.get(qualifier.iri or "")
        return [qualifier.role, qualifier.label, entity, role, _plain_string(qualifier.datatype)]


def _terms(fact: FactRow) -> set[str]:
    """Return the IRIs of a statement's further properties; few, and the same for many statements."""
    return {iri for predicate, value, type_ in fact.further for iri in (predicate, *(() if type_ else (value,)))}


def _sentence(fact: FactRow) -> tuple[str, int, str, str]:
    return (fact.article_iri, fact.sentence_start, fact.sentence, fact.evidence_iri or "")


def _plain_string(datatype: str | None) -> str | None:
    """Return a datatype's IRI, or None for plain text, which needs none."""
    return None if datatype == "http://www.w3.org/2001/XMLSchema#string" else datatype


def find_entity(entities: Iterable[EntityRow], facts: Iterable[FactRow], name: str) -> str:
    """Return the IRI of the entity with this IRI, local name, label or alias; of several, the one with most facts.

    Raises:
        LookupError: there is none.
    """
    people = _entities(entities, list(facts))
    wanted = name.casefold()
    matches = [
        iri
        for iri, row in people.items()
        if name == iri
        or iri.endswith("/" + name)
        or wanted in {row["label"].casefold(), *(alias.casefold() for alias in row["aliases"])}
    ]
    if not matches:
        raise LookupError(f"expected the name or IRI of an entity of the graph, got {name!r}")
    return min(matches, key=lambda iri: (-people[iri]["importance"], iri))
