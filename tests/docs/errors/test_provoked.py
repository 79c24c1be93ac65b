"""Each message of docs/errors.md is met through the installed command, as one line, with the exit status promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.errors import clusters, corrections, graphs, imports, inputs, pipelines, queries, remote, web  # noqa: F401
from tests.docs.errors.provoking import BIN, CASES, NEWS, Case, Place
from tests.docs.messages import PREFIX, line_pattern
from tests.docs.pages import ROOT

ELSEWHERE: dict[str, str] = {**clusters.ELSEWHERE}
"""Messages that need more than a command, and the test that meets them."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one article, made by the command."""
    folder = tmp_path_factory.mktemp("sample")
    place = Place(folder, folder / "kg")
    place.write("story.txt", NEWS)
    done = place.newsgraph("build", "story.txt")
    assert done.status == 0, done
    return folder / "kg"


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.provoke.__name__)
def test_the_message_is_met(case: Case, tmp_path: Path, sample: Path) -> None:
    done = case.provoke(Place(tmp_path, sample))
    if case.message.startswith("newsgraph "):  # below the command's usage
        assert line_pattern(case.message).fullmatch(done.lines[-1])
        assert done.status == case.status
        return
    pattern = line_pattern(PREFIX + case.message)
    assert any(pattern.fullmatch(line) for line in done.lines), f"{case.message}\n{done.lines}"
    assert done.status == case.status, done.lines
    assert [line for line in done.lines if not line.startswith(PREFIX)] == []


def test_a_read_only_disk(tmp_path: Path, sample: Path) -> None:
    at = Place(tmp_path, sample)
    at.graph()
    at.write("other.txt", NEWS.replace("Valletta", "Tallinn"))
    read_only = "cp -r kg small/kg && mount -o remount,ro small"
    done = at.in_small_space(f"{read_only} && newsgraph build other.txt --kg small/kg", size="60m")
    message = "…: cannot be written (…); choose a folder you may write to with --kg"
    assert done.status == 2
    assert [line for line in done.lines if line_pattern(PREFIX + message).fullmatch(line)] == list(done.lines)
    (tmp_path / "small").rmdir()
    asked = "newsgraph query positions --kg small/kg && newsgraph validate --kg small/kg"
    assert at.in_small_space(f"{read_only} && {asked}", size="60m").status == 0


@pytest.mark.parametrize(("message", "test"), ELSEWHERE.items())
def test_the_message_is_met_elsewhere(message: str, test: str) -> None:
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), message


def test_the_command_is_installed() -> None:
    assert (BIN / "newsgraph").is_file()
