"""Which phrases of re3d a document's facts relate: pairs of entities in one of its eleven kinds of relation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from graph.bench.publicsets.phrases import Phrase

if TYPE_CHECKING:
    from extractors.records import Extraction, Fact

__all__ = ["related_pairs"]

Span = tuple[int, int]

_LINKS = frozenset({" in ", ", ", " in the ", " (", " at ", " near "})
_PLACING = frozenset({"in", "at", "near"})
_ROLES = frozenset({*_PLACING, "with", "against", "recipient", "from", "following"})
_NOMINAL = frozenset({"apposition", "copula", "title", "origin", "joint-noun", "nominal-event"})


def related_pairs(record: Extraction, phrases: Iterable[Phrase]) -> list[tuple[Span, Span]]:
    """Return the pairs of spans that a document's facts relate in a way that re3d marks.

    re3d has eleven kinds of relation, so a fact of another kind ("said", "expected") gives no pair; ``pairs.toml`` says
    which relations of our inventory are of which kind. Two phrases joined by "in", a comma or a bracket are a place and
    what is there, or two names of one thing.

    Args:
        record: The extraction.
        phrases: The phrases by which re3d names things in the document.

    Returns:
        Pairs, each once, in the order they are found.
    """
    named = [(phrase.start, phrase.end) for phrase in phrases]
    found: dict[tuple[Span, Span], None] = {}
    for fact in record.facts:
        for left, right in _pairs_of_fact(fact, named):
            if left[1] <= right[0] or right[1] <= left[0]:
                found[min(left, right), max(left, right)] = None
    for left, right in pairwise(named):
        if record.article.text[left[1] : right[0]] in _LINKS:
            found[left, right] = None
    return list(found)


def _pairs_of_fact(fact: Fact, named: list[Span]) -> Iterator[tuple[Span, Span]]:
    subject = _ends((fact.subject.start, fact.subject.end), named)[:1]
    objects: list[Span] = []
    if fact.object is not None and fact.extractor != "speech":
        objects = _ends((fact.object.start, fact.object.end), named)
        if _is_marked(fact):
            yield from ((left, right) for left in subject for right in objects[:1])
        yield from combinations(objects[:2], 2)
    places = [(q.start, q.end) for q in fact.qualifiers if q.role in _ROLES]
    if fact.place is not None:
        places.append((fact.place.start, fact.place.end))
    for place in places:
        for end in _ends(place, named)[:1]:
            yield from ((start, end) for start in (*subject, *objects[:1]))


def _is_marked(fact: Fact) -> bool:
    """Whether a fact is of a kind that re3d marks."""
    return (
        fact.relation.sense in _senses()
        or fact.extractor in _NOMINAL
        or fact.relation.label.rpartition(" ")[2] in _PLACING
    )


@cache
def _senses() -> frozenset[str]:
    table = tomllib.loads((files("graph.bench.publicsets") / "pairs.toml").read_text(encoding="utf-8"))
    return frozenset(sense for senses in table.values() for sense in senses.split())


def _ends(span: Span, named: list[Span]) -> list[Span]:
    """The named phrases in an argument, else the argument itself."""
    inside = [n for n in named if n[0] < span[1] and span[0] < n[1]]
    return inside or [span]
