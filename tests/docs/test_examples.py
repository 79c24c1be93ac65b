"""The SPARQL and Turtle that the documentation shows is SPARQL and Turtle."""

from __future__ import annotations

import pytest

from graph.errors import QueryInvalid
from graph.validation import ontology_graph
from graph.vocabulary import Instances
from tests.docs.pages import PAGES, ROOT, Block, blocks

SPARQL = [block for page in PAGES for block in blocks(page, "sparql")]
TURTLE = [block for page in PAGES for block in blocks(page, "turtle")]


def place(block: Block) -> str:
    return f"{block.page}:{block.line}"


def ask(query: str) -> None:
    from pyoxigraph import Store

    from graph.query.run import run_query

    result = run_query(Store(), query, prefixes=Instances().prefixes)
    list(result.solutions)


@pytest.mark.parametrize("block", SPARQL, ids=place)
def test_sparql_parses(block: Block) -> None:
    ask(block.text)


def test_there_are_five_example_queries() -> None:
    assert len([block for block in SPARQL if block.page == "vocabulary.md"]) >= 5


def test_sparql_that_does_not_parse_is_found() -> None:
    with pytest.raises(QueryInvalid):
        ask("SELECT ?who { ?who unknown:prefix ?what }")


@pytest.mark.parametrize("block", TURTLE, ids=place)
def test_turtle_parses_and_uses_terms_that_exist(block: Block) -> None:
    from rdflib import Graph, Namespace

    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in Instances().prefixes.items())
    shown = Graph().parse(data=prefixes + block.text, format="turtle")
    assert len(shown) > 0
    ng = Namespace(Instances().prefixes["ng"])
    ontology = ontology_graph()
    known = set(ontology.subjects())
    used = {term for triple in shown for term in triple if str(term).startswith(str(ng))}
    assert used <= known


def test_the_vocabulary_page_names_every_term_of_the_ontology() -> None:
    from rdflib import RDFS, Graph

    ontology = Graph().parse(ROOT / "graph" / "ontology" / "ng.ttl", format="turtle")
    pages = (ROOT / "docs" / name for name in ("vocabulary.md", "ontology.md"))
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    terms = [str(term).partition("#")[2] for term in ontology.subjects(RDFS.comment) if "#" in str(term)]
    assert terms
    assert [term for term in terms if f"ng:{term}" not in text] == []
