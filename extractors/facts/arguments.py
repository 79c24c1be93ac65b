"""Which prepositional phrases a verb needs: its arguments, those of verb and object together, and mere comments."""

from __future__ import annotations

from extractors.facts.adjuncts import Adjunct, is_comparison
from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.labels import case_label
from extractors.facts.phrases import conjuncts, is_nominal
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["NAMED", "idiom", "is_comment", "object_arguments", "verb_arguments"]

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})


def idiom(syntax: Syntax, clause: Clause) -> tuple[str, tuple[int, ...]] | None:
    """A verb and object that are one word in meaning: "take place", "take part"; its label and the object's tokens."""
    if len(clause.objects) != 1:
        return None
    obj = clause.objects[0]
    pair = f"{syntax.lemmas[clause.head].lower()} {syntax.lowers[obj]}"
    return (pair, (obj,)) if pair in words("light", "idioms") else None


def verb_arguments(syntax: Syntax, clause: Clause, found: Circumstances) -> list[Adjunct]:
    """The prepositional phrases that take the object's place: the doer of a passive, else the first after the verb with
    its conjuncts; names in the others too; where there is none, the place.

    "was founded by Dean Kamen in Boston": by; "remain in the United States or in Canada": both; "was held in
    Istanbul": in.
    """
    head = clause.head
    # The noun of a relative clause stands before its verb, its preposition too: "the firm for which she worked".
    candidates = [
        a
        for a in found.others
        if a.case and (a.head > head or clause_of_relative(syntax, a)) and not is_comment(syntax, a)
        if syntax.words[a.case[0] - 1] != "," or not is_comparison(syntax, a)
    ]
    direct = {a.head for a in clause.adjuncts}
    located = [a for a in found.places if a.case and a.head > head and a.head in direct]
    if located:  # "remain in Canada after the contest": where, rather than after what
        candidates = [a for a in candidates if case_label(syntax, a.case) not in words("circumstance", "surroundings")]
    if syntax.lemmas[head] not in words("circumstance", "following_verbs"):
        candidates = [a for a in candidates if case_label(syntax, a.case) not in words("circumstance", "reasons")]
    chosen = [a for a in candidates if a.agent]
    first = next(iter(candidates), None)
    if not chosen and first is not None:
        chosen = [a for a in candidates if a.head in conjuncts(syntax, first.head)]
    if not chosen:
        places = [a for a in found.places if a.case and a.head > head]
        chosen = [a for a in places if a.head in conjuncts(syntax, places[0].head)]
    named = [a for a in candidates if a not in chosen and syntax.entity[a.head] in NAMED and _links(syntax, a)]
    return [*chosen, *named]


def clause_of_relative(syntax: Syntax, adjunct: Adjunct) -> bool:
    """Whether a prepositional phrase is that of a relative pronoun: the preposition stands after the noun."""
    return adjunct.case[0] > adjunct.head


def object_arguments(syntax: Syntax, clause: Clause, objects: list[int], found: Circumstances) -> list[Adjunct]:
    """The prepositional phrases that verb and object govern together.

    After a light verb the first one: "hold talks with Iran", "pose a threat to stability", "seek directives from
    leaders"; after any verb with a common noun, names: "signed a contract with Airbus".
    """
    obj = objects[-1]
    if syntax.pos[objects[0]] != "NOUN" or syntax.entity[objects[0]]:
        return []
    light = syntax.lemmas[clause.head] in words("light", "verbs")
    candidates = [a for a in found.others if a.case and a.head > obj]
    if light:
        candidates += _inner(syntax, objects)
    candidates = sorted((a for a in candidates if _is_argument(syntax, a, obj)), key=lambda a: a.head)
    first = next((a for a in candidates if light and _links(syntax, a)), None)
    chosen = [a for a in candidates if first is not None and a.head in conjuncts(syntax, first.head)]
    chosen += [a for a in candidates if a not in chosen and syntax.entity[a.head] in NAMED and _links(syntax, a)]
    if chosen and case_label(syntax, chosen[0].case) == "between":
        return []  # "talks between X and Y": both together, within the object
    return chosen


def _is_argument(syntax: Syntax, adjunct: Adjunct, obj: int) -> bool:
    """What belongs to verb and object; "of" only with nouns like "control", else it is within the object."""
    if case_label(syntax, adjunct.case) == "of" and syntax.lemmas[obj] not in words("light", "of_nouns"):
        return False
    return not is_comment(syntax, adjunct)


def _links(syntax: Syntax, adjunct: Adjunct) -> bool:
    return case_label(syntax, adjunct.case) in words("light", "linking_prepositions")


def _inner(syntax: Syntax, objects: list[int]) -> list[Adjunct]:
    """The prepositional modifiers of an object: "hold talks [with Iran]"."""
    found = []
    for modifier in syntax.kids(objects[-1], "nmod"):
        if modifier < objects[-1]:
            continue
        case: tuple[int, ...] = ()
        for member in conjuncts(syntax, modifier):
            own = tuple(t for m in syntax.kids(member, "case") if m < member for t in syntax.subtree(m))
            case = own or case
            if case and is_nominal(syntax, member) and syntax.entity[member] not in {"DATE", "TIME"}:
                found.append(Adjunct(member, case, "noun"))
    return found


def is_comment(syntax: Syntax, adjunct: Adjunct) -> bool:
    """Phrases about the whole sentence: "according to officials", "for example", "in fact"."""
    link = case_label(syntax, adjunct.case)
    if link.replace(" ", "_") in words("circumstance", "comment_prepositions"):
        return True
    return syntax.lemmas[adjunct.head] in words("circumstance", "comment_nouns") and link not in {"to", "into", "with"}
