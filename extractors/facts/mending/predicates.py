"""Steps that find a verb or a copula which the parser missed."""

from __future__ import annotations

from extractors.facts.mending.tree import FINITE, SUBJECTS, TEMPORAL, Tree
from extractors.lexicon import words

__all__ = [
    "be_to",
    "clause_after",
    "clause_as_predicate",
    "copula_of_adjective",
    "finite_participle",
    "goes_on",
    "is_finite",
    "second_passive",
    "slow_to",
    "that_before_plural",
]


def clause_after(tree: Tree) -> None:
    """ "after" before a whole clause is a conjunction: "They fled, four days after a fire killed 11 people." """
    for link in range(tree.start + 1, tree.end - 2):
        if tree.lower[link] not in TEMPORAL or tree.deps[link] != "case":
            continue
        noun = tree.heads[link]
        verb = next((t for t in range(noun + 1, tree.end) if tree.pos[t] in {"VERB", "AUX", "PUNCT"}), tree.end)
        if verb == tree.end or noun < link or not is_finite(tree, verb) or tree.kid(verb, "mark", "csubj", *SUBJECTS):
            continue
        if tree.deps[verb] in {"conj", "acl:relcl", "xcomp"} or tree.heads[noun] not in {
            verb,
            *_times_before(tree, link),
        }:
            continue
        if any(tree.heads[t] < link for t in tree.tops(noun + 1, verb)):
            continue
        main = next((c for c in tree.kids(verb, "ccomp", "parataxis") if c < link), None)
        if main is not None:  # the clause before it was hung on this verb: it is the main one
            tree.heads[main], tree.deps[main] = tree.heads[verb], tree.deps[verb]
            tree.heads[verb], tree.deps[verb] = main, "advcl"
            for child in tree.kids(verb):
                if child < link and child != noun:
                    tree.heads[child] = main
        elif tree.deps[verb] in {"ccomp", "parataxis"} and tree.heads[verb] >= 0:
            said = tree.heads[verb]
            earlier = next((c for c in tree.kids(said, "ccomp") if c < verb), None)
            tree.heads[verb], tree.deps[verb] = (said if earlier is None else earlier), "advcl"
        for time in _times_before(tree, link):
            tree.hang(time, verb, "obl:unmarked")
        tree.heads[noun], tree.deps[noun] = verb, "nsubj"
        tree.heads[link], tree.deps[link] = verb, "mark"
        tree.tags[verb] = "VBD" if tree.tags[verb] == "VBN" and tree.kid(verb, "aux:pass") is None else tree.tags[verb]


def is_finite(tree: Tree, verb: int) -> bool:
    """A verb with a tense of its own; a participle with an object and no auxiliary is one in disguise."""
    if tree.tags[verb] in FINITE:
        return True
    return tree.tags[verb] == "VBN" and tree.kid(verb, "obj") is not None and tree.kid(verb, "aux") is None


def _times_before(tree: Tree, link: int) -> list[int]:
    """The measure of time right before a conjunction: "[four days] after"."""
    return [link - 1] if link - 1 > tree.start and tree.entity[link - 1] in {"DATE", "TIME"} else []


def that_before_plural(tree: Tree) -> None:
    """ "that" before a plural is a conjunction: "Residents say the army fired and that dozens died." """
    for that in range(tree.start + 1, tree.end - 2):
        noun = tree.heads[that]
        if tree.lower[that] != "that" or tree.deps[that] != "det" or noun < 0 or tree.tags[noun] not in {"NNS", "NNPS"}:
            continue
        verb = tree.heads[noun]
        if tree.deps[noun] in SUBJECTS and verb > noun:
            tree.heads[that], tree.deps[that], tree.pos[that] = verb, "mark", "SCONJ"


def goes_on(tree: Tree) -> None:
    """The infinitive after "go on" and "come" is what happens: "The book went on to sell two million copies." """
    for verb in range(tree.start + 1, tree.end - 2):
        on = tree.lemmas[verb] == "go" and tree.lower[verb + 1] == "on" and tree.heads[verb + 1] == verb
        if not on:
            continue
        for infinitive in tree.kids(verb, "advcl"):
            if infinitive == verb + 3 and tree.tags[infinitive] == "VB" and tree.kid(verb, "obj") is None:
                tree.deps[infinitive] = "xcomp"


def clause_as_predicate(tree: Tree) -> None:
    """ "is" before a whole clause is its verb: "The problem is that the firms make losses."; the firms are nothing."""
    for outer in range(tree.start, tree.end):
        if tree.deps[outer] != "nsubj:outer":
            continue
        clause = tree.heads[outer]
        be, own = tree.kid(clause, "cop"), tree.kid(clause, *SUBJECTS)
        if be is None or own is None or not outer < be < own:
            continue
        tree.heads[be], tree.deps[be] = tree.heads[clause], tree.deps[clause]
        tree.heads[clause], tree.deps[clause] = be, "ccomp"
        for child in tree.kids(clause):
            if child < be or (tree.deps[child] == "punct" and child == tree.last()):
                tree.heads[child] = be
        tree.deps[outer] = "nsubj"


