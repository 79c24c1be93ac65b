"""Fit the weights of pronoun antecedents to texts with gold coreference, and write ``antecedents.toml``.

``python -m extractors.training.antecedents --data DIR -o extractors/mentions/antecedents.toml`` reads
``coref/gum_train.jsonl.gz`` and ``coref/gap-development.tsv.gz`` below DIR, annotates them with the embedded pipeline
and writes the weights fitted on all of it. GUM's development documents only choose penalties and thresholds.
``newsgraph bench coref`` fits the same weights on four fifths of GAP at a time and scores the fifth left out.

A log-linear ranker over the mentions that may be the antecedent, with "none of them" as one more choice; the marginal
likelihood of the gold cluster is maximised, with an L2 penalty. Seedless: the objective is smooth and starts at zero.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.columns import Columns
from extractors.mentions.antecedents import family_of, join, link_one, possible_antecedents, setting_of
from extractors.mentions.pronouns import form_of
from extractors.mentions.resolution import before_pronouns
from extractors.mentions.tables import Family, Weights, antecedent_weights
from extractors.times import TimeExpression

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from spacy.language import Language

__all__ = [
    "Case",
    "cases_of",
    "fit",
    "fit_family",
    "gap_case",
    "gold_documents",
    "gum_cases",
    "main",
    "threshold_for",
    "to_toml",
]

THRESHOLDS: dict[Family, float] = {"person": 0.40, "thing": 0.50, "plural": 0.45}
"""How likely the best candidate must be; chosen on GUM's development documents for precision."""

PENALTIES: dict[Family, float] = {"person": 2.0, "thing": 6.0, "plural": 4.0}
"""L2 penalty; chosen likewise."""

ROUNDS = 200
_GOLD_WEIGHT = 2  # newswire, unlike most of GUM
_GENRES = frozenset({"news", "interview", "bio", "voyage", "speech", "textbook", "academic"})


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
        if form.person != 3 or form.reflexive:
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


def gap_case(
    columns: Columns,
    ents: list[tuple[int, int, str]],
    times: Sequence[TimeExpression],
    row: dict[str, str],
    weights: Mapping[Family, Weights] | None = None,
) -> Case | None:
    """Return the pronoun of a GAP snippet as a case; None where neither name is the answer or none is found.

    Earlier pronouns are resolved with ``weights`` (those of ``antecedents.toml`` where None).
    """
    answer = next((name for name in ("A", "B") if row[f"{name}-coref"].upper() == "TRUE"), None)
    if answer is None:
        return None
    stage = before_pronouns(columns, ents, times)
    setting = setting_of(columns, stage.referents, stage.quotations, stage.clusters)
    start, end = int(row[f"{answer}-offset"]), int(row[f"{answer}-offset"]) + len(row[answer])
    for pronoun in stage.pronouns:
        form = form_of(columns, pronoun)
        if columns.starts[pronoun.start] != int(row["Pronoun-offset"]):
            link_one(pronoun, form, setting, weights)
            continue
        wanted = {
            r.cluster
            for r in setting.referents
            if r.kind == "name" and columns.starts[r.start] < end and start < columns.ends[r.end - 1]
        }
        options = possible_antecedents(pronoun, form, setting)
        right = tuple(other.cluster in wanted for other, _ in options)
        if not any(right):
            return None
        return Case("person", tuple(tuple(f) for _, f in options), tuple(o.cluster for o, _ in options), right)
    return None


def fit(cases: Iterable[Case], *, penalty: float = 1.0, rounds: int = 300) -> dict[str, float]:
    """Return the weight of each feature for one family of pronouns."""
    import numpy as np

    cases = list(cases)
    names = sorted({name for case in cases for features in case.features for name in features})
    index = {name: i for i, name in enumerate(names)}
    size = sum(len(case.features) + 1 for case in cases)  # the last row of a case: none of them
    matrix = np.zeros((size, len(names)), dtype=np.float32)
    good = np.zeros(size, dtype=bool)
    starts = np.zeros(len(cases), dtype=np.int64)
    row = 0
    for number, case in enumerate(cases):
        starts[number] = row
        for features, right in zip(case.features, case.right, strict=True):
            matrix[row, [index[name] for name in features]] = 1.0
            good[row] = right
            row += 1
        good[row] = not any(case.right)
        row += 1
    lengths = np.diff([*starts, size])
    weights = np.zeros(len(names))
    first = np.zeros(len(names))
    second = np.zeros(len(names))
    for step in range(1, rounds + 1):
        scores = matrix @ weights.astype(np.float32)
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        share = np.exp(scores)
        share /= np.repeat(np.add.reduceat(share, starts), lengths)
        wanted = np.where(good, share, 0.0)
        wanted /= np.repeat(np.maximum(np.add.reduceat(wanted, starts), 1e-12), lengths)
        gradient = (wanted - share) @ matrix - penalty * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weights = weights + 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weights[i]), 3) for name, i in index.items()}


def _softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    import numpy as np

    shifted: npt.NDArray[np.float64] = np.exp(scores - scores.max())
    shifted /= shifted.sum()
    return shifted


def _best(case: Case, weights: dict[str, float]) -> tuple[float, bool]:
    """Return the probability of the likeliest cluster and whether it is right."""
    import numpy as np

    scores = [sum(weights.get(name, 0.0) for name in features) for features in case.features]
    share = _softmax(np.array([*scores, 0.0]))
    mass: dict[int, float] = {}
    truth: dict[int, bool] = {}
    for cluster, good, part in zip(case.clusters, case.right, share, strict=False):
        mass[cluster] = mass.get(cluster, 0.0) + float(part)
        truth[cluster] = truth.get(cluster, False) or good
    best = max(mass, key=lambda cluster: mass[cluster])
    return mass[best], truth[best]


