"""Where in its sentence a fact's two ends stand, so that the page can mark them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.facts import FactRow

__all__ = ["Mark", "marks"]

Mark = tuple[int, int, str]
"""Start and end in code points of the sentence, and "s" for the subject or "o" for the object."""


def marks(fact: FactRow, subject_names: Iterable[str], object_names: Iterable[str]) -> list[Mark]:
    """Return the marks of a fact's sentence in text order, without overlap.

    The row's own offsets are used where they lie in the sentence; where they are missing, the longest name of the
    entity (or the literal's words) that occurs in the sentence is marked, and nothing if none does.

    Args:
        fact: The fact with its sentence.
        subject_names: Label and aliases of the subject.
        object_names: Label and aliases of the object.
    """
    names = [*object_names] or [fact.object_label, fact.object_value or ""]
    subject = _given(fact, fact.subject_start, fact.subject_end) or _found(fact.sentence, [*subject_names], ())
    taken = (subject,) if subject else ()
    target = _given(fact, fact.object_start, fact.object_end) or _found(fact.sentence, names, taken)
    found = [(*span, role) for span, role in ((subject, "s"), (target, "o")) if span]
    found.sort()
    if len(found) == 2 and found[0][1] > found[1][0]:
        return _nested(found[0], found[1])
    return found


def _given(fact: FactRow, start: int | None, end: int | None) -> tuple[int, int] | None:
    if start is None or end is None:
        return None
    left, right = start - fact.sentence_start, end - fact.sentence_start
    return (left, right) if 0 <= left < right <= len(fact.sentence) else None


def _found(sentence: str, names: list[str], taken: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    for name in sorted({name for name in names if name}, key=lambda name: (-len(name), name)):
        at = sentence.find(name)
        while at >= 0:
            span = (at, at + len(name))
            whole = not (sentence[at - 1 : at].isalnum() or sentence[span[1] : span[1] + 1].isalnum())
            if whole and all(span[1] <= start or span[0] >= end for start, end in taken):
                return span
            at = sentence.find(name, at + 1)
    return None


def _nested(first: Mark, second: Mark) -> list[Mark]:
    """Two spans overlap ("Pakistan" in "Pakistan's army"): the outer one gives up what the inner one covers.

    >>> _nested((0, 15, "o"), (0, 8, "s"))
    [(0, 8, 's'), (8, 15, 'o')]
    """
    inner, outer = sorted((first, second), key=lambda mark: (mark[1] - mark[0], mark))
    pieces = [(outer[0], inner[0], outer[2]), inner, (inner[1], outer[1], outer[2])]
    return [piece for piece in pieces if piece[0] < piece[1]]
