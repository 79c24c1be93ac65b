"""GraphML for Gephi, yEd, Cytoscape and igraph: entities as nodes, each statement between two of them as an edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import XMLGenerator

from graph.export.text import xml_text

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
    xml = XMLGenerator(output, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            attributes = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
            _element(xml, "key", attributes)
    xml.startElement("graph", {"edgedefault": "directed"})
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
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.ignorableWhitespace("\n")
    xml.endDocument()


def _item(xml: XMLGenerator, name: str, attributes: Mapping[str, str], values: Mapping[str, str]) -> None:
    xml.ignorableWhitespace("\n")
    xml.startElement(name, dict(attributes))
    for key, value in values.items():
        if value:
            _element(xml, "data", {"key": f"{name}-{key}"}, value)
    xml.endElement(name)


def _element(xml: XMLGenerator, name: str, attributes: Mapping[str, str], text: str = "") -> None:
    xml.startElement(name, dict(attributes))
    xml.characters(xml_text(text))
    xml.endElement(name)
