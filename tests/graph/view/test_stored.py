"""The page of a stored graph: the command's options, the notebook, and Turtle with the store's own triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal as StoredLiteral
from pyoxigraph import NamedNode

from graph import KnowledgeGraph
from graph.cli import main
from graph.errors import EntityUnknown, GraphUnwritable
from graph.view import Page
from tests.graph.conftest import RecordBuilder, talks

NG = rdflib.Namespace("https://w3id.org/newsgraph/ns#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def figures() -> RecordBuilder:
    """A record with values of every datatype."""
    b = RecordBuilder(
        "figures.txt", headline='A "quoted" headline', publisher="The Figure", published="2025-11-07T08:30:00Z"
    )
    b.entity("Norland", "GPE").entity("Sudria", "GPE").entity("2019", "DATE").entity("12", "CARDINAL")
    b.entity("1.5 percent", "PERCENT").entity("Monday", "DATE")
    b.sentence("Norland bought 12 ships in 2019.")
    b.fact("Norland", ("bought", "buy"), "12", value="12", time=("2019", "2019"))
    b.sentence("Sudria joined in 2019 and pays 1.5 percent to Norland.")
    b.fact("Sudria", ("joined", "join in"), "2019", value="2019")
    b.fact("Sudria", ("pays", "pay"), "1.5 percent", value="1.5", qualifiers=(("to", "Norland"), ("in", "2019")))
    b.sentence("Sudria will meet Norland from Monday on.")
    b.fact("Sudria", ("meet", "meet"), "Norland", time=("Monday", "2025-11-10/2025-11-12"), modality="planned")
    return b


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stored") / "kg"
    with KnowledgeGraph.open(path) as kg:
        for record in (talks(), talks("other.txt", "The Northern Post"), figures().build()):
            kg.add(record)
    return path


@pytest.fixture(scope="module")
def kg(folder: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(folder, read_only=True) as opened:
        yield opened


def term(value: Any) -> rdflib.term.Node:
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    assert isinstance(value, StoredLiteral)
    plain = value.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(value.value, datatype=None if plain else rdflib.URIRef(value.datatype.value))


@pytest.mark.browser
def test_turtle_of_the_selection_holds_the_store_s_own_triples(
    open_file: Callable[..., Any], kg: KnowledgeGraph, tmp_path: Path
) -> None:
    page = open_file(kg.view(tmp_path / "page.html")).page
    exported = rdflib.Graph().parse(data=page.evaluate("kg.export('ttl')"), format="turtle")
    stored = {(term(q.subject), term(q.predicate), term(q.object)) for q in kg.store.store}
    assert set(exported) - stored == set()
    statements = set(exported.subjects(rdflib.RDF.type, NG.Statement))
    assert len(statements) == len(page.evaluate("kg.visible()")["facts"]) > 10
    described = statements | set(exported.subjects(rdflib.RDF.type, OA.TextQuoteSelector))
    assert {t for t in stored if t[0] in described} == {t for t in exported if t[0] in described}
    datatypes = {o.datatype for o in exported.objects(None, rdflib.RDF.object) if isinstance(o, rdflib.Literal)}
    assert {rdflib.XSD.integer, rdflib.XSD.decimal, rdflib.XSD.gYear} <= datatypes


@pytest.mark.browser
def test_the_command_draws_just_the_surroundings(
    open_file: Callable[..., Any], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "a folder" / "focus.html"
    output.parent.mkdir()
    command = ["view", "--kg", str(folder), "-o", str(output), "--focus", "geneva", "--depth", "2", "--title", "Talks"]
    assert main(command) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"newsgraph: wrote {output} (0.")
    assert " MB, " in said
    page = open_file(output).page
    assert page.evaluate("kg.state().view") == {"mode": "ego", "roots": ["Geneva"], "depth": 2}
    assert page.title() == "Talks"
    assert [item.name for item in output.parent.iterdir()] == ["focus.html"]


@pytest.mark.browser
def test_a_query_for_entities_draws_them_and_what_is_between(
    open_file: Callable[..., Any], folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "query.html"
    query = "SELECT ?e WHERE { ?e rdfs:label ?name FILTER(?name IN ('Norland', 'Sudria')) }"
    assert main(["view", "--kg", str(folder), "-o", str(output), "--query", query]) == 0
    page = open_file(output).page
    assert set(page.evaluate("kg.visible()")["entities"]) == {"Norland", "Sudria"}


@pytest.mark.browser
def test_a_constructed_graph_is_drawn_as_constructed(
    open_file: Callable[..., Any], folder: Path, tmp_path: Path
) -> None:
    output = tmp_path / "construct.html"
    query = "CONSTRUCT { ?s relation:meet ?o } WHERE { ?f a ng:Statement; rdf:subject ?s; rdf:predicate relation:meet; rdf:object ?o }"  # noqa: E501
    assert main(["view", "--kg", str(folder), "-o", str(output), "--query", query]) == 0
    page = open_file(output).page
    seen = page.evaluate("kg.visible()")
    assert {fact["relation"] for fact in seen["facts"]} == {"meet"}
    assert set(seen["entities"]) >= {"Norland", "Sudria"}


@pytest.mark.browser
def test_a_notebook_shows_the_same_page_inline(
    open_file: Callable[..., Any], kg: KnowledgeGraph, tmp_path: Path
) -> None:
    page = kg.view(title="Inline")
    assert isinstance(page, Page)
    assert page.html == kg.view(tmp_path / "same.html", title="Inline").read_text("utf-8")
    notebook = tmp_path / "notebook.html"
    shell = "<!doctype html><html lang='en' data-ready='true'><title>Notebook</title><body>"
    notebook.write_text(shell + page._repr_html_(), encoding="utf-8")
    opened = open_file(notebook).page
    inner = opened.frame_locator("iframe")
    inner.locator("html[data-ready]").wait_for(state="attached")
    assert inner.locator("h1").inner_text() == "Inline"
    assert "facts" in inner.locator("#status").inner_text()
    inner.locator("#table-button").click()
    assert inner.locator("#table tbody tr").count() == len(opened.frames[1].evaluate("kg.visible()")["facts"])


@pytest.mark.browser
def test_corrections_of_the_page_are_read_back_by_the_command(open_file: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "kg"
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
        page = open_file(kg.view(tmp_path / "page.html")).page
    page.evaluate("kg.select('Sudria')")
    wrong = page.locator("#panel li.fact").first.get_attribute("data-fact")
    page.locator("#panel li.fact").first.locator('[data-action="wrong"]').click()
    page.evaluate("kg.select('Norland')")
    page.locator("#panel details.edit summary").click()
    page.locator("#panel textarea").fill("of the view only")
    page.locator("#panel textarea").dispatch_event("change")
    file = tmp_path / "corrections.json"
    file.write_text(page.evaluate("kg.export('edits')"), encoding="utf-8")
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        before = {row.statement for row in kg.facts()}
    assert main(["entities", "apply", str(file), "--kg", str(folder)]) == 0
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        after = {row.statement for row in kg.facts()}
    assert {iri for iri in before if iri.endswith(str(wrong))} == before - after
    assert len(before - after) == 1


def test_what_cannot_be_drawn_is_one_line(
    kg: KnowledgeGraph, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EntityUnknown):
        kg.view(focus="Atlantis")
    with pytest.raises(GraphUnwritable):
        kg.view(tmp_path / "no such folder" / "page.html")
    assert main(["view", "--kg", str(folder), "-o", str(tmp_path / "none" / "page.html")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert main(["view", "--kg", str(folder), "--depth", "9"]) == 2


def test_a_page_is_the_same_bytes_each_time(kg: KnowledgeGraph) -> None:
    assert kg.view().html == kg.view().html
