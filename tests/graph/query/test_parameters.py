"""Parameters: bound where filters see them, and never able to become syntax."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import QueryInvalid
from graph.query.parameters import bind, parameter_term
from graph.query.run import run_query
from graph.vocabulary import RDFS


@pytest.fixture
def store() -> Store:
    store = Store()
    for name in ("Rome", "Bern", 'say "x"', "back\\slash", "}", "ΣΊΣΥΦΟΣ"):
        store.add(Quad(NamedNode(f"http://x/{len(store)}"), RDFS["label"], Literal(name)))
    return store


QUERY = "SELECT ?s ?l { ?s rdfs:label ?l FILTER(!BOUND(?name) || LCASE(?l) = LCASE(?name)) }"
PREFIXES = {"rdfs": str(RDFS)}


def labels(store: Store, query: str, **values: str) -> list[str | None]:
    parameters = {name: parameter_term(value) for name, value in values.items()}
    return sorted(row["l"] for row in run_query(store, query, parameters=parameters, prefixes=PREFIXES))  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rome", ["Rome"]),
        ('say "x"', ['say "x"']),
        ("back\\slash", ["back\\slash"]),
        ("}", ["}"]),
        ('" || true || "', []),
        ('x") } INSERT DATA { <a:a> <a:b> <a:c> } #', []),
        ("line\nbreak", []),
        ("?l", []),
    ],
)
def test_a_value_is_a_value(store: Store, name: str, found: list[str]) -> None:
    assert labels(store, QUERY, name=name) == found


def test_without_the_value_the_variable_stays_free(store: Store) -> None:
    assert len(labels(store, QUERY)) == 6


def test_in_the_projection_the_value_keeps_its_name(store: Store) -> None:
    rows = list(
        run_query(
            store,
            "SELECT DISTINCT ?name ?l WHERE { ?s rdfs:label ?l FILTER(?l = $name) }",
            parameters={"name": Literal("Rome")},
            prefixes=PREFIXES,
        )
    )
    assert rows == [{"name": "Rome", "l": "Rome"}]


def test_strings_and_comments_are_left_alone() -> None:
    query = "SELECT * { ?s ?p '?name' } # ?name\n FILTER ?name"
    assert bind(query, {"name": Literal("x")}).startswith("SELECT * { ?s ?p '?name' } # ?name\n")


def test_a_parameter_that_the_query_has_not() -> None:
    with pytest.raises(QueryInvalid, match=r"\?place"):
        bind(QUERY, {"place": Literal("Rome")})


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("Rome", Literal("Rome")),
        ("12", Literal("12", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
        ("<urn:x:y>", NamedNode("urn:x:y")),
        ("https://x.example/a", NamedNode("https://x.example/a")),
    ],
)
def test_terms(value: str, term: NamedNode | Literal) -> None:
    assert parameter_term(value) == term


def test_a_broken_iri_is_named() -> None:
    with pytest.raises(QueryInvalid, match="IRI"):
        parameter_term("<http://a b>")
