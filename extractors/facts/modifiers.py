"""Which dependents of a noun belong to its phrase, and which to the clause around it or to nothing."""

from __future__ import annotations

from extractors.facts.syntax import Syntax

__all__ = [
    "is_among_them",
    "is_close_apposition",
    "is_date_of_clause",
    "is_date_part",
    "is_linking_adverb",
    "is_measure",
    "is_not_only",
    "is_outside_predicate",
    "is_restrictive",
    "is_set_off",
]

FREE_RELATIVES = frozenset({"what", "whatever", "whoever", "whichever"})
"""Pronouns that mean nothing without their relative clause: "what we do not know"."""

VAGUE = frozenset(
    {
        "those",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "someone",
        "people",
        "all",
        "any",
        "one",
        "ones",
        "many",
        "some",
    }
)
"""Words that a restrictive relative clause tells who is meant."""

ONLY = frozenset({"only", "just", "merely", "simply"})

OPENING_QUOTES = frozenset({"“", "``", '"', "‘"})


def is_date_of_clause(syntax: Syntax, child: int) -> bool:
    """A date between subject and verb belongs to the verb: "A Dutch court on Tuesday ordered"."""
    head = syntax.heads[child]
    if syntax.deps[child] not in {"nmod", "nmod:unmarked"} or child < head or syntax.entity[child] != "DATE":
        return False
    if not syntax.deps[head].startswith("nsubj"):
        return False
    case = syntax.child(child, "case")
    return case is None or syntax.lowers[case] == "on"


def is_close_apposition(syntax: Syntax, child: int) -> bool:
    """A name that follows its description without a comma: "councillors Ann Chiang and Alvin Yeung"."""
    head = syntax.heads[child]
    if syntax.deps[child] != "appos" or child < head or syntax.pos[child] != "PROPN" or syntax.pos[head] == "PROPN":
        return False
    return all(
        syntax.pos[t] in {"PROPN", "NOUN", "ADJ"} or syntax.words[t] in OPENING_QUOTES for t in range(head + 1, child)
    )


def is_measure(syntax: Syntax, child: int, head: int) -> bool:
    """The measure of an adjective: "[300 metres] long", "worth [$340m]"."""
    if syntax.pos[head] != "ADJ" or syntax.entity[child] in {"DATE", "TIME"}:
        return False
    number = syntax.pos[child] in {"NUM", "SYM"} or syntax.child(child, "nummod") is not None
    return number and abs(head - child) <= 4


def is_outside_predicate(syntax: Syntax, child: int, head: int, cop: int) -> bool:
    """What stands before the copula, negates it, or is an adverb of the clause rather than of the noun."""
    if child < cop:
        return True
    return syntax.deps[child] == "advmod" and syntax.lowers[child] in {"not", "n't", "never"}


def is_set_off(syntax: Syntax, child: int, head: int) -> bool:
    """A participle between commas comments on the noun: "the robot, named Hope, scored"."""
    first = min(syntax.subtree(child))
    borders = (t for t in (first - 1, first) if t > head)
    return any(syntax.words[t] in {",", "(", "—", "–", "--"} for t in borders)


def is_date_part(syntax: Syntax, child: int) -> bool:
    """A bare noun within a date or measure behind its head: "Monday [morning]"."""
    return syntax.deps[child] == "nmod:unmarked" and syntax.child(child, "case") is None


def is_among_them(syntax: Syntax, child: int, head: int) -> bool:
    """Words that lead to a list of examples: "three firms, [among them] the state's arms maker"."""
    return (
        child > head
        and syntax.pos[child] == "PRON"
        and syntax.deps[child] == "nmod"
        and is_set_off(syntax, child, head)
    )


def is_not_only(syntax: Syntax, token: int) -> bool:
    """ "not" before "only", "just": no negation of what follows."""
    following = syntax.lowers[token + 1] if token + 1 < len(syntax.lowers) else ""
    return syntax.lowers[token] == "not" and following in ONLY


def is_linking_adverb(syntax: Syntax, child: int, head: int) -> bool:
    """What links conjuncts and belongs to none: "[not] 212", "[not only] the school but [also] a mosque"."""
    word = syntax.lowers[child]
    if word == "not":
        return syntax.deps[head] == "conj" or is_not_only(syntax, child)
    if word in ONLY:
        return child > 0 and syntax.lowers[child - 1] == "not"
    return word == "also" and syntax.deps[head] == "conj"


def is_restrictive(syntax: Syntax, clause: int, head: int) -> bool:
    """A relative clause without which its noun would say something else: "anyone who breaks the truce"."""
    word = syntax.lowers[head]
    return word in FREE_RELATIVES or (word in VAGUE and clause > head and not is_set_off(syntax, clause, head))
