"""Which entities a fact ties together in the picture: subject and object, and a named one that its words lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.facts import FactRow

__all__ = ["FurtherEnd", "articles_of", "further_ends", "links_of"]

FurtherEnd = tuple[str, str]
"""An entity's IRI and the role in which the fact leads to it: a preposition, or "" for a name in the object's words."""

SHORTEST_NAME = 3


def further_ends(facts: Sequence[FactRow], named: Mapping[str, Sequence[str]]) -> dict[str, FurtherEnd]:
    """Return, by statement, the named entity a fact leads to where its object itself is none.

    Asked in this order: a qualifier or the place ("reopened talks *in Istanbul*"), then a name among the object's words
    ("said that *Pakistan* had agreed", "rejected the offer from *Halden Freight*"), the first in the text, if it is the
    name of an entity that the same article tells facts about.

    Args:
        facts: All facts.
        named: Label and aliases of each named entity, by IRI.
    """
    by_article: dict[str, set[str]] = {}
    for fact in facts:
        ends = {fact.subject_iri, fact.object_iri or "", fact.attributed_to_iri or "", fact.place_iri or ""}
        by_article.setdefault(fact.article_iri, set()).update(ends & named.keys())
    found = {}
    for fact in facts:
        if fact.object_iri in named and fact.object_iri != fact.subject_iri:
            continue
        end = _by_role(fact, named) or _by_name(fact, named, by_article[fact.article_iri])
        if end is not None:
            found[fact.statement] = end
    return found


def _by_role(fact: FactRow, named: Mapping[str, Sequence[str]]) -> FurtherEnd | None:
    further = [*((q.iri, q.role) for q in fact.qualifiers), (fact.place_iri, "in")]
    return next(((iri, role) for iri, role in further if iri in named and iri and iri != fact.subject_iri), None)


def _by_name(fact: FactRow, named: Mapping[str, Sequence[str]], known: Iterable[str]) -> FurtherEnd | None:
    words = fact.object_value or fact.object_label
    hits = []
    for iri in known:
        if iri == fact.subject_iri:
            continue
        for name in named[iri]:
            at = _whole(words, name)
            if at >= 0:
                hits.append((at, -len(name), iri))
    return (min(hits)[2], "") if hits else None


def _whole(words: str, name: str) -> int:
    """Return where ``name`` stands in ``words`` as whole words, capitalised and long enough; -1 if nowhere."""
    if len(name) < SHORTEST_NAME or not name[0].isupper():
        return -1
    at = words.find(name)
    while at >= 0:
        after = at + len(name)
        if not (words[at - 1 : at].isalnum() or words[after : after + 1].isalnum()):
            return at
        at = words.find(name, at + 1)
    return -1


def links_of(fact: FactRow, further: FurtherEnd | None) -> list[tuple[str, str]]:
    """Return the pairs of entities between which the fact can be drawn as a line."""
    ends = [fact.object_iri, further[0] if further else None]
    return [(fact.subject_iri, end) for end in ends if end is not None and end != fact.subject_iri]


def articles_of(facts: Iterable[FactRow], index: Mapping[str, int], articles: Mapping[str, int]) -> list[set[int]]:
    """Return, for each entity by its index, the articles whose facts it takes part in."""
    found: list[set[int]] = [set() for _ in index]
    for fact in facts:
        for iri in (fact.subject_iri, fact.object_iri, fact.attributed_to_iri):
            if iri is not None and iri in index:
                found[index[iri]].add(articles[fact.article_iri])
    return found
