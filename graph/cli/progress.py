"""A progress bar for people, and silence for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any

__all__ = ["Progress", "expected_articles"]

_ONE_ARTICLE = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})


def expected_articles(inputs: Sequence[str]) -> int | None:
    """Return how many articles the inputs hold, where that can be told without reading them; else None."""
    from extractors.errors import ArticleError
    from extractors.read.folder import find_files, format_suffix
    from extractors.read.web import is_url

    number = 0
    for given in inputs:
        if given == "-" or is_url(given):
            return None
        for found in find_files(given):
            if not isinstance(found, ArticleError):
                if format_suffix(found.path) not in _ONE_ARTICLE:
                    return None
                number += 1
    return number


class Progress:
    """Counts articles on standard error, with a bar if that is a terminal.

    The bar shows the rate; also the time left, where ``inputs`` tell how many articles there are.
    """

    def __init__(self, unit: str, inputs: Sequence[str] = ("-",)) -> None:
        self._bar: Any = None
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                total=expected_articles(inputs), unit=f" {unit}", smoothing=0.1, dynamic_ncols=True, leave=False
            )

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self) -> None:
        """One more is done."""
        if self._bar is not None:
            self._bar.update()

    def say(self, message: str) -> None:
        """Print a line on standard error without tearing the bar."""
        if self._bar is not None:
            self._bar.write(message, file=sys.stderr)
        else:
            print(message, file=sys.stderr)
