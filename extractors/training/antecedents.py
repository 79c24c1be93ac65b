"""Fit the weights of pronoun antecedents to articles with gold coreference, and write ``antecedents.toml``.

A log-linear ranker over the mentions that may be the antecedent, with "none of them" as one more choice; the marginal
likelihood of the gold cluster is maximised, with an L2 penalty. Seedless: the objective is smooth and starts at zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.columns import Columns
from extractors.mentions.antecedents import family_of, join, possible_antecedents, setting_of
from extractors.mentions.pronouns import form_of
from extractors.mentions.resolution import before_pronouns
from extractors.mentions.tables import Family
from extractors.times import TimeExpression

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Case", "cases_of", "fit", "threshold_for", "to_toml"]


@dataclass(frozen=True, slots=True)
class Case:
    """One pronoun: the features of each candidate, the candidate's cluster, and which candidates are right."""

    family: Family
    features: tuple[tuple[str, ...], ...]
    clusters: tuple[int, ...]
    right: tuple[bool, ...]


def cases_of(
    columns: Columns,
    ents: list[tuple[int, int, str]],
    times: Sequence[TimeExpression],
    gold: dict[int, int],
) -> list[Case]:
    """Return the pronouns of one article as cases; earlier pronouns are joined as the gold says.

    Args:
        columns: The article.
        ents: Entity spans.
        times: Time expressions.
        gold: Number of the gold chain by the syntactic head of a mention.
    """
    stage = before_pronouns(columns, ents, times)
    setting = setting_of(columns, stage.referents, stage.quotations, stage.clusters)
    cases = []
    for pronoun in stage.pronouns:
        form = form_of(columns, pronoun)
        if form.person == 1 or form.reflexive:
            continue
        options = possible_antecedents(pronoun, form, setting)
        chain = gold.get(pronoun.head, -1)
        right = tuple(chain >= 0 and gold.get(other.head) == chain for other, _ in options)
        if options:
            cases.append(
                Case(family_of(form), tuple(tuple(f) for _, f in options), tuple(o.cluster for o, _ in options), right)
            )
        if any(right):
            join(pronoun, [other for (other, _), good in zip(options, right, strict=True) if good][-1], setting)
    return cases


def fit(cases: Iterable[Case], *, penalty: float = 1.0, rounds: int = 300) -> dict[str, float]:
    """Return the weight of each feature for one family of pronouns."""
    import numpy as np

    cases = list(cases)
    names = sorted({name for case in cases for features in case.features for name in features})
    index = {name: i for i, name in enumerate(names)}
    matrices = []
    for case in cases:
        matrix = np.zeros((len(case.features) + 1, len(names)))
        for row, features in enumerate(case.features):
            for name in features:
                matrix[row, index[name]] = 1.0
        good = np.array([*case.right, not any(case.right)], dtype=bool)
        matrices.append((matrix, good))
    weights = np.zeros(len(names))
    first = np.zeros(len(names))
    second = np.zeros(len(names))
    for step in range(1, rounds + 1):
        gradient = -penalty * weights
        for matrix, good in matrices:
            share = _softmax(matrix @ weights)
            wanted = np.where(good, share, 0.0)
            gradient += (wanted / max(wanted.sum(), 1e-12) - share) @ matrix
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weights = weights + 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weights[i]), 3) for name, i in index.items()}


def _softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    import numpy as np

    shifted: npt.NDArray[np.float64] = np.exp(scores - scores.max())
    shifted /= shifted.sum()
    return shifted


def threshold_for(cases: Iterable[Case], weights: dict[str, float], precision: float) -> tuple[float, float, float]:
    """Return the lowest probability at which links are right as often as asked, with that precision and the recall."""
    import numpy as np

    decided: list[tuple[float, bool]] = []
    linkable = 0
    for case in cases:
        scores = [sum(weights.get(name, 0.0) for name in features) for features in case.features]
        share = _softmax(np.array([*scores, 0.0]))
        mass: dict[int, float] = {}
        truth: dict[int, bool] = {}
        for cluster, good, part in zip(case.clusters, case.right, share, strict=False):
            mass[cluster] = mass.get(cluster, 0.0) + float(part)
            truth[cluster] = truth.get(cluster, False) or good
        best = max(mass, key=lambda cluster: mass[cluster])
        linkable += any(case.right)
        decided.append((mass[best], truth[best]))
    decided.sort(reverse=True)
    chosen = (1.0, 1.0, 0.0)
    right = 0
    for count, (probability, good) in enumerate(decided, 1):
        right += good
        if right / count >= precision:
            chosen = (probability, right / count, right / max(1, linkable))
    return chosen


def to_toml(fitted: dict[Family, tuple[float, dict[str, float]]]) -> str:
    """Return the table as it is kept in the repository."""
    lines = [
        "# What speaks for (positive) or against (negative) an antecedent of a pronoun. Fitted by",
        "# extractors.training.antecedents on the coreference of UD English GUM (CC BY 4.0); names of features:",
        "# extractors/mentions/antecedents.py. threshold: how likely the best candidate must be.",
    ]
    for family, (threshold, weights) in fitted.items():
        lines += ["", f"[{family}]", f"threshold = {threshold:.2f}", f"[{family}.features]"]
        lines += [f'"{name}" = {weight}' for name, weight in sorted(weights.items())]
    return "\n".join(lines) + "\n"
