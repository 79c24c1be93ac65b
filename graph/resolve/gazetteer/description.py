"""What a link adds to the graph: the identifiers of an entity, and the places that hold it, up to the country."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from graph.literals import text_literal
from graph.resolve.gazetteer.authority import kept_authority
from graph.resolve.gazetteer.linking import Link, Linker
from graph.vocabulary import CLASSES, NG, OWL, RDF, RDFS, SCHEMA, SKOS, Instances

__all__ = ["CONTAINED", "class_of", "link_triples", "linker_for", "place_iri"]

CONTAINED = SCHEMA["containedInPlace"]

_CLASSES = {"territory": "country", "region": "place", "": "place"}


def linker_for(folder: Path) -> Linker:
    """Return the linker of a graph: the shipped tables, and the authority file that its folder keeps.

    Raises:
        AuthorityInvalid: the kept file was changed into something else.
    """
    return Linker(kept_authority(folder))


def class_of(kind: str) -> str:
    """Return the key in :data:`graph.vocabulary.CLASSES` of a link's kind: a territory counts as a country."""
    return _CLASSES.get(kind, kind)


def place_iri(link: Link, instances: Instances) -> NamedNode:
    """Return the IRI of a linked country, region, city or body: made of the name that no other place has."""
    return instances.entity(link.unique_name, "ORG" if link.kind == "org" else "GPE")


def link_triples(iri: NamedNode, link: Link, instances: Instances) -> Iterator[Triple]:
    """Yield what a link says about an entity, and a description of every place that holds it.

    Args:
        iri: The entity.
        link: What it is.
        instances: The base of the graph's IRIs.

    Yields:
        Triples of the default graph; equal links give equal triples.
    """
    for same in link.same_as:
        yield Triple(iri, OWL["sameAs"], NamedNode(same))
    for close in link.close_match:
        yield Triple(iri, SKOS["closeMatch"], NamedNode(close))
    if link.code:
        yield Triple(iri, NG["countryCode"], text_literal(link.code))
    inner = iri
    for holder in link.within:
        outer = place_iri(holder, instances)
        if outer == inner:
            continue
        yield Triple(inner, CONTAINED, outer)
        for class_ in CLASSES[class_of(holder.kind)]:
            yield Triple(outer, RDF["type"], class_)
        yield Triple(outer, RDFS["label"], text_literal(holder.unique_name))
        for same in holder.same_as:
            yield Triple(outer, OWL["sameAs"], NamedNode(same))
        if holder.code:
            yield Triple(outer, NG["countryCode"], text_literal(holder.code))
        inner = outer
