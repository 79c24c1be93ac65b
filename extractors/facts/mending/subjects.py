"""Steps that find the subject which the parser missed or cut in two."""

from __future__ import annotations

from extractors.facts.mending.predicates import is_finite
from extractors.facts.mending.tree import FINITE, NOMINAL, SUBJECTS, Tree
from extractors.lexicon import words

__all__ = [
    "acting_title",
    "active_subject",
    "clause_as_subject",
    "fronted_description",
    "missing_subject",
    "some_of_whom",
    "split_name",
    "stray_name",
    "titled_subject",
]


_WITHOUT_SUBJECT = frozenset({
    "conj", "acl", "acl:relcl", "xcomp", "aux", "aux:pass", "cop", "amod", "det", "case", "punct", "mark", "compound",
    "flat", "advmod", "nmod:poss", "nummod", "cc", "fixed", "nsubj", "nsubj:pass",
})  # fmt: skip


def clause_as_subject(tree: Tree) -> None:
    """A clause with "that" or "whether" before a verb without a subject is it: "That he resigned surprised them." """
    root = tree.root()
    if root is None or tree.kid(root, *SUBJECTS, "csubj", "csubj:pass", "expl", "nsubj:outer") is not None:
        return
    for clause in tree.kids(root, "advcl", "ccomp"):
        mark = tree.kid(clause, "mark")
        first = next((t for t in range(tree.start, tree.end) if tree.words[t].strip() and tree.pos[t] != "PUNCT"), -1)
        if mark == first and tree.lower[mark] in {"that", "whether"} and clause < root and is_finite(tree, root):
            tree.deps[clause] = "csubj"


def missing_subject(tree: Tree) -> None:
    """The nominal before a finite verb without a subject is its subject: "Talks in Oslo were close to collapse." """
    for verb in range(tree.start + 1, tree.end):
        if tree.deps[verb] in _WITHOUT_SUBJECT:
            continue
        links = tree.kids(verb, "cop", "aux", "aux:pass")
        finite = tree.tags[verb] in FINITE - {"MD"} if not links else any(tree.tags[a] in FINITE for a in links)
        if not finite:
            continue
        if tree.kid(verb, *SUBJECTS, "csubj", "csubj:pass", "expl", "nsubj:outer") is not None:
            continue
        first = min([verb, *links])
        border = first
        while border > tree.start and tree.words[border - 1] not in {":", ";", "—", "–", "“", '"', "``"}:
            if tree.deps[border - 1] == "mark":
                break  # "as Oslo City came back"
            border -= 1
        region = range(border, first)
        if any(tree.pos[t] in {"VERB", "AUX", "SCONJ"} for t in region):
            continue
        nouns = [t for t in tree.tops(border, first) if tree.pos[t] in NOMINAL and tree.kid(t, "case") is None]
        if any(tree.words[t] == "," and tree.heads[t] not in region for t in region) or (
            len(tree.tops(border, first)) > 1 and any(tree.words[t] == "," for t in region)
        ):
            continue  # "Up to 20 per cent of staff, or about 1,200 people, could go": one noun with all that is in it
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
        whole = tree.words[tree.last()] == "." and tree.deps[verb] in {"ROOT", "root"}
        if tree.lower[verb] in words("mending", "past_forms") or whole:  # only headlines leave "was" out
            tree.tags[verb], tree.deps[subject] = "VBD", "nsubj"
        elif tree.tags[verb] == "VBD" and objects is not None and objects > verb:
            tree.deps[subject] = "nsubj"
        elif (
            tree.deps[verb] == "acl"
            and "," not in tree.words[tree.heads[verb] : subject]
            and tree.heads[verb] < subject
        ):
            # "the man the police arrested"
            tree.tags[verb], tree.deps[subject], tree.deps[verb] = "VBD", "nsubj", "acl:relcl"


def titled_subject(tree: Tree) -> None:
    """A role and the name behind it are one subject: "The then-minister Carlos Ruiz denied it." """
    for name in range(tree.start + 1, tree.end):
        role, verb = name - 1, tree.heads[name]
        if tree.deps[name] not in SUBJECTS or tree.deps[role] not in SUBJECTS or tree.heads[role] != verb:
            continue
        if tree.entity[name] == "PERSON" and tree.lemmas[role].lower() in words("titles", "roles"):
            tree.heads[role], tree.deps[role] = name, "nmod:desc"


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


def some_of_whom(tree: Tree) -> None:
    """ "three of whom" is the subject of its clause: "The suspects, three of whom are minors, were held." """
    for verb in range(tree.start + 3, tree.end):
        if tree.deps[verb] != "acl:relcl" or tree.kid(verb, *SUBJECTS) is not None:
            continue
        noun = tree.heads[verb]
        for part in tree.kids(noun, "appos", "nmod", "nummod", "conj", "parataxis"):
            whom = tree.kid(part, "nmod")
            if noun < part < verb and whom is not None and tree.lower[whom] in {"whom", "which"}:
                tree.heads[part] = verb
                tree.deps[part] = "nsubj:pass" if tree.kid(verb, "aux:pass") is not None else "nsubj"


def fronted_description(tree: Tree) -> None:
    """What somebody is may stand before the name: "A graduate of Oxford, Pike worked as a journalist." """
    for name in range(tree.start + 3, tree.end - 1):
        noun = tree.heads[name]
        if tree.deps[name] not in {"appos", "nsubj"} or tree.pos[name] != "PROPN" or noun > name:
            continue
        if tree.deps[noun] not in SUBJECTS:
            continue
        article = tree.kid(noun, "det")
        if article is None or tree.lower[article] not in {"a", "an", "the"} or tree.pos[noun] != "NOUN":
            continue
        first = min(t for t in range(noun, tree.end) if tree.dominates(name, t) and tree.pos[t] != "PUNCT")
        last = max(t for t in range(name, tree.end) if tree.dominates(name, t))
        if tree.words[first - 1] == "," and tree.words[last + 1 : last + 2] not in ([","], []):
            verb, dep = tree.heads[noun], tree.deps[noun]
            tree.heads[name], tree.deps[name] = verb, dep
            tree.heads[noun], tree.deps[noun] = name, "appos"
            for child in tree.kids(noun):
                if child > first and tree.deps[child] != "punct":
                    tree.heads[child] = name


def stray_name(tree: Tree) -> None:
    """The second half of a name before its verb, hung on a name far off: "Ann Ray scored as Oslo City came back." """
    for name in range(tree.start + 2, tree.end - 1):
        far = tree.heads[name]
        if tree.deps[name] != "flat" or far > name or all(tree.pos[t] != "VERB" for t in range(far, name)):
            continue
        verb = next((t for t in range(name + 1, tree.end) if tree.pos[t] in {"VERB", "AUX", "PUNCT"}), tree.end)
        if verb < tree.end and tree.tags[verb] in FINITE and tree.kid(verb, *SUBJECTS) is None:
            tree.hang(name, verb if tree.pos[verb] == "VERB" else tree.heads[verb], "nsubj")


def split_name(tree: Tree) -> None:
    """Two words of one name taken for two conjuncts: "They work in Mali, Niger and Burkina Faso." """
    for second in range(tree.start + 2, tree.end):
        first = second - 1
        if tree.deps[first] != "conj" or tree.deps[second] != "conj" or tree.heads[first] != tree.heads[second]:
            continue
        if tree.pos[first] == tree.pos[second] == "PROPN" and tree.entity[first] == tree.entity[second] != "":
            tree.hang(second, first, "flat")
