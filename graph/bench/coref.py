"""``newsgraph bench coref``: how well names, nominals and pronouns of one article find each other.

Two measures, both from raw text through the pipeline: GAP (Webster et al. 2018: one ambiguous pronoun a snippet, two
names, F1 over the true pairs) and the pronoun links of UD English GUM's development documents (precision and recall).
The data is not shipped: ``--data DIR`` or the environment variable NEWSGRAPH_DATA names a folder with
``coref/gap-development.tsv.gz`` and ``coref/gum_dev.jsonl.gz``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from extractors.records import Article, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractors.mentions import Resolution

__all__ = ["GapScore", "LinkScore", "run", "score_gap", "score_links"]

_GENRES = ("news", "interview")
_FAMILIES = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), "first person"),
}


@dataclass(slots=True)
class GapScore:
    """Pairs of pronoun and name: rightly linked, wrongly linked, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """F1 over the true pairs."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class LinkScore:
    """Pronouns: linked to a phrase of their gold chain, linked elsewhere, and in a gold chain with a phrase at all."""

    right: int = 0
    wrong: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the gold pronouns that are rightly linked."""
        return self.right / max(1, self.gold)


def run(args: list[str]) -> int:
    """Measure and print.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 2 where the data or the pipeline is missing.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench coref", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("NEWSGRAPH_DATA"), metavar="DIR")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N snippets of GAP")
    options = parser.parse_args(args)
    if options.data is None:
        print("newsgraph bench coref: no data; give --data DIR or set NEWSGRAPH_DATA", file=sys.stderr)
        return 2
    folder = Path(options.data) / "coref"
    gap, gum = folder / "gap-development.tsv.gz", folder / "gum_dev.jsonl.gz"
    for path in (gap, gum):
        if not path.is_file():
            print(f"newsgraph bench coref: {path} is not there; --data names the folder above coref/", file=sys.stderr)
            return 2
    try:
        from extractors.annotate import load_pipeline

        nlp = load_pipeline(options.model)
    except NewsgraphError as error:
        print(f"newsgraph bench coref: {error}", file=sys.stderr)
        return 2
    for name, links in score_links(nlp, _documents(gum)).items():
        print(f"GUM dev {'+'.join(_GENRES)}, {name:12} precision {links.precision:.3f}  recall {links.recall:.3f}  "
              f"({links.right} right, {links.wrong} wrong, {links.gold} in gold)")  # fmt: skip
    scores = score_gap(nlp, islice(_snippets(gap), options.limit))
    for name, score in scores.items():
        print(f"GAP development, {name:9} F1 {100 * score.f1:.1f}  "
              f"({score.right} right, {score.wrong} wrong, {score.missed} missed)")  # fmt: skip
    return 0


def _snippets(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["genre"] in _GENRES:
                yield document


def _resolve(doc: Doc) -> Resolution:
    from extractors.mentions import resolve_mentions
    from extractors.times import find_times

    return resolve_mentions(doc, Article(id="snippet", source="", text=doc.text), find_times(doc, None))


def score_gap(nlp: Language, snippets: Iterable[dict[str, str]]) -> dict[str, GapScore]:
    """Score GAP snippets.

    Args:
        nlp: The pipeline.
        snippets: Rows of a GAP file.

    Returns:
        Scores for all, for feminine and for masculine pronouns.
    """
    scores = {"all": GapScore(), "feminine": GapScore(), "masculine": GapScore()}
    for doc, row in nlp.pipe(((row["Text"], row) for row in snippets), as_tuples=True, batch_size=64):
        mentions = _resolve(doc).mentions
        start = int(row["Pronoun-offset"])
        entity = next((m.entity for m in mentions if m.start == start and m.kind == "pronoun"), None)
        sex = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
        for name in ("A", "B"):
            linked = entity is not None and _names(mentions, entity, int(row[f"{name}-offset"]), len(row[name]))
            true = row[f"{name}-coref"].upper() == "TRUE"
            for score in (scores["all"], scores[sex]):
                score.right += linked and true
                score.wrong += linked and not true
                score.missed += true and not linked
    return scores


def _names(mentions: Iterable[Mention], entity: str, start: int, length: int) -> bool:
    return any(m.entity == entity and m.kind == "name" and m.start < start + length and start < m.end for m in mentions)


def score_links(nlp: Language, documents: Iterable[dict[str, Any]]) -> dict[str, LinkScore]:
    """Score pronoun links against gold chains.

    A link is right when the last name or nominal before the pronoun in its entity has the syntactic head of a phrase in
    the pronoun's gold chain.

    Args:
        nlp: The pipeline.
        documents: Records with ``text`` and ``clusters`` of [start, end, type, kind, link].

    Returns:
        Scores by family of pronouns, and for all.
    """
    scores = {name: LinkScore() for name in ("all", *dict.fromkeys(_FAMILIES.values()))}
    for doc, document in nlp.pipe(((d["text"], d) for d in documents), as_tuples=True, batch_size=4):
        chains = _gold_heads(doc, document["clusters"])
        resolution = _resolve(doc)
        heads = {id(mention): head for head, mention in resolution.by_head.items()}
        referring = {chain for token in chains if doc[token].pos_ in ("NOUN", "PROPN") for chain in chains[token]}
        for token, own in chains.items():
            family = _FAMILIES.get(doc[token].lower_)
            if family and referring & own:
                scores["all"].gold += 1
                scores[family].gold += 1
        for mention in resolution.mentions:
            family = _FAMILIES.get(mention.text.lower())
            if mention.kind != "pronoun" or family is None:
                continue
            others = [m for m in resolution.mentions if m.entity == mention.entity and m.kind != "pronoun"]
            before = [m for m in others if m.start < mention.start] or others
            gold = chains.get(heads.get(id(mention), -1), frozenset())
            right = bool(before) and bool(gold & chains.get(heads.get(id(before[-1]), -1), frozenset()))
            for score in (scores["all"], scores[family]):
                score.right += right
                score.wrong += not right
    return scores


def _gold_heads(doc: Doc, clusters: list[list[list[Any]]]) -> dict[int, frozenset[int]]:
    """Return the chains of the gold mentions by syntactic head; "Ann" and "Ann and I" share one."""
    from extractors.columns import columns_of

    columns = columns_of(doc)
    found: dict[int, set[int]] = {}
    for chain, mentions in enumerate(clusters):
        for start, end, *_ in mentions:
            head = columns.head_of(columns.token_at(start), columns.token_at(end - 1) + 1)
            found.setdefault(head, set()).add(chain)
    return {head: frozenset(chains) for head, chains in found.items()}
