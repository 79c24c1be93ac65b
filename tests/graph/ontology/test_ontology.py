"""The ontology describes every term the graph uses, and is sound itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib import OWL as O
from rdflib import RDF as R
from rdflib import RDFS as RS

from graph.conformance import STATEMENT_PROPERTIES
from graph.ontology.page import ontology_page
from graph.validation import ontology_graph, shapes_graph
from graph.vocabulary import MODALITY_TERMS, NG, POLARITY_TERMS
from tests.graph.ontology.samples import GOOD

ONTOLOGY = ontology_graph()
OURS = sorted({s for s in ONTOLOGY.subjects() if str(s).startswith(str(NG))})
PROPERTIES = [s for s in OURS if {O.ObjectProperty, O.DatatypeProperty} & set(ONTOLOGY.objects(s, R.type))]
CLASSES = [s for s in OURS if (s, R.type, O.Class) in ONTOLOGY]
VOCABULARIES = ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#")
VOCABULARIES += ("http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.w3.org/2004/02/skos/core#")


def test_every_term_of_ours_is_in_the_ontology() -> None:
    used = {node.value for t in GOOD for node in (t.subject, t.predicate, t.object) if isinstance(node, NamedNode)}
    used |= {str(node) for triple in shapes_graph() for node in triple}
    used |= {term.value for term in (*STATEMENT_PROPERTIES, *MODALITY_TERMS.values(), *POLARITY_TERMS.values())}
    ours = {rdflib.URIRef(iri) for iri in used if iri.startswith(str(NG)) and iri != str(NG)}
    assert ours - set(OURS) == set()


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.rpartition("#")[2])
def test_every_term_is_named_explained_and_placed(term: rdflib.URIRef) -> None:
    for predicate in (RS.label, RS.comment):
        values = list(ONTOLOGY.objects(term, predicate))
        assert len(values) == 1, predicate
        assert values[0].language == "en"
    assert (term, RS.isDefinedBy, rdflib.URIRef(str(NG).rstrip("#"))) in ONTOLOGY
    assert (term, R.type, None) in ONTOLOGY


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.rpartition("#")[2])
def test_every_property_has_a_domain_and_a_range(term: rdflib.URIRef) -> None:
    assert (term, RS.domain, None) in ONTOLOGY
    assert (term, RS.range, None) in ONTOLOGY


@pytest.mark.parametrize("term", CLASSES, ids=lambda term: term.rpartition("#")[2])
def test_every_class_stands_under_or_is_made_of_others(term: rdflib.URIRef) -> None:
    assert any((term, p, None) in ONTOLOGY for p in (RS.subClassOf, O.equivalentClass, O.oneOf))


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_it_is_aligned(vocabulary: str) -> None:
    linked = {str(o) for s, p, o in ONTOLOGY if str(s).startswith(str(NG)) and p != R.type}
    assert any(iri.startswith(vocabulary) for iri in linked)


def test_statement_is_a_subclass_of_rdf_statement() -> None:
    assert (rdflib.URIRef(NG["Statement"].value), RS.subClassOf, R.Statement) in ONTOLOGY


def test_the_page_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "ontology.md"
    assert page.read_text(encoding="utf-8") == ontology_page(), "python -m graph.ontology.page docs/ontology.md"
