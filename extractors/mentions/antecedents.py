"""The antecedent of a pronoun: candidates that agree and may bind it, weighed by salience; none when unsure.

The constraints (``binding.py``) and factors (``salience.py``) follow Lappin and Leass (1994) and the pronoun pass of
Lee et al. (2013). The weights are those of a log-linear ranker with "no antecedent" as one of the choices (Denis and
Baldridge 2008), fitted by ``extractors.training.antecedents`` and kept in ``antecedents.toml``, where they can be
read and changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp

from extractors.columns import Columns
from extractors.mentions.binding import (
    SUBJECTS,
    Setting,
    agrees,
    bound_subject,
    following_subject,
    forbidden,
    is_predicate,
)
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.interviews import interviewee, labelled_speakers
from extractors.mentions.pronouns import Form, form_of
from extractors.mentions.quotations import Quotation
from extractors.mentions.roles import side_of
from extractors.mentions.salience import ahead_features, features_of
from extractors.mentions.tables import Family, Weights, antecedent_weights

__all__ = ["family_of", "join", "link_one", "link_pronouns", "possible_antecedents", "setting_of"]

_WINDOW = {"person": 4, "thing": 2, "plural": 3}
_MEMORY = 10


def link_pronouns(
    columns: Columns,
    pronouns: Iterable[Candidate],
    referents: list[Candidate],
    quotations: list[Quotation],
    clusters: Clusters,
    weights: Mapping[Family, Weights] | None = None,
) -> list[Candidate]:
    """Join each pronoun that has one clear antecedent with it.

    Args:
        columns: The article.
        pronouns: Its pronouns in text order.
        referents: Names and nominals in text order.
        quotations: Its quotations.
        clusters: The partition to coarsen; pronouns are added to it as they are resolved.
        weights: Other weights than those of ``antecedents.toml``.

    Returns:
        The pronouns that were resolved.
    """
    setting = setting_of(columns, referents, quotations, clusters)
    resolved = []
    later = []
    for pronoun in pronouns:
        form = form_of(columns, pronoun)
        if form.person != 3:
            later.append(pronoun)
            continue
        if link_one(pronoun, form, setting, weights):
            resolved.append(pronoun)
    asked = interviewee(columns, referents, clusters) if later else None
    speakers = labelled_speakers(columns, referents) if later else []
    for pronoun in later:
        speaker = (
            _speaker(pronoun, setting)
            if setting.quoted[pronoun.start] >= 0
            else _interviewed(columns, pronoun, speakers[pronoun.start], asked)
        )
        if speaker is not None:
            join(pronoun, speaker, setting)
            resolved.append(pronoun)
    return sorted(resolved, key=lambda c: c.start)


def link_one(pronoun: Candidate, form: Form, setting: Setting, weights: Mapping[Family, Weights] | None = None) -> bool:
    """Join a pronoun of the third person with its antecedent, where there is a clear one; say whether there is."""
    if form.person != 3:
        return False
    if form.reflexive:
        antecedent = bound_subject(pronoun, setting)
    else:
        antecedent = _antecedent(pronoun, form, setting, weights or antecedent_weights())
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
    """Return who a first person in a quotation is: "We will win," said the coach."""
    number = setting.quoted[pronoun.start]
    if pronoun.words[0].startswith("you") or (speaker := setting.quotations[number].speaker) is None:
        return None
    found = setting.by_head.get(speaker)
    if found is None or (found.kind == "nominal" and found.number == "plural" and pronoun.number == "singular"):
        return None
    if pronoun.number == "plural" and setting.clusters[found].animate() and found.number != "plural":
        side = side_of(found, setting)  # "we" is more than the one who speaks
        return side if side is not None or pronoun.words[0] not in ("our", "ours") else found
    return found


def _interviewed(
    columns: Columns, pronoun: Candidate, speaker: Candidate | None, asked: Candidate | None
) -> Candidate | None:
    """Return who "I" is outside quotation marks: the one whose name begins the paragraph, or the one interviewed.

    "You" is the one interviewed in questions only: elsewhere it is often anybody.
    """
    if pronoun.number == "plural" or pronoun.start < (asked.end if asked is not None else 0):
        return None
    if not pronoun.words[0].startswith("you"):
        return speaker or asked
    return asked if speaker is None and _asks(columns, pronoun) else None


def _asks(columns: Columns, pronoun: Candidate) -> bool:
    last = pronoun.end
    while last + 1 < len(columns) and columns.sentence[last + 1] == pronoun.sentence:
        last += 1
    return any(columns.words[i] == "?" for i in range(max(pronoun.end, last - 2), min(last + 1, len(columns))))


def _antecedent(
    pronoun: Candidate, form: Form, setting: Setting, all_weights: Mapping[Family, Weights]
) -> Candidate | None:
    """Return the candidate of the likeliest cluster, or None where no cluster is likely enough."""
    weights = all_weights[family_of(form)]
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
    if mass[best] / total < weights.threshold or _rather_the_other(pronoun, best, setting):
        return None
    return max(
        (
            (score, other.start, other)
            for (other, _), score in zip(options, scores, strict=True)
            if other.cluster == best
        ),
        key=lambda item: item[:2],
    )[2]


def _rather_the_other(pronoun: Candidate, best: int, setting: Setting) -> bool:
    """Say whether somebody just named, of whom nothing tells the gender, hides the person spoken of some sentences ago.

    "Isa drew. ... Among them were Drew Cass and Dev Low. She had ideas": not clearly Drew Cass.
    """
    chosen = setting.clusters.of[best]
    if any(setting.columns.deps[m.head] in SUBJECTS for m in chosen.members if m.start < pronoun.start):
        return False
    if not pronoun.sex or chosen.sexes() or sum(m.start < pronoun.start for m in chosen.members) > 1:
        return False
    for cluster in setting.clusters.of.values():
        if cluster is chosen or cluster.sexes() != {pronoun.sex} or cluster.type() != "PERSON":
            continue
        before = [m for m in cluster.members if m.start < pronoun.start]
        if len(before) > 3 and 0 < pronoun.sentence - before[-1].sentence <= _MEMORY:
            return True
    return False


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
        if other.start >= pronoun.start or pronoun.sentence - other.sentence > window or is_predicate(setting, other):
            continue
        if agrees(pronoun, other, setting) and not forbidden(pronoun, other, form, setting):
            found.append(other)
    found.sort(key=lambda other: other.start)
    options = []
    following = following_subject(pronoun, setting)
    if following is not None and agrees(pronoun, following, setting):
        alone = not any(o.sentence == pronoun.sentence for o in found)
        options.append((following, ahead_features(following, form, alone=alone)))
    counts: dict[int, int] = {}
    for other in found:
        if other.cluster not in counts:
            members = setting.clusters[other].members
            counts[other.cluster] = sum(1 for m in members if m.start < pronoun.start)
    order = sorted(counts, key=lambda cluster: -counts[cluster])
    ranks = {cluster: sum(counts[c] > counts[cluster] for c in order) for cluster in order}
    for i, other in enumerate(found):
        between = len({o.cluster for o in found[i + 1 :] if o.cluster != other.cluster})
        features = features_of(
            pronoun, other, form, setting, between=between, rank=ranks[other.cluster], rivals=len(counts) - 1
        )
        options.append((other, features))
    return options
