"""What the resolver works on: spans that may refer, and the groups (clusters) they end up in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from extractors.records import MentionKind

__all__ = ["Candidate", "Cluster", "Clusters", "Number", "Sex"]

Sex = Literal["male", "female"]
Number = Literal["singular", "plural"]


@dataclass(slots=True, eq=False)
class Candidate:
    """A span that may refer: token range, syntactic head, and what its words alone say about the referent.

    ``animate`` is True for persons, False for things, None when unknown. ``words`` are the lower-case words of a name
    or of a noun phrase without its determiner. ``owner`` is the country of an institution ("Turkey's
    parliament"), ``sense`` "state" where a country of the same name is spoken of too.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str
    sentence: int
    words: tuple[str, ...] = ()
    sex: Sex | None = None
    number: Number | None = None
    animate: bool | None = None
    definite: bool = False
    titles: tuple[str, ...] = ()
    owner: str | None = None
    sense: str | None = None
    cluster: int = -1


@dataclass(slots=True)
class Cluster:
    """Candidates that refer to the same thing, with what is known of it together."""

    members: list[Candidate] = field(default_factory=list)
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def type(self) -> str:
        """Return the type most of its names have; the earliest on a tie."""
        names = [m.type for m in self.members if m.kind == "name"] or [
            m.type for m in self.members if m.kind == "nominal"
        ]
        return Counter(names).most_common(1)[0][0] if names else "CONCEPT"

    def sexes(self) -> set[Sex]:
        """Return the genders its members tell; a lone given name counts only where nothing else tells."""
        strong = {m.sex for m in self.members if m.sex and (len(m.words) > 1 or m.titles or m.kind != "name")}
        return strong or {m.sex for m in self.members if m.sex}

    def numbers(self) -> set[Number]:
        """Return the grammatical numbers of its names and nominals."""
        return {m.number for m in self.members if m.number and m.kind != "pronoun"}

    def animate(self) -> bool | None:
        """Say whether it is a person, where its members tell."""
        told = {m.animate for m in self.members if m.animate is not None}
        return told.pop() if len(told) == 1 else (True if True in told else None)

    def named(self) -> bool:
        """Say whether a name is among its members."""
        return any(m.kind == "name" for m in self.members)


class Clusters:
    """A partition of candidates that only grows together."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.of: dict[int, Cluster] = {}
        for number, candidate in enumerate(candidates):
            candidate.cluster = number
            self.of[number] = Cluster([candidate])
        self._next = len(candidates)

    def __getitem__(self, candidate: Candidate) -> Cluster:
        return self.of[candidate.cluster]

    def add(self, candidate: Candidate) -> Cluster:
        """Take in a new candidate as a cluster of its own."""
        candidate.cluster = self._next
        self._next += 1
        self.of[candidate.cluster] = Cluster([candidate])
        return self.of[candidate.cluster]

    def merge(self, first: Candidate, second: Candidate) -> None:
        """Make one cluster of two; the earlier number stays."""
        keep, drop = sorted((first.cluster, second.cluster))
        if keep == drop:
            return
        gone = self.of.pop(drop)
        for member in gone.members:
            member.cluster = keep
        target = self.of[keep]
        target.members = sorted([*target.members, *gone.members], key=lambda m: (m.start, m.end))
        target.roles += gone.roles
