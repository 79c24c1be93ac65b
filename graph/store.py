"""The graph on disk: an Oxigraph store in which one article is one atomic step.

The folder holds ``store/`` (Oxigraph's files) and ``catalogue.sqlite`` (see :mod:`graph.catalogue`). Every change is
one SPARQL update, and Oxigraph runs an update as one transaction: the article's graph is replaced and the derived
layer moved along, or nothing happens.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store, Triple

from extractors.records import Article, Extraction
from graph import checkpoints
from graph.catalogue import Catalogue
from graph.errors import ArticleUnknown, GraphLocked, GraphUnwritable
from graph.imports.foreign import finish_imports, load_file, remove_import
from graph.imports.names import is_imported
from graph.imports.reading import Contents
from graph.kept import Record, reading_of, record_of
from graph.opening import WriterLock, begun_with, explain, open_for_writing, open_live, require_graph
from graph.patterns import match
from graph.resolve.corrections import (
    Correction,
    append_corrections,
    parse_lines,
    read_corrections,
    write_corrections,
)
from graph.resolve.resolver import Resolver
from graph.vocabulary import NG, RDF, SCHEMA, Instances
from graph.writing import GraphWriter

if TYPE_CHECKING:
    pass

__all__ = ["ArticleStore", "Change"]

JOURNAL_LIMIT = 32 << 20
"""Bytes of changes after which they are brought to disk, whoever asks for it or not."""

RULES = "3"
"""Changes with the rules of resolution: a graph made by others is resolved anew when it is opened for writing."""


class Change(Enum):
    """What adding an article did to the graph."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class ArticleStore:
    """An open graph folder: the Oxigraph store and its catalogue. One writer at a time, any number of readers."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        catalogue: Catalogue,
        instances: Instances,
        threshold: float,
        held: WriterLock | checkpoints.Checkpoint | None,
    ) -> None:
        self.folder = folder
        self.store = store
        self.catalogue = catalogue
        self.instances = instances
        self.threshold = threshold
        self.read_only = not isinstance(held, WriterLock)
        self._held = held
        self.writer = GraphWriter(folder, store, catalogue, instances, threshold)

    @property
    def resolver(self) -> Resolver:
        """The resolution that the graph follows."""
        return self.writer.resolver

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        read_only: bool = False,
        live: bool = False,
        base: str | None = None,
        threshold: float | None = None,
    ) -> ArticleStore:
        """Open a graph folder, creating it unless ``read_only``.

        Args:
            folder: The ``--kg`` folder.
            read_only: Open the state of the last :meth:`flush`, beside a writer if there is one.
            live: With ``read_only``: look at the files themselves, not at a checkpoint, while nobody writes.
            base: Base of instance IRIs; fixed when the graph is created, "https://w3id.org/newsgraph/id/" if None.
            threshold: Confidence from which asserted facts become plain triples; fixed when the graph is created.

        Returns:
            The open store.

        Raises:
            GraphMissing: ``read_only``, and the folder holds no graph.
            GraphLocked: another process is writing.
            GraphUnwritable: the folder cannot be created or written.
            GraphDamaged: the files cannot be read, or were made with another base.
        """
        if read_only:
            return cls._open_for_reading(folder, base, threshold, live=live)
        lock = WriterLock.take(folder)
        catalogue = store = opened = None
        try:
            store = open_for_writing(folder)
            catalogue = Catalogue.open(folder)
            instances, kept_threshold = begun_with(folder, catalogue, base, threshold, read_only=False)
            opened = cls(folder, store, catalogue, instances, kept_threshold, lock)
            if opened.writer.recover():
                opened.flush()
            finish_imports(store, folder, instances)
            opened._follow()
            if checkpoints.newest(folder) is None:
                opened.publish()
        except BaseException:
            # RocksDB's lock goes with the last reference, and a traceback would keep these.
            del store, opened
            if catalogue is not None:
                catalogue.close()
            lock.release()
            raise
        return opened

    @classmethod
    def _open_for_reading(cls, folder: Path, base: str | None, threshold: float | None, *, live: bool) -> ArticleStore:
        require_graph(folder)
        catalogue, checkpoint = Catalogue.open(folder, read_only=True), None
        try:
            if (catalogue.unsettled() or checkpoints.newest(folder) is None) and not WriterLock.is_held(folder):
                # The last writer was cut off: what it acknowledged is in its files, but in no checkpoint.
                with suppress(GraphLocked, GraphUnwritable):
                    cls.open(folder).close()
            if not _is_ahead(folder, catalogue) and not (live and not WriterLock.is_held(folder)):
                checkpoint = checkpoints.open_newest(folder)
            store = open_live(folder) if checkpoint is None else checkpoint.store
            instances, kept_threshold = begun_with(folder, catalogue, base, threshold, read_only=True)
        except BaseException:
            catalogue.close()
            if checkpoint is not None:
                checkpoint.close()
            raise
        return cls(folder, store, catalogue, instances, kept_threshold, checkpoint)

    def close(self) -> None:
        """Bring everything to disk and close the folder."""
        try:
            if not self.read_only:
                self.flush()
        finally:
            self.catalogue.close()
            del self.store, self.writer  # Oxigraph closes its files, and gives up the lock, with the last reference
            if isinstance(self._held, WriterLock):
                self._held.release()
            elif self._held is not None:
                self._held.close()

    def flush(self) -> None:
        """Bring all changes so far to disk, and show them to readers: after this, even a power cut loses none.

        Raises:
            GraphUnwritable: the disk is full.
        """
        if not self.catalogue.unsettled():
            return
        self.writer.mend()
        self.catalogue.commit()
        try:
            self.store.flush()
        except (OSError, RuntimeError) as error:
            raise explain(error, self.folder) from error
        self.publish()
        self.catalogue.journal.clear()

    def publish(self) -> None:
        """Show the state of this moment to readers."""
        self.catalogue.set("checkpoint", str(checkpoints.publish(self.store, self.folder)))

    def import_rdf(self, path: Path) -> tuple[NamedNode, Contents]:
        """Take a file of other people's RDF into a graph of its own, and show it to readers.

        Returns:
            The graph's name, and what the file held.

        Raises:
            ImportRefused: the file cannot be read; nothing was changed.
        """
        done = load_file(self.store, self.folder, path, self.instances)
        self.publish()
        return done

    def remove_import(self, graph: str) -> str:
        """Take an imported graph out again, and return its name.

        Raises:
            ArticleUnknown: nothing of this name was imported.
        """
        if not remove_import(self.store, self.folder, NamedNode(graph), self.instances):
            raise ArticleUnknown(f"{graph}: nothing was imported under this name")
        self.publish()
        return graph

    # --- what is there ---------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[NamedNode]:
        """Yield the IRIs of all articles in the store, sorted."""
        quads = self.store.quads_for_pattern(None, RDF["type"], SCHEMA["NewsArticle"], None)
        found = (quad.graph_name for quad in quads if quad.subject == quad.graph_name)  # not in an imported graph
        yield from sorted((iri for iri in found if isinstance(iri, NamedNode)), key=lambda iri: iri.value)

    def statements(self) -> Iterator[NamedNode]:
        """Yield the IRIs of all statements, in no order that means anything."""
        for quad in self.store.quads_for_pattern(None, RDF["type"], NG["Statement"], None):
            if isinstance(quad.subject, NamedNode) and not is_imported(quad.graph_name):
                yield quad.subject

    # --- changing it -----------------------------------------------------------------------------------------------

    def add(self, extraction: Extraction) -> Change:
        """Add one article, or replace what its source gave before, in one atomic step.

        Args:
            extraction: The article's record.

        Returns:
            What that did to the graph.

        Raises:
            ArticleError: its graph would break the shapes; the graph is as before.
            GraphUnwritable: the disk is full; the graph is as before.
        """
        iri = self.instances.article(extraction.article.id)
        record = record_of(extraction, iri.value)
        return self._assign(iri, extraction.article.source, record.hash, record, extraction)

    def add_known(self, article: Article) -> bool:
        """Add an article that need not be annotated, because the graph holds the record of this very reading of it.

        Args:
            article: An article as it was read.

        Returns:
            Whether it is known; if not, nothing was done.
        """
        iri = self.instances.article(article.id)
        known = self.catalogue.record_with(iri.value, reading_of(article)) if self.writer.has(iri) else None
        if known is None:
            return False
        self._assign(iri, article.source, known)
        return True

    def _assign(
        self,
        iri: NamedNode,
        source: str,
        digest: bytes,
        record: Record | None = None,
        extraction: Extraction | None = None,
    ) -> Change:
        """Say that a source gives a record, new or known, and bring the store in line."""
        key = _source_key(source, iri.value)
        before = self.catalogue.article_of_source(key)
        was_there = self.writer.has(iri)
        if was_there and self.catalogue.record_of_source(key) == digest:
            return Change.UNCHANGED
        changed = self.writer.assign(key, record, extraction, digest)
        if len(self.catalogue.journal) > JOURNAL_LIMIT:
            self.flush()
        if not changed:
            return Change.UNCHANGED
        return Change.REPLACED if before is not None or was_there else Change.ADDED

    def remove(self, article: str) -> list[str]:
        """Remove an article, in one atomic step.

        Args:
            article: Its IRI, a source path, or a URL. A source is forgotten, and an article goes with its last one; a
                file that holds several articles stands for all of them.

        Returns:
            The IRIs of the articles.

        Raises:
            ArticleUnknown: nothing in the graph has this name.
            GraphUnwritable: the disk is full; the graph is as before.
        """
        sources = self.catalogue.sources_in(_source_key(article, article))
        named = self._by_iri_or_url(article) if not sources else None
        found = sorted({iri for _, iri in sources} | ({named} if named is not None else set()))
        if not found:
            raise ArticleUnknown(
                f"{article}: no article of {self.folder} has this IRI, source or URL;"
                " `newsgraph query articles` lists them"
            )
        for iri in found:
            self.writer.forget(iri, [source for source, given in sources if given == iri], wholly=named is not None)
        return found

    def _by_iri_or_url(self, name: str) -> str | None:
        for candidate in (name, f"{self.instances.base}article/{name}"):
            try:
                iri = NamedNode(candidate)
            except ValueError:
                continue
            if self.writer.has(iri):
                return iri.value
        return next(
            (iri.value for iri, _, url in match(self.store, None, SCHEMA["url"], None) if url.value == name), None
        )

    # --- following corrections and tables --------------------------------------------------------------------------

    def correct(self, corrections: Sequence[Correction]) -> list[Correction]:
        """Append corrections to the folder's file and follow them.

        Args:
            corrections: What to append; their numbers are given here.

        Returns:
            The corrections with their numbers.
        """
        before = read_corrections(self.folder)
        appended = append_corrections(self.folder, corrections)
        try:
            self._follow()
        except BaseException:
            write_corrections(self.folder, before)
            raise
        return appended

    def follow(self) -> None:
        """Bring the graph in line with the folder's corrections and authority file, which were changed by others."""
        self.writer.forget_links()
        self._follow()

    def _follow(self) -> None:
        """Bring the graph in line with the corrections file, the gazetteer and the rules of resolution."""
        now, state = read_corrections(self.folder), f"{RULES} {self.writer.linker.version}"
        applied = parse_lines(self.catalogue.setting("corrections") or "")
        self.writer.resolver = Resolver(self.catalogue.connection, self.instances, applied)
        if self.catalogue.setting("resolution") != state:
            self.writer.resolver = Resolver(self.catalogue.connection, self.instances, now)
            if next(self.catalogue.articles(), None) is not None:
                self.rewrite()
            self.catalogue.set("corrections", now.text)
            self.catalogue.set("resolution", state)
        elif now.text != applied.text:
            self.writer.follow(now, applied)

    def rewrite(self) -> None:
        """Resolve all articles anew and write the whole store from the records."""
        self.writer.rewrite()

    # --- the derived layer -----------------------------------------------------------------------------------------

    def rebuilt(self) -> frozenset[Triple]:
        """Return the derived layer computed from scratch: all articles resolved, mapped and grouped anew."""
        return self.writer.rebuilt()

    def derived(self) -> frozenset[Triple]:
        """Return the derived layer as the store holds it."""
        return self.writer.derived()


def _source_key(source: str, article: str) -> str:
    """Return what a source is known by: a URL as it is, a path made absolute, standard input by what came from it."""
    if "://" in source.partition("#")[0]:
        return source
    return f"- {article}" if source.partition("#")[0] in {"", "-"} else os.path.abspath(source)  # noqa: PTH100 - no links followed


def _is_ahead(folder: Path, catalogue: Catalogue) -> bool:
    """Say whether the live files hold what no checkpoint does, while nobody writes and nobody can finish the work."""
    return catalogue.unsettled() and not WriterLock.is_held(folder)
