"""Bringing the store to what the catalogue wants: articles come, go, or turn out to speak of somebody else.

A change of one article is one step: its graph, the graphs of the articles whose entities it lets appear in another
light, and the derived layer. The catalogue's tables change inside a savepoint and the journal says what is about to
change in the store; then one update takes triples away and one insertion, which Oxigraph does whole or not at all,
puts the new ones. A step that is cut off is undone and done again by the next writer (:meth:`GraphWriter.recover`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from extractors.errors import ArticleError
from extractors.records import Extraction
from graph.catalogue import Catalogue
from graph.conformance import check_article
from graph.derived import count_triples, derive, describe_entities, describe_entity
from graph.groups import GROUP_TABLES, Groups, groupings
from graph.kept import Record
from graph.mapping import ArticleGraph, map_extraction
from graph.opening import explain
from graph.resolve.corrections import Corrections, parse_lines
from graph.resolve.forms import FORM_TABLES
from graph.resolve.profiles import BESIDE, Profile, links_of, profile_article
from graph.resolve.resolver import Assignments, Resolver
from graph.vocabulary import RDF, SCHEMA, Instances

if TYPE_CHECKING:
    from graph.resolve.gazetteer import Linker

__all__ = ["GraphWriter"]


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

    def gone(self) -> frozenset[Triple] | None:
        """Return the triples that leave the article's own graph, or None where all of it goes."""
        if self.same_record and self.old is not None and self.new is not None:
            return self.old.triples - self.new.triples
        return None if self.old is not None else frozenset()

    def come(self) -> frozenset[Triple]:
        """Return the triples that come into the article's own graph."""
        gained = self.new.triples if self.new is not None else frozenset()
        return gained - self.old.triples if self.same_record and self.old is not None else gained


