"""Every command and every option stands in docs/commands.md, under its command's heading."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from graph.cli import build_parser
from tests.docs.pages import COMMANDS, ROOT


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, argparse.Action]]:
    """Yield each command of an argument parser ("entities list") with each of its actions."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield from commands(sub, (*path, name))
        elif not isinstance(action, argparse._HelpAction):
            yield " ".join(path), action


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading that is a command in backticks: ``## `build` ``."""
    parts = re.split(r"^#{2,3} `([a-z][a-z ]*)`.*$", text, flags=re.M)
    found = {"": parts[0]}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        found[name] = body
    return found


def missing(text: str, parser: argparse.ArgumentParser) -> list[str]:
    """Return what the parser takes and the page does not tell."""
    told = sections(text)
    lacking = []
    for command, action in commands(parser):
        body = told.get(command)
        if body is None:
            lacking.append(f"no section `{command}`")
            continue
        for option in action.option_strings:
            if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", body):
                lacking.append(f"{command} {option}")
        for choice in action.choices or () if action.option_strings else ():
            if not re.search(rf"\b{re.escape(str(choice))}\b", body):
                lacking.append(f"{command} {action.option_strings[0]} {choice}")
    return lacking


def test_every_command_and_option_is_told() -> None:
    assert missing(COMMANDS.read_text(encoding="utf-8"), build_parser()) == []


def test_an_option_that_is_not_told_is_found() -> None:
    parser = build_parser()
    subparsers = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    subparsers.choices["build"].add_argument("--made-up")
    subparsers.choices["export"].add_argument("--depth", choices=["shallow", "bottomless"])
    subparsers.add_parser("frobnicate").add_argument("thing")
    text = COMMANDS.read_text(encoding="utf-8")
    assert missing(text, parser) == [
        "build --made-up",
        "export --depth",
        "export --depth shallow",
        "export --depth bottomless",
        "no section `frobnicate`",
    ]


def test_no_option_is_told_that_does_not_exist() -> None:
    known = {option for _, action in commands(build_parser()) for option in action.option_strings} | {"--help"}
    for bench in (ROOT / "graph" / "bench").glob("*.py"):
        known |= set(re.findall(r'"(--[a-z-]+)"', bench.read_text(encoding="utf-8")))
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", COMMANDS.read_text(encoding="utf-8")))
    assert told - known == set()


def test_every_benchmark_is_told() -> None:
    text = sections(COMMANDS.read_text(encoding="utf-8"))["bench"]
    names = [path.stem for path in (ROOT / "graph" / "bench").glob("*.py") if path.stem != "__init__"]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("status", ["0", "1", "2", "130"])
def test_every_exit_status_is_told(status: str) -> None:
    assert re.search(rf"^\| *{status} *\|", COMMANDS.read_text(encoding="utf-8"), re.M)
