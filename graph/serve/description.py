"""What the endpoint says of itself, in the SPARQL 1.1 Service Description vocabulary.

Source: https://www.w3.org/TR/sparql11-service-description/.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.literals import integer_literal
from graph.vocabulary import RDF, RDFS, Namespace

__all__ = ["describe_service"]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")


def describe_service(endpoint: str, quads: int, media: str) -> bytes:
    """Return the service description.

    Args:
        endpoint: Address of the endpoint.
        quads: How many there are.
        media: "text/turtle", "application/n-triples", "application/ld+json" or "application/rdf+xml".
    """
    service = NamedNode(endpoint)
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default")
    results = (
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
    )  # fmt: skip
    triples = [
        Triple(service, RDF["type"], SD["Service"]),
        Triple(service, RDFS["label"], Literal("newsgraph")),
        Triple(service, SD["endpoint"], service),
        Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"]),
        Triple(service, SD["feature"], SD["UnionDefaultGraph"]),
        *(Triple(service, SD["resultFormat"], FORMATS[name]) for name in results),
        Triple(service, SD["defaultDataset"], dataset),
        Triple(dataset, RDF["type"], SD["Dataset"]),
        Triple(dataset, SD["defaultGraph"], default),
        Triple(default, RDF["type"], SD["Graph"]),
        Triple(default, VOID["triples"], integer_literal(quads)),
    ]
    chosen = {
        "text/turtle": RdfFormat.TURTLE,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
    }.get(media, RdfFormat.N_TRIPLES)
    prefixes = {"sd": str(SD), "void": str(VOID), "formats": str(FORMATS), "rdfs": str(RDFS)}
    quoted = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples]
    written = serialize(quoted, format=chosen, prefixes=prefixes)
    assert written is not None
    return written
