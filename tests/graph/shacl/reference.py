"""pySHACL, the reference implementation, as the judge of ours."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize
from pyshacl import validate
from rdflib import SH, Graph

__all__ = ["reference_breaches"]


def reference_breaches(triples: Iterable[Triple], shapes: Graph) -> set[tuple[str, str, str]]:
    """Return (focus node, path, message) of each result that pySHACL reports."""
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="ntriples")
    _, results, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = set()
    for result in results.objects(None, SH.result):  # what lies below, as sh:detail, belongs to its result
        path = results.value(result, SH.resultPath)
        steps = "" if path is None else " / ".join(map(str, results.items(path))) or str(path)
        message = " ".join(str(results.value(result, SH.resultMessage)).split())
        found.add((str(results.value(result, SH.focusNode)), steps, message))
    return found
