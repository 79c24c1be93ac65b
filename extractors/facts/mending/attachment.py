"""Steps that hang a phrase or clause where it belongs."""

from __future__ import annotations

from extractors.facts.mending.tree import NOMINAL, Tree
from extractors.lexicon import words

__all__ = [
    "according_to",
    "beyond_the_absolute",
    "charge",
    "close_to",
    "closing_participle",
    "due_to",
    "list_of_three",
    "purpose",
    "ranging",
    "summing_up",
    "with_absolute",
]


def close_to(tree: Tree) -> None:
    """ "close to" governs a noun, however bare: "The talks were close to collapse after a row." """
    for adjective in range(tree.start + 1, tree.end - 2):
        noun = adjective + 2
        if tree.lower[adjective] not in words("mending", "adjectives_with_to") or tree.lower[adjective + 1] != "to":
            continue
        if tree.tags[noun] != "VB" or tree.heads[noun] != adjective or tree.kid(noun, "obj", "aux") is not None:
            continue
        tree.pos[noun], tree.tags[noun], tree.deps[noun] = "NOUN", "NN", "obl"
        tree.pos[noun - 1], tree.tags[noun - 1], tree.deps[noun - 1] = "ADP", "IN", "case"
        for child in tree.kids(noun, "obl", "advcl", "advmod", "obl:unmarked", "punct"):
            if child > noun:
                tree.heads[child] = adjective


def due_to(tree: Tree) -> None:
    """ "due" with an infinitive is an adjective, no preposition: "The ship is due to leave on Friday." """
    for due in range(tree.start + 1, tree.end - 2):
        verb = due + 2
        if tree.lower[due] != "due" or tree.lower[due + 1] != "to":
            continue
        if tree.deps[due] not in {"case", "fixed"} and tree.heads[due] != verb:
            continue
        bare = tree.tags[verb] in {"VB", "VBP"} or (
            tree.tags[verb] == "NN" and tree.lower[verb] in words("mending", "verbs_after_due")
        )
        be = tree.kid(verb, "cop", "aux", "aux:pass")
        if not bare or be is None or be > due:
            continue
        tree.heads[due], tree.deps[due] = tree.heads[verb], tree.deps[verb]
        tree.pos[due], tree.tags[due], tree.lemmas[due] = "ADJ", "JJ", "due"
        for child in tree.kids(verb):
            if child < due:
                tree.heads[child] = due
                if child == be:
                    tree.deps[child] = "cop"
                elif tree.deps[child] == "nsubj:pass":
                    tree.deps[child] = "nsubj"
        tree.heads[verb], tree.deps[verb] = due, "xcomp"
        tree.pos[verb], tree.tags[verb], tree.lemmas[verb] = "VERB", "VB", tree.lower[verb]
        tree.heads[due + 1], tree.deps[due + 1] = verb, "mark"
        tree.pos[due + 1], tree.tags[due + 1] = "PART", "TO"
        for child in tree.kids(verb, "nmod", "nmod:unmarked"):
            tree.deps[child] = "obl" if tree.deps[child] == "nmod" else "obl:unmarked"


def according_to(tree: Tree) -> None:
    """ "according to" after a comma says who says it all: "They met leaders in Kabul, according to two aides." """
    for token in range(tree.start + 1, tree.end - 2):
        if tree.lower[token] != "according" or tree.lower[token + 1] != "to" or tree.words[token - 1] != ",":
            continue
        source = tree.heads[token]
        if source < token or tree.deps[token] not in {"case", "mark"} or tree.deps[source] not in {"nmod", "obl"}:
            continue
        root = tree.root()
        if root is None or root > token or tree.heads[source] == root:
            continue
        tree.hang(source, root, "obl")


