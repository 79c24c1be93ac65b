"""The graph as a network: a NetworkX multigraph, centrality, communities and a layout, none of which needs scipy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import networkx as nx

    from graph.facts import EntityRow, FactRow

__all__ = ["centrality", "communities", "layout", "to_networkx"]


class Rows(Protocol):
    """What offers entities and facts as rows; :class:`graph.KnowledgeGraph` does."""

    def facts(self) -> Iterable[FactRow]:
        """Give one row per statement."""
        ...

    def entities(self) -> Iterable[EntityRow]:
        """Give one row per entity."""
        ...


def to_networkx(kg: Rows) -> nx.MultiDiGraph[str]:
    """Return the graph with one node per entity and one edge per fact between two entities.

    Nodes are keyed by IRI and carry ``label``, ``type``, ``aliases``, ``mentions`` and ``articles``; edges are keyed by
    the statement's IRI and carry ``relation`` (its IRI), ``label``, ``polarity``, ``modality``, ``attributed_to``,
    ``time``, ``confidence``, ``plain``, ``sentence``, ``article``, ``publisher``, ``published`` and ``url``. Facts
    without an object entity have no edge.

    Args:
        kg: Anything with ``facts()`` and ``entities()``.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in kg.entities():
        graph.add_node(
            entity.iri,
            label=entity.label,
            type=entity.type,
            aliases=list(entity.aliases),
            mentions=entity.mention_count,
            articles=entity.article_count,
        )
    for fact in kg.facts():
        if fact.object_iri is not None:
            graph.add_node(fact.subject_iri)
            graph.add_node(fact.object_iri)
            graph.add_edge(fact.subject_iri, fact.object_iri, key=fact.statement, **_edge(fact))
    return graph


def _edge(fact: FactRow) -> dict[str, Any]:
    return {
        "relation": fact.relation_iri,
        "label": fact.relation_label,
        "polarity": fact.polarity,
        "modality": fact.modality,
        "attributed_to": fact.attributed_to_iri,
        "time": fact.time_value,
        "confidence": fact.confidence,
        "plain": fact.plain,
        "sentence": fact.sentence,
        "article": fact.article_iri,
        "publisher": fact.publisher,
        "published": fact.published,
        "url": fact.url,
    }


def centrality(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Return each node's PageRank (Page et al. 1999, damping 0.85) by power iteration, highest first.

    NetworkX' own function needs scipy; this one walks the edges in sorted order, so the result does not depend on the
    order in which nodes were added.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    targets = {node: Counter(other for _, other in graph.out_edges(node)) for node in nodes}
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(100):
        loose = sum(rank[node] for node in nodes if not targets[node])
        fresh = dict.fromkeys(nodes, (0.15 + 0.85 * loose) / len(nodes))
        for node in nodes:
            total = sum(targets[node].values())
            for other in sorted(targets[node]):
                fresh[other] += 0.85 * rank[node] * targets[node][other] / total
        moved = sum(abs(fresh[node] - rank[node]) for node in nodes)
        rank = fresh
        if moved < 1e-9:
            break
    return dict(sorted(rank.items(), key=lambda item: (-item[1], item[0])))


def communities(graph: nx.MultiDiGraph[str], *, seed: int = 7) -> list[list[str]]:
    """Return groups of nodes that link among themselves more than outwards, the largest first.

    Louvain's method (Blondel et al. 2008) over the undirected links, weighted by the number of facts; nodes are
    numbered in sorted order before, so that equal graphs give equal groups.
    """
    from graph.view.communities import link_communities

    nodes = sorted(graph)
    index = {node: i for i, node in enumerate(nodes)}
    numbers = link_communities(len(nodes), [(index[a], index[b]) for a, b in graph.edges()], seed=seed)
    groups: list[list[str]] = [[] for _ in range(max(numbers, default=-1) + 1)]
    for node, number in zip(nodes, numbers, strict=True):
        groups[number].append(node)
    return groups


def layout(graph: nx.MultiDiGraph[str], *, seed: int = 7) -> dict[str, tuple[int, int]]:
    """Return a position in whole pixels for each node, as the page draws it; same graph, same picture."""
    from graph.view.communities import link_communities
    from graph.view.layout import place

    nodes = sorted(graph)
    index = {node: i for i, node in enumerate(nodes)}
    links = [(index[a], index[b]) for a, b in graph.edges()]
    labels: Sequence[str] = [str(graph.nodes[node].get("label", node)) for node in nodes]
    spots = place(
        labels, links, radius=[10.0] * len(nodes), communities=link_communities(len(nodes), links, seed=seed), seed=seed
    )
    return dict(zip(nodes, spots, strict=True))
