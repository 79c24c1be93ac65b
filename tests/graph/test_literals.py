"""Literals: typed where certain, canonical, and never a value that XML Schema does not know."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, Store

from graph.literals import decimal_literal, number_literal, text_literal, time_literal, time_literals
from graph.vocabulary import NG


@pytest.mark.parametrize(
    ("value", "lexical", "kind"),
    [
        ("2025", "2025", "gYear"),
        ("2025-11", "2025-11", "gYearMonth"),
        ("2025-11-06", "2025-11-06", "date"),
        ("2025-11-06T05:00", "2025-11-06T05:00:00", "dateTime"),
        ("2025-11-06T05:00:00+00:00", "2025-11-06T05:00:00Z", "dateTime"),
        ("2025-11-06T05:00:00.500+0530", "2025-11-06T05:00:00.5+05:30", "dateTime"),
    ],
)
def test_times(value: str, lexical: str, kind: str) -> None:
    literal = time_literal(value)
    assert literal is not None
    assert (literal.value, literal.datatype.value.rpartition("#")[2]) == (lexical, kind)


@pytest.mark.parametrize(
    "value", ["2025-02-30", "0000", "2025-13", "today", "2025-W45", "P3D", "", "２０２５", "2025-11-06T25:00", "T10:00"]
)
def test_what_is_no_time_gives_none(value: str) -> None:
    assert time_literal(value) is None


def test_an_interval_has_a_start_and_an_end_and_no_point() -> None:
    point, start, end = time_literals("2025-01-01/2025-02")
    assert point is None
    assert start is not None
    assert start.value == "2025-01-01"
    assert end is not None
    assert end.value == "2025-02"
    assert time_literals("2021/..")[2] is None


@pytest.mark.parametrize(
    ("number", "lexical"), [(0.9, "0.9"), (1.0, "1"), (0.87654, "0.8765"), (0.0, "0"), (float("nan"), "0")]
)
def test_decimals_are_what_the_store_keeps(number: float, lexical: str) -> None:
    store, literal = Store(), decimal_literal(number)
    store.add(Quad(NG["x"], NG["y"], literal))
    assert literal.value == lexical
    assert next(iter(store)).object == literal


@pytest.mark.parametrize(
    ("value", "kind"),
    [("12", "integer"), ("-3", "integer"), ("0.50", "decimal"), ("1e5", None), ("twelve", None), ("٣", None)],
)
def test_numbers(value: str, kind: str | None) -> None:
    literal = number_literal(value)
    assert (literal and literal.datatype.value.rpartition("#")[2]) == kind


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert text_literal("a\ud800b").value == "a\ufffdb"
