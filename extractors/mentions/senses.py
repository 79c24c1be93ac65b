"""One name, two places in one article: the country of Georgia and the state beside South Carolina."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate
from extractors.mentions.tables import evidence_names, evidence_words, known_form

__all__ = ["mark_senses"]


def mark_senses(columns: Columns, names: list[Candidate]) -> None:
    """Tell the mentions of a state from those of a country of the same name, where the article speaks of both.

    What stands right beside the name counts: "the country of Georgia" against "the state of Georgia" or "Georgia and
    South Carolina". A mention with nothing beside it is the one spoken of last; it is the country where the article
    names one of its cities.

    Args:
        columns: The article.
        names: Its names in text order; those of states get ``sense`` "state".
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for name in names:
        if name.type in ("GPE", "LOC") and known_form(columns.surface(name.start, name.end)):
            groups[" ".join(name.words)].append(name)
    by_head = {name.head: name for name in names}
    for group in groups.values():
        if len(group) < 2:
            continue
        marks = [_mark(columns, name, by_head) for name in group]
        if "state" in marks and "country" not in marks and _cities(group[0]) & set(columns.lowers):
            marks = [mark or "country" for mark in marks]
        if not {"state", "country"} <= set(marks):
            continue
        last = next(mark for mark in marks if mark)
        for name, mark in zip(group, marks, strict=True):
            last = mark or last
            name.sense = "state" if last == "state" else None


def _mark(columns: Columns, name: Candidate, by_head: dict[int, Candidate]) -> str | None:
    """Read what stands beside a name: "the country of Georgia", "Georgia state", "in Georgia and South Carolina"."""
    head, outer = name.head, columns.heads[name.head]
    case = columns.child(head, "case")
    if case is not None and columns.lowers[case] == "of" and columns.deps[head] == "nmod":
        for sense in ("country", "state"):
            if columns.lemmas[outer].lower() in evidence_words("states", sense):
                return sense
    if columns.lowers[name.end : name.end + 1] == ["state"]:
        return "state"
    beside = [c for c in columns.children[head] if columns.deps[c] == "conj"]
    if columns.deps[head] == "conj":
        beside += [outer, *(c for c in columns.children[outer] if columns.deps[c] == "conj")]
    states = _states()
    return "state" if any(by_head[i].words in states for i in beside if i in by_head) else None


def _cities(name: Candidate) -> frozenset[str]:
    """Return the cities that tell of the country, for the one name that a state bears too."""
    return evidence_words("states", name.words[0]) if name.words == ("georgia",) else frozenset()


@cache
def _states() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(name.lower().split()) for name in evidence_names("states", "names"))
