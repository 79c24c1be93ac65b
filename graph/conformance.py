"""Does an article's graph keep the contract? Asked before every commit, hence in under a millisecond.

The rules are the SHACL shapes of ``graph/ontology/shapes.ttl``, run by :mod:`graph.shacl`, and a few that SHACL Core
has no words for: no blank nodes, no property that nobody describes, evidence as long as its offsets say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib import resources

from pyoxigraph import Literal, NamedNode, Triple

from extractors.errors import ArticleError
from graph.derived import count_triples
from graph.mapping import ArticleGraph
from graph.shacl import Shapes, check, compile_shapes
from graph.shacl.data import DataGraph, Term
from graph.vocabulary import NG, OA, PROV, RDF

__all__ = ["breaches", "check_article", "shapes", "shipped"]

STATEMENT_PROPERTIES = frozenset(
    (
        *(RDF["type"], RDF["subject"], RDF["predicate"], RDF["object"], PROV["wasDerivedFrom"]),
        *(NG["polarity"], NG["modality"], NG["confidence"], NG["extractor"], NG["evidence"]),
        *(NG["relation"], NG["attributedTo"], NG["within"], NG["place"], NG["reports"]),
        *(NG["time"], NG["timeStart"], NG["timeEnd"], NG["timeText"]),
    )
)
"""What a statement may have beside its qualifiers, which are relations."""


def shipped(name: str) -> bytes:
    """Return a file of the ontology's folder, "ng.ttl" or "shapes.ttl"."""
    return resources.files("graph.ontology").joinpath(name).read_bytes()


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """Return the shapes that ship with newsgraph, compiled."""
    return compile_shapes(shipped("shapes.ttl"))


def breaches(triples: Iterable[Triple], about: Collection[Term] | None = None) -> Iterator[str]:
    """Yield one line for each breach in a set of triples, sorted.

    Args:
        triples: Descriptions, with those of everything they refer to.
        about: The nodes to judge; all if None.

    Yields:
        The node, the property, what should hold, and what was found.
    """
    given = list(triples)
    data = DataGraph(given)
    yield from sorted({*map(str, check(data, shapes(), about)), *_beyond_shacl(given, data, about)})


def check_article(graph: ArticleGraph, source: str, described: Iterable[Triple] = ()) -> None:
    """Refuse an article's graph that breaks the contract.

    Args:
        graph: The graph about to be committed.
        source: Where the article came from, for the message.
        described: Descriptions of entities that are not among the article's shared triples.

    Raises:
        ArticleError: it breaks a shape; the message names the first breach.
    """
    counts = (triple for entity in graph.mentions for triple in count_triples(entity, 1, 1))  # the store's own, later
    relations = {triple.subject for triple in graph.shared if triple.predicate == RDF["type"]}
    shared = (t for t in graph.shared if t.predicate not in relations)  # no plain triples: a relation's may be anything
    found = next(breaches([*graph.triples, *shared, *counts, *described]), None)
    if found is not None:
        raise ArticleError(source, f"what was extracted breaks the graph's shapes and was left out: {found}")


def _beyond_shacl(triples: list[Triple], data: DataGraph, about: Collection[Term] | None) -> Iterator[str]:
    for triple in triples:
        if not (isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)):
            yield f"{triple}: a blank node or a triple term; everything has an IRI"
    for statement in data.by_class.get(NG["Statement"], ()):
        if about is not None and statement not in about:
            continue
        for predicate in data.by_subject[statement]:
            if predicate not in STATEMENT_PROPERTIES and not data.is_a(predicate, RDF["Property"]):
                yield f"{statement.value}: {predicate.value} is neither a property of statements nor a relation"
    for span in data.by_class.get(OA["TextPositionSelector"], ()):
        start, end, words = (_one(data, span, OA[name]) for name in ("start", "end", "exact"))
        if start.isdecimal() and end.isdecimal() and int(end) - int(start) != len(words):
            yield f"{span.value}: has {len(words)} characters between the offsets {start} and {end}"


def _one(data: DataGraph, subject: Term, predicate: NamedNode) -> str:
    found = data.values(subject, (predicate,))
    return found[0].value if len(found) == 1 and isinstance(found[0], Literal) else ""
