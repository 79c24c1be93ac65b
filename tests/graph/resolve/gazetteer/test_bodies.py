"""The identifiers of bodies and areas that were written down by hand."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from graph.resolve.gazetteer.tables import gazetteer

_FOLDER = resources.files("graph.resolve.gazetteer")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("table", ["bodies.csv", "areas.csv"])
def test_each_identifier_is_of_one_thing_and_names_the_copies_that_confirm_it(table: str) -> None:
    listed = rows(table)
    assert len({row["wikidata"] for row in listed}) == len(listed)
    described = _FOLDER.joinpath("ATTRIBUTION.md").read_text(encoding="utf-8")
    for row in listed:
        assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"])
        assert row["checked"], row["name"]
        assert all(f"| {source} |" in described for source in row["checked"].split("|"))


def test_no_form_is_of_two_bodies() -> None:
    forms = [form for row in rows("bodies.csv") for form in {row["name"], *filter(None, row["forms"].split("|"))}]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("name", "number"),
    [("ECOWAS", "Q193272"), ("the ICRC", "Q5987345"), ("U.N. Human Rights Council", "Q205650"), ("G7", "Q1764511")],
)
def test_bodies_of_the_news_have_an_identifier(name: str, number: str) -> None:
    found = gazetteer().body(name)
    assert found is not None
    assert found.wikidata == number
