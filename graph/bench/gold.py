"""``newsgraph bench gold``: extraction from the sample articles against what a careful reader found in them.

The gold, its guidelines and the rules of matching: ``data/gold/README.md``. The floors: section ``[gold]`` of
``floors.toml``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NewsgraphError
from graph.bench.goldstandard.records import GoldError, GoldFact, gold_digest, load_gold
from graph.bench.goldstandard.scoring import (
    ATTRIBUTES,
    ArticleScore,
    SentenceScore,
    figures,
    interval,
    pair,
    score_article,
    total_mentions,
)

if TYPE_CHECKING:
    from extractors.records import Fact

__all__ = ["FLOORS", "failures", "measure", "report", "run", "write_errors"]

FLOORS = Path(__file__).with_name("floors.toml")
_SPLITS = ("tune", "held_out", "all")


def run(args: list[str]) -> int:
    """Score the sample articles and print the table.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where ``--check`` finds a figure under its floor; 2 where articles or gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench gold", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="rounds of the intervals, 0 for none")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="list what was missed, spurious or marked wrongly")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--check", action="store_true", help="compare with the pinned floors")
    parser.add_argument("--pin", action="store_true", help="print a [gold] section for floors.toml from these figures")
    options = parser.parse_args(args)
    try:
        scores = measure(options.articles, options.gold, model=options.model)
    except (GoldError, NewsgraphError, OSError) as error:
        print(f"newsgraph bench gold: {error}", file=sys.stderr)
        return 2
    table = report(scores, bootstrap=options.bootstrap)
    if options.errors is not None:
        options.errors.write_text("".join(f"{line}\n" for line in write_errors(scores)), encoding="utf-8")
    print(json.dumps(table, indent=1) if options.json else _as_text(table))
    if options.pin:
        print(_as_floors(table, gold_digest(options.articles, options.gold)))
    if options.check:
        problems = failures(table, gold_digest(options.articles, options.gold))
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    return 0


def measure(articles: Path, gold: Path, *, model: str | None = None) -> list[ArticleScore]:
    """Extract from the sample articles and compare each with its gold.

    Args:
        articles: The folder of articles.
        gold: The folder of gold files.
        model: Another spaCy pipeline than the embedded one.

    Returns:
        One score per gold article.

    Raises:
        GoldError: gold and articles do not fit.
    """
    from extractors.annotate import load_pipeline
    from extractors.pipeline import extract
    from extractors.read import read_articles
    from extractors.records import Article

    read: list[Article] = []
    for item in read_articles([str(articles)]):
        if not isinstance(item, Article):
            raise GoldError(str(item))
        read.append(item)
    pairs = pair(load_gold(gold), read)
    if not pairs:
        raise GoldError(f"{gold}: expected gold files (*.json), found none")
    records = extract((article for _, article in pairs), pipeline=load_pipeline(model))
    return [score_article(wanted, record) for (wanted, _), record in zip(pairs, records, strict=True)]


def report(scores: Sequence[ArticleScore], *, bootstrap: int = 1000) -> dict[str, dict[str, object]]:
    """Return the figures for each split, with counts and the intervals of recall, precision and F1."""
    table: dict[str, dict[str, object]] = {}
    for split in _SPLITS:
        chosen = [s for s in scores if split in ("all", s.split)]
        sentences = [sentence for s in chosen for sentence in s.sentences]
        if not sentences:
            continue
        row: dict[str, object] = {
            "articles": len(chosen),
            "sentences": len(sentences),
            "gold_facts": sum(g.weight > 0 for s in sentences for g in s.sentence.facts),
            "facts": sum(len(s.facts) for s in sentences),
        }
        row |= {name: round(value, 4) for name, value in (figures(sentences) | total_mentions(chosen)).items()}
        if bootstrap:
            for name in ("recall", "precision", "f1"):
                low, high = interval(sentences, lambda f, name=name: f[name], rounds=bootstrap)  # type: ignore[misc]
                row[f"{name}_interval"] = [round(low, 3), round(high, 3)]
        table[split] = row
    return table


