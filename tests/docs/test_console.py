"""The examples of the pages are run, and print what the pages say they print."""

import runpy
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

EXAMPLES = runpy.run_path(str(ROOT / ".ci" / "examples.py"))


def test_outputs_are_renewed_and_stay_short() -> None:
    page = "Text\n```console\n$ newsgraph one 'a\nb'\nold\n...\nlast\n$ cd elsewhere\n```\n"
    asked: list[str] = []

    def run(command: str) -> str:
        asked.append(command)
        return "new\nx\ny\nend\n"

    assert (
        EXAMPLES["renewed"](page, run)
        == "Text\n```console\n$ newsgraph one 'a\nb'\nnew\n...\nend\n$ cd elsewhere\n```\n"
    )
    assert asked == ["newsgraph one 'a\nb'"]
    left = "<!-- not run: it waits -->\n```console\n$ newsgraph serve\n```\n"
    assert EXAMPLES["renewed"](left, run) == left


@pytest.mark.model
@pytest.mark.timeout(900)
def test_the_pages_show_what_the_commands_print(tmp_path: Path) -> None:
    sandbox = EXAMPLES["Sandbox"](tmp_path)
    for name in EXAMPLES["PAGES"]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert EXAMPLES["renewed"](text, sandbox.run) == text, f"run .ci/examples.py {name}"