def threshold_for(cases: Iterable[Case], weights: dict[str, float], precision: float) -> tuple[float, float, float]:
    """Return the lowest probability at which links are right as often as asked, with that precision and the recall."""
    cases = list(cases)
    linkable = sum(any(case.right) for case in cases)
    decided = [_best(case, weights) for case in cases]
    decided.sort(reverse=True)
    chosen = (1.0, 1.0, 0.0)
    right = 0
    for count, (probability, good) in enumerate(decided, 1):
        right += good
        if right / count >= precision:
            chosen = (probability, right / count, right / max(1, linkable))
    return chosen


def to_toml(fitted: dict[Family, Weights]) -> str:
    """Return the table as it is kept in the repository."""
    lines = [
        "# What speaks for (positive) or against (negative) an antecedent of a pronoun. Fitted by",
        "# extractors.training.antecedents on GUM train (CC BY 4.0), GAP development (Apache 2.0), own gold (tune);",
        "# names of features: extractors/mentions/salience.py. threshold: how likely the best candidate must be.",
    ]
    for family, weights in fitted.items():
        lines += ["", f"[{family}]", f"threshold = {weights.threshold:.2f}", f"[{family}.features]"]
        lines += [f'"{name}" = {weight}' for name, weight in sorted(weights.features.items())]
    return "\n".join(lines) + "\n"


def gum_cases(nlp: Language, documents: Iterable[dict[str, Any]]) -> list[Case]:
    """Return the pronouns of documents with gold chains as cases.

    Args:
        nlp: The pipeline.
        documents: Records with ``text``, ``genre`` and ``clusters`` of [start, end, type, kind, link].
    """
    from extractors.columns import columns_of
    from extractors.times import find_times

    cases: list[Case] = []
    chosen = ((d["text"], d) for d in documents if d["genre"] in _GENRES)
    for doc, document in nlp.pipe(chosen, as_tuples=True, batch_size=8):
        columns = columns_of(doc)
        ents = [(e.start, e.end, e.label_) for e in doc.ents]
        cases += cases_of(columns, ents, find_times(doc, None), _chains(columns, document["clusters"]))
    return cases


def gold_documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the ``tune`` articles of the own gold as documents with chains; those held out are not opened for this.

    Args:
        folder: The folder of gold files (``data/gold``).
    """
    for path in sorted(folder.rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["split"] != "tune":
            continue
        text = ""
        chains: dict[str, list[list[int]]] = {}
        for sentence in gold["sentences"]:
            first = len(text)
            text += sentence["text"] + (" " if first else "\n\n")
            for mention in sentence["mentions"]:
                words, _, number = mention["text"].partition("#")
                found = [m.start() for m in re.finditer(rf"\b{re.escape(words)}", sentence["text"])]
                if mention["entity"] is None or len(found) < int(number or 1):
                    continue
                start = first + found[int(number or 1) - 1]
                chains.setdefault(mention["entity"], []).append([start, start + len(words)])
        yield {"text": text, "genre": "news", "clusters": list(chains.values())}


def fit_family(family: Family, cases: Iterable[Case]) -> Weights:
    """Return the weights of one family of pronouns, fitted on those of the cases that belong to it."""
    own = [case for case in cases if case.family == family]
    return Weights(THRESHOLDS[family], fit(own, penalty=PENALTIES[family], rounds=ROUNDS))


def main(args: list[str] | None = None) -> int:
    """Run the recipe.

    Args:
        args: Command-line options; ``--help`` lists them.

    Returns:
        0.
    """
    from extractors.annotate import load_pipeline
    from extractors.columns import columns_of
    from extractors.times import find_times

    parser = argparse.ArgumentParser(prog="python -m extractors.training.antecedents")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    options = parser.parse_args(args)
    nlp = load_pipeline()
    with gzip.open(options.data / "coref" / "gum_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        cases = gum_cases(nlp, map(json.loads, lines))
    with gzip.open(options.data / "coref" / "gum_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        unseen = gum_cases(nlp, map(json.loads, lines))
    cases += _GOLD_WEIGHT * gum_cases(nlp, gold_documents(options.gold))
    print(f"GUM: {len(cases)} pronouns to learn from, {len(unseen)} to judge by")
    before = {**antecedent_weights(), "person": fit_family("person", cases)}
    with gzip.open(options.data / "coref" / "gap-development.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for doc, row in nlp.pipe(((r["Text"], r) for r in rows), as_tuples=True, batch_size=64):
        ents = [(e.start, e.end, e.label_) for e in doc.ents]
        if case := gap_case(columns_of(doc), ents, find_times(doc, None), row, before):
            cases.append(case)
    fitted: dict[Family, Weights] = {}
    for family in THRESHOLDS:
        fitted[family] = fit_family(family, cases)
        judged = [case for case in unseen if case.family == family]
        for precision in (0.8, 0.85, 0.9):
            at, reached, recall = threshold_for(judged, fitted[family].features, precision)
            print(
                f"{family}: at {at:.2f} precision {reached:.3f}, recall {recall:.3f} on {len(judged)} cases of GUM dev"
            )
    options.output.write_text(to_toml(fitted), encoding="utf-8")
    return 0


def _chains(columns: Columns, clusters: list[list[list[int]]]) -> dict[int, int]:
    found: dict[int, tuple[int, int]] = {}
    for chain, mentions in enumerate(clusters):
        for start, end, *_ in mentions:
            head = columns.head_of(columns.token_at(start), columns.token_at(end - 1) + 1)
            if head not in found or end - start < found[head][0]:  # "Ann", not "Ann and I"
                found[head] = (end - start, chain)
    return {head: chain for head, (_, chain) in found.items()}


if __name__ == "__main__":
    raise SystemExit(main())
