"""Nouns that are facts with two parties: "the arrest of Petrov by police", "Israeli strikes on Gaza".

Which links of a noun name the doer and the undergoer stands in ``lexicon/nominal_events.toml`` (after NomBank's frames,
Meyers and others 2004). A noun with one party only ("the arrest of Petrov") is no fact here: who did it is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.facts.adjuncts import Adjunct
from extractors.facts.circumstance import Circumstances, is_place, is_time
from extractors.facts.drafts import Draft
from extractors.facts.phrases import branch, conjuncts, core_phrase, is_nominal, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.lexicon import table, words
from extractors.records import Modality

__all__ = ["nominal_event_drafts", "noun_standing"]

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})


WORDS = frozenset({"asking", "judging"})
"""Groups whose nouns are acts of speech: a rejected demand has been made all the same."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The label of a noun's fact, the links of who does it and to whom, and whether it is an act of speech."""

    label: str
    doers: tuple[str, ...]
    undergoers: tuple[str, ...]
    spoken: bool


@cache
def _frames() -> dict[str, list[_Frame]]:
    """The frames of each noun."""
    found: dict[str, list[_Frame]] = {}
    for name, group in table("nominal_events").items():
        if "doer" in group:
            for noun, label in group["nouns"].items():
                frame = _Frame(label, tuple(group["doer"]), tuple(group["undergoer"]), name in WORDS)
                found.setdefault(noun, []).append(frame)
    return found


def nominal_event_drafts(syntax: Syntax, noun: int) -> Iterator[Draft]:
    """Yield the facts that a noun of action states with its parties.

    "Russia's invasion of Ukraine began in 2022.": Russia invades Ukraine. "Ukraine fears an attack by Russia on
    Kharkiv.": possible only. "There were no attacks by the rebels on the town.": negative.
    """
    frames = _frames().get(syntax.lemmas[noun].lower()) or _frames().get(syntax.lowers[noun])
    if frames is None or syntax.pos[noun] != "NOUN":
        return
    linked = _linked(syntax, noun)
    for frame in frames:
        doer = next((linked[link] for link in frame.doers if link in linked), None)
        rest = (linked[link] for link in frame.undergoers if link in linked)
        undergoer = next((token for token in rest if token != doer), None)
        if doer is None or undergoer is None or is_time(syntax, undergoer, {}) or is_time(syntax, doer, {}):
            continue
        if syntax.lowers[doer] in {"its", "his", "her", "their", "our", "my", "your"} and undergoer < noun:
            continue
        modality, negative = noun_standing(syntax, noun, spoken=frame.spoken)
        for subject in conjuncts(syntax, doer):
            for target in conjuncts(syntax, undergoer):
                if not (is_nominal(syntax, subject) or syntax.entity[subject]) or not is_nominal(syntax, target):
                    continue
                subject_phrase = _party(syntax, subject, branch(syntax, subject, undergoer))
                target_phrase = noun_phrase(syntax, target, without=branch(syntax, target, doer))
                if set(subject_phrase) & set(target_phrase):
                    continue
                links = tuple(t for t in syntax.kids(target, "case") if t < target)
                yield Draft(
                    "nominal-event", noun, subject_phrase, subject, (noun, *links), frame.label, target_phrase, target,
                    circumstances=_circumstances(syntax, noun, {doer, undergoer}), standing=False,
                    modality=modality, negative=negative,
                )  # fmt: skip
        return


def _party(syntax: Syntax, head: int, without: int | None) -> tuple[int, ...]:
    """The phrase of a doer; of a compound or a nationality only its own words: "[US] attack"."""
    if syntax.deps[head] in {"compound", "amod"}:
        return core_phrase(syntax, head)
    return noun_phrase(syntax, head, without=without)


def _linked(syntax: Syntax, noun: int) -> dict[str, int]:
    """The dependents of a noun by their link; prepositions of the last argument are looked for there too.

    In "an attack by rebels on the town" the parser may hang the town on the rebels.
    """
    found: dict[str, int] = {}
    for child in syntax.children[noun]:
        dep = syntax.deps[child]
        if dep == "nmod:poss" and syntax.lowers[child] != "whose":
            found.setdefault("poss", child)
        elif dep == "compound" and syntax.entity[child] in PARTIES:
            found.setdefault("compound", child)
        elif dep == "amod" and syntax.entity[child] == "NORP":
            found.setdefault("nationality", child)
        elif dep == "nmod" and child > noun:
            case = syntax.child(child, "case")
            if case is not None and not syntax.kids(case, "fixed"):
                found.setdefault(syntax.lowers[case], child)
    for link in ("by", "of"):
        holder = found.get(link)
        for child in syntax.kids(holder, "nmod") if holder is not None else ():
            case = syntax.child(child, "case")
            if case is not None and syntax.lowers[case] in {"on", "against", "by"}:
                found.setdefault(syntax.lowers[case], child)
    return found


def _circumstances(syntax: Syntax, noun: int, parties: set[int]) -> Circumstances:
    """When and where, as far as the noun's own phrase says so."""
    times, places = [], []
    for child in syntax.kids(noun, "nmod", "nmod:unmarked"):
        adjunct = Adjunct(child, tuple(t for t in syntax.kids(child, "case") if t < child), "noun")
        if child in parties or child < noun:
            continue
        if is_time(syntax, child, {}):
            times.append(adjunct)
        elif is_place(syntax, adjunct):
            places.append(adjunct)
    return Circumstances(tuple(times), tuple(places))


def noun_standing(syntax: Syntax, noun: int, *, spoken: bool = False) -> tuple[Modality, bool]:
    """Whether it holds: what is feared, planned or called for need not; what is named with "the" or an owner does."""
    determiners = {syntax.lowers[d] for d in syntax.kids(noun, "det")}
    negative = bool(determiners & words("modality", "negative_determiners"))
    above = syntax.heads[noun]
    if spoken:
        return "asserted", negative
    cancelled = above >= 0 and syntax.lemmas[above] in words("nominal_events", "open", "undone")
    if cancelled and syntax.deps[noun] == "nsubj:pass":
        return "possible", negative
    if above >= 0:
        group = "verbs" if syntax.pos[above] == "VERB" else "nouns"
        governed = syntax.deps[noun] in {"obj", "obl", "nmod", "ccomp", "nsubj:pass", "conj"}
        if governed and syntax.lemmas[above].lower() in words("nominal_events", "open", group):
            return "possible", negative
    if determiners & DEFINITE or syntax.child(noun, "nmod:poss") is not None:
        return "asserted", negative
    for clause in (above, *syntax.ancestors(above)) if above >= 0 else ():
        if any(syntax.tags[a] == "MD" for a in syntax.kids(clause, "aux")):
            return "possible", negative  # "a takeover by Vantia would cost jobs"
        if syntax.pos[clause] == "VERB":
            break
    return "asserted", negative
