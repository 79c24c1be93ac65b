"""Lemmas as edit rules: how to cut and mend a word, learned as classes (Straka 2018, UDPipe 2.0, section 3.3).

A rule is written `case|cut|ending`: bring the word to the case (`lower`, `title`, `keep`), cut that many letters from
its end, add the ending. `=text` gives the lemma outright. `walked` to `walk` is `lower|2|`, `were` to `be` is `=be`.
"""

from __future__ import annotations

from collections.abc import Callable

_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "title": str.capitalize, "keep": str}


def edit_rule(word: str, lemma: str) -> str:
    """Find the rule that makes a lemma of a word.

    Args:
        word: The word as written.
        lemma: Its lemma.

    Returns:
        The rule that keeps the most of the word; the earlier case in `lower`, `title`, `keep` where two keep as much.
    """
    kept, case = max(
        ((_shared(change(word), lemma), case) for case, change in _CASES.items()),
        key=lambda found: found[0],
    )
    if not kept:
        return f"={lemma}"
    return f"{case}|{len(_CASES[case](word)) - kept}|{lemma[kept:]}"


def apply_rule(rule: str, word: str) -> str:
    """Make the lemma of a word.

    Args:
        rule: A rule of `edit_rule`.
        word: The word as written.

    Returns:
        The lemma; the word itself where the rule would leave nothing of it.
    """
    if rule.startswith("="):
        return rule[1:]
    case, cut, ending = rule.split("|", 2)
    changed = _CASES[case](word)
    stem = changed[: len(changed) - int(cut)] if int(cut) < len(changed) else ""
    return (stem + ending) if stem else word


def _shared(a: str, b: str) -> int:
    """Count the letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
