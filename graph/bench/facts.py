"""``newsgraph bench facts``: surface triples on CaRB and BenchIE, documents of re3d, and the project's own gold.

The public sets are not part of this project: ``--data DIR`` or ``$NEWSGRAPH_DATA`` names the folder with ``facts/`` and
``re3d/``, and ``--scorers DIR`` that of their scorers (default: ``score`` beside it). Scorers are run as they are. The
floors: section ``[facts]`` of ``floors.toml``; the own gold has its own bench and floors, ``bench gold``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import NewsgraphError
from graph.bench.publicsets.folders import DATA, data_folder, scorer_folder

__all__ = ["FLOORS", "Figure", "SetUp", "failures", "measure", "own_gold", "run", "write_triples"]

FLOORS = Path(__file__).with_name("floors.toml")
TIME_LIMIT_S = 300
FOLDER = "facts"
RE3D_SCORER = "score_re3d.py"


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
    data, scorers = data_folder(options.data), scorer_folder(options.scorers, options.data)
    if scorers is None or data is None:
        print(
            f"newsgraph bench facts: expected the folder of the public sets (--data DIR, or ${DATA})", file=sys.stderr
        )
        return 2
    try:
        figures = measure(scorers, data, model=options.model, bootstrap=options.bootstrap)
        figures += own_gold(options.articles, options.gold, model=options.model, bootstrap=options.bootstrap)
    except (NewsgraphError, OSError, ValueError, subprocess.SubprocessError) as error:
        print(f"newsgraph bench facts: {error}", file=sys.stderr)
        return 2
    print(json.dumps(_as_json(figures), indent=1) if options.json else _as_text(figures))
    problems = failures(figures)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsgraph bench facts", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, metavar="DIR", help=f"folder with facts/ and re3d/ (default: ${DATA})")
    parser.add_argument("--scorers", type=Path, metavar="DIR", help="folder of the scorers (default: score beside it)")
    parser.add_argument("--articles", type=Path, default=Path("data/articles"), metavar="DIR")
    parser.add_argument("--gold", type=Path, default=Path("data/gold"), metavar="DIR")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--bootstrap", type=int, default=200, metavar="N", help="rounds of the intervals, 0 for none")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def measure(scorers: Path, data: Path, *, model: str | None = None, bootstrap: int = 0) -> list[Figure]:
    """Extract triples from the sets' sentences and let the scorers judge them.

    Args:
        scorers: The folder of the scorers.
        data: The folder with ``facts/`` and ``re3d/``.
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
            write_triples(nlp, data / FOLDER / one.sentences, system)
            for part, only in (("all", None), *one.parts):
                command = [str(scorers / one.scorer), str(data / FOLDER / one.gold), str(system), "--json"]
                command += ["--only", str(data / FOLDER / only)] if only else []
                command += ["--bootstrap", str(bootstrap)] if bootstrap else []
                figures.append(_figure(f"{one.name}.{part}", _score(command)))
    return [*figures, *_re3d(nlp, scorers / RE3D_SCORER, data / "re3d", bootstrap)]


def own_gold(articles: Path, gold: Path, *, model: str | None = None, bootstrap: int = 0) -> list[Figure]:
    """Return the figures of facts on the project's own gold, of tune and held-out articles.

    Raises:
        NewsgraphError: articles or gold cannot be read.
    """
    from graph.bench.gold import measure as measure_gold
    from graph.bench.gold import report

    figures = []
    for split, row in report(measure_gold(articles, gold, model=model), bootstrap=bootstrap).items():
        between = row.get("f1_interval")
        pair = (between[0], between[1]) if isinstance(between, list) else None
        precision, recall, f1 = (float(str(row[name])) for name in ("precision", "recall", "f1"))
        figures.append(Figure(f"gold.{split}", precision, recall, f1, pair))
    return figures


def _re3d(nlp: Any, scorer: Path, root: Path, bootstrap: int) -> Iterator[Figure]:
    from graph.bench.publicsets.re3d import count_documents, interval, names_figure, pairs_figure

    counts = count_documents(nlp, scorer, root)
    for name, figure in (("pairs", pairs_figure), ("names", names_figure)):
        between = interval(counts, figure, rounds=bootstrap) if bootstrap else None
        yield Figure(f"re3d.{name}", *figure(counts), between)


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
            yield data / FOLDER / name
    yield scorers / RE3D_SCORER


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
