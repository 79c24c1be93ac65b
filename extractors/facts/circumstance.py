"""When and where a fact holds: the times and places that stand with its own verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.facts.adjuncts import Adjunct, is_comparison
from extractors.facts.clauses import Clause
from extractors.facts.phrases import conjuncts, is_contrasted, is_date_of_clause, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["Circumstances", "find_circumstances", "find_places", "is_place", "is_time", "place_of"]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The circumstances of one clause, sorted: times, places, and what else is said about it."""

    times: tuple[Adjunct, ...] = ()
    places: tuple[Adjunct, ...] = ()
    others: tuple[Adjunct, ...] = ()
    clauses: tuple[Adjunct, ...] = ()


def find_circumstances(syntax: Syntax, clause: Clause, timed: Mapping[int, object]) -> Circumstances:
    """Sort the adjuncts of a clause, with those of its governors that share its subject.

    "The talks were held in Istanbul on 25 October.": place Istanbul, time 25 October.
    "They resumed talks in Istanbul today.": the place inside the object is where the talks are, so where they resume.

    Args:
        syntax: The parse.
        clause: The clause.
        timed: Token indices that belong to a time expression.

    Returns:
        The sorted circumstances.
    """
    times: list[Adjunct] = []
    places: list[Adjunct] = []
    others: list[Adjunct] = []
    clauses: list[Adjunct] = []
    if clause.subject is not None:
        for child in syntax.kids(clause.subject, "nmod", "nmod:unmarked"):
            if is_date_of_clause(syntax, child):
                times.append(Adjunct(child, tuple(syntax.kids(child, "case")), "noun"))
    inherited = [a for g in clause.chain for a in (*_direct_adjuncts(syntax, g), *_clauses_of(syntax, g))]
    for adjunct in (*clause.adjuncts, *inherited):
        if adjunct.kind == "clause":
            clauses.append(adjunct)
        elif is_contrasted(syntax, adjunct.head) or is_comparison(syntax, adjunct):
            others.append(adjunct)
        elif is_time(syntax, adjunct.head, timed) and _preposition(syntax, adjunct) not in {"of", "about"}:
            if not _measures_clause(syntax, adjunct) and not _dates_figure(syntax, adjunct):
                times.append(adjunct)
        elif is_place(syntax, adjunct):
            places.append(adjunct)
        elif adjunct.kind == "noun":
            others.append(adjunct)
        elif syntax.lowers[adjunct.head] in words("adverbs", "place"):
            places.append(adjunct)
    if clause.via == "conj" and not (times or places):  # "bought and sold cars in Spain"
        shared = [a for a in _direct_adjuncts(syntax, syntax.heads[clause.head]) if a.head > clause.head]
        times += [a for a in shared if is_time(syntax, a.head, timed)]
        places += [a for a in shared if is_place(syntax, a)]
    about = syntax.lemmas[clause.head] in words("circumstance", "topic_verbs") and not clause.passive
    if (not places or not times) and not about:
        inner_heads = [
            *clause.objects,
            *clause.predicative,
            *([clause.indirect] if clause.indirect is not None else []),
        ]
        inner_heads += [a.head for a in others if a.head > clause.head and not _is_apart(syntax, a)]
        for head in inner_heads:
            for modifier in syntax.kids(head, "nmod", "nmod:unmarked", "advmod"):
                inner = Adjunct(modifier, tuple(t for t in syntax.kids(modifier, "case") if t < modifier), "noun")
                if modifier < head or syntax.pos[head] == "PROPN":
                    continue
                if not times and is_time(syntax, modifier, timed) and _preposition(syntax, inner) != "of":
                    times.append(inner)
                elif not places and clause.kind == "verb" and not _is_topic(syntax, inner):
                    places += _within(syntax, inner)
    for adjunct in clauses:
        if times and places:
            break
        if any(syntax.lowers[m] in {"when", "as", "while"} for m in adjunct.case) or _opens_with_when(
            syntax, adjunct.head
        ):
            for inner in _direct_adjuncts(syntax, adjunct.head):
                if not times and is_time(syntax, inner.head, timed):
                    times.append(inner)
                elif not places and is_place(syntax, inner):
                    places.append(inner)
    if not places:
        places += [a for a in others if is_goal(syntax, a, clause)][:1]
    acted_on = clause.passive and any(a.agent for a in clause.adjuncts)
    happens = clause.subject is not None and (
        _is_event(syntax, clause.subject)
        or (
            _stands_somewhere(syntax, clause.subject)
            and syntax.lemmas[clause.head] in words("circumstance", "happening_verbs")
        )
    )
    if not places and clause.subject is not None and happens and not acted_on:
        places += [replace(a, of_subject=True) for a in find_places(syntax, clause.subject)[:1]]
    return Circumstances(tuple(times), tuple(places), tuple(others), tuple(clauses))


