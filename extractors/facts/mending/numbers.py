"""Steps around numbers: "per cent", "a share", "as much as", "compared with", and the counted dead of headlines."""

from __future__ import annotations

from extractors.facts.mending.tree import FINITE, SUBJECTS, Tree
from extractors.lexicon import words

__all__ = ["compared", "counted_casualties", "per_cent", "price_for_each", "rough_number", "verbless_headline"]

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "ROOT", "root", "ccomp", "conj", "obl:unmarked", "obl", "nmod")
_LOOSE = frozenset({"conj", "appos", "obj", "obl:unmarked", "nmod:unmarked", "nmod", "dep", "parataxis"})
_MEASURES = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})


def per_cent(tree: Tree) -> None:
    """ "per cent" is one noun that its number counts: "Turnout was 68 per cent, up from 61 per cent."

    The parser hangs other words on "per", or takes the two for two objects.
    """
    for per in range(tree.start, tree.end - 1):
        cent = per + 1
        if tree.lower[per] != "per" or tree.lower[cent] != "cent":
            continue
        outer = [t for t in (per, cent) if tree.heads[t] not in {per, cent}]
        if len(outer) == 2:
            best = min(outer, key=lambda t: _ARGUMENTS.index(tree.deps[t]) if tree.deps[t] in _ARGUMENTS else 9)
            tree.heads[cent], tree.deps[cent] = tree.heads[best], tree.deps[best]
        elif outer == [per]:
            tree.heads[cent], tree.deps[cent] = tree.heads[per], tree.deps[per]
        tree.heads[per], tree.deps[per] = cent, "compound"
        for child in tree.kids(per):
            tree.heads[child] = cent
        tree.pos[per] = tree.pos[cent] = "NOUN"


def rough_number(tree: Tree) -> None:
    """ "as much as" and "as many as" before a number belong to it: "Shares fell as much as 9 per cent." """
    for first in range(tree.start, tree.end - 3):
        number = first + 3
        if tree.lower[first] != "as" or tree.lower[first + 2] != "as" or tree.pos[number] not in {"NUM", "SYM"}:
            continue
        if tree.lower[first + 1] not in {"much", "many", "little", "few", "high", "low"}:
            continue
        if any(tree.heads[t] in (first, first + 1, first + 2) for t in range(number, tree.end)):
            continue
        tree.heads[first], tree.deps[first] = number, "advmod"
        for part in (first + 1, first + 2):
            tree.heads[part], tree.deps[part] = first, "fixed"


def price_for_each(tree: Tree) -> None:
    """ "a share" behind an amount is for each: "Profit rose to $1.30 a share, from $1.20 a share." """
    for article in range(tree.start + 1, tree.end - 1):
        unit = article + 1
        amount = tree.heads[unit]
        if tree.lower[article] not in {"a", "an"} or tree.heads[article] != unit or tree.pos[unit] != "NOUN":
            continue
        if tree.entity[article - 1] not in _MEASURES or tree.entity[unit] or amount < 0 or amount > unit:
            continue
        number = article - 1
        while tree.entity[tree.heads[number]] == tree.entity[number] and article - 6 < tree.heads[number] < article:
            number = tree.heads[number]
        case = tree.kid(unit, "case")
        if case is not None and case < number and tree.heads[number] == amount and tree.kid(number, "case") is None:
            tree.heads[case], tree.deps[number] = number, tree.deps[unit]  # "to" was hung on the share
        elif case is not None or tree.kid(unit, "cc") is not None or tree.deps[unit] not in _LOOSE:
            continue
        tree.hang(unit, number, "nmod:unmarked")
        clause = tree.heads[number]
        while clause >= 0 and tree.pos[clause] != "VERB":
            clause = tree.heads[clause]
        for later in tree.kids(unit, "nmod"):
            case = tree.kid(later, "case")
            if clause >= 0 and case is not None and tree.lower[case] in {"from", "in", "for"}:
                tree.hang(later, clause, "obl")


