"""The score of one candidate for a name, with its reasons: a sum of points from ``weights.toml``.

A linear score over agreeing and disagreeing fields is the classical model of record linkage (Fellegi and Sunter 1969);
the points stand in a table that a reader can check.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from graph.resolve.profiles import Profile, field_pairs, fields

__all__ = ["Score", "lookups", "score", "weights"]


@dataclass(frozen=True)
class Score:
    """Points and why; ``supported`` says whether anything in the context speaks for the candidate."""

    points: float
    clues: tuple[tuple[float, str], ...]
    supported: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """The clues with their points, as people read them."""
        return tuple(f"{clue} {points:+.2f}" for points, clue in self.clues)


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the table of points."""
    text = resources.files("graph.resolve").joinpath("weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def lookups(profile: Profile) -> frozenset[str]:
    """Return the features whose presence in a candidate's context the score asks for."""
    asked = set(profile.features)
    for feature in profile.features:
        if feature.startswith("m:"):
            asked |= {f"m:{month}" for month in _months_around(feature[2:])}
    if profile.sign[0]:
        asked |= {f"f:{field}" for field in fields()}
    if profile.sign[1]:
        asked.add("c:any")
    return frozenset(asked)


def _months_around(month: str) -> Iterable[str]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return ()
    before = (first.year - (first.month == 1), (first.month - 2) % 12 + 1)
    after = (first.year + (first.month == 12), first.month % 12 + 1)
    return tuple(f"{year:04}-{number:02}" for year, number in (before, after))


def score(profile: Profile, relation: str, present: frozenset[str], *, only: bool, same_type: bool) -> Score:
    """Return how well a candidate fits a name.

    Args:
        profile: The name in its article.
        relation: How the name may stand for the candidate's, one of :data:`graph.resolve.keys.RELATIONS`.
        present: Those of :func:`lookups` that occur in the candidate's context.
        only: Whether there is no other candidate.
        same_type: Whether both names have one type.

    Returns:
        The points and the reasons.
    """
    table = weights()["evidence"]
    found: list[tuple[float, str]] = [(weights()["relation"][relation], relation)]
    if only:
        found.append((table["only"], "no other candidate"))
    if not same_type:
        found.append((table["other_type"], "typed otherwise"))
    context = [*_role_evidence(profile, present, table), *_context_evidence(profile, present, table)]
    found += context
    supported = any(points > 0 for points, _ in context)
    return Score(round(sum(points for points, _ in found), 6), tuple(found), supported)


def _role_evidence(
    profile: Profile, present: frozenset[str], table: Mapping[str, float]
) -> Iterable[tuple[float, str]]:
    field, country = profile.sign
    roles = sorted(f[2:] for f in profile.features & present if f.startswith("r:"))
    theirs = {f[2:] for f in present if f.startswith("f:")}
    if roles:
        yield table["role"], f"same role ({', '.join(roles)})"
    elif field and field in theirs:
        yield table["field"], f"role in the same field ({field})"
    if field and theirs and not any(field == other or frozenset((field, other)) in field_pairs() for other in theirs):
        yield table["other_field"], f"role in another field ({', '.join(sorted(theirs))}, not {field})"
    if country and f"c:{country}" in present:
        yield table["country"], f"role in the same country ({country})"
    elif country and "c:any" in present:
        yield table["other_country"], f"role in another country than {country}"


def _context_evidence(
    profile: Profile, present: frozenset[str], table: Mapping[str, float]
) -> Iterable[tuple[float, str]]:
    shared: dict[str, list[str]] = {}
    for feature in sorted(profile.features & present):
        shared.setdefault(feature[:2], []).append(feature[2:])
    if named := shared.get("n:"):
        points = table["named"] + table["named_more"] * (len(named) - 1)
        yield min(points, table["named_most"]), f"beside {', '.join(named)}"
    for prefix, kind, word in (("p:", "place", "places"), ("k:", "topic", "topics")):
        if found := shared.get(prefix):
            yield min(table[kind] * len(found), table[f"{kind}_most"]), f"same {word} ({', '.join(found)})"
    if dateline := shared.get("d:"):
        yield table["dateline"], f"dateline {dateline[0]}"
    if outlet := shared.get("o:"):
        yield table["outlet"], f"outlet {outlet[0]}"
    months = sorted(f[2:] for f in present if f.startswith("m:"))
    if months:
        yield table["month"], f"same time ({months[0]})"
