"""The examples of the pages are run, and print what the pages say they print."""

import json
import re
import runpy
from pathlib import Path

import pytest

from tests.docs.errors.test_catalogue import CATALOGUE
from tests.docs.messages import line_pattern
from tests.docs.pages import PAGES, ROOT, blocks

EXAMPLES = runpy.run_path(str(ROOT / ".ci" / "examples.py"))


def test_outputs_are_renewed_and_stay_short() -> None:
    page = (
        "Text\n```console\n$ newsgraph one 'a\nb'\nold\n...\nlast\n$ cut\n```\n```python\npass\n```\n\n"
        "<!-- it prints -->\n```text\nold\n```\n"
    )
    asked: list[str] = []

    def run_python(program: str) -> str:
        asked.append(program)
        return "two\nlines\n"

    def run(command: str) -> str:
        asked.append(command)
        return "x" * 300 + "\n" if command == "cut" else "new\nx\ny\nend\n"

    long = "x" * (EXAMPLES["WIDTH"] - 1) + "…"
    assert EXAMPLES["renewed"](page, run, run_python) == (
        f"Text\n```console\n$ newsgraph one 'a\nb'\nnew\n...\nend\n$ cut\n{long}\n```\n```python\npass\n```\n\n"
        "<!-- it prints -->\n```text\ntwo\nlines\n```\n"
    )
    assert asked == ["newsgraph one 'a\nb'", "cut", "pass\n"]
    left = "<!-- not run: it waits -->\n```console\n$ newsgraph serve\n```\n"
    assert EXAMPLES["renewed"](left, run) == left


def test_a_block_that_neither_runs_nor_says_why_is_found() -> None:
    page = "```console\nnewsgraph build\n```\n```sh\nls\n```\n<!-- not run: it waits -->\n```sh\ncat\n```\n"
    assert EXAMPLES["unmarked"](page) == ["newsgraph build", "ls"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_commands_runs_or_says_why_not(page: Path) -> None:
    assert EXAMPLES["unmarked"](page.read_text(encoding="utf-8")) == []


@pytest.mark.model
@pytest.mark.timeout(900)
def test_the_pages_show_what_the_commands_print(tmp_path: Path) -> None:
    sandbox = EXAMPLES["Sandbox"](tmp_path)
    for name in EXAMPLES["PAGES"]:
        text = (ROOT / name).read_text(encoding="utf-8")
        sandbox.begin()
        assert EXAMPLES["renewed"](text, sandbox.run, sandbox.run_python) == text, f"run .ci/examples.py {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_messages_that_a_page_shows_are_in_the_catalogue(page: Path) -> None:
    known = [line_pattern(message) for message in CATALOGUE if not message.startswith("newsgraph ")]
    below_usage = [line_pattern(message) for message in CATALOGUE if message.startswith("newsgraph ")]
    text = page.read_text(encoding="utf-8")
    for shown in re.findall(r"^    newsgraph: (.+)$", text, re.M):
        assert any(pattern.fullmatch(shown) for pattern in known), shown
    for shown in re.findall(r"^    (newsgraph \w+: error: .+)$", text, re.M):
        assert any(pattern.fullmatch(shown) for pattern in below_usage), shown


def test_json_that_a_page_shows_is_json() -> None:
    shown = [block for page in PAGES for block in blocks(page, "json")]
    assert shown
    for block in shown:
        assert json.loads(block.text), f"{block.page}:{block.line}"
