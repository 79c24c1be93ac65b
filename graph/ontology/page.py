"""The ontology as a page of documentation: ``python -m graph.ontology.page docs/ontology.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.conformance import shapes, shipped
from graph.shacl.compile import Shape
from graph.shacl.data import DataGraph, Term
from graph.vocabulary import NG, OWL, RDF, RDFS, VOCABULARY_PREFIXES

__all__ = ["ontology_page"]

_HEAD = """\
# The ontology

Every term of `ng:` (`{namespace}`), and what the SHACL shapes ask of a graph. This page is made
from `graph/ontology/ng.ttl` and `graph/ontology/shapes.ttl` by `python -m graph.ontology.page docs/ontology.md`; do not
edit it. [The graph's vocabulary](vocabulary.md) tells how the terms are used.
"""
_PREFIXES = {**VOCABULARY_PREFIXES, "ngsh": "https://w3id.org/newsgraph/shapes#"}
_SECTIONS = (
    ("Classes", OWL["Class"]),
    ("Properties between things", OWL["ObjectProperty"]),
    ("Properties with values", OWL["DatatypeProperty"]),
)
_FACTS = (
    ("subclass of", RDFS["subClassOf"]),
    ("same as", OWL["equivalentClass"]),
    ("one of", OWL["oneOf"]),
    ("subproperty of", RDFS["subPropertyOf"]),
    ("domain", RDFS["domain"]),
    ("range", RDFS["range"]),
    ("see also", RDFS["seeAlso"]),
)


def ontology_page() -> str:
    """Return the page as Markdown."""
    quads = parse(shipped("ng.ttl"), format=RdfFormat.TURTLE)
    ontology = DataGraph(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    lines = [_HEAD.format(namespace=str(NG))]
    classes = sorted(ontology.by_class[OWL["Class"]], key=lambda node: node.value)
    members = [(f"Members of {_text(ontology, class_, RDFS['label'])}", class_) for class_ in classes]
    for title, class_ in (*_SECTIONS, *members, ("Others", OWL["NamedIndividual"])):
        terms = [term for term in ontology.by_class.get(class_, ()) if term.value.startswith(str(NG))]
        lines += [f"## {title}\n"] if terms else []
        for term in sorted(terms, key=lambda node: node.value):
            lines += _term(ontology, term)
    lines.append("## Shapes\n")
    lines.append(
        "What must hold; each line is a shape of `graph/ontology/shapes.ttl`, checked before an article is committed.\n"
    )
    for shape in shapes().shapes:
        lines += _shape(shape)
    return "\n".join(lines).rstrip() + "\n"


def _term(ontology: DataGraph, term: Term) -> Iterator[str]:
    label, comment = (_text(ontology, term, RDFS[name]) for name in ("label", "comment"))
    yield f"### `{_short(term)}`: {label}\n"
    yield f"{comment}\n"
    facts = [(name, _values(ontology, term, predicate)) for name, predicate in _FACTS]
    if OWL["FunctionalProperty"] in ontology.values(term, (RDF["type"],)):
        facts.append(("at most one", ""))
    told = [f"{name} {values}".strip() for name, values in facts if values or name == "at most one"]
    if told:
        yield f"{' · '.join(told)}\n"


def _text(ontology: DataGraph, term: Term, predicate: NamedNode) -> str:
    return " ".join(value.value for value in ontology.values(term, (predicate,)))


def _values(ontology: DataGraph, term: Term, predicate: NamedNode) -> str:
    return ", ".join(_name(ontology, value) for value in sorted(ontology.values(term, (predicate,)), key=str))


def _name(ontology: DataGraph, node: Term) -> str:
    """Return a term's short name, or the members of a list or of a union."""
    if not isinstance(node, BlankNode):
        return f"`{_short(node)}`"
    union = ontology.values(node, (OWL["unionOf"],))
    members = _members(ontology, union[0] if union else node)
    return " or ".join(_name(ontology, member) for member in members)


def _members(ontology: DataGraph, node: Term) -> Iterator[Term]:
    while node != RDF["nil"]:
        yield from ontology.values(node, (RDF["first"],))
        node = ontology.values(node, (RDF["rest"],))[0]


def _shape(shape: Shape) -> Iterator[str]:
    yield f"### `{_short(shape.node)}`\n"
    targets = {f"{_TARGETS[target.kind]} `{_short(target.term)}`" for target in shape.targets}
    yield f"About {', '.join(sorted(targets))}.\n"
    said: Iterable[Shape] = (shape, *shape.properties)
    for part in said:
        if part.message and part.constraints:
            path = " / ".join(f"`{_short(step)}`" for step in part.path)
            yield f"- {path + ': ' if path else ''}{part.message}"
    yield ""


_TARGETS = {
    "targetClass": "each",
    "targetSubjectsOf": "what has",
    "targetObjectsOf": "what is the value of",
    "targetNode": "the node",
}


def _short(term: Term) -> str:
    if isinstance(term, Literal):
        return term.value
    for prefix, iri in _PREFIXES.items():
        if term.value.startswith(iri):
            return f"{prefix}:{term.value[len(iri) :]}"
    return term.value


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ontology_page(), encoding="utf-8")
