"""The page with text made to break it: nothing runs, nothing is lost, nothing leaves the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib

from graph.view import write_view
from tests.graph.view import samples

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    return write_view(*samples.hostile(), path, title="</title><script>window.pwn=9</script> & more")


def test_nothing_runs_and_every_name_is_shown_as_written(open_file: Callable[..., Any], hostile_file: Path) -> None:
    page = open_file(hostile_file).page
    box = page.locator("#canvas").bounding_box()
    for name, spot in list(page.evaluate("kg.places()").items())[:3]:
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        assert name
    for i, name in enumerate(samples.HOSTILE_NAMES):
        iri = page.evaluate("i => kg.select(`entity/hostile-${i}`)", i)
        assert iri
        shown = page.evaluate("document.querySelector('#panel h2').textContent")
        assert shown == name.replace("\ud83c", "\ufffd")
        hrefs = page.locator("#panel a").evaluate_all("all => all.map(a => [a.getAttribute('href'), a.rel])")
        assert all(href.startswith(("https://", "http://")) and rel == "noopener noreferrer" for href, rel in hrefs)
    page.keyboard.press("/")
    page.keyboard.type("<img")
    page.keyboard.press("Escape")
    page.click("#table-button")
    page.click("#story-button")
    page.click("#story-all")
    assert page.locator("#story [data-fact]").count() > 10
    page.click("#graph-button")
    page.evaluate("kg.path('entity/hostile-0', 'entity/hostile-4')")
    assert page.locator("#panel p.way").count() >= 1
    page.keyboard.press("b")
    page.click("#compare")
    assert page.locator("#panel h3[data-change]").count() == 3
    page.click("#compare")
    page.evaluate("kg.select('entity/hostile-1')")
    page.locator("#panel details.edit summary").click()
    page.locator("#panel textarea").fill("</textarea><script>window.pwn=11</script>")
    page.locator("#panel textarea").dispatch_event("change")
    for kind in ("csv", "json", "ttl", "svg", "png", "edits"):
        page.evaluate("kind => kg.export(kind)", kind)
    assert page.evaluate("window.pwn") is None
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert page.inner_text("h1") == "</title><script>window.pwn=9</script> & more"


def test_marks_hold_with_characters_outside_the_basic_plane(open_file: Callable[..., Any], hostile_file: Path) -> None:
    page = open_file(hostile_file).page
    page.evaluate("kg.select('🎉 Fête 🎉')")
    card = page.locator("#panel li.fact", has=page.locator("mark.s", has_text="🎉 Fête 🎉")).first
    assert card.locator("mark.s").inner_text() == "🎉 Fête 🎉"


def test_spreadsheets_get_no_formula(open_file: Callable[..., Any], hostile_file: Path) -> None:
    page = open_file(hostile_file).page
    rows = list(csv.reader(io.StringIO(page.evaluate("kg.export('csv')").lstrip("\ufeff"))))
    assert len(rows) == 1 + len(page.evaluate("kg.visible()")["facts"])
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://evil")' in cells
    assert "tab\tand\nline" in cells


def test_turtle_and_svg_stay_well_formed(open_file: Callable[..., Any], hostile_file: Path) -> None:
    page = open_file(hostile_file).page
    graph = rdflib.Graph().parse(data=page.evaluate("kg.export('ttl')"), format="turtle")
    labels = {str(label) for label in graph.objects(None, rdflib.RDFS.label)}
    assert {name.replace("\ud83c", "\ufffd") for name in samples.HOSTILE_NAMES} <= labels
    ElementTree.fromstring(page.evaluate("kg.export('svg')").encode())


def test_a_line_to_itself_appears_with_its_entity(open_file: Callable[..., Any], hostile_file: Path) -> None:
    page = open_file(hostile_file).page
    page.evaluate("kg.select('entity/hostile-0')")
    own = [link for link in page.evaluate("kg.visible()")["links"] if link["from"] == link["to"]]
    assert len(own) == 1
    assert page.locator('#panel li.fact[data-fact="statement/000900"]').count() == 1
