"""Errors of syntax, in one short line: where, after what, what was expected."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph
from graph.errors import QueryInvalid


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ", "line 1, column 8, at the end after SELECT: expected a variable, (, * or "),
        ("SELECT ?x { ", "line 1, column 13, at the end after SELECT ?x {: expected a variable"),
        ("SELECT * { ?s unknown:x ?o }", "the prefix unknown: is not known; declare it with PREFIX unknown: <…>"),
        ("hello there", "expected CONSTRUCT"),
        ("SELECT * {\n ?s ?p ?o\n FILTER(?x = )\n}", "line 4, column 2, at the end"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "expected only variables that are grouped"),
        ("SELECT * { ?s <http://a b> ?o }", "expected an IRI without blanks"),
        ("SELECT * { ?s ?p ?o . FILTER(?x = 1)) }", "line 1, column 40, at the end"),
        ("", "there is nothing in it; expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT * { ?s ?p ?o } " + "x" * 5000, "column"),
    ],
)  # fmt: skip
def test_one_short_line(kg: KnowledgeGraph, query: str, told: str) -> None:
    with pytest.raises(QueryInvalid) as caught:
        kg.query(query)
    message = str(caught.value)
    assert told in message
    assert "\n" not in message
    assert len(message) < 250
    assert "\\u{" not in message
