"""The copy on a real server: the same triples after additions, changes, removals, and a copy that was cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Triple

from graph import KnowledgeGraph
from graph.cli import main
from graph.errors import NewsgraphError, StoreRefused, StoreUnreachable
from graph.query.saved import saved_queries
from graph.remote.asking import RemoteGraph
from graph.remote.client import RemoteStore
from graph.remote.dialects import read_address
from graph.remote.mirror import Copied, mirror, shared_graph
from tests.graph.conftest import RecordBuilder, talks
from tests.graph.query.test_saved_stories import canonical
from tests.graph.remote.conftest import ENVIRONMENT

HOSTILE = 'x"} ; DROP ALL ; # \\ \n\t ’ 北京 <b>'

VIRTUOSO_CAN = ["articles", "outlets", "planned", "positions", "quotes-on", "sources", "uncertain"]
"""Virtuoso 7.2.5 ends with a fault in its own compiler on others ("connections"), whatever the client."""


@pytest.fixture(params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest) -> Iterator[RemoteStore]:
    url = request.getfixturevalue(request.param)
    with RemoteStore(read_address(url, ENVIRONMENT if request.param == "virtuoso" else {})) as store:
        for row in list(store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")):
            if (row["g"] or "").startswith("https://w3id.org/newsgraph/"):
                store.delete_graph(row["g"] or "")
        yield store


def held(remote: RemoteStore, graph: str) -> set[tuple[str, str, str]]:
    """A graph's triples as plain values: Virtuoso writes some literals another way."""
    found = remote.query(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return {plain(*row) for row in found.solutions}  # type: ignore[misc]


def plain(*terms: object) -> tuple[str, ...]:
    return tuple(str(getattr(term, "value", term)).replace("+00:00", "Z") for term in terms)


def assert_same(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    store = kg.store.store
    shared = {
        plain(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, DefaultGraph())
    }
    assert held(remote, shared_graph(kg.store.instances.base)) == shared
    for graph in store.named_graphs():
        assert isinstance(graph, NamedNode)
        local = {plain(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, graph)}
        assert held(remote, graph.value) == local


def test_the_copy_follows(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    kg.add(talks("a.txt", "The Harbour Post"))
    b = RecordBuilder("h.txt", headline=HOSTILE).entity("北京", "GPE").sentence("北京 is here.")
    b.fact("北京", ("is", "be"), "here", value=HOSTILE)
    kg.add(b.build())
    first = mirror(kg.store, remote)
    assert (first.replaced, first.deleted, first.lost) == (2, 0, 0)
    assert_same(kg, remote)
    assert mirror(kg.store, remote) == Copied(0, 0, 0, 0)
    kg.add(talks("b.txt", "The Inland Mail"))
    second = mirror(kg.store, remote)
    assert (second.replaced, second.deleted) == (1, 0)
    assert 0 < second.gained < first.gained
    assert_same(kg, remote)
    gone = kg.remove("a.txt")[0]
    assert mirror(kg.store, remote).deleted == 1
    assert_same(kg, remote)
    assert held(remote, gone) == set()


def test_other_graphs_are_left_alone(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    other = "urn:other:graph"
    remote.put_graph(other, [Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))])
    kg.add(talks())
    mirror(kg.store, remote)
    kg.remove("talks.txt")
    mirror(kg.store, remote)
    assert len(held(remote, other)) == 1
    remote.delete_graph(other)


def test_a_copy_that_was_cut_off_goes_on(
    kg: KnowledgeGraph, remote: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        kg.add(talks(f"{name}.txt", f"The {name} Post"))
    put, sent = RemoteStore.put_graph, []

    def failing(self: RemoteStore, graph: str, triples: object) -> None:
        if len(sent) == 3:
            raise StoreUnreachable("cut off")
        sent.append(graph)
        put(self, graph, triples)  # type: ignore[arg-type]

    monkeypatch.setattr(RemoteStore, "put_graph", failing)
    with pytest.raises(StoreUnreachable):
        mirror(kg.store, remote)
    monkeypatch.undo()
    assert mirror(kg.store, remote).replaced == 1
    assert_same(kg, remote)


def test_a_server_that_was_emptied_gets_everything_again(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    kg.add(talks())
    mirror(kg.store, remote)
    for graph in [*kg.store.store.named_graphs(), NamedNode(f"{kg.store.instances.base}mirror")]:
        remote.delete_graph(graph.value)  # type: ignore[union-attr]
    assert mirror(kg.store, remote).replaced == 1
    assert_same(kg, remote)


def test_more_shared_triples_than_one_batch(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    b = RecordBuilder("many.txt")
    for number in range(700):
        b.entity(f"Person Number{number}x", "PERSON")
    b.sentence(" and ".join(b.entities) + " came.")
    for name in b.entities:
        b.fact(name, ("came", "come"))
    kg.add(b.build())
    assert mirror(kg.store, remote).gained > 2000
    assert_same(kg, remote)


def test_saved_queries_give_the_same_rows_there(kg: KnowledgeGraph, remote: RemoteStore) -> None:
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("b.txt", "The Inland Mail"))
    mirror(kg.store, remote)
    asking = RemoteGraph(remote, kg.store.instances.prefixes)
    names = VIRTUOSO_CAN if remote.address.kind == "virtuoso" else [saved.name for saved in saved_queries()]
    for name in names:
        here = [tuple(row.values()) for row in kg.query(name)]
        there = [tuple(row.values()) for row in asking.query(name)]
        assert canonical(here) == canonical(there), name  # type: ignore[arg-type]
    found = asking.query("SELECT ?who { ?who a schema:Person ; rdfs:label ?name }", {"name": "Mara Lind"})
    asking.learn_labels(found)
    assert [asking.label(row["who"] or "") for row in found] == ["Mara Lind"]
    triples = asking.query("CONSTRUCT { ?s rdfs:label ?l } { ?s a schema:Person ; rdfs:label ?l }").triples
    local = kg.query("CONSTRUCT { ?s rdfs:label ?l } { ?s a schema:Person ; rdfs:label ?l }").triples
    assert Counter(map(str, triples)) == Counter(map(str, local))


def test_the_commands(oxigraph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "kg")
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks("only.txt", "The Only Post"))
    ours = "ASK { ?s a schema:NewsArticle ; schema:publisher/rdfs:label 'The Only Post' }"
    assert main(["mirror", oxigraph, "--kg", folder]) == 0
    assert "graphs replaced" in capsys.readouterr().err
    assert main(["query", "positions", "--store", oxigraph, "--kg", folder]) == 0
    assert "foreign minister" in capsys.readouterr().out
    assert main(["query", ours, "--store", oxigraph]) == 0
    assert main(["remove", "only.txt", "--kg", folder, "--store", oxigraph]) == 0
    assert "removed https://" in capsys.readouterr().out
    assert main(["query", ours, "--store", oxigraph]) == 0
    assert capsys.readouterr().out == "no\n"


@pytest.mark.parametrize(
    "text", ["nonsense", "ftp://x", "mongo+http://x", "http://me:secret@x/", "http://x/?a=b", "http://"]
)
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(StoreRefused) as caught:
        read_address(text, {})
    assert "secret" not in str(caught.value)


def test_credentials_come_from_the_environment() -> None:
    address = read_address("virtuoso+http://x:8890", ENVIRONMENT)
    assert (address.user, address.password, address.digest) == ("dba", "dba", True)
    assert address.graphs == "http://x:8890/sparql-graph-crud-auth"
    assert read_address("http://x", {"NEWSGRAPH_STORE_TOKEN": "t"}).token == "t"


def test_wrong_credentials_are_one_line(virtuoso: str, kg: KnowledgeGraph) -> None:
    wrong = {**ENVIRONMENT, "NEWSGRAPH_STORE_PASSWORD": "wrong"}
    with RemoteStore(read_address(virtuoso, wrong)) as store, pytest.raises(NewsgraphError) as caught:
        mirror(kg.store, store)
    assert "NEWSGRAPH_STORE_PASSWORD" in str(caught.value)
    assert "\n" not in str(caught.value)
