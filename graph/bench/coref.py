"""``newsgraph bench coref``: how well names, nominals and pronouns of one article find each other.

All from raw text through the pipeline: GAP development (F1 over pairs of pronoun and name, cross-validated), the
development documents of UD English GUM (links of pronouns; CoNLL F1 of whole partitions), and the pronouns and
nominals of the project's own gold. GAP and GUM are not shipped: ``--data DIR`` or the environment variable
NEWSGRAPH_DATA names a folder with ``coref/gap-development.tsv.gz``, ``coref/gum_train.jsonl.gz`` and
``coref/gum_dev.jsonl.gz``. The floors: section ``[coref]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import gzip
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from graph.bench.coreference.gum import GENRES, GumScore, score_documents

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["FLOORS", "failures", "run"]

FLOORS = Path(__file__).with_name("floors.toml")
_FILES = ("gap-development.tsv.gz", "gum_train.jsonl.gz", "gum_dev.jsonl.gz")


def run(args: list[str]) -> int:
    """Measure and print.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is under its floor; 2 where the data or the pipeline is missing.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench coref", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("NEWSGRAPH_DATA"), metavar="DIR")
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N snippets of GAP; no floors")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, the tables to standard error")
    options = parser.parse_args(args)
    if options.data is None:
        print("newsgraph bench coref: no data; give --data DIR or set NEWSGRAPH_DATA", file=sys.stderr)
        return 2
    folder = Path(options.data) / "coref"
    for name in _FILES:
        if not (folder / name).is_file():
            print(
                f"newsgraph bench coref: {folder / name} is not there; --data names the folder above coref/",
                file=sys.stderr,
            )
            return 2
    try:
        from extractors.annotate import load_pipeline

        nlp = load_pipeline(options.model)
        with contextlib.redirect_stdout(sys.stderr) if options.json else contextlib.nullcontext():
            figures = _own_gold(options.articles, options.gold, options.model)
            figures |= _gum(nlp, folder) | _gap(nlp, folder, options.limit)
    except (NewsgraphError, OSError) as error:
        print(f"newsgraph bench coref: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(figures, indent=1))
    if options.limit is not None:
        return 0
    problems = failures(figures)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def failures(figures: Mapping[str, float], *, floors: Path = FLOORS) -> list[str]:
    """Return one line for each pinned floor that is not reached."""
    pinned = tomllib.loads(floors.read_text(encoding="utf-8")).get("coref", {})
    return [
        f"coref: {name} is {figures.get(name)}, its floor is {floor}"
        for name, floor in pinned.items()
        if figures.get(name, 0.0) < floor
    ]


def _own_gold(articles: Path, gold: Path, model: str | None) -> dict[str, float]:
    """Print the figures of the own gold; nothing where there is none at the place named."""
    from graph.bench.gold import measure
    from graph.bench.goldstandard.scoring import total_mentions

    if not gold.is_dir() or not articles.is_dir():
        print(f"own gold: not measured, {gold} or {articles} is not there")
        return {}
    scores = measure(articles, gold, model=model)
    found: dict[str, float] = {}
    for split in ("tune", "held_out", "all"):
        totals = total_mentions([s for s in scores if split in ("all", s.split)])
        print(f"own gold, {split:9} pronouns precision {totals['pronoun_precision']:.3f}  "
              f"recall {totals['pronoun_recall']:.3f}   nominals precision {totals['nominal_precision']:.3f}  "
              f"recall {totals['nominal_recall']:.3f}   typed names F1 {totals['typed_f1']:.3f}   "
              f"B-cubed {totals['b_cubed']:.3f}")  # fmt: skip
        found |= {f"{split}_{name}": value for name, value in totals.items()}
    return found


def _gum(nlp: Language, folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    total: GumScore | None = None
    for genres in ((GENRES[0],), (GENRES[1],), GENRES):
        title = f"GUM dev {'+'.join(genres)}"
        total = score_documents(nlp, _documents(folder / "gum_dev.jsonl.gz", genres))
        for by in ("heads", "spans"):
            parts = "  ".join(f"{name} {100 * sums.f1:.1f}" for name, sums in getattr(total, by).items())
            found[f"gum_{'_'.join(genres)}_conll_by_{by}"] = total.conll(by)
            print(f"{title}, CoNLL F1 {100 * total.conll(by):.1f} (mentions matched by {by}: {parts})")
    if total is not None:
        for name, links in total.links.items():
            found |= {f"gum_{name}_precision": links.precision, f"gum_{name}_recall": links.recall}
            print(f"GUM dev {'+'.join(GENRES)}, {name:12} precision {links.precision:.3f}  recall {links.recall:.3f}  "
                  f"({links.right} right, {links.wrong} wrong, {links.gold} in gold)")  # fmt: skip
        found["gum_conll"] = total.conll()
        found["gum_conll_spans"] = total.conll("spans")
        found["gum_pronoun_precision"] = total.links["all"].precision
    return found


def _gap(nlp: Language, folder: Path, limit: int | None) -> dict[str, float]:
    from extractors.training.antecedents import gum_cases
    from graph.bench.coreference.gap import FOLDS, annotated, cross_validated, score

    with gzip.open(folder / "gum_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        cases = gum_cases(nlp, map(json.loads, lines))
    with gzip.open(folder / "gap-development.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[:limit]
    snippets = annotated(nlp, rows)
    scores = cross_validated(snippets, cases)
    for name, counts in scores.items():
        print(f"GAP development, {name:9} F1 {100 * counts.f1:.1f} out of sample ({FOLDS} folds)  "
              f"({counts.right} right, {counts.wrong} wrong, {counts.missed} missed)")  # fmt: skip
    shipped = score(snippets)["all"].f1
    print(f"GAP development, all       F1 {100 * shipped:.1f} with the weights that ship (in sample)")
    return {"gap_f1": scores["all"].f1, "gap_f1_in_sample": shipped}


def _documents(path: Path, genres: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["genre"] in genres:
                yield document
