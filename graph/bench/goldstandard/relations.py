"""The relation of the inventory that each gold fact should have, and how many extracted facts have it.

``data/relations/gold.tsv`` names, for each gold fact, every right relation: ``accuse``; ``<own`` where the subject
fills the second role ("the ferry is owned by …"); ``-`` for none.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.records import Fact
from extractors.relations import inventory
from graph.bench.goldstandard.records import GoldError, GoldFact
from graph.bench.goldstandard.scoring import ArticleScore

__all__ = ["Judgement", "Wanted", "judge", "load_wanted", "mapping_figures", "mapping_interval"]

_COLUMNS = ("article", "sentence", "subject", "relation", "object", "wanted")

Wanted = Mapping[tuple[str, int, str, str, str], frozenset[str]]
"""Right relations by article, number of the sentence, and the first wordings of subject, relation and object."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One gold fact that extraction found: the right relations, and the one it was given ("-" for none)."""

    split: str
    article: str
    wanted: frozenset[str]
    got: str
    fact: Fact

    @property
    def right(self) -> bool:
        """Whether the relation given is one of the right ones."""
        return self.got in self.wanted

    @property
    def due(self) -> bool:
        """Whether the fact must have a relation."""
        return "-" not in self.wanted


def load_wanted(path: Path) -> Wanted:
    """Return the right relations of all gold facts.

    Raises:
        GoldError: a column is missing, or a relation is not in the inventory.
    """
    known = {"-", *inventory().relations}
    found: dict[tuple[str, int, str, str, str], frozenset[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            missing = [name for name in _COLUMNS if row.get(name) is None]
            if missing:
                raise GoldError(
                    f"{path}, line {number}: expected the columns {', '.join(_COLUMNS)}, lacks {missing[0]}"
                )
            wanted = frozenset(row["wanted"].split("/"))
            for name in wanted:
                if name.removeprefix("<") not in known:
                    raise GoldError(f"{path}, line {number}: expected a relation of the inventory, got {name!r}")
            key = (row["article"], int(row["sentence"]), row["subject"], row["relation"], row["object"])
            found[key] = wanted
    return found


def judge(scores: Iterable[ArticleScore], wanted: Wanted) -> Iterator[Judgement]:
    """Yield a judgement for each gold fact that was extracted and has a right relation on file."""
    for score in scores:
        for number, sentence in enumerate(score.sentences):
            for j, (i, _) in sorted(sentence.found.items()):
                right = wanted.get((score.name, number, *_words(sentence.sentence.facts[j])))
                fact = sentence.facts[i]
                if right is not None and not _is_aside(fact, sentence.sentence.facts[j]):
                    yield Judgement(score.split, score.name, right, _given(fact, right), fact)


def mapping_figures(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return how many facts have the right relation.

    ``mapped``: of the facts that must have one, the share with a right one; ``wrong``: of all facts, the share with a
    wrong one; ``wrong_of_mapped``: of the facts with a relation, the share with a wrong one.
    """
    due = [j for j in judgements if j.due]
    mapped = [j for j in judgements if j.got != "-"]
    wrong = sum(not j.right for j in mapped)
    return {
        "facts": float(len(judgements)),
        "due": float(len(due)),
        "mapped": sum(j.right for j in due) / len(due) if due else 0.0,
        "wrong": wrong / len(judgements) if judgements else 0.0,
        "wrong_of_mapped": wrong / len(mapped) if mapped else 0.0,
    }


def mapping_interval(
    judgements: Sequence[Judgement], name: str, *, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure over facts (drawn with replacement, seeded)."""
    draw = random.Random(seed)  # noqa: S311  (statistics, not secrets)
    values = sorted(mapping_figures(draw.choices(judgements, k=len(judgements)))[name] for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def _is_aside(fact: Fact, gold: GoldFact) -> bool:
    """Whether a possessive stands for another fact ("its founder" for being the founder): its roles are its own."""
    return fact.extractor == "possession" and not gold.labels[0].startswith("have")


def _words(gold: GoldFact) -> tuple[str, str, str]:
    return gold.subject[0], gold.labels[0], gold.object[0] or ""


def _given(fact: Fact, right: frozenset[str]) -> str:
    """Return the relation given to a fact as the gold writes it; of a symmetric one the direction does not matter."""
    sense = fact.relation.sense
    if sense is None:
        return "-"
    if inventory().relations[sense].symmetric:
        return sense if sense in right else f"<{sense}" if f"<{sense}" in right else sense
    return f"<{sense}" if fact.relation.target == "subject" else sense
