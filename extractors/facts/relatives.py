"""Relative clauses: which noun a relative pronoun, or its absence, stands for."""

from __future__ import annotations

from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["antecedent", "is_relative_pronoun", "relative_object"]

RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that"})
RELATIVE_CLAUSES = frozenset({"acl:relcl", "acl", "advcl:relcl"})


def is_relative_pronoun(syntax: Syntax, token: int) -> bool:
    """Tell whether a token is the "who", "which" or "that" of a relative clause."""
    s = syntax
    if s.lowers[token] not in RELATIVE_PRONOUNS or s.pos[token] not in {"PRON", "DET", "SCONJ"}:
        return False
    return any(s.deps[t] in RELATIVE_CLAUSES for t in _path(s, token))


def antecedent(syntax: Syntax, token: int) -> int | None:
    """What a relative clause modifies: a noun, or the verb of the clause that it comments on.

    "talks between France and Spain, which resume today": the talks; "They paused to seek advice from leaders, which
    prolonged the talks.": that they paused.
    """
    s = syntax
    for above in [token, *_path(s, token)]:
        if s.deps[above] in {"acl:relcl", "acl"}:
            return _described(s, _event_around(s, s.heads[above], above), above)
        if s.deps[above] == "advcl:relcl":
            cleft = s.child(s.heads[above], "expl") is not None  # "It was Lenk who proposed the law."
            return s.heads[above] if cleft or s.pos[s.heads[above]] == "VERB" else None
    return None


def _described(syntax: Syntax, noun: int, clause: int) -> int:
    """The name that a description with a relative clause stands beside: "Mladin, a fisherman who saved six" is Mladin.

    "who" after a name of no person reaches for the person before it: "a partner at Vantia who has chaired the board".
    """
    s = syntax
    who = any(s.lowers[t] == "who" for t in range(noun + 1, clause))
    thing = s.entity[noun] in {"ORG", "GPE", "LOC", "FAC", "PRODUCT"} or (
        s.lemmas[noun].lower() in words("titles", "possessed")
    )
    if who and thing:
        for above in s.ancestors(noun):
            if s.deps[above] not in {"nmod", "appos", "conj", "obl", "obj", "nsubj"} and s.heads[above] >= 0:
                break
            if s.entity[above] == "PERSON" or s.lemmas[above].lower() in words("titles", "roles"):
                noun = above
                break
    named = s.heads[noun]
    if s.deps[noun] == "appos" and s.pos[noun] == "NOUN" and named < noun and s.entity[named] in {"PERSON", "ORG"}:
        return named
    return noun


def _event_around(syntax: Syntax, noun: int, clause: int) -> int:
    """The event whose party, or the clause whose object, was taken for the antecedent of a "which" after a comma."""
    s = syntax
    which = next((t for t in range(noun + 1, clause) if s.lowers[t] == "which"), None)
    if which is None or s.words[which - 1] != ",":
        return noun
    verbs = {s.lemmas[clause], *(s.lemmas[c] for c in s.kids(clause, "xcomp"))}
    if verbs & words("circumstance", "event_verbs") and (s.entity[noun] or s.pos[noun] == "PROPN"):
        for above in s.ancestors(noun):
            if s.lemmas[above].lower() in words("circumstance", "event_nouns"):
                return above
            if s.deps[above] not in {"nmod", "conj", "compound"} and s.pos[above] != "PROPN":
                break
    if s.lemmas[clause] in words("circumstance", "result_verbs"):
        for above in s.ancestors(noun):
            if s.tags[above] == "VB" and s.deps[above] in {"advcl", "acl", "xcomp"} and s.heads[above] >= 0:
                main = s.heads[above]
                return main if s.pos[main] == "VERB" else noun
            if s.pos[above] == "VERB":
                break
    return noun


def relative_object(syntax: Syntax, token: int, objects: list[int]) -> int | None:
    """The object of a relative clause that its antecedent fills: "attacks (that) they launched"."""
    s = syntax
    above = s.heads[token]
    if above >= 0 and s.child(above, "cop") is not None and s.child(above, "case") is not None:
        return None  # "It was in Rome that they met."
    if any(is_relative_pronoun(s, o) for o in s.kids(token, "obj")):
        return antecedent(s, token)
    if s.deps[token] != "acl:relcl" or objects or s.child(token, "cop", "aux:pass", "ccomp", "xcomp") is not None:
        return None
    if s.child(token, "nsubj") is None or any(is_relative_pronoun(s, k) for k in s.children[token]):
        return None
    if any(s.lowers[k] in {"where", "when", "why", "how"} for k in s.children[token]):
        return None
    if any(s.lowers[g] == "whose" for k in s.children[token] for g in s.children[k]):
        return None
    if any(is_relative_pronoun(s, g) for k in s.children[token] for g in s.children[k]):
        return None
    head = s.heads[token]
    if s.lemmas[head] in words("circumstance", "gap_nouns") or (
        s.child(token, "obl") is not None and s.lemmas[token] in words("circumstance", "intransitive")
    ):
        return None
    return head


def _path(syntax: Syntax, token: int) -> list[int]:
    """The predicates from a token's own clause upwards, as far as the parts of one relative clause reach."""
    s = syntax
    found = []
    for above in s.ancestors(token):
        found.append(above)
        if s.deps[above] in RELATIVE_CLAUSES:
            break
        if s.deps[above] not in {"conj", "xcomp", "ccomp", "obl", "nmod", "nmod:poss", "nsubj", "obj", "advcl"}:
            break
    return found
