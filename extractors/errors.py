"""The errors that users see: each says what was expected, what came, and what to do."""

from __future__ import annotations

__all__ = ["ArticleError", "NewsgraphError", "PipelineMissing"]


class NewsgraphError(Exception):
    """Base of all errors newsgraph raises on purpose; its text is one line for the user."""


class ArticleError(NewsgraphError, ValueError):
    """One input cannot be read as an article; the others go on."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str]]:
        return type(self), (self.source, self.reason)  # else no other process could hand one over


class PipelineMissing(NewsgraphError, LookupError):
    """The language pipeline asked for is not installed or not loadable."""
