"""Dumps that restore everything: the records a graph was made from, beside the graph, in one RDF file.

``newsgraph export --format nquads --records`` adds the graph ``ng:Archive``: each article's record as the JSON of
``newsgraph extract`` (with the path or URL it came from), the graph's settings, and the files of corrections and of
the user's own authority. Importing it builds the same graph from the records, byte for byte; the other graphs in the
file need not be read, but for those that were imported themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from extractors.errors import ArticleError
from extractors.records import Extraction, from_json, to_json
from graph.errors import ImportRefused
from graph.imports.names import file_name, is_imported
from graph.imports.reading import ARCHIVE, quads_of
from graph.literals import text_literal
from graph.vocabulary import NG

if TYPE_CHECKING:
    from graph.store import ArticleStore

__all__ = ["SIDE_FILES", "Settings", "archive_quads", "read_records", "read_settings"]
__all__ += ["write_imported"]

SIDE_FILES = ("authority.csv", "authority.ttl", "corrections.jsonl")
"""Files of the folder that the graph depends on beside the records; no others are ever restored."""


@dataclass
class Settings:
    """What a graph was begun with, and its side files by name."""

    base: str | None = None
    threshold: float | None = None
    files: dict[str, str] = field(default_factory=dict)


def archive_quads(articles: ArticleStore) -> Iterator[Quad]:
    """Yield the archive of a graph, sorted.

    Args:
        articles: The open store.

    Yields:
        Settings, side files, then each article's records.
    """
    yield Quad(ARCHIVE, NG["base"], text_literal(articles.instances.base), ARCHIVE)
    yield Quad(ARCHIVE, NG["threshold"], text_literal(repr(articles.threshold)), ARCHIVE)
    for name in SIDE_FILES:
        path = articles.folder / name
        if path.is_file():
            file = NamedNode(f"{ARCHIVE.value}/{name}")
            yield Quad(file, NG["content"], text_literal(path.read_text(encoding="utf-8")), ARCHIVE)
    lines = ((iri, to_json(_from(record, source))) for source, iri, record in articles.catalogue.given())
    for iri, line in lines:
        yield Quad(NamedNode(iri), NG["record"], text_literal(line), ARCHIVE)


def _from(record: Extraction, source: str) -> Extraction:
    """Return a record with the source it came from; standard input is known as "-"."""
    return replace(record, article=replace(record.article, source="-" if source.startswith("- ") else source))


def read_settings(path: Path) -> Settings:
    """Return what a dump says about the graph as a whole.

    Raises:
        ImportRefused: the file cannot be read.
    """
    settings = Settings()
    for quad in quads_of(path, ARCHIVE.value):
        if quad.graph_name != ARCHIVE or not isinstance(quad.object, Literal):
            continue
        if quad.predicate == NG["base"]:
            settings.base = quad.object.value
        elif quad.predicate == NG["threshold"]:
            try:
                settings.threshold = float(quad.object.value)
            except ValueError as error:
                raise ImportRefused(f"{path}: ng:threshold: expected a number, got {quad.object.value!r}") from error
        elif quad.predicate == NG["content"] and isinstance(quad.subject, NamedNode):
            name = quad.subject.value.removeprefix(f"{ARCHIVE.value}/")
            if name in SIDE_FILES:  # a file of any other name is not for us to write
                settings.files[name] = quad.object.value
    return settings


def read_records(path: Path) -> Iterator[Extraction | ArticleError]:
    """Yield the records of a dump; an error in the place of each that cannot be read."""
    for quad in quads_of(path, ARCHIVE.value):
        if quad.graph_name == ARCHIVE and quad.predicate == NG["record"] and isinstance(quad.object, Literal):
            try:
                yield from_json(quad.object.value)
            except ValueError as error:
                yield ArticleError(f"{path}", f"the record of {quad.subject} cannot be read ({error}); export it again")


def write_imported(path: Path, folder: Path) -> list[Path]:
    """Write each graph of a dump that was imported itself to a file again.

    Args:
        path: The dump.
        folder: An empty folder.

    Returns:
        The files, named as the graphs.
    """
    files: dict[Path, list[Triple]] = {}
    for quad in quads_of(path, ARCHIVE.value):
        if is_imported(quad.graph_name) and isinstance(quad.graph_name, NamedNode):
            name = file_name(quad.graph_name)
            if name is None:
                raise ImportRefused(f"{path}: {quad.graph_name.value}: expected the name of an imported file")
            files.setdefault(folder / name, []).append(Triple(quad.subject, quad.predicate, quad.object))
    for file, triples in files.items():
        serialize(triples, output=str(file), format=RdfFormat.N_TRIPLES)
    return sorted(files)