def _within(syntax: Syntax, adjunct: Adjunct) -> list[Adjunct]:
    """A phrase that is a place, or lies in one: "in the ruins of a school [in Kutaisi]"."""
    if is_place(syntax, adjunct):
        return [adjunct]
    if _preposition(syntax, adjunct) not in {"in", "at", "inside", "near", "under"}:
        return []
    for inner in syntax.subtree(adjunct.head):
        case = tuple(t for t in syntax.kids(inner, "case") if t < inner)
        if inner > adjunct.head and syntax.deps[inner] == "nmod" and syntax.entity[inner] in {"GPE", "LOC"} and case:
            found = Adjunct(inner, case, "noun")
            if _preposition(syntax, found) in {"in", "near"}:
                return [found]
    return []


def _is_topic(syntax: Syntax, adjunct: Adjunct) -> bool:
    """What an agreement or a debate is on, no place: "reached agreement [on a new border]"."""
    determiner = syntax.child(adjunct.head, "det")
    return _preposition(syntax, adjunct) == "on" and determiner is not None and syntax.lowers[determiner] in {"a", "an"}


def _dates_figure(syntax: Syntax, adjunct: Adjunct) -> bool:
    """When an earlier figure held, not when it changed: "slowed to 2.1 percent from 2.6 percent [the month before]"."""
    phrase = noun_phrase(syntax, adjunct.head)
    before = min(phrase[0], adjunct.head) - 1
    if adjunct.case or before < 0 or syntax.entity[before] not in {"PERCENT", "MONEY", "QUANTITY", "CARDINAL"}:
        return False
    while before > 0 and syntax.entity[before] == syntax.entity[before - 1]:
        before -= 1
    return before > 0 and syntax.lowers[before - 1] in {"from", "than"}


def _measures_clause(syntax: Syntax, adjunct: Adjunct) -> bool:
    """How long before or after something else, not when: "[hours] before the talks resumed"."""
    following = adjunct.head + 1
    if adjunct.case or following >= len(syntax.words) or syntax.lowers[following] not in {"before", "after"}:
        return False
    return syntax.deps[following] in {"mark", "case"}


def place_of(syntax: Syntax, found: Circumstances, subject: tuple[int, ...]) -> Adjunct | None:
    """Return the place of a fact: the first that is no part of its subject, unless the subject is what takes place.

    "The talks in Geneva stalled." is in Geneva; "The ministry in Oslo refused." says nothing about where.
    """
    for adjunct in found.places:
        if adjunct.head not in subject or adjunct.of_subject:
            return adjunct
    return None


def _is_event(syntax: Syntax, head: int) -> bool:
    """Tell whether a noun names something that takes place somewhere ("talks", "protest", "explosion")."""
    return syntax.lemmas[head].lower() in words("circumstance", "event_nouns")


def find_places(syntax: Syntax, event: int) -> list[Adjunct]:
    """Places inside the noun phrase of what takes place or stands somewhere.

    "The first round in Geneva began.", "The Geneva talks stalled.", "Talks between Iran and Iraq in Doha failed.",
    "A gate of the dam in western Georgia broke."
    """
    found = []
    for child in syntax.kids(event, "nmod", "compound"):
        adjunct = Adjunct(child, tuple(t for t in syntax.kids(child, "case") if t < child), "noun")
        if syntax.deps[child] == "compound":
            meets = syntax.lemmas[event].lower() in words("circumstance", "meeting_nouns")
            if meets and syntax.entity[child] == "GPE" and syntax.child(child, "conj") is None:
                found.append(adjunct)
        elif is_place(syntax, adjunct):
            found.append(adjunct)
        elif _preposition(syntax, adjunct) in {"between", "among", "of", "with"}:
            inner = [m for party in conjuncts(syntax, child) for m in syntax.kids(party, "nmod") if m > party]
            nested = (Adjunct(m, tuple(t for t in syntax.kids(m, "case") if t < m), "noun") for m in inner)
            found += [a for a in nested if _preposition(syntax, a) in {"in", "at"} and is_place(syntax, a)]
    return found


def _stands_somewhere(syntax: Syntax, head: int) -> bool:
    """Buildings and other places, and their parts: what happens to them happens where they stand."""
    heads = [head, *(m for m in syntax.kids(head, "nmod") if _is_of(syntax, m))]
    return any(syntax.lemmas[h].lower() in words("circumstance", "standing_nouns") for h in heads)


def _is_of(syntax: Syntax, token: int) -> bool:
    case = syntax.child(token, "case")
    return case is not None and syntax.lowers[case] == "of"


def _opens_with_when(syntax: Syntax, head: int) -> bool:
    return any(syntax.lowers[a] == "when" for a in syntax.kids(head, "advmod"))


