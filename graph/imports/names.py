"""Names of imported graphs: ``import/`` and the file's name."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from graph.vocabulary import Instances

__all__ = ["SUFFIXES", "file_name", "import_graph", "is_imported", "stem"]

SUFFIXES = {
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".n3": "n3",
    ".jsonl": "records",
}
"""What an imported file holds, by the end of its name; each also with ``.gz``."""


def stem(path: Path) -> str:
    """Return a file's name without its endings: "people.ttl.gz" is "people"."""
    name = path.name.lstrip(".").removesuffix(".gz")
    return name.rpartition(".")[0] or name


def import_graph(path: Path, instances: Instances) -> NamedNode:
    """Return the name of the graph that an imported file's triples go into; the same file name, the same graph."""
    return NamedNode(f"{instances.base}import/{quote(stem(path), safe='')}")


def file_name(graph: NamedNode) -> str | None:
    """Return the file name (N-Triples) of an imported graph, or None where its name could not come from a file's."""
    local = graph.value.rpartition("/")[2]
    name = unquote(local)
    fit = name and not name.startswith(".") and not set(name) & set("/\\\0") and quote(name, safe="") == local
    return f"{name}.nt" if fit else None


def is_imported(graph: NamedNode | BlankNode | DefaultGraph | Triple) -> bool:
    """Say whether a graph was imported: then it is somebody else's, and no part of the derived layer."""
    return isinstance(graph, NamedNode) and graph.value.rpartition("/")[0].endswith(("/import", "#import"))
