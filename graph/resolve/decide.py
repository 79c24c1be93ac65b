"""To which entity a name of one article belongs, and why: the decision, a function of the sums over all articles.

A name goes to the entity of its own form (same family, same key), except that

- a form typed otherwise elsewhere follows the type that most articles give it, unless its own article is firm;
- a long form ("Khawaja Muhammad Asif", "Afghan Taliban") follows the usual one, where there is only one such;
- a short name (surname, initials, acronym, first word) goes to the longer name that its context speaks for;
- bearers of one name in roles that exclude each other are apart (:mod:`graph.resolve.senses`);
- short names that nothing brings together stay apart, article by article.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.resolve.forms import ANCHOR, SENSE, Forms
from graph.resolve.keys import is_generic, is_partial, is_particled, short_keys
from graph.resolve.profiles import Profile
from graph.resolve.scores import Score, lookups, score, weights
from graph.resolve.senses import pick_sense, senses_of

__all__ = ["Decision", "decide", "form_of", "is_only", "root"]

_CONFUSABLE = ("place", "org", "group", "product", "person")
"""Families that annotators mix up, in the order in which equal votes go."""

_LINKED_VOTE = 3
"""A name that the gazetteer knows outweighs so many articles that type it otherwise."""

_CLEARLY = 2
"""How many times as many articles must type a single word otherwise, where it may be a person's name."""

_PERSONAL = frozenset({"surname", "initials", "given name", "middle name"})


@dataclass(frozen=True)
class Decision:
    """``target`` is a form, with what keeps its bearers apart; ``own`` is what it would be without any merge."""

    target: str
    own: str
    reasons: tuple[str, ...] = ()


def form_of(target: str) -> str:
    """Return the form of a target, without sense or anchor."""
    return target.partition(SENSE)[0].partition(ANCHOR)[0]


def decide(forms: Forms, article: str, profile: Profile) -> Decision:
    """Decide to which entity a name belongs.

    Args:
        forms: The sums over all articles, this one included.
        article: The article's IRI.
        profile: The name in it.

    Returns:
        The target and the reasons.
    """
    own = _apart(forms, article, profile) if profile.link is None else profile.form
    if profile.partial:
        best = _best_candidate(forms, profile)
        if best is not None:
            form, scored, name = best
            target = _with_sense(forms, form, profile)
            return Decision(target, own, (f"{name}: {scored.points:.2f} points", *scored.reasons))
    if profile.link is not None:
        return Decision(own, own, (f"same gazetteer entry ({profile.link})",))
    form, reason = root(forms, profile.form, firm=profile.firm)
    if form != profile.form:
        return Decision(_with_sense(forms, form, profile), own, (reason,))
    return Decision(own, own)


def _with_sense(forms: Forms, form: str, profile: Profile) -> str:
    known = ("senses", form)
    if known not in forms.memo:
        forms.memo[known] = senses_of(forms, form) if form.startswith("person ") else ()
    sense = pick_sense(forms, form, forms.memo[known], profile)
    return f"{form}{SENSE}{sense}" if sense else form


def _apart(forms: Forms, article: str, profile: Profile) -> str:
    """Return the target of a name by its own form."""
    if forms.number(profile.form) == 1:
        return profile.form
    if profile.family == "org" and is_generic(profile.key):
        return f"{profile.form}{ANCHOR}{_short(profile.anchor or article)}"
    if profile.family == "person":
        if is_partial(profile.key, "person") and not any(profile.sign):
            named = {feature for feature in profile.features if feature.startswith("n:")}
            if not forms.present(profile.form, named, at_least=2):
                return f"{profile.form}{ANCHOR}{_short(article)}"
        return _with_sense(forms, profile.form, profile)
    return profile.form


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


# --- forms as a whole ----------------------------------------------------------------------------------------------


def root(forms: Forms, form: str, *, firm: bool = False) -> tuple[str, str]:
    """Return the form that stands for a form, and why: itself, or the usual form or type of the same name.

    Args:
        forms: The sums.
        form: A form.
        firm: Whether the article leaves no doubt about the type, so that no vote can change it.

    Returns:
        The form, and a reason where it is another one.
    """
    known = ("root", form, firm)
    if known not in forms.memo:
        forms.memo[known] = _root(forms, form, firm)
    found: tuple[str, str] = forms.memo[known]
    return found


def _root(forms: Forms, form: str, firm: bool) -> tuple[str, str]:
    family, _, key = form.partition(" ")
    if family == "link":
        return form, ""
    usual, reason = _usual(forms, form, family, key), ""
    if usual != form:
        form, reason = usual, f"longer form of {usual.partition(' ')[2]}"
    if firm or family not in _CONFUSABLE:
        return form, reason
    voted, by = _voted(forms, form)
    return (voted, by) if voted != form else (form, reason)


