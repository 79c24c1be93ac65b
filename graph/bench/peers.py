"""``newsgraph bench peers``: what a user could take instead, on the same articles, judged by the same gold."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.records import Argument, Article, Extraction, Fact, Reference, Relation, Sentence, stable_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.bench.contenders.reading import Triple
    from graph.bench.goldstandard.records import GoldArticle

__all__ = ["record_of_triples", "run"]

DATA = Path(__file__).resolve().parents[2] / "data"


def run(args: list[str]) -> int:
    """Run the bench.

    Args:
        args: The command line after ``bench peers``.

    Returns:
        0, or 2 where articles and gold cannot be read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench peers", description=__doc__)
    parser.add_argument("--articles", metavar="DIR", type=Path, default=DATA / "articles")
    parser.add_argument("--gold", metavar="DIR", type=Path, default=DATA / "gold")
    parser.add_argument("--split", choices=("tune", "held_out", "all"), default="held_out", help="default: held_out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    from extractors.errors import NewsgraphError
    from graph.bench.goldstandard.records import GoldError

    try:
        rows = measure(options.articles, options.gold, options.split)
    except (GoldError, NewsgraphError, OSError) as error:
        print(f"newsgraph bench peers: {error}", file=sys.stderr)
        return 2
    print(json.dumps(rows, indent=1) if options.json else _as_text(rows, options.split))
    return 0


def measure(articles: Path, gold: Path, split: str) -> list[dict[str, Any]]:
    """Return one row a tool: facts, judged precision, weighted recall, seconds beyond the parse.

    All read the same Docs of the embedded pipeline, with the labels that each was written for. Their triples are
    judged as ours are: a fact is right if a careful reader noted it, whole or in part; speakers, negation, modality,
    time and place are not asked of them.

    Args:
        articles: The folder of articles.
        gold: The folder of gold files.
        split: Which gold articles.

    Returns:
        The rows; a tool that is not installed has no figures.
    """
    from extractors.annotate import load_pipeline
    from extractors.pipeline import extract_doc
    from extractors.read import read_articles
    from graph.bench.contenders.reading import CONTENDERS
    from graph.bench.goldstandard.records import GoldError, load_gold
    from graph.bench.goldstandard.scoring import pair

    read = [item for item in read_articles([str(articles)]) if isinstance(item, Article)]
    pairs = [(wanted, article) for wanted, article in pair(load_gold(gold), read) if split in ("all", wanted.split)]
    if not pairs:
        raise GoldError(f"{gold}: expected gold files (*.json) of this split, found none")
    nlp = load_pipeline()
    started = time.process_time()
    docs = list(nlp.pipe(article.text for _, article in pairs))
    parsing = time.process_time() - started
    extract_doc(docs[0], pairs[0][1])  # what is loaded at the first article is not counted, here and below
    started = time.process_time()
    ours = [extract_doc(doc, article) for doc, (_, article) in zip(docs, pairs, strict=True)]
    taken = time.process_time() - started
    rows = [_row("newsgraph", _version("newsgraph"), [gold for gold, _ in pairs], ours, taken, parsing)]
    for contender in CONTENDERS:
        if importlib.util.find_spec(contender.package) is None:
            rows.append({"tool": contender.name, "version": None})
            continue
        list(contender.read(docs[0], nlp))
        started = time.process_time()
        found = [list(contender.read(doc, nlp)) for doc in docs]
        taken = time.process_time() - started
        records = [record_of_triples(a, d, t) for (_, a), d, t in zip(pairs, docs, found, strict=True)]
        version = _version(contender.package.replace("_", "-"))
        rows.append(_row(contender.name, version, [gold for gold, _ in pairs], records, taken, parsing))
    return rows


def record_of_triples(article: Article, doc: Doc, triples: Iterable[Triple]) -> Extraction:
    """Return triples as a record, so that they can be judged as ours are; equal triples count once."""
    sentences = tuple(Sentence(s.start_char, s.end_char) for s in doc.sents)
    facts: dict[str, Fact] = {}
    for triple in triples:
        subject, relation, target = triple.subject, triple.relation, triple.object
        name = stable_id(str(subject), str(relation), triple.label, str(target))
        place = next((i for i, s in enumerate(sentences) if s.start <= relation[0] < s.end), 0)
        facts[name] = Fact(
            id=name,
            sentence=place,
            extractor="peer",
            confidence=1.0,
            subject=Reference(article.text[slice(*subject)], *subject),
            relation=Relation(article.text[slice(*relation)], triple.label, *relation),
            object=None if target is None else Argument(article.text[slice(*target)], *target),
        )
    return Extraction(article, sentences, (), (), tuple(facts.values()))


def _row(
    name: str, version: str, gold: Sequence[GoldArticle], records: Sequence[Extraction], taken: float, parsing: float
) -> dict[str, Any]:
    from graph.bench.goldstandard.scoring import figures, score_article

    scores = [score_article(wanted, record) for wanted, record in zip(gold, records, strict=True)]
    judged = figures([sentence for score in scores for sentence in score.sentences])
    return {
        "tool": name,
        "version": version,
        "facts": sum(len(record.facts) for record in records),
        "precision": round(judged["precision"], 3),
        "recall": round(judged["recall"], 3),
        "f1": round(judged["f1"], 3),
        "seconds": round(taken, 3),
        "of_parsing": round(taken / parsing, 2),
    }


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def _as_text(rows: Sequence[dict[str, Any]], split: str) -> str:
    lines = [
        f"gold articles: {split}; the same parse for all; CPU seconds beyond parsing, and as a multiple of it",
        f"{'tool':36}{'version':>10}{'facts':>8}{'precision':>11}{'recall':>9}{'F1':>7}{'seconds':>9}{'x parse':>9}",
    ]
    for row in rows:
        if row["version"] is None:
            lines.append(f"{row['tool']:36}{'not installed':>24}")
            continue
        lines.append(
            f"{row['tool']:36}{row['version']:>10}{row['facts']:>8}{row['precision']:>11.3f}{row['recall']:>9.3f}"
            f"{row['f1']:>7.3f}{row['seconds']:>9.2f}{row['of_parsing']:>9.2f}"
        )
    return "\n".join(lines)
