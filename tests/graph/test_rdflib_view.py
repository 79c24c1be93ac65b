"""rdflib's face: the answers of SPARQL and of rdflib, whatever oxrdflib would make of it."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from graph import KnowledgeGraph
from graph.errors import QueryRefused
from graph.query.concatenation import concatenate_texts
from tests.graph.conftest import RecordBuilder, talks

NG = rdflib.Namespace("https://w3id.org/newsgraph/ns#")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def two(kg: KnowledgeGraph) -> KnowledgeGraph:
    kg.add(talks("a.txt", "The Harbour Post"))
    b = RecordBuilder("b.txt", published="2025-11-06T05:00:00+00:00").entity("Ann Ray", "PERSON")
    b.sentence("Ann Ray paid 0.90 on 2025-11-06.")
    b.fact("Ann Ray", ("paid", "pay"), "0.90", value="0.90", confidence=0.9)
    kg.add(b.build())
    return kg


@pytest.fixture
def plain(two: KnowledgeGraph) -> rdflib.Dataset:
    """The same quads in rdflib's own memory store: the judge."""
    dataset = rdflib.Dataset(default_union=True)
    for quad in two.store.store:
        value = quad.object
        term = (
            URIRef(value.value)
            if isinstance(value, NamedNode)
            else Literal(value.value, datatype=URIRef(value.datatype.value), normalize=False)
        )
        graph = dataset.graph(URIRef(quad.graph_name.value)) if isinstance(quad.graph_name, NamedNode) else dataset
        graph.add((URIRef(quad.subject.value), URIRef(quad.predicate.value), term))
    return dataset


def rows(graph: rdflib.Graph, query: object, **options: object) -> list[tuple[str, ...]]:
    names = {"ng": NG, "schema": SCHEMA, "rdf": RDF}
    return sorted(tuple(map(str, row)) for row in graph.query(query, initNs=names, **options))


def test_the_default_graph_is_the_union(two: KnowledgeGraph, plain: rdflib.Dataset) -> None:
    query = "SELECT ?s ?name { ?s a ng:Statement ; rdf:subject/rdfs:label ?name }"
    assert rows(two.rdf, query) == rows(plain, query)
    assert len(rows(two.rdf, query)) == 8
    assert len(two.rdf) == len(two.store.store) == len(plain)


def test_a_closed_graph_opens_again_whoever_still_holds_its_dataset(two: KnowledgeGraph) -> None:
    held = two.rdf
    assert len(held) > 0
    assert two.rdf is held
    two.close()
    with KnowledgeGraph.open(two.store.folder) as again:
        assert len(again.rdf) > 0
    with pytest.raises(QueryRefused, match="closed"):
        len(held)
    two.close()  # once more does nothing


def test_from_is_obeyed(two: KnowledgeGraph) -> None:
    articles = [article.value for article in two.store.articles()]
    counts = [len(rows(two.rdf, f"SELECT ?s FROM <{article}> {{ ?s a ng:Statement }}")) for article in articles]
    assert sorted(counts) == [1, 7]
    assert rows(two.rdf, "SELECT ?s FROM <http://elsewhere.example/> { ?s ?p ?o }") == []
    named = f"SELECT ?s FROM NAMED <{articles[0]}> {{ GRAPH ?g {{ ?s a ng:Statement }} }}"
    assert len(rows(two.rdf, named)) in counts


def test_one_graph_answers_for_itself_alone(two: KnowledgeGraph, plain: rdflib.Dataset) -> None:
    query = "SELECT ?s { ?s a ng:Statement }"
    for article in two.store.articles():
        mine, theirs = (view.graph(URIRef(article.value)) for view in (two.rdf, plain))
        assert rows(mine, query) == rows(theirs, query)
        assert set(mine) == set(theirs)


def test_prepared_queries_run_on_the_store(two: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepareQuery("SELECT ?s { ?s a n:Statement }", initNs={"n": NG})
    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", None)  # rdflib's own engine must not be asked
    assert len(list(two.rdf.query(prepared))) == 8


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { ?s schema:publisher ?o }",
        "SELECT ?o { ?s schema:publisher ?o FILTER(?s = ?s) }",
        "SELECT ?s ?o { ?s schema:publisher ?o }",
        "ASK { ?s schema:publisher ?o }",
    ],
)
def test_init_bindings_are_bound_and_others_pass(two: KnowledgeGraph, plain: rdflib.Dataset, query: str) -> None:
    article = next(plain.subjects(SCHEMA.publisher, None))
    bindings = {"s": article, "nowhere": Literal("x")}
    found = two.rdf.query(query, initNs={"schema": SCHEMA}, initBindings=bindings)
    expected = plain.query(query, initNs={"schema": SCHEMA}, initBindings=bindings)
    assert found.askAnswer == expected.askAnswer
    if expected.type == "SELECT":
        assert [row.o for row in found] == [row.o for row in expected]


