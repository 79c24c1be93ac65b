"""Print docs/reference.md: the commands, the record and the Python interface, as the code itself tells them.

Run in the project's environment: ``.venv/bin/python .ci/reference.py > docs/reference.md``. A test says when the page
is behind the code.
"""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from types import FunctionType

HEAD = """# Reference

Written from the code by `.ci/reference.py`; a test fails when it is behind. Examples and explanations are on the pages
that are linked. The vocabulary of the graph is on [its own page](ontology.md), also written from its source.

- [Commands](#commands), with examples in [commands.md](commands.md)
- [The record](#the-record) of one article, explained in [extractors.md](extractors.md#the-record)
- [Python](#python)

"""


def commands() -> Iterator[str]:
    """Yield the commands with their arguments and options."""
    from graph.cli import build_parser

    parser = build_parser()
    yield "## Commands\n"
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield from _command(f"newsgraph {name}", command, helps.get(name))


def _command(title: str, parser: argparse.ArgumentParser, summary: str | None) -> Iterator[str]:
    yield f"### `{title}`\n"
    yield f"{_sentence(summary or parser.description or '')}\n"
    rows: list[tuple[str, str]] = []
    nested: list[tuple[str, argparse.ArgumentParser, str | None]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help for choice in action._choices_actions}
            nested += [(f"{title} {name}", sub, helps.get(name)) for name, sub in action.choices.items()]
        elif not isinstance(action, argparse._HelpAction):
            rows.append((_usage(action), _sentence(action.help or "")))
    if rows:
        yield "| argument | meaning |\n|---|---|"
        for usage, meaning in rows:
            yield f"| `{usage}` | {meaning} |".replace("|---|", "|---|")
        yield ""
    for inner in nested:
        yield from _command(*inner)


def _usage(action: argparse.Action) -> str:
    value = action.metavar or (
        "\\|".join(map(str, action.choices)) if action.choices else (action.dest or "").upper().replace("_", "-")
    )
    shown = (value if isinstance(value, str) else " ".join(value)).replace("\\|", "|").replace("|", "\\|")
    if not action.option_strings:
        return f"{shown} ..." if action.nargs in {"+", "*", argparse.REMAINDER} else shown
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {shown}"


def _sentence(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("%(default)s", "").replace("%%", "%")).replace("|", "\\|").strip()


def record() -> Iterator[str]:
    """Yield the parts of a record, from its dataclasses."""
    import extractors.records as records

    yield "## The record\n"
    classes = [
        found
        for _, found in inspect.getmembers(records, inspect.isclass)
        if dataclasses.is_dataclass(found) and found.__module__ == records.__name__
    ]
    for found in sorted(classes, key=lambda c: inspect.getsourcelines(c)[1]):
        yield f"### `{found.__name__}`\n"
        yield f"{_paragraphs(inspect.getdoc(found) or '')}\n"
        yield "| field | type |\n|---|---|"
        for part in dataclasses.fields(found):
            kind = part.type if isinstance(part.type, str) else getattr(part.type, "__name__", str(part.type))
            yield f"| `{part.name}` | `{kind}` |".replace(" | None", " or None")
        yield ""


def python() -> Iterator[str]:
    """Yield the public functions and methods with their docstrings."""
    import extractors
    from graph import KnowledgeGraph

    yield "## Python\n"
    for name in ("read_articles", "load_pipeline", "extract"):
        yield from _function(f"extractors.{name}", getattr(extractors, name))
    yield f"### `graph.KnowledgeGraph`\n\n{_paragraphs(inspect.getdoc(KnowledgeGraph) or '')}\n"
    for name, member in vars(KnowledgeGraph).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield f"#### `KnowledgeGraph.{name}`\n\n{_paragraphs(inspect.getdoc(member) or '')}\n"
        else:
            yield from _function(f"KnowledgeGraph.{name}", getattr(member, "__func__", member), "####")


def _function(title: str, function: FunctionType, level: str = "###") -> Iterator[str]:
    function = getattr(function, "__wrapped__", function)
    signature = str(inspect.signature(function)).replace("'", "").replace("(self, ", "(").replace("(self)", "()")
    signature = signature.replace("(cls, ", "(")
    yield f"{level} `{title}`\n"
    yield f"```text\n{title.rpartition('.')[2]}{signature}\n```\n"
    yield f"{_paragraphs(inspect.getdoc(function) or '')}\n"


def _paragraphs(text: str) -> str:
    """Return a docstring as Markdown: its sections as lists, its markup as code."""
    text = re.sub(r":(?:class|func|meth|mod|attr):`~?([^`]+)`", r"`\1`", text).replace("``", "`")
    lines: list[str] = []
    section = False
    example = False
    for line in text.split("\n"):
        if re.fullmatch(r"(?:Args|Returns|Raises|Yields|Attributes):", line):
            section, example = True, False
            lines += ["", f"**{line[:-1]}**", ""]
        elif re.fullmatch(r"Examples?:", line):
            section, example = False, True
            lines += ["", "**Example**", "", "```text"]
        elif example:
            lines.append(line.strip())
        elif section and re.match(r"    \S", line):
            told = re.match(r"    (\*{0,2}\w[\w.]*): (.*)", line)
            lines.append(f"- `{told[1]}`: {told[2]}" if told else f"- {line.strip()}")
        elif section and line.startswith("        "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    if example:
        lines.append("```")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def page() -> str:
    """Return the whole page."""
    return HEAD + "\n".join((*commands(), *record(), *python())).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
