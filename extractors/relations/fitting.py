"""Whether a fact fits a frame, and which of its parts then fill the two roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.relations.fillers import TIMES, Filler, ends_in, fits, is_person, names, points_to
from extractors.relations.frames import Frame
from extractors.relations.inventory import inventory

__all__ = ["Parts", "Reading", "Sense", "fit"]


@dataclass(frozen=True, slots=True)
class Sense:
    """A relation of the inventory with its roles.

    ``actor`` and ``target`` name the part of the fact that fills the first and the second role: "subject", "object", or
    the role of a qualifier ("by"); None where the fact does not tell.
    """

    relation: str
    actor: str | None = "subject"
    target: str | None = "object"


@dataclass(frozen=True, slots=True)
class Reading:
    """A label taken apart: its verb, the words after it, and whether it is a passive."""

    verb: str
    rest: tuple[str, ...]
    passive: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The arguments of a fact."""

    subject: Filler
    object: Filler | None
    qualifiers: Sequence[Filler] = ()

    def role(self, roles: Sequence[str]) -> str | None:
        """Return the first of these prepositions that a qualifier has; times are no participants."""
        return next((q.role for q in self.qualifiers if q.role in roles and q.type not in TIMES), None)


def fit(frame: Frame, reading: Reading, parts: Parts) -> Sense | None:
    """Return the sense that a fact has if it fits a frame, else None.

    Args:
        frame: One frame of the reading's verb.
        reading: The fact's label.
        parts: Its arguments.

    Returns:
        The relation with its roles.
    """
    sense = _with_noun(frame, reading, parts) if frame.nouns else _without_noun(frame, reading, parts)
    if sense is None:
        return None
    if inventory().relations[frame.relation].subject == "thing" and is_person(parts.subject):
        return None  # "He jumped from the ferry" is no price that jumps
    target = {"subject": parts.subject, "object": parts.object}.get(sense.target or "")
    if target is not None and target.type in TIMES:
        sense = replace(sense, target=None)
    return replace(sense, actor=sense.target, target=sense.actor) if frame.reverse else sense


def _without_noun(frame: Frame, reading: Reading, parts: Parts) -> Sense | None:
    """A frame of words: "accuse", "call on", "fire [PERSON]"."""
    size = len(frame.rest)
    if reading.rest[:size] == frame.rest:
        return _as_label(frame, reading, reading.rest[size:], parts)
    if size and not reading.passive and reading.rest == frame.rest[:-1] and parts.role(frame.rest[-1:]):
        return _with_qualifier(frame, parts)
    return None


def _as_label(frame: Frame, reading: Reading, extra: tuple[str, ...], parts: Parts) -> Sense | None:
    """The label is the frame, with at most a preposition that adds a circumstance: "meet in" is "meet"."""
    links = inventory().links
    if reading.passive:
        if "active" in frame.types or (frame.rest[-1:] and frame.rest[-1] in links["no_passive"]):
            return None
        if len(extra) > 2 or (extra and extra[0] in links["particles"]) or not fits(frame.types, parts.subject):
            return None
        agent = "object" if extra == ("by",) and parts.object is not None else parts.role(("by",))
        return Sense(frame.relation, agent, "subject")
    if len(extra) > 2 or (extra and extra[0] not in links["circumstance"]):
        return None
    direct = parts.object if not extra else None
    if not fits(frame.types, direct):
        return None
    return Sense(frame.relation, "subject", "object" if direct is not None else None)


def _with_qualifier(frame: Frame, parts: Parts) -> Sense | None:
    """The frame's preposition stands at a qualifier: "called | on the minister", "turned points | into rules"."""
    if parts.object is not None and frame.rest[-1] != "as" and "+" not in frame.types:
        return None
    if not fits(frame.types, parts.object):
        return None
    return Sense(frame.relation, "subject", "object" if parts.object is not None else frame.rest[-1])


def _with_noun(frame: Frame, reading: Reading, parts: Parts) -> Sense | None:
    """A frame with nouns: "open (inquiry) into", whether the noun is the object or has moved into the relation."""
    size = len(frame.rest)
    if reading.rest[:size] != frame.rest:
        return None
    inside = reading.rest[size:]
    if reading.passive:
        return _noun_as_subject(frame, inside, parts)
    for cut in range(len(inside), 0, -1):
        if ends_in(" ".join(inside[:cut]), frame.nouns):
            link = " ".join(inside[cut:])
            linked = link in frame.prepositions or (not link and not frame.prepositions)
            return Sense(frame.relation, "subject", "object" if linked and parts.object is not None else None)
    if inside or parts.object is None or not names(parts.object.text, frame.nouns):
        return None
    if frame.prepositions:
        target = parts.role(frame.prepositions)
    elif frame.reverse and frame.verb not in {"be", "have"}:
        target = None  # "went on trial": the trial does nothing
    else:
        target = "object"
    if target is None and frame.verb in {"be", "have"}:
        if not points_to(parts.object.text, frame.prepositions):
            return None
        target = "object"
    return Sense(frame.relation, "subject", target)


def _noun_as_subject(frame: Frame, inside: tuple[str, ...], parts: Parts) -> Sense | None:
    """ "An agreement was reached with the union", and "He was found guilty", whose noun is a predicate."""
    if not inside and parts.object is not None and names(parts.object.text, frame.nouns):
        return Sense(frame.relation, parts.role(("by",)), "subject")
    allowed = {*inventory().links["circumstance"], *frame.prepositions}
    if not names(parts.subject.text, frame.nouns) or (inside and inside[0] not in allowed):
        return None
    agent = "object" if inside == ("by",) and parts.object is not None else parts.role(("by",))
    if inside and inside[0] in frame.prepositions:
        return Sense(frame.relation, agent, "object")
    return Sense(frame.relation, agent, parts.role(frame.prepositions) if frame.prepositions else "subject")
