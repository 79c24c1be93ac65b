"""``newsgraph bench adding``: what does one more article cost a large graph, beyond its annotation?

Synthetic articles are added one by one: a few names that occur in half of them, many that are rare, surnames alone,
titles, organisations by their first word. The figures are of the last articles, when the graph is at its size. The
ceiling: section ``[adding]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from extractors.records import Argument, Article, Entity, Extraction, Fact, Mention, Reference, Relation, Sentence

__all__ = ["FLOORS", "measure", "run", "synthetic_articles"]

FLOORS = Path(__file__).with_name("floors.toml")

_GIVEN = "Ana Boris Carla Dmitri Elena Farid Greta Hassan Ines Jonas Katya Leo Mara Nils Olga Pavel Rosa Sami Tara Ugo"
_FIRST = "Bar Cor Dal Fer Gor Hol Kar Lor Mar Nor Per Ros Sal Tor Var Wes Zan"
_LAST = "an berg dez elli enko idis in ov sen ski son ström uz witz"
_FIRM = (
    "Acti Brio Calo Deltra Equi Fonda Gravi Helio Intra Juno Kinet Lumi Motra Nexa Opti Prima Quanta Rivo Solta Tera"
)
_END = "x n dex lis mar nor pol rex son tek var zen"
_TRADES = "Logistics Freight Bank Energy Shipping Motors Airlines Insurance Systems Steel"
_ROLES = ["foreign minister", "lawmaker", "chief executive", "judge", "striker", "professor", "governor", "spokeswoman"]
_PLACES = (
    "Oslo",
    "Lima",
    "Accra",
    "Hanoi",
    "Turin",
    "Porto",
    "Quito",
    "Dakar",
    "Osaka",
    "Izmir",
    "Cork",
    "Bergen",
    "Malaga",
)
_VERBS = ("meet", "accuse", "visit", "praise", "sue", "warn")


def synthetic_articles(number: int, seed: int = 0) -> Iterator[Extraction]:
    """Yield records as extraction makes them of agency copy: twenty sentences, some twenty entities, thirty facts.

    Args:
        number: How many.
        seed: Of the generator.
    """
    draw = random.Random(seed)  # noqa: S311  (synthetic news, not secrets)
    given, trades = _GIVEN.split(), _TRADES.split()
    surnames = [first + last for first in _FIRST.split() for last in _LAST.split()]
    people = [f"{draw.choice(given)} {name}" for name in surnames for _ in range(12)]
    firms = [f"{first}{last} {draw.choice(trades)}" for first in _FIRM.split() for last in _END.split()]
    for i in range(number):
        yield _article(draw, i, people, firms)


def _article(draw: random.Random, number: int, people: list[str], firms: list[str]) -> Extraction:
    named = {(people[0], "PERSON"), (people[40], "PERSON")} if number % 2 else {(people[80], "PERSON")}
    named |= {(people[min(int(draw.paretovariate(0.6)), len(people) - 1)], "PERSON") for _ in range(5)}
    named |= {(draw.choice(people), "PERSON") for _ in range(3)}
    named |= {(draw.choice(people).split()[1], "PERSON") for _ in range(2)}
    named |= {(draw.choice(firms), "ORG") for _ in range(3)} | {(draw.choice(firms).split()[0], "ORG")}
    named |= {(place, "GPE") for place in draw.sample(_PLACES, 4)}
    order = sorted(named)
    draw.shuffle(order)
    text, sentences, mentions, facts = "", [], [], []
    entities = tuple(Entity(f"e{i}", name, type_) for i, (name, type_) in enumerate(order))
    for i in range(20):
        one, other = draw.sample(entities, 2)
        verb, role = draw.choice(_VERBS), _ROLES[sum(map(ord, one.name)) % len(_ROLES)]
        start = len(text)
        text += f"{role.capitalize()} {one.name} will {verb} {other.name} in report {number} part {i}. "
        sentences.append(Sentence(start, len(text) - 1))
        at, then = text.index(one.name, start), text.index(f"{other.name} in report", start)
        mentions += [Mention(at, at + len(one.name), one.name, one.type, "name", one.id)]
        mentions += [Mention(then, then + len(other.name), other.name, other.type, "name", other.id)]
        who = Reference(one.name, at, at + len(one.name), one.id)
        whom = Argument(other.name, then, then + len(other.name), other.id)
        does = text.index(verb, at + len(one.name))
        facts.append(Fact(f"f{i}", i, "clause", 0.9, who, Relation(verb, verb, does, does + len(verb)), whom))
        if one.type == "PERSON" and i % 2:
            held = Argument(role.capitalize(), start, start + len(role))
            relation = Relation(role.capitalize(), "hold position", start, start + len(role))
            facts.append(Fact(f"t{i}", i, "title", 0.9, who, relation, held))
    article = Article(
        id=f"synthetic-{number}", source=f"synthetic-{number}.txt", text=text, headline=f"Report {number}",
        publisher=f"{_PLACES[number % 7]} Gazette", published=f"2025-{number // 900 % 12 + 1:02}-{number % 28 + 1:02}",
        place=_PLACES[number % 11],
    )  # fmt: skip
    return Extraction(article, tuple(sentences), entities, tuple(mentions), tuple(facts))


def run(args: list[str]) -> int:
    """Add synthetic articles and print what the last ones cost.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where ``--check`` finds the figure above its ceiling.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench adding", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="size of the graph (default: 10000)")
    parser.add_argument("--check", action="store_true", help="compare with the pinned ceiling")
    options = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder) / "kg", options.articles)
    last = sorted(taken[-min(200, len(taken)) :])
    median, high = statistics.median(last), last[int(0.95 * len(last))]
    print(f"adding one to {options.articles:,}: median {1000 * median:.1f} ms, 95 of 100 within {1000 * high:.1f} ms")
    ceiling = float(tomllib.loads(FLOORS.read_text(encoding="utf-8"))["adding"]["milliseconds"])
    if options.check and 1000 * median > ceiling:
        print(f"adding: {1000 * median:.1f} ms is more than {ceiling:.0f} ms", file=sys.stderr)
        return 1
    return 0


def measure(folder: Path, number: int) -> list[float]:
    """Return the seconds of CPU time that adding each of the articles took."""
    from graph.knowledge_graph import KnowledgeGraph

    taken = []
    with KnowledgeGraph.open(folder) as kg:
        for i, record in enumerate(synthetic_articles(number), start=1):
            start = time.process_time()
            kg.add(record)
            taken.append(time.process_time() - start)
            if i % 100 == 0:
                kg.flush()
    return taken
