"""The antecedent of a pronoun: candidates that agree and may bind it, weighed by salience; none when unsure.

The constraints and factors follow Lappin and Leass (1994) and the pronoun pass of Lee et al. (2013). The weights are
those of a log-linear ranker with "no antecedent" as one of the choices (Denis and Baldridge 2008), fitted by
``extractors.training.antecedents`` and kept in ``antecedents.toml``, where they can be read and changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.pronouns import PRONOUNS, Form, form_of
from extractors.mentions.quotations import Quotation
from extractors.mentions.tables import Family, antecedent_weights, group_nouns

__all__ = ["Setting", "family_of", "join", "link_one", "link_pronouns", "possible_antecedents", "setting_of"]

_SUBJECT = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_OBJECT = ("obj", "iobj", "obl:agent")
_WINDOW = {"person": 4, "thing": 2, "plural": 3}


@dataclass(slots=True)
class Setting:
    """The article as the search for antecedents sees it; ``referents`` grows with each pronoun that is resolved."""

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
    setting = setting_of(columns, referents, quotations, clusters)
    resolved = []
    later = []
    for pronoun in pronouns:
        form = form_of(columns, pronoun)
        if form.person == 1:
            later.append(pronoun)
            continue
        if link_one(pronoun, form, setting):
            resolved.append(pronoun)
    for pronoun in later:
        speaker = _speaker(pronoun, setting)
        if speaker is not None:
            join(pronoun, speaker, setting)
            resolved.append(pronoun)
    return sorted(resolved, key=lambda c: c.start)


def link_one(pronoun: Candidate, form: Form, setting: Setting) -> bool:
    """Join a pronoun of the third person with its antecedent, where there is a clear one; say whether there is."""
    if form.person == 1:
        return False
    antecedent = _bound(pronoun, setting) if form.reflexive else _antecedent(pronoun, form, setting)
    if antecedent is None:
        return False
    join(pronoun, antecedent, setting)
    return True


def setting_of(
    columns: Columns, referents: list[Candidate], quotations: list[Quotation], clusters: Clusters
) -> Setting:
    """Prepare an article for the search."""
    quoted = [-1] * len(columns)
    for number, quotation in enumerate(quotations):
        for i in range(quotation.start, min(quotation.end, len(columns))):
            quoted[i] = number
    return Setting(columns, clusters, quoted, quotations, {r.head: r for r in referents}, list(referents))


def join(pronoun: Candidate, antecedent: Candidate, setting: Setting) -> None:
    """Put a pronoun into the cluster of its antecedent, where later pronouns find it."""
    setting.clusters.add(pronoun)
    setting.clusters.merge(antecedent, pronoun)
    setting.by_head[pronoun.head] = pronoun
    setting.referents.append(pronoun)


def family_of(form: Form) -> Family:
    """Return which table of weights a pronoun uses."""
    return "person" if form.sex else "thing" if form.number == "singular" else "plural"


def _speaker(pronoun: Candidate, setting: Setting) -> Candidate | None:
    """Return who says the quotation that holds a first person: "We will win," said the coach."""
    number = setting.quoted[pronoun.start]
    if number < 0 or (speaker := setting.quotations[number].speaker) is None:
        return None
    found = setting.by_head.get(speaker)
    if found is None or (found.kind == "nominal" and found.number == "plural" and pronoun.number == "singular"):
        return None
    kind = setting.clusters[found].type()
    if pronoun.number == "plural" and pronoun.words[0] not in ("our", "ours") and kind == "PERSON":
        return None  # "we" is more than the one who speaks
    return found


def _bound(pronoun: Candidate, setting: Setting) -> Candidate | None:
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


def _agrees(pronoun: Candidate, other: Candidate, setting: Setting) -> bool:
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


def _antecedent(pronoun: Candidate, form: Form, setting: Setting) -> Candidate | None:
    """Return the candidate of the likeliest cluster, or None where no cluster is likely enough."""
    weights = antecedent_weights()[family_of(form)]
    options = possible_antecedents(pronoun, form, setting)
    if not options:
        return None
    scores = [sum(weights.features.get(name, 0.0) for name in features) for _, features in options]
    top = max(0.0, *scores)
    mass: dict[int, float] = {}
    total = exp(-top)
    for (other, _), score in zip(options, scores, strict=True):
        share = exp(score - top)
        total += share
        mass[other.cluster] = mass.get(other.cluster, 0.0) + share
    best = max(mass, key=lambda cluster: (mass[cluster], -cluster))
    if mass[best] / total < weights.threshold:
        return None
    return max(
        (
            (score, other.start, other)
            for (other, _), score in zip(options, scores, strict=True)
            if other.cluster == best
        ),
        key=lambda item: item[:2],
    )[2]


def possible_antecedents(pronoun: Candidate, form: Form, setting: Setting) -> list[tuple[Candidate, list[str]]]:
    """Return the mentions that agree with a pronoun and may syntactically bind it, each with its features.

    Args:
        pronoun: A personal pronoun of the third person.
        form: What it asks for.
        setting: The article.

    Returns:
        Candidates before the pronoun, within a few sentences.
    """
    window = _WINDOW[family_of(form)]
    found = []
    for other in setting.referents:
        if other.start >= pronoun.start or pronoun.sentence - other.sentence > window or _is_predicate(setting, other):
            continue
        if _agrees(pronoun, other, setting) and not _forbidden(pronoun, other, form, setting):
            found.append(other)
    following = _cataphoric(pronoun, form, setting)
    if following is not None and _agrees(pronoun, following, setting):
        features = ["cataphoric", following.kind, "cataphoric possessive" if form.possessive else "cataphoric argument"]
        first = not any(o.sentence == pronoun.sentence for o in found)
        found.sort(key=lambda other: other.start)
        ahead = [(following, [*features, "nobody before"] if first else features)]
    else:
        ahead = []
    found.sort(key=lambda other: other.start)
    return ahead + [
        (
            other,
            _features(
                pronoun, other, form, setting, len({o.cluster for o in found[i + 1 :] if o.cluster != other.cluster})
            ),
        )
        for i, other in enumerate(found)
    ]


def _is_predicate(setting: Setting, other: Candidate) -> bool:
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


def _cataphoric(pronoun: Candidate, form: Form, setting: Setting) -> Candidate | None:
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
            return next((r for r in setting.referents if r.head == subject), None)
        if subject is not None and subject < pronoun.head and node > subject:
            return None
        node = outer
    return None


def _subject_of(columns: Columns, verb: int) -> int | None:
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


def _forbidden(pronoun: Candidate, other: Candidate, form: Form, setting: Setting) -> bool:
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
    object_like = not form.possessive and columns.deps[head] in (*_OBJECT, "obl")
    if object_like and columns.child(outer, "nsubj", "nsubj:pass") is None:
        understood = _subject_of(columns, outer)
        if understood is not None and any(m.head == understood for m in cluster.members):
            return True  # "She asked Ann to help her": not Ann
    if not form.possessive:
        arguments = (*_SUBJECT, *_OBJECT, "obl")
        for member in cluster.members:
            if member.sentence != pronoun.sentence:
                continue
            same_verb = columns.heads[member.head] == outer
            if same_verb and columns.deps[head] in arguments and columns.deps[member.head] in arguments:
                return True
    there = setting.quoted[other.start]
    if there >= 0 and setting.quotations[there].speaker == head:
        return True  # "Our neighbour must act," he said: nobody speaks of himself so
    quote = setting.quoted[pronoun.start]
    if quote >= 0 and setting.quoted[other.start] != quote:
        speaker = setting.quotations[quote].speaker
        said_by = setting.by_head.get(speaker) if speaker is not None else None
        if said_by is not None and said_by.cluster == other.cluster:
            return True
    return False


_ROLES = {
    **dict.fromkeys(("nsubj", "nsubj:outer", "csubj"), "subject"),
    "nsubj:pass": "passive subject",
    **dict.fromkeys(("obj", "iobj"), "object"),
    **dict.fromkeys(("obl", "obl:agent", "obl:unmarked"), "oblique"),
    "nmod:poss": "possessor",
    "appos": "apposition",
    "conj": "conjunct",
    "ROOT": "root",
    **dict.fromkeys(("nmod", "compound", "amod", "nmod:desc", "nmod:unmarked"), "modifier"),
}


def _features(pronoun: Candidate, other: Candidate, form: Form, setting: Setting, between: int) -> list[str]:
    """Describe a pronoun and a candidate in the words of the table ``antecedents.toml``."""
    columns = setting.columns
    cluster = setting.clusters[other]
    distance = pronoun.sentence - other.sentence
    role = _ROLES.get(columns.deps[other.head], "other role")
    own = "possessor" if form.possessive else _ROLES.get(columns.deps[pronoun.head], "other role")
    features = [
        ("same sentence", "sentence before", "two before", "three before", "far before")[min(distance, 4)],
        role,
        other.kind,
    ]
    if role == own or (role, own) in (("subject", "passive subject"), ("passive subject", "subject")):
        features.append("same role")
    if own in ("subject", "passive subject") and "subject" in role:
        features.append("both subjects")
    features.append(f"{min(between, 3)} others nearer")
    if distance == 0:
        if "subject" in role:
            features.append(
                "subject of the clause" if _governs(columns, other.head, pronoun.head) else "subject elsewhere"
            )
        if pronoun.start - other.start > 15:
            features.append("same sentence, far")
        if form.possessive and "subject" in role and _governs(columns, other.head, pronoun.head):
            features.append("binds possessive")
        features += _clause_features(columns, pronoun, other, form)
    elif "subject" in role and columns.deps[columns.heads[other.head]] == "ROOT":
        features.append("main subject")
    mentions = sum(1 for m in cluster.members if m.start < pronoun.start)
    features.append(
        "once" if mentions == 1 else "twice" if mentions == 2 else "often" if mentions < 6 else "very often"
    )
    if pronoun.sex:
        features.append("gender known" if pronoun.sex in cluster.sexes() else "gender unknown")
        features.append("named" if cluster.named() else "unnamed")
    else:
        kind = cluster.type()
        if kind == "CONCEPT":
            if "plural" in cluster.numbers():
                kind = "plural persons" if cluster.animate() else "plural things"
            else:
                kind = (
                    "group"
                    if other.words and any(m.words[-1] in group_nouns() for m in cluster.members if m.words)
                    else "thing"
                )
        features.append(kind)
    if other.kind == "nominal":
        features.append("definite" if other.definite else "indefinite")
    here, there = setting.quoted[pronoun.start], setting.quoted[other.start]
    if here != there:
        features.append("out of the quotation" if here >= 0 else "in a quotation")
    if "\n" in columns.text[columns.ends[other.end - 1] : columns.starts[pronoun.start]]:
        features.append("other paragraph")
    if other.kind == "pronoun":
        features.append("same pronoun" if PRONOUNS[other.words[0]].sex == form.sex else "other pronoun")
    return features


def _clause_features(columns: Columns, pronoun: Candidate, other: Candidate, form: Form) -> list[str]:
    """Describe how the clause of a pronoun hangs on the clause of a candidate in the same sentence."""
    node = pronoun.head
    for _ in range(12):
        node = columns.heads[node]
        if columns.pos[node] in ("VERB", "AUX") or columns.child(node, "nsubj", "cop") is not None:
            break
        if columns.heads[node] == node:
            return []
    features = []
    if form.possessive and _subject_of(columns, node) == other.head:
        features.append("understood subject")
    for depth in range(3):
        relation, outer = columns.deps[node], columns.heads[node]
        if outer == node:
            break
        if columns.child(outer, "nsubj", "nsubj:pass") == other.head:
            features.append(f"subject above {relation}")
        elif columns.child(outer, "obj", "iobj", "obl") == other.head:
            features.append(f"object above {relation}")
        elif columns.deps[node] in ("acl", "acl:relcl") and outer == other.head:
            features.append("modified by the clause")
        if features and depth:
            features[-1] = features[-1].replace("above", "high above")
        if features:
            break
        node = outer
    return features


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
