"""``newsgraph bench times``: time expressions against the dates that GUM's editors wrote out.

UD English GUM marks explicit and relative dates with their value (``<date when="2009-05-08">``, ``from``/``to``, TEI).
Each document is annotated from raw text with its own date of creation, and every marked date compared with the
expression of ours that covers it. What GUM does not mark ("recently", most relative dates) is not judged. The treebank
is not shipped: ``--data DIR`` or NEWSGRAPH_DATA names a folder with ``treebanks/gum/*.conllu.gz``. The floors: section
``[times]`` of ``floors.toml``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import NewsgraphError

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.times import TimeExpression

__all__ = ["FLOORS", "MarkedDate", "MarkedText", "TimeScore", "read_marked", "run", "same_time", "score_texts"]

FLOORS = Path(__file__).with_name("floors.toml")
_FILES = ("dev.conllu.gz", "test.conllu.gz", "train.conllu.gz")
_TAG = re.compile(r"<(/?)date\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+):::"([^"]*)"')


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """Characters of a text with the value an editor gave: a date, month or year, or two of them with a slash."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class MarkedText:
    """One document: its text, its own date, the dates marked in it."""

    name: str
    created: str | None = None
    text: str = ""
    dates: list[MarkedDate] = field(default_factory=list)


@dataclass(slots=True)
class TimeScore:
    """Marked dates: found with the same value, with another one, found without a value or not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def __iadd__(self, other: TimeScore) -> TimeScore:
        """Add the counts of another."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.errors += other.errors
        return self

    @property
    def precision(self) -> float:
        """Share of the values given that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the marked dates with the right value."""
        return self.right / max(1, self.right + self.wrong + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean: the value F1 of TempEval-3, over the marked dates."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def run(args: list[str]) -> int:
    """Measure and print.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where a figure is under its floor; 2 where the data or the pipeline is missing.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench times", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("NEWSGRAPH_DATA"), metavar="DIR")
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="list what was missed or given another value")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    if options.data is None:
        print("newsgraph bench times: no data; give --data DIR or set NEWSGRAPH_DATA", file=sys.stderr)
        return 2
    folder = Path(options.data) / "treebanks" / "gum"
    if not folder.is_dir():
        print(f"newsgraph bench times: {folder} is not there; --data names the folder above it", file=sys.stderr)
        return 2
    try:
        from extractors.annotate import load_pipeline

        nlp = load_pipeline(options.model)
    except NewsgraphError as error:
        print(f"newsgraph bench times: {error}", file=sys.stderr)
        return 2
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("times", {})
    totals = {"all": TimeScore(), "news": TimeScore()}
    for name in _FILES:
        if not (folder / name).is_file():
            continue
        with gzip.open(folder / name, "rt", encoding="utf-8") as source:
            genres = score_texts(nlp, read_marked(source))
        part = totals.setdefault(name.split(".")[0], TimeScore())
        for genre, score in genres.items():
            part += score
            totals["all"] += score
            if genre == "news":
                totals["news"] += score
    status = 0
    if options.json:
        print(json.dumps({name: _figures(score) for name, score in totals.items()}, indent=1))
    for name, score in totals.items():
        if not options.json:
            print(f"GUM {name:5}  value F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  "
                  f"({score.right} right, {score.wrong} wrong, {score.missed} missed)")  # fmt: skip
        if name in floors and score.f1 < floors[name]:
            print(f"times: {name} is {score.f1:.3f}, its floor is {floors[name]}", file=sys.stderr)
            status = 1
    if options.errors is not None:
        options.errors.write_text("".join(f"{line}\n" for line in totals["all"].errors), encoding="utf-8")
    return status


def _figures(score: TimeScore) -> dict[str, float]:
    return {
        "f1": round(score.f1, 4), "precision": round(score.precision, 4), "recall": round(score.recall, 4),
        "right": score.right, "wrong": score.wrong, "missed": score.missed,
    }  # fmt: skip


def read_marked(lines: Iterable[str]) -> Iterator[MarkedText]:
    """Yield the documents of a CoNLL-U file with their marked dates.

    Args:
        lines: The file; ``XML=`` in the last column holds the tags, ``# meta::dateCreated`` the document's date.

    Yields:
        Documents that mark at least one date.
    """
    document = MarkedText("")
    fresh = True
    inside = 0  # last member of a multiword token that has been read
    open_at: tuple[int, str | None] | None = None
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("# newdoc id"):
            if document.dates:
                yield document
            document, open_at = MarkedText(line.partition("=")[2].strip()), None
        elif line.startswith("# meta::dateCreated"):
            document.created = line.partition("=")[2].strip() or None
        elif line.startswith("# newpar"):
            document.text = document.text.rstrip() + ("\n" if document.text else "")
        elif line.startswith("# sent_id"):
            inside = 0
            fresh = True
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if "." in columns[0]:
                continue
            first, _, last = columns[0].partition("-")
            covered = int(first) <= inside and not last
            start = len(document.text)
            if not covered:
                document.text += columns[1]
                inside = int(last) if last else inside
            misc = columns[9]
            for closing, attributes in _TAG.findall(misc):
                if closing and open_at is not None:
                    if open_at[1] is not None:
                        document.dates.append(MarkedDate(open_at[0], len(document.text.rstrip()), open_at[1]))
                    open_at = None
                elif not closing:
                    open_at = (start, _value(dict(_ATTRIBUTE.findall(attributes))))
            if not covered and "SpaceAfter=No" not in misc:
                document.text += " "
            fresh = False
    if document.dates and not fresh:
        yield document


def _value(attributes: dict[str, str]) -> str | None:
    """Return the value of a TEI date; None for one without (only ``notBefore`` and the like)."""
    if "when" in attributes:
        return attributes["when"]
    if "from" in attributes and "to" in attributes:
        return f"{attributes['from']}/{attributes['to']}"
    return None


def score_texts(nlp: Language, texts: Iterable[MarkedText]) -> dict[str, TimeScore]:
    """Compare the times found in documents with those marked.

    Args:
        nlp: The pipeline.
        texts: Documents.

    Returns:
        The counts by genre (``GUM_news_...``), with one line for each date that was not right.
    """
    from extractors.times import find_times

    scores: dict[str, TimeScore] = {}
    for doc, marked in nlp.pipe(((t.text, t) for t in texts), as_tuples=True, batch_size=8):
        spans = [
            (doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1]), e) for e in find_times(doc, marked.created)
        ]
        genre = [*marked.name.split("_"), "", ""][1]
        score = scores.setdefault(genre, TimeScore())
        for wanted in marked.dates:
            over = [e for start, end, e in spans if start < wanted.end and wanted.start < end]
            given = [e for e in over if e.value is not None]
            if any(same_time(wanted.value, e) for e in given):
                score.right += 1
                continue
            if given:
                score.wrong += 1
            else:
                score.missed += 1
            words = marked.text[wanted.start : wanted.end]
            context = marked.text[max(0, wanted.start - 50) : wanted.end + 30].replace("\n", " ")
            got = "; ".join(f"{e.text} = {e.value}" for e in over) or "-"
            score.errors.append(f"{marked.name}\t{words}\t{wanted.value}\t{got}\t{context}")
    return scores


def same_time(value: str, found: TimeExpression) -> bool:
    """Say whether an editor's value and ours cover the same days.

    "--09" leaves the year open; "since 2021" marks 2021; a week may start on Sunday or Monday, a century with the year
    00 or 01; "between 1803 and 1805" is one expression of ours and two of the editor's.

    Args:
        value: The editor's value.
        found: Our expression, which has a value.
    """
    ours = (found.value or "").removeprefix("../").removesuffix("/..")
    if value == ours:
        return True
    if value.startswith("--"):
        return any(side[4:] == value[1:] for side in ours.split("/"))
    wanted, given = _days(value), _days(ours)
    if wanted is None or given is None:
        return False
    length = (wanted[1] - wanted[0]).days
    slack = 366 if length > 36_000 else 1 if 5 <= length <= 8 else 0
    if all(abs((one - other).days) <= slack for one, other in zip(wanted, given, strict=True)):
        return True
    return "/" not in value and "/" in ours and any(_days(side) == wanted for side in ours.split("/"))


def _days(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date, month, year or interval; None for other values."""
    first, _, last = value.partition("/")
    ends = []
    for text, late in ((first, False), (last or first, True)):
        parts = text.partition("T")[0].split("-")
        if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4 or int(parts[0]) == 0 or len(parts) > 3:
            return None
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12 if late else 1
        try:
            day = int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1] if late else 1
            ends.append(date(year, month, day))
        except ValueError:
            return None
    return ends[0], ends[1]
