"""Facts of lists after a colon: "Those arrested: Ana Berg and Jo Enko", "three reasons: cost, weather and war"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.drafts import Draft
from extractors.facts.phrases import conjuncts, core_phrase, is_nominal, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.facts.titles import HOLD_POSITION, is_person, is_role
from extractors.lexicon import words

__all__ = ["listing_drafts"]

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT"})


def listing_drafts(syntax: Syntax, start: int, end: int) -> Iterator[Draft]:
    """Yield what each item of a list is, from the words before its colon.

    "Those arrested: Ana Berg and Jo Enko.": each is arrested. "The winners: France and Peru.": each is one of the
    winners. "There were three reasons: cost, weather and war.": each is one of three reasons.
    """
    colon = next((t for t in range(start + 1, end - 1) if syntax.words[t] == ":"), None)
    if colon is None or any(syntax.words[t] == ":" for t in range(colon + 1, end)):
        return
    items = _items(syntax, colon, end)
    if not items:
        yield from _deeds(syntax, start, colon, end)
        return
    predicate = next((t for t in range(start, colon) if syntax.pos[t] in {"VERB", "AUX"}), None)
    before = [t for t in range(start, colon) if syntax.pos[t] != "PUNCT"]
    if _is_group(syntax, before):
        state = before[-1]
        dead = syntax.lowers[state] in {"dead", "missing"}
        for item in items:
            subject = core_phrase(syntax, item)
            if dead:
                yield Draft("listing", item, subject, item, (state,), "be", (state,), state, standing=False)
            else:
                yield Draft("listing", item, subject, item, (state,), f"be {syntax.lowers[state]}", standing=False)
        return
    named = all(syntax.entity[item] in NAMES for item in items)
    noun = _listed(syntax, before, colon, finite=predicate is not None, named=named)
    if noun is None:
        return
    if predicate is None and not named:
        return  # "Weather: rain, wind and snow": a label
    plural = syntax.tags[noun] in {"NNS", "NNPS"}
    for item in items:
        subject, group = noun_phrase(syntax, item), noun_phrase(syntax, noun)
        group = tuple(t for t in group if t < colon)
        if not group or set(subject) & set(group):
            continue
        role = not plural and is_role(syntax, noun) and is_person(syntax, item)
        label = HOLD_POSITION if role else "be one of" if plural else "be"
        yield Draft("listing", item, subject, item, (colon,), label, group, noun, standing=False)


def _deeds(syntax: Syntax, start: int, colon: int, end: int) -> Iterator[Draft]:
    """What a list of gerunds spells out: "agreed on two steps: [keeping] the truce and [freeing] prisoners"."""
    first = colon + 1
    if syntax.tags[first] != "VBG" or syntax.child(first, "nsubj", "aux") is not None:
        return
    noun = _listed(
        syntax, [t for t in range(start, colon) if syntax.pos[t] != "PUNCT"], colon, finite=True, named=False
    )
    if noun is None:
        return
    group = tuple(t for t in noun_phrase(syntax, noun) if t < colon)
    deeds = [m for m in conjuncts(syntax, first) if syntax.tags[m] == "VBG"]
    for deed, border in zip(deeds, [*deeds[1:], end], strict=True):
        inside = [t for t in syntax.subtree(deed) if deed <= t < border]
        while inside and (syntax.pos[inside[-1]] in {"PUNCT", "CCONJ", "SPACE"}):
            inside.pop()
        phrase = tuple(range(deed, inside[-1] + 1))
        yield Draft("listing", deed, phrase, deed, (colon,), "be one of", group, noun, standing=False)


def _items(syntax: Syntax, colon: int, end: int) -> list[int]:
    """The heads of the nouns that a list after a colon names; nothing where a clause stands there."""
    after = [t for t in range(colon + 1, end) if syntax.pos[t] not in {"PUNCT", "SPACE"}]
    if not after or any(syntax.tags[t] in {"VBD", "VBZ", "VBP", "MD"} for t in after):
        return []
    inside = set(after)
    tops = [t for t in after if syntax.heads[t] not in inside]
    if len(tops) != 1 or not is_nominal(syntax, tops[0]) or syntax.words[colon + 1] in {'"', "“", "``", "‘"}:
        return []
    return [m for m in conjuncts(syntax, tops[0]) if m > colon and syntax.pos[m] in {"NOUN", "PROPN"}]


def _is_group(syntax: Syntax, before: list[int]) -> bool:
    """ "Those arrested", "The injured", "Also detained": people by what became of them."""
    if not 1 < len(before) <= 3 or syntax.lowers[before[0]] not in {"those", "the", "also"}:
        return False
    state = syntax.lowers[before[-1]]
    return state in words("mending", "casualties") or (
        syntax.lowers[before[0]] == "those" and syntax.tags[before[-1]] in {"VBN", "VBD"} and len(before) == 2
    )


def _listed(syntax: Syntax, before: list[int], colon: int, *, finite: bool, named: bool) -> int | None:
    """The noun that the list spells out: the last before the colon, counted or plural where a clause precedes it."""
    if not before:
        return None
    noun = before[-1]
    nominal = {"NOUN", "PROPN"}
    while syntax.pos[noun] not in nominal or (
        syntax.heads[noun] in before and syntax.pos[syntax.heads[noun]] in nominal
    ):
        noun = syntax.heads[noun]
        if noun < 0 or noun >= colon or noun < before[0]:
            return None
    if not finite:
        return noun if syntax.pos[noun] == "NOUN" and len(before) <= 6 else None
    counted = syntax.child(noun, "nummod") is not None or any(
        syntax.lowers[t] in {"following", "several", "many", "various", "main", "these", "other"}
        for t in syntax.children[noun]
    )
    counted = counted or (named and any(syntax.lowers[t] == "the" for t in syntax.kids(noun, "det")))
    return noun if counted and syntax.tags[noun] in {"NNS", "NNPS"} else None
