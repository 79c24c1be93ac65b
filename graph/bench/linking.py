"""``newsgraph bench linking``: do places, countries and international bodies get the right identifiers?

The gold: ``data/linking`` (see its README). A name counts as found when its link has the right key; a wrong link,
or one where the gold has none, counts against precision. The floors: section ``[linking]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from extractors.records import Article, Entity, Extraction, Mention

if TYPE_CHECKING:
    from graph.resolve.gazetteer import Linker

__all__ = ["FLOORS", "LinkingScore", "failures", "measure", "run"]

FLOORS = Path(__file__).with_name("floors.toml")
SPLITS = ("tune", "held_out", "all")


@dataclass
class LinkingScore:
    """How many links are right, wrong, and missing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right links among all links."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Right links among the names that have one in the gold."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0


@dataclass(frozen=True)
class Judged:
    """One name of the gold and the link it got."""

    split: str
    text: str
    name: str
    gold: str | None
    got: str | None


def run(args: list[str]) -> int:
    """Link the gold's texts and print the figures.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where ``--check`` finds a figure under its floor; 2 where the gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench linking", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/linking"), metavar="DIR")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing in the tuning half")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--check", action="store_true", help="compare with the pinned floors")
    options = parser.parse_args(args)
    try:
        table, judged = measure(options.articles, options.gold)
    except (NewsgraphError, OSError, ValueError, KeyError) as error:
        print(f"newsgraph bench linking: {error}", file=sys.stderr)
        return 2
    if options.errors:
        for item in judged["contexts"] + judged["articles"]:
            if item.gold != item.got and item.split == "tune":
                print(f"{item.name}\tgold {item.gold}\tgot {item.got}\t{item.text}")
    if options.json:
        print(json.dumps(table, indent=1))
    else:
        print("\n".join(_lines(table)))
    problems = failures(table) if options.check else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def measure(articles: Path, gold: Path) -> tuple[dict[str, dict[str, float]], dict[str, list[Judged]]]:
    """Link all gold names.

    Args:
        articles: The folder of sample articles.
        gold: The folder ``data/linking``.

    Returns:
        Precision, recall and counts by "what split", and every judged name by what it was judged in: "names" (the
        linker alone, given the names), "contexts" (from text, names found by the pipeline) and "articles".
    """
    from extractors.annotate import load_pipeline
    from extractors.pipeline import extract
    from extractors.read import read_articles
    from graph.resolve.gazetteer import Linker

    linker, nlp = Linker(), load_pipeline(None)
    contexts = [json.loads(line) for line in (gold / "contexts.jsonl").read_text(encoding="utf-8").splitlines()]
    records = extract((_article(number, row) for number, row in enumerate(contexts)), pipeline=nlp)
    read = [item for item in read_articles([str(articles)]) if isinstance(item, Article)]
    expected = list(csv.DictReader((gold / "articles.csv").read_text(encoding="utf-8").splitlines()))
    judged = {
        "names": [item for row in contexts for item in _judge_names(row, linker)],
        "contexts": [
            item for row, record in zip(contexts, records, strict=True) for item in _judge_text(row, record, linker)
        ],
        "articles": [
            item for record in extract(read, pipeline=nlp) for item in _judge_article(record, expected, linker)
        ],
    }
    table: dict[str, dict[str, float]] = {}
    for what, items in judged.items():
        for split in SPLITS:
            chosen = [item for item in items if split in ("all", item.split)]
            if not chosen:
                continue
            score = _score(chosen)
            counts = {"right": score.right, "wrong": score.wrong, "missed": score.missed}
            figures = {"precision": round(score.precision, 4), "recall": round(score.recall, 4)}
            table[f"{what} {split}"] = {**figures, **counts}
    return table, judged


def failures(table: dict[str, dict[str, float]], *, floors: Path = FLOORS) -> list[str]:
    """Return one line for each pinned floor that is not reached."""
    pinned = tomllib.loads(floors.read_text(encoding="utf-8")).get("linking", {})
    return [
        f"linking: {name} {figure} is {table.get(name, {}).get(figure)}, its floor is {floor}"
        for name, row in pinned.items()
        for figure, floor in row.items()
        if table.get(name, {}).get(figure, 0.0) < floor
    ]


def _article(number: int, row: dict[str, Any]) -> Article:
    return Article(id=f"context-{number}", source="", text=row["text"], place=row.get("place"))


def _judge_names(row: dict[str, Any], linker: Linker) -> Iterator[Judged]:
    """Judge the linker alone: the names of the text are given, and that they name places or bodies."""
    ids = {name["text"]: str(number) for number, name in enumerate(row["names"])}
    types = {name["text"]: "ORG" if (name["key"] or "").startswith("wikidata:") else "GPE" for name in row["names"]}
    entities = tuple(Entity(ids[text], text, types[text]) for text in ids)
    mentions = tuple(
        Mention(name["start"], name["end"], name["text"], types[name["text"]], "name", ids[name["text"]])
        for name in row["names"]
    )
    links = linker.links(Extraction(_article(0, row), (), entities, mentions))
    for name in row["names"]:
        link = links.get(ids[name["text"]])
        yield Judged(row["split"], row["text"], name["text"], name["key"], link.key if link else None)


def _judge_text(row: dict[str, Any], record: Extraction, linker: Linker) -> Iterator[Judged]:
    """Judge what a user gets: also a name that the pipeline does not find is missed, and every other link is wrong."""
    links = linker.links(record)
    judged = set()
    for name in row["names"]:
        over = [m for m in record.mentions if m.kind == "name" and m.start < name["end"] and name["start"] < m.end]
        judged |= {m.entity for m in over}
        keys = [links[m.entity].key for m in over if m.entity in links]
        got = name["key"] if name["key"] in keys else keys[0] if keys else None
        yield Judged(row["split"], row["text"], name["text"], name["key"], got)
    for entity in record.entities:
        if entity.id in links and entity.id not in judged:
            yield Judged(row["split"], row["text"], entity.name, None, links[entity.id].key)


def _judge_article(record: Extraction, expected: list[dict[str, str]], linker: Linker) -> Iterator[Judged]:
    """Judge every place name of a sample article that the gold lists for it, or for all articles ("*").

    Where one name is two places in an article, the gold has both keys in the order of the text, parted by "|".
    """
    links = linker.links(record)
    wanted: dict[str, dict[str, str]] = {}
    for row in expected:
        if row["outlet"] in ("*", record.article.publisher) and row["headline"] in ("*", record.article.headline):
            wanted[row["name"]] = row
    keys = {name: row["key"].split("|") for name, row in wanted.items()}
    headline = record.article.headline or ""
    for entity in record.entities:
        names = {m.text for m in record.mentions if m.entity == entity.id and m.kind == "name"} | {entity.name}
        row_of = next((wanted[name] for name in sorted(names) if name in wanted), None)
        link = links.get(entity.id)
        if row_of is not None or link is not None:
            left = keys[row_of["name"]] if row_of is not None else [""]
            gold = (left.pop(0) if len(left) > 1 else left[0]) or None
            split = row_of["split"] if row_of is not None else "tune"
            yield Judged(split, headline, entity.name, gold, link.key if link else None)
    for name, row in wanted.items():
        if "|" in row["key"] and len(keys[name]) > 1:  # two places taken for one
            yield Judged(row["split"], headline, name, keys[name][-1], None)


def _score(judged: Iterable[Judged]) -> LinkingScore:
    score = LinkingScore()
    for item in judged:
        score.right += item.gold is not None and item.gold == item.got
        score.wrong += item.got is not None and item.gold != item.got
        score.missed += item.gold is not None and item.gold != item.got
    return score


def _lines(table: dict[str, dict[str, float]]) -> Iterator[str]:
    for name, row in table.items():
        counts = f"({row['right']} right, {row['wrong']} wrong, {row['missed']} missed)"
        yield f"{name:20} precision {row['precision']:.3f}  recall {row['recall']:.3f}  {counts}"
