"""Each message of docs/errors.md is met through the installed command, as one line, with the exit status promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.errors import corrections, graphs, imports, inputs, pipelines, queries, remote, web  # noqa: F401
from tests.docs.errors.provoking import BIN, CASES, NEWS, Case, Place
from tests.docs.messages import PREFIX, line_pattern


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
    pattern = line_pattern(PREFIX + case.message)
    assert any(pattern.fullmatch(line) for line in done.lines), f"{case.message}\n{done.lines}"
    assert done.status == case.status, done.lines
    assert [line for line in done.lines if not line.startswith(PREFIX)] == []


def test_the_command_is_installed() -> None:
    assert (BIN / "newsgraph").is_file()
