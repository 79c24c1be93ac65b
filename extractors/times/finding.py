"""Find the time expressions of an article and give each its value.

Rules over atoms propose expressions (:mod:`.dates`, :mod:`.relative`, :mod:`.clock`, :mod:`.durations`); the leftmost
and longest wins; neighbours are then joined ("10 a.m." + "Tuesday", "from" X "to" Y, "since" X). The scheme of values
follows TIMEX3 where ISO 8601 allows it; the use of tense for underspecified dates follows Strötgen and Gertz (2010).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extractors.columns import Columns, columns_of
from extractors.times.atoms import BREAK, atoms_of
from extractors.times.clock import CLOCK_RULES
from extractors.times.context import Context, Found
from extractors.times.dates import DATE_RULES
from extractors.times.durations import DURATION_RULES
from extractors.times.grammar import compile_rules
from extractors.times.iso import is_iso, parse_published
from extractors.times.joining import join
from extractors.times.patterns import Patterns
from extractors.times.records import TimeExpression
from extractors.times.relative import RELATIVE_RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from extractors.times.patterns import Hit

__all__ = ["find_times"]

_NAMES = frozenset({"PERSON", "ORG", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "FAC", "NORP", "GPE", "LOC"})


@cache
def _rules() -> Patterns[Callable[[Hit, Context], Found | None]]:
    return compile_rules((*DATE_RULES, *RELATIVE_RULES, *CLOCK_RULES, *DURATION_RULES))


def find_times(doc: Doc, published: str | None) -> tuple[TimeExpression, ...]:
    """Find an article's time expressions.

    Args:
        doc: The annotated article. Without a parse, tense is unknown and dates without a year go to the nearest one.
        published: When it was published (ISO 8601 date or date-time); without it relative times have no value.

    Returns:
        The expressions in text order, without overlap.
    """
    columns = columns_of(doc)
    names = [(ent.start, ent.end) for ent in doc.ents if ent.label_ in _NAMES and ent.end - ent.start > 1]
    return times_of(columns, published, names)


def times_of(columns: Columns, published: str | None, names: list[tuple[int, int]]) -> tuple[TimeExpression, ...]:
    """Find time expressions in columns; none inside a longer name ("the Sunday Times", "World Cup 2026")."""
    today, now = parse_published(published)
    atoms = atoms_of(columns)
    context = Context(columns, atoms, today, now)
    inside: dict[int, tuple[int, int]] = {i: name for name in names for i in range(*name)}
    free = 0
    for hit, rule in _rules().scan(atoms):
        if hit.start < free:
            continue
        first, last = atoms.tokens[hit.start], atoms.tokens[hit.end - 1]
        name = inside.get(first)
        if name and name == inside.get(last) and last - first + 1 < name[1] - name[0]:
            continue
        found = rule(hit, context)
        if found is None or (found.value is not None and not is_iso(found.value)):
            continue
        found.start, found.end = hit.start, hit.end
        context.told.append(found)
        free = hit.end
    return tuple(_expression(found, context) for found in join(context))


def _expression(found: Found, context: Context) -> TimeExpression:
    atoms, columns = context.atoms, context.columns
    start, end = found.start, found.end
    while start < end - 1 and atoms.forms[start] in (
        "(",
        ",",
        BREAK,
        "for",
        "during",
        "over",
        "within",
        "in",
        "on",
        "at",
    ):
        start += 1
    first, last = atoms.tokens[start], columns.token_at(atoms.ends[end - 1] - 1)
    # A closing bracket or the stop of the sentence does not belong to the expression.
    while last > first and columns.words[last] in (")", ",", "."):
        last -= 1
    return TimeExpression(first, last + 1, columns.surface(first, last + 1), found.kind, found.value)
