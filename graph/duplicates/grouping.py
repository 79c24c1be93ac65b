"""Near-duplicate articles kept in step with the articles: see :mod:`graph.groups`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from extractors.records import Extraction
from graph.duplicates.signatures import Signature, band_keys, near_duplicates, signature
from graph.groups import Member
from graph.mapping import ArticleGraph
from graph.vocabulary import NG, Instances

__all__ = ["COPY_OF", "Duplicates"]

COPY_OF = NG["nearDuplicateOf"]


class Duplicates:
    """Copies of one text. Members are articles; of a group, the one published first is the original."""

    name = "duplicates"
    by_text = True

    def members(self, extraction: Extraction, graph: ArticleGraph, instances: Instances) -> Iterator[Member]:
        """Yield the article, unless it has no words."""
        text, published = extraction.article.text, extraction.article.published or ""
        keys = frozenset(band_keys(text))
        if keys:
            yield Member(graph.iri.value, keys, json.dumps([signature(text).pack(), published]))

    def alike(self, one: Member, other: Member) -> bool:
        """Say whether two articles are copies of one text."""
        (text, _), (copy, _) = json.loads(one.body), json.loads(other.body)
        return near_duplicates(Signature.unpack(text), Signature.unpack(copy))

    def derive(self, members: tuple[Member, ...], instances: Instances) -> Iterable[Triple]:
        """Yield, for each copy, which article it is a copy of."""
        # Undated articles come last; a day without a time comes before the same day's times, as "2025-11-10" sorts.
        original = min(members, key=lambda m: (json.loads(m.body)[1][:10] or "~", json.loads(m.body)[1], m.id))
        for member in members:
            if member.id != original.id:
                yield Triple(NamedNode(member.id), COPY_OF, NamedNode(original.id))
