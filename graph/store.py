"""The graph on disk: an Oxigraph store in which one article is one atomic step.

The folder holds ``store/`` (Oxigraph's files) and ``catalogue.sqlite`` (see :mod:`graph.catalogue`). Every change is
one SPARQL update, and Oxigraph runs an update as one transaction: the article's graph is replaced and the derived
layer moved along, or nothing happens.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from extractors.records import Article, Extraction
from graph import checkpoints
from graph.catalogue import Catalogue, Record, reading_of, record_of
from graph.conformance import check_article
from graph.derived import ARTICLE_COUNT, MENTION_COUNT, count_triples, derive
from graph.errors import ArticleUnknown, GraphLocked, GraphUnwritable
from graph.mapping import ArticleGraph, map_extraction
from graph.opening import WriterLock, begun_with, explain, open_for_writing, open_live, require_graph
from graph.patterns import match, subjects
from graph.vocabulary import NG, RDF, SCHEMA, Instances

__all__ = ["ArticleStore", "Change"]


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

    @classmethod
    def open(
        cls, folder: Path, *, read_only: bool = False, base: str | None = None, threshold: float | None = None
    ) -> ArticleStore:
        """Open a graph folder, creating it unless ``read_only``.

        Args:
            folder: The ``--kg`` folder.
            read_only: Open the state of the last :meth:`flush`, beside a writer if there is one.
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
            return cls._open_for_reading(folder, base, threshold)
        lock = WriterLock.take(folder)
        catalogue = store = None
        try:
            store = open_for_writing(folder)
            catalogue = Catalogue.open(folder)
            instances, kept_threshold = begun_with(folder, catalogue, base, threshold, read_only=False)
            opened = cls(folder, store, catalogue, instances, kept_threshold, lock)
            opened._recover()
            if checkpoints.newest(folder) is None:
                opened.publish()
        except BaseException:
            # RocksDB's lock goes with the last reference, and a traceback would keep this one.
            del store
            if catalogue is not None:
                catalogue.close()
            lock.release()
            raise
        return opened

    @classmethod
    def _open_for_reading(cls, folder: Path, base: str | None, threshold: float | None) -> ArticleStore:
        require_graph(folder)
        catalogue, checkpoint = Catalogue.open(folder, read_only=True), None
        try:
            if (catalogue.unsettled() or checkpoints.newest(folder) is None) and not WriterLock.is_held(folder):
                # The last writer was cut off: what it acknowledged is in its files, but in no checkpoint.
                with suppress(GraphLocked, GraphUnwritable):
                    cls.open(folder).close()
            checkpoint = checkpoints.open_newest(folder) if not _is_ahead(folder, catalogue) else None
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
            del self.store  # Oxigraph closes its files, and gives up the lock, with the last reference
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
        self.catalogue.checkpoint()
        try:
            self.store.flush()
        except (OSError, RuntimeError) as error:
            raise explain(error, self.folder) from error
        self.publish()
        self.catalogue.settle()

    def publish(self) -> None:
        """Show the state of this moment to readers."""
        self.catalogue.set("checkpoint", str(checkpoints.publish(self.store, self.folder)))

    # --- what is there ---------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[NamedNode]:
        """Yield the IRIs of all articles in the store, sorted."""
        found = subjects(self.store, RDF["type"], SCHEMA["NewsArticle"])
        yield from sorted(found, key=lambda iri: iri.value)

    def statements(self) -> Iterator[NamedNode]:
        """Yield the IRIs of all statements, in no order that means anything."""
        for statement, _, _ in match(self.store, None, RDF["type"], NG["Statement"]):
            yield statement

    def _has(self, article: NamedNode) -> bool:
        return any(True for _ in self.store.quads_for_pattern(article, RDF["type"], SCHEMA["NewsArticle"], article))

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
        return self._assign(iri, extraction.article.source, record_of(extraction, iri.value))

    def add_known(self, article: Article) -> bool:
        """Add an article that need not be annotated, because the graph holds the record of this very reading of it.

        Args:
            article: An article as it was read.

        Returns:
            Whether it is known; if not, nothing was done.
        """
        iri = self.instances.article(article.id)
        known = self.catalogue.record_with(iri.value, reading_of(article)) if self._has(iri) else None
        if known is None:
            return False
        self._assign(iri, article.source, known)
        return True

    def _assign(self, iri: NamedNode, source: str, record: Record | bytes) -> Change:
        """Say that a source gives a record, new or known, and bring the store in line."""
        key = _source_key(source, iri.value)
        record_hash = record.hash if isinstance(record, Record) else record
        before = self.catalogue.article_of_source(key)
        was_there = self._has(iri)
        if was_there and self.catalogue.record_of_source(key) == record_hash:
            return Change.UNCHANGED
        touched = {iri.value} | ({before} if before is not None else set())
        self.catalogue.announce(touched, record if isinstance(record, Record) else None)
        with self.catalogue.change():
            self.catalogue.assign(key, record_hash)
            changed = self._write(touched)
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
            self.catalogue.announce([iri])
            with self.catalogue.change():
                if named is not None:
                    self.catalogue.drop_article_sources(iri)
                for source, given in sources:
                    if given == iri:
                        self.catalogue.drop_source(source)
                self._write({iri}, also_unknown=True)
        return found

    def _by_iri_or_url(self, name: str) -> str | None:
        for candidate in (name, f"{self.instances.base}article/{name}"):
            try:
                iri = NamedNode(candidate)
            except ValueError:
                continue
            if self._has(iri):
                return iri.value
        return next(
            (iri.value for iri, _, url in match(self.store, None, SCHEMA["url"], None) if url.value == name), None
        )

    def _write(self, articles: Iterable[str], *, also_unknown: bool = False, again: bool = False) -> bool:
        """Bring the store to what the catalogue wants for these articles, in one update; return whether it changed.

        Args:
            articles: IRIs.
            also_unknown: Drop the graph of an article that the catalogue does not know.
            again: Write even what should be there already.
        """
        old: list[ArticleGraph] = []
        new: list[ArticleGraph] = []
        dropped: list[str] = []
        for article in sorted(articles):
            stored, wanted = self.catalogue.stored_hash(article), self.catalogue.wanted_hash(article)
            as_wanted = stored == wanted and (stored is None or self._has(NamedNode(article)))
            if as_wanted and not again and not (also_unknown and stored is None):
                continue
            if again:
                old.extend(self._map(record) for record in self.catalogue.records_of(article))
            elif stored is not None:
                old.append(self._map(self.catalogue.extraction(stored)))
            if stored is not None:
                self.catalogue.take_article(self._map(self.catalogue.extraction(stored)))
            dropped.append(article)
            if wanted is not None:
                graph = self._map(self.catalogue.extraction(wanted))
                check_article(graph, article)
                self.catalogue.put_article(graph, wanted)
                new.append(graph)
        if dropped:
            self._update(dropped, old, new, again=again)
        return bool(dropped)

    def _update(
        self, dropped: list[str], old: list[ArticleGraph], new: list[ArticleGraph], *, again: bool = False
    ) -> None:
        gained = {triple for graph in new for triple in graph.shared}
        lost = {triple for graph in old for triple in graph.shared} - gained
        lost = {triple for triple in lost if not self.catalogue.supporters(triple, 1)}
        if not old and not again:  # what another article supports stands there already
            gained = {triple for triple in gained if self.catalogue.supporters(triple) == 1}
        entities = {entity for graph in (*old, *new) for entity in graph.mentions}
        for entity in entities:
            gone = [
                Triple(quad.subject, quad.predicate, quad.object)
                for predicate in (MENTION_COUNT, ARTICLE_COUNT)
                for quad in self.store.quads_for_pattern(entity, predicate, None, DefaultGraph())
            ]
            counts = self.catalogue.counts(entity)
            now = set() if counts is None else set(count_triples(entity, *counts))
            lost.update(set(gone) - now)
            gained.update(now - set(gone))
        parts = [f"DROP SILENT GRAPH {NamedNode(article)}" for article in dropped]
        parts += [f"DELETE DATA {{\n{_lines(lost)}}}"] if lost else []
        parts += [f"INSERT DATA {{\n{_lines(gained)}}}"] if gained else []
        parts += [f"INSERT DATA {{ GRAPH {graph.iri} {{\n{_lines(graph.triples)}}} }}" for graph in new]
        try:
            self.store.update(" ;\n".join(parts))
        except (OSError, RuntimeError) as error:
            raise explain(error, self.folder) from error

    def _map(self, extraction: Extraction) -> ArticleGraph:
        return map_extraction(extraction, self.instances, threshold=self.threshold)

    def _recover(self) -> None:
        """Write again the articles whose last change was cut off, as the catalogue has them."""
        cut_off = self.catalogue.unsettled()
        if cut_off:
            with self.catalogue.change():
                self._write(cut_off, again=True)
            self.flush()

    # --- the derived layer -----------------------------------------------------------------------------------------

    def rebuilt(self) -> frozenset[Triple]:
        """Return the derived layer computed from scratch from all records."""
        return derive(self._map(record) for record in self._records())

    def derived(self) -> frozenset[Triple]:
        """Return the derived layer as the store holds it."""
        found = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        return frozenset(Triple(quad.subject, quad.predicate, quad.object) for quad in found)

    def _records(self) -> Iterator[Extraction]:
        for article in self.catalogue.articles():
            record = self.catalogue.extraction_of(article)
            if record is not None:
                yield record


def _source_key(source: str, article: str) -> str:
    """Return what a source is known by: a URL as it is, a path made absolute, standard input by what came from it."""
    if "://" in source.partition("#")[0]:
        return source
    return f"- {article}" if source.partition("#")[0] in {"", "-"} else os.path.abspath(source)  # noqa: PTH100 - no links followed


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _is_ahead(folder: Path, catalogue: Catalogue) -> bool:
    """Say whether the live files hold what no checkpoint does, while nobody writes and nobody can finish the work."""
    return bool(catalogue.unsettled()) and not WriterLock.is_held(folder)
