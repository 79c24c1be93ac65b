"""Events that several articles tell of, in a graph."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.records import Extraction
from graph import KnowledgeGraph
from graph.conformance import shipped
from graph.events.description import kind_term
from graph.events.kinds import kinds
from tests.graph.events.reports import arrest, meeting, toll

TALKS_A = ("Post", "the foreign ministers told reporters after lunch by the lake, a person at the hotel said")
TALKS_B = ("Mail", "ending a silence of two years, and nobody would say when the delegations are to meet again")


def events(kg: KnowledgeGraph) -> list[tuple[str | None, ...]]:
    rows = kg.query("events")
    return [tuple(row[name] for name in ("what", "day", "where", "reports", "articles", "outlets")) for row in rows]


def test_two_outlets_report_one_meeting(kg: KnowledgeGraph) -> None:
    kg.add(meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"))
    assert events(kg) == []  # one article alone makes no event
    kg.add(meeting(*TALKS_B, published="2025-03-05", day="2025-03-04"))
    assert events(kg) == [("talks", "2025-03-04", "Geneva", "4", "2", "2")]
    actors = kg.query("SELECT ?l { ?e sem:hasActor/rdfs:label ?l ; a schema:Event, sem:Event } ORDER BY ?l")
    assert [row["l"] for row in actors] == ["Norway", "Peru"]


def test_other_days_places_and_parties_are_other_events(kg: KnowledgeGraph) -> None:
    kg.add(meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"))
    kg.add(meeting(*TALKS_B, published="2025-03-09", day="2025-03-08"))
    kg.add(meeting("Star", "which is another city altogether and far away", published="2025-03-04", day="2025-03-04",
                   place="Lima"))  # fmt: skip
    kg.add(meeting("Sun", "while others looked on from afar, it is said", published="2025-03-04", day="2025-03-04",
                   others=("Norway", "Chile")))  # fmt: skip
    assert events(kg) == []


def test_an_undated_report_of_the_day_joins_a_dated_one(kg: KnowledgeGraph) -> None:
    kg.add(meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"))
    kg.add(meeting(*TALKS_B, published="2025-03-04", day=None))
    assert [row[:2] for row in events(kg)] == [("talks", "2025-03-04")]


def test_a_reprint_counts_no_outlet(kg: KnowledgeGraph) -> None:
    kg.add(meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"))
    kg.add(meeting("Echo", TALKS_A[1], published="2025-03-05", day="2025-03-04"))
    assert [row[3:] for row in events(kg)] == [("4", "2", "1")]
    copies = list(kg.query("SELECT ?o { ?c ng:nearDuplicateOf/schema:publisher/rdfs:label ?o }"))
    assert [row["o"] for row in copies] == ["Post"]


def test_differing_numbers_stand_side_by_side(kg: KnowledgeGraph) -> None:
    kg.add(toll("Post", "the coastguard announced in the morning", "9", published="2025-03-04", day="2025-03-03"))
    kg.add(toll("Mail", "two of whom had been in hospital since the weekend", "11", published="2025-03-06", day=None))
    assert [row[0] for row in events(kg)] == ["casualties"]
    accounts = [(row["outlet"], row["published"], row["what"]) for row in kg.query("accounts-of")]
    assert accounts == [("Post", "2025-03-04", "9 people"), ("Mail", "2025-03-06", "11 people")]


def test_accounts_that_differ_in_the_day_of_an_arrest_are_a_dispute(kg: KnowledgeGraph) -> None:
    kg.add(arrest("Post", "a spokesman announced in the morning", published="2025-03-04", day="2025-03-03"))
    kg.add(arrest("Mail", "according to neighbours who saw the cars", published="2025-03-05", day="2025-03-04"))
    found = [
        (row["about"], row["one"], row["outlet"], row["other"], row["otherOutlet"]) for row in kg.query("disputed")
    ]
    assert found == [("day", "2025-03-03", "Post", "2025-03-04", "Mail")]


def test_a_denial_is_an_account_but_no_report(kg: KnowledgeGraph) -> None:
    kg.add(arrest("Post", "a spokesman announced in the morning", published="2025-03-04", day="2025-03-03"))
    kg.add(arrest("Mail", "his lawyer said that was not so", published="2025-03-04", day="2025-03-03", denied=True))
    assert events(kg) == []
    kg.add(arrest("Star", "two of his colleagues saw the cars leave", published="2025-03-05", day="2025-03-03"))
    assert [row[3:] for row in events(kg)] == [("3", "3", "2")]
    assert {row["about"] for row in kg.query("disputed")} == {"whether"}


def test_removing_an_article_takes_its_report_away(kg: KnowledgeGraph) -> None:
    kg.add(meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"))
    kg.add(meeting(*TALKS_B, published="2025-03-05", day="2025-03-04"))
    kg.remove("Mail.txt")
    assert events(kg) == []
    assert kg.store.rebuilt() == kg.store.derived()


_ARTICLES: list[Extraction] = [
    meeting(*TALKS_A, published="2025-03-04", day="2025-03-04"),
    meeting(*TALKS_B, published="2025-03-05", day="2025-03-04"),
    meeting("Echo", TALKS_A[1], published="2025-03-05", day="2025-03-04"),
    meeting("Star", "in words that no other paper has printed so far", published="2025-03-04", day=None),
    toll("Sun", "the coastguard announced in the morning", "9", published="2025-03-04", day="2025-03-03"),
    toll("Moon", "two of whom had been in hospital since the weekend", "11", published="2025-03-06", day=None),
]


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(range(len(_ARTICLES))), gone=st.integers(0, len(_ARTICLES) - 1))
def test_any_order_of_adding_and_removing_gives_the_same_events(order: list[int], gone: int) -> None:
    import tempfile

    def graph_of(numbers: list[int], remove: int | None = None) -> set[str]:
        with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(Path(folder) / "kg") as kg:
            for number in numbers:
                kg.add(_ARTICLES[number])
            if remove is not None:
                kg.remove(_ARTICLES[remove].article.source)
            assert kg.store.rebuilt() == kg.store.derived()
            return {str(triple) for triple in kg.store.derived()}

    kept = [number for number in sorted(order) if number != gone]
    assert graph_of(order, gone) == graph_of(kept)


def test_each_kind_stands_in_the_ontology() -> None:
    ontology = shipped("ng.ttl").decode()
    for kind in kinds().values():
        assert f"ng:{kind_term(kind.name)} a ng:EventKind" in ontology
