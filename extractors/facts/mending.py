"""What a parser gets wrong again and again in news prose, put right before any rule reads the parse.

Each step knows one construction by its words and tags, changes as few edges as it can, and leaves every other sentence
as it is. Its docstring has an example, which is also a test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.lexicon import words

__all__ = ["STEPS", "Tree", "mend"]

SAYING_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN", "NN", "VB"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
AFTER_QUOTED = frozenset({",", "”", "''", '"', "’", "'", "—", "–", "--", "?", "!"})
TEMPORAL = frozenset({"after", "before", "since", "until", "till", "once", "when", "while"})
TAIL = frozenset({"ADP", "DET", "PUNCT", "NUM", "ADJ"})


@dataclass(slots=True)
class Tree:
    """The layers of one document that a step may read and change; ``start`` and ``end`` are the sentence's borders.

    The head of a root is -1, as in :class:`extractors.facts.syntax.Syntax`.
    """

    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entity: list[str]
    start: int = 0
    end: int = 0

    def kids(self, head: int, *deps: str) -> list[int]:
        """Return the dependents of a token, those with one of the relations where some are given."""
        found = [t for t in range(self.start, self.end) if self.heads[t] == head]
        return [t for t in found if self.deps[t] in deps] if deps else found

    def kid(self, head: int, *deps: str) -> int | None:
        """Return the first dependent with one of the relations."""
        return next(iter(self.kids(head, *deps)), None)

    def root(self) -> int | None:
        """Return the sentence's root."""
        return next((t for t in range(self.start, self.end) if self.heads[t] < 0), None)

    def dominates(self, above: int, token: int) -> bool:
        """Tell whether ``above`` is the token or stands on its way to the root."""
        while token >= 0:
            if token == above:
                return True
            token = self.heads[token]
        return False

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hang a token on another, unless that would close a circle."""
        if not self.dominates(token, head):
            self.heads[token], self.deps[token] = head, dep

    def tops(self, first: int, last: int) -> list[int]:
        """Return the tokens of a stretch whose heads lie outside of it, punctuation left out."""
        stretch = range(first, last)
        return [t for t in stretch if self.heads[t] not in stretch and self.pos[t] != "PUNCT"]


def mend(tree: Tree, sentences: list[tuple[int, int]]) -> None:
    """Put right the parse of each sentence, in place.

    Args:
        tree: The document's layers.
        sentences: The token ranges of its sentences.
    """
    for tree.start, tree.end in sentences:
        present = set(tree.lower[tree.start : tree.end])
        for triggers, step in STEPS:
            if not triggers or present & triggers:
                step(tree)


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
        if tree.lemmas[token].lower() in words("saying", "quoting", "verbs") and tree.tags[token] in SAYING_TAGS:
            break
        if tree.pos[token] not in TAIL and not tree.entity[token] and tree.lower[token] not in _TIMES:
            return None
        if token < tree.end - 8:
            return None
    else:
        return None
    return token


_TIMES = frozenset(
    {"today", "yesterday", "earlier", "later", "statement", "interview", "afterwards", "here", "tonight"}
)


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


def clause_after(tree: Tree) -> None:
    """ "after" before a whole clause is a conjunction: "They fled, four days after a fire killed 11 people." """
    for link in range(tree.start + 1, tree.end - 2):
        if tree.lower[link] not in TEMPORAL or tree.deps[link] != "case":
            continue
        noun = tree.heads[link]
        verb = next((t for t in range(noun + 1, tree.end) if tree.pos[t] in {"VERB", "AUX", "PUNCT"}), tree.end)
        if verb == tree.end or noun < link or not _is_finite(tree, verb) or tree.kid(verb, "mark", "csubj", *SUBJECTS):
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


def _is_finite(tree: Tree, verb: int) -> bool:
    """A verb with a tense of its own; a participle with an object and no auxiliary is one in disguise."""
    if tree.tags[verb] in FINITE:
        return True
    return tree.tags[verb] == "VBN" and tree.kid(verb, "obj") is not None and tree.kid(verb, "aux") is None


def _times_before(tree: Tree, link: int) -> list[int]:
    """The measure of time right before a conjunction: "[four days] after"."""
    return [link - 1] if link - 1 > tree.start and tree.entity[link - 1] in {"DATE", "TIME"} else []


def missing_subject(tree: Tree) -> None:
    """The nominal before a finite verb without a subject is its subject: "Talks in Oslo were close to collapse." """
    for verb in range(tree.start + 1, tree.end):
        links = tree.kids(verb, "cop", "aux", "aux:pass")
        finite = tree.tags[verb] in FINITE - {"MD"} if not links else any(tree.tags[a] in FINITE for a in links)
        if not finite or tree.deps[verb] in {"conj", "acl", "acl:relcl", "xcomp", "aux", "aux:pass", "cop", "amod"}:
            continue
        if tree.kid(verb, *SUBJECTS, "csubj", "csubj:pass", "expl", "nsubj:outer") is not None:
            continue
        first = min([verb, *links])
        border = first
        while border > tree.start and tree.words[border - 1] not in {":", ";", "—", "–", "“", '"', "``"}:
            border -= 1
        region = range(border, first)
        if any(tree.pos[t] in {"VERB", "AUX", "SCONJ"} or tree.words[t] == "," for t in region):
            continue
        nouns = [t for t in tree.tops(border, first) if tree.pos[t] in NOMINAL and tree.kid(t, "case") is None]
        if len(nouns) != 1 or tree.deps[nouns[0]] not in {"obj", "appos", "obl", "nmod", "dep", "parataxis"}:
            continue
        if tree.entity[nouns[0]] in {"DATE", "TIME"} or tree.dominates(nouns[0], verb) or tree.tags[nouns[0]][0] == "W":
            continue
        passive = tree.kid(verb, "aux:pass") is not None
        tree.heads[nouns[0]], tree.deps[nouns[0]] = verb, "nsubj:pass" if passive else "nsubj"


def active_subject(tree: Tree) -> None:
    """A verb in the past tense is active: "Croatian police arrested the captain.", "Prices rose by a fifth." """
    for verb in range(tree.start + 1, tree.end):
        if tree.tags[verb] not in {"VBD", "VBN"} or tree.kid(verb, "aux:pass", "aux") is not None:
            continue
        subject, objects = tree.kid(verb, "nsubj:pass", "nsubj"), tree.kid(verb, "obj")
        if subject is None or subject > verb:
            continue
        if tree.lower[verb] in words("mending", "past_forms"):
            tree.tags[verb], tree.deps[subject] = "VBD", "nsubj"
        elif tree.tags[verb] == "VBD" and objects is not None and objects > verb:
            tree.deps[subject] = "nsubj"


def temporal_complement(tree: Tree) -> None:
    """A clause of time is not what is said: "Officials said so on Thursday, hours before talks resumed." """
    for verb in range(tree.start + 2, tree.end):
        if tree.deps[verb] != "ccomp":
            continue
        marks = {tree.lower[m] for m in tree.kids(verb, "mark")}
        said = tree.heads[verb]
        if marks & {"before", "after", "until", "because", "although", "though"} and said < verb:
            tree.deps[verb] = "advcl"


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


def headline_verb(tree: Tree) -> None:
    """A headline's verb read as a plural noun: "Vantia drops bid for Norsk after report"."""
    if tree.words[tree.end - 1] in {".", "?", "!", "”", '"'} or tree.end - tree.start < 3:
        return
    if any(tree.tags[t] in FINITE for t in range(tree.start, tree.end)):
        return
    for verb in range(tree.start + 1, tree.end - 1):
        if tree.tags[verb] not in {"NNS", "NNPS"} or tree.lower[verb] not in words("mending", "headline_verbs"):
            continue
        if tree.pos[verb - 1] != "PROPN" and not tree.entity[verb - 1]:
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


