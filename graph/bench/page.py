"""``newsgraph bench page``: write the pages that show figures from what ``newsgraph bench record`` kept.

``docs/quality.md`` is ``docs/quality.md.j2`` (Jinja) with the figures filled in. In the README a figure stands between
comments, ``<!--= share(gold.held_out.recall) -->.95<!--/-->``; what is between them is replaced.
A mark has no ``|``, which would part the cells of a table.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from graph.bench.record import FILE, read_records

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["TITLES", "filled", "rendered", "run"]

PAGE, README = Path("docs/quality.md"), Path("README.md")
FLOORS = Path(__file__).with_name("floors.toml")
TITLES = {
    "ewt/test.conllu.gz": "UD English EWT 2.16 test",
    "gum/test.conllu.gz": "UD English GUM 2.16 test (open genres)",
    "test/newswire_third.jsonl.gz": "newswire, a third",
    "test/gum_test.jsonl.gz": "GUM names test",
    "test/uner_ewt_test.jsonl.gz": "UNER EWT test",
}
"""What the files of ``bench annotator`` are."""

_MARK = re.compile(r"(<!--= *(.+?) *-->).*?(<!--/-->)", re.S)


def run(args: list[str]) -> int:
    """Write the pages, or see whether they are as they should be.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where ``--check`` finds a page that is not; 2 where there is no record of a figure.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench page", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=Path, default=FILE, metavar="FILE", help=f"what was measured ({FILE})")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page would change")
    options = parser.parse_args(args)
    try:
        records = read_records(options.records)
        pages = {
            PAGE: rendered(PAGE.with_suffix(".md.j2").read_text(encoding="utf-8"), records),
            README: filled(README.read_text(encoding="utf-8"), records),
        }
    except (NewsgraphError, OSError) as error:
        print(f"newsgraph bench page: {error}", file=sys.stderr)
        return 2
    changed = [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        if options.check:
            print(f"newsgraph bench page: {path} is not what was measured; run newsgraph bench page", file=sys.stderr)
        else:
            path.write_text(pages[path], encoding="utf-8")
            print(f"{path} written")
    return 1 if options.check and changed else 0


def rendered(template: str, records: Mapping[str, Any]) -> str:
    """Return a template with its figures.

    Args:
        template: Jinja; each bench is a variable with its figures, ``records`` holds all that is known of them.
        records: By bench, as ``newsgraph bench record`` keeps them.

    Raises:
        NewsgraphError: it names a figure that was not measured, or is no template.
    """
    return _made(lambda environment: environment.from_string(template).render(_figures(records)))


def filled(page: str, records: Mapping[str, Any]) -> str:
    """Return a page with what stands between its marks as it was measured.

    Raises:
        NewsgraphError: a mark names a figure that was not measured.
    """
    figures = _figures(records)

    def made(mark: re.Match[str]) -> str:
        text = _made(lambda environment: environment.from_string("{{ " + mark[2] + " }}").render(figures))
        return f"{mark[1]}{text}{mark[3]}"

    return _MARK.sub(made, page)


def _made(make: Callable[[Environment], str]) -> str:
    from jinja2 import Environment, StrictUndefined, TemplateError

    environment = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701
    writers = {
        "count": "{:,.0f}".format,
        "share": _share,
        "megabytes": lambda size: f"{size / 1e6:.1f}",
        "percent": lambda share: f"{100 * share:.1f}",
        "prf": _prf,
        "row": _row,
        "to_graph": lambda speed: f"{speed['sentences'] / _whole(speed['seconds']):.0f}",
        "printed": _printed,
        "origins": _origins,
    }
    environment.filters |= writers
    environment.globals |= {**writers, "by_hand": _by_hand, "published": lambda figure: figure}
    try:
        return make(environment)
    except (TemplateError, TypeError) as error:
        raise NewsgraphError(f"expected a figure that was measured: {error}; newsgraph bench record NAME") from error


def _figures(records: Mapping[str, Any]) -> dict[str, Any]:
    figures = {name: record["figures"] for name, record in records.items()}
    if "annotator" in figures:
        files = [{**file, "title": TITLES[file["file"]]} for file in figures["annotator"]["figures"]]
        figures["annotator"] = {
            "treebanks": [file for file in files if "LAS" in file["values"]],
            "names": [file for file in files if "LAS" not in file["values"]],
        }
    return {**figures, "records": records, "floors": tomllib.loads(FLOORS.read_text(encoding="utf-8"))}


# --- how figures are written ---------------------------------------------------------------------------------------


def _share(value: float) -> str:
    """Write a share as papers do: .938, 1.000."""
    return f"{value:.3f}".removeprefix("0")


def _prf(row: Mapping[str, Any]) -> str:
    """Write precision, recall and F1 with its interval as cells of a table."""
    between = row.get("f1_interval")
    interval = f" ({between[0]:.3f}-{between[1]:.3f})" if between else ""
    return f"{row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f}{interval}"


def _whole(seconds: Mapping[str, float]) -> float:
    return sum(value for name, value in seconds.items() if name != "nlp.pipe")


def _row(values: Mapping[str, float], *names: str, digits: int) -> str:
    return " | ".join(f"{values[name]:.{digits}f}" for name in names)


def _printed(figures: Any, bench: str) -> str:
    """Return what a bench prints for people."""
    from graph.bench import confidence, gold, relations, speed

    printers: dict[str, Callable[[Any], str | Iterable[str] | None]] = {
        "gold": gold._as_text,
        "relations": relations._as_text,
        "confidence": confidence._as_text,
        "speed": speed._print,
    }
    with redirect_stdout(io.StringIO()) as out:
        text = printers[bench](figures)
    lines = text.splitlines() if isinstance(text, str) else list(text or out.getvalue().splitlines())
    return "\n".join(line.rstrip() for line in lines)


def _origins(inputs: Mapping[str, str]) -> str:
    return ", ".join(f"`{place}` {digest[:12]}" for place, digest in inputs.items()) or "made up by the bench"


def _by_hand(text: str, caller: Callable[[], str] | None = None) -> str:
    """Mark what a reader counted: a number, or with a date a whole passage."""
    return text if caller is None else f"*Counted by hand, {text}.* {caller()}"