def copula_of_adjective(tree: Tree) -> None:
    """ "missing" behind "be" is a state, no doing: "More than 300 people are still missing." """
    for state in range(tree.start + 2, tree.end):
        if (
            tree.lower[state] not in {"missing", "lacking", "pending", "outstanding"}
            or tree.kid(state, "obj") is not None
        ):
            continue
        for auxiliary in tree.kids(state, "aux"):
            if tree.lemmas[auxiliary] == "be":
                tree.deps[auxiliary], tree.pos[state], tree.tags[state] = "cop", "ADJ", "JJ"


def be_to(tree: Tree) -> None:
    """ "be" with an infinitive says what is planned, not what somebody is: "The mayor and his son are to travel." """
    for verb in range(tree.start + 3, tree.end):
        be = tree.kid(verb, "cop") if tree.tags[verb] == "VB" else None
        if be is None or not any(tree.lower[m] == "to" for m in tree.kids(verb, "mark")):
            continue
        subject = tree.kid(verb, "nsubj")
        if subject is None or tree.lemmas[subject].lower() in words("mending", "aims") or tree.tags[subject][0] == "W":
            continue  # "The aim is to win."
        tree.deps[be], tree.pos[be] = "aux", "AUX"


def second_passive(tree: Tree) -> None:
    """A verb with a doer behind a passive is one too: "The firm is owned by Lars Holm and run by his daughter." """
    for verb in range(tree.start + 3, tree.end):
        first = tree.heads[verb]
        if tree.deps[verb] == "conj" and tree.tags[verb] == "VBN" and tree.deps[first] == "xcomp":
            passive = tree.heads[first]  # "was found not guilty of perjury but convicted of contempt"
            if tree.pos[first] == "ADJ" and tree.kid(passive, "aux:pass") is not None:
                tree.heads[verb] = passive
            continue
        if tree.lower[verb] in {"hit", "cut", "hurt", "overrun"} and tree.deps[verb] == "xcomp":
            noun = tree.kid(first, "obj")
            if noun == verb - 1 and tree.lower[verb + 1 : verb + 2] == ["by"]:  # "help farmers hit by the drought"
                tree.heads[verb], tree.deps[verb], tree.tags[verb] = noun, "acl", "VBN"
                continue
        if tree.tags[verb] not in {"VBP", "VB", "VBD"} or tree.pos[verb] != "VERB":
            continue
        if tree.deps[verb] != "acl" and (tree.deps[verb] != "conj" or tree.tags[first] != "VBN"):
            continue  # or a participle: "farmers hit by the drought"
        if tree.kid(verb, "obj", "aux", "mark", "ccomp", *SUBJECTS) is not None:
            continue
        if tree.lemmas[verb] in words("mending", "headline_passives") and tree.kid(first, "aux:pass") is not None:
            tree.tags[verb] = "VBN"  # "was cleared of fraud but convicted of theft"
        for doer in tree.kids(verb, "obl", "obl:agent"):
            case = tree.kid(doer, "case")
            if case is not None and tree.lower[case] == "by" and tree.entity[doer] not in {"DATE", "PERCENT", "MONEY"}:
                tree.tags[verb], tree.deps[doer] = "VBN", "obl:agent"


def slow_to(tree: Tree) -> None:
    """The infinitive behind an adjective is what it is about, no aim: "Help had been slow to arrive." """
    for adjective in range(tree.start + 1, tree.end - 2):
        if tree.lower[adjective] not in words("mending", "paces") or tree.lower[adjective + 1] != "to":
            continue
        verb = tree.heads[adjective + 1]
        if tree.heads[verb] == adjective and tree.deps[verb] == "advcl" and tree.tags[verb] == "VB":
            tree.deps[verb] = "xcomp"


def finite_participle(tree: Tree) -> None:
    """A sentence has a verb: "Shares of Orbix, which lost a third this year, closed 2 per cent higher." """
    root = tree.root()
    if root is None or tree.words[tree.last()] != "." or tree.pos[root] not in {"NOUN", "PROPN"}:
        return
    if tree.kid(root, "cop", *SUBJECTS, "ccomp", "parataxis", "conj", "case") is not None:
        return
    for verb in tree.kids(root, "acl"):
        if tree.tags[verb] not in {"VBN", "VBD"} or tree.words[verb - 1] != "," or tree.kid(verb, "aux", "obl:agent"):
            continue
        tree.heads[verb], tree.deps[verb], tree.tags[verb] = -1, tree.deps[root], "VBD"
        tree.heads[root], tree.deps[root] = verb, "nsubj"
        return
