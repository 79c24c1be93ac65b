"""Keys: which spellings are one name, and what a short name may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.keys import is_generic, is_partial, name_key, short_keys


@pytest.mark.parametrize(
    ("one", "other", "family"),
    [
        ("Lucija Perović", "LUCIJA PEROVIC", "person"),
        ("Mohammed Rahimi", "Muhammad Rahimi", "person"),
        ("J. K. Rowan", "J.K. Rowan", "person"),
        ("Bashar al-Assad", "Bashar Assad", "person"),
        ("the Kvarner Cement d.d.", "Kvarner Cement", "org"),
        ("Pellworth Foods plc", "Pellworth Foods, Inc.", "org"),
        ("Ministry of Defence of Poland", "Polish Defense Ministry", "org"),
        ("U.S. Navy", "US Navy", "org"),
        ("Karennis", "Karenni", "group"),
    ],
)
def test_spellings_of_one_name(one: str, other: str, family: str) -> None:
    assert name_key(one, family) == name_key(other, family)


@pytest.mark.parametrize(
    ("one", "other", "family"),
    [
        ("University of York", "York University", "org"),
        ("Donau Bank", "Donau Energy", "org"),
        ("Asif Khan", "Asif Ali", "person"),
        ("Ministry of Defence of Poland", "Ministry of Defence of Czechia", "org"),
        ("€", "£", "org"),
    ],
)
def test_other_names(one: str, other: str, family: str) -> None:
    assert name_key(one, family) != name_key(other, family)


@pytest.mark.parametrize(
    ("name", "family", "short", "relation"),
    [
        ("Khawaja Asif", "person", "asif", "surname"),
        ("Khawaja Asif", "person", "k asif", "initials"),
        ("Khawaja Muhammad Asif", "person", "khawaja asif", "middle name"),
        ("Joris van der Meer", "person", "van der meer", "surname"),
        ("North Sea Wire", "org", "nsw", "acronym"),
        ("Corvane Logistics", "org", "corvane", "first word"),
        ("Afghan Taliban", "org", "taliban", "of a country"),
    ],
)
def test_short_names(name: str, family: str, short: str, relation: str) -> None:
    assert (short, relation) in short_keys(name_key(name, family), family)


def test_a_product_is_not_short_for_its_maker() -> None:
    assert not {relation for short, relation in short_keys("google chrome", "org") if short == "google"}


def test_generic_and_partial() -> None:
    assert is_generic("foreign ministry")
    assert not is_generic("brim group")
    assert is_partial("asif", "person")
    assert is_partial("k asif", "person")
    assert not is_partial("ben chan", "person")


@given(st.text(min_size=1), st.sampled_from(["person", "org", "place", "group", "work"]))
def test_every_name_has_a_key(name: str, family: str) -> None:
    key = name_key(name, family)
    assert key
    assert key == key.strip()
    for short, _ in short_keys(key, family):
        assert short
