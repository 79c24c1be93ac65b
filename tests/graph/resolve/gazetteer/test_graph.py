"""Links in a graph: identifiers, containment, and the user's authority file."""

from __future__ import annotations

from pathlib import Path

from graph import KnowledgeGraph
from graph.resolve.gazetteer import keep_authority
from tests.graph.conftest import RecordBuilder


def _port_strike() -> RecordBuilder:
    b = RecordBuilder("strike.txt", publisher="The Harbour Post", headline="Strike", published="2025-05-02")
    b.entity("Ann Ray", "PERSON").entity("Istanbul", "GPE").entity("strike", "CONCEPT")
    b.sentence("Ann Ray led the strike in Istanbul.")
    b.fact("Ann Ray", ("led", "lead"), "strike", place="Istanbul")
    return b


def test_a_question_about_the_country_finds_the_city(kg: KnowledgeGraph) -> None:
    kg.add(_port_strike().build())
    assert [row["who"] for row in kg.query("happened-in", {"place": "Turkey"})] == ["Ann Ray"]
    assert list(kg.query("happened-in", {"place": "Greece"})) == []
    found = kg.query(
        "SELECT ?same ?code { ?c rdfs:label 'Istanbul' ; owl:sameAs ?same ."
        " ?c schema:containedInPlace+/ng:countryCode ?code }"
    )
    assert [(row["same"], row["code"]) for row in found] == [("https://sws.geonames.org/745044/", "TR")]


def test_what_holds_a_place_goes_with_it(kg: KnowledgeGraph) -> None:
    kg.add(_port_strike().build())
    kg.remove("strike.txt")
    assert list(kg.query("SELECT ?x { ?x ng:countryCode ?code }")) == []


def test_an_authority_file_changes_a_graph_that_is_there(tmp_path: Path) -> None:
    folder, mine = tmp_path / "kg", tmp_path / "mine.csv"
    with KnowledgeGraph.open(folder) as kg:
        kg.add(_port_strike().build())
        before = kg.store.derived()
    mine.write_text("name,iri,type\nAnn Ray,https://example.org/ann,PERSON\n", encoding="utf-8")
    keep_authority(mine, folder)
    with KnowledgeGraph.open(folder) as kg:
        rows = kg.query("SELECT ?l { ?e owl:sameAs <https://example.org/ann> ; rdfs:label ?l }")
        assert [row["l"] for row in rows] == ["Ann Ray"]
        assert kg.store.rebuilt() == kg.store.derived()
    (folder / "authority.csv").unlink()
    with KnowledgeGraph.open(folder) as kg:
        assert kg.store.derived() == before


def test_a_state_that_is_named_and_holds_a_city_has_one_label(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("law.txt", publisher="The Harbour Post", headline="Law", published="2025-05-02")
    b.entity("Georgia", "GPE").entity("Atlanta", "GPE").entity("law", "CONCEPT")
    b.sentence("Georgia signed the law in Atlanta.")
    b.fact("Georgia", ("signed", "sign"), "law", place="Atlanta")
    kg.add(b.build())
    labels = kg.query("SELECT ?l { ?s owl:sameAs <https://sws.geonames.org/4197000/> ; rdfs:label ?l }")
    assert [row["l"] for row in labels] == ["Georgia, United States"]
