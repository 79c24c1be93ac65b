"""Which conjuncts share a fact: each its own ("Pakistan and Turkey said"), or all together ("X and Y met")."""

from __future__ import annotations

from extractors.facts.clauses import Clause
from extractors.facts.phrases import conjuncts, is_close_apposition, is_nominal, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["acts_together", "second_posts", "subject_heads", "together"]


def subject_heads(syntax: Syntax, clause: Clause) -> list[int]:
    """Return the heads of a clause's subjects, one for each conjunct.

    The noun that a participle or relative clause modifies stands alone: in "Iran and Iraq, which borders Kuwait" only
    Iraq borders Kuwait.
    """
    head = clause.subject
    if head is None:
        return []
    if clause.via in {"participle", "relative"} or syntax.child(head, "cop") is not None:
        return [head]
    same = second_posts(syntax, head)
    found = [h for h in conjuncts(syntax, head) if h == head or (is_nominal(syntax, h) and h not in same)]
    return [member for h in found for member in _named(syntax, h)]


def _named(syntax: Syntax, head: int) -> list[int]:
    """Several names after their description stand for themselves: "councillors A, B and C were elected"."""
    for child in syntax.kids(head, "appos"):
        names = conjuncts(syntax, child)
        if len(names) > 1 and is_close_apposition(syntax, child):
            return names
    return [head]


def second_posts(syntax: Syntax, head: int) -> list[int]:
    """Further posts of one person: "the group's founder and [chairman], Lars Holm, resigned"."""
    name = next((a for a in syntax.kids(head, "appos") if syntax.entity[a] == "PERSON"), None)
    if name is None or syntax.child(name, "conj") is not None:
        return []
    posts = [c for c in syntax.kids(head, "conj") if c < name and syntax.child(c, "det", "nmod:poss") is None]
    return [c for c in posts if syntax.lemmas[c].lower() in words("titles", "roles")]


def acts_together(syntax: Syntax, clause: Clause, heads: list[int]) -> bool:
    """Tell whether coordinated subjects do it with each other: "Putin and Xi met in Moscow."

    Not with an object or a "with": "Putin and Xi met the king", "… clashed with police".
    """
    if len(heads) < 2 or clause.objects or clause.passive:
        return False
    if syntax.lemmas[clause.head] not in words("light", "reciprocal"):
        return False
    return not any(syntax.lowers[t] == "with" for adjunct in clause.adjuncts for t in adjunct.case)


def together(syntax: Syntax, heads: list[int]) -> tuple[int, ...]:
    """Return the one phrase that spans all conjuncts: "the United States and Iran"."""
    tokens = [t for head in heads for t in noun_phrase(syntax, head)]
    return tuple(range(min(tokens), max(tokens) + 1))
