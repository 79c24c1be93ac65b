"""Small ways to read what a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors import Article
from extractors.errors import ArticleError
from extractors.read import read_articles

ReadOne = Callable[..., Article]
ReadError = Callable[..., ArticleError]


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Write a file, read it, and return its only article."""

    def read(content: str | bytes, name: str = "article.txt") -> Article:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(read_articles([str(path)]))
        assert len(found) == 1, found
        assert isinstance(found[0], Article), found[0]
        return found[0]

    return read


@pytest.fixture
def read_error(tmp_path: Path) -> ReadError:
    """Write a file, read it, and return its only error, which is one line that says what was expected."""

    def read(content: str | bytes, name: str = "article.txt") -> ArticleError:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(read_articles([str(path)]))
        assert len(found) == 1, found
        error = found[0]
        assert isinstance(error, ArticleError), error
        assert "\n" not in str(error)
        assert error.reason.startswith("expected ")
        assert "found" in error.reason
        assert error.source.startswith(path.as_posix())
        return error

    return read
