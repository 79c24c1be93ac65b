"""Facts that noun phrases state without a verb: titles, appositions, ages, origins, possession."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.appositions import apposition_drafts
from extractors.facts.circumstance import Circumstances, find_places
from extractors.facts.drafts import Draft
from extractors.facts.listings import listing_drafts
from extractors.facts.nominal_events import nominal_event_drafts, noun_standing
from extractors.facts.phrases import conjuncts, core_phrase, noun_phrase
from extractors.facts.possession import NAMED, possession_drafts
from extractors.facts.syntax import Syntax
from extractors.facts.titles import age_drafts, description_drafts, title_drafts
from extractors.lexicon import words

__all__ = ["noun_drafts"]


def noun_drafts(syntax: Syntax, start: int, end: int) -> Iterator[Draft]:
    """Yield the facts of the noun phrases in one sentence, in text order."""
    yield from listing_drafts(syntax, start, end)
    for token in range(start, end):
        if syntax.pos[token] not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"}:
            continue
        yield from title_drafts(syntax, token)
        yield from apposition_drafts(syntax, token)
        yield from _between(syntax, token)
        yield from nominal_event_drafts(syntax, token)
        yield from description_drafts(syntax, token)
        yield from age_drafts(syntax, token)
        yield from possession_drafts(syntax, token)
        yield from _origin(syntax, token)


def _between(syntax: Syntax, noun: int) -> Iterator[Draft]:
    """ "talks between Pakistan and Turkey": the one holds talks with the other."""
    if syntax.lemmas[noun].lower() not in words("titles", "joint"):
        return
    for inner in syntax.kids(noun, "nmod"):
        links = syntax.kids(inner, "case")
        parties = [p for p in conjuncts(syntax, inner) if syntax.pos[p] in {"NOUN", "PROPN"}]
        if len(parties) != 2 or not any(syntax.lowers[c] in {"between", "among"} for c in links):
            continue
        first, second = parties
        verb = "hold" if syntax.lemmas[noun].lower() in words("titles", "held") else "have"
        label = f"{verb} {syntax.lowers[noun]} with"
        relation = (noun, *links)
        modality, negative = noun_standing(syntax, noun)
        places = find_places(syntax, noun)
        last = noun_phrase(syntax, second, without=places[0].head if places else None)
        yield Draft(
            "joint-noun", noun, noun_phrase(syntax, first), first, relation, label, last, second,
            circumstances=Circumstances(places=tuple(places[:1])), standing=False, modality=modality, negative=negative,
        )  # fmt: skip


def _origin(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "the Sydney-based company": it is based in Sydney; "a UN-backed court": the UN backs it."""
    for modifier in syntax.kids(name, "amod"):
        place = syntax.child(modifier, "compound", "obl", "nmod", "obl:npmod", "obl:unmarked", "nmod:unmarked")
        if place is None or not (syntax.pos[place] == "PROPN" or syntax.entity[place] == "NORP"):
            continue
        if syntax.lowers[modifier] in words("titles", "doings") and syntax.entity[place] in NAMED:
            subject = tuple(t for t in core_phrase(syntax, name) if t > modifier)
            label = f"be {syntax.lowers[modifier]} by"
            doer = core_phrase(syntax, place)
            yield Draft("origin", name, subject, name, (modifier,), label, doer, place, standing=False)
        if syntax.lowers[modifier] in {"based", "born"} and syntax.pos[place] == "PROPN":
            label = f"be {syntax.lowers[modifier]} in"
            subject = tuple(t for t in core_phrase(syntax, name) if t > modifier)
            if subject:
                yield Draft("origin", name, subject, name, (modifier,), label, (place,), place, standing=False)
