"""GraphML for Gephi, yEd, Cytoscape and igraph: entities as nodes, each statement between two of them as an edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING

from graph.export.markup import XmlWriter

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["write_graphml"]

_NODE_KEYS = {"label": "string", "type": "string", "mentions": "int", "articles": "int"}
_EDGE_KEYS = {
    "relation": "string",
    "polarity": "string",
    "modality": "string",
    "attributed_to": "string",
    "time": "string",
    "place": "string",
    "confidence": "double",
    "sentence": "string",
    "article": "string",
    "publisher": "string",
}


def write_graphml(kg: KnowledgeGraph, output: IO[bytes]) -> None:
    """Write a graph as GraphML; statements whose object is a literal have no place in it and stay out.

    Args:
        kg: The graph.
        output: A binary file.
    """
    xml = XmlWriter(output)
    xml.start("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            attributes = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
            xml.leaf("key", attributes)
    xml.start("graph", {"edgedefault": "directed"})
    for entity in kg.entities():
        values = {
            "label": entity.label,
            "type": entity.type,
            "mentions": str(entity.mention_count),
            "articles": str(entity.article_count),
        }
        _item(xml, "node", {"id": entity.iri}, values)
    for fact in kg.facts():
        if fact.object_iri is None:
            continue
        values = {
            "relation": fact.relation_label,
            "polarity": fact.polarity,
            "modality": fact.modality,
            "attributed_to": fact.attributed_to_label or "",
            "time": fact.time_value or "",
            "place": fact.place_label or "",
            "confidence": str(fact.confidence),
            "sentence": fact.sentence,
            "article": fact.article_iri,
            "publisher": fact.publisher or "",
        }
        ends = {"id": fact.statement, "source": fact.subject_iri, "target": fact.object_iri}
        _item(xml, "edge", ends, values)
    xml.end("graph")
    xml.end("graphml")
    xml.finish()


def _item(xml: XmlWriter, name: str, attributes: Mapping[str, str], values: Mapping[str, str]) -> None:
    xml.line()
    xml.start(name, attributes)
    for key, value in values.items():
        if value:
            xml.leaf("data", {"key": f"{name}-{key}"}, value)
    xml.end(name)