def second_verb_of_saying(tree: Tree) -> None:
    """Two verbs of saying have one speaker: "He said the army had left and denied that it had fired." """
    for verb in range(tree.start + 2, tree.end):
        first = tree.heads[verb]
        if tree.deps[verb] != "conj" or first < 0 or tree.deps[first] != "ccomp":
            continue
        said = tree.heads[first]
        saying = words("mending", "speech_verbs")
        if tree.lemmas[verb] not in saying or tree.lemmas[said] not in saying or said > first:
            continue
        if tree.kid(verb, *SUBJECTS, "aux", "mark") is not None or tree.kid(first, "nsubj", "nsubj:pass") is None:
            continue
        if tree.tags[verb] != tree.tags[said] or tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        tree.heads[verb] = said


def beyond_the_speaker(tree: Tree) -> None:
    """What follows the verb of saying is its own: "“The gate broke,” the mayor told reporters in Kutaisi." """
    for verb in range(tree.start + 2, tree.end - 1):
        content = tree.kid(verb, "ccomp")
        if content is None or content > verb or tree.lemmas[verb] not in words("saying", "quoting", "verbs"):
            continue
        for token in range(verb + 1, tree.end):
            if tree.deps[token] not in {"obl", "obl:unmarked", "advmod", "advcl"} or tree.heads[token] > verb:
                continue
            if tree.heads[token] != verb and tree.dominates(content, token):
                tree.heads[token] = verb


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


