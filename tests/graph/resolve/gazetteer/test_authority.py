"""The user's own authority file."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import AuthorityInvalid
from graph.resolve.gazetteer import Linker, keep_authority, linker_for, read_authority
from tests.graph.resolve.gazetteer.records import record

CSV = """name,iri,type,aliases
Khawaja Asif,https://example.org/people/asif,PERSON,Asif|Khawaja Muhammad Asif
Pakistan,https://example.org/places/pk,country,
Georgia,https://example.org/people/georgia,PERSON,
"""
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
<https://example.org/asif> a skos:Concept, schema:Person ; skos:prefLabel "Khawaja Asif"@en ; skos:altLabel "Asif" .
"""


def test_csv_wins_over_the_gazetteer_and_keeps_what_it_knows() -> None:
    linker = Linker(read_authority(CSV.encode(), "own.csv"))
    links = linker.links(record("Pakistan said.", ("Pakistan", "GPE")))
    link = links["Pakistan"]
    assert link.same_as == ("https://example.org/places/pk",)
    assert "http://www.wikidata.org/entity/Q843" in link.close_match
    assert (link.kind, link.code) == ("country", "PK")


def test_aliases_and_types_count() -> None:
    linker = Linker(read_authority(CSV.encode(), "own.csv"))
    links = linker.links(record("Asif met Georgia in Georgia.", ("Asif", "PERSON"), ("Georgia", "GPE")))
    assert links["Asif"].key == "https://example.org/people/asif"
    assert "Georgia" not in links


def test_a_name_without_a_type_is_no_common_noun_and_keeps_the_class_that_is_known() -> None:
    linker = Linker(read_authority(b"name,iri,type\nApple,https://e.org/1,\nOslo,https://e.org/2,GPE\n", "a.csv"))
    links = linker.links(record("An apple from Oslo.", ("apple", "CONCEPT"), ("Oslo", "GPE")))
    assert set(links) == {"Oslo"}
    assert (links["Oslo"].kind, [holder.name for holder in links["Oslo"].within]) == ("city", ["Norway"])


def test_turtle() -> None:
    linker = Linker(read_authority(TURTLE.encode(), "own.ttl"))
    link = linker.links(record("Asif spoke.", ("Asif", "PERSON")))["Asif"]
    assert (link.key, link.name, link.kind) == ("https://example.org/asif", "Khawaja Asif", "person")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"name;iri\n", "a.csv", "expected the columns name, iri"),
        (b"name,iri\nA,not an iri\n", "a.csv", "line 2: expected an absolute IRI"),
        (b"name,iri,type\nA,https://e.org/a,planet\n", "a.csv", "expected a type such as"),
        (b"name,iri\n,https://e.org/a\n", "a.csv", "expected a name"),
        (b"name,iri\n", "a.csv", "found none"),
        (b"\xff\xfe\x00", "a.csv", "UTF-8"),
        (b"<a> <b", "a.ttl", "cannot be read as Turtle"),
        (b"", "a.ttl", "found none"),
    ],
)
def test_a_bad_file_is_one_clear_line(data: bytes, name: str, words: str) -> None:
    with pytest.raises(AuthorityInvalid, match=words) as caught:
        read_authority(data, name)
    assert "\n" not in str(caught.value)


def test_a_name_with_two_iris_links_to_neither() -> None:
    linker = Linker(read_authority(b"name,iri\nAsif,https://e.org/1\nAsif,https://e.org/2\n", "a.csv"))
    assert linker.links(record("Asif spoke.", ("Asif", "PERSON"))) == {}


def test_the_graph_folder_keeps_the_file(tmp_path: Path) -> None:
    source, folder = tmp_path / "mine.csv", tmp_path / "kg"
    source.write_text(CSV, encoding="utf-8")
    before = linker_for(folder).version
    keep_authority(source, folder)
    assert linker_for(folder).version != before
    assert linker_for(folder).authority.find("asif", "PERSON") is not None
    turtle = tmp_path / "mine.ttl"
    turtle.write_text(TURTLE, encoding="utf-8")
    keep_authority(turtle, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["authority.ttl"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AuthorityInvalid, match="cannot be read"):
        keep_authority(tmp_path / "none.csv", tmp_path)
