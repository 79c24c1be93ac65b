"""Entities and facts as one plain dictionary for the page: sorted, coded by index, without a clock or a random number."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from graph.network import link_communities
from graph.view.evidence import marks
from graph.view.kinds import KINDS, kind_of
from graph.view.layout import attach, place
from graph.view.select import Start, describe_communities, drawable, start_view

if TYPE_CHECKING:
    from graph.facts import EntityRow, FactRow
    from graph.view.layout import Point

__all__ = ["FORMAT", "build_payload"]

FORMAT = "newsgraph-view/1"
"""Name and version of the dictionary's shape; it changes when a reader of the JSON would have to."""

ENTITY_FIELDS = ("iri", "label", "kind", "type", "aliases", "links", "mentions", "articleCount", "importance", "community")
ARTICLE_FIELDS = ("iri", "headline", "outlet", "date", "url")
RELATION_FIELDS = ("iri", "label")
FACT_FIELDS = (
    *("iri", "subject", "relation", "object", "objectText", "objectType", "qualifiers", "time", "timeText"),
    *("place", "placeText", "negative", "modality", "speaker", "speakerText", "within", "confidence", "extractor"),
    *("plain", "sentence", "marks"),
)

Record = dict[str, Any]


def build_payload(
    entities: Iterable[EntityRow],
    facts: Iterable[FactRow],
    *,
    title: str = "newsgraph",
    focus: str | None = None,
    depth: int = 1,
    seed: int = 7,
) -> Record:
    """Return all that the page holds, as JSON types.

    Args:
        entities: One row per entity; entities that only occur in a fact are added from it.
        facts: One row per statement.
        title: The page's heading.
        focus: IRI or name of the entity that the page opens on, with its neighbours.
        depth: How many steps from ``focus`` are drawn.
        seed: Start of the layout's pseudo-random positions.

    Raises:
        LookupError: no entity has the IRI or name given as ``focus``.
    """
    told = sorted(facts, key=lambda fact: fact.statement)
    people = _entities(entities, told)
    base = _base([*people, *(fact.statement for fact in told), *(fact.article_iri for fact in told)])
    index = {iri: i for i, iri in enumerate(people)}
    articles = sorted({_article(fact) for fact in told}, key=lambda row: row[0])
    relations = sorted({(fact.relation_iri, fact.relation_label) for fact in told})
    sentences = sorted({(fact.article_iri, fact.sentence_start, fact.sentence) for fact in told})
    coder = _Coder(
        base,
        index,
        {row[0]: i for i, row in reversed(list(enumerate(articles)))},
        {iri: i for i, (iri, _) in reversed(list(enumerate(relations)))},
        {key: i for i, key in enumerate(sentences)},
        {fact.statement: i for i, fact in enumerate(told)},
        {iri: (row["label"], *row["aliases"]) for iri, row in people.items()},
    )
    picture = _picture(list(people.values()), told, index, seed)
    for row, community in zip(people.values(), picture.pop("communityOf"), strict=True):
        row["community"] = community
    return {
        "format": FORMAT,
        "title": title,
        "base": base,
        "kinds": [{"key": kind.key, "label": kind.label, "plural": kind.plural} for kind in KINDS],
        "articleFields": ARTICLE_FIELDS,
        "articles": [[_short(row[0], base), *row[1:]] for row in articles],
        "relationFields": RELATION_FIELDS,
        "relations": [[_short(iri, base), label] for iri, label in relations],
        "sentences": [[coder.articles[article], text] for article, _, text in sentences],
        "entityFields": ENTITY_FIELDS,
        "entities": [[_short(iri, base), *(row[f] for f in ENTITY_FIELDS[1:])] for iri, row in people.items()],
        "factFields": FACT_FIELDS,
        "facts": [coder.fact(fact) for fact in told],
        "focus": None if focus is None else {"entity": _find(focus, people, index), "depth": depth},
        **picture,
    }


def _base(iris: Sequence[str]) -> str:
    """Return the longest beginning shared by all IRIs, cut after its last slash, so that it is written once."""
    prefix = commonprefix(list(iris))
    return prefix[: prefix.rfind("/") + 1]


def _short(iri: str, base: str) -> str:
    """Drop the base; an IRI outside it stays whole (it then has a scheme, a shortened one has none)."""
    return iri[len(base) :] if base and iri.startswith(base) else iri


