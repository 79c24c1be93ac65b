"""Run the examples of the documentation, and write anew what they print.

    .venv/bin/python .ci/examples.py [PAGE ...]     rewrite the pages; a test demands that this changes nothing

A ``console`` block is run line by line where a line begins with ``$ newsgraph``, in a folder that holds the sample
articles as ``data/articles`` and their graph as ``kg``; what stands below the command is its output. ``...`` on a line
of its own stands for lines left out: as many are kept above and below it as were there. A block after a comment
``<!-- not run: why -->`` is left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/tutorial.md", "docs/howto.md")

_BLOCK = re.compile(r"(?P<told><!-- not run: [^>]*-->\n+)?```console\n(?P<body>.*?)```", re.DOTALL)
_LEFT_OUT = "..."


class Sandbox:
    """A folder in which the examples run, with the sample articles and their graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").symlink_to(ROOT / "data")
        self.run("newsgraph build data/articles")

    def run(self, command: str) -> str:
        """Return what a command prints on standard output.

        Raises:
            RuntimeError: it fails.
        """
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        done = subprocess.run(  # noqa: S602 - the project's own examples, which need a shell's quotes and pipes
            command,
            shell=True,
            cwd=self.folder,
            env={**os.environ, "PATH": path, "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command}\n{done.stderr}")
        return done.stdout


def renewed(text: str, run: Callable[[str], str]) -> str:
    """Return a page with the outputs of its examples as they are now.

    Args:
        text: The page.
        run: Runs a command and returns what it prints.

    Returns:
        The page.
    """

    def block(found: re.Match[str]) -> str:
        if found["told"] or "$ newsgraph" not in found["body"]:
            return found[0]
        lines: list[str] = []
        for command, printed in _steps(found["body"]):
            lines.append(command)
            if command.startswith("$ newsgraph"):
                lines += _shortened(run(command.removeprefix("$ ")).splitlines(), printed)
            else:
                lines += printed
        return "```console\n" + "".join(f"{line}\n" for line in lines) + "```"

    return _BLOCK.sub(block, text)


def _steps(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block, quotes closed, with the lines below it."""
    lines = body.splitlines()
    at = 0
    while at < len(lines):
        command = lines[at]
        at += 1
        while command.startswith("$ ") and command.count("'") % 2 and at < len(lines):
            command += "\n" + lines[at]
            at += 1
        printed: list[str] = []
        while at < len(lines) and not lines[at].startswith("$ "):
            printed.append(lines[at])
            at += 1
        yield command, printed


def _shortened(lines: list[str], before: list[str]) -> list[str]:
    lines = [line.rstrip() for line in lines]
    if not before or _LEFT_OUT not in before:
        return lines
    gap = before.index(_LEFT_OUT)
    above, below = gap, len(before) - gap - 1
    if above + below >= len(lines):
        return lines
    return [*lines[:above], _LEFT_OUT, *(lines[-below:] if below else [])]


def main(pages: list[str]) -> None:
    """Rewrite the pages."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder))
        for name in pages or PAGES:
            page = ROOT / name
            page.write_text(renewed(page.read_text(encoding="utf-8"), sandbox.run), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