def purpose(tree: Tree) -> None:
    """An infinitive behind an object is the aim of what is done to it: "They paused the talks to seek advice."

    Nouns that take an infinitive keep it ("a bid to win"), and so do verbs of having and needing ("has work to do").
    """
    for verb in range(tree.start + 2, tree.end):
        if tree.deps[verb] != "acl" or tree.tags[verb] != "VB" or tree.kid(verb, "mark") is None:
            continue
        noun = tree.heads[verb]
        above = tree.heads[noun]
        if above < 0 or tree.deps[noun] != "obj" or tree.pos[above] != "VERB" or tree.pos[noun] != "NOUN":
            continue
        lemma = tree.lemmas[noun].lower()
        if lemma in words("control", "agentive_nouns") or lemma in words("mending", "infinitive_nouns"):
            continue
        if lemma in words("circumstance", "gap_nouns") or tree.lemmas[above] in words("control", "directives"):
            continue
        if tree.lemmas[above] in words("mending", "having_verbs") or tree.kid(noun, "nmod:poss") is not None:
            continue
        if any(tree.lower[t] in {"first", "last", "only", "next", "enough", "more"} for t in tree.kids(noun)):
            continue
        tree.heads[verb], tree.deps[verb] = above, "advcl"


def charge(tree: Tree) -> None:
    """What somebody is accused of belongs to the verb: "The prosecutor accused the firm of hiding documents." """
    for gerund in range(tree.start + 3, tree.end):
        if tree.deps[gerund] != "acl" or tree.tags[gerund] != "VBG" or tree.deps[tree.heads[gerund]] != "obj":
            continue
        verb = tree.heads[tree.heads[gerund]]
        marks = {tree.lower[m] for m in tree.kids(gerund, "mark")}
        if marks & {"of", "for", "with", "from"} and tree.lemmas[verb] in words("control", "charging"):
            tree.heads[gerund], tree.deps[gerund] = verb, "advcl"


def closing_participle(tree: Tree) -> None:
    """A participle after a comma is the main clause's: "A court told it to pay, handing victory to its rival." """
    for verb in range(tree.start + 3, tree.end):
        if tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl" or tree.words[verb - 1] != ",":
            continue
        above = tree.heads[verb]
        while above >= 0 and tree.tags[above] == "VB" and tree.deps[above] in {"xcomp", "advcl", "acl"}:
            if tree.kid(above, "aux") is not None or tree.kid(above, "mark") is None:
                break
            above = tree.heads[above]
            while above >= 0 and tree.pos[above] in {"NOUN", "PROPN"} and tree.deps[above] in {"obj", "obl", "nmod"}:
                above = tree.heads[above]
        if above >= 0 and tree.deps[above] == "acl:relcl" and tree.kid(verb, "ccomp") is not None:
            root = tree.root()  # "A judge blocked a law that bans shows, ruling that it is void": who rules
            saying = tree.lemmas[verb] in words("saying", "quoting", "verbs")
            above = root if saying and root is not None and tree.pos[root] == "VERB" else above
        if above >= 0 and above < verb and tree.pos[above] in {"VERB", "ADJ"}:
            tree.heads[verb] = above


def with_absolute(tree: Tree) -> None:
    """ "with" before a noun and where it is makes a clause: "They left, with both sides under pressure." """
    for preposition in range(tree.start, tree.end - 3):
        noun = tree.heads[preposition]
        marks = tree.lower[preposition] == "with" and tree.deps[preposition] == "mark"
        if marks and tree.deps[noun] == "obl" and tree.kid(noun, "nsubj") is not None:
            tree.deps[noun] = "advcl"
        if tree.lower[preposition] != "with" or tree.deps[preposition] != "case":
            continue
        under = next((t for t in range(noun + 1, min(noun + 2, tree.end)) if tree.lower[t] == "under"), None)
        if under is not None and tree.words[preposition - 1] == "," and tree.heads[under] > under:
            state = tree.heads[under]  # the parser hung "under pressure" on the verb or on the noun itself
            if tree.deps[under] == "case" and tree.deps[state] in {"obl", "nmod"} and tree.pos[state] == "NOUN":
                tree.heads[state], tree.deps[state] = tree.heads[noun], "advcl"
                tree.heads[noun], tree.deps[noun] = state, "nsubj"
                tree.heads[preposition], tree.deps[preposition] = state, "mark"
                tree.pos[preposition] = "SCONJ"
                continue
        links = [t for t in tree.kids(noun, "case") if preposition < t < noun]
        if not links or noun < preposition or links[0] - preposition < 2:
            continue
        tops = tree.tops(preposition + 1, links[0])
        if len(tops) != 1 or tree.pos[tops[0]] not in NOMINAL or tree.deps[noun] not in {"obl", "nmod"}:
            continue
        if tree.dominates(tops[0], noun):
            continue
        above = tree.heads[noun]
        while tree.pos[above] in {"NOUN", "PROPN"} and tree.heads[above] >= 0:
            above = tree.heads[above]
        tree.heads[noun], tree.deps[noun] = above, "advcl"
        tree.heads[tops[0]], tree.deps[tops[0]] = noun, "nsubj"
        tree.deps[preposition], tree.pos[preposition] = "mark", "SCONJ"


