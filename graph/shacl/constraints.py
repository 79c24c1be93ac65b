"""The constraint components of SHACL Core that the shapes use: each says which values of a focus node break it.

Source: W3C Recommendation *Shapes Constraint Language (SHACL)*, 2017, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.shacl.data import DataGraph, Term
from graph.vocabulary import XSD

__all__ = ["VALUE_CONSTRAINTS", "Constraint", "class_of", "disjoint", "equals", "less_than"]
__all__ += ["less_than_or_equals", "one_of"]

Constraint = Callable[[DataGraph, Term, list[Term]], Iterable[Term | None]]
"""Data, focus node, its values -> the values that break the constraint; None for the focus node as a whole."""

_DAY = r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_LEXICAL = {
    XSD["integer"]: re.compile(r"[+-]?\d+"),
    XSD["decimal"]: re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    XSD["boolean"]: re.compile("true|false|0|1"),
    XSD["date"]: re.compile(_DAY + _ZONE),
    XSD["dateTime"]: re.compile(_DAY + r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?" + _ZONE),
    XSD["gYearMonth"]: re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])" + _ZONE),
    XSD["gYear"]: re.compile(r"-?\d{4,}" + _ZONE),
}
_NUMERIC = frozenset({XSD["integer"], XSD["decimal"]})


def min_count(least: Term) -> Constraint:
    """At least so many values."""
    number = int(least.value)
    return lambda data, focus, values: () if len(values) >= number else (None,)


def max_count(most: Term) -> Constraint:
    """At most so many values."""
    number = int(most.value)
    return lambda data, focus, values: () if len(values) <= number else (None,)


def has_value(wanted: Term) -> Constraint:
    """This value among others."""
    return lambda data, focus, values: () if wanted in values else (None,)


def one_of(allowed: Iterable[Term]) -> Constraint:
    """Only values of this list."""
    listed = frozenset(allowed)
    return lambda data, focus, values: [value for value in values if value not in listed]


def class_of(class_: Term) -> Constraint:
    """Only members of this class."""
    return lambda data, focus, values: [value for value in values if not data.is_a(value, class_)]


def disjoint(other: NamedNode) -> Constraint:
    """No value that another property of the focus node has too."""
    return lambda data, focus, values: [value for value in values if value in data.values(focus, (other,))]


def equals(other: NamedNode) -> Constraint:
    """The same values as another property of the focus node."""

    def broken(data: DataGraph, focus: Term, values: list[Term]) -> Iterator[Term | None]:
        there = data.values(focus, (other,))
        yield from (value for value in values if value not in there)
        yield from (value for value in there if value not in values)

    return broken


def less_than(other: NamedNode) -> Constraint:
    """Each value below each value of another property of the focus node."""
    return _ordered(other, lambda one, two: one < two)


def less_than_or_equals(other: NamedNode) -> Constraint:
    """No value above a value of another property of the focus node."""
    return _ordered(other, lambda one, two: one <= two)


def _ordered(other: NamedNode, holds: Callable[[Decimal, Decimal], bool]) -> Constraint:
    def broken(data: DataGraph, focus: Term, values: list[Term]) -> Iterator[Term | None]:
        for value in values:
            for bound in data.values(focus, (other,)):
                one, two = _number(value), _number(bound)
                if one is None or two is None or not holds(one, two):
                    yield value

    return broken


def _each(holds: Callable[[Term], bool]) -> Constraint:
    return lambda data, focus, values: [value for value in values if not holds(value)] if values else ()


def _datatype(wanted: Term) -> Constraint:
    def holds(value: Term) -> bool:
        if not isinstance(value, Literal) or value.datatype != wanted:
            return False
        form = _LEXICAL.get(value.datatype)
        return form is None or form.fullmatch(value.value) is not None

    return _each(holds)


def _node_kind(wanted: Term) -> Constraint:
    name = wanted.value.rpartition("#")[2]
    kinds = {"IRI": NamedNode, "Literal": Literal, "BlankNode": BlankNode}
    allowed = tuple(kind for part, kind in kinds.items() if part in name)
    return _each(lambda value: isinstance(value, allowed))


def _pattern(wanted: Term) -> Constraint:
    form = re.compile(wanted.value)
    return _each(lambda value: not isinstance(value, BlankNode) and form.search(value.value) is not None)


def _min_length(wanted: Term) -> Constraint:
    least = int(wanted.value)
    return _each(lambda value: not isinstance(value, BlankNode) and len(value.value) >= least)


def _at_least(wanted: Term) -> Constraint:
    bound = Decimal(wanted.value)
    return _each(lambda value: (number := _number(value)) is not None and number >= bound)


def _at_most(wanted: Term) -> Constraint:
    bound = Decimal(wanted.value)
    return _each(lambda value: (number := _number(value)) is not None and number <= bound)


def _number(value: Term) -> Decimal | None:
    if not isinstance(value, Literal) or value.datatype not in _NUMERIC:
        return None
    return Decimal(value.value) if _LEXICAL[value.datatype].fullmatch(value.value) else None


VALUE_CONSTRAINTS: dict[str, Callable[[Term], Constraint]] = {
    "minCount": min_count,
    "maxCount": max_count,
    "hasValue": has_value,
    "class": class_of,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _at_least,
    "maxInclusive": _at_most,
}
"""Constraint components with one plain parameter, by their names in ``sh:``."""
