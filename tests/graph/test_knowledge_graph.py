"""The Python face of a graph."""

from __future__ import annotations

from pathlib import Path

from graph import KnowledgeGraph
from tests.graph.conftest import RecordBuilder


def test_table_shows_names_instead_of_iris(tmp_path: Path) -> None:
    record = RecordBuilder("a.txt", publisher="The Post").entity("Mara Lind", "PERSON").entity("Norland", "GPE")
    record.sentence("Mara Lind visit Norland.").fact("Mara Lind", "visit", "Norland", confidence=1.0)
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        kg.add(record.build())
        table = kg.table("SELECT ?who ?where { ?s rdf:subject ?who ; rdf:object ?where }")
    assert [line.split() for line in table.splitlines()[::2]] == [["who", "where"], ["Mara", "Lind", "Norland"]]


def test_table_of_triples_is_turtle(tmp_path: Path) -> None:
    record = RecordBuilder("a.txt").entity("Mara Lind", "PERSON")
    record.sentence("Mara Lind left.")
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        kg.add(record.build())
        assert "schema:Person" in kg.table("CONSTRUCT { ?e a schema:Person } WHERE { ?e a schema:Person }")
