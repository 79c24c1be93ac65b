"""Steps around verbs of saying: who says it, and where what is said begins and ends."""

from __future__ import annotations

from extractors.facts.mending.tree import NOMINAL, SUBJECTS, Tree
from extractors.lexicon import words

__all__ = [
    "beyond_the_speaker",
    "final_speaker",
    "inverted_speaker",
    "said_in_a_statement",
    "second_verb_of_saying",
    "temporal_complement",
]

SAYING_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN", "NN", "VB"})
QUOTES = frozenset({"“", "``", '"'})
AFTER_QUOTED = frozenset({",", "”", "''", '"', "’", "'", "—", "–", "--", "?", "!"})
TAIL = frozenset({"ADP", "DET", "PUNCT", "NUM", "ADJ"})
_TIMES = frozenset(
    {"today", "yesterday", "earlier", "later", "statement", "interview", "afterwards", "here", "tonight"}
)


def final_speaker(tree: Tree) -> None:
    """The words between the last comma and a verb of saying are who says it.

    "Talks were close to collapse after four days brought no agreement, officials close to them said."
    """
    verb = _last_saying_verb(tree)
    if verb is None:
        return
    first = verb
    while first > tree.start and tree.words[first - 1] not in AFTER_QUOTED:
        first -= 1
    if first == verb or first <= tree.start + 1:
        return
    region = range(first, verb)
    if any(tree.deps[t] in SUBJECTS and t in region and tree.heads[t] in region for t in region):
        return  # a clause of its own stands there: "…, as the officials who met him said"
    if any(tree.pos[t] in {"SCONJ", "CCONJ"} for t in region[:1]):
        return
    tops = [t for t in tree.tops(first, verb) if tree.deps[t] not in {"advmod", "cc", "mark", "case"}]
    if tree.pos[verb] in {"NOUN", "PROPN"} and len(tops) > 1 and all(tree.heads[t] == verb for t in tops):
        for token in tops[:-1]:  # "the central bank forecast": a verb taken for the head of its subject
            tree.heads[token] = tops[-1]
        tops = tops[-1:]
    if len(tops) != 1 or tree.pos[tops[0]] not in NOMINAL:
        return
    speaker = tops[0]
    early = [t for t in tree.kids(verb, *SUBJECTS) if t < first]
    if tree.heads[speaker] == verb and tree.deps[speaker] == "nsubj" and not early:
        return
    if tree.pos[verb] not in {"VERB", "AUX"}:
        if tree.deps[verb] not in {"parataxis", "ROOT", "root"}:
            return
        tree.pos[verb], tree.tags[verb] = "VERB", "VBD"
        for child in tree.kids(verb, "nmod", "nmod:unmarked"):
            tree.deps[child] = "obl" if tree.deps[child] == "nmod" else "obl:unmarked"
    if tree.deps[verb] not in {"ROOT", "root", "parataxis", "ccomp"} or tree.dominates(speaker, verb):
        return
    tree.heads[speaker], tree.deps[speaker] = verb, "nsubj"
    content = next((c for c in tree.kids(verb, "ccomp", "parataxis", "advcl", "obj", "dep") if c < first), None)
    if content is None and tree.deps[verb] in {"parataxis", "ccomp"}:
        content = tree.heads[verb]
    for subject in early:
        if content is not None and content != subject:
            tree.hang(subject, content, "nsubj:pass" if tree.kid(content, "aux:pass") is not None else "nsubj")


def _last_saying_verb(tree: Tree) -> int | None:
    """The verb of saying at the end of a sentence; only a time or place may follow it ("said on Friday")."""
    for token in reversed(range(tree.start, tree.end)):
        headline = tree.tags[token] == "NNS" and token == tree.last()  # "…, letter shows"
        if tree.lemmas[token].lower() in words("saying", "quoting", "verbs") and (
            tree.tags[token] in SAYING_TAGS or headline
        ):
            break
        if tree.pos[token] not in TAIL and not tree.entity[token] and tree.lower[token] not in _TIMES:
            return None
        if token < tree.end - 8:
            return None
    else:
        return None
    return token


