"""What a reader corrects: kept in the browser, exported as corrections, read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.graph.view import samples
from tests.graph.view.conftest import until
from tests.graph.view.test_page import visible

pytestmark = pytest.mark.browser

MARA, UNION = samples.iri("Mara Lindqvist"), samples.iri("Dockers' Union")


def corrections(page: Any) -> list[dict[str, Any]]:
    data = json.loads(page.evaluate("kg.export('edits')"))
    assert (data["newsgraph"], data["version"]) == ("corrections", 1)
    return data["corrections"]


def test_a_fact_is_judged(story: Any) -> None:
    story.evaluate("kg.select('Mara Lindqvist')")
    card = story.locator('#panel li.fact[data-fact="statement/000004"]')
    card.locator('[data-action="wrong"]').click()
    assert corrections(story) == [{"action": "wrong", "statement": samples.BASE + "statement/000004"}]
    assert "judged-wrong" in story.locator('#panel li.fact[data-fact="statement/000004"]').get_attribute("class")
    story.locator('#panel li.fact[data-fact="statement/000004"] [data-action="right"]').click()
    assert corrections(story) == [{"action": "right", "statement": samples.BASE + "statement/000004"}]
    story.locator('#panel li.fact[data-fact="statement/000004"] [data-action="right"]').click()
    assert corrections(story) == []


def test_two_names_are_said_to_be_one_thing_or_two(story: Any) -> None:
    story.evaluate("kg.select('Mara Lindqvist')")
    story.locator("#panel details.edit summary").click()
    story.locator('[data-action="same-as"]').click()
    story.evaluate('kg.select("Dockers\' Union")')
    assert corrections(story) == [{"action": "merge", "entities": [MARA, UNION]}]
    story.locator('#panel .same [data-action="different"]').click()
    assert corrections(story) == [{"action": "different", "entities": [MARA, UNION]}]


def test_a_note_a_pin_and_a_hidden_entity(story: Any) -> None:
    story.evaluate("kg.select('Velsund')")
    story.locator("#panel details.edit summary").click()
    story.locator("#panel textarea").fill("Check the harbour register")
    story.locator("#panel textarea").dispatch_event("change")
    story.locator('[data-action="pin"]').click()
    noted, pinned = corrections(story)
    assert noted == {"action": "note", "entity": samples.iri("Velsund"), "text": "Check the harbour register"}
    assert pinned["action"] == "pin"
    assert {type(pinned["x"]), type(pinned["y"])} == {int}
    story.locator('[data-action="hide"]').click()
    assert "Velsund" not in visible(story)["entities"]
    assert corrections(story)[-1] == {"action": "hide", "entity": samples.iri("Velsund")}
    story.locator(".hidden-list button").click()
    assert "Velsund" in visible(story)["entities"]


def test_dragging_an_entity_pins_it(story: Any) -> None:
    spot = story.evaluate("kg.places()")["Tomás Ferreira"]
    box = story.locator("#canvas").bounding_box()
    x, y = box["x"] + spot["x"], box["y"] + spot["y"]
    story.mouse.move(x, y)
    story.mouse.down()
    story.mouse.move(x + 60, y + 40, steps=6)
    story.mouse.up()
    until(story, "kg.edits().some((edit) => edit.action === 'pin')")
    moved = story.evaluate("kg.places()")["Tomás Ferreira"]
    assert moved["x"] == pytest.approx(spot["x"] + 60, abs=3)
    assert moved["y"] == pytest.approx(spot["y"] + 40, abs=3)


def test_edits_outlive_a_reload_and_can_be_forgotten(story: Any) -> None:
    story.evaluate("kg.select('Mara Lindqvist')")
    story.locator('#panel li.fact[data-fact="statement/000008"] [data-action="wrong"]').click()
    story.reload()
    story.wait_for_selector("html[data-ready]", state="attached")
    assert corrections(story) == [{"action": "wrong", "statement": samples.BASE + "statement/000008"}]
    assert "1 edit kept in this browser" in story.inner_text("#legend")
    story.click("#edits-clear")
    assert corrections(story) == []


def test_a_file_of_corrections_is_taken_in(story: Any, tmp_path: Path) -> None:
    file = tmp_path / "corrections.json"
    wanted = [
        {"action": "wrong", "statement": samples.BASE + "statement/000002"},
        {"action": "hide", "entity": samples.iri("Grey Bay")},
    ]
    unknown = [{"action": "explode"}, {"action": "wrong"}, 7, {"action": "hide", "entity": "javascript"}]
    file.write_text(json.dumps({"newsgraph": "corrections", "version": 1, "corrections": [*wanted, *unknown]}))
    story.set_input_files("#edits-file", file)
    until(story, "kg.edits().length === 2")
    assert corrections(story) == wanted
    assert "Grey Bay" not in visible(story)["entities"]
    file.write_text("{broken")
    story.set_input_files("#edits-file", file)
    story.wait_for_selector("text=This file holds no corrections")
    assert corrections(story) == wanted


def test_the_menu_saves_corrections(story: Any) -> None:
    story.click("#export-button")
    with story.expect_download() as download:
        story.locator('[data-export="edits"]').click()
    assert download.value.suggested_filename == "corrections.json"


def test_without_storage_edits_last_as_long_as_the_page(open_file: Callable[..., Any], story_file: Path) -> None:
    no_storage = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = open_file(story_file, before=no_storage).page
    page.evaluate("kg.select('Mara Lindqvist')")
    page.locator('#panel li.fact[data-fact="statement/000008"] [data-action="wrong"]').click()
    assert len(corrections(page)) == 1
