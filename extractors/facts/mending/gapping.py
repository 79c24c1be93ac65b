"""A second subject that shares the verb: parsers take it for a conjunct of the object."""

from __future__ import annotations

from extractors.facts.mending.tree import SUBJECTS, Tree

__all__ = ["gapped_object", "gapped_phrase"]

_JOINED = frozenset({"conj", "appos", "list", "parataxis"})
_LOOSE = frozenset({"appos", "flat", "nmod", "nmod:unmarked", "obl:unmarked", "dep", "orphan", "nummod", "compound"})
_PLACES_AND_DAYS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_NUMBERS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


def gapped_object(tree: Tree) -> None:
    """A name and a thing without a comma between them: "Anna Roth won the gold medal and Maria Lind the silver." """
    for verb, subject in _clauses(tree):
        won = tree.kid(verb, "obj")
        if won is None or not _is_name(tree, subject):
            continue
        above = {verb, won}
        for second in range(won + 1, tree.end):
            if tree.heads[second] not in above or tree.deps[second] not in _JOINED or not _alike(tree, subject, second):
                continue
            thing = _loose_thing(tree, second)
            if thing is None or not _is_separated(tree, second):
                continue
            above.add(second)
            _share(tree, verb, second, thing)


def gapped_phrase(tree: Tree) -> None:
    """The same preposition twice: "The foreign minister flew to Oslo and the finance minister to Bergen." """
    for verb, subject in _clauses(tree):
        for place in tree.kids(verb, "obl"):
            case = tree.kid(place, "case")
            if case is None:
                continue
            for second in tree.kids(place, "conj"):
                if tree.kid(second, "case") is not None or not _is_second_subject(tree, verb, subject, place, second):
                    continue
                later = [*tree.kids(second, "nmod", "orphan"), *tree.kids(verb, "obl")]
                phrase = next((t for t in later if t > second and _opens_with(tree, t, tree.lower[case])), None)
                if phrase is not None and all(tree.pos[t] != "PUNCT" for t in range(second, phrase)):
                    _share(tree, verb, second, phrase)


def _clauses(tree: Tree) -> list[tuple[int, int]]:
    verbs = [t for t in range(tree.start, tree.end) if tree.pos[t] == "VERB"]
    found = [(verb, tree.kid(verb, *SUBJECTS)) for verb in verbs]
    return [(verb, subject) for verb, subject in found if subject is not None and subject < verb]


def _is_name(tree: Tree, token: int) -> bool:
    return tree.pos[token] == "PROPN" and tree.entity[token] not in _NUMBERS


def _alike(tree: Tree, subject: int, second: int) -> bool:
    """Whether the second noun may do what the first does: two names of one kind, or the same noun again."""
    if _is_name(tree, subject) and _is_name(tree, second):
        kinds = {tree.entity[subject], tree.entity[second]}
        return len(kinds) == 1 or not kinds & {"PERSON"} or "" in kinds
    return tree.lemmas[subject] == tree.lemmas[second] and tree.pos[second] == "NOUN"


def _is_second_subject(tree: Tree, verb: int, subject: int, place: int, second: int) -> bool:
    won = tree.kid(verb, "obj")
    if won is not None and _is_name(tree, won) and _is_name(tree, second):
        return False  # "Norland met Sudria in Oslo and Westland in Bergen"
    if tree.entity[second] in _NUMBERS:
        counted = tree.kid(subject, "nummod") is not None
        return counted and tree.tags[second] in {"JJ", "CD", "NN"} and tree.entity[place] in _PLACES_AND_DAYS
    if tree.entity[second] == "PERSON" and tree.entity[place] in _PLACES_AND_DAYS:
        return True
    if tree.entity[second] == tree.entity[place] and tree.entity[second]:
        return False
    return _alike(tree, subject, second)


def _loose_thing(tree: Tree, second: int) -> int | None:
    """The noun or number right behind a name that is no part of it: "Maria Lind | the silver", "the Greens | 12"."""
    for thing in tree.kids(second, *_LOOSE):
        if thing < second or tree.kid(thing, "case") is not None:
            continue
        plain = tree.pos[thing] == "NUM" or (tree.pos[thing] == "NOUN" and tree.words[thing].islower())
        first = min([thing, *(t for t in tree.kids(thing, "det", "amod", "nummod", "compound") if t > second)])
        name = [t for t in range(second, first) if tree.pos[t] != "PROPN"]
        if plain and not name:
            return thing
    return None


def _is_separated(tree: Tree, second: int) -> bool:
    """Whether a comma or "and" stands before the second name, its article aside."""
    before = second - 1
    while before > tree.start and tree.pos[before] in {"DET", "PROPN", "ADJ"}:
        before -= 1
    return tree.lower[before] in {",", "and", "but", "while", ";"}


def _opens_with(tree: Tree, token: int, preposition: str) -> bool:
    case = tree.kid(token, "case")
    return case is not None and tree.lower[case] == preposition


def _share(tree: Tree, verb: int, second: int, rest: int) -> None:
    """Write the gap as Universal Dependencies do: the second subject is a conjunct, what follows it its orphan."""
    tree.hang(second, verb, "conj")
    tree.hang(rest, second, "orphan")