def test_a_bound_value_is_never_syntax(two: KnowledgeGraph) -> None:
    evil = Literal('" } DROP ALL ; SELECT * { ?s ?p "')
    assert len(list(two.rdf.query("SELECT ?s { ?s ?p ?o }", initBindings={"o": evil}))) == 0


def test_literals_are_those_of_the_store_and_find_their_triples(two: KnowledgeGraph, plain: rdflib.Dataset) -> None:
    view = two.rdf
    literals = {value for *_, value in view.triples((None, None, None)) if isinstance(value, Literal)}
    stored = {q.object.value for q in two.store.store if not isinstance(q.object, NamedNode)}
    assert {str(literal) for literal in literals} == stored
    assert "2025-11-06T05:00:00Z" in stored
    for literal in literals:
        assert set(view.subjects(None, literal)) == set(plain.subjects(None, literal)), literal
    for other in (Literal("0.90", datatype=XSD.decimal), Literal("0.9", datatype=XSD.decimal)):
        assert next(view.subjects(RDF.object, other), None) is not None, other
    same = Literal("2025-11-06T05:00:00+00:00", datatype=XSD.dateTime)
    assert next(view.subjects(SCHEMA.datePublished, same), None) is not None


def test_numbers_and_moments_have_their_python_values(two: KnowledgeGraph) -> None:
    numbers = [row.c.toPython() for row in two.rdf.query("SELECT ?c { ?s ng:confidence ?c }", initNs={"ng": NG})]
    assert {float(number) for number in numbers} == {0.9}
    moment = next(two.rdf.objects(None, SCHEMA.datePublished)).toPython()
    assert moment.year == 2025


def test_group_concat_joins_iris_and_numbers(two: KnowledgeGraph, plain: rdflib.Dataset) -> None:
    for what in ("?s", "?c", "STR(?c)"):
        query = f'SELECT (GROUP_CONCAT(DISTINCT {what}; SEPARATOR=" ") AS ?all) {{ ?s ng:confidence ?c }}'
        mine, theirs = ({*rows(view, query)[0][0].split()} for view in (two.rdf, plain))
        assert mine == theirs
        assert mine


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("GROUP_CONCAT(?x)", "GROUP_CONCAT( STR(?x))"),
        ('group_concat ( distinct ?x ; SEPARATOR=")" )', 'group_concat ( distinct STR( ?x ); SEPARATOR=")" )'),
        ('GROUP_CONCAT(CONCAT(?x, ";"); SEPARATOR=";")', 'GROUP_CONCAT( STR(CONCAT(?x, ";")); SEPARATOR=";")'),
        ('"GROUP_CONCAT(?x)" # GROUP_CONCAT(?x)', '"GROUP_CONCAT(?x)" # GROUP_CONCAT(?x)'),
        ("GROUP_CONCAT(", "GROUP_CONCAT("),
        ("GROUP_CONCAT()", "GROUP_CONCAT()"),
    ],
)
def test_what_group_concat_joins_becomes_text(query: str, expected: str) -> None:
    assert concatenate_texts(query) == expected


def test_there_are_no_blank_nodes_and_construct_gives_a_graph(two: KnowledgeGraph) -> None:
    assert not [term for triple in two.rdf.triples((None, None, None)) for term in triple if isinstance(term, BNode)]
    graph = two.rdf.query("CONSTRUCT { ?s a ng:Told } WHERE { ?s a ng:Statement }", initNs={"ng": NG}).graph
    assert len(graph) == 8
    assert list(two.rdf.triples((Literal("no subject"), None, None))) == []


def test_it_serves_other_serialisers(two: KnowledgeGraph) -> None:
    again = rdflib.Dataset(default_union=True)
    again.parse(data=two.rdf.serialize(format="nquads"), format="nquads")
    assert len(again) == len(two.store.store)


@pytest.mark.parametrize("call", ["add", "addN", "remove", "update", "parse", "remove_graph"])
def test_it_is_for_reading(two: KnowledgeGraph, call: str) -> None:
    node, view = URIRef("urn:a"), two.rdf
    before = len(two.store.store)
    attempts = {
        "add": lambda: view.add((node, node, node)),
        "addN": lambda: view.addN([(node, node, node, view.graph(node))]),
        "remove": lambda: view.remove((None, None, None)),
        "update": lambda: view.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
        "parse": lambda: view.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
        "remove_graph": lambda: view.remove_graph(node),
    }
    with pytest.raises(QueryRefused, match="for reading"):
        attempts[call]()
    assert len(two.store.store) == before
    with pytest.raises(QueryRefused):
        view.query("SELECT * { SERVICE <http://evil.example/> { ?s ?p ?o } }")
