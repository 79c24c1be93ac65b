"""``newsgraph bench confidence``: whether a confidence of 0.9 means that nine facts in ten are right, and its fit.

A fact is right if the gold of its sentence allows it (``data/gold``; the tune articles for the fit, the held-out ones
for judging it). ``--fit`` prints the table ``extractors/lexicon/confidence.toml`` anew. Where BenchIE and its scorer
are at hand, its development sentences add what they tell of the signals' slopes; the level comes from our gold alone,
because BenchIE counts every fact as wrong that it does not list in the same words.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from graph.bench.goldstandard.records import GoldError
from graph.bench.publicsets.folders import data_folder, scorer_folder

if TYPE_CHECKING:
    from extractors.facts.confidence import Grounds, Rate
    from extractors.records import Article, Extraction

__all__ = ["FLOORS", "Bin", "Sample", "calibration_error", "cross_validated", "fit", "reliability", "run", "samples"]

FLOORS = Path(__file__).with_name("floors.toml")
SIGNALS = ("parse", "pronoun", "long", "sprawling")
BORDERS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 1.01)
"""Bins are narrow where confidences are dense; an error is weighed by the facts in its bin."""

_PENALTY = {"intercept": 1e-6, "weight": 1.0, "rule": 4.0}


@dataclass(frozen=True, slots=True)
class Sample:
    """One extracted fact: what it rests on, whether it is right, and the article and story line it is from."""

    grounds: Grounds
    right: bool
    source: str
    story: str
    split: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of like confidence: how many, how sure on average, and how many of them are right."""

    low: float
    high: float
    count: int
    stated: float
    right: float


def run(args: list[str]) -> int:
    """Judge the confidences, or fit them anew.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where the calibration error is over its limit; 2 where articles or gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench confidence", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder with facts/ (default: $NEWSGRAPH_DATA)")
    parser.add_argument("--scorers", type=Path, metavar="DIR", help="folder with score_benchie.py")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--fit", action="store_true", help="fit the model and print its table")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    try:
        found = list(samples(options.articles, options.gold, model=options.model))
        if options.fit:
            found += _benchie(options.data, options.scorers, options.model)
            print(as_table(fit([s for s in found if s.split != "held_out"])))
            return 0
    except (GoldError, NewsgraphError, OSError) as error:
        print(f"newsgraph bench confidence: {error}", file=sys.stderr)
        return 2
    from extractors.facts.confidence import confidence

    result = {split: _figures([s for s in found if s.split == split], confidence) for split in ("tune", "held_out")}
    result["cross_validated"] = _figures_of(list(cross_validated([s for s in found if s.split == "tune"])))
    print(json.dumps(result, indent=1) if options.json else _as_text(result))
    limit = float(tomllib.loads(FLOORS.read_text(encoding="utf-8"))["confidence"]["calibration_error_at_most"])
    if result["held_out"]["error"] > limit:
        found_error = result["held_out"]["error"]
        print(f"confidence: the error on held-out gold is {found_error:.3f}, its limit is {limit}", file=sys.stderr)
        return 1
    return 0


def samples(articles: Path, gold: Path, *, model: str | None = None) -> Iterator[Sample]:
    """Yield every fact of the sample articles with what it rests on and whether the gold allows it.

    Args:
        articles: The folder of articles.
        gold: The folder of gold files.
        model: Another spaCy pipeline than the embedded one.

    Yields:
        Samples in the order of articles and sentences.

    Raises:
        GoldError: gold and articles do not fit.
    """
    from extractors.annotate import load_pipeline
    from extractors.read import read_articles
    from extractors.records import Article
    from graph.bench.goldstandard.records import load_gold
    from graph.bench.goldstandard.scoring import pair, score_article

    nlp = load_pipeline(model)
    read = [item for item in read_articles([str(articles)]) if isinstance(item, Article)]
    for wanted, article in pair(load_gold(gold), read):
        record, grounds = _extract(nlp(article.text), article)
        for sentence in score_article(wanted, record).sentences:
            if sentence.sentence.complete:
                for i, fact in enumerate(sentence.facts):
                    right = i in sentence.right
                    yield Sample(grounds[round(fact.confidence)], right, wanted.name, wanted.story, wanted.split)


def _extract(doc: Any, article: Article) -> tuple[Extraction, list[Grounds]]:
    """Return a record whose confidences are indices into the grounds of its facts."""
    from extractors.facts import extract_facts
    from extractors.mentions import resolve_mentions
    from extractors.records import Extraction
    from extractors.times import find_times

    grounds: list[Grounds] = []

    def rate(given: Grounds) -> float:
        grounds.append(given)
        return float(len(grounds) - 1)

    times = find_times(doc, article.published)
    found = extract_facts(doc, article, resolve_mentions(doc, article, times), times, rate)
    return Extraction(article, (), found.entities, found.mentions, found.facts), grounds


def _benchie(data: Path | None, scorers: Path | None, model: str | None) -> Iterator[Sample]:
    """Yield the facts of BenchIE's development sentences; none where the set or its scorer is not at hand."""
    folder, scorer = data_folder(data), scorer_folder(scorers, data)
    if folder is None or scorer is None or not (scorer / "score_benchie.py").is_file():
        print("newsgraph bench confidence: no BenchIE (--data, --scorers): fitted on our gold alone", file=sys.stderr)
        return
    from extractors.annotate import annotate_pretokenized, load_pipeline
    from extractors.records import Article
    from graph.bench.publicsets.re3d import scorer_module

    module = scorer_module(scorer / "score_benchie.py")
    gold, sentences = module.read_gold(str(folder / "facts" / "benchie_dev_gold.txt"), module.squash, "whole")[:2]
    ids = {text: name for name, text in sentences.items()}
    nlp = load_pipeline(model)
    for doc in annotate_pretokenized(nlp, list(ids)):
        record, grounds = _extract(doc, Article(id="benchie", source="", text=doc.text))
        patterns = [pattern for cluster in gold[ids[doc.text]] for pattern in cluster]
        for fact in record.facts:
            head = fact.subject.text + fact.relation.text
            ends = [fact.object.text if fact.object else "", *(q.role + q.text for q in fact.qualifiers)]
            wordings = {module.squash(head + end) for end in (*ends, *(ends[0] + e for e in ends[1:]))}
            right = any(pattern.fullmatch(words) for pattern in patterns for words in wordings)
            yield Sample(grounds[round(fact.confidence)], right, "benchie", "benchie", "slopes")


