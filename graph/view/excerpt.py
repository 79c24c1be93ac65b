"""Which rows a page holds: those asked for, and no more than a browser can work with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING

from graph.view.kinds import NAMELESS, kind_of

if TYPE_CHECKING:
    from graph.facts import EntityRow, FactRow

__all__ = ["MOST_BYTES", "MOST_ENTITIES", "excerpt", "matching"]

MOST_ENTITIES = 20_000
"""Entities of a page at most."""
MOST_BYTES = 25_000_000
"""Bytes of a page at most."""

Rows = tuple[list["EntityRow"], list["FactRow"]]
Spoken = tuple[str, str, str]
"""Subject, predicate and object as a query gives them: IRIs, or a literal's words."""


def matching(
    entities: Iterable[EntityRow], facts: Iterable[FactRow], terms: Set[str], triples: Set[Spoken] = frozenset()
) -> Rows:
    """Return the rows that a query asks for.

    Args:
        entities: One row per entity.
        facts: One row per statement.
        terms: IRIs that the query returned. Statements among them are drawn themselves; of entities, the facts between
            two of them, and those that lead to no entity at all.
        triples: Triples that a CONSTRUCT query made; where facts say just that, they alone are drawn.
    """
    told = list(facts)
    kept = [
        fact
        for fact in told
        if fact.statement in terms
        or (fact.subject_iri, fact.relation_iri, fact.object_iri or fact.object_value or "") in triples
    ]
    if not kept:
        kept = [
            fact for fact in told if fact.subject_iri in terms and (fact.object_iri is None or fact.object_iri in terms)
        ]
    ends = {iri for fact in kept for iri in (fact.subject_iri, fact.object_iri, fact.attributed_to_iri)} | set(terms)
    return [row for row in entities if row.iri in ends], kept


def excerpt(
    entities: Sequence[EntityRow],
    facts: Sequence[FactRow],
    *,
    most: int = MOST_ENTITIES,
    centre: str | None = None,
    whole: tuple[int, int] | None = None,
) -> tuple[Rows, str]:
    """Return the rows of at most ``most`` entities, and what was left out in words ("" if nothing).

    Kept are the named entities with most facts, then the concepts with most; around ``centre``, the nearest first.

    Args:
        entities: One row per entity.
        facts: One row per statement.
        most: How many entities are kept.
        centre: IRI of an entity whose surroundings come first.
        whole: How many entities and facts the graph has, where the rows given are its foremost part already.
    """
    if len(entities) <= most:
        return (list(entities), list(facts)), "" if whole is None else _left(len(entities), len(facts), whole)
    told: Counter[str] = Counter()
    for fact in facts:
        told.update({iri for iri in (fact.subject_iri, fact.object_iri, fact.attributed_to_iri) if iri is not None})
    steps = _steps(facts, centre) if centre is not None else {}

    def rank(row: EntityRow) -> tuple[int, bool, int, str]:
        nameless = kind_of(row.type, resolved=row.resolved) in NAMELESS
        return (steps.get(row.iri, 4), nameless, -told[row.iri], row.iri)

    kept = sorted(entities, key=rank)[:most]
    inside = {row.iri for row in kept}
    facts_kept = [
        fact for fact in facts if fact.subject_iri in inside and (fact.object_iri is None or fact.object_iri in inside)
    ]
    return (kept, facts_kept), _left(len(kept), len(facts_kept), whole or (len(entities), len(facts)))


def _left(entities: int, facts: int, whole: tuple[int, int]) -> str:
    most = f"the {entities:,} of {whole[0]:,} entities with most facts"
    return f"This page holds {most}, and {facts:,} of {whole[1]:,} facts"


def _steps(facts: Sequence[FactRow], centre: str) -> dict[str, int]:
    """Return how many facts away from the centre each entity is, up to three."""
    around: dict[str, set[str]] = {}
    for fact in facts:
        if fact.object_iri is not None:
            around.setdefault(fact.subject_iri, set()).add(fact.object_iri)
            around.setdefault(fact.object_iri, set()).add(fact.subject_iri)
    found, rim = {centre: 0}, {centre}
    for step in (1, 2, 3):
        rim = {other for iri in rim for other in around.get(iri, ())} - found.keys()
        found |= dict.fromkeys(rim, step)
    return found
