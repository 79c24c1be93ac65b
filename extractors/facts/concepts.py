"""The entity of each argument: the mention that resolution found, or a concept for a common noun phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.facts.syntax import Syntax
from extractors.records import Entity, Fact, Mention

if TYPE_CHECKING:
    from extractors.columns import Columns
    from extractors.facts import FactSet, Resolved

__all__ = ["Concepts"]


class Concepts:
    """Gives entities to phrases and keeps the concepts it makes."""

    def __init__(self, columns: Columns, syntax: Syntax, resolution: Resolved) -> None:
        self._columns = columns
        self._syntax = syntax
        self._resolution = resolution
        self._entities: dict[str, Entity] = {}
        self._mentions: dict[tuple[int, int, str], Mention] = {}

    def entity_of(self, head: int, tokens: tuple[int, ...]) -> str | None:
        """Return the id of the entity a phrase names; None for pronouns without an antecedent and for non-nouns."""
        mention = self._resolution.by_head.get(head)
        if mention is not None:
            return mention.entity
        return self.concept_of(head, tokens)

    def concept_of(self, head: int, tokens: tuple[int, ...]) -> str | None:
        """Return the id of the concept that a noun phrase names, whoever it refers to; None for other words."""
        if self._syntax.pos[head] not in {"NOUN", "PROPN"}:
            return None
        from extractors.mentions.concepts import concept_of

        entity, made = concept_of(self._columns, head, tokens[0], tokens[-1] + 1)
        self._entities.setdefault(entity.id, entity)
        self._mentions.setdefault((made.start, made.end, made.entity), made)
        return entity.id

    def complete(self, facts: Sequence[Fact]) -> FactSet:
        """Return the facts with the resolution's entities and mentions and the concepts that the facts use."""
        from extractors.facts import FactSet

        known = {entity.id for entity in self._resolution.entities}
        used: set[str] = set()
        for fact in facts:
            parts = (fact.subject, fact.object, fact.place, fact.attributed_to, *fact.qualifiers)
            used |= {part.entity for part in parts if part is not None and part.entity is not None}
        made = sorted((e for e in self._entities.values() if e.id in used - known), key=lambda e: e.id)
        mentions = [m for m in self._mentions.values() if m.entity in used]
        resolved = set(self._resolution.mentions)  # of two over the same words, what they refer to stands first
        joined = sorted({*resolved, *mentions}, key=lambda m: (m.start, m.end, m not in resolved, m.entity))
        return FactSet((*self._resolution.entities, *made), tuple(joined), tuple(facts))
