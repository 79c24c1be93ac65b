"""The files that the documentation names are there, and the page on extractors names all of the stage of facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT

EXTRACTORS = ROOT / "docs" / "extractors.md"
_PATH = re.compile(r"`((?:extractors|graph|tests|data|notebooks|requirements|docs)/[\w./-]+)`")


def named(page: Path) -> Iterator[str]:
    """Yield the paths of the repository that a page names in backticks."""
    yield from _PATH.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    assert [path for path in named(page) if not (ROOT / path).exists()] == []


def test_the_pages_name_files() -> None:
    assert len(list(named(EXTRACTORS))) > 10


@pytest.mark.parametrize(
    ("folder", "ending"), [("extractors/facts", "*.py"), ("extractors/lexicon", "*.toml")], ids=["facts", "lexicon"]
)
def test_every_file_of_rules_is_explained(folder: str, ending: str) -> None:
    text = EXTRACTORS.read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / folder).glob(ending) if path.name not in {"__init__.py", "drafts.py"}]
    assert files
    assert [name for name in files if f"`{name}`" not in text and f"/{name}`" not in text] == []


def test_every_modality_and_saved_query_is_explained() -> None:
    from extractors.records import MODALITIES
    from graph.query.saved import saved_queries

    vocabulary = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in MODALITIES if f"ng:{name.capitalize()}" not in vocabulary] == []
    assert [saved.name for saved in saved_queries() if not re.search(rf"^{saved.name}\s", commands, re.M)] == []


def test_every_input_format_is_explained() -> None:
    from extractors.read.folder import SUFFIXES

    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in commands] == []
