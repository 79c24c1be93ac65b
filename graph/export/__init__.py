"""The graph as files: sorted, and byte for byte the same for the same graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractors.errors import NewsgraphError

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["EXPORT_FORMATS", "export_graph"]

EXPORT_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "graphml", "csv")


def export_graph(kg: KnowledgeGraph, output: str | Path | IO[bytes], export_format: str) -> None:
    """Write a graph in one format.

    Args:
        kg: The graph.
        output: A path, or a binary file. A path's file is replaced only when it is complete.
        export_format: One of :data:`EXPORT_FORMATS`.

    Raises:
        NewsgraphError: the format is unknown, or the file cannot be written.
    """
    if export_format not in EXPORT_FORMATS:
        raise NewsgraphError(f"{export_format}: expected one of {', '.join(EXPORT_FORMATS)} as format")
    if not isinstance(output, str | Path):
        _write(kg, output, export_format)
        return
    path = Path(output)
    if export_format == "csv" and path.is_dir():
        from graph.export.tables import write_entities

        _replace(path / "edges.csv", lambda file: _write(kg, file, "csv"))
        _replace(path / "nodes.csv", lambda file: write_entities(kg, file))
        return
    _replace(path, lambda file: _write(kg, file, export_format))


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


def _write(kg: KnowledgeGraph, file: IO[bytes], export_format: str) -> None:
    if export_format == "graphml":
        from graph.export.graphml import write_graphml

        write_graphml(kg, file)
    elif export_format == "csv":
        from graph.export.tables import write_facts

        write_facts(kg, file)
    else:
        from graph.export.rdf import write_rdf

        write_rdf(kg.store.store, file, export_format, kg.store.instances.prefixes)
