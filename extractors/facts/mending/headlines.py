"""Steps for headlines, which leave out "was" and "and" and write verbs like nouns."""

from __future__ import annotations

from extractors.facts.mending.tree import FINITE, NOMINAL, SUBJECTS, TEMPORAL, Tree
from extractors.lexicon import words

__all__ = ["headline_pair", "headline_passive", "headline_verb"]


_ACTORS = frozenset({
    "court", "police", "government", "parliament", "senate", "council", "army", "union", "bank", "firm", "company",
    "club", "team", "study", "report", "watchdog", "regulator", "ministry", "panel", "jury", "city", "town", "school",
    "hospital", "airline",
})  # fmt: skip


def headline_verb(tree: Tree) -> None:
    """A headline's verb read as a plural noun: "Vantia drops bid for Norsk after report"."""
    if tree.words[tree.last()] in {".", "?", "!", "”", '"'} or tree.end - tree.start < 3:
        return
    if any(tree.tags[t] in FINITE for t in range(tree.start, tree.end)):
        return
    for verb in range(tree.start + 1, tree.end - 1):
        if tree.tags[verb] not in {"NNS", "NNPS"} or tree.lower[verb] not in words("mending", "headline_verbs"):
            continue
        institution = verb - 1 == tree.start and tree.lower[verb - 1] in _ACTORS | words("titles", "roles")
        if tree.pos[verb - 1] != "PROPN" and not tree.entity[verb - 1] and not institution:
            continue
        noun = tree.heads[verb]
        if tree.deps[verb] != "compound" or noun <= verb:
            continue
        subjects = [t for t in tree.tops(tree.start, verb) if tree.pos[t] in NOMINAL and tree.heads[t] in {verb, noun}]
        if not subjects:
            continue
        above, dep = tree.heads[noun], tree.deps[noun]
        tree.heads[verb], tree.deps[verb] = above, dep
        tree.pos[verb], tree.tags[verb] = "VERB", "VBZ"
        tree.lemmas[verb] = _singular(tree.lower[verb])
        for child in tree.kids(noun):
            case = tree.kid(child, "case")
            if child < verb or tree.deps[child] in {"punct", "parataxis"}:
                tree.heads[child] = verb
            elif tree.deps[child] == "nmod" and case is not None and tree.lower[case] in {*TEMPORAL, "over", "amid"}:
                tree.heads[child], tree.deps[child] = verb, "obl"
        tree.heads[noun], tree.deps[noun] = verb, "obj"
        tree.heads[subjects[-1]], tree.deps[subjects[-1]] = verb, "nsubj"
        return


def _singular(verb: str) -> str:
    """The lemma of a verb in -s: "drops" gives "drop", "reaches" "reach", "denies" "deny"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zes")):
        return verb[:-2]
    return verb[:-1]


def headline_passive(tree: Tree) -> None:
    """A headline leaves "was" out: "Ex-mayor jailed for six years over bribes", "Man held after officer stabbed"."""
    if tree.words[tree.last()] in {".", "?", "!", "”", '"'}:
        return
    for verb in range(tree.start + 1, tree.end):
        if tree.lemmas[verb] not in words("mending", "headline_passives") or tree.tags[verb] not in {"VBD", "VBN"}:
            continue
        subject = tree.kid(verb, "nsubj")
        if subject is not None and subject < verb and tree.kid(verb, "obj", "aux", "ccomp", "xcomp") is None:
            tree.tags[verb], tree.deps[subject] = "VBN", "nsubj:pass"


def headline_pair(tree: Tree) -> None:
    """A comma stands for "and" in headlines: "Peru, Chile agree to resume talks"; the one is not in the other."""
    if tree.words[tree.last()] in {".", "?", "!"}:
        return
    for second in range(tree.start + 2, tree.end - 1):
        first = tree.heads[second]
        if tree.deps[second] != "appos" or not tree.start <= first < second or tree.words[first + 1] != ",":
            continue
        if tree.deps[first] not in SUBJECTS:
            continue
        verb = tree.heads[first]
        if tree.pos[first] == tree.pos[second] == "PROPN" and tree.tags[verb] in {"VBP", "VBD"} and second < verb:
            named = tree.entity[first] and tree.entity[second]
            tree.deps[second] = "conj" if named and tree.words[second + 1] != "," else "appos"
