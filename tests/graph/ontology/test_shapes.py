"""The ontology describes every term the graph uses; each shape catches its breach."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF as R
from rdflib import RDFS as RS

from graph import KnowledgeGraph
from graph.mapping import map_extraction
from graph.validation import ontology_graph, shapes_graph, validate, validate_triples
from graph.vocabulary import NG, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Instances
from tests.graph.conftest import talks

IRIS = Instances()
GRAPH = map_extraction(talks(), IRIS)
COUNTS = {
    Triple(entity, NG[name], Literal("1", datatype=XSD["integer"]))
    for entity in GRAPH.mentions
    for name in ("mentionCount", "articleCount")
}
GOOD = (
    GRAPH.triples | {t for t in GRAPH.shared if not t.predicate.value.startswith(IRIS.relation("").value[:-8])} | COUNTS
)
A_STATEMENT = min((t.subject for t in GRAPH.triples if t.predicate == NG["polarity"]), key=str)
A_SPAN = min((t.object for t in GRAPH.triples if t.predicate == NG["evidence"]), key=str)
LIND = IRIS.entity("Mara Lind", "PERSON")
MEET = IRIS.relation("meet")
TEXT = Literal("x")


def breaches(triples: set[Triple] | frozenset[Triple]) -> list[str]:
    return list(validate_triples(iter(triples), shapes_graph()))


def test_what_we_write_conforms() -> None:
    assert breaches(GOOD) == []


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (GRAPH.iri, NG["contentSha256"]),
        (GRAPH.iri, SCHEMA["inLanguage"]),
        (LIND, RDFS["label"]),
        (LIND, NG["articleCount"]),
        (MEET, RDFS["label"]),
        (A_STATEMENT, RDF["subject"]),
        (A_STATEMENT, RDF["predicate"]),
        (A_STATEMENT, NG["polarity"]),
        (A_STATEMENT, NG["modality"]),
        (A_STATEMENT, NG["confidence"]),
        (A_STATEMENT, NG["extractor"]),
        (A_STATEMENT, PROV["wasDerivedFrom"]),
        (A_STATEMENT, NG["evidence"]),
        (A_SPAN, OA["start"]),
        (A_SPAN, OA["end"]),
        (A_SPAN, OA["exact"]),
        (A_SPAN, OA["hasSource"]),
    ],
)
def test_what_is_missing_is_caught(subject: NamedNode, predicate: NamedNode) -> None:
    left = {t for t in GOOD if not (t.subject == subject and t.predicate == predicate)}
    assert len(left) < len(GOOD)
    assert any(subject.value in line for line in breaches(left))


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (GRAPH.iri, NG["contentSha256"], Literal("abc")),
        (GRAPH.iri, SCHEMA["headline"], Literal("second")),
        (GRAPH.iri, SCHEMA["datePublished"], Literal("yesterday")),
        (GRAPH.iri, SCHEMA["publisher"], TEXT),
        (GRAPH.iri, SCHEMA["author"], IRIS.entity("Norland", "GPE")),
        (GRAPH.iri, SCHEMA["url"], TEXT),
        (GRAPH.iri, SCHEMA["mentions"], NamedNode("urn:nobody")),
        (LIND, RDFS["label"], Literal("Another")),
        (LIND, SKOS["altLabel"], Literal("Mara Lind")),
        (LIND, RDF["type"], SCHEMA["Thing"]),
        (LIND, NG["mentionCount"], Literal("-1", datatype=XSD["integer"])),
        (MEET, RDFS["label"], Literal("Another")),
        (A_STATEMENT, RDF["subject"], LIND),
        (A_STATEMENT, RDF["object"], Literal("second")),
        (A_STATEMENT, NG["polarity"], NG["Neutral"]),
        (A_STATEMENT, NG["modality"], NG["Wished"]),
        (A_STATEMENT, NG["attributedTo"], TEXT),
        (A_STATEMENT, NG["within"], LIND),
        (A_STATEMENT, NG["time"], Literal("today")),
        (A_STATEMENT, NG["timeStart"], Literal("today")),
        (A_STATEMENT, NG["place"], TEXT),
        (A_STATEMENT, NG["confidence"], Literal("1.5", datatype=XSD["decimal"])),
        (A_STATEMENT, NG["evidence"], LIND),
        (A_SPAN, OA["start"], Literal("99999", datatype=XSD["integer"])),
        (A_SPAN, OA["exact"], Literal("second")),
    ],
)
def test_what_is_wrong_is_caught(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
    if predicate == RDF["subject"]:
        subject = next(t.subject for t in GOOD if t.predicate == predicate and t.object != value)
    assert any(subject.value in line for line in breaches(GOOD | {Triple(subject, predicate, value)}))


def test_every_term_of_ours_is_in_the_ontology_with_label_and_comment() -> None:
    ontology = ontology_graph()
    used = {node.value for t in GOOD for node in (t.subject, t.predicate, t.object) if isinstance(node, NamedNode)}
    shapes = {str(node) for triple in shapes_graph() for node in triple}
    for iri in {iri for iri in used | shapes if iri.startswith(str(NG)) and iri != str(NG)}:
        assert (rdflib.URIRef(iri), RS.label, None) in ontology, iri
        assert (rdflib.URIRef(iri), RS.comment, None) in ontology, iri
        assert (rdflib.URIRef(iri), R.type, None) in ontology, iri


def test_statement_is_a_subclass_of_rdf_statement() -> None:
    assert (rdflib.URIRef(NG["Statement"].value), RS.subClassOf, R.Statement) in ontology_graph()


def test_validate_finds_nothing_in_a_good_graph_and_drift_in_a_bad_one(kg: KnowledgeGraph) -> None:
    from pyoxigraph import Quad

    kg.add(talks())
    assert list(validate(kg)) == []
    kg.store.store.add(Quad(LIND, MEET, LIND))
    kg.store.store.add(Quad(A_STATEMENT, NG["within"], NamedNode("urn:gone"), GRAPH.iri))
    problems = "\n".join(validate(kg))
    assert "no article supports it" in problems
    assert "urn:gone" in problems
