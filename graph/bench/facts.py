"""``newsgraph bench facts``: surface triples against the public sets CaRB and BenchIE.

The scorers and the sets are not part of this project: they are read from a folder given by an option or by
``$NEWSGRAPH_SHARED`` (``score/score_carb.py``, ``score/score_benchie.py``, ``data/facts/``) and run as they are, one
process each. The floors: section ``[facts]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import NewsgraphError

__all__ = ["FLOORS", "Figure", "SetUp", "failures", "measure", "run", "write_triples"]

FLOORS = Path(__file__).with_name("floors.toml")
SHARED = "NEWSGRAPH_SHARED"
TIME_LIMIT_S = 300


@dataclass(frozen=True, slots=True)
class SetUp:
    """One public set: its scorer, gold, sentences, and the lists of sentences it is split by."""

    name: str
    scorer: str
    gold: str
    sentences: str
    parts: tuple[tuple[str, str], ...]


SETS = (
    SetUp(
        "carb",
        "score_carb.py",
        "carb_dev_gold.tsv",
        "carb_dev_sentences.txt",
        (("news", "carb_dev_news.txt"), ("wiki", "carb_dev_wiki.txt")),
    ),
    SetUp(
        "benchie",
        "score_benchie.py",
        "benchie_dev_gold.txt",
        "benchie_dev_sentences.txt",
        (("news", "benchie_dev_news.txt"),),
    ),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 on one set or a part of it, with the 95 % interval of F1 where it was asked for."""

    name: str
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None = None


def run(args: list[str]) -> int:
    """Score our triples and print the table.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is under its pinned floor; 2 where scorers or sets are missing or fail.
    """
    options = _parser().parse_args(args)
    root = os.environ.get(SHARED)
    scorers = options.scorers or (Path(root, "score") if root else None)
    data = options.data or (Path(root, "data", "facts") if root else None)
    if scorers is None or data is None:
        expected = "the folders of the scorers (--scorers DIR) and of the sets (--data DIR)"
        print(f"bench facts: expected {expected}, or the folder of both in ${SHARED}", file=sys.stderr)
        return 2
    try:
        figures = measure(scorers, data, model=options.model, bootstrap=options.bootstrap)
    except (NewsgraphError, OSError, ValueError, subprocess.SubprocessError) as error:
        print(f"bench facts: {error}", file=sys.stderr)
        return 2
    print(json.dumps(_as_json(figures), indent=1) if options.json else _as_text(figures))
    problems = failures(figures)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsgraph bench facts", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scorers", type=Path, metavar="DIR", help="folder with score_carb.py and score_benchie.py")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder with gold files and sentence lists")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N", help="rounds of the intervals, 0 for none")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def measure(scorers: Path, data: Path, *, model: str | None = None, bootstrap: int = 0) -> list[Figure]:
    """Extract triples from the sets' sentences and let the scorers judge them.

    Args:
        scorers: The folder of the scorers.
        data: The folder of gold and sentences.
        model: Another spaCy pipeline than the embedded one.
        bootstrap: Rounds of the intervals, 0 for none.

    Returns:
        One figure per set and part of a set.

    Raises:
        NewsgraphError: a scorer or file is missing, or a scorer fails.
    """
    for needed in _needed(scorers, data):
        if not needed.is_file():
            raise NewsgraphError(f"{needed}: expected a file of the public sets, found none; see --help")
    from extractors.annotate import load_pipeline

    nlp = load_pipeline(model)
    figures = []
    with tempfile.TemporaryDirectory(prefix="newsgraph-bench-") as folder:
        for one in SETS:
            system = Path(folder, f"{one.name}.jsonl")
            write_triples(nlp, data / one.sentences, system)
            for part, only in (("all", None), *one.parts):
                command = [str(scorers / one.scorer), str(data / one.gold), str(system), "--json"]
                command += ["--only", str(data / only)] if only else []
                command += ["--bootstrap", str(bootstrap)] if bootstrap else []
                figures.append(_figure(f"{one.name}.{part}", _score(command)))
    return figures


def write_triples(nlp: Any, sentences: Path, system: Path) -> None:
    """Write what ``newsgraph extract --pretokenized --triples`` prints for a file of sentences."""
    from extractors.annotate import annotate_pretokenized
    from extractors.facts import surface_triples

    lines = sentences.read_text(encoding="utf-8").splitlines()
    with system.open("w", encoding="utf-8") as out:
        for sentence, triples in surface_triples(annotate_pretokenized(nlp, lines)):
            out.write(json.dumps({"sentence": sentence, "triples": triples}, ensure_ascii=False) + "\n")


def failures(figures: list[Figure], *, floors: Path = FLOORS) -> list[str]:
    """Return one line for each F1 under its pinned floor."""
    pinned: Mapping[str, float] = tomllib.loads(floors.read_text(encoding="utf-8")).get("facts", {})
    by_name = {figure.name.replace(".", "_"): figure.f1 for figure in figures}
    problems = []
    for name, floor in pinned.items():
        value = by_name.get(name)
        if value is None or value < floor:
            shown = "was not measured" if value is None else f"is {value:.3f}"
            problems.append(f"facts: F1 of {name} {shown}, its floor is {floor}")
    return problems


def _needed(scorers: Path, data: Path) -> Iterator[Path]:
    for one in SETS:
        yield scorers / one.scorer
        for name in (one.gold, one.sentences, *(only for _, only in one.parts)):
            yield data / name


def _score(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - the scorer is the one the user names
        [sys.executable, *command], capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise NewsgraphError(f"{command[0]}: the scorer ended with status {done.returncode}: {last}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _figure(name: str, result: Mapping[str, Any]) -> Figure:
    """Read either scorer's JSON: CaRB gives ``all``: [P, R, F1], BenchIE ``precision``, ``recall``, ``f1``."""
    if "all" in result:
        precision, recall, f1 = result["all"]
    else:
        precision, recall, f1 = result["precision"], result["recall"], result["f1"]
    interval = result.get("f1_all_95ci") or result.get("f1_95ci")
    return Figure(name, precision, recall, f1, (interval[0], interval[1]) if interval else None)


def _as_json(figures: list[Figure]) -> dict[str, dict[str, object]]:
    return {
        f.name: {"precision": f.precision, "recall": f.recall, "f1": f.f1, "f1_interval": f.interval} for f in figures
    }


def _as_text(figures: list[Figure]) -> str:
    lines = [f"{'set':16}{'P':>8}{'R':>8}{'F1':>8}"]
    for f in figures:
        interval = f"  ({f.interval[0]:.3f}-{f.interval[1]:.3f})" if f.interval else ""
        lines.append(f"{f.name:16}{f.precision:8.3f}{f.recall:8.3f}{f.f1:8.3f}{interval}")
    return "\n".join(lines)
