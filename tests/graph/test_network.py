from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import pytest

from graph.facts import EntityRow, FactRow
from graph.network import centrality, communities, layout, to_networkx
from tests.graph.view import samples


class Rows:
    def __init__(self, entities: list[EntityRow], facts: list[FactRow]) -> None:
        self._entities, self._facts = entities, facts

    def entities(self) -> Iterable[EntityRow]:
        return self._entities

    def facts(self) -> Iterable[FactRow]:
        return self._facts


STORY = Rows(*samples.story())


def test_a_node_per_entity_and_an_edge_per_fact_between_two() -> None:
    graph = to_networkx(STORY)
    assert graph.number_of_nodes() == 16
    assert graph.number_of_edges() == sum(fact.object_iri is not None for fact in STORY.facts())
    tomas, union = samples.iri("Tomás Ferreira"), samples.iri("Dockers' Union")
    assert graph.number_of_edges(tomas, union) == 2
    denied = graph.get_edge_data(samples.iri("Port of Velsund"), samples.iri("Norlanders"))
    assert next(iter(denied.values()))["modality"] == "denied"
    assert graph.nodes[union]["label"] == "Dockers' Union"


def test_centrality_is_pagerank() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "c"), ("b", "c"), ("c", "a"), ("d", "c")])
    found = centrality(graph)
    assert sum(found.values()) == pytest.approx(1)
    assert list(found) == ["c", "a", "b", "d"]
    assert found["d"] == pytest.approx(0.15 / 4, abs=1e-6)
    assert centrality(nx.MultiDiGraph()) == {}


def test_communities_are_the_two_triangles() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x"), ("c", "x")])
    assert communities(graph) == [["a", "b", "c"], ["x", "y", "z"]]


def test_the_layout_does_not_depend_on_the_order_of_nodes() -> None:
    graph = to_networkx(STORY)
    again = nx.MultiDiGraph()
    again.add_nodes_from(sorted(graph.nodes(data=True), reverse=True, key=lambda item: item[0]))
    again.add_edges_from(graph.edges(keys=True, data=True))
    assert layout(graph) == layout(again)