_USUAL = {"person": "middle name", "org": "of a country", "group": "of a country"}


def _usual(forms: Forms, form: str, family: str, key: str) -> str:
    """Return the usual, shorter form of a name, where just one longer form goes with it.

    "Khawaja Muhammad Asif" is Khawaja Asif, unless there is a Khawaja Ahmad Asif too; "Afghan Taliban" is the Taliban,
    unless there are Pakistani Taliban too.
    """
    for short, relation in short_keys(key, family):
        usual = f"{family} {short}"
        if (
            relation == _USUAL.get(family)
            and forms.number(usual)
            and [other for other, how in forms.longer(short) if how == relation] == [form]
        ):
            return usual
    return form


def _voted(forms: Forms, form: str) -> tuple[str, str]:
    """Return the form of the same name whose type most articles give."""
    family, _, key = form.partition(" ")
    votes: dict[str, tuple[int, int]] = {}
    for other, other_family, number in forms.of_key(key):
        if other_family in _CONFUSABLE and other.startswith(f"{other_family} "):
            votes[other] = (number, -_CONFUSABLE.index(other_family))
    linked = [other for other, relation in forms.longer(key) if relation == "alias" and other.startswith("link ")]
    if len(linked) == 1 and family != "place":
        votes[linked[0]] = (_LINKED_VOTE * forms.number(linked[0]), 1)
    best = max(votes, key=lambda other: (votes[other], other), default=form)
    if best == form or best not in votes:
        return form, ""
    # A surname may well be a firm's name too: one word must be outvoted clearly, so that both may stand.
    personal = " " not in key and "person" in {family, best.partition(" ")[0]}
    if personal and votes[best][0] < _CLEARLY * forms.number(form):
        return form, ""
    if best in linked:
        return best, "same name as a known place or body"
    return best, f"same name, which most articles take for another type ({best.partition(' ')[0]})"


# --- short names ---------------------------------------------------------------------------------------------------


def candidates(forms: Forms, key: str, family: str) -> dict[str, list[tuple[str, str]]]:
    """Return what a short name may stand for: by root, the (form, relation) pairs that lead to it."""
    known = ("candidates", key, family)
    if known not in forms.memo:
        forms.memo[known] = _candidates(forms, key, family)
    found: dict[str, list[tuple[str, str]]] = forms.memo[known]
    return found


def _candidates(forms: Forms, key: str, family: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for form, relation in forms.longer(key):
        if form == f"{family} {key}":
            continue
        other_family, _, other_key = form.partition(" ")
        if other_family == "link" or other_key == key or is_partial(other_key, other_family):
            continue
        if family == "person" == other_family and is_particled(other_key):
            continue
        if relation in _PERSONAL and other_family != "person":
            continue
        if family == "place" and relation in {"acronym", "of a country", "given name"}:
            continue
        found.setdefault(root(forms, form)[0], []).append((form, relation))
    return found


def is_only(forms: Forms, key: str, family: str) -> bool:
    """Say whether a short name has just one candidate."""
    return len(candidates(forms, key, family)) == 1


def _best_candidate(forms: Forms, profile: Profile) -> tuple[str, Score, str] | None:
    """Return the one candidate that the context speaks for clearly enough."""
    found = candidates(forms, profile.key, profile.family)
    if not found:
        return None
    contexts = forms.contexts({form for pairs in found.values() for form, _ in pairs}, lookups(profile))
    scored: list[tuple[Score, str]] = []
    for target, pairs in found.items():
        if profile.family == "person" and profile.beside & {target, *(form for form, _ in pairs)}:
            continue  # the article itself keeps the two apart
        # Of what the article itself says of the candidate, nothing counts: everything in it is beside everything.
        present = frozenset(
            feature
            for form, _ in pairs
            for feature, number in contexts[form].items()
            if number > (form in profile.beside)
        )
        if not present:
            continue  # nothing speaks for it
        relations = {relation for _, relation in pairs if relation != "acronym" or profile.shouted}
        if not relations:
            continue
        relation = max(sorted(relations), key=lambda name: weights()["relation"][name])
        same = pairs[0][0].partition(" ")[0] == profile.family
        if profile.firm and not same:
            continue  # somebody with a role is not the firm of that name
        scored.append((score(profile, relation, present, only=len(found) == 1, same_type=same), target))
    supported = sorted(((s, t) for s, t in scored if s.supported), key=lambda pair: (-pair[0].points, pair[1]))
    if not supported:
        return None
    best, target = supported[0]
    if best.points < weights()["decision"]["threshold"]:
        return None
    if len(supported) > 1 and best.points - supported[1][0].points < weights()["decision"]["margin"]:
        return None
    return target, best, f"short for {target.partition(' ')[2]}"
