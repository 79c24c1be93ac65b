"""Exports: complete, equal to each other, the same bytes each time, and readable by others."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from extractors.errors import NewsgraphError
from graph import KnowledgeGraph
from graph.export.tables import harmless
from tests.graph.conftest import RecordBuilder, talks

RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@pytest.fixture
def graph(kg: KnowledgeGraph) -> KnowledgeGraph:
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("b.txt", "The Inland Mail"))
    b = RecordBuilder("h.txt", headline='"""\\ \u0001\u2028 </script> <b>', published="2025-11-06T05:00:00+05:00")
    b.entity('</script>"\\', "ORG").entity("عربي", "PERSON").entity("😀\u202e", "PRODUCT")
    b.sentence('</script>"\\ sold عربي to 😀\u202e.')
    b.fact('</script>"\\', "sold", "عربي")
    b.fact('</script>"\\', ("sold", 'sold/<x> "'), "😀\u202e")
    kg.add(b.build())
    return kg


def export(kg: KnowledgeGraph, export_format: str) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, export_format)
    return buffer.getvalue()


def union(data: bytes, export_format: str) -> rdflib.Graph:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=RDFLIB[export_format])
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize("export_format", RDFLIB)
def test_all_loads_back_in_rdflib_and_is_the_same_graph(graph: KnowledgeGraph, export_format: str) -> None:
    expected = union(export(graph, "nquads"), "nquads")
    assert len(expected) == len(graph.store.store)
    assert to_isomorphic(union(export(graph, export_format), export_format)) == to_isomorphic(expected)


@pytest.mark.parametrize("export_format", OXIGRAPH)
def test_all_loads_back_in_oxigraph_quad_by_quad(graph: KnowledgeGraph, export_format: str) -> None:
    loaded = set(pyoxigraph.parse(export(graph, export_format), format=OXIGRAPH[export_format]))
    here = set(graph.store.store)
    if export_format in {"turtle", "ntriples"}:
        here = {pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in here}
    assert loaded == here


@pytest.mark.parametrize("export_format", [*RDFLIB, "graphml", "csv"])
def test_the_same_bytes_from_another_process_with_another_hash_seed(
    graph: KnowledgeGraph, folder: Path, export_format: str
) -> None:
    here = export(graph, export_format)
    graph.flush()
    code = "import sys; from graph.cli import main; sys.exit(main(sys.argv[1:]))"
    result = subprocess.run(
        [sys.executable, "-c", code, "export", "--kg", str(folder), "--format", export_format],
        capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C"},
    )  # fmt: skip
    assert result.stdout == here


def test_turtle_is_grouped_by_subject_and_has_only_our_prefixes(graph: KnowledgeGraph) -> None:
    text = export(graph, "turtle").decode()
    subjects = [line.split()[0] for line in text.splitlines() if line and not line.startswith(("\t", "@"))]
    assert len(subjects) == len(set(subjects))
    assert "entity:Mara_Lind a schema:Person" in text


@pytest.mark.parametrize("export_format", ["turtle", "trig"])
def test_prefixes_stand_in_order_at_the_head(graph: KnowledgeGraph, kg: KnowledgeGraph, export_format: str) -> None:
    lines = export(graph, export_format).decode().splitlines()
    count = next(i for i, line in enumerate(lines) if not line.startswith("@prefix"))
    assert count > 10
    assert lines[:count] == sorted(lines[:count])
    assert not [line for line in lines[count:] if line.startswith("@prefix")]


def test_an_empty_graph_is_a_valid_file(kg: KnowledgeGraph) -> None:
    for export_format in OXIGRAPH:
        assert list(pyoxigraph.parse(export(kg, export_format), format=OXIGRAPH[export_format])) == []


def test_graphml_opens_in_networkx(graph: KnowledgeGraph) -> None:
    data = export(graph, "graphml")
    ElementTree.fromstring(data)
    found = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
    nodes = {attributes["label"] for _, attributes in found.nodes(data=True)}
    assert {"Mara Lind", "Sudria", "عربي"} <= nodes
    relations = {attributes["relation"] for *_, attributes in found.edges(data=True)}
    assert {"meet", "sign", "hold position"} <= relations


