"""The graph as files: sorted, and byte for byte the same for the same graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractors.errors import NewsgraphError

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["EXPORT_FORMATS", "export_graph"]

EXPORT_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "csv")
TRIPLE_TERM_FORMATS = ("turtle", "trig", "nquads", "ntriples")
RECORD_FORMATS = ("trig", "nquads")


@dataclass(frozen=True)
class _Options:
    triple_terms: bool
    records: bool


def export_graph(
    kg: KnowledgeGraph,
    output: str | Path | IO[bytes],
    export_format: str,
    *,
    triple_terms: bool = False,
    records: bool = False,
) -> None:
    """Write a graph in one format.

    Args:
        kg: The graph.
        output: A path, or a binary file. A path's file is replaced only when it is complete.
        export_format: One of :data:`EXPORT_FORMATS`.
        triple_terms: Add RDF 1.2 triple terms (turtle, ntriples, trig, nquads).
        records: Add the records that the graph is made from (trig, nquads).

    Raises:
        NewsgraphError: the format is unknown, or the file cannot be written.
    """
    if export_format not in EXPORT_FORMATS:
        raise NewsgraphError(f"{export_format}: expected one of {', '.join(EXPORT_FORMATS)} as format")
    if triple_terms and export_format not in TRIPLE_TERM_FORMATS:
        raise NewsgraphError(f"{export_format} has no RDF 1.2 triple terms; use {', '.join(TRIPLE_TERM_FORMATS)}")
    if records and export_format not in RECORD_FORMATS:
        raise NewsgraphError(f"{export_format} keeps no graphs apart to hold records; use {', '.join(RECORD_FORMATS)}")
    options = _Options(triple_terms, records)
    if not isinstance(output, str | Path):
        _write(kg, output, export_format, options)
        return
    path = Path(output)
    if export_format == "csv" and path.is_dir():
        from graph.export.tables import write_entities

        _replace(path / "edges.csv", lambda file: _write(kg, file, "csv", options))
        _replace(path / "nodes.csv", lambda file: write_entities(kg, file))
        return
    _replace(path, lambda file: _write(kg, file, export_format, options))


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside its place and move it there, so that nobody ever sees half of it."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            write(file)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NewsgraphError(f"{path}: cannot be written ({error.strerror}); choose another place with -o") from error


def _write(kg: KnowledgeGraph, file: IO[bytes], export_format: str, options: _Options) -> None:
    if export_format == "graphml":
        from graph.export.graphml import write_graphml

        write_graphml(kg, file)
    elif export_format == "csv":
        from graph.export.tables import write_facts

        write_facts(kg, file)
    else:
        from graph.export.rdf import write_rdf
        from graph.imports.archive import archive_quads

        prefixes, more = kg.store.instances.prefixes, archive_quads(kg.store) if options.records else ()
        write_rdf(kg.store.store, file, export_format, prefixes, triple_terms=options.triple_terms, more=more)
