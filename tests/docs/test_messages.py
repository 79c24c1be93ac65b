"""Every error message that docs/troubleshooting.md explains is one that the program can give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "troubleshooting.md"
GAP = "\0"


def messages() -> list[str]:
    """Return the explained messages: each heading of the third rank, "…" where the program fills in."""
    return re.findall(r"^### `(.+)`$", PAGE.read_text(encoding="utf-8"), re.M)


def strings() -> Iterator[str]:
    """Yield every string of the program, `GAP` where an f-string has a value."""
    for package in ("extractors", "graph"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    yield "".join(
                        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else GAP
                        for part in node.values
                    )
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def is_said(message: str, known: list[str]) -> bool:
    """Tell whether one string of the program holds all parts of a message, in their order."""
    parts = [re.escape(part.strip()) for part in message.split("…") if part.strip()]
    pattern = re.compile(".*".join(parts), re.S)
    return any(pattern.search(text) for text in known)


def test_every_explained_message_is_said() -> None:
    known, explained = list(strings()), messages()
    assert len(explained) > 20
    assert [message for message in explained if not is_said(message, known)] == []


def test_a_message_that_nobody_says_is_found() -> None:
    known = list(strings())
    assert is_said("…: holds no graph; make one with …", known)
    assert not is_said("…: holds no graph; buy one at …", known)
