"""What syntax and agreement allow: which mentions a pronoun may stand for, before any of them is weighed.

The constraints are those of Lappin and Leass (1994): agreement in gender, number and animacy; no co-argument for a
pronoun that is not reflexive; no phrase that contains the pronoun; no quotation's speaker within it.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.pronouns import Form
from extractors.mentions.quotations import Quotation
from extractors.mentions.tables import group_nouns, saying_verbs

__all__ = [
    "SUBJECTS",
    "Setting",
    "agrees",
    "bound_subject",
    "following_subject",
    "forbidden",
    "is_predicate",
    "subject_of",
]

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_OBJECTS = ("obj", "iobj", "obl:agent")


@dataclass(slots=True)
class Setting:
    """The article as the search for antecedents sees it; ``referents`` grows with each pronoun that is resolved."""

    columns: Columns
    clusters: Clusters
    quoted: list[int]
    quotations: list[Quotation]
    by_head: dict[int, Candidate]
    referents: list[Candidate]


def agrees(pronoun: Candidate, other: Candidate, setting: Setting) -> bool:
    """Check gender, number and animacy against all that is known of the other's cluster."""
    cluster = setting.clusters[other]
    word = pronoun.words[0]
    kind = cluster.type()
    if pronoun.sex:
        if kind not in ("PERSON", "CONCEPT"):
            return False
        if kind == "CONCEPT" and cluster.animate() is not True:
            return False
        sexes = cluster.sexes()
        return (not sexes or sexes == {pronoun.sex}) and "plural" not in cluster.numbers()
    if word.startswith("it"):
        if kind == "PERSON" or cluster.animate() is True or "plural" in cluster.numbers():
            return False
        return kind not in ("NORP", "LANGUAGE")
    if kind == "PERSON":
        return False
    if kind in ("ORG",):
        return True
    if kind == "NORP":
        return other.number == "plural" or "plural" in cluster.numbers()
    if "plural" in cluster.numbers():
        return True
    return kind == "CONCEPT" and any(m.kind == "nominal" and m.words[-1] in group_nouns() for m in cluster.members)


def is_predicate(setting: Setting, other: Candidate) -> bool:
    """Say whether a nominal only says what something is: "She is an actress and a singer"."""
    columns = setting.columns
    if other.kind != "nominal":
        return False
    node = other.head
    for _ in range(4):
        if columns.child(node, "cop") is not None:
            return True
        if columns.deps[node] != "conj":
            return columns.deps[node] in ("xcomp", "nmod:desc", "compound", "flat")
        node = columns.heads[node]
    return False


def bound_subject(pronoun: Candidate, setting: Setting) -> Candidate | None:
    """Return the subject of a reflexive's clause: "The party split itself in two"."""
    columns = setting.columns
    node = pronoun.head
    for _ in range(6):
        outer = columns.heads[node]
        if outer == node:
            return None
        for child in columns.children[outer]:
            if columns.deps[child] in SUBJECTS and child < pronoun.start:
                found = setting.by_head.get(child)
                return found if found is not None and agrees(pronoun, found, setting) else None
        node = outer
    return None


def following_subject(pronoun: Candidate, setting: Setting) -> Candidate | None:
    """Return the subject after a fronted phrase or clause: "In his youth, Verdi ...", "When she sang, Tebaldi ..."."""
    columns = setting.columns
    node = pronoun.head
    fronted = False
    for _ in range(15):
        outer = columns.heads[node]
        if outer == node:
            return None
        if columns.deps[node] in ("obl", "advcl", "obl:unmarked", "acl", "nmod") and node < outer:
            fronted = True
        subject = columns.child(outer, "nsubj", "nsubj:pass")
        if fronted and subject is not None and subject > pronoun.head and subject != node:
            found = next((r for r in setting.referents if r.head == subject), None)
            if found is not None and agrees(pronoun, found, setting):
                return found
            owner = columns.child(subject, "nmod:poss")  # "Throughout his exile, Verdi's health failed"
            return next((r for r in setting.referents if r.head == owner), None) if owner is not None else None
        if subject is not None and subject < pronoun.head and node > subject:
            return None
        node = outer
    return None


