"""The antecedent of a pronoun: candidates that agree and may bind it, ranked by salience; none when two are as good.

The constraints and the preference for subjects follow Lappin and Leass (1994) and the multi-pass sieve of Lee et al.
(2013); a pronoun whose best candidates are too close stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.pronouns import PRONOUNS, Form
from extractors.mentions.quotations import Quotation
from extractors.mentions.tables import group_nouns

__all__ = ["link_pronouns"]

_SUBJECT = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_OBJECT = ("obj", "iobj", "obl:agent")
_WINDOW = {"he": 4, "she": 4, "it": 2, "they": 3}


@dataclass(slots=True)
class _Setting:
    columns: Columns
    clusters: Clusters
    quoted: list[int]
    quotations: list[Quotation]
    by_head: dict[int, Candidate]
    referents: list[Candidate]


def link_pronouns(
    columns: Columns,
    pronouns: Iterable[Candidate],
    referents: list[Candidate],
    quotations: list[Quotation],
    clusters: Clusters,
) -> list[Candidate]:
    """Join each pronoun that has one clear antecedent with it.

    Args:
        columns: The article.
        pronouns: Its pronouns in text order.
        referents: Names and nominals in text order.
        quotations: Its quotations.
        clusters: The partition to coarsen; pronouns are added to it as they are resolved.

    Returns:
        The pronouns that were resolved.
    """
    quoted = [-1] * len(columns)
    for number, quotation in enumerate(quotations):
        for i in range(quotation.start, min(quotation.end, len(columns))):
            quoted[i] = number
    setting = _Setting(columns, clusters, quoted, quotations, {r.head: r for r in referents}, list(referents))
    resolved = []
    later = []
    for pronoun in pronouns:
        form = PRONOUNS[pronoun.words[0]]
        if form.person == 1:
            later.append(pronoun)
            continue
        antecedent = _bound(pronoun, setting) if form.reflexive else _antecedent(pronoun, form, setting)
        if antecedent is not None:
            _join(pronoun, antecedent, setting)
            resolved.append(pronoun)
    for pronoun in later:
        speaker = _speaker(pronoun, setting)
        if speaker is not None:
            _join(pronoun, speaker, setting)
            resolved.append(pronoun)
    return sorted(resolved, key=lambda c: c.start)


def _join(pronoun: Candidate, antecedent: Candidate, setting: _Setting) -> None:
    setting.clusters.add(pronoun)
    setting.clusters.merge(antecedent, pronoun)
    setting.by_head[pronoun.head] = pronoun
    setting.referents.append(pronoun)


def _speaker(pronoun: Candidate, setting: _Setting) -> Candidate | None:
    """Return who says the quotation that holds a first person: "We will win," said the coach."""
    number = setting.quoted[pronoun.start]
    if number < 0 or (speaker := setting.quotations[number].speaker) is None:
        return None
    found = setting.by_head.get(speaker)
    if found is None or found.kind == "nominal" and found.number == "plural" and pronoun.number == "singular":
        return None
    return found


def _bound(pronoun: Candidate, setting: _Setting) -> Candidate | None:
    """Return the subject of a reflexive's clause: "The party split itself in two"."""
    columns = setting.columns
    node = pronoun.head
    for _ in range(6):
        outer = columns.heads[node]
        if outer == node:
            return None
        for child in columns.children[outer]:
            if columns.deps[child] in _SUBJECT and child < pronoun.start:
                found = setting.by_head.get(child)
                return found if found is not None and _agrees(pronoun, found, setting) else None
        node = outer
    return None


def _agrees(pronoun: Candidate, other: Candidate, setting: _Setting) -> bool:
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


def _antecedent(pronoun: Candidate, form: Form, setting: _Setting) -> Candidate | None:
    word = pronoun.words[0]
    family = "it" if word.startswith("it") else "they" if word.startswith("the") else "she" if form.sex == "female" else "he"
    window = _WINDOW[family]
    best: dict[int, tuple[float, Candidate]] = {}
    for other in setting.referents:
        if other.start >= pronoun.start or pronoun.sentence - other.sentence > window:
            continue
        if not _agrees(pronoun, other, setting) or _forbidden(pronoun, other, form, setting):
            continue
        points = _score(pronoun, other, form, setting)
        known = best.get(other.cluster)
        if known is None or points > known[0]:
            best[other.cluster] = (points, other)
    if not best:
        return None
    ranked = sorted(best.values(), key=lambda item: (-item[0], -item[1].start))
    minimum, margin = {"he": (0.0, 0.6), "she": (0.0, 0.6), "it": (4.0, 1.5), "they": (3.0, 1.2)}[family]
    if ranked[0][0] < minimum or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][1]


def _forbidden(pronoun: Candidate, other: Candidate, form: Form, setting: _Setting) -> bool:
    """Rule out what syntax rules out: a co-argument, a phrase that contains the pronoun, a quotation's speaker."""
    columns = setting.columns
    cluster = setting.clusters[other]
    head, outer = pronoun.head, columns.heads[pronoun.head]
    if other.sentence == pronoun.sentence:
        node = head
        for _ in range(30):  # the phrase around "his father" is not "he"
            if node == other.head:
                return True
            if columns.heads[node] == node:
                break
            node = columns.heads[node]
    if not form.possessive:
        arguments = (*_SUBJECT, *_OBJECT, "obl")
        for member in cluster.members:
            if member.sentence != pronoun.sentence:
                continue
            same_verb = columns.heads[member.head] == outer
            if same_verb and columns.deps[head] in arguments and columns.deps[member.head] in arguments:
                return True
    quote = setting.quoted[pronoun.start]
    if quote >= 0 and setting.quoted[other.start] != quote:
        speaker = setting.quotations[quote].speaker
        said_by = setting.by_head.get(speaker) if speaker is not None else None
        if said_by is not None and said_by.cluster == other.cluster:
            return True
    return False


def _score(pronoun: Candidate, other: Candidate, form: Form, setting: _Setting) -> float:
    columns = setting.columns
    distance = pronoun.sentence - other.sentence
    points = (3.0, 2.2, 0.8, 0.0, -0.6)[min(distance, 4)]
    relation = columns.deps[other.head]
    role = columns.deps[pronoun.head]
    if relation in _SUBJECT:
        points += 2.0
        if _governs(columns, other.head, pronoun.head):
            points += 1.0
    elif relation in _OBJECT:
        points += 0.6
    elif relation == "nmod:poss":
        points += 0.2
    elif relation in ("nmod", "compound", "appos", "amod"):
        points -= 0.6
    elif relation == "conj":
        points -= 0.2
    if role in _SUBJECT and relation in _SUBJECT:
        points += 0.5
    elif role in _OBJECT and relation in _OBJECT:
        points += 0.3
    if other.kind == "pronoun":
        points += 0.7
    elif other.kind == "name":
        points += 0.4
    cluster = setting.clusters[other]
    mentions = sum(1 for m in cluster.members if m.start < pronoun.start)
    points += min(mentions, 5) * 0.15
    if pronoun.sex and pronoun.sex in cluster.sexes():
        points += 0.8
    if distance == 0:
        points -= min(pronoun.start - other.start, 40) * 0.02
    if setting.quoted[pronoun.start] != setting.quoted[other.start]:
        points -= 0.3
    return points


def _governs(columns: Columns, subject: int, token: int) -> bool:
    """Say whether a subject's clause contains a token: the subject of the main clause binds into the others."""
    verb = columns.heads[subject]
    node = token
    for _ in range(40):
        if node == verb:
            return True
        if columns.heads[node] == node:
            return False
        node = columns.heads[node]
    return False


