"""Run the examples of the documentation, and write anew what they print.

    .venv/bin/python .ci/examples.py [PAGE ...]     rewrite the pages; a test demands that this changes nothing

In a ``console`` block each line that begins with ``$`` is run, in a folder that holds the sample articles as
``data/articles``, their graph as ``kg``, and the files of ``.ci/examples``; what stands below the command is what it
prints, messages included, as on a terminal. ``...`` on a line of its own stands for lines left out: as many are kept
above and below it as were there. A line that is longer than the page is cut there, with ``…``. Today is written as
``2026-11-23``. A ``python`` block is run and must not fail. A block after a comment ``<!-- not run: why -->`` is left
alone; a ``text`` block after ``<!-- it prints -->`` is what the program above prints. Each page begins with a graph of
its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(
    page.relative_to(ROOT).as_posix()
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
)
DAY = "2026-11-23"
WIDTH = 200

_BLOCK = re.compile(
    r"(?P<told><!-- not run: [^>]*-->\n+)?^```(?P<language>console|python|sh|bash|shell)\n(?P<body>.*?)^```$"
    r"(?P<shown>\n+<!-- it prints -->\n+```text\n)?(?P<printed>(?<=```text\n).*?^```$)?",
    re.S | re.M,
)
_LEFT_OUT = "..."
_CUT = "…"


class Sandbox:
    """A folder in which the examples run, with the sample articles and their graph."""

    def __init__(self, folder: Path) -> None:
        self._at, self._graph = folder / "desk", folder / "graph"
        self._lay()
        self.run("newsgraph build data/articles")
        shutil.copytree(self._at / "kg", self._graph)

    def begin(self) -> None:
        """Make the folder as new, with the graph as the articles make it."""
        shutil.rmtree(self._at)
        self._lay()
        shutil.copytree(self._graph, self._at / "kg")

    def _lay(self) -> None:
        shutil.copytree(ROOT / ".ci" / "examples", self._at)
        (self._at / "data").symlink_to(ROOT / "data")

    def run(self, command: str) -> str:
        """Return what a shell command prints.

        Raises:
            RuntimeError: it fails, and not only for some of its inputs.
        """
        done = self._done(["bash", "-c", command])
        if done.returncode not in {0, 1}:
            raise RuntimeError(f"{command}\n{done.stdout}")
        return done.stdout.replace(f"{datetime.now(UTC):%Y-%m-%d}", DAY)

    def run_python(self, program: str) -> str:
        """Return what a program prints.

        Raises:
            RuntimeError: it fails.
        """
        done = self._done([sys.executable, "-c", program])
        if done.returncode:
            raise RuntimeError(f"{program}\n{done.stdout}")
        return done.stdout

    def _done(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        return subprocess.run(  # noqa: S603 - the project's own examples
            command,
            cwd=self._at,
            env={**os.environ, "PATH": path, "COLUMNS": "120"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def unmarked(text: str) -> list[str]:
    """Return the first lines of a page's blocks of commands that neither run nor say why not."""
    found = []
    for block in _BLOCK.finditer(text):
        runs = block["language"] == "python" or (block["language"] == "console" and block["body"].startswith("$ "))
        if not block["told"] and not runs:
            found.append(block["body"].partition("\n")[0])
    return found


def renewed(text: str, run: Callable[[str], str], run_python: Callable[[str], str] = lambda _: "") -> str:
    """Return a page with the outputs of its examples as they are now.

    Args:
        text: The page.
        run: Runs a command and returns what it prints.
        run_python: Runs a program and returns what it prints.

    Returns:
        The page.
    """

    def block(found: re.Match[str]) -> str:
        if found["told"]:
            return found[0]
        if found["language"] == "python":
            printed = run_python(found["body"]).rstrip().splitlines()
            if not found["shown"]:
                return found[0]
            begun = found[0][: found.end("shown") - found.start()]
            return (
                begun + "".join(f"{line}\n" for line in _shortened(printed, found["printed"].splitlines()[:-1])) + "```"
            )
        lines: list[str] = []
        for command, printed in _steps(found["body"]):
            lines.append(command)
            if command.startswith("$ "):
                lines += _shortened(run(command.removeprefix("$ ")).splitlines(), printed)
            else:
                lines += printed
        return f"```{found['language']}\n" + "".join(f"{line}\n" for line in lines) + "```"

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
    lines = [line if len(line) <= WIDTH else line[: WIDTH - 1] + _CUT for line in (line.rstrip() for line in lines)]
    if not before or _LEFT_OUT not in before:
        return lines
    above, *between, below = _parts(before)
    if len(above) + len(below) >= len(lines):
        return lines
    kept = [*lines[: len(above)], _LEFT_OUT]
    for part in between:  # found again by the words that it begins with
        at = next((i for i, line in enumerate(lines) if part and _words(line) == _words(part[0])), None)
        kept += [] if at is None else [*lines[at : at + len(part)], _LEFT_OUT]
    return [*kept, *(lines[-len(below) :] if below else [])]


def _parts(lines: list[str]) -> list[list[str]]:
    """Split lines at those that stand for others."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == _LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _words(line: str) -> str:
    return re.sub(r"\d.*", "", line).strip()


def main(pages: list[str]) -> None:
    """Rewrite the pages."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(Path(folder))
        for name in pages or PAGES:
            page = ROOT / name
            sandbox.begin()
            text = renewed(page.read_text(encoding="utf-8"), sandbox.run, sandbox.run_python)
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