def fit(found: Sequence[Sample]) -> dict[str, Any]:
    """Fit the model by penalised logistic regression (Newton's method).

    Samples of the split "slopes" have a level and rule levels of their own; only what they tell of the signals counts.
    The rules of extraction were developed on our tune articles, so facts are right more often there than elsewhere.
    Against this optimism each of these articles counts as one right and one wrong fact more, spread over its facts
    (Laplace's rule of succession, with the article as the unit).

    Args:
        found: Samples.

    Returns:
        ``intercept``, ``weights`` by signal and ``rules`` by construction.
    """
    import numpy as np

    from extractors.facts.confidence import signals

    def columns_of(sample: Sample) -> Iterator[tuple[str, float]]:
        source = "slopes" if sample.split == "slopes" else "gold"
        yield f"intercept {source}", 1.0
        yield f"rule {source} {sample.grounds.rule}", 1.0
        for name, value in signals(sample.grounds).items():
            yield f"weight {name}", value

    names = sorted({name for sample in found for name, _ in columns_of(sample)})
    place = {name: i for i, name in enumerate(names)}
    sizes = Counter(sample.source for sample in found if sample.split != "slopes")
    rows = [(sample, sample.right, 1.0) for sample in found]
    rows += [(s, right, 1 / sizes[s.source]) for s in found if s.split != "slopes" for right in (True, False)]
    x = np.zeros((len(rows), len(names)))
    for row, (sample, _, _) in enumerate(rows):
        for name, value in columns_of(sample):
            x[row, place[name]] = value
    y = np.array([float(right) for _, right, _ in rows])
    weight = np.array([w for _, _, w in rows])
    penalty = np.array([_PENALTY[name.split()[0]] for name in names])
    beta = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (weight * (y - p)) - penalty * beta
        step = np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + np.diag(penalty), gradient)
        beta += step
        if float(np.abs(step).max()) < 1e-8:
            break
    fitted = {name: round(float(beta[i]), 3) for name, i in place.items()}
    return {
        "intercept": fitted.get("intercept gold", 0.0),
        "weights": {name: fitted.get(f"weight {name}", 0.0) for name in SIGNALS},
        "rules": {n.removeprefix("rule gold "): v for n, v in fitted.items() if n.startswith("rule gold ")},
    }


