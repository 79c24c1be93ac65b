"""One door for every file: what it is, and what becomes of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import ArticleError
from extractors.records import Extraction, from_json
from graph.errors import ImportRefused
from graph.imports.archive import read_records, read_settings, write_imported
from graph.imports.names import import_graph
from graph.imports.reading import Contents, format_of, look_through, opened

if TYPE_CHECKING:
    from graph.store import ArticleStore

__all__ = ["ImportReport", "base_of", "take_file"]

FLUSH_EVERY = 200


@dataclass
class ImportReport:
    """What came of an import.

    ``articles`` counts records that are in the graph now; ``graphs`` names the graphs of other RDF with their number
    of quads read; ``triple_terms`` counts RDF 1.2 triple terms left out; ``unread`` are records that could not be used.
    ``without_records`` says that the file is a newsgraph export from which articles cannot be restored.
    """

    articles: int = 0
    graphs: list[tuple[str, int]] = field(default_factory=list)
    triple_terms: int = 0
    unread: list[ArticleError] = field(default_factory=list)
    without_records: bool = False


def base_of(path: Path) -> tuple[str | None, float | None]:
    """Return the base and threshold that a file's records were mapped with, so that a new graph begins with them."""
    if format_of(path) not in {"nquads", "trig"} or not look_through(path, "urn:x-newsgraph:").records:
        return None, None
    settings = read_settings(path)
    return settings.base, settings.threshold


def take_file(articles: ArticleStore, path: Path) -> ImportReport:
    """Import a file.

    Args:
        articles: The store, open for writing.
        path: The file.

    Returns:
        What was taken in.

    Raises:
        ImportRefused: it cannot be read; nothing was changed.
        GraphUnwritable: the disk is full; what was added before stays.
    """
    report = ImportReport()
    if format_of(path) == "records":
        _add_all(articles, _records_of(path), report)
        return report
    contents = look_through(path, import_graph(path, articles.instances).value)
    if contents.records:
        _restore(articles, path, report)
    else:
        _note(report, *articles.import_rdf(path))
    return report


def _restore(articles: ArticleStore, path: Path, report: ImportReport) -> None:
    settings = read_settings(path)
    if settings.base not in {None, articles.instances.base}:
        raise ImportRefused(
            f"{path}: holds a graph with base {settings.base}, but {articles.folder} has {articles.instances.base};"
            " import it into a new --kg"
        )
    for name, text in sorted(settings.files.items()):
        file = articles.folder / name
        if file.exists() and file.read_text(encoding="utf-8") != text:
            raise ImportRefused(f"{path}: would replace {file}; move that away first, or import into a new --kg")
    for name, text in settings.files.items():
        (articles.folder / name).write_text(text, encoding="utf-8")
    articles.follow()
    _add_all(articles, read_records(path), report)
    with tempfile.TemporaryDirectory(dir=articles.folder) as work:
        for file in write_imported(path, Path(work)):
            _note(report, *articles.import_rdf(file))


def _note(report: ImportReport, graph: object, contents: Contents) -> None:
    report.graphs.append((str(getattr(graph, "value", graph)), contents.quads))
    report.triple_terms += contents.triple_terms
    report.without_records = report.without_records or contents.articles


def _add_all(articles: ArticleStore, records: Iterable[Extraction | ArticleError], report: ImportReport) -> None:
    for number, record in enumerate(records, start=1):
        try:
            if isinstance(record, ArticleError):
                raise record
            articles.add(record)
            report.articles += 1
        except ArticleError as error:
            report.unread.append(error)
        if number % FLUSH_EVERY == 0:
            articles.flush()
    articles.flush()


def _records_of(path: Path) -> Iterator[Extraction | ArticleError]:
    """Yield the records of a file of JSON Lines, as ``newsgraph extract`` writes them."""
    with opened(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield from_json(line.decode("utf-8"))
            except (UnicodeDecodeError, json.JSONDecodeError, ValueError) as error:
                yield ArticleError(f"{path}#{number}", f"expected a record as `newsgraph extract` writes it: {error}")
