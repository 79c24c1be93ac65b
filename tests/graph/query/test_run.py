"""Queries over the union of all graphs, and errors that people can read."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph
from graph.errors import QueryInvalid
from tests.graph.conftest import talks


def test_the_default_graph_is_the_union_unless_the_query_names_one(kg: KnowledgeGraph) -> None:
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("b.txt", "The Inland Mail"))
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a ng:Statement }"
    article = next(kg.store.articles()).value
    assert next(iter(kg.query(count)))["n"] == "14"
    assert next(iter(kg.query(count.replace("WHERE", f"FROM <{article}> WHERE"))))["n"] == "7"
    assert next(iter(kg.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{article}> {{ ?s a ng:Statement }} }}")))["n"] == "7"


def test_no_triple_stands_in_two_graphs(kg: KnowledgeGraph) -> None:
    """Oxigraph's union does not remove duplicates, so there must be none."""
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("b.txt", "The Inland Mail"))
    triples = [(quad.subject, quad.predicate, quad.object) for quad in kg.store.store]
    assert len(triples) == len(set(triples))


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT ?x { ", "", "DESCRIBE", "SELECT * { ?s unknown:x ?o }", "hello there"]
)
def test_bad_sparql_is_one_line(kg: KnowledgeGraph, query: str) -> None:
    with pytest.raises(QueryInvalid) as caught:
        kg.query(query)
    assert "\n" not in str(caught.value)


def test_the_rdflib_view_gives_the_same_answers(kg: KnowledgeGraph) -> None:
    kg.add(talks())
    article = next(kg.store.articles()).value
    query = "SELECT ?s {} {{ ?s a ng:Statement }}"
    assert len(kg.rdf) == len(kg.store.store)
    assert len(list(kg.rdf.query(query.format("")))) == 7
    assert len(list(kg.rdf.query(query.format(f"FROM <{article}>")))) == 7
    assert len(list(kg.rdf.query(query.format("FROM <http://elsewhere.example/>")))) == 0


def test_the_rdflib_view_does_not_write_nor_call_out(kg: KnowledgeGraph) -> None:
    from rdflib import RDF, URIRef

    from graph.errors import QueryRefused

    view = kg.rdf
    with pytest.raises(QueryRefused):
        view.add((URIRef("urn:a"), RDF.type, URIRef("urn:b")))
    with pytest.raises(QueryRefused):
        view.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    with pytest.raises(QueryRefused):
        view.query("SELECT * { SERVICE <http://evil.example/> { ?s ?p ?o } }")
    assert len(kg.store.store) == 0


def test_the_rdflib_view_runs_prepared_queries_on_the_store(kg: KnowledgeGraph) -> None:
    from rdflib.plugins.sparql import prepareQuery

    kg.add(talks())
    prepared = prepareQuery("SELECT ?s { ?s a ng:Statement }", initNs=kg.store.instances.prefixes)
    assert len(list(kg.rdf.query(prepared))) == 7


def test_columns_of_select_star_stand_as_they_are_written(kg: KnowledgeGraph) -> None:
    kg.add(talks())
    assert kg.query("SELECT * { ?z a ng:Statement ; rdf:subject ?a . BIND(1 AS ?m) }").variables == ("z", "a", "m")
    rows = list(kg.query("SELECT DISTINCT * { ?z a ng:Statement ; rdf:subject ?a }"))
    assert all("/statement/" in (row["z"] or "") and "/entity/" in (row["a"] or "") for row in rows)
    assert kg.query("SELECT ?b ?a { { SELECT * { ?a ?b ?c } } }").variables == ("b", "a")