class GraphWriter:
    """The one who changes a graph: the store, by the catalogue, through resolution and mapping."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        catalogue: Catalogue,
        instances: Instances,
        threshold: float,
    ) -> None:
        self.folder = folder
        self.store = store
        self.catalogue = catalogue
        self.support = catalogue.support
        self.instances = instances
        self.threshold = threshold
        self.resolver = Resolver(catalogue.connection, instances, parse_lines(catalogue.setting("corrections") or ""))
        self.groups = Groups(catalogue.connection, instances, groupings())
        self._known_links: dict[bytes, dict[str, Any]] = {}
        self._torn: tuple[set[str], set[Triple]] | None = None
        self._again = False
        self._lost = False

    def has(self, article: NamedNode) -> bool:
        """Say whether the store shows an article."""
        return any(True for _ in self.store.quads_for_pattern(article, RDF["type"], SCHEMA["NewsArticle"], article))

    # --- wishes ----------------------------------------------------------------------------------------------------

    def assign(self, source: str, record: Record | None, extraction: Extraction | None, digest: bytes) -> bool:
        """Let a source give a record from now on.

        Args:
            source: What the source is known by.
            record: The record, where the catalogue may not have it yet, with its extraction.
            extraction: What the record says.
            digest: The record's hash.

        Returns:
            Whether the graph changed.

        Raises:
            ArticleError: its graph would break the shapes; the graph is as before.
            GraphUnwritable: the disk is full; the graph is as before.
        """
        wish: dict[str, Any] = {"assign": source, "hash": digest.hex()}
        if record is not None:
            wish["record"] = record.to_dict()
        with self._step(wish):
            if record is not None and extraction is not None:
                self.catalogue.keep(record, extraction)
            touched = {self.catalogue.article_of_source(source), self.catalogue.article_of_record(digest)}
            self.catalogue.assign(source, digest)
            return self._write(article for article in touched if article is not None)

    def forget(self, article: str, sources: Sequence[str], *, wholly: bool) -> None:
        """Forget sources of an article, which goes with the last of them.

        Args:
            article: Its IRI.
            sources: What gave it.
            wholly: Forget every source of it.

        Raises:
            GraphUnwritable: the disk is full; the graph is as before.
        """
        with self._step({"forget": list(sources), "article": article, "wholly": wholly}):
            if wholly:
                self.catalogue.drop_article_sources(article)
            for source in sources:
                self.catalogue.drop_source(source)
            self._write([article], also_unknown=True)

    @contextmanager
    def _step(self, wish: dict[str, Any] | None = None) -> Iterator[None]:
        """Run a block as one step; what a step that failed left in the store is mended first."""
        self.mend()
        with self.catalogue.change():
            yield
            if wish is not None and not self._again:
                self.catalogue.journal.append(wish)
        self._torn = None

    def mend(self) -> None:
        """Put the store back to what the catalogue has, where a step that failed or was interrupted left it changed."""
        if self._lost:
            self.rewrite()
        if self._torn is not None:
            self._write_anew(*self._torn)
            self._torn = None

    # --- articles --------------------------------------------------------------------------------------------------

    def _write(self, articles: Iterable[str], *, also_unknown: bool = False) -> bool:
        """Bring the store to what the catalogue wants for these articles; return whether it changed.

        Args:
            articles: IRIs.
            also_unknown: Drop the graph of an article that the catalogue does not know.
        """
        steps: dict[str, tuple[bytes | None, bytes | None]] = {}
        anew = []
        for article in sorted(articles):
            stored, wanted = self.catalogue.stored_hash(article), self.catalogue.wanted_hash(article)
            if also_unknown if stored is None else not self.has(NamedNode(article)):
                anew.append(article)
            if stored != wanted:
                steps[article] = stored, wanted
        if anew:
            self._write_anew(anew, ())
        if not steps:
            return bool(anew)
        taken = [article for article, (stored, _) in steps.items() if stored is not None]
        put = {article: self._profiles(wanted) for article, (_, wanted) in steps.items() if wanted is not None}
        former: dict[str, Assignments] = {article: self.resolver.assignments(article) for article in taken}
        others = self.resolver.change(taken, put)
        for article in others:
            stored = self.catalogue.stored_hash(article)
            steps[article] = stored, stored
        self._replace(steps, {**former, **others}, self.resolver.corrections)
        return True

    def follow(self, now: Corrections, applied: Corrections) -> None:
        """Bring the graph in line with other corrections.

        Args:
            now: Those that count from now on.
            applied: Those by which the articles are shown.
        """
        statements = {*now.judged, *applied.judged}
        judged = {iri for iri in statements if now.judged.get(iri) != applied.judged.get(iri)}
        touched = {article for article in map(self._article_of_statement, judged) if article is not None}
        before = self.resolver
        try:
            with self._step():
                self.resolver, former = before.recorrect(now, now.iris | applied.iris)
                for article in sorted({*touched} - {*former}):
                    former[article] = self.resolver.assignments(article)
                stored = {article: self.catalogue.stored_hash(article) for article in former}
                self._replace({a: (h, h) for a, h in stored.items() if h is not None}, former, applied)
                self.catalogue.set("corrections", now.text)
        except BaseException:
            self.resolver = before
            raise

    def _article_of_statement(self, statement: str) -> str | None:
        """Return the article that a statement's IRI is made of, if the graph has it."""
        name = statement.removeprefix(f"{self.instances.base}statement/").rsplit("-", 2)[0]
        article = f"{self.instances.base}article/{name}"
        return article if self.catalogue.stored_hash(article) is not None else None

    def _replace(
        self,
        steps: Mapping[str, tuple[bytes | None, bytes | None]],
        former: Mapping[str, Assignments],
        corrections: Corrections,
    ) -> None:
        """Replace the graphs of articles.

        Args:
            steps: By article, the record that the store shows, and the one that it shall show.
            former: What the entities of the articles were.
            corrections: Those by which the articles are shown.
        """
        changes = [self._change(article, *steps[article], former.get(article, {}), corrections) for article in steps]
        entities = {entity for change in changes for entity in change.entities()}
        before = {triple for entity in entities for triple in self._description(entity)}
        for change in changes:
            self._record_change(change, steps[change.article][1])
        ungrouped, grouped = self._regroup(changes, {article: wanted for article, (_, wanted) in steps.items()})
        after = {triple for entity in entities for triple in self._description(entity)}
        supported = {triple for change in changes for triple in change.gained_shared()}
        lost = {triple for change in changes for triple in change.lost_shared()} | before | ungrouped
        lost = {triple for triple in lost - supported - after if not self._stands(triple)}
        self._update(changes, lost, supported | (after - before) | grouped)

    def _change(
        self,
        article: str,
        stored: bytes | None,
        wanted: bytes | None,
        former: Assignments,
        corrections: Corrections,
    ) -> GraphChange:
        now = self.resolver.assignments(article)
        if stored is not None and stored == wanted and corrections.judged == self.resolver.corrections.judged:
            turned = self._turned(article, stored, former, now)
            if turned is not None:
                return turned
        old = new = None
        if stored is not None:
            old = self._map(self.catalogue.extraction(stored), stored, former, corrections)
        if wanted is not None:
            new = self._map(self.catalogue.extraction(wanted), wanted, now)
        return GraphChange(article, old, new, same_record=stored == wanted)

    def _turned(self, article: str, record: bytes, former: Assignments, now: Assignments) -> GraphChange | None:
        """Return the change of an article in which a few entities turned out to be others, by mapping only these.

        None where that may not be all: linked names also describe where places lie, and a triple that names none of
        these entities may have other support in the article.
        """
        turned = {local for local in {*former, *now} if former.get(local) != now.get(local)}
        extraction = self.catalogue.extraction(record)
        links = self._links(extraction, record)
        if any(local in links or local.startswith(BESIDE) for local in turned):
            return None
        entities = {assigned[local].iri for assigned in (former, now) for local in turned if local in assigned}
        only = {local for assigned in (former, now) for local, is_ in assigned.items() if is_.iri in entities}
        old = self._map(extraction, record, former, only=only)
        new = self._map(extraction, record, now, only=only)
        for triple in old.shared ^ new.shared:
            if not entities & {str(getattr(term, "value", "")) for term in (triple.subject, triple.object)}:
                return None
        return GraphChange(article, old, new, same_record=True)

    def _record_change(self, change: GraphChange, wanted: bytes | None) -> None:
        """Bring the catalogue's tables in line with one article's change."""
        if change.same_record and change.old is not None and change.new is not None:
            self.support.turn_article(change.old, change.new)
            return
        if change.old is not None:
            self.support.take_article(change.old)
        if change.new is not None and wanted is not None:
            check_article(change.new, change.article, describe_entities(change.new.called))
            self.support.put_article(change.new, wanted)

    def _regroup(
        self, changes: Sequence[GraphChange], wanted: Mapping[str, bytes | None]
    ) -> tuple[set[Triple], set[Triple]]:
        """Bring the groups in line; return the triples that no group has any more, and those that one has newly."""
        same = {change.article for change in changes if change.same_record and change.old is not None}
        members = {
            change.article: self.groups.members(
                self.catalogue.extraction(record), change.new, same_text=change.article in same
            )
            for change in changes
            if change.new is not None and (record := wanted[change.article]) is not None
        }
        return self.groups.change({c.article for c in changes if c.old is not None}, members, same)

    def _update(self, changes: Sequence[GraphChange], lost: set[Triple], gained: set[Triple]) -> None:
        """Change the store, after noting what changes: away with the old, then in one insertion the new."""
        articles = {change.article for change in changes}
        self.catalogue.note(articles, [*lost, *gained])
        torn_articles, torn_triples = self._torn or (set(), set())
        self._torn = torn_articles | articles, torn_triples | lost | gained
        parts = [f"DELETE DATA {{\n{_lines(lost)}}}"] if lost else []
        quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in gained]
        for change in changes:
            graph, gone = NamedNode(change.article), change.gone()
            if gone is None:
                parts.append(f"DROP SILENT GRAPH {graph}")
            elif gone:
                parts.append(f"DELETE DATA {{ GRAPH {graph} {{\n{_lines(gone)}}} }}")
            quads += [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in change.come()]
        try:
            if parts:
                self.store.update(" ;\n".join(parts))
            self.store.extend(quads)
        except (OSError, RuntimeError) as error:
            raise explain(error, self.folder) from error

    def _description(self, entity: NamedNode) -> set[Triple]:
        """Return the names, classes and counts of an entity, as the catalogue has them."""
        counts = self.support.counts(entity)
        found = set() if counts is None else set(count_triples(entity, *counts))
        return found | set(describe_entity(self.support.called(entity.value)))

    def _stands(self, triple: Triple) -> bool:
        """Say whether the catalogue supports a triple of the derived layer."""
        if self.support.supporters(triple, 1) or self.groups.has(triple):
            return True
        return isinstance(triple.subject, NamedNode) and triple in self._description(triple.subject)

    # --- mapping ---------------------------------------------------------------------------------------------------

    def _map(
        self,
        extraction: Extraction,
        record: bytes,
        assignments: Assignments,
        corrections: Corrections | None = None,
        only: Collection[str] | None = None,
    ) -> ArticleGraph:
        return map_extraction(
            extraction,
            self.instances,
            threshold=self.threshold,
            assignments=assignments,
            links=self._links(extraction, record),
            judged=(corrections or self.resolver.corrections).judged,
            only=only,
        )

    def _links(self, extraction: Extraction, record: bytes) -> dict[str, Any]:
        """Return what the gazetteer knows of an article's entities."""
        if record not in self._known_links:
            if len(self._known_links) > 64:
                self._known_links.clear()
            self._known_links[record] = links_of(extraction, self.linker)
        return self._known_links[record]

    @cached_property
    def linker(self) -> Linker:
        """The gazetteer, and the authority file that the folder keeps."""
        from graph.resolve.gazetteer import linker_for

        return linker_for(self.folder)

    def forget_links(self) -> None:
        """Read the authority file anew: it was changed."""
        self.__dict__.pop("linker", None)
        self._known_links.clear()

    def _profiles(self, record: bytes) -> tuple[Profile, ...]:
        extraction = self.catalogue.extraction(record)
        return profile_article(extraction, self._links(extraction, record))

    # --- after a crash ---------------------------------------------------------------------------------------------

    def recover(self) -> bool:
        """Put the store back to what the catalogue has, and carry out the wishes that were lost with a writer.

        Returns:
            Whether there was anything to do. The caller commits.
        """
        lines = list(self.catalogue.journal.lines())
        if not lines:
            return False
        if any("rewrite" in line for line in lines):
            self.rewrite()
        self._write_anew(*self.catalogue.noted())
        self._again = True
        for line in lines:
            with suppress(ArticleError):  # it was refused before, too
                self._wish_again(line)
        self._again = False
        return True

    def _wish_again(self, line: Mapping[str, Any]) -> None:
        if "assign" in line:
            digest = bytes.fromhex(line["hash"])
            record = Record.from_dict(digest, line["record"]) if "record" in line else None
            self.assign(line["assign"], record, record.extraction if record is not None else None, digest)
        elif "forget" in line:
            self.forget(line["article"], line["forget"], wholly=line["wholly"])

    def _write_anew(self, articles: Collection[str], triples: Collection[Triple]) -> None:
        """Let the store show articles and triples of the derived layer as the catalogue has them."""
        changes = []
        for article in sorted(articles):
            stored, name = self.catalogue.stored_hash(article), NamedNode(article)
            shown = _as_shown(name, frozenset(self._shown(name)))
            new = _as_shown(name, frozenset())
            if stored is not None:
                new = self._map(self.catalogue.extraction(stored), stored, self.resolver.assignments(article))
            changes.append(GraphChange(article, shown, new, same_record=True))
        there = {triple for triple in triples if self._is_shown(triple)}
        standing = {triple for triple in triples if self._stands(triple)}
        self._update(changes, there - standing, standing - there)

    def _shown(self, graph: NamedNode | DefaultGraph) -> Iterator[Triple]:
        for quad in self.store.quads_for_pattern(None, None, None, graph):
            yield Triple(quad.subject, quad.predicate, quad.object)

    def _is_shown(self, triple: Triple) -> bool:
        return Quad(triple.subject, triple.predicate, triple.object) in self.store

    def rewrite(self) -> None:
        """Resolve all articles anew and write the whole store from the records, a hundred articles at a time.

        A crash on the way leaves a note by which the next writer begins again.
        """
        self.catalogue.commit()
        self.catalogue.journal.append({"rewrite": True})
        try:
            with self.catalogue.whole_change():
                self._rewrite()
        except BaseException:
            self._lost = True
            raise
        self._lost = False

    def _rewrite(self) -> None:
        shown = [*self.catalogue.articles()]
        records = {article: r for article in shown if (r := self.catalogue.wanted_hash(article)) is not None}
        self.support.clear()
        self.resolver.forms.clear()
        self.groups.clear()
        for article, record in records.items():
            self.resolver.forms.put(article, self._profiles(record))
        self.resolver.decide_all()
        self.store.clear_graph(DefaultGraph())
        for article in shown:
            self.store.remove_graph(NamedNode(article))
        steps = [(article, (None, record)) for article, record in records.items()]
        for i in range(0, len(steps), 100):
            self._replace(dict(steps[i : i + 100]), {}, self.resolver.corrections)
            self._torn = None

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
        return frozenset(self._shown(DefaultGraph()))


def _as_shown(article: NamedNode, triples: frozenset[Triple]) -> ArticleGraph:
    """Return what the store shows of an article, for the difference to what it should show."""
    return ArticleGraph(article, triples, frozenset(), {})


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)
