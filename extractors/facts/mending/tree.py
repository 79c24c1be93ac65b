"""A parse that may be changed, and the classes of words that the steps share."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FINITE", "NOMINAL", "SUBJECTS", "TEMPORAL", "Tree"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
TEMPORAL = frozenset({"after", "before", "since", "until", "till", "once", "when", "while"})


@dataclass(slots=True)
class Tree:
    """The layers of one document that a step may read and change; ``start`` and ``end`` are the sentence's borders.

    The head of a root is -1, as in :class:`extractors.facts.syntax.Syntax`.
    """

    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entity: list[str]
    start: int = 0
    end: int = 0

    def kids(self, head: int, *deps: str) -> list[int]:
        """Return the dependents of a token, those with one of the relations where some are given."""
        found, at = [], self.start
        try:
            while True:  # steps ask this thousands of times a page: index() looks through a list fastest
                at = self.heads.index(head, at, self.end)
                found.append(at)
                at += 1
        except ValueError:
            return [t for t in found if self.deps[t] in deps] if deps else found

    def kid(self, head: int, *deps: str) -> int | None:
        """Return the first dependent with one of the relations."""
        return next(iter(self.kids(head, *deps)), None)

    def last(self) -> int:
        """Return the last token of the sentence that is no blank."""
        return next((t for t in reversed(range(self.start, self.end)) if self.words[t].strip()), self.end - 1)

    def root(self) -> int | None:
        """Return the sentence's root."""
        return next((t for t in range(self.start, self.end) if self.heads[t] < 0), None)

    def dominates(self, above: int, token: int) -> bool:
        """Tell whether ``above`` is the token or stands on its way to the root."""
        while token >= 0:
            if token == above:
                return True
            token = self.heads[token]
        return False

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hang a token on another, unless that would close a circle."""
        if not self.dominates(token, head):
            self.heads[token], self.deps[token] = head, dep

    def tops(self, first: int, last: int) -> list[int]:
        """Return the tokens of a stretch whose heads lie outside of it, punctuation left out."""
        stretch = range(first, last)
        return [t for t in stretch if self.heads[t] not in stretch and self.pos[t] != "PUNCT"]