def compared(tree: Tree) -> None:
    """ "compared with" is a preposition: "The drug cut the risk by a third compared with a placebo." """
    for verb in range(tree.start, tree.end - 2):
        link = verb + 1
        if tree.lower[verb] != "compared" or tree.deps[verb] not in {"advcl", "acl", "case"}:
            continue
        other = tree.heads[link]
        if tree.lower[link] not in {"with", "to"} or tree.deps[link] != "case" or tree.heads[other] != verb:
            continue
        above = tree.heads[verb]
        if above < 0 or tree.kid(verb, "aux:pass", "aux", *SUBJECTS) is not None:
            continue
        tree.heads[other] = above
        tree.deps[other] = "nmod" if tree.deps[verb] == "acl" else "obl"
        tree.heads[verb], tree.deps[verb], tree.pos[verb] = link, "fixed", "ADP"
        for child in tree.kids(verb):
            tree.heads[child] = other


def counted_casualties(tree: Tree) -> None:
    """A number and what became of them share the "were" before: "Ten were killed and dozens more injured." """
    for state in range(tree.start + 3, tree.end):
        if tree.lower[state] not in words("mending", "casualties") or tree.heads[state] > state + 1:
            continue
        if tree.kid(state, "cop", "aux", "aux:pass", "det") is not None or tree.pos[tree.heads[state]] == "AUX":
            continue
        last = state - 1
        number = last - 1 if tree.lower[last] in {"more", "others", "people"} else last
        if tree.pos[number] != "NUM" and tree.lower[number] not in words("mending", "counts"):
            continue
        if tree.lower[number - 1] not in {"and", ",", "but", ";"}:
            continue
        first = next((t for t in reversed(range(tree.start, number - 1)) if _is_casualty(tree, t)), None)
        if first is None or tree.dominates(state, first) or tree.heads[state] > state:
            continue
        who = last if tree.lower[last] in {"others", "people"} else number
        dead = tree.lower[state] in {"dead", "missing"}
        tree.heads[state], tree.deps[state] = first, "conj"
        tree.heads[who], tree.deps[who] = state, "nsubj" if dead else "nsubj:pass"
        for part in {number, last} - {who}:
            tree.heads[part], tree.deps[part] = who, "amod" if part > who else "nummod"
        if not dead:
            tree.pos[state], tree.tags[state] = "VERB", "VBN"


def _is_casualty(tree: Tree, token: int) -> bool:
    """A participle or adjective of which its subject says who: "ten were [killed]"."""
    if tree.tags[token] != "VBN" and tree.lower[token] not in words("mending", "casualties"):
        return False
    return tree.kid(token, *SUBJECTS) is not None


def verbless_headline(tree: Tree) -> None:
    """A headline that counts the dead without a verb: "Ten dead in Oslo blast", "31 injured as stand collapses"."""
    if tree.words[tree.last()] in {".", "?", "!"}:
        return
    root = tree.root()
    if root is None or any(tree.tags[t] in FINITE and tree.heads[t] in {root, -1} for t in range(tree.start, tree.end)):
        return
    state = next((t for t in tree.kids(root, "amod", "acl") if root < t <= root + 2), None)
    if state is None or tree.lower[state] not in words("mending", "casualties"):
        return
    counted = tree.pos[root] == "NUM" or tree.kid(root, "nummod") is not None
    if not counted and tree.lower[root] not in words("mending", "counts"):
        return
    for child in tree.kids(root):
        if child > state:
            tree.heads[child] = state
            if tree.deps[child] in {"nmod", "acl"}:
                tree.deps[child] = "obl" if tree.deps[child] == "nmod" else "advcl"
    tree.heads[state], tree.deps[state] = -1, tree.deps[root]
    dead = tree.lower[state] in {"dead", "missing"}
    tree.heads[root], tree.deps[root] = state, "nsubj" if dead else "nsubj:pass"
    tree.pos[state] = "ADJ" if dead else "VERB"
    tree.tags[state] = "JJ" if dead else "VBN"
