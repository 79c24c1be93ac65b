"""``newsgraph bench annotator``: the language pipeline against treebanks and marked names, from raw text.

The measures: :mod:`graph.bench.annotation.treebank` and :mod:`graph.bench.annotation.names`. The floors: section
``[annotator]`` of ``floors.toml``, one table a file, named by the file and its folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NewsgraphError
from graph.bench.annotation import names, treebank

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["FLOORS", "Figures", "failures", "machine", "measure_names", "measure_treebank", "run"]

FLOORS = Path(__file__).with_name("floors.toml")
DATA = "NEWSGRAPH_DATA"
TREEBANKS = ("treebanks/ewt/test.conllu.gz", "treebanks/gum/test.conllu.gz")
ENTITIES = (
    "entities/test/newswire_third.jsonl.gz",
    "entities/test/gum_test.jsonl.gz",
    "entities/test/uner_ewt_test.jsonl.gz",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one file gave: F1 in per cent by layer or type, and the file's name, size and digest."""

    file: str
    sha256: str
    size: int
    unit: str
    values: dict[str, float]
    words_per_second: int


def run(args: list[str]) -> int:
    """Measure and print a table.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is under its pinned floor; 2 where there is nothing to measure or a file cannot be read.
    """
    options = _parser().parse_args(args)
    root = os.environ.get(DATA)
    trees, marked = list(options.treebank), list(options.entities)
    if not trees and not marked and root:
        trees, marked = [Path(root, name) for name in TREEBANKS], [Path(root, name) for name in ENTITIES]
    if not trees and not marked:
        expected = "a CoNLL-U treebank (--treebank FILE) or JSON Lines with marked names (--entities FILE)"
        print(f"newsgraph bench annotator: expected {expected}, or the folder of both in ${DATA}", file=sys.stderr)
        return 2
    from extractors.annotate import load_pipeline

    try:
        nlp = load_pipeline(options.model)
        figures = [measure_treebank(nlp, path, options.limit) for path in trees]
        figures += [measure_names(nlp, path, options.limit) for path in marked]
    except (NewsgraphError, OSError, ValueError, KeyError) as error:
        print(f"newsgraph bench annotator: {error}", file=sys.stderr)
        return 2
    below = failures(figures, _floors()) if options.limit is None and options.model is None else []
    about = {"model": options.model or "embedded", "date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine()}
    if options.json:
        print(json.dumps(about | {"figures": [asdict(figure) for figure in figures], "below": below}, indent=2))
    else:
        _print(figures, about)
    for line in below:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if below else 0


def measure_treebank(nlp: Language, path: Path, limit: int | None = None) -> Figures:
    """Annotate a treebank's texts and compare.

    Args:
        nlp: The pipeline.
        path: A CoNLL-U file.
        limit: Only so many texts, for a quick look.

    Returns:
        Its figures.
    """
    texts = list(islice(treebank.read_treebank(path), limit))
    counts: Counter[str] = Counter()
    began = time.process_time()
    for doc, gold in zip(nlp.pipe([text.text for text in texts], batch_size=32), texts, strict=True):
        counts += treebank.compare(doc, gold)
    took = time.process_time() - began
    return _figures(path, counts["words"], "words", treebank.agreement(counts), counts["words"], took)


def measure_names(nlp: Language, path: Path, limit: int | None = None) -> Figures:
    """Annotate the texts of a file of marked names and compare.

    Args:
        nlp: The pipeline.
        path: A JSON Lines file.
        limit: Only so many texts, for a quick look.

    Returns:
        Its figures.
    """
    texts = list(islice(names.read_names(path), limit))
    counts: Counter[tuple[str, str]] = Counter()
    words = 0
    began = time.process_time()
    for doc, gold in zip(nlp.pipe([text.text for text in texts], batch_size=64), texts, strict=True):
        counts += names.compare(doc, gold)
        words += len(doc)
    took = time.process_time() - began
    return _figures(path, len(texts), "texts", names.agreement(counts), words, took)


def failures(figures: Sequence[Figures], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for every figure under its floor.

    Args:
        figures: What was measured.
        floors: By file, the least of each layer or type; ``sha256``, where given, says of which file, and other files
            of that name have no floors.

    Returns:
        Lines such as "ewt/test.conllu.gz LAS 85.2 < 86.0".
    """
    lines = []
    for figure in figures:
        pinned = floors.get(figure.file, {})
        if not figure.sha256.startswith(str(pinned.get("sha256", ""))):
            continue
        for name, least in pinned.items():
            if name != "sha256" and figure.values.get(name, 0.0) < least:
                lines.append(f"{figure.file} {name} {figure.values.get(name, 0.0)} < {least}")
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsgraph bench annotator",
        description=(__doc__ or "").splitlines()[0],
        epilog=f"Without files: {', '.join(TREEBANKS + ENTITIES)} in the folder that ${DATA} names.",
    )
    parser.add_argument("--treebank", nargs="+", default=[], type=Path, metavar="FILE", help="CoNLL-U, plain or .gz")
    parser.add_argument(
        "--entities", nargs="+", default=[], type=Path, metavar="FILE", help="JSON Lines with spans, plain or .gz"
    )
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline; it is held to no floors")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts of each file; held to no floors")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _floors() -> dict[str, dict[str, float]]:
    if not FLOORS.is_file():
        return {}
    section: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("annotator", {})
    return section


def _figures(path: Path, size: int, unit: str, values: dict[str, float], words: int, took: float) -> Figures:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    name = f"{path.resolve().parent.name}/{path.name}"
    return Figures(name, digest, size, unit, values, round(words / max(took, 1e-9)))


def machine() -> str:
    """Return the processor, its cores and the version of Python."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _print(figures: Sequence[Figures], about: Mapping[str, str]) -> None:
    print(f"{about['model']} pipeline, {about['date']}, {about['machine']}")
    print("F1 in per cent, from raw text; words a second of CPU time, one thread")
    before: tuple[str, ...] = ()
    for figure in figures:
        columns = tuple(figure.values)
        if columns != before:
            print(
                f"\n{'file':32} {'sha256':12} {'size':>12} "
                + " ".join(f"{c:>{max(7, len(c))}}" for c in columns)
                + "  words/s"
            )
            before = columns
        values = " ".join(f"{value:>{max(7, len(name))}.2f}" for name, value in figure.values.items())
        size = f"{figure.size} {figure.unit}"
        print(f"{figure.file:32} {figure.sha256:12} {size:>12} {values} {figure.words_per_second:>8}")
