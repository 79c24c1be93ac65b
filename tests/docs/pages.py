"""The documentation's pages and what they are made of: blocks, links, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ROOT / "docs" / "commands.md"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.M | re.S)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.M)
_EXPLICIT = re.compile(r"<a (?:id|name)=\"([^\"]+)\"")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text, the line it begins on."""

    page: str
    line: int
    language: str
    text: str


def blocks(page: Path, language: str) -> Iterator[Block]:
    """Yield a page's fenced blocks of one language."""
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        if match[1] == language:
            yield Block(page.name, text.count("\n", 0, match.start()) + 1, language, match[2])


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's relative links and pictures; what stands in code is none."""
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    for match in _LINK.finditer(prose):
        if not re.match(r"[a-z][a-z0-9+.-]*:", match[1]):
            yield match[1]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page, as GitHub makes them from its headings."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    found = set(_EXPLICIT.findall(text))
    counts: dict[str, int] = {}
    for heading in _HEADING.findall(text):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = counts.get(slug, 0)
        counts[slug] = number + 1
        found.add(f"{slug}-{number}" if number else slug)
    return found


def broken(page: Path, target: str) -> str | None:
    """Return why a relative link leads nowhere, or None."""
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return f"{page.name}: {target}: there is no {path}"
    if anchor and file.suffix == ".md" and anchor not in anchors(file):
        return f"{page.name}: {target}: there is no heading for #{anchor}"
    return None