def acting_title(tree: Tree) -> None:
    """ "Acting", "outgoing" before a title say how the post is held: "Acting President Delcy Ruiz met the envoys." """
    for token in range(tree.start, tree.end - 1):
        title = token + 1
        if tree.lower[token] in {"acting", "outgoing", "incoming", "sitting"} and (
            tree.lemmas[title].lower() in words("titles", "roles")
            and tree.deps[token] in {"advcl", "acl", "amod", "dep"}
        ):
            if tree.dominates(token, title):
                continue
            tree.heads[token], tree.deps[token], tree.pos[token] = title, "amod", "ADJ"
            tree.tags[token] = "JJ"


def titled_subject(tree: Tree) -> None:
    """A role and the name behind it are one subject: "The then-minister Carlos Ruiz denied it." """
    for verb in range(tree.start + 2, tree.end):
        subjects = tree.kids(verb, *SUBJECTS)
        if len(subjects) != 2 or subjects[1] != subjects[0] + 1:
            continue
        role, name = subjects
        if tree.entity[name] == "PERSON" and tree.lemmas[role].lower() in words("titles", "roles"):
            tree.heads[role], tree.deps[role] = name, "nmod:desc"


STEPS: tuple[tuple[frozenset[str], Callable[[Tree], None]], ...] = (
    (frozenset(), final_speaker),
    (frozenset(), inverted_speaker),
    (frozenset(), beyond_the_speaker),
    (frozenset(), appointed),
    (frozenset({"acting", "outgoing", "incoming", "sitting"}), acting_title),
    (frozenset(), titled_subject),
    (frozenset({"due"}), due_to),
    (frozenset({"to"}), close_to),
    (frozenset({"according"}), according_to),
    (frozenset({"to"}), purpose),
    (frozenset({"of", "for", "with", "from"}), charge),
    (TEMPORAL, clause_after),
    (frozenset(), missing_subject),
    (frozenset(), active_subject),
    (frozenset({"before", "after", "until", "because", "although", "though"}), temporal_complement),
    (frozenset({","}), closing_participle),
    (frozenset({"with"}), with_absolute),
    (frozenset(), headline_verb),
    (frozenset({"and", "but", "or"}), second_verb_of_saying),
)
"""The steps in order, each with words of which one must stand in the sentence (none: any sentence)."""
