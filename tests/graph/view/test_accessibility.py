"""The page for readers who do not see it or do not use a mouse, checked by axe-core (Deque's rules for WCAG)."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

STATES = {
    "as opened": "",
    "an entity": "kg.select('Mara Lindqvist')",
    "a line": "kg.selectLine('Tomás Ferreira', \"Dockers' Union\")",
    "a focus": "kg.focus('Velsund')",
    "a path": "kg.path('Mara Lindqvist', 'Grey Bay')",
    "the storyline": "document.querySelector('#story-button').click()",
    "the table": "document.querySelector('#table-button').click()",
    "a comparison": "document.querySelector('#compare').click()",
    "the menu": "document.querySelector('#export-button').click()",
    "the help": "document.querySelector('#help-button').click()",
    "a search": (
        "const s = document.querySelector('#search'); s.focus(); s.value = 'vel'; s.dispatchEvent(new Event('input'))"
    ),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(open_file: Callable[..., Any], story_file: Path, scheme: str, width: int) -> None:
    found = {}
    for name, script in STATES.items():
        # A page script of its own world: the policy of the page admits no further scripts.
        page = open_file(story_file, width=width, height=844, scheme=scheme, before=AXE).page
        page.evaluate(script or "0")
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        serious = [
            (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0].get("failureSummary", "")[:200])
            for one in result["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        if serious:
            found[name] = serious
    assert found == {}


def test_axe_would_find_a_control_without_a_name(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file, before=AXE).page
    page.evaluate("document.querySelector('#search').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('#search').removeAttribute('placeholder')")
    result = page.evaluate("axe.run(document)")
    assert "label" in {one["id"] for one in result["violations"]}
    assert len(result["passes"]) > 20


def test_a_reader_who_wants_no_motion_gets_none(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file).page
    page.emulate_media(reduced_motion="reduce")
    page.keyboard.press("f")
    before = page.evaluate("kg.state().scale")
    page.click("#zoom-in")
    # Without motion the new scale is there at once, with motion only after a fifth of a second.
    assert page.evaluate("kg.state().scale") == pytest.approx(before * 1.3, rel=1e-6)


def test_on_paper_only_the_facts_are_left(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file).page
    page.evaluate("kg.select('Mara Lindqvist')")
    page.emulate_media(media="print")
    for gone in ("#legend", ".tools", ".search", ".zoom", "#timeline .controls", "#panel .actions"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.locator("#panel li.fact").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#panel')).overflow") == "visible"
