"""Steps that find the object which the parser took for something else."""

from __future__ import annotations

from extractors.facts.mending.tree import NOMINAL, Tree
from extractors.lexicon import words

__all__ = ["adjective_of_object", "appointed", "bare_noun", "bare_object", "hyphenated", "leading_preposition"]


def appointed(tree: Tree) -> None:
    """Who is given a post, and the post: "Voters elected Lopez president.", "The board appointed her chief." """
    for verb in range(tree.start, tree.end - 2):
        if tree.lemmas[verb] not in words("mending", "appointing_verbs") or tree.pos[verb] != "VERB":
            continue
        for post in tree.kids(verb, "obj", "xcomp"):
            if tree.lemmas[post].lower() not in words("titles", "roles") or tree.kid(post, "det", "case") is not None:
                continue
            who = next((t for t in tree.kids(post, "compound", "nmod:poss", "nmod:desc") if t == verb + 1), None)
            if who is None or not (tree.entity[who] == "PERSON" or tree.lower[who] in {"him", "her", "them"}):
                continue
            tree.heads[who], tree.deps[who] = verb, "obj"
            tree.deps[post] = "xcomp"
            if tree.lower[who] == "her":
                tree.tags[who], tree.lemmas[who] = "PRP", "she"


def bare_noun(tree: Tree) -> None:
    """What looks like a bare infinitive behind most verbs is a noun: "Rain stopped play for two hours." """
    for noun in range(tree.start + 2, tree.end):
        verb = tree.heads[noun]
        if tree.deps[noun] != "xcomp" or tree.tags[noun] != "VB" or verb != noun - 1 or tree.pos[verb] != "VERB":
            continue
        if tree.lemmas[verb] in words("mending", "bare_infinitive") or tree.kid(noun, "obj", "mark", "aux") is not None:
            continue
        if tree.kid(verb, "obj") is None:
            tree.deps[noun], tree.pos[noun], tree.tags[noun] = "obj", "NOUN", "NN"


def bare_object(tree: Tree) -> None:
    """A noun right behind verb and particle is the object: "The group called off the strike." """
    for noun in range(tree.start + 2, tree.end):
        verb = tree.heads[noun]
        if tree.deps[noun] != "obl" or tree.pos[noun] != "NOUN" or not tree.start <= verb < noun:
            continue
        if tree.entity[noun] or tree.kid(verb, "obj", "aux:pass") is not None or tree.kid(noun, "case") is not None:
            continue
        particle = tree.kid(verb, "compound:prt")
        if particle is not None and all(tree.heads[t] == noun for t in range(particle + 1, noun)):
            tree.deps[noun] = "obj"


def hyphenated(tree: Tree) -> None:
    """Two words with a hyphen are one noun, no two objects: "The boy wore a NASA T-shirt." """
    for first in range(tree.start, tree.end - 2):
        second = first + 2
        if tree.words[first + 1] != "-" or tree.tags[first + 1] != "HYPH" or tree.heads[first] < 0:
            continue
        if tree.heads[first] != tree.heads[second] or tree.deps[first] != tree.deps[second] != "compound":
            continue
        if tree.pos[first] not in NOMINAL or tree.pos[second] not in NOMINAL:
            continue
        for child in tree.kids(first):
            if child < first:
                tree.heads[child] = second
        tree.heads[first], tree.deps[first] = second, "compound"
        tree.heads[first + 1] = second


def leading_preposition(tree: Tree) -> None:
    """A particle that has a noun is a preposition: "Minister quits over leaked emails"."""
    for particle in range(tree.start + 1, tree.end - 1):
        noun, verb = tree.kid(particle, "obj", "obl", "nmod"), tree.heads[particle]
        if tree.deps[particle] not in {"compound:prt", "advmod"} or tree.tags[particle] not in {"IN", "RP"}:
            continue
        if noun is not None and noun > particle and tree.kid(noun, "case") is None and tree.pos[verb] == "VERB":
            tree.heads[noun], tree.deps[noun] = verb, "obl"
            tree.heads[particle], tree.deps[particle], tree.pos[particle] = noun, "case", "ADP"


def adjective_of_object(tree: Tree) -> None:
    """A comparative right before a noun describes it: "The candidate promised voters lower taxes." """
    for adjective in range(tree.start + 2, tree.end - 1):
        noun, verb = adjective + 1, tree.heads[adjective]
        if tree.tags[adjective] != "JJR" or tree.deps[adjective] not in {"ccomp", "xcomp"} or verb > adjective:
            continue
        if tree.heads[noun] == adjective and tree.deps[noun] == "obj" and tree.kid(verb, "obj") is None:
            tree.heads[noun], tree.deps[noun] = verb, "obj"
            tree.heads[adjective], tree.deps[adjective], tree.pos[adjective] = noun, "amod", "ADJ"
