"""The SPARQL 1.1 Protocol: three ways to ask, the dataset of a request, formats, and what is no query."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx
import pytest
import rdflib

from tests.graph.serve.conftest import Served

QUERY = "SELECT ?s { ?s a ng:Statement }"
JSON = {"Accept": "application/sparql-results+json"}


def count(response: httpx.Response) -> int:
    return len(response.raise_for_status().json()["results"]["bindings"])


def test_three_ways_to_ask(served: Served) -> None:
    url = f"{served.url}/sparql"
    direct = {"Content-Type": "application/sparql-query", **JSON}
    assert count(httpx.get(url, params={"query": QUERY}, headers=JSON)) == 15
    assert count(httpx.post(url, data={"query": QUERY}, headers=JSON)) == 15
    assert count(httpx.post(url, content=QUERY, headers=direct)) == 15
    assert httpx.head(url, params={"query": QUERY}, headers=JSON).status_code == 200


def test_the_dataset_of_the_request_goes_before_that_of_the_query(served: Served) -> None:
    article = served.rows("SELECT ?a { ?a schema:headline 'Rivals to meet' } ORDER BY ?a")[0]["a"]
    url = f"{served.url}/sparql"
    other = QUERY.replace("{", "FROM <http://elsewhere.example/> {", 1)
    for query in (QUERY, other):
        got = httpx.get(url, params={"query": query, "default-graph-uri": article}, headers=JSON)
        assert count(got) == 7
        direct = {"Content-Type": "application/sparql-query", **JSON}
        assert count(httpx.post(url, params={"default-graph-uri": article}, content=query, headers=direct)) == 7
    named = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": article}
    assert count(httpx.post(url, data=named, headers=JSON)) == 1
    assert count(httpx.get(url, params={"query": other}, headers=JSON)) == 0


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/*;q=0.2, text/csv;q=0.3", "text/csv; charset=utf-8"),
    ],
)
def test_rows_in_the_format_that_is_wanted_most(served: Served, accept: str, media: str) -> None:
    response = served.ask(QUERY + " LIMIT 1", accept)
    assert response.headers["content-type"] == media
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "media", "syntax"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
def test_triples_in_four_syntaxes(served: Served, accept: str, media: str, syntax: str) -> None:
    response = served.ask("CONSTRUCT { ?s rdfs:label ?l } { ?s a schema:Place ; rdfs:label ?l }", accept)
    assert response.headers["content-type"] == media
    assert len(rdflib.Graph().parse(data=response.text, format=syntax)) >= 1


def test_truth_values(served: Served) -> None:
    assert served.ask("ASK { ?s a ng:Statement }").json()["boolean"] is True
    xml = ElementTree.fromstring(served.ask("ASK { ?s a ng:Nothing }", "application/sparql-results+xml").text)
    assert xml[1].text == "false"


@pytest.mark.parametrize(
    ("status", "method", "options"),
    [
        (400, "POST", {"data": {"x": "y"}}),
        (400, "GET", {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, "POST", {"data": {"query": ["ASK {}", "ASK {}"]}}),
        (400, "GET", {"params": {"query": "SELECT nothing"}}),
        (400, "GET", {"params": {"query": "ASK {}", "format": "exe"}}),
        (400, "GET", {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}),
        (400, "POST", {"content": b"ASK { \xff }", "headers": {"Content-Type": "application/sparql-query"}}),
        (403, "POST", {"data": {"update": "CLEAR ALL"}}),
        (403, "POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        (403, "GET", {"params": {"update": "CLEAR ALL"}}),
        (403, "GET", {"params": {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}}),
        (403, "GET", {"params": {"query": "LOAD <file:///etc/passwd>"}}),
        (403, "GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}),
        (415, "POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        (413, "GET", {"params": {"query": "ASK {} #" + "x" * 20_000}}),
        (413, "POST", {"data": {"query": "ASK {} #" + "x" * 200_000}}),
        (405, "PUT", {"content": "ASK {}"}),
        (405, "DELETE", {}),
        (406, "GET", {"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}),
    ],
)
def test_what_is_no_query_says_why(served: Served, status: int, method: str, options: dict[str, object]) -> None:
    response = httpx.request(method, f"{served.url}/sparql", **options)  # type: ignore[arg-type]
    assert response.status_code == status
    assert 0 < len(response.text) < 400
    assert "Traceback" not in response.text


def test_from_a_file_reads_no_file(served: Served) -> None:
    assert served.rows("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }") == []


def test_variables_take_values_that_never_become_syntax(served: Served) -> None:
    query = "SELECT ?s { ?s rdfs:label ?name }"
    assert len(served.rows(query, **{"$name": "Geneva"})) == 1
    assert served.rows(query, **{"$name": 'x" } INSERT DATA { <a:a> <a:b> <a:c> } #'}) == []


def test_service_description(served: Served) -> None:
    response = httpx.get(f"{served.url}/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, sd.endpoint, rdflib.URIRef(f"{served.url}/sparql")) in graph
    assert (None, sd.feature, sd.UnionDefaultGraph) in graph
    assert (None, sd.supportedLanguage, sd.SPARQL11Query) in graph
