"""The saved queries, on rows."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.errors import QueryInvalid
from graph.query.saved import Parameter, SavedQuery, find_query, prepare_query, saved_queries
from tests.graph.conftest import RecordBuilder, talks


@pytest.fixture
def graph(kg: KnowledgeGraph) -> KnowledgeGraph:
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("b.txt", "The Inland Mail"))
    b = RecordBuilder("c.txt", publisher="The Inland Mail", headline="Fair", published="2025-05-02")
    b.entity("Ann Ray", "PERSON").entity("Geneva", "GPE").entity("fair", "CONCEPT")
    b.sentence("Ann Ray opened the fair in Geneva on Friday.")
    b.fact("Ann Ray", ("opened", "open"), "fair", place="Geneva", time=("Friday", "2025-05-02"))
    b.sentence("Ann Ray denied that the fair closed.")
    said = b.fact("Ann Ray", ("denied", "deny"), "the fair closed", value="the fair closed")
    b.fact("fair", ("closed", "close"), modality="denied", said_by="Ann Ray", within=said)
    kg.add(b.build())
    return kg


def rows(kg: KnowledgeGraph, name: str, *columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[column] for column in columns) for row in kg.query(name, parameters)]


def test_who_says_what_about_whom(graph: KnowledgeGraph) -> None:
    found = rows(graph, "quotes", "speaker", "verb", "words", "outlet")
    assert found == [
        ("Ann Ray", "deny", "the fair closed", "The Inland Mail"),
        ("Mara Lind", "say", "Sudria has broken the truce", "The Harbour Post"),
        ("Mara Lind", "say", "Sudria has broken the truce", "The Inland Mail"),
    ]
    about = rows(graph, "quotes", "aboutWhom", speakerName="mara lind")
    assert {frozenset(str(row[0]).split(", ")) for row in about} == {frozenset({"Sudria"})}


def test_which_positions_people_hold(graph: KnowledgeGraph) -> None:
    assert rows(graph, "positions", "who", "position", "articles") == [("Mara Lind", "foreign minister", "2")]


def test_what_happened_in_a_place_and_when(graph: KnowledgeGraph) -> None:
    found = rows(graph, "happened-in", "when", "who", "did", "what", "outlet", place="geneva")
    assert found == [("2025-05-02", "Ann Ray", "open", "fair", "The Inland Mail")]
    assert rows(graph, "happened-in", "who", place="Rome") == []


def test_what_is_planned(graph: KnowledgeGraph) -> None:
    columns = ("who", "does", "what", "when", "where", "outlet")
    assert rows(graph, "planned", *columns) == [
        ("Norland", "meet", "Sudria", "2025-11-10", "Geneva", "The Harbour Post"),
        ("Norland", "meet", "Sudria", "2025-11-10", "Geneva", "The Inland Mail"),
    ]


def test_what_is_denied_or_negated(graph: KnowledgeGraph) -> None:
    assert rows(graph, "denied", "how", "who", "does", "what", "saidBy", "outlet") == [
        ("denied", "fair", "close", None, "Ann Ray", "The Inland Mail"),
        ("negated", "Sudria", "sign", "truce", None, "The Harbour Post"),
        ("negated", "Sudria", "sign", "truce", None, "The Inland Mail"),
    ]


def test_what_two_outlets_report(graph: KnowledgeGraph) -> None:
    assert rows(graph, "corroborated", "who") == []  # the second outlet printed the first one's text
    b = RecordBuilder("d.txt", publisher="The Coast Star", headline="Lind to travel", published="2025-11-07")
    b.entity("Mara Lind", "PERSON").entity("foreign minister", "CONCEPT")
    b.sentence("In words of its own, the Star tells that Mara Lind, the foreign minister, will travel by train.")
    b.fact("Mara Lind", ("the foreign minister", "hold position"), ("foreign minister", "foreign minister"))
    graph.add(b.build())
    found = rows(graph, "corroborated", "who", "does", "what", "outlets")
    assert found == [("Mara Lind", "hold position", "foreign minister", "2")]


def test_articles(graph: KnowledgeGraph) -> None:
    assert rows(graph, "articles", "headline", "outlet", "date", "statements") == [
        ("Fair", "The Inland Mail", "2025-05-02", "3"),
        ("Rivals to meet", "The Harbour Post", "2025-11-06", "7"),
        ("Rivals to meet", "The Inland Mail", "2025-11-06", "7"),
    ]


@pytest.mark.parametrize("saved", list(saved_queries()), ids=lambda saved: saved.name)
def test_each_saved_query_is_described_and_its_parameters_narrow_it(graph: KnowledgeGraph, saved: SavedQuery) -> None:
    assert saved.description.endswith(".")
    everything = len(list(graph.query(saved.name)))
    assert bool(saved.parameters) == bool(saved.example)
    for parameter in saved.parameters:
        assert parameter.meaning
        nothing = {"least": "999", "since": "2999"}.get(parameter.name, "nobody at all")
        assert list(graph.query(saved.name, {parameter.name: nothing})) == []
    given = dict(item.split("=", 1) for item in shlex.split(saved.example) if item != "--param")
    assert set(given) <= {parameter.name for parameter in saved.parameters}
    assert len(list(graph.query(saved.name, given))) <= everything


def test_a_header_may_give_a_parameter_its_value() -> None:
    support = next(saved for saved in saved_queries() if saved.name == "support")
    assert support.parameters == (Parameter("least", "the fewest outlets", "1"),)
    assert support.example == "--param least=2"
    _, terms = prepare_query("support", {})
    assert str(terms["least"]) == '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_only_the_first_comment_of_a_file_is_its_header(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(
        "# Who.\n# param who = Ann: name\nSELECT ?l { ?s rdfs:label ?l }\n# param no: nothing\n", encoding="utf-8"
    )
    text, terms = prepare_query(str(path), {"l": "x"})
    assert text.startswith("# Who.")
    assert set(terms) == {"who", "l"}


def test_a_query_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("ASK {}", encoding="utf-8")
    assert find_query(str(path)) == "ASK {}"
    with pytest.raises(QueryInvalid, match="cannot be read"):
        find_query(str(tmp_path / "missing.rq"))


def test_a_name_that_is_no_saved_query_gets_the_nearest_one() -> None:
    with pytest.raises(QueryInvalid, match=r"did you mean positions\?"):
        find_query("postions")
    with pytest.raises(QueryInvalid, match="--list"):
        find_query("xyz")


def test_what_became_of_a_promise(kg: KnowledgeGraph) -> None:
    for source, published, verb, modality in (
        ("1.txt", "2025-03-01", ("promised", "promise"), "asserted"),
        ("2.txt", "2025-06-01", ("delivered", "deliver"), "asserted"),
        ("0.txt", "2025-02-01", ("wanted", "want"), "asserted"),
    ):
        b = RecordBuilder(source, publisher="The Inland Mail", published=published)
        b.entity("Ann Ray", "PERSON").entity("inquiry", "CONCEPT").sentence(f"Ann Ray {verb[0]} inquiry.")
        b.fact("Ann Ray", verb, "inquiry", modality=modality)
        kg.add(b.build())
    found = rows(kg, "promises", "who", "promise", "promised", "outcome", "later", "reported")
    assert found == [
        ("Ann Ray", "promise inquiry", "2025-03-01", "reported", "Ann Ray deliver inquiry", "2025-06-01"),
    ]


def test_a_promise_that_was_not_kept(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt", publisher="The Inland Mail", published="2025-03-01")
    b.entity("Ann Ray", "PERSON").entity("bridge", "CONCEPT").sentence("Ann Ray said she would open the bridge.")
    said = b.fact("Ann Ray", ("said", "say"), "she would open the bridge", value="she would open the bridge")
    b.fact(("she", "Ann Ray"), ("open", "open"), "bridge", modality="planned", said_by="Ann Ray", within=said)
    kg.add(b.build())
    b = RecordBuilder("2.txt", publisher="The Harbour Post", published="2025-04-01")
    b.entity("Ann Ray", "PERSON").entity("bridge", "CONCEPT").sentence("Ann Ray did not open the bridge.")
    b.fact("Ann Ray", ("open", "open"), "bridge", polarity="negative")
    kg.add(b.build())
    found = rows(kg, "promises", "who", "promise", "outcome", "reportedBy")
    assert found == [("Ann Ray", "open bridge", "not done", "The Harbour Post")]


def test_what_is_done_for_something_or_is_due_is_no_promise(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt", publisher="The Inland Mail", published="2025-03-01")
    b.entity("Ann Ray", "PERSON").entity("lake", "CONCEPT")
    b.sentence("Ann Ray said she had opened the gates to lower the lake and should act.")
    said = b.fact("Ann Ray", ("said", "say"), "she had opened the gates", value="she had opened the gates")
    heard = {"said_by": "Ann Ray", "within": said}
    b.fact(("she", "Ann Ray"), ("opened", "open"), "gates", qualifiers=(("purpose", "lower the lake"),), **heard)
    b.fact(("she", "Ann Ray"), ("lower", "lower"), "lake", modality="planned", **heard)
    b.fact(("she", "Ann Ray"), ("act", "act"), modality="required", **heard)
    kg.add(b.build())
    assert rows(kg, "promises", "promise") == []


def test_a_vote_that_is_received_is_no_meeting(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt")
    b.entity("Ann Ray", "PERSON").entity("Bo Lin", "PERSON").entity("votes", "CONCEPT")
    b.sentence("Ann Ray received Bo Lin, who received votes.")
    b.fact("Ann Ray", ("received", "receive"), "Bo Lin")
    b.fact("Bo Lin", ("received", "receive"), "votes")
    kg.add(b.build())
    assert rows(kg, "met", "who", "whom") == [("Ann Ray", "Bo Lin")]


def test_what_is_new_keeps_its_capitals(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt", published="2025-03-01")
    b.entity("Mecca", "GPE").entity("Saudi Arabia", "GPE").sentence("Mecca lies in Saudi Arabia.")
    b.fact("Mecca", ("lies in", "lie in"), "Saudi Arabia")
    kg.add(b.build())
    assert rows(kg, "new-since", "who", "what") == [("Mecca", "Saudi Arabia")]


def test_bare_numbers_of_two_things_are_no_conflict(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt", published="2025-03-01")
    b.entity("Ann Ray", "PERSON").entity("toll", "CONCEPT").sentence("Ann Ray was 18 and the toll was 1000 then.")
    b.fact("Ann Ray", ("was", "be"), "18", value="18")
    b.fact("toll", ("was", "be"), "1000", value="1000")
    kg.add(b.build())
    assert rows(kg, "figures", "who") == []


def test_claims_and_figures_that_conflict(kg: KnowledgeGraph) -> None:
    for source, publisher, number, marks in (
        ("1.txt", "The Inland Mail", "212 people", {}),
        ("2.txt", "The Harbour Post", "221 people", {"polarity": "negative"}),
        ("3.txt", "The Harbour Post", "230 people", {}),
    ):
        b = RecordBuilder(source, publisher=publisher, published=f"2025-03-0{source[0]}")
        b.entity("Zora", "PRODUCT").entity(number, "CONCEPT").entity("port", "CONCEPT")
        b.sentence(f"Zora carried {number} and reached port.")
        b.fact("Zora", ("carried", "carry"), number)
        b.fact("Zora", ("reached", "reach"), "port", **marks)
        kg.add(b.build())
    figures = rows(kg, "figures", "who", "figure", "outlet", "otherFigure", "otherOutlet")
    assert ("Zora", "212 people", "The Inland Mail", "230 people", "The Harbour Post") in figures
    assert len(figures) == 3
    conflicts = rows(kg, "conflicts", "who", "does", "what", "outlet", "but", "otherOutlet")
    assert conflicts[0] == ("Zora", "reach", "port", "The Harbour Post", "negated", "The Harbour Post")
    assert conflicts[1] == ("Zora", "reach", "port", "The Inland Mail", "negated", "The Harbour Post")
    assert list(kg.query("conflicts", {"name": "Nobody"})) == []


def test_connections_go_through_others(kg: KnowledgeGraph) -> None:
    b = RecordBuilder("1.txt")
    for name in ("Ann Ray", "Bo Lin", "Cy Dor", "Di Eck"):
        b.entity(name, "PERSON")
    b.sentence("Ann Ray met Bo Lin, Bo Lin sued Cy Dor, Di Eck hired Cy Dor.")
    b.fact("Ann Ray", ("met", "meet"), "Bo Lin")
    b.fact("Bo Lin", ("sued", "sue"), "Cy Dor")
    b.fact("Di Eck", ("hired", "hire"), "Cy Dor")
    kg.add(b.build())
    columns = ("steps", "start", "fact1", "via1", "fact2", "via2", "fact3", "end")
    given = {"from": "Ann Ray", "to": "Di Eck"}
    found = [tuple(row[column] for column in columns) for row in kg.query("connections", given)]
    assert found == [("3", "Ann Ray", "meet", "Bo Lin", "sue", "Cy Dor", "hire", "Di Eck")]
    ends = [(row["steps"], row["end"]) for row in kg.query("connections", {"from": "Ann Ray"})]
    assert ends == [("1", "Bo Lin"), ("2", "Cy Dor"), ("3", "Di Eck")]
