"""A country and a state of one name in one article."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

from extractors.mentions import resolve_mentions
from extractors.records import Article
from tests.extractors.parsed import parsed

_COUNTRY = "The|DT|det|2 country|NN|nsubj|5 of|IN|case|4 {GPE Georgia|NNP|nmod|2 } voted|VBD|ROOT|5|vote .|.|punct|5\n"
_STATE = "It|PRP|nsubj|2 snowed|VBD|ROOT|2|snow in|IN|case|4 {GPE Georgia|NNP|obl|2 } and|CC|cc|6 {GPE Alabama|NNP|conj|4 } .|.|punct|2\n"
_BARE = "{GPE Georgia|NNP|nsubj|2 } waited|VBD|ROOT|2|wait .|.|punct|2\n"


def _places(text: str) -> dict[str, int]:
    doc = parsed(text)
    resolution = resolve_mentions(doc, Article(id="a", source="a", text=doc.text), ())
    return {e.id: sum(m.entity == e.id for m in resolution.mentions) for e in resolution.entities if e.type == "GPE"}


def test_two_places_where_the_text_says_both() -> None:
    assert _places(_COUNTRY + _STATE) == {"georgia-gpe": 1, "georgia-state-gpe": 1, "alabama-gpe": 1}


def test_a_bare_name_is_the_one_spoken_of_last() -> None:
    assert _places(_COUNTRY + _STATE + _BARE)["georgia-state-gpe"] == 2
    assert _places(_STATE + _COUNTRY + _BARE)["georgia-gpe"] == 2


def test_one_place_where_the_text_says_one() -> None:
    assert _places(_STATE + _BARE) == {"georgia-gpe": 2, "alabama-gpe": 1}
    assert _places(_COUNTRY + _BARE) == {"georgia-gpe": 2}


def test_a_city_of_the_country_tells_too() -> None:
    city = "{GPE Tbilisi|NNP|nsubj|2 } waited|VBD|ROOT|2|wait .|.|punct|2\n"
    assert _places(city + _BARE + _STATE) == {
        "tbilisi-gpe": 1,
        "georgia-gpe": 1,
        "georgia-state-gpe": 1,
        "alabama-gpe": 1,
    }
