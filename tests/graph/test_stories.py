"""The whole path over the sample articles: what the six questions of a newsroom find there, row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.cli import main
from graph.validation import validate
from graph.vocabulary import NG

pytestmark = pytest.mark.model

ARTICLES = Path(__file__).parents[2] / "data" / "articles"


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = tmp_path_factory.mktemp("stories") / "kg"
    assert main(["build", str(ARTICLES), "--kg", str(folder)]) in {0, 1}
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        yield kg


def rows(kg: KnowledgeGraph, name: str, *columns: str, **parameters: str) -> set[tuple[str, ...]]:
    return {tuple((row[column] or "").casefold() for column in columns) for row in kg.query(name, parameters)}


def test_who_says_what(stories: KnowledgeGraph) -> None:
    found = rows(stories, "quotes", "speaker", "words", "outlet")
    assert {
        ("tonči mladin", "we heard the bang before we saw the smoke", "adriatic daily"),
        ("goran šimić", "you cannot switch off what is not there", "adriatic daily"),
        ("mette dahlgaard", "this is a fair price for a good business", "capital & contract"),
        ("marko vidas", "an inquiry doesn’t send anyone to jail", "meridian post"),
    } <= found


def test_about_whom(stories: KnowledgeGraph) -> None:
    about = rows(stories, "quotes", "words", "aboutWhom", speakerName="Annelies Kuiper")
    assert any("had no right to ignore the owners" in words and "corvane" in whom for words, whom in about)


def test_which_positions_people_hold(stories: KnowledgeGraph) -> None:
    found = rows(stories, "positions", "who", "position")
    assert {("ante brkan", "captain"), ("goran šimić", "union president"), ("annelies kuiper", "judge")} <= found
    assert {position for who, position in found if who == "khawaja asif"} & {"defence minister", "defense minister"}
    assert not any(who == position for who, position in found)


def test_what_happened_in_istanbul_and_when(stories: KnowledgeGraph) -> None:
    found = rows(stories, "happened-in", "when", "who", "did", "what", place="Istanbul")
    assert any(when == "2025-10-30" and who == "delegation" for when, who, _, _ in found)


def test_what_is_planned(stories: KnowledgeGraph) -> None:
    found = rows(stories, "planned", "who", "does", "what", "when")
    assert ("mette dahlgaard", "visit", "istanbul", "2025-11-12") in found
    assert any(does == "be heard in" and what == "zagreb" and when == "2026-03" for _, does, what, when in found)


def test_what_is_denied(stories: KnowledgeGraph) -> None:
    found = rows(stories, "denied", "how", "who", "does", "what", "saidBy")
    assert {
        ("denied", "afghanistan", "shelter", "militants", "afghan official"),
        ("denied", "islamabad", "set", "deadline of 24 hours", "pakistani official"),
        ("negated", "ante brkan", "leave", "country", ""),
    } <= found


def test_what_two_outlets_report(stories: KnowledgeGraph) -> None:
    found = rows(stories, "corroborated", "who", "does", "what")
    assert ("ante brkan", "hold position", "captain") in found


def test_which_events_several_outlets_report(stories: KnowledgeGraph) -> None:
    found = rows(stories, "events", "what", "day", "where", "outlets")
    assert {("talks", "2025-11-06", "istanbul", "3"), ("disaster", "2025-11-10", "georgia", "2")} <= found
    assert not any(outlets == "0" for *_, outlets in found)


def test_on_what_the_accounts_differ(stories: KnowledgeGraph) -> None:
    found = rows(stories, "disputed", "about", "one", "outlet", "other", "otherOutlet")
    assert ("number", "9", "adriatic daily", "11", "north sea wire") in found
    assert ("number", "17", "meridian post", "18", "capital & contract") in found


def test_one_article_is_a_copy_of_another(stories: KnowledgeGraph) -> None:
    copies = stories.query("SELECT ?a ?b { ?x ng:nearDuplicateOf ?y . ?x schema:headline ?a . ?y schema:headline ?b }")
    assert [(row["a"], row["b"]) for row in copies] == [
        ("Fourteen killed as dam gate breaks in Georgia", "Dam gate fails in Georgia; 14 dead, thousands leave homes")
    ]


def test_what_happened_in_a_country_stands_with_its_cities(stories: KnowledgeGraph) -> None:
    found = rows(stories, "happened-in", "where", place="Turkey")
    assert {("istanbul",), ("ankara",)} <= found
    assert ("tbilisi",) not in found


def test_the_graph_conforms_and_each_fact_costs_at_most_fifteen_quads(stories: KnowledgeGraph) -> None:
    assert list(validate(stories)) == []
    statements = {statement.value for statement in stories.store.statements()}
    evidence = {quad.object for quad in stories.store.store.quads_for_pattern(None, NG["evidence"], None, None)}
    spans = {getattr(span, "value", "") for span in evidence}
    cost = sum(getattr(quad.subject, "value", "") in statements | spans for quad in stories.store.store)
    assert cost / len(statements) <= 15


def test_the_other_way_round_gives_the_same_bytes(stories: KnowledgeGraph, tmp_path: Path) -> None:
    catalogue = stories.store.catalogue
    records = [catalogue.extraction_of(article) for article in catalogue.articles()]
    exports = []
    with KnowledgeGraph.open(tmp_path / "kg") as turned:
        for number, record in enumerate(reversed(records)):
            assert record is not None
            turned.add(replace(record, article=replace(record.article, source=f"{number}.txt")))
        for kg in (stories, turned):
            buffer = io.BytesIO()
            kg.export(buffer, "turtle")
            exports.append(buffer.getvalue())
    assert exports[0] == exports[1]
