"""``newsgraph bench entities``: are names of different articles brought together rightly?

The gold: ``data/resolution`` (see its README). All cases of a half are articles of one graph. Scores: B-cubed
precision, recall and F1 (Bagga and Baldwin 1998), precision and recall of pairs, with 95 % bootstrap
intervals over the cases. The floors: section ``[entities]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NewsgraphError
from extractors.records import Argument, Article, Entity, Extraction, Fact, Mention, Reference, Relation, Sentence

if TYPE_CHECKING:
    from graph.resolve.naming import Assigned

__all__ = ["FLOORS", "Judged", "failures", "measure", "read_cases", "run", "score"]

FLOORS = Path(__file__).with_name("floors.toml")
SPLITS = ("tune", "held_out")


@dataclass(frozen=True)
class Judged:
    """One mention of the gold: its case, its article's number, what it is, and the entity it was brought to."""

    case: str
    article: int
    name: str
    type: str
    gold: str
    got: str = ""


@dataclass
class GoldArticle:
    """One article of a case."""

    case: str
    outlet: str
    date: str
    place: str
    names: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    """Identifier ("-" for context), name, type, role, other name."""


def run(args: list[str]) -> int:
    """Resolve the gold's cases and print the figures.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where ``--check`` finds a figure under its floor; 2 where the gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench entities", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("data/resolution"), metavar="DIR")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="rounds for the intervals")
    parser.add_argument("--errors", action="store_true", help="list the wrong pairs of the tuning half")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--check", action="store_true", help="compare with the pinned floors")
    options = parser.parse_args(args)
    try:
        judged = {split: measure(read_cases(options.gold / f"{split}.txt")) for split in SPLITS}
    except (NewsgraphError, OSError, ValueError) as error:
        print(f"newsgraph bench entities: {error}", file=sys.stderr)
        return 2
    if options.errors:
        print("\n".join(_errors(judged["tune"])))
    table = {split: score(mentions) for split, mentions in judged.items()}
    if options.json:
        print(json.dumps(table, indent=1))
    else:
        for split, mentions in judged.items():
            print("\n".join(_lines(split, table[split], mentions, options.bootstrap)))
    problems = failures(table) if options.check else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def read_cases(path: Path) -> list[GoldArticle]:
    """Read a file of cases.

    Raises:
        ValueError: a line is not what the README says.
    """
    articles: list[GoldArticle] = []
    case = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        kind, _, rest = line.strip().partition(" ")
        if not kind or kind == "#":
            continue
        if kind == "case":
            case = rest
        elif kind == "article":
            outlet, date, place = (part.strip() for part in rest.split(";"))
            articles.append(GoldArticle(case, outlet, date, place))
        else:
            name = rest.removeprefix("=").strip()
            parts = [part.strip() for part in name.split(";")]
            if len(parts) < 2 or not articles:  # a name and a type at least
                raise ValueError(f"{path}, line {number}: expected ID = NAME; TYPE; ROLE; OTHER NAME, got {line!r}")
            name, type_, role, other = (*parts, "", "")[:4]
            articles[-1].names.append((kind, name, type_, role, other))
    return articles


def measure(articles: Sequence[GoldArticle]) -> list[Judged]:
    """Resolve all articles as one graph.

    Args:
        articles: The cases' articles.

    Returns:
        The mentions of the gold with the entity each was brought to.
    """
    from graph.resolve.corrections import Corrections
    from graph.resolve.forms import FORM_TABLES
    from graph.resolve.gazetteer import Linker
    from graph.resolve.profiles import links_of, profile_article
    from graph.resolve.resolver import Resolver
    from graph.vocabulary import Instances

    linker = Linker()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(FORM_TABLES)
        resolver = Resolver(db, Instances(), Corrections())
        for number, article in enumerate(articles):
            record = _record(number, article)
            resolver.forms.put(f"article {number:04}", profile_article(record, links_of(record, linker)))
        resolver.decide_all()
        return list(_judge(articles, resolver.assignments))


def _judge(articles: Sequence[GoldArticle], assignments: Callable[[str], Mapping[str, Assigned]]) -> Iterator[Judged]:
    for number, article in enumerate(articles):
        found = assignments(f"article {number:04}")
        for i, (identifier, name, type_, _, _) in enumerate(article.names):
            if identifier != "-":
                gold = f"{article.case}: {identifier}"
                yield Judged(article.case, number, name, type_, gold, found[f"e{i}"].iri)


def _record(number: int, article: GoldArticle) -> Extraction:
    """Return the record that extraction would make of an article with these names: one sentence for each."""
    text, entities, mentions, facts, sentences = "", [], [], [], []
    for i, (_, name, type_, role, other) in enumerate(article.names):
        start = len(text)
        text += f"{role} {name} {other}.\n" if role else f"{name} {other}.\n"
        sentences.append(Sentence(start, len(text) - 1))
        at = text.index(name, start)
        aliases = (other,) if other else ()
        entities.append(Entity(f"e{i}", name, type_, aliases))
        mentions.append(Mention(at, at + len(name), name, type_, "name", f"e{i}"))
        if role:
            who, held = Reference(name, at, at + len(name), f"e{i}"), Argument(role, start, start + len(role))
            relation = Relation(role, "hold position", start, start + len(role))
            facts.append(Fact(f"f{i}", i, "title", 0.9, who, relation, held))
    described = Article(
        id=f"case-{number}", source="", text=text, publisher=article.outlet or None, published=article.date or None,
        place=article.place or None,
    )  # fmt: skip
    return Extraction(described, tuple(sentences), tuple(entities), tuple(mentions), tuple(facts))


# --- figures -------------------------------------------------------------------------------------------------------


def score(mentions: Sequence[Judged]) -> dict[str, float]:
    """Return B-cubed and pair figures of mentions."""
    precision = recall = 0.0
    by_got = _grouped(mentions, "got")
    by_gold = _grouped(mentions, "gold")
    for mention in mentions:
        same_got, same_gold = by_got[mention.got], by_gold[mention.gold]
        both = len(same_got & same_gold)
        precision += both / len(same_got)
        recall += both / len(same_gold)
    precision, recall = precision / len(mentions), recall / len(mentions)
    pairs = list(_pairs(mentions))
    joined = [pair for pair in pairs if pair[0].got == pair[1].got]
    right = sum(one.gold == other.gold for one, other in joined)
    same = sum(one.gold == other.gold for one, other in pairs)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "pair_precision": right / len(joined) if joined else 1.0,
        "pair_recall": right / same if same else 1.0,
        "pairs": len(pairs),
        "mentions": len(mentions),
    }


def _grouped(mentions: Sequence[Judged], by: str) -> Mapping[str, set[int]]:
    groups: dict[str, set[int]] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(getattr(mention, by), set()).add(number)
    return groups


def _pairs(mentions: Iterable[Judged]) -> Iterator[tuple[Judged, Judged]]:
    cases: dict[str, list[Judged]] = {}
    for mention in mentions:
        cases.setdefault(mention.case, []).append(mention)
    for found in cases.values():
        yield from ((one, other) for one, other in combinations(found, 2) if one.article != other.article)


def _interval(mentions: Sequence[Judged], figure: str, rounds: int) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure over cases, drawn with replacement, seeded."""
    cases: dict[str, list[Judged]] = {}
    for mention in mentions:
        cases.setdefault(mention.case, []).append(mention)
    draw, names = random.Random(0), sorted(cases)  # noqa: S311  (statistics, not secrets)
    values = []
    for _ in range(rounds):
        drawn = [
            Judged(f"{i}", m.article, m.name, m.type, f"{i} {m.gold}", f"{i} {m.got}")
            for i, name in enumerate(draw.choices(names, k=len(names)))
            for m in cases[name]
        ]
        values.append(score(drawn)[figure])
    values.sort()
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def failures(table: Mapping[str, Mapping[str, float]], *, floors: Path = FLOORS) -> list[str]:
    """Return one line for each pinned floor that is not reached."""
    pinned = tomllib.loads(floors.read_text(encoding="utf-8")).get("entities", {})
    return [
        f"entities: {split} {figure} is {table[split][figure]:.4f}, its floor is {floor}"
        for split, row in pinned.items()
        for figure, floor in row.items()
        if table[split][figure] < floor
    ]


def _lines(split: str, figures: Mapping[str, float], mentions: Sequence[Judged], rounds: int) -> Iterator[str]:
    yield f"{split}: {figures['mentions']:.0f} mentions, {figures['pairs']:.0f} labelled pairs"
    for name, label in (("precision", "B-cubed precision"), ("recall", "B-cubed recall"), ("f1", "B-cubed F1"),
                        ("pair_precision", "pair precision"), ("pair_recall", "pair recall")):  # fmt: skip
        low, high = _interval(mentions, name, rounds) if rounds else (figures[name], figures[name])
        yield f"  {label:18} {figures[name]:.3f}  ({low:.3f} to {high:.3f})"


def _errors(mentions: Sequence[Judged]) -> Iterator[str]:
    for one, other in _pairs(mentions):
        if (one.gold == other.gold) != (one.got == other.got):
            kind = "apart" if one.gold == other.gold else "merged"
            ends = " | ".join(f"{m.name} ({m.type}) {m.got.rpartition('/')[2]}" for m in (one, other))
            yield f"wrongly {kind}\t{one.case}\t{ends}"
