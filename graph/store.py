"""The graph on disk: an Oxigraph store in which one article is one atomic step.

The folder holds ``store/`` (Oxigraph's files) and ``catalogue.sqlite`` (see :mod:`graph.catalogue`). Every change is
one SPARQL update, and Oxigraph runs an update as one transaction: the article's graph is replaced and the derived
layer moved along, or nothing happens.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from extractors.records import Article, Extraction
from graph import checkpoints
from graph.catalogue import Catalogue, Record, reading_of, record_of
from graph.conformance import check_article
from graph.derived import count_triples, derive, describe_entities, describe_entity
from graph.errors import ArticleUnknown, GraphLocked, GraphUnwritable
from graph.groups import GROUP_TABLES, Groups, groupings
from graph.imports.foreign import finish_imports, load_file, remove_import
from graph.imports.names import is_imported
from graph.imports.reading import Contents
from graph.mapping import ArticleGraph, map_extraction
from graph.opening import WriterLock, begun_with, explain, open_for_writing, open_live, require_graph
from graph.patterns import match
from graph.resolve.corrections import (
    Correction,
    Corrections,
    append_corrections,
    parse_lines,
    read_corrections,
    write_corrections,
)
from graph.resolve.forms import FORM_TABLES
from graph.resolve.profiles import Profile, links_of, profile_article
from graph.resolve.resolver import Assignments, Resolver
from graph.vocabulary import NG, RDF, SCHEMA, Instances

if TYPE_CHECKING:
    from graph.resolve.gazetteer import Linker

__all__ = ["ArticleStore", "Change"]

RULES = "2"
"""Changes with the rules of resolution: a graph made by others is resolved anew when it is opened for writing."""


class Change(Enum):
    """What adding an article did to the graph."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class GraphChange:
    """An article's graph before and after a change, either may be missing; ``same_record`` where only names turned."""

    article: str
    old: ArticleGraph | None
    new: ArticleGraph | None
    same_record: bool

    def entities(self) -> set[NamedNode]:
        """Return the entities whose descriptions or counts may change."""
        old, new = self.old, self.new
        if not self.same_record or old is None or new is None:
            return {entity for graph in (old, new) if graph is not None for entity in graph.mentions}
        counted = {e for e in {*old.mentions, *new.mentions} if old.mentions.get(e) != new.mentions.get(e)}
        return counted | {NamedNode(called.entity) for called in old.called ^ new.called}

    def lost_shared(self) -> frozenset[Triple]:
        """Return the shared triples that the article supports no longer."""
        lost = self.old.shared if self.old is not None else frozenset()
        return lost - self.new.shared if self.same_record and self.new is not None else lost

    def gained_shared(self) -> frozenset[Triple]:
        """Return the shared triples that the article newly supports; all of them where its record is new."""
        gained = self.new.shared if self.new is not None else frozenset()
        return gained - self.old.shared if self.same_record and self.old is not None else gained


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
        self.resolver = Resolver(catalogue.connection, instances, parse_lines(catalogue.setting("corrections") or ""))
        self.groups = Groups(catalogue.connection, instances, groupings())
        self._known_links: dict[bytes, dict[str, Any]] = {}

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
        catalogue = store = None
        try:
            store = open_for_writing(folder)
            catalogue = Catalogue.open(folder)
            instances, kept_threshold = begun_with(folder, catalogue, base, threshold, read_only=False)
            opened = cls(folder, store, catalogue, instances, kept_threshold, lock)
            opened._recover()
            finish_imports(store, folder, instances)
            opened._follow()
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

    @cached_property
    def linker(self) -> Linker:
        """The gazetteer, and the authority file that the folder keeps."""
        from graph.resolve.gazetteer import linker_for

        return linker_for(self.folder)

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

    def _write(self, articles: Iterable[str], *, also_unknown: bool = False) -> bool:
        """Bring the store to what the catalogue wants for these articles, in one update; return whether it changed.

        Args:
            articles: IRIs.
            also_unknown: Drop the graph of an article that the catalogue does not know.
        """
        steps: dict[str, tuple[bytes | None, bytes | None]] = {}
        for article in sorted(articles):
            stored, wanted = self.catalogue.stored_hash(article), self.catalogue.wanted_hash(article)
            as_wanted = stored == wanted and (stored is None or self._has(NamedNode(article)))
            if not as_wanted or (also_unknown and stored is None):
                steps[article] = stored, wanted
        if not steps:
            return False
        taken = [article for article, (stored, _) in steps.items() if stored is not None]
        put = {article: self._profiles(wanted) for article, (_, wanted) in steps.items() if wanted is not None}
        former = {article: self.resolver.assignments(article) for article in taken}
        others = self.resolver.change(taken, put)
        for article in others:
            stored = self.catalogue.stored_hash(article)
            steps[article] = stored, stored
        self._replace(steps, {**former, **others}, self.resolver.corrections)
        return True

    def _replace(
        self,
        steps: Mapping[str, tuple[bytes | None, bytes | None]],
        former: Mapping[str, Assignments],
        corrections: Corrections,
    ) -> None:
        """Replace the graphs of articles, in one update.

        Args:
            steps: By article, the record that the store shows, and the one that it shall show.
            former: What the entities of the articles were.
            corrections: Those by which the articles are shown.
        """
        changes = []
        for article, (stored, wanted) in steps.items():
            old = new = None
            if stored is not None:
                old = self._map(self.catalogue.extraction(stored), stored, former[article], corrections)
            if wanted is not None:
                new = self._map(self.catalogue.extraction(wanted), wanted, self.resolver.assignments(article))
            changes.append(GraphChange(article, old, new, same_record=stored == wanted))
        entities = {entity for change in changes for entity in change.entities()}
        before = {triple for entity in entities for triple in self._description(entity)}
        for change in changes:
            self._record_change(change, steps[change.article][1])
        members = {
            change.article: self.groups.members(self.catalogue.extraction(wanted), change.new)
            for change in changes
            if change.new is not None and (wanted := steps[change.article][1]) is not None
        }
        ungrouped, grouped = self.groups.change({c.article for c in changes if c.old is not None}, members)
        after = {triple for entity in entities for triple in self._description(entity)}
        supported = {triple for change in changes for triple in change.gained_shared()}
        lost = {triple for change in changes for triple in change.lost_shared()} | before | ungrouped
        lost = {triple for triple in lost - supported - after if not self._stands(triple)}
        if len(changes) == 1 and changes[0].old is None:  # what another article supports stands there already
            supported = {triple for triple in supported if self.catalogue.supporters(triple) == 1}
        self._update(changes, lost, supported | (after - before) | grouped)

    def _record_change(self, change: GraphChange, wanted: bytes | None) -> None:
        """Bring the catalogue's tables in line with one article's change."""
        if change.same_record and change.old is not None and change.new is not None:
            self.catalogue.turn_article(change.old, change.new)
            return
        if change.old is not None:
            self.catalogue.take_article(change.old)
        if change.new is not None and wanted is not None:
            check_article(change.new, change.article, describe_entities(change.new.called))
            self.catalogue.put_article(change.new, wanted)

    def _update(self, changes: Sequence[GraphChange], lost: set[Triple], gained: set[Triple]) -> None:
        """Change the store, in one update, after noting what changes."""
        self.catalogue.note([change.article for change in changes], [*lost, *gained])
        parts = [f"DELETE DATA {{\n{_lines(lost)}}}"] if lost else []
        parts += [f"INSERT DATA {{\n{_lines(gained)}}}"] if gained else []
        for change in changes:
            graph = NamedNode(change.article)
            if change.same_record and change.old is not None and change.new is not None:
                gone, come = change.old.triples - change.new.triples, change.new.triples - change.old.triples
                parts += [f"DELETE DATA {{ GRAPH {graph} {{\n{_lines(gone)}}} }}"] if gone else []
            else:
                come = change.new.triples if change.new is not None else frozenset()
                parts += [f"DROP SILENT GRAPH {graph}"]
            parts += [f"INSERT DATA {{ GRAPH {graph} {{\n{_lines(come)}}} }}"] if come else []
        try:
            self.store.update(" ;\n".join(parts))
        except (OSError, RuntimeError) as error:
            raise explain(error, self.folder) from error

    def _description(self, entity: NamedNode) -> set[Triple]:
        """Return the names, classes and counts of an entity, as the catalogue has them."""
        counts = self.catalogue.counts(entity)
        found = set() if counts is None else set(count_triples(entity, *counts))
        return found | set(describe_entity(self.catalogue.called(entity.value)))

    def _stands(self, triple: Triple) -> bool:
        """Say whether the catalogue supports a triple of the derived layer."""
        if self.catalogue.supporters(triple, 1) or self.groups.has(triple):
            return True
        return isinstance(triple.subject, NamedNode) and triple in self._description(triple.subject)

    def _map(
        self,
        extraction: Extraction,
        record: bytes,
        assignments: Assignments,
        corrections: Corrections | None = None,
    ) -> ArticleGraph:
        judged = (corrections or self.resolver.corrections).judged
        links = self._links(extraction, record)
        return map_extraction(
            extraction, self.instances, threshold=self.threshold, assignments=assignments, links=links, judged=judged
        )

    def _links(self, extraction: Extraction, record: bytes) -> dict[str, Any]:
        """Return what the gazetteer knows of an article's entities."""
        if record not in self._known_links:
            if len(self._known_links) > 64:
                self._known_links.clear()
            self._known_links[record] = links_of(extraction, self.linker)
        return self._known_links[record]

    def _profiles(self, record: bytes) -> tuple[Profile, ...]:
        extraction = self.catalogue.extraction(record)
        return profile_article(extraction, self._links(extraction, record))

    def _recover(self) -> None:
        """Write again what was changing when a writer was cut off, as the catalogue has it."""
        articles, triples = self.catalogue.noted()
        articles |= frozenset(self.catalogue.unsettled())
        if not articles and not triples:
            return
        changes = []
        for article in sorted(articles):
            stored = self.catalogue.stored_hash(article)
            new = None
            if stored is not None:
                new = self._map(self.catalogue.extraction(stored), stored, self.resolver.assignments(article))
            changes.append(GraphChange(article, None, new, same_record=False))
        standing = {triple for triple in triples if self._stands(triple)}
        self._update(changes, set(triples) - standing, standing)
        self.flush()

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
        self.__dict__.pop("linker", None)
        self._follow()

    def _follow(self) -> None:
        """Bring the graph in line with the corrections file, the gazetteer and the rules of resolution."""
        now, state = read_corrections(self.folder), f"{RULES} {self.linker.version}"
        applied = parse_lines(self.catalogue.setting("corrections") or "")
        self.resolver = Resolver(self.catalogue.connection, self.instances, applied)
        if self.catalogue.setting("resolution") != state:
            self.resolver = Resolver(self.catalogue.connection, self.instances, now)
            if next(self.catalogue.articles(), None) is not None:
                self.rewrite()
            self.catalogue.set("corrections", now.text)
            self.catalogue.set("resolution", state)
        elif now.text != applied.text:
            statements = {*now.judged, *applied.judged}
            judged = {iri for iri in statements if now.judged.get(iri) != applied.judged.get(iri)}
            touched = {article for article in map(self._article_of_statement, judged) if article is not None}
            touched |= self.resolver.bearers(now.iris | applied.iris)
            self.catalogue.announce(sorted(touched))
            with self._same_resolver_if_it_fails(), self.catalogue.change():
                self.resolver, former = self.resolver.recorrect(now, now.iris | applied.iris)
                for article in sorted({*touched} - {*former}):
                    former[article] = self.resolver.assignments(article)
                stored = {article: self.catalogue.stored_hash(article) for article in former}
                self._replace({a: (h, h) for a, h in stored.items() if h is not None}, former, applied)
                self.catalogue.set("corrections", now.text)

    @contextmanager
    def _same_resolver_if_it_fails(self) -> Iterator[None]:
        before = self.resolver
        try:
            yield
        except BaseException:
            self.resolver = before
            raise

    def _article_of_statement(self, statement: str) -> str | None:
        """Return the article that a statement's IRI is made of, if the graph has it."""
        name = statement.removeprefix(f"{self.instances.base}statement/").rsplit("-", 2)[0]
        article = f"{self.instances.base}article/{name}"
        return article if self.catalogue.stored_hash(article) is not None else None

    def rewrite(self) -> None:
        """Resolve all articles anew and write the whole store from the records, a hundred articles at a time.

        A crash on the way leaves the notes by which the next writer begins again.
        """
        records = {a: r for a in self.catalogue.articles() if (r := self.catalogue.wanted_hash(a)) is not None}
        self.catalogue.announce([*self.catalogue.articles()])
        with self.catalogue.change():
            self.catalogue.forget_shown()
            self.resolver.forms.clear()
            self.groups.clear()
            for article, record in records.items():
                self.resolver.forms.put(article, self._profiles(record))
            self.resolver.decide_all()
            self.catalogue.note(records, self.derived())
            self.store.clear_graph(DefaultGraph())
            steps = [(article, (None, record)) for article, record in records.items()]
            for i in range(0, len(steps), 100):
                self._replace(dict(steps[i : i + 100]), {}, self.resolver.corrections)

    # --- the derived layer -----------------------------------------------------------------------------------------

    def rebuilt(self) -> frozenset[Triple]:
        """Return the derived layer computed from scratch: all articles resolved, mapped and grouped anew."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            db.executescript(FORM_TABLES + GROUP_TABLES)
            resolver = Resolver(db, self.instances, self.resolver.corrections)
            shown = [(a, r) for a in self.catalogue.articles() if (r := self.catalogue.stored_hash(a)) is not None]
            for article, record in shown:
                resolver.forms.put(article, self._profiles(record))
            resolver.decide_all()
            groups = Groups(db, self.instances, self.groups.kinds)

            def graphs() -> Iterator[ArticleGraph]:
                for article, record in shown:
                    extraction = self.catalogue.extraction(record)
                    graph = self._map(extraction, record, resolver.assignments(article))
                    groups.change((), {article: groups.members(extraction, graph)})
                    yield graph

            layer = derive(graphs())
            return layer | groups.all_triples()

    def derived(self) -> frozenset[Triple]:
        """Return the derived layer as the store holds it."""
        found = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        return frozenset(Triple(quad.subject, quad.predicate, quad.object) for quad in found)


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
