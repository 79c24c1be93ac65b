"""Which place or body a name of an article is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolve.gazetteer import Linker
from graph.resolve.gazetteer.names import fold
from graph.resolve.gazetteer.tables import gazetteer
from tests.graph.resolve.gazetteer.records import record

GEORGIA, GEORGIA_STATE = "geonames:614540", "geonames:4197000"


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker()


def keys(linker: Linker, text: str, *names: tuple[str, str], **beside: str) -> dict[str, str]:
    return {name: link.key for name, link in linker.links(record(text, *names, **beside)).items()}


def test_a_country_named_with_its_capital(linker: Linker) -> None:
    found = keys(linker, "Tbilisi is calm, Georgia said.", ("Tbilisi", "GPE"), ("Georgia", "GPE"))
    assert found == {"Tbilisi": "geonames:611717", "Georgia": GEORGIA}


def test_a_state_named_with_its_city(linker: Linker) -> None:
    found = keys(linker, "Georgia's governor spoke in Atlanta.", ("Georgia", "GPE"), ("Atlanta", "GPE"))
    assert found["Georgia"] == GEORGIA_STATE


def test_no_link_where_nothing_tells(linker: Linker) -> None:
    assert keys(linker, "Georgia will decide.", ("Georgia", "GPE")) == {}
    assert keys(linker, "Birmingham will vote.", ("Birmingham", "GPE")) == {}
    assert keys(linker, "Congo will vote.", ("Congo", "GPE")) == {}


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("The storm hit Paris, Texas, on Monday.", "Paris", "geonames:4717560"),
        ("The storm hit Athens, Ga., on Monday.", "Athens", "geonames:4180386"),
        ("The minister spoke in Paris on Monday.", "Paris", "geonames:2988507"),
        ("The state of Washington sued.", "Washington", "geonames:5815135"),
        ("Fires spread in Washington state.", "Washington", "geonames:5815135"),
        ("The republic of Georgia applied.", "Georgia", GEORGIA),
        ("Istanbul is wet.", "Istanbul", "geonames:745044"),
        ("Kiev is calm.", "Kiev", "geonames:703448"),
        ("Zurich is calm.", "Zurich", "geonames:2657896"),
        ("Singapore voted.", "Singapore", "geonames:1880251"),
        ("New York is calm.", "New York", "geonames:5128581"),
    ],
)
def test_one_name(linker: Linker, text: str, name: str, key: str) -> None:
    assert keys(linker, text, (name, "GPE")) == {name: key}


def test_the_dateline_tells_the_country(linker: Linker) -> None:
    assert keys(linker, "Hyderabad is calm.", ("Hyderabad", "GPE")) == {}
    assert keys(linker, "Hyderabad is calm.", ("Hyderabad", "GPE"), place="Karachi") == {
        "Hyderabad": "geonames:1176734"
    }


def test_the_name_of_an_organisation_tells_the_state(linker: Linker) -> None:
    names = [("Fayetteville", "GPE"), ("University of Arkansas", "ORG"), ("North Carolina", "GPE")]
    text = "The University of Arkansas in Fayetteville, and North Carolina."
    assert "Fayetteville" not in keys(linker, text, *names)  # both states have one
    assert keys(linker, text, *names[:2])["Fayetteville"] == "geonames:4110486"


def test_two_neighbours_tell_which_congo(linker: Linker) -> None:
    names = [(name, "GPE") for name in ("Congo", "Rwanda", "Uganda")]
    assert keys(linker, "Congo, Rwanda and Uganda met.", *names)["Congo"] == "geonames:203312"


def test_a_country_that_is_a_guest_does_not_make_its_towns_meant(linker: Linker) -> None:
    names = [("US", "GPE"), ("Geneva", "GPE")]
    assert keys(linker, "US officials met in Geneva.", *names).get("Geneva") in (None, "geonames:2660646")


def test_bodies_by_name_and_acronym(linker: Linker) -> None:
    found = keys(linker, "The WHO and the United Nations met.", ("WHO", "ORG"), ("United Nations", "ORG"))
    assert found == {"WHO": "wikidata:Q7817", "United Nations": "wikidata:Q1065"}
    assert keys(linker, "He asked who came.", ("who", "ORG")) == {}


def test_a_capital_that_acts_is_linked_a_person_is_not(linker: Linker) -> None:
    assert keys(linker, "Kinshasa accused Rwanda.", ("Kinshasa", "PERSON")) == {"Kinshasa": "geonames:2314302"}
    assert keys(linker, "Jordan left the show.", ("Jordan", "PERSON")) == {}
    assert keys(linker, "Paris left the show.", ("Paris", "PERSON")) == {}


def test_a_link_says_what_holds_the_place(linker: Linker) -> None:
    link = linker.get("geonames:745044")
    assert link is not None
    assert (link.name, link.unique_name, link.kind) == ("Istanbul", "Istanbul", "city")
    assert [holder.name for holder in link.within] == ["Turkey"]
    assert link.within[0].code == "TR"
    assert link.within[0].same_as == ("https://sws.geonames.org/298795/", "http://www.wikidata.org/entity/Q43")
    paris = linker.get("geonames:4717560")
    assert paris is not None
    assert paris.unique_name == "Paris, Texas, United States"


def test_every_sovereign_country_has_all_identifiers() -> None:
    rows = [row for row in gazetteer()._country_rows if row["kind"] == "country"]
    assert len(rows) == 197
    assert all(row["geonames"] and row["wikidata"] and row["iso3"] and row["demonyms"] is not None for row in rows)
    assert len({row["wikidata"] for row in rows}) == 197


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_is_idempotent_and_takes_any_text(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@settings(deadline=None)
@given(st.permutations(["Tbilisi", "Georgia", "Atlanta", "Armenia"]))
def test_the_order_of_entities_does_not_matter(names: list[str]) -> None:
    text = "Georgia, Armenia: Tbilisi, Atlanta."
    found = Linker().links(record(text, *((name, "GPE") for name in names)))
    expected = Linker().links(record(text, *((name, "GPE") for name in sorted(names))))
    assert found == expected