def _entities(rows: Iterable[EntityRow], facts: Sequence[FactRow]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for row in rows:
        kind = kind_of(row.type, resolved=row.resolved)
        found[row.iri] = _entity(row.label, row.type, kind, row.mention_count, row.article_count)
        found[row.iri]["aliases"] = sorted({alias for alias in row.aliases if alias != row.label})
        found[row.iri]["links"] = sorted(set(row.links))
    for fact in facts:
        ends = [(fact.subject_iri, fact.subject_label, fact.subject_type)]
        if fact.object_iri is not None:
            ends.append((fact.object_iri, fact.object_label, fact.object_type))
        for iri, label, type_name in ends:
            found.setdefault(iri, _entity(label, type_name, kind_of(type_name), 0, 0))
    for fact in facts:
        for iri in {fact.subject_iri, fact.object_iri, fact.attributed_to_iri} - {None}:
            if iri in found:
                found[iri]["importance"] += 1
    return dict(sorted(found.items()))


def _entity(label: str, type_name: str, kind: str, mentions: int, articles: int) -> Record:
    counts = {"mentions": mentions, "articleCount": articles, "importance": 0}
    return {"label": label, "kind": kind, "type": type_name, "aliases": [], "links": [], **counts}


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
        sentences: Mapping[tuple[str, int, str], int],
        facts: Mapping[str, int],
        names: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.base, self.entities, self.articles = base, entities, articles
        self.relations, self.sentences, self.facts, self.names = relations, sentences, facts, names

    def fact(self, fact: FactRow) -> list[Any]:
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
            None if fact.object_iri is not None else fact.object_type or None,
            [[q.role, q.label, self.entities.get(q.iri or "")] for q in fact.qualifiers],
            fact.time_value,
            fact.time_text,
            place_index,
            fact.place_label if place_index is None else None,
            1 if fact.polarity == "negative" else 0,
            fact.modality,
            speaker,
            fact.attributed_to_label if speaker is None else None,
            self.facts.get(fact.within or ""),
            round(fact.confidence, 3),
            fact.extractor,
            1 if fact.plain else 0,
            self.sentences[fact.article_iri, fact.sentence_start, fact.sentence],
            marks(fact, self.names.get(fact.subject_iri, ()), self.names.get(fact.object_iri or "", ())),
        ]


def _find(name: str, people: Mapping[str, Record], index: Mapping[str, int]) -> int:
    """Return the entity with this IRI, local name or label; the one with most facts where several share a name."""
    wanted = name.casefold()
    matches = [
        iri
        for iri, row in people.items()
        if name == iri or iri.endswith("/" + name) or wanted in {row["label"].casefold(), *map(str.casefold, row["aliases"])}
    ]
    if not matches:
        raise LookupError(f"expected the name or IRI of an entity in the graph, got {name!r}; see: newsgraph entities list")
    return index[min(matches, key=lambda iri: (-people[iri]["importance"], iri))]


def _picture(people: Sequence[Record], facts: Sequence[FactRow], index: Mapping[str, int], seed: int) -> Record:
    """Choose what is drawn at first, and where."""
    links = [(index[f.subject_iri], index[f.object_iri]) for f in facts if f.object_iri is not None]
    importance = [float(row["importance"]) for row in people]
    nodes = drawable(links, [row["kind"] not in {"concept", "unresolved"} for row in people])
    row_of = {node: i for i, node in enumerate(nodes)}
    inner = [(row_of[a], row_of[b]) for a, b in links if a in row_of and b in row_of]
    numbers = link_communities(len(nodes), inner, seed=seed)
    community_of: list[int | None] = [None] * len(people)
    for node, number in zip(nodes, numbers, strict=True):
        community_of[node] = number
    start = start_view(nodes, importance)
    radii = {node: _radius(people[node], importance[node]) for node in (*start.drawn, *start.further)}
    core = {node: i for i, node in enumerate(start.drawn)}
    spots: dict[int, Point] = {}
    if start.mode != "map":
        placed = place(
            [people[node]["label"] for node in start.drawn],
            [(core[a], core[b]) for a, b in links if a in core and b in core],
            radius=[radii[node] for node in start.drawn],
            communities=[community_of[node] or 0 for node in start.drawn],
            seed=seed,
        )
        spots = dict(zip(start.drawn, placed, strict=True))
        spots |= attach(spots, start.further, links)
    discs = _map(numbers, nodes, inner, row_of, importance, people, seed) if start.mode == "map" else None
    return {
        "communityOf": community_of,
        "start": {"mode": start.mode, "drawn": len(start.drawn), "drawable": len(nodes)},
        "places": [[node, *spots[node], radii[node]] for node in _order(start) if node in spots],
        "map": discs,
    }


def _order(start: Start) -> list[int]:
    """The entities of the opening view first, then the further ones."""
    return [*start.drawn, *start.further]


def _radius(row: Mapping[str, Any], importance: float) -> int:
    if row["kind"] in {"concept", "unresolved"}:
        return 6
    return round(min(30.0, 7 + 3.1 * math.sqrt(max(importance - 1, 0))))


def _map(
    numbers: Sequence[int],
    nodes: Sequence[int],
    inner: Sequence[tuple[int, int]],
    row_of: Mapping[int, int],
    importance: Sequence[float],
    people: Sequence[Record],
    seed: int,
) -> Record:
    """Return the discs of the community map with their places, and the number of facts between each two."""
    found = describe_communities(numbers, nodes, importance)
    disc = {community.number: i for i, community in enumerate(found)}
    between: Counter[tuple[int, int]] = Counter()
    for a, b in inner:
        pair = sorted((disc.get(numbers[a], -1), disc.get(numbers[b], -1)))
        if pair[0] >= 0 and pair[0] != pair[1]:
            between[pair[0], pair[1]] += 1
    names = [", ".join(people[node]["label"] for node in community.names) for community in found]
    radii = [round(min(60.0, 12 + 1.6 * math.sqrt(len(community.members)))) for community in found]
    spots = place(names, between, radius=radii, seed=seed)
    rows = zip(found, names, spots, radii, strict=True)
    return {
        "discs": [[name, len(c.members), list(c.members[:100]), x, y, r] for c, name, (x, y), r in rows],
        "links": [[a, b, count] for (a, b), count in sorted(between.items())],
        "left": len(set(numbers)) - len(found),
    }
