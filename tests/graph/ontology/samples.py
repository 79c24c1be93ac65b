"""One article's graph with one of everything, as the shapes should find it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from graph.mapping import map_extraction
from graph.vocabulary import NG, XSD, Instances
from tests.graph.conftest import talks

IRIS = Instances()
GRAPH = map_extraction(talks(), IRIS)
COUNTS = {
    Triple(entity, NG[name], Literal("1", datatype=XSD["integer"]))
    for entity in GRAPH.mentions
    for name in ("mentionCount", "articleCount")
}
GOOD: frozenset[Triple] = frozenset(
    GRAPH.triples | {t for t in GRAPH.shared if not t.predicate.value.startswith(f"{IRIS.base}relation/")} | COUNTS
)


def first(predicate: NamedNode, value: NamedNode | None = None) -> NamedNode:
    """Return the first subject that has a property (with this value)."""
    found = (t.subject for t in GOOD if t.predicate == predicate and value in (None, t.object))
    return min((node for node in found if isinstance(node, NamedNode)), key=str)