def beyond_the_absolute(tree: Tree) -> None:
    """An infinitive after the comma that closes a "with" clause is the main verb's.

    "The council voted, with Peru and Chad abstaining, to extend the mandate."
    """
    for verb in range(tree.start + 4, tree.end):
        aside = tree.heads[verb]
        if tree.deps[verb] not in {"advcl", "xcomp"} or tree.tags[verb] != "VB" or aside < 0:
            continue
        marks = tree.kids(verb, "mark")
        if not marks or tree.words[marks[0] - 1] != "," or tree.heads[aside] < 0 or tree.deps[aside] != "advcl":
            continue
        opens = next((m for m in tree.kids(aside, "mark") if tree.lower[m] == "with"), None)
        if opens is not None and tree.words[opens - 1] == ",":
            tree.heads[verb] = tree.heads[aside]


def ranging(tree: Tree) -> None:
    """ "ranging from" without a comma belongs to the noun: "It won support online ranging from tweets up." """
    for verb in range(tree.start + 3, tree.end):
        if tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl" or tree.words[verb - 1] == ",":
            continue
        if tree.lemmas[verb] not in {"range", "vary", "total", "date", "consist", "amount", "comprise"}:
            continue
        noun = tree.kid(tree.heads[verb], "obj")
        if noun is not None and noun < verb and tree.kid(verb, "mark") is None:
            tree.heads[verb], tree.deps[verb] = noun, "acl"


def list_of_three(tree: Tree) -> None:
    """Three of a kind are a list, not one named twice: "The mayor, the police chief and two aides resigned." """
    for second in range(tree.start + 2, tree.end):
        noun = tree.heads[second]
        if tree.deps[second] != "appos" or noun > second or tree.pos[second] != "NOUN":
            continue
        third = next((c for c in tree.kids(noun, "conj") if c > second), None)
        link = tree.kid(third, "cc") if third is not None else None
        if link is None or tree.words[link - 1] == "," or tree.heads[link - 1] not in range(noun, link):
            continue
        if tree.dominates(second, link - 1) and tree.kid(noun, "det", "nmod:poss") is not None:
            tree.deps[second] = "conj"


def summing_up(tree: Tree) -> None:
    """What a sentence is called after its comma is no part of it: "Peru blamed Chad, a charge that Chad denies." """
    root = tree.root()
    for noun in range(tree.start + 4, tree.end):
        if tree.lemmas[noun] not in words("titles", "comments") | {"something"} or root is None or noun < root:
            continue
        article = noun if tree.lower[noun] == "something" else tree.kid(noun, "det")
        if article is None or tree.lower[article] not in {"a", "an", "something"} or tree.words[article - 1] != ",":
            continue
        if tree.deps[noun] not in {"appos", "obj", "obl:unmarked", "nmod:unmarked", "dep"} or tree.heads[noun] == root:
            continue
        if tree.kid(noun, "acl:relcl", "acl") is not None and tree.kid(noun, "case", "cop") is None:
            tree.hang(noun, root, "parataxis")