def inverted_speaker(tree: Tree) -> None:
    """A verb of saying after the comma that closes what is said, then who says it: "It is illegal, ruled Judge Carter."

    Tagged as a participle it would make the judge the one who is ruled.
    """
    for verb in range(tree.start + 2, tree.end - 1):
        if tree.tags[verb] not in {"VBN", "VBD"} or tree.lemmas[verb] not in words("saying", "quoting", "verbs"):
            continue
        if tree.words[verb - 1] not in AFTER_QUOTED or tree.deps[verb] not in {"advcl", "acl", "acl:relcl", "conj"}:
            continue
        speaker = next((t for t in tree.kids(verb, "nsubj", "nsubj:pass") if t > verb), None)
        if speaker is None or tree.heads[verb] > verb or tree.kid(verb, "aux", "aux:pass", "mark") is not None:
            continue
        tree.tags[verb], tree.deps[verb], tree.deps[speaker] = "VBD", "parataxis", "nsubj"
        while tree.deps[tree.heads[verb]] in {"obj", "obl", "nmod", "conj"} and tree.pos[tree.heads[verb]] != "VERB":
            tree.heads[verb] = tree.heads[tree.heads[verb]]


def beyond_the_speaker(tree: Tree) -> None:
    """What follows the verb of saying is its own: "“The gate broke,” the mayor told reporters in Kutaisi." """
    saying = words("saying", "quoting", "verbs")
    for verb in range(tree.start + 2, tree.end - 1):
        if tree.lemmas[verb] not in saying:
            continue
        content = tree.kid(verb, "ccomp")
        if content is None:
            continue
        if content > verb:  # “If they attack,” he warned, “we will respond.”
            for clause in tree.kids(verb, "advcl"):
                opens = [t for t in range(tree.start, clause) if tree.dominates(clause, t)]
                if clause < verb and opens and tree.words[max(opens[0] - 1, tree.start)] in QUOTES:
                    tree.heads[clause] = content
            continue
        for token in range(verb + 1, tree.end):
            if tree.deps[token] not in {"obl", "obl:unmarked", "advmod", "advcl"} or tree.heads[token] > verb:
                continue
            if tree.heads[token] != verb and tree.dominates(content, token):
                tree.heads[token] = verb


def second_verb_of_saying(tree: Tree) -> None:
    """Two verbs of saying have one speaker: "He said the army had left and denied that it had fired."

    So has a verb in the past behind a bare infinitive: "It said it would appeal but gave no reasons."
    """
    for verb in range(tree.start + 2, tree.end):
        first = tree.heads[verb]
        if tree.deps[verb] != "conj" or first < 0 or tree.deps[first] != "ccomp":
            continue
        said = tree.heads[first]
        saying = words("mending", "speech_verbs")
        unlike = tree.tags[first] == "VB" and tree.kid(first, "aux") is not None and tree.tags[verb] == "VBD"
        if not (tree.lemmas[verb] in saying or unlike) or tree.lemmas[said] not in saying or said > first:
            continue
        if tree.kid(verb, *SUBJECTS, "aux", "mark") is not None or tree.kid(first, "nsubj", "nsubj:pass") is None:
            continue
        if tree.tags[verb] != tree.tags[said] or tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        tree.heads[verb] = said


def temporal_complement(tree: Tree) -> None:
    """A clause of time is not what is said: "Officials said so on Thursday, hours before talks resumed." """
    for verb in range(tree.start + 2, tree.end):
        if tree.deps[verb] != "ccomp":
            continue
        marks = {tree.lower[m] for m in tree.kids(verb, "mark")}
        said = tree.heads[verb]
        if marks & {"before", "after", "until", "because", "although", "though"} and said < verb:
            tree.deps[verb] = "advcl"


def said_in_a_statement(tree: Tree) -> None:
    """What is said in a document is said by the verb: "She told the Echo in a letter that the case was closed." """
    for clause in range(tree.start + 3, tree.end):
        document = tree.heads[clause]
        if tree.deps[clause] != "acl" or document < 0 or tree.deps[document] != "obl" or document > clause:
            continue
        verb = tree.heads[document]
        if tree.lemmas[document] not in words("saying", "documents", "words") | {
            "interview",
            "speech",
            "call",
            "briefing",
        }:
            continue
        saying = tree.lemmas[verb] in words("saying", "quoting", "verbs") | words("saying", "telling", "verbs")
        if not saying or tree.kid(verb, "ccomp") is not None or tree.kid(clause, *SUBJECTS) is None:
            continue
        if any(tree.lower[m] == "that" for m in tree.kids(clause, "mark")):
            tree.heads[clause], tree.deps[clause] = verb, "ccomp"
