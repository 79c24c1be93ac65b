"""What holds for any text: no crash, spans inside the text, values that parse, one result for one input."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.times import find_times
from extractors.times.iso import bounds, duration, interval, is_iso
from extractors.times.words import listed

_NLP = spacy.blank("en")
_PIECES = st.sampled_from(
    [
        "\n",
        *listed(
            "on in at the a last next this of from to between and since until by before after ago later "
            "earlier every day days week weeks month months year years hour hours decade century May march "
            "Tuesday monday October Oct. 25 31 1999 2025 2021 99 0 '90s 1990s 25th third second half quarter "
            "10:30 24:00 5pm a.m. GMT - – / , . ( ) 's February 30 29 winter summer noon today yesterday "
            "tomorrow tonight morning few several couple dozen hundred 10000 99999999 2025-02-30 2025-10-25 "
            "31/02/2020 1/1/1 few past coming BC Christmas Easter 0001 9999"
        ),
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=14).map(" ".join), st.text(max_size=60))
_DATES = st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda d: d.isoformat()), st.text(max_size=12))


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _DATES)
def test_any_text(text: str, published: str | None) -> None:
    doc = _NLP(text)
    found = find_times(doc, published)
    last = 0
    for time in found:
        assert last <= time.start < time.end <= len(doc)
        assert time.text == doc[time.start : time.end].text
        assert time.value is None or is_iso(time.value)
        last = time.end
    assert found == find_times(doc, published)


@given(
    st.floats(0.01, 9999, allow_nan=False),
    st.sampled_from([("Y", False), ("M", False), ("D", False), ("H", True), ("M", True)]),
)
def test_durations_parse(amount: float, unit: tuple[str, bool]) -> None:
    value = duration(round(amount * 2) / 2, *unit)
    assert value is None or is_iso(value)


@given(st.dates(), st.dates())
def test_intervals_are_in_order(one, other) -> None:
    value = interval(str(one), str(other))
    assert (value is None) == (one >= other)
    if value is not None:
        assert bounds(value) == (one, other)


@pytest.mark.parametrize("value", ["2025-02-30", "2025-13", "25", "P", "PT", "R/", "../..", "2025/", "yesterday", ""])
def test_not_iso(value: str) -> None:
    assert not is_iso(value)
