"""Text into atoms: the smallest pieces time expressions are made of, whatever the tokenizer did.

"5pm", "two-day" and "2024-25" are one token to some pipelines and several to others; atoms are always the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.columns import Columns

__all__ = ["BREAK", "Atoms", "atoms_of"]

BREAK = "\n"
"""The form of the atom that no expression may cross: the end of a sentence or line."""

_ATOM = re.compile(
    r"""
    \d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)   # 2025-10-25T10:30Z
    | \d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d) | \d{1,2}\.\d{1,2}\.\d{4}(?!\d)              # 25/10/2025
    | \d{1,2}[:.]\d{2}(?=\ ?[ap]\.?m\b) | \d{1,2}:\d{2}(?::\d{2})?(?![\d:])              # 10:30, 8.30am
    | (?:\d{4}|\d{2})['’]?s(?!\w) | ['’‘]\d{2}s?(?!\w)                                   # 1990s, '90s, '25
    | \d+(?:st|nd|rd|th)(?!\w)                                                           # 25th
    | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)?                                       # 1,200
    | [ap]\.\ ?m\.? | [AP]\.M\.? | o['’]clock                                            # a.m.
    | (?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec
        |JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.
    | ['’]s(?!\w) | [^\W\d_]+ | \n | \S
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Atoms:
    """Parallel lists: surface, lower-case form, character span, and token index of each atom."""

    words: list[str]
    forms: list[str]
    starts: list[int]
    ends: list[int]
    tokens: list[int]

    def __len__(self) -> int:
        return len(self.words)


def atoms_of(columns: Columns) -> Atoms:
    """Cut an article into atoms, with a :data:`BREAK` wherever a new sentence or line starts."""
    words: list[str] = []
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: list[int] = []
    token, last = 0, len(columns) - 1
    token_starts, sentence = columns.starts, columns.sentence
    for match in _ATOM.finditer(columns.text):
        start, word = match.start(), match.group()
        before = token
        while token < last and token_starts[token + 1] <= start:
            token += 1
        if sentence[token] != sentence[before] and words and words[-1] != BREAK:
            words.append(BREAK)
            forms.append(BREAK)
            starts.append(start)
            ends.append(start)
            tokens.append(token)
        words.append(word)
        forms.append(word.lower().replace("’", "'").replace("‘", "'") if word != "\n" else BREAK)
        starts.append(start)
        ends.append(match.end())
        tokens.append(token)
    return Atoms(words, forms, starts, ends, tokens)
