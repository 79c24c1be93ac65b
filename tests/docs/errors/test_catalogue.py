"""docs/errors.md is the catalogue of every message: none is missing, none is made up, and they stand in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.errors import test_provoked
from tests.docs.errors.provoking import CASES
from tests.docs.messages import error_classes, line_pattern, messages
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "errors.md"
_SECTION = re.compile(r"^## (.+)$", re.M)
_ENTRY = re.compile(r"^### (`+ ?)(.+?) ?`+$", re.M)
_NOTE = re.compile(r"`([^`]+)`")


def sections() -> dict[str, str]:
    parts = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def entries(text: str) -> list[str]:
    return [match[2] for match in _ENTRY.finditer(text)]


CATALOGUE = [entry for text in sections().values() for entry in entries(text)]
"""Messages of errors and warnings: each has its own entry."""

NOTES = {note for row in re.findall(r"^\|(.+?)\|", sections()["What is no error"], re.M) for note in _NOTE.findall(row)}
"""Lines that tell how a command gets on."""


def in_code() -> set[str]:
    """Return the messages of the program that have words; ``…: …`` hands on one that was made elsewhere."""
    return {message.text for message in messages() if re.search("[a-z]", message.text)}


def word_order(entry: str) -> str:
    return re.sub("[^a-z0-9 ]", "", entry.lower()).strip()


def test_no_message_is_missing() -> None:
    assert sorted(in_code() - set(CATALOGUE) - NOTES) == []


def test_no_message_is_made_up() -> None:
    assert sorted((set(CATALOGUE) | NOTES) - in_code()) == []
    assert len(CATALOGUE) == len(set(CATALOGUE)) > 150


def test_every_class_of_errors_has_messages() -> None:
    raised = {message.kind for message in messages()}
    assert set(error_classes()) <= raised


@pytest.mark.parametrize("name", sections())
def test_messages_stand_in_order(name: str) -> None:
    found = entries(sections()[name])
    assert found == sorted(found, key=word_order)


def test_every_message_is_provoked() -> None:
    assert sorted(set(CATALOGUE) - set(CASES) - set(test_provoked.ELSEWHERE)) == []


def test_every_message_says_what_to_do_on_one_line() -> None:
    for entry in CATALOGUE:
        assert "\n" not in entry
        assert re.search("[;:,(]|is not allowed|never|left out|again", entry), entry


def test_a_message_is_read_from_the_code(tmp_path: Path) -> None:
    module = tmp_path / "graph" / "module.py"
    module.parent.mkdir()
    (tmp_path / "extractors").mkdir()
    module.write_text(
        "def f(name, progress):\n"
        "    reason = f'found {name}; rename it'\n"
        "    if name:\n"
        "        raise GraphMissing(f'{name}: expected a graph, {reason}')\n"
        "    raise ArticleError(name, reason)\n"
        "def g(text):\n"
        "    raise QueryInvalid(text)\n"
        "g('too long')\n"
        "print('newsgraph: done', file=sys.stderr)\n"
    )
    assert [message.text for message in messages(tmp_path)] == [
        "…: expected a graph, …",
        "…: found …; rename it",
        "too long",
        "done",
    ]
    assert line_pattern("…: expected …; go").fullmatch("a b: expected c; go")
    assert not line_pattern("…: expected …; go").fullmatch("a b: expected c; go on")
