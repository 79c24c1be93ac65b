"""A finished page: its HTML, what it holds, and the same page inline in a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Page"]

INLINE_HEIGHT = 720
"""Pixels of height in a notebook."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what it holds; ``left_out`` says in words what of the graph it does not hold, "" if nothing."""

    html: str
    entities: int
    facts: int
    left_out: str = ""

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self.html.encode("utf-8"))

    def write(self, path: str | Path) -> Path:
        """Write the page, in UTF-8 whatever the locale, and nothing beside it.

        Args:
            path: The file to write; an existing one is replaced.

        Returns:
            The path.
        """
        target = Path(path)
        target.write_text(self.html, encoding="utf-8", newline="\n")
        return target

    def summary(self) -> str:
        """Return size and content in words: "0.8 MB, 569 entities, 591 facts"."""
        counts = (
            f"{self.size / 1e6:.1f} MB, {_plural(self.entities, 'entity', 'entities')}, {_plural(self.facts, 'fact')}"
        )
        return f"{counts}; {self.left_out}" if self.left_out else counts

    def _repr_html_(self) -> str:
        """Show the page inline in a notebook.

        The frame's sandbox lets the page run its own scripts, save files and open links, but not reach the notebook.
        """
        source = html.escape(self.html, quote=True)
        return (
            f'<iframe srcdoc="{source}" sandbox="allow-scripts allow-downloads allow-popups" title="newsgraph"'
            f' style="width:100%;height:{INLINE_HEIGHT}px;border:1px solid #ccc"></iframe>'
        )


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
