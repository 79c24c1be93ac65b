"""What counts as a predicate: verbs, what a copula links, and the bare adjectives of headlines."""

from __future__ import annotations

from extractors.facts.syntax import Syntax

__all__ = ["is_absolute", "is_bare", "is_copular", "is_predicate"]

CLAUSE_RELATIONS = frozenset({
    "ROOT", "root", "conj", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis",
    "csubj", "csubj:pass", "csubj:outer", "appos", "dislocated", "dep", "list",
})  # fmt: skip


def is_predicate(syntax: Syntax, token: int) -> bool:
    """Tell whether a token heads a clause ("resume", "is clear", "Nine dead after ferry fire")."""
    s = syntax
    if s.deps[token] not in CLAUSE_RELATIONS:
        return False
    if s.child(token, "cop") is not None or is_absolute(s, token):
        return True
    if is_headline_state(s, token):
        return True
    if s.pos[token] == "AUX" and s.lemmas[token] not in {"be", "have"}:
        return False  # an ellipsis: "those who can"
    if s.pos[token] in {"VERB", "AUX"}:
        return not (s.deps[token] in {"appos", "list", "dep"} and s.child(token, "nsubj", "nsubj:pass", "obj") is None)
    return is_bare(syntax, token)


def is_bare(syntax: Syntax, token: int) -> bool:
    """A nominal or adjectival predicate that shares the copula of the one it is coordinated with.

    "The deal is fragile and open to doubt."
    """
    s = syntax
    if s.deps[token] != "conj":
        return False
    first = s.heads[token]
    while s.deps[first] == "conj" and s.child(first, "cop") is None:
        first = s.heads[first]
    return s.child(first, "cop") is not None and s.pos[token] in {"ADJ", "NOUN", "PROPN", "NUM"}


def is_copular(syntax: Syntax, token: int) -> bool:
    """A predicate that is no verb: with a copula, sharing one, or in a headline without it."""
    s = syntax
    if s.child(token, "cop") is not None or is_bare(syntax, token) or is_absolute(syntax, token):
        return True
    return (s.pos[token] == "ADJ" and s.heads[token] < 0) or is_headline_state(s, token)


def is_headline_state(syntax: Syntax, token: int) -> bool:
    """A headline's adjective without its copula: "Nine dead after ferry fire", "Two dead, dozens [missing]"."""
    s = syntax
    if s.pos[token] != "ADJ" or s.child(token, "nsubj") is None or s.child(token, "cop") is not None:
        return False
    first = s.heads[token]
    return first < 0 or (s.deps[token] in {"conj", "parataxis"} and s.heads[first] < 0 and s.pos[first] == "ADJ")


def is_absolute(syntax: Syntax, token: int) -> bool:
    """What "with" says of a noun without a verb: "with both sides [under pressure]"."""
    s = syntax
    if s.deps[token] != "advcl" or s.pos[token] not in {"NOUN", "ADJ"} or s.child(token, "nsubj") is None:
        return False
    return any(s.lowers[m] == "with" for m in s.kids(token, "mark"))