def rate_by(model: dict[str, Any]) -> Rate:
    """Return the confidence function of a fitted model."""
    import math

    from extractors.facts.confidence import signals

    def rate(grounds: Grounds) -> float:
        score = model["intercept"] + model["rules"].get(grounds.rule, 0.0)
        score += sum(model["weights"][name] * value for name, value in signals(grounds).items())
        return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)

    return rate


def cross_validated(found: Sequence[Sample]) -> Iterator[tuple[float, bool]]:
    """Yield confidence and truth of each fact, by a model fitted without the fact's article."""
    for source in sorted({sample.source for sample in found}):
        rate = rate_by(fit([sample for sample in found if sample.source != source]))
        for sample in found:
            if sample.source == source:
                yield rate(sample.grounds), sample.right


def reliability(rated: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the reliability table of confidences and truths."""
    bins = []
    for low, high in pairwise(BORDERS):
        inside = [(stated, right) for stated, right in rated if low <= stated < high]
        if inside:
            count = len(inside)
            bins.append(Bin(low, high, count, sum(s for s, _ in inside) / count, sum(r for _, r in inside) / count))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far stated and right are apart, weighed by the facts in each bin."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.stated - b.right) for b in bins) / total if total else 0.0


def as_table(model: dict[str, Any]) -> str:
    """Return ``extractors/lexicon/confidence.toml`` with a fitted model; the table of triples stays as it is."""
    from importlib.resources import files

    old = (files("extractors.lexicon") / "confidence.toml").read_text(encoding="utf-8")
    lines = [
        "# How sure a fact is: made by `newsgraph bench confidence --fit`; see docs/quality.md. Log odds; a rule that",
        "# is not named counts 0.",
        "[facts]",
        f"intercept = {model['intercept']}",
        "",
        "[facts.weights]",
        *(f"{name} = {value}" for name, value in model["weights"].items()),
        "",
        "[facts.rules]",
        *(f"{name} = {value}" for name, value in sorted(model["rules"].items())),
        "",
    ]
    return "\n".join(lines) + "\n" + old[old.index("# The flat triples") :].rstrip("\n")


def _figures(found: Sequence[Sample], rate: Callable[[Grounds], float]) -> dict[str, Any]:
    return _figures_of([(rate(sample.grounds), sample.right) for sample in found])


def _figures_of(rated: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    bins = reliability(rated)
    return {
        "facts": len(rated),
        "right": sum(right for _, right in rated) / len(rated) if rated else 0.0,
        "error": calibration_error(bins),
        "auc": _auc(rated),
        "bins": [[b.low, min(b.high, 1.0), b.count, round(b.stated, 3), round(b.right, 3)] for b in bins],
    }


def _auc(rated: Sequence[tuple[float, bool]]) -> float:
    """How often a right fact is surer than a wrong one: 0.5 for a number that says nothing."""
    good, bad = [s for s, right in rated if right], [s for s, right in rated if not right]
    pairs = len(good) * len(bad)
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / pairs if pairs else 0.5


def _as_text(result: dict[str, Any]) -> str:
    lines = []
    for name, row in result.items():
        lines.append(
            f"{name}: {row['facts']} facts, {row['right']:.3f} right, expected calibration error {row['error']:.3f}, "
            f"AUC {row['auc']:.2f}"
        )
        lines.append(f"  {'confidence':14}{'facts':>8}{'stated':>10}{'right':>10}")
        lines += [f"  {b[0]:.2f}-{b[1]:.2f}{b[2]:>13}{b[3]:>10.3f}{b[4]:>10.3f}" for b in row["bins"]]
    return "\n".join(lines)
