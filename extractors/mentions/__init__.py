"""Who and what an article talks about: names, nominals and pronouns, joined into entities of one article."""

from __future__ import annotations

from extractors.mentions.concepts import concept_entity
from extractors.mentions.resolution import Resolution, resolve_mentions

__all__ = ["Resolution", "concept_entity", "resolve_mentions"]
