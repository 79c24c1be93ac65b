"""Linked data: a page and a document for each IRI; the editor; the view."""

from __future__ import annotations

import httpx
import pytest
import rdflib

from graph.query.saved import saved_queries
from tests.graph.serve.conftest import Served

LIND = "https://w3id.org/newsgraph/id/entity/Mara_Lind"


def test_an_entity_as_page_and_as_data(served: Served) -> None:
    page = httpx.get(f"{served.url}/id/entity/Mara_Lind", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>Mara Lind</h1>" in page.text
    assert "Sudria has broken the truce" in page.text
    for suffix, syntax in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")):
        data = httpx.get(f"{served.url}/id/entity/Mara_Lind.{suffix}").raise_for_status()
        graph = rdflib.Graph().parse(data=data.text, format=syntax)
        assert rdflib.Literal("Mara Lind") in set(graph.objects(rdflib.URIRef(LIND)))
    negotiated = httpx.get(f"{served.url}/id/entity/Mara_Lind", headers={"Accept": "text/turtle"})
    assert negotiated.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "Accept" in negotiated.headers["vary"]
    about = httpx.get(f"{served.url}/about", params={"iri": LIND, "format": "ttl"})
    assert about.text == negotiated.text


@pytest.mark.parametrize("path", ["/id/entity/Nobody", "/about?iri=no iri", "/about", "/static/../app.py", "/static/x"])
def test_what_is_not_there_is_404(served: Served, path: str) -> None:
    assert httpx.get(served.url + path).status_code == 404


def test_every_node_has_a_page(served: Served) -> None:
    for kind in ("schema:NewsArticle", "ng:Statement", "rdf:Property", "schema:Person"):
        iri = served.rows(f"SELECT ?s {{ ?s a {kind} }} LIMIT 1")[0]["s"]
        path = iri.removeprefix("https://w3id.org/newsgraph/id/")
        assert httpx.get(f"{served.url}/id/{path}", headers={"Accept": "text/html"}).status_code == 200


def test_the_editor_knows_the_saved_queries_and_prefixes(served: Served) -> None:
    page = httpx.get(served.url + "/").text
    for saved in saved_queries():
        assert f'data-name="{saved.name}"' in page
    assert "https://w3id.org/newsgraph/ns#" in page
    for name in ("editor.js", "pages.css"):
        assert httpx.get(f"{served.url}/static/{name}").status_code == 200


def test_the_view(served: Served) -> None:
    assert "<title>view</title>" in httpx.get(f"{served.url}/view").text


@pytest.mark.browser
def test_a_person_asks_and_reads(served: Served) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        wrong: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served.url + "/")
        page.click("button[data-name=positions]")
        page.wait_for_selector("#result table tbody tr")
        assert "foreign minister" in page.inner_text("#result")
        page.fill("#parameters input", "Nobody")
        page.click("button.go")
        page.wait_for_selector("#told >> text=/^0 rows/")
        page.fill("#query", "SELECT ?who { ?who a schema:Person ; rdfs:label 'Mara Lind' }")
        page.press("#query", "Control+Enter")
        page.click("#result a")
        page.wait_for_selector("h1 >> text=Mara Lind")
        browser.close()
        assert wrong == []
        assert all(url.startswith((served.url, "data:")) for url in asked)