def is_goal(syntax: Syntax, adjunct: Adjunct, clause: Clause) -> bool:
    """Tell whether a prepositional phrase names where something goes or comes from ("flew to Vis").

    After a verb of motion any name but a person's counts, as small places are not all recognised.
    """
    if _preposition(syntax, adjunct) not in {"to", "into", "towards", "toward", "from", "onto", "via", "through"}:
        return False
    kind = syntax.entity[adjunct.head]
    motion = syntax.lemmas[clause.head] in words("circumstance", "motion")
    if motion and not kind and syntax.lemmas[adjunct.head].lower() in words("circumstance", "place_nouns"):
        return True  # "were evacuated from the valley"
    moves = motion and syntax.pos[adjunct.head] == "PROPN"
    placed = kind in words("circumstance", "place_types") and (motion or not clause.objects)
    return placed or (moves and kind not in {"PERSON", "NORP", "DATE"})


def _clauses_of(syntax: Syntax, governor: int) -> list[Adjunct]:
    """The subordinate clauses of a governing verb: "are set to resume talks, as Islamabad pushes for assurances"."""
    return [
        Adjunct(child, tuple(syntax.kids(child, "mark")), "clause")
        for child in syntax.kids(governor, "advcl")
        if syntax.child(child, "mark") is not None
    ]


def _direct_adjuncts(syntax: Syntax, governor: int) -> list[Adjunct]:
    found = []
    for child in syntax.kids(governor, "obl", "obl:unmarked", "obl:tmod", "advmod"):
        adverb = syntax.deps[child] == "advmod"
        if adverb and syntax.lowers[child] not in words("adverbs", "time_and_place"):
            continue
        case = tuple(t for marker in syntax.kids(child, "case") if marker < child for t in syntax.subtree(marker))
        found.append(Adjunct(child, case, "adverb" if adverb else "noun"))
    return found


def is_time(syntax: Syntax, head: int, timed: Mapping[int, object]) -> bool:
    """Tell whether a phrase names a time ("last week", "on Monday", "two days later")."""
    if head in timed or syntax.entity[head] in {"DATE", "TIME"}:
        return True
    if syntax.entity[head] and syntax.entity[head] not in {"CARDINAL", "ORDINAL", "QUANTITY"}:
        return False
    lemma = syntax.lemmas[head].lower()
    if syntax.pos[head] in {"NOUN", "PROPN"} and lemma in words("circumstance", "time_nouns"):
        return lemma not in {"second", "age", "era", "time", "fall", "spring", "may"} or any(
            syntax.lowers[c] in {"same", "this", "that", "next", "each", "every"} for c in syntax.children[head]
        )
    if syntax.pos[head] == "ADV" or syntax.deps[head] == "advmod":
        return syntax.lowers[head] in words("adverbs", "time") or any(
            is_time(syntax, c, timed) for c in syntax.kids(head, "obl:unmarked", "obl:npmod", "obl")
        )
    if syntax.pos[head] == "NUM" and len(syntax.words[head]) == 4 and syntax.words[head].isdigit():
        return 1000 <= int(syntax.words[head]) <= 2100 and syntax.child(head, "case") is not None
    return False


def is_place(syntax: Syntax, adjunct: Adjunct) -> bool:
    """Tell whether a prepositional phrase names where something is or happens ("in Kabul", "at the border")."""
    preposition = _preposition(syntax, adjunct)
    if preposition not in words("circumstance", "location"):
        return False
    kind = syntax.entity[adjunct.head]
    if preposition == "on" and kind in {"GPE", "ORG", "NORP"}:
        return False  # "attacks on Pakistan", "sanctions on Iran": a target
    if kind:
        return kind in words("circumstance", "place_types") or (
            kind == "ORG" and syntax.lemmas[adjunct.head].lower() in words("circumstance", "place_nouns")
        )
    if syntax.pos[adjunct.head] == "PROPN" and preposition in {"in", "at"}:
        return any(syntax.entity[t] in words("circumstance", "place_types") for t in noun_phrase(syntax, adjunct.head))
    return syntax.lemmas[adjunct.head].lower() in words("circumstance", "place_nouns")


def _is_apart(syntax: Syntax, adjunct: Adjunct) -> bool:
    """A phrase with a time and place of its own: "according to an official in Peshawar", "from 2 per cent in May"."""
    figure = syntax.entity[adjunct.head] in {"PERCENT", "MONEY", "QUANTITY", "CARDINAL"}
    if is_comparison(syntax, adjunct) or (figure and _preposition(syntax, adjunct) == "from"):
        return True
    link = _preposition(syntax, adjunct)
    other = link in words("circumstance", "surroundings") - {"during", "amid", "with"}
    return other or link.replace(" ", "_") in words("circumstance", "comment_prepositions")


def _preposition(syntax: Syntax, adjunct: Adjunct) -> str:
    return (
        syntax.lowers[adjunct.case[0]] if len(adjunct.case) == 1 else " ".join(syntax.lowers[t] for t in adjunct.case)
    )
