"""What queries may not do, in every disguise, and what only looks like it."""

from __future__ import annotations

import pytest

from graph.errors import QueryInvalid, QueryRefused
from graph.query.guard import check_query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://evil.example/> { ?s ?p ?o } }",
        "SELECT*{SERVICE<http://evil.example/>{?s ?p ?o}}",
        "SELECT * { \\u0053ERVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { S\\U00000045RVICE <http://evil.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' } #'\n SERVICE",
        "SELECT * { # comment\r SERVICE <http://evil.example/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://evil.example/> { ?s ?p ?o } }',
        'SELECT * { ?s ?p """ " """ . SERVICE <http://evil.example/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p ?o FILTER(?a<?b) SERVICE <http://evil.example/> { ?s ?p ?o } FILTER(?c>?d) }",
        "SELECT * { { SELECT * { SERVICE ?where { ?s ?p ?o } } } }",
        "ASK { ?s ?p 'a\\u0027 . SERVICE <http://evil.example/> {} #' }\nSERVICE",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://evil.example/>",
        "load <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP GRAPH <a:g>",
    ],
)
def test_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
        'SELECT * { ?s rdfs:label "SERVICE <http://x/>" }',
        "SELECT * { ?s ?p 'LOAD' } # SERVICE",
        "SELECT * { ?s <http://x/SERVICE> ?o }",
        "SELECT * { ?s ex:SERVICE ?o ; SERVICE:x ?y }",
        "SELECT * { ?s ?p ?o } # INSERT",
        "SELECT * { ?s relation:load ?o ; relation:delete ?x }",
        'SELECT * { ?s ?p """multi\nline SERVICE " quote""" }',
    ],
)
def test_allowed(query: str) -> None:
    check_query(query)


def test_an_escape_beyond_unicode_is_an_error_of_one_line() -> None:
    with pytest.raises(QueryInvalid):
        check_query("SELECT * { ?s ?p '\\UFFFFFFFF' }")
