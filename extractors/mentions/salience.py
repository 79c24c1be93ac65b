"""How a pronoun and a candidate stand to each other, in the words of the table ``antecedents.toml``.

Most features are the salience factors of Lappin and Leass (1994): recency, grammatical role, frequency, parallelism;
some read how clauses hang together, who speaks, and what only enterprises or countries have.
"""

from __future__ import annotations

from extractors.columns import Columns
from extractors.mentions.binding import Setting, subject_of
from extractors.mentions.candidates import Candidate
from extractors.mentions.pronouns import PRONOUNS, Form
from extractors.mentions.tables import evidence_words, group_nouns, saying_verbs

__all__ = ["ahead_features", "features_of"]

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
_DISTANCES = ("same sentence", "sentence before", "two before", "three before", "far before")


def ahead_features(other: Candidate, form: Form, *, alone: bool) -> list[str]:
    """Describe the subject that follows a fronted pronoun; ``alone``: nobody in the sentence comes before it."""
    features = ["cataphoric", other.kind, "cataphoric possessive" if form.possessive else "cataphoric argument"]
    return [*features, "nobody before"] if alone else features


def features_of(
    pronoun: Candidate, other: Candidate, form: Form, setting: Setting, *, between: int, rank: int, rivals: int
) -> list[str]:
    """Describe a pronoun and a candidate before it.

    Args:
        pronoun: The pronoun.
        other: The candidate.
        form: What the pronoun asks for.
        setting: The article.
        between: How many other candidate clusters are nearer.
        rank: The place of the candidate's cluster by number of mentions so far, from 0.
        rivals: How many other candidate clusters there are.

    Returns:
        Names of features that hold.
    """
    columns = setting.columns
    cluster = setting.clusters[other]
    distance = _DISTANCES[min(pronoun.sentence - other.sentence, 4)]
    role = _ROLES.get(columns.deps[other.head], "other role")
    own = "possessor" if form.possessive else _ROLES.get(columns.deps[pronoun.head], "other role")
    near = distance in _DISTANCES[:2]
    features = [distance, role, other.kind]
    features.append(f"{distance}, {role}" if near else "far")
    if role == own or (role, own) in (("subject", "passive subject"), ("passive subject", "subject")):
        features.append("same role")
    if own in ("subject", "passive subject") and "subject" in role:
        features.append("both subjects")
    features.append(f"{own} to {role}")
    features.append(f"{min(between, 3)} others nearer")
    features.append("most often mentioned" if rank == 0 else "second most" if rank == 1 else "less often mentioned")
    features.append("no rival" if rivals == 0 else "one rival" if rivals == 1 else "rivals")
    if pronoun.sentence == other.sentence:
        features += _within_sentence(columns, pronoun, other, form, role)
    else:
        features += _across_sentences(columns, pronoun, other, role, own)
    mentions = sum(1 for m in cluster.members if m.start < pronoun.start)
    features.append(
        "once" if mentions == 1 else "twice" if mentions == 2 else "often" if mentions < 6 else "very often"
    )
    kind = _kind(cluster.type(), other, setting)
    if pronoun.sex:
        features.append("gender known" if pronoun.sex in cluster.sexes() else "gender unknown")
        features.append("named" if cluster.named() else "unnamed")
    else:
        features += [kind, f"{kind}, {role}"]
    if other.kind == "nominal":
        features.append("definite" if other.definite else "indefinite")
    here, there = setting.quoted[pronoun.start], setting.quoted[other.start]
    if here != there:
        features.append("out of the quotation" if here >= 0 else "in a quotation")
    if "\n" in columns.text[columns.ends[other.end - 1] : columns.starts[pronoun.start]]:
        features.append("other paragraph")
    if other.kind == "pronoun":
        features.append("same pronoun" if PRONOUNS[other.words[0]].sex == form.sex else "other pronoun")
        if "subject" in role and own == "subject":
            features.append("subject again")
    features += _meaning(columns, pronoun, kind, form)
    return features


def _kind(kind: str, other: Candidate, setting: Setting) -> str:
    cluster = setting.clusters[other]
    if kind != "CONCEPT":
        return kind
    if "plural" in cluster.numbers():
        return "plural persons" if cluster.animate() else "plural things"
    grouped = any(m.words[-1] in group_nouns() for m in cluster.members if m.words)
    return "group" if grouped else "thing"


def _meaning(columns: Columns, pronoun: Candidate, kind: str, form: Form) -> list[str]:
    """Read what the pronoun's clause says of it: it speaks, it has shareholders."""
    if form.sex:
        return []
    outer = columns.heads[pronoun.head]
    lemma = columns.lemmas[outer].lower()
    if form.possessive:
        return [f"{kind} has enterprise"] if lemma in evidence_words("enterprise", "had") else []
    if columns.deps[pronoun.head] != "nsubj":
        return []
    return [f"{kind} speaks"] if lemma in saying_verbs() else []


def _across_sentences(columns: Columns, pronoun: Candidate, other: Candidate, role: str, own: str) -> list[str]:
    features = []
    main = "subject" in role and columns.deps[columns.heads[other.head]] == "ROOT"
    if main:
        features.append("main subject")
    first = pronoun.start == 0 or columns.sentence[pronoun.start - 1] != pronoun.sentence
    if first and pronoun.sentence - other.sentence == 1:
        features.append("main subject before the first word" if main else "other before the first word")
        if own in ("subject", "passive subject") and not main:
            features.append("other before the first subject")
    return features


def _within_sentence(columns: Columns, pronoun: Candidate, other: Candidate, form: Form, role: str) -> list[str]:
    features = []
    if "subject" in role:
        inside = _governs(columns, other.head, pronoun.head)
        features.append("subject of the clause" if inside else "subject elsewhere")
        if form.possessive and inside:
            features.append("binds possessive")
    if pronoun.start - other.start > 15:
        features.append("same sentence, far")
    return features + _clause_features(columns, pronoun, other, form)


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
    if form.possessive and subject_of(columns, node) == other.head:
        features.append("understood subject")
    for depth in range(3):
        relation, outer = columns.deps[node], columns.heads[node]
        if outer == node:
            break
        if columns.child(outer, "nsubj", "nsubj:pass") == other.head:
            features.append(f"subject above {relation}")
            if relation == "ccomp" and columns.lemmas[outer].lower() in saying_verbs():
                features.append("says so")
        elif columns.child(outer, "obj", "iobj", "obl") == other.head:
            features.append(f"object above {relation}")
        elif columns.deps[node] in ("acl", "acl:relcl") and outer == other.head:
            features.append(f"modified by the clause, {relation}")
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
