"""Whose something is: "Pakistan's security forces", "whose daughter died"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.drafts import Draft
from extractors.facts.phrases import conjuncts, core_phrase, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.facts.titles import is_person
from extractors.lexicon import words

__all__ = ["NAMED", "possession_drafts"]

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART"})


def possession_drafts(syntax: Syntax, owned: int) -> Iterator[Draft]:
    """ "Pakistan's security forces": Pakistan has security forces. Times own nothing ("today's talks")."""
    if syntax.pos[owned] not in {"NOUN", "PROPN"}:
        return
    for owner in syntax.kids(owned, "nmod:poss"):
        if syntax.entity[owner] in {"DATE", "TIME"} or syntax.lemmas[owner].lower() in words(
            "circumstance", "time_nouns"
        ):
            continue
        if syntax.lowers[owner] == "whose":
            yield from _whose(syntax, owned)
            continue
        if syntax.lowers[owner] in {"own", "one"} or syntax.lowers[owner] in {"my", "our", "your"}:
            continue
        obj = tuple(t for t in noun_phrase(syntax, owned) if (t > owner and syntax.deps[t] != "case") or t == owned)
        last = max(t for member in conjuncts(syntax, owner) for t in _with_case(syntax, member))
        obj = tuple(t for t in obj if not (t < owned and t <= last))
        if is_person(syntax, owned) and syntax.pos[owned] == "PROPN":
            if syntax.entity[owner] in {"ORG", "NORP"} or syntax.pos[owner] in {"NOUN", "PROPN"}:
                person = tuple(t for t in core_phrase(syntax, owned) if t > max(_with_case(syntax, owner)))
                yield Draft(
                    "possession", owned, person, owned, tuple(_with_case(syntax, owner)[-1:]), "be affiliated with",
                    noun_phrase(syntax, owner), owner, standing=False,
                )  # fmt: skip
            continue
        if syntax.entity[owned] == "ORG" and syntax.pos[owned] == "PROPN" and syntax.entity[owner] == "GPE":
            name = tuple(t for t in core_phrase(syntax, owned) if t > max(_with_case(syntax, owner)))
            if syntax.lemmas[owned].lower() not in words("titles", "possessed"):
                mark = tuple(_with_case(syntax, owner)[-1:])
                yield Draft(
                    "origin", owned, name, owned, mark, "be from", core_phrase(syntax, owner), owner, standing=False
                )
                continue
        if syntax.entity[owner] and syntax.entity[owner] == syntax.entity[owned]:
            continue  # within one name: "the Korean People's Army"
        if not _may_own(syntax, owner, owned):
            continue
        if any(syntax.tags[t] == "VB" for t in syntax.kids(owned, "acl")):
            continue  # "their attempts to flee": the infinitive is the fact
        mark = tuple(_with_case(syntax, owner)[-1:])
        if obj and syntax.pos[owner] in {"NOUN", "PROPN", "PRON"}:
            for member in conjuncts(syntax, owner):
                subject = noun_phrase(syntax, member)
                yield Draft("possession", owned, subject, member, mark, "have", obj, owned, standing=False)


def _whose(syntax: Syntax, owned: int) -> Iterator[Draft]:
    """ "Marko Vidas, whose daughter died": he has a daughter."""
    owner = next((syntax.heads[a] for a in syntax.ancestors(owned) if syntax.deps[a] == "acl:relcl"), None)
    if owner is None or owner > owned or not _may_own(syntax, owner, owned):
        return
    mark = syntax.child(owned, "nmod:poss")
    obj = tuple(t for t in core_phrase(syntax, owned) if t != mark)
    relation = (mark,) if mark is not None else (owned,)
    yield Draft("possession", owned, core_phrase(syntax, owner), owner, relation, "have", obj, owned, standing=False)


def _may_own(syntax: Syntax, owner: int, owned: int) -> bool:
    """Names own what lists of relations and belongings say; so do pronouns, for relations only ("its subsidiary")."""
    lemma = syntax.lemmas[owned].lower()
    if lemma in words("titles", "relational"):
        return True
    named = syntax.entity[owner] in NAMED
    return named and (lemma in words("titles", "possessed") or syntax.entity[owned] == "ORG")


def _with_case(syntax: Syntax, owner: int) -> list[int]:
    return sorted([owner, *syntax.kids(owner, "case")])