def failures(table: dict[str, dict[str, object]], digest: str, *, floors: Path = FLOORS) -> list[str]:
    """Return one line for each pinned floor that is not reached, and one if the gold has changed since."""
    pinned = tomllib.loads(floors.read_text(encoding="utf-8")).get("gold", {})
    problems: list[str] = []
    if pinned.get("sha256") != digest:
        problems.append(
            f"gold: expected articles and gold with sha256 {pinned.get('sha256')}, got {digest}; "
            "say in the commit why they changed, then pin anew (--pin)"
        )
    for split in _SPLITS:
        for name, floor in pinned.get(split, {}).items():
            value = table.get(split, {}).get(name)
            if not isinstance(value, float | int) or value < floor:
                problems.append(f"gold: {split} {name} is {value}, its floor is {floor}")
    return problems


def write_errors(scores: Iterable[ArticleScore]) -> Iterable[str]:
    """Yield tab-separated lines: split, article, what is wrong, the weight or confidence, the fact, the sentence."""
    yield "split\tarticle\terror\tweight\tfact\tgot\tsentence"
    for score in scores:
        for sentence in score.sentences:
            for error, weight, fact, got in _errors(sentence):
                yield "\t".join((score.split, score.name, error, weight, fact, got, sentence.sentence.text))


def _errors(score: SentenceScore) -> Iterable[tuple[str, str, str, str]]:
    for gold in score.missed:
        yield "missed", f"{gold.weight:.1f}", _show_gold(gold), ""
    for fact in score.spurious:
        yield "spurious", f"{fact.confidence:.2f}", "", _show(fact)
    for j, (i, result) in sorted(score.found.items()):
        for name in ATTRIBUTES:
            if getattr(result, name) is False:
                gold = score.sentence.facts[j]
                yield name, f"{gold.weight:.1f}", _show_gold(gold), _show(score.facts[i])


def _show_gold(gold: GoldFact) -> str:
    parts = [gold.subject[0], gold.labels[0], gold.object[0] or "-"]
    parts += [f"{role}: {text}" for role, text in gold.qualifiers]
    marks = [gold.polarity or "", "/".join(gold.modality or ()), f"by {'/'.join(str(a) for a in gold.attributed_to)}"]
    if gold.time:
        marks.append(f"at {gold.time} = {'/'.join(gold.time_values)}")
    return " | ".join(parts) + " [" + " ".join(m for m in marks if m) + "]"


def _show(fact: Fact) -> str:
    parts = [fact.subject.text, fact.relation.label, fact.object.text if fact.object else "-"]
    parts += [f"{q.role}: {q.text}" for q in fact.qualifiers]
    marks = [fact.polarity, fact.modality, f"by {fact.attributed_to.text if fact.attributed_to else None}"]
    if fact.time:
        marks.append(f"at {fact.time.text} = {fact.time.value}")
    if fact.place:
        marks.append(f"in {fact.place.text}")
    return (" | ".join(parts) + " [" + " ".join(marks) + "]").replace("\n", " ").replace("\t", " ")


def _as_text(table: dict[str, dict[str, object]]) -> str:
    names = list(dict.fromkeys(name for row in table.values() for name in row))
    lines = [f"{'':20}" + "".join(f"{split:>18}" for split in table)]
    for name in names:
        if name.endswith("_interval"):
            continue
        cells = []
        for row in table.values():
            value, between = row.get(name), row.get(f"{name}_interval")
            cell = f"{value:.3f}" if isinstance(value, float) else str(value)
            if isinstance(between, list):
                cell += f" ({between[0]:.2f}-{between[1]:.2f})"
            cells.append(f"{cell:>18}")
        lines.append(f"{name:20}" + "".join(cells))
    return "\n".join(lines)


def _as_floors(table: dict[str, dict[str, object]], digest: str, *, margin: float = 0.02) -> str:
    """Return a section for ``floors.toml``: each figure less a small margin (another machine may round otherwise)."""
    pinned = ("recall", "precision", "label", "polarity", "modality", "attribution", "time", "name_f1", "b_cubed")
    lines = ["[gold]", f'sha256 = "{digest}"']
    for split in ("tune", "held_out"):
        row = table[split]
        lines += ["", f"[gold.{split}]"]
        for name in pinned:
            value = row[name]
            if isinstance(value, float):
                lines.append(f"{name} = {max(0.0, value - margin):.3f}")
    return "\n".join(lines)
