"""Results as text, and what each format promises."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
import rdflib

from graph import KnowledgeGraph
from graph.errors import QueryInvalid
from graph.query.formats import write_result
from tests.graph.conftest import RecordBuilder, talks

HOSTILE = 'x"y,\n<b>\u0007 =1+1'


def written(kg: KnowledgeGraph, query: str, result_format: str, width: int | None = None) -> str:
    buffer = io.BytesIO()
    write_result(
        kg.query(query), buffer, result_format, label=kg.label, prefixes=kg.store.instances.prefixes, width=width
    )
    return buffer.getvalue().decode()


@pytest.fixture
def graph(kg: KnowledgeGraph) -> KnowledgeGraph:
    kg.add(talks())
    kg.add(RecordBuilder("h.txt", headline=HOSTILE).entity("北京", "GPE").sentence("北京 is here.").build())
    return kg


def test_a_table_shows_labels_and_lines_up(graph: KnowledgeGraph) -> None:
    lines = written(
        graph, "SELECT ?who ?to { ?s rdf:subject ?who ; rdf:object ?to ; ng:modality ng:Planned }", "table"
    ).splitlines()
    assert lines == ["who      to", "───────  ──────", "Norland  Sudria", "(1 row)"]


def test_a_table_is_cut_to_the_terminal_and_wide_letters_count_twice(graph: KnowledgeGraph) -> None:
    text = written(graph, "SELECT ?name ?text { VALUES ?name { '北京' } ?s oa:exact ?text }", "table", width=40)
    rows = text.splitlines()[2:-1]
    assert all(len(row) + 2 <= 40 for row in rows)
    assert all(row.startswith("北京  ") for row in rows)
    assert any(row.endswith("…") for row in rows)


def test_no_control_character_reaches_the_terminal(graph: KnowledgeGraph) -> None:
    text = written(graph, "SELECT ?h { ?a schema:headline ?h }", "table")
    assert "\x07" not in text
    assert len(text.splitlines()) == 5


def test_csv_tsv_json_xml_hold_the_same_rows(graph: KnowledgeGraph) -> None:
    query = "SELECT ?h ?none { ?a schema:headline ?h } ORDER BY ?h"
    rows = list(csv.reader(io.StringIO(written(graph, query, "csv"), newline="")))
    assert rows == [["h", "none"], ["Rivals to meet", ""], [HOSTILE, ""]]
    found = json.loads(written(graph, query, "json"))["results"]["bindings"]
    assert [row["h"]["value"] for row in found] == ["Rivals to meet", HOSTILE]
    xml = ElementTree.fromstring(written(graph, query, "xml"))
    assert [e.text for e in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")] == [
        "Rivals to meet",
        HOSTILE.replace("\x07", "\ufffd"),
    ]
    tsv = written(graph, query, "tsv").splitlines()
    assert tsv[0] == "?h\t?none"
    assert len(tsv) == 3


def test_json_says_what_kind_a_term_is(graph: KnowledgeGraph) -> None:
    row = json.loads(written(graph, "SELECT ?s ?c { ?s a ng:Statement ; ng:confidence ?c } LIMIT 1", "json"))
    binding = row["results"]["bindings"][0]
    assert binding["s"]["type"] == "uri"
    assert binding["c"]["datatype"].endswith("#decimal")


def test_ask(graph: KnowledgeGraph) -> None:
    assert written(graph, "ASK { ?s a ng:Statement }", "table") == "yes\n"
    assert json.loads(written(graph, "ASK { ?s a ng:Nothing }", "json"))["boolean"] is False
    assert ElementTree.fromstring(written(graph, "ASK {}", "xml"))[1].text == "true"


def test_construct_is_turtle(graph: KnowledgeGraph) -> None:
    text = written(graph, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a schema:Person ; rdfs:label ?l }", "ttl")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 2
    assert "prov:" not in text


@pytest.mark.parametrize(
    ("query", "result_format"), [("SELECT * { ?s ?p ?o }", "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")]
)
def test_a_format_that_does_not_fit_is_refused(graph: KnowledgeGraph, query: str, result_format: str) -> None:
    with pytest.raises(QueryInvalid, match="--format"):
        written(graph, query, result_format)


def test_no_cell_of_csv_is_a_formula(graph: KnowledgeGraph) -> None:
    values = "VALUES ?x { '=HYPERLINK(1)' '@x' '+x' -3 '-3' 'plain' <http://x/=> }"
    found = list(csv.reader(io.StringIO(written(graph, f"SELECT ?x {{ {values} }}", "csv"), newline="")))
    assert [row[0] for row in found[1:]] == ["'=HYPERLINK(1)", "'@x", "'+x", "-3", "-3", "plain", "http://x/="]