def subject_of(columns: Columns, verb: int) -> int | None:
    """Return the subject of a verb, also where it is only understood: "X met Y and left", "X asked Y to leave"."""
    for _ in range(4):
        own = columns.child(verb, "nsubj", "nsubj:pass")
        if own is not None:
            return own
        outer, relation = columns.heads[verb], columns.deps[verb]
        if outer == verb:
            return None
        if relation == "xcomp" and (thing := columns.child(outer, "obj", "iobj")) is not None:
            return thing
        if relation == "acl":
            return outer
        if relation not in ("conj", "xcomp", "advcl"):
            return None
        verb = outer
    return None


def forbidden(pronoun: Candidate, other: Candidate, form: Form, setting: Setting) -> bool:
    """Rule out what syntax rules out: a co-argument, a phrase that contains the pronoun, a quotation's speaker."""
    if other.sentence == pronoun.sentence and _contains(setting.columns, other, pronoun, form):
        return True
    if not form.possessive and _co_argument(pronoun, other, setting):
        return True
    return _cannot_speak(pronoun, other, setting) or _speaks_of_itself(pronoun, other, setting)


def _cannot_speak(pronoun: Candidate, other: Candidate, setting: Setting) -> bool:
    """Say whether things would speak: in "The delays hurt the talks, they said" it is not the delays."""
    columns = setting.columns
    verb = columns.heads[pronoun.head]
    if columns.deps[pronoun.head] != "nsubj" or columns.lemmas[verb].lower() not in saying_verbs():
        return False
    cluster = setting.clusters[other]
    if pronoun.number != "plural" or cluster.type() != "CONCEPT" or cluster.animate() is not False:
        return False
    heads = [m.words[-1] for m in cluster.members if m.words and m.kind == "nominal"]
    return not any(word in group_nouns() or word.endswith(_DOERS) for word in heads)


_DOERS = ("er", "or", "ist", "ian", "ant", "ent", "ee", "man", "woman", "people")


def _contains(columns: Columns, other: Candidate, pronoun: Candidate, form: Form) -> bool:
    """Say whether a phrase holds the pronoun: "his father" is not "he".

    "The man who said he would come", "Ann and her sister", "Iraq, which closed its border" hold it in a clause, a
    conjunct or an apposition of their own, and there it may be bound.
    """
    node, open_edge = pronoun.head, False
    for _ in range(30):
        if node == other.head:
            return not open_edge
        if columns.heads[node] == node:
            return False
        relation = columns.deps[node]
        if relation in ("acl:relcl", "acl", "parataxis", "advcl", "ccomp") and not (
            node == columns.heads[pronoun.head] and columns.deps[pronoun.head] in SUBJECTS and relation == "acl:relcl"
        ):
            open_edge = True  # but not the relative clause's own subject: "the man he met"
        elif relation in ("conj", "appos") and (form.possessive or open_edge) and node != pronoun.head:
            open_edge = True
        node = columns.heads[node]
    return False


def _co_argument(pronoun: Candidate, other: Candidate, setting: Setting) -> bool:
    """Say whether both depend on one verb: "Ann met her", "She asked Ann to help her"."""
    columns, cluster = setting.columns, setting.clusters[other]
    head, outer = pronoun.head, columns.heads[pronoun.head]
    if columns.deps[head] in (*_OBJECTS, "obl") and columns.child(outer, "nsubj", "nsubj:pass") is None:
        understood = subject_of(columns, outer)
        if understood is not None and any(m.head == understood for m in cluster.members):
            return True
    arguments = (*SUBJECTS, *_OBJECTS, "obl")
    if columns.deps[head] not in arguments:
        return False
    return any(
        member.sentence == pronoun.sentence
        and columns.heads[member.head] == outer
        and columns.deps[member.head] in arguments
        for member in cluster.members
    )


def _speaks_of_itself(pronoun: Candidate, other: Candidate, setting: Setting) -> bool:
    """Say whether one would be the other's speaker: "Our neighbour must act," he said: nobody speaks of himself so."""
    there = setting.quoted[other.start]
    if there >= 0 and setting.quotations[there].speaker == pronoun.head:
        return True
    quote = setting.quoted[pronoun.start]
    if quote >= 0 and setting.quoted[other.start] != quote:
        speaker = setting.quotations[quote].speaker
        said_by = setting.by_head.get(speaker) if speaker is not None else None
        if said_by is not None and said_by.cluster == other.cluster:
            return True
    return False
