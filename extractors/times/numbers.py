"""Numbers inside time expressions: "two", "25", "twenty-five", "two and a half", "25th", "third"."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.times.words import CARDINALS, MULTIPLIERS, ORDINALS

__all__ = ["number", "ordinal"]


def number(forms: Iterable[str]) -> float | None:
    """Return the value of a cardinal number ("two and a half", "1,200", "twenty-five", "a dozen"), or None."""
    current, seen = 0.0, False
    forms = list(forms)
    if forms in (["a"], ["an"]):
        return 1.0
    for form in forms:
        if form in ("-", "and", "of", "a", "an"):
            continue
        if form == "half":
            current += 0.5
        elif form in ("couple", "pair"):
            current = 2.0
        elif form in MULTIPLIERS:
            current = (current or 1) * MULTIPLIERS[form]
        elif form in CARDINALS:
            current += CARDINALS[form]
        else:
            try:
                current += float(form.replace(",", ""))
            except ValueError:
                return None
        seen = True
    return current if seen else None


def ordinal(forms: Iterable[str]) -> int | None:
    """Return the value of an ordinal ("25th", "third", "twenty-first") or of plain digits, or None."""
    total = 0
    for form in forms:
        if form == "-":
            continue
        digits = form.rstrip("stndrh")
        if digits.isdigit():
            total += int(digits)
        elif form in ORDINALS:
            total += ORDINALS[form]
        elif form in CARDINALS:
            total += CARDINALS[form]
        else:
            return None
    return total or None