def test_csv_has_a_row_per_statement_and_one_per_entity(graph: KnowledgeGraph, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(graph, "csv").decode(), newline="")))
    assert len(rows) == len(list(graph.facts()))
    folder = tmp_path / "tables"
    folder.mkdir()
    graph.export(folder, "csv")
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["label"] for row in csv.DictReader(file)} >= {"Mara Lind", "Geneva"}
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv"]


def test_a_file_is_replaced_only_when_complete_and_nothing_is_left_beside_it(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "graph.ttl"
    with pytest.raises(NewsgraphError, match="-o"):
        graph.export(target, "turtle")
    target.parent.mkdir()
    graph.export(target, "turtle")
    assert [path.name for path in target.parent.iterdir()] == ["graph.ttl"]


def test_an_unknown_format_is_named(graph: KnowledgeGraph) -> None:
    with pytest.raises(NewsgraphError, match="rdfxml"):
        graph.export(io.BytesIO(), "rdfxml")


@pytest.mark.parametrize("export_format", ["turtle", "trig", "nquads", "ntriples"])
def test_triple_terms_name_the_triple_of_each_statement(graph: KnowledgeGraph, export_format: str) -> None:
    buffer = io.BytesIO()
    graph.export(buffer, export_format, triple_terms=True)
    loaded = set(pyoxigraph.parse(buffer.getvalue(), format=OXIGRAPH[export_format]))
    plain = set(pyoxigraph.parse(export(graph, export_format), format=OXIGRAPH[export_format]))
    added = loaded - plain
    assert plain < loaded
    assert {quad.predicate.value.rpartition("#")[2] for quad in added} == {"reifies"}
    store = pyoxigraph.Store()
    store.extend(loaded)
    rdf = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    old = rdf + "SELECT ?s ?p ?o { ?f rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?f"
    new = rdf + "SELECT ?s ?p ?o { ?f rdf:reifies <<( ?s ?p ?o )>> } ORDER BY ?f"
    rows = [[str(row) for row in store.query(text, use_default_graph_as_union=True)] for text in (old, new)]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(added) > 10


@pytest.mark.parametrize(
    ("export_format", "option"),
    [("jsonld", "triple_terms"), ("csv", "triple_terms"), ("turtle", "records"), ("jsonld", "records")],
)
def test_a_format_that_cannot_hold_it_says_so(graph: KnowledgeGraph, export_format: str, option: str) -> None:
    with pytest.raises(NewsgraphError, match="use "):
        graph.export(io.BytesIO(), export_format, **{option: True})


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(kg: KnowledgeGraph, tmp_path: Path, text: str) -> None:
    b = RecordBuilder("f.txt", headline=text, publisher=text).entity(text, "ORG", f"{text}!")
    b.sentence(f"{text} sold it.")
    b.fact(text, ("sold", text), "it")
    kg.add(b.build())
    (tmp_path / "tables").mkdir()
    kg.export(tmp_path / "tables", "csv")
    for name in ("edges.csv", "nodes.csv"):
        with (tmp_path / "tables" / name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in list(csv.reader(file))[1:] for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
        assert any(text.strip() in cell for cell in cells)


def test_numbers_in_cells_stay_numbers() -> None:
    assert [harmless(text) for text in ("-3", "+4.5", "-1,000.5", "-3 degrees", "3-4")] == [
        "-3", "+4.5", "-1,000.5", "'-3 degrees", "3-4",
    ]  # fmt: skip


def test_csv_tells_a_statements_further_properties(tmp_path: Path) -> None:
    record = talks("a.txt", "The Harbour Post")
    first = next(fact for fact in record.facts if fact.relation.label == "meet")
    meant = replace(first, relation=replace(first.relation, sense="meet", actor="subject", target="object"))
    told = replace(record, facts=tuple(meant if fact is first else fact for fact in record.facts))
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        kg.add(told)
        rows = list(csv.DictReader(io.StringIO(export(kg, "csv").decode(), newline="")))
    assert any("relation" in row["further"] for row in rows if row["relation_label"] == "meet")
