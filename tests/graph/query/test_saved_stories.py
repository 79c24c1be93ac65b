"""The saved queries over the sample articles: rows that must be there, and the same rows on a second engine."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import rdflib

from graph import KnowledgeGraph
from graph.cli import main
from graph.query.parameters import bind
from graph.query.saved import SavedQuery, prepare_query, saved_queries

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

ARTICLES = Path(__file__).parents[3] / "data" / "articles"
NARROWED = {"connections": {"from": "Ingrid Solheim"}}
"""Parameters for the second engine where it would take minutes without."""
TESTED_ELSEWHERE = {"accounts-of", "disputed", "events", "who-did-what"}
"""Their rows are checked beside what they show: events and the inventory."""


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = tmp_path_factory.mktemp("stories") / "kg"
    assert main(["build", str(ARTICLES), "--kg", str(folder)]) == 0
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        yield kg


@pytest.fixture(scope="module")
def second(stories: KnowledgeGraph) -> rdflib.Dataset:
    written = io.BytesIO()
    stories.export(written, "nquads")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written.getvalue(), format="nquads")
    return dataset


def canonical(rows: Iterable[Iterable[object]]) -> Counter[tuple[object, ...]]:
    """Rows without order, lists of names without order, and time zones written alike."""
    return Counter(tuple(None if cell is None else _canonical(str(cell)) for cell in row) for row in rows)


def _canonical(cell: str) -> str:
    cell = cell.replace("+00:00", "Z")
    return ", ".join(sorted(cell.split(", "))) if ", " in cell else cell


@pytest.mark.parametrize("saved", list(saved_queries()), ids=lambda saved: saved.name)
def test_rdflib_gives_the_same_rows(stories: KnowledgeGraph, second: rdflib.Dataset, saved: SavedQuery) -> None:
    given = NARROWED.get(saved.name, {})
    text, terms = prepare_query(saved.name, given)
    theirs = second.query(bind(text, terms), initNs=stories.store.instances.prefixes)
    ours = [tuple(row.values()) for row in stories.query(saved.name, given)]
    assert ours or saved.name in TESTED_ELSEWHERE
    assert canonical(ours) == canonical(theirs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "parameters", "row"),
    [
        ("about", {"name": "Helena Strand"}, {"who": "Croatia", "does": "appoint", "what": "Helena Strand"}),
        ("accusations", {}, {"who": "Goran Šimić", "does": "accuse", "whom": "Dalmar Lines"}),
        ("anonymous-sources", {"outlet": "North Sea Wire"}, {"publisher": "North Sea Wire", "source": "prosecutors"}),
        ("articles", {}, {"headline": "Corvane to Halden: not at that price", "outlet": "Capital & Contract"}),
        ("between", {"one": "Croatia"}, {"first": "Croatia", "does": "appoint", "second": "Helena Strand"}),
        ("conflicts", {"name": "Ante Brkan"}, {"who": "Ante Brkan", "does": "leave", "but": "denied"}),
        ("connections", {"from": "Rupert Ashdown"}, {"steps": "1", "fact1": "blame", "end": "Pieter van Loon"}),
        ("corroborated", {}, {"who": "Ante Brkan", "does": "hold position"}),
        ("denied", {}, {"how": "denied", "who": "Ante Brkan", "does": "leave"}),
        ("figures", {}, {"figure": "212 passengers", "otherFigure": "221 passengers"}),
        ("first-reports", {"name": "Ante Brkan"}, {"who": "Ante Brkan", "firstOutlet": "North Sea Wire"}),
        ("happened-in", {"place": "Istanbul"}, {"where": "Istanbul"}),
        ("met", {}, {"who": "Pakistan", "does": "hold talks with"}),
        ("most-connected", {"least": "3"}, {"name": "Corvane Logistics"}),
        ("new-since", {"since": "2025-11-20"}, {"first": "2025-11-20", "outlet": "Harbour Evening Echo"}),
        ("outlets", {}, {"outlet": "North Sea Wire"}),
        ("planned", {}, {"who": "Helena Strand", "does": "lead"}),
        ("positions", {"person": "Ante Brkan"}, {"who": "Ante Brkan", "position": "captain"}),
        ("promises", {}, {"promise": "promise full inquiry", "outlet": "Adriatic Daily"}),
        ("quotes", {}, {"speaker": "Tonči Mladin", "words": "We heard the bang before we saw the smoke"}),
        ("quotes-on", {"topic": "smoke"}, {"speaker": "Tonči Mladin", "verb": "say"}),
        ("sources", {"least": "3"}, {"source": "Pieter van Loon"}),
        ("statements-by", {"person": "goran šimić"}, {"speaker": "Goran Šimić", "how": "not asserted"}),
        ("story", {"word": "ceasefire"}, {"headline": "Pakistan, Afghan Taliban agree to keep ceasefire, Turkey says"}),
        ("support", {"least": "2"}, {"who": "Ante Brkan", "does": "hold position"}),
        ("timeline", {"name": "Ingrid Solheim"}, {"when": "2025-07", "does": "leave", "what": "Halden Freight"}),
        ("unattributed", {"outlet": "Khyber Ledger"}, {"publisher": "Khyber Ledger"}),
        ("uncertain", {}, {"how": "conditional", "who": "Ingrid Solheim"}),
    ],
)
def test_what_a_newsroom_finds(
    stories: KnowledgeGraph, name: str, parameters: dict[str, str], row: dict[str, str]
) -> None:
    found = list(stories.query(name, parameters))
    wanted = {column: value.casefold() for column, value in row.items()}
    assert any(all((cells[column] or "").casefold() == value for column, value in wanted.items()) for cells in found), (
        f"no row {row} among {len(found)}"
    )


def test_every_saved_query_has_a_row_above() -> None:
    cases = test_what_a_newsroom_finds.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {case[0] for case in cases} == {saved.name for saved in saved_queries()} - TESTED_ELSEWHERE


def test_what_is_new_is_not_old(stories: KnowledgeGraph) -> None:
    assert all((row["first"] or "") >= "2025-11-20" for row in stories.query("new-since", {"since": "2025-11-20"}))
    everything = len(list(stories.query("new-since")))
    assert 0 < len(list(stories.query("new-since", {"since": "2025-11-20"}))) < everything


def test_a_timeline_is_in_order(stories: KnowledgeGraph) -> None:
    days = [row["when"] or "" for row in stories.query("timeline")]
    assert len(days) > 20
    assert days == sorted(days)
