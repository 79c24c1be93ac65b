"""The page in a real browser: evidence, search, filters, focus, keyboard, table and exports."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib

from graph.facts import FactRow
from graph.view import write_view
from tests.graph.view import samples
from tests.graph.view.conftest import processor_ms, until

pytestmark = pytest.mark.browser

FACTS = samples.story()[1]


def visible(page: Any) -> dict[str, Any]:
    return page.evaluate("kg.visible()")


def visible_statements(page: Any) -> set[str]:
    return {samples.BASE + row["iri"] for row in visible(page)["facts"]}


def switch(page: Any, facet: str, value: str) -> None:
    page.locator(f'label[data-facet="{facet}"][data-value="{value}"] input').click()


def statements(where: Callable[[FactRow], bool]) -> set[str]:
    return {fact.statement for fact in FACTS if where(fact)}


def test_opens_still_with_everything_drawn_and_counted(story: Any) -> None:
    assert "14 of 16 entities, 24 of 24 facts" in story.inner_text("#status")
    assert "1 concept of one entity only, 1 entity without a link" in story.inner_text("#status")
    assert story.evaluate("kg.physics") is False
    assert story.title() == "Harbour strike"
    assert story.inner_text("#coverage").startswith("4 articles from 4 outlets, 20 October 2025")


def test_click_on_a_node_lists_its_facts_with_marked_sentences(story: Any) -> None:
    spot = story.evaluate("kg.places()")["Dockers' Union"]
    box = story.locator("#canvas").bounding_box()
    story.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    panel = story.locator("#panel")
    assert panel.locator("h2").inner_text() == "Dockers' Union"
    listed = {
        samples.BASE + item for item in panel.locator("li.fact").evaluate_all("all => all.map(one => one.dataset.fact)")
    }
    union = samples.iri("Dockers' Union")
    assert listed == statements(lambda f: union in {f.subject_iri, f.object_iri, f.attributed_to_iri})
    card = panel.locator('li.fact[data-fact="statement/000001"]')
    assert card.locator("mark.s").inner_text() == "Dockers' Union"
    assert card.locator("mark.o").inner_text() == "pay rise"
    assert card.locator("blockquote").inner_text() == "The Dockers' Union demands a pay rise."
    source = card.locator(".source")
    assert source.inner_text() == "Harbour Gazette · 2025-11-06 · Story number 0"
    link = source.locator("a")
    assert link.get_attribute("href") == "https://example.org/story/0"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "confidence 0.90" in card.inner_text()
    assert "found by clause" in card.inner_text()


def bare_spot(page: Any, line: str) -> dict[str, float]:
    """Return a point of a line that no entity covers."""
    nodes = page.evaluate("kg.places()").values()
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        spot = page.evaluate("([id, part]) => kg.linePoint(id, part)", [line, part])
        if all(math.dist((spot["x"], spot["y"]), (node["x"], node["y"])) > node["radius"] * 1.6 + 6 for node in nodes):
            return spot
    raise AssertionError("entities cover all of the line")


def test_click_on_a_line_lists_every_statement_behind_it(story: Any) -> None:
    link = next(
        one for one in visible(story)["links"] if (one["from"], one["to"]) == ("Tomás Ferreira", "Dockers' Union")
    )
    assert link["facts"] == 2
    spot = bare_spot(story, link["id"])
    box = story.locator("#canvas").bounding_box()
    story.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    assert story.inner_text("#panel h2") == "Tomás Ferreira → Dockers' Union"
    outlets = story.locator("#panel .outlet").all_inner_texts()
    assert sorted(outlets) == ["Coast Radio", "Daily Meridian"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("Dockers' Union", "pay rise"), ["according to Mara Lindqvist"]),
        (("Dockers' Union", "Harbour Strike"), ["not"]),
        (("Ministry of Transport", "fresh talks"), ["planned"]),
        (("Dockers' Union", "fresh talks"), ["possible"]),
        (("Port of Velsund", "Norlanders"), ["denied"]),
        (("Port of Velsund", "Velsund"), ["low confidence"]),
    ],
)
def test_a_claim_is_told_in_words(story: Any, ends: tuple[str, str], words: list[str]) -> None:
    assert story.evaluate("([a, b]) => kg.selectLine(a, b)", list(ends))
    assert story.locator("#panel .chip").all_inner_texts() == words


@pytest.mark.parametrize(
    ("ends", "style", "label"),
    [
        (("Tomás Ferreira", "Dockers' Union"), "stated", "lead ×2"),
        (("Dockers' Union", "Safe Quays Act"), "attributed", "criticise (according to Tomás Ferreira)"),
        (("Ministry of Transport", "fresh talks"), "planned", "planned: plan"),
        (("Dockers' Union", "fresh talks"), "uncertain", "possible: join"),
        (("Dockers' Union", "Harbour Strike"), "negated", "not: end"),
        (("Port of Velsund", "Norlanders"), "negated", "denied: fire"),
        (("Port of Velsund", "Velsund"), "uncertain", "be in (low confidence)"),
    ],
)
def test_a_line_looks_and_reads_as_it_is_told(story: Any, ends: tuple[str, str], style: str, label: str) -> None:
    story.locator('input[name="concepts"][value="all"]').check(force=True)
    look = story.evaluate("([a, b]) => kg.lineLook(a, b)", list(ends))
    assert (look["style"], look["label"]) == (style, label)
    assert bool(look["dashes"]) == (style != "stated")
    plain = story.evaluate("([a, b]) => kg.lineLook(a, b)", ["Mara Lindqvist", "Tomás Ferreira"])
    assert (look["dashes"], look["arrow"]) != (plain["dashes"], plain["arrow"]) or style == "stated"


def test_a_line_grows_with_its_statements(story: Any) -> None:
    one = story.evaluate("kg.lineLook('Mara Lindqvist', 'Tomás Ferreira')")
    two = story.evaluate("kg.lineLook('Tomás Ferreira', \"Dockers' Union\")")
    assert two["width"] > one["width"]


def test_what_is_chosen_is_named_whatever_stands_around_it(open_file: Callable[..., Any], tmp_path: Path) -> None:
    entities, facts = samples.sized(300)
    page = open_file(write_view(entities, facts, tmp_path / "many.html")).page
    for row in entities[::60]:
        page.evaluate("name => kg.select(name)", row.label)
        # An entity under the panel is brought out from under it a moment later.
        until(page, f"kg.labels().some((label) => label.text === {json.dumps(row.label)})")
        page.keyboard.press("Escape")


def test_reverse_facts_are_two_lines(story: Any) -> None:
    pairs = [(one["from"], one["to"]) for one in visible(story)["links"]]
    assert ("Mara Lindqvist", "Tomás Ferreira") in pairs
    assert ("Tomás Ferreira", "Mara Lindqvist") in pairs
    assert len(pairs) == len(set(pairs))


def test_filters_count_and_agree_with_the_rows(story: Any) -> None:
    switch(story, "status", "stated")
    expected = statements(lambda f: f.polarity == "negative" or f.modality != "asserted")
    assert visible_statements(story) == expected
    assert f", {len(expected)} of 24 facts" in story.inner_text("#status")
    switch(story, "outlet", "The Northern Wire")
    assert visible_statements(story) == expected & statements(lambda f: f.publisher != "The Northern Wire")
    drawn = set(visible(story)["entities"])
    assert drawn == {one for link in visible(story)["links"] for one in (link["from"], link["to"])}
    story.click("#reset")
    assert visible_statements(story) == {fact.statement for fact in FACTS}


def test_switch_counts_are_those_of_the_rows(story: Any) -> None:
    counts = story.evaluate("kg.counts('outlet')")
    assert counts == {outlet: len(statements(lambda f, o=outlet: f.publisher == o)) for outlet in samples.OUTLETS}
    assert story.evaluate("kg.counts('kind')")["organization"] == 3


def test_dates_and_confidence_filter(story: Any) -> None:
    story.fill("#date-to", "2025-10-31")
    story.dispatch_event("#date-to", "change")
    assert visible_statements(story) == statements(lambda f: f.published is None or f.published <= "2025-10-31")
    story.uncheck("#date-undated")
    assert visible_statements(story) == statements(lambda f: f.published is not None and f.published <= "2025-10-31")
    story.click("#reset")
    story.evaluate(
        "const c = document.querySelector('#confidence'); c.value = 0.95; c.dispatchEvent(new Event('input'))"
    )
    assert visible_statements(story) == statements(lambda f: f.confidence >= 0.95)


def test_no_result_says_which_filter_to_release(story: Any) -> None:
    for value in ("stated", "planned", "uncertain", "negated"):
        switch(story, "status", value)
    assert "0 of 16 entities, 0 of 24 facts" in story.inner_text("#status")
    assert "how it is told" in story.inner_text("#empty")
    story.click("#release")
    assert "24 of 24 facts" in story.inner_text("#status")


def test_type_switch_hides_entities_of_that_type(story: Any) -> None:
    switch(story, "kind", "person")
    assert not {"Mara Lindqvist", "Tomás Ferreira"} & set(visible(story)["entities"])


def test_concepts_can_be_all_or_none(story: Any) -> None:
    story.locator('input[name="concepts"][value="all"]').check(force=True)
    assert {"pay rise", "fresh talks", "old crane"} <= set(visible(story)["entities"])
    story.locator('input[name="concepts"][value="none"]').check(force=True)
    assert not {"pay rise", "fresh talks", "old crane"} & set(visible(story)["entities"])
    assert samples.BASE + "statement/000001" in visible_statements(story)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zolc", "Żółć Łódzka"),
        ("lodzka", "Żółć Łódzka"),
        ("the minister", "Mara Lindqvist"),
        ("TOMAS", "Tomás Ferreira"),
        ("union", "Dockers' Union"),
    ],
)
def test_search_folds_case_and_accents_and_knows_aliases(story: Any, typed: str, found: str) -> None:
    story.keyboard.press("/")
    story.keyboard.type(typed)
    assert story.locator("#results li").first.locator(".name").inner_text().startswith(found)
    story.keyboard.press("Enter")
    assert story.evaluate("kg.state().chosen") == found


def test_search_draws_what_was_not_drawn(story: Any) -> None:
    assert "Osk Hollow" not in visible(story)["entities"]
    story.keyboard.press("/")
    story.keyboard.type("osk")
    story.keyboard.press("ArrowDown")
    story.keyboard.press("Enter")
    assert visible(story)["entities"] == ["Osk Hollow"]
    assert "only mentioned" in story.inner_text("#panel")


def test_escape_leaves_the_search(story: Any) -> None:
    story.keyboard.press("/")
    story.keyboard.type("vel")
    assert story.get_attribute("#search", "aria-expanded") == "true"
    story.keyboard.press("Escape")
    assert story.locator("#results").is_hidden()
    assert story.evaluate("document.activeElement.id") == "canvas"


def test_focus_draws_neighbours_only_and_back_restores_the_places(story: Any) -> None:
    before = story.evaluate("kg.places()")
    assert processor_ms(story, "kg.focus('Velsund')") < 300
    assert set(visible(story)["entities"]) == {
        "Velsund",
        "Harbour Strike",
        "Port of Velsund",
        "Norland",
        "Grey Bay",
        "Żółć Łódzka",
    }
    assert story.evaluate("kg.state().view") == {"mode": "ego", "roots": ["Velsund"], "depth": 1}
    story.locator('#crumbs button[aria-label="2 steps"]').click()
    assert {"Dockers' Union", "Safe Quays Act"} <= set(visible(story)["entities"])
    story.keyboard.press("b")
    after = story.evaluate("kg.places()")
    assert after.keys() == before.keys()
    for name, spot in before.items():
        assert after[name] == pytest.approx(spot, abs=0.01)


def test_double_click_focuses_and_expand_adds_neighbours(story: Any) -> None:
    spot = story.evaluate("kg.places()")["Norland"]
    box = story.locator("#canvas").bounding_box()
    story.mouse.dblclick(box["x"] + spot["x"], box["y"] + spot["y"])
    assert set(visible(story)["entities"]) == {"Norland", "Velsund", "Safe Quays Act"}
    story.evaluate("kg.select('Safe Quays Act')")
    story.locator('[data-action="expand"]').click()
    assert set(visible(story)["entities"]) == {
        "Norland",
        "Velsund",
        "Safe Quays Act",
        "Mara Lindqvist",
        "Dockers' Union",
    }


def test_the_keyboard_alone_reaches_the_evidence(story: Any) -> None:
    story.focus("#canvas")
    story.keyboard.press("ArrowRight")
    assert story.evaluate("kg.state().chosen") == "Dockers' Union"
    story.keyboard.press("ArrowUp")
    moved = story.evaluate("kg.state().chosen")
    assert moved not in {None, "Dockers' Union"}
    story.keyboard.press("Enter")
    assert story.evaluate("kg.state().view.roots") == [moved]
    story.keyboard.press("t")
    assert story.locator("#table").is_visible()
    story.keyboard.press("?")
    assert story.locator("#help").is_visible()


def test_names_do_not_collide(story: Any) -> None:
    assert_apart(story.evaluate("kg.labels()"))


def assert_apart(labels: list[dict[str, Any]]) -> None:
    assert labels
    for i, a in enumerate(labels):
        for b in labels[i + 1 :]:
            apart = (
                a["x"] + a["w"] <= b["x"]
                or b["x"] + b["w"] <= a["x"]
                or a["y"] + a["h"] <= b["y"]
                or b["y"] + b["h"] <= a["y"]
            )
            assert apart, (a, b)


def test_the_table_holds_the_same_facts_and_sorts(story: Any) -> None:
    story.click("#table-button")
    switch(story, "voice", "outlet")
    rows = story.locator("#table tbody tr").evaluate_all("all => all.map(one => one.dataset.fact)")
    assert {samples.BASE + row for row in rows} == statements(lambda f: f.attributed_to_iri is not None)
    story.click("#reset")
    story.locator("#table th button", has_text="Subject").click()
    first = story.locator("#table tbody tr td:first-child").all_inner_texts()
    assert first == sorted(first, key=str.casefold)
    assert story.locator('#table th[aria-sort="ascending"]').count() == 1


def test_without_a_canvas_the_table_takes_over(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file, before="HTMLCanvasElement.prototype.getContext = () => null").page
    assert page.locator("#table").is_visible()
    assert "no canvas" in page.inner_text("#table .notice")
    assert page.locator("#table tbody tr").count() == 24
    switch(page, "status", "stated")
    assert page.locator("#table tbody tr").count() == 4
    page.keyboard.press("/")
    page.keyboard.type("union")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Dockers' Union"


def test_csv_has_a_row_per_visible_fact(story: Any) -> None:
    switch(story, "voice", "outlet")
    text = story.evaluate("kg.export('csv')")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert {row["statement"] for row in rows} == visible_statements(story)
    assert {row["according_to"] for row in rows} == {"Mara Lindqvist", "Tomás Ferreira"}
    assert all(row["sentence"] and row["url"].startswith("https://example.org/") for row in rows)


def test_json_has_a_row_per_visible_fact(story: Any) -> None:
    rows = json.loads(story.evaluate("kg.export('json')"))["facts"]
    assert {row["statement"] for row in rows} == {fact.statement for fact in FACTS}
    assert rows[0]["sentence"] == FACTS[0].sentence


def test_turtle_holds_the_triples_of_the_visible_facts(story: Any) -> None:
    graph = rdflib.Graph().parse(data=story.evaluate("kg.export('ttl')"), format="turtle")
    ng = rdflib.Namespace("https://w3id.org/newsgraph/ns#")
    told = {str(node) for node in graph.subjects(rdflib.RDF.type, ng.Statement)}
    assert told == {fact.statement for fact in FACTS}
    plain = {(str(s), str(p), str(o)) for s, p, o in graph if str(p).startswith(samples.BASE + "relation/")}
    assert plain == {
        (f.subject_iri, f.relation_iri, f.object_iri or f.object_value)
        for f in FACTS
        if f.plain and (f.object_iri or f.object_value)
    }
    denied = rdflib.URIRef(samples.BASE + "statement/000012")
    assert graph.value(denied, ng.modality) == ng.Denied


def test_svg_is_xml_with_text_legend_and_caption(story: Any) -> None:
    root = ElementTree.fromstring(story.evaluate("kg.export('svg')").encode())
    texts = {"".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Mara Lindqvist", "People", "Organisations", "pay rise"} <= texts
    assert any("14 of 16 entities" in text for text in texts)


def test_png_is_a_picture_of_twice_the_size(story: Any) -> None:
    story.click("#export-button")
    with story.expect_download() as download:
        story.locator('[data-export="png"]').click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2 * story.evaluate("document.querySelector('#canvas').clientWidth")


def test_dark_follows_the_system_and_the_button_changes_it(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file, scheme="dark").page
    assert page.evaluate("kg.state().theme") == "dark"
    page.click("#theme-button")
    assert page.evaluate("kg.state().theme") == "light"
    page.emulate_media(color_scheme="light")
    page.click("#theme-button")
    page.emulate_media(color_scheme="dark")
    until(page, "kg.state().theme === 'dark'")
    page.emulate_media(color_scheme="light")
    until(page, "kg.state().theme === 'light'")


def test_on_a_phone_nothing_is_cut_off(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file, width=390, height=800).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#legend").is_hidden()
    assert_apart(page.evaluate("kg.labels()"))
    page.evaluate("kg.select('Mara Lindqvist')")
    assert page.locator("#panel").bounding_box()["width"] == 390
    page.click("#legend-button")
    assert page.locator("#legend").is_visible()


def test_assistive_technology_sees_the_controls(story: Any) -> None:
    snapshot = story.locator("body").aria_snapshot()
    for part in (
        'combobox "Search entities"',
        'group "Entities"',
        "status",
        'application "Network of entities and facts"',
        'button "Table"',
    ):
        assert part in snapshot
    story.click("#table-button")
    assert "table" in story.locator("#table").aria_snapshot()


def test_every_control_is_reached_by_tab(story: Any) -> None:
    story.focus("#legend-button")
    reached = set()
    for _ in range(90):
        story.keyboard.press("Tab")
        reached.add(story.evaluate("document.activeElement.id || document.activeElement.getAttribute('name') || ''"))
    assert {
        "search",
        "table-button",
        "export-button",
        "theme-button",
        "help-button",
        "canvas",
        "zoom-in",
        "confidence",
        "concepts",
    } <= reached


def test_focus_given_when_written(open_file: Callable[..., Any], tmp_path: Path) -> None:
    page = open_file(write_view(*samples.story(), tmp_path / "focus.html", focus="Velsund")).page
    assert page.evaluate("kg.state().view") == {"mode": "ego", "roots": ["Velsund"], "depth": 1}
    assert len(visible(page)["entities"]) == 6


def test_an_address_holds_the_state(open_file: Callable[..., Any], story_file: Path) -> None:
    page = open_file(story_file).page
    switch(page, "outlet", "Coast Radio")
    page.evaluate("kg.focus('Velsund', 2)")
    page.evaluate("kg.selectLine('Velsund', 'Norland')")
    page.click("#theme-button")
    fragment = page.evaluate("location.hash")
    again = open_file(story_file, fragment=fragment).page
    for asked in ("kg.state()", "kg.visible()"):
        first, second = page.evaluate(asked), again.evaluate(asked)
        first.pop("scale", None), second.pop("scale", None)
        assert second == first
    assert again.inner_text("#panel h2") == "Velsund → Norland"


@pytest.mark.parametrize("fragment", ["#%7Bbroken", "#null", '#{"view":"ego","roots":[7],"no-kind":"x","chosen":{}}'])
def test_a_broken_address_opens_the_page_as_it_is(
    open_file: Callable[..., Any], story_file: Path, fragment: str
) -> None:
    page = open_file(story_file, fragment=fragment).page
    assert "14 of 16 entities, 24 of 24 facts" in page.inner_text("#status")
