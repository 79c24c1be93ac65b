"""The knowledge graph as one object: add articles, ask, export, draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, overload

from pyoxigraph import Literal, NamedNode

from extractors.errors import NewsgraphError
from extractors.records import Article, Extraction
from graph.errors import EntityUnknown, GraphUnwritable
from graph.event_rows import read_events
from graph.query.run import QueryResult, run_query
from graph.query.saved import prepare_query
from graph.rows import Labels, read_entities, read_facts
from graph.store import ArticleStore, Change

if TYPE_CHECKING:
    import networkx
    from rdflib import Dataset

    from graph.facts import EntityRow, EventRow, FactRow
    from graph.imports.take import ImportReport
    from graph.resolve.corrections import Correction
    from graph.view import Page

__all__ = ["KnowledgeGraph"]


class KnowledgeGraph:
    """A graph in a folder. Use it as a context manager, or call :meth:`close` when done.

    Example:
        >>> from graph import KnowledgeGraph
        >>> with KnowledgeGraph.open("kg") as kg:  # doctest: +SKIP
        ...     for row in kg.query("positions"):
        ...         print(row["who"], "-", row["position"])
    """

    def __init__(self, store: ArticleStore) -> None:
        self.store = store
        self.labels = Labels(store)
        self._view: Dataset | None = None
        self._closed = False

    @classmethod
    def open(
        cls,
        directory: str | Path,
        *,
        read_only: bool = False,
        base: str | None = None,
        threshold: float | None = None,
    ) -> KnowledgeGraph:
        """Open the graph in a folder, creating it unless ``read_only``.

        Args:
            directory: The folder, as ``--kg`` names it.
            read_only: Read the state of this moment, beside a writer if there is one.
            base: Base of instance IRIs for a new graph.
            threshold: Confidence from which asserted facts become plain triples, for a new graph.

        Returns:
            The open graph.

        Raises:
            NewsgraphError: the folder holds no graph, is locked, cannot be written, or is damaged; see
                :mod:`graph.errors`.
        """
        return cls(ArticleStore.open(Path(directory), read_only=read_only, base=base, threshold=threshold))

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except NewsgraphError:
            if kind is None:
                raise  # otherwise the first error says what went wrong

    def close(self) -> None:
        """Bring everything to disk and close the folder; what :attr:`rdf` gave is closed too."""
        if self._closed:
            return
        self._closed = True
        if self._view is not None:
            from graph.rdflib_view import release

            release(self._view)
        self.store.close()

    def flush(self) -> None:
        """Bring all changes so far to disk, so that even a power cut loses none."""
        self.store.flush()

    # --- changing --------------------------------------------------------------------------------------------------

    def add(self, extraction: Extraction) -> Change:
        """Add one article's record, or replace what its source gave before, in one atomic step.

        Args:
            extraction: A record, as :func:`extractors.extract` yields it.

        Returns:
            ``Change.ADDED``, ``Change.REPLACED`` or ``Change.UNCHANGED``.
        """
        self._forget_labels()
        return self.store.add(extraction)

    def add_known(self, article: Article) -> bool:
        """Add an article that the graph holds already by this very text and metadata; False where it does not."""
        self._forget_labels()
        return self.store.add_known(article)

    def remove(self, article: str) -> list[str]:
        """Remove an article and all that only it supported.

        Args:
            article: Its IRI, its source path, or its URL; or the IRI of an imported graph.

        Returns:
            The article's IRI; several where a file held several articles.
        """
        self._forget_labels()
        if article.startswith(f"{self.store.instances.base}import/"):
            return [self.store.remove_import(article)]
        return self.store.remove(article)

    def import_file(self, path: str | Path) -> ImportReport:
        """Take a file in: records or a dump with records as articles, other RDF as a graph under ``import/``.

        Args:
            path: A file of records (``.jsonl``) or RDF (``.nq .trig .ttl .nt .jsonld .rdf .n3``), also ``.gz``.

        Returns:
            What was taken in, and what was not.

        Raises:
            ImportRefused: the file cannot be read; nothing was changed.
        """
        from graph.imports.take import take_file

        self._forget_labels()
        return take_file(self.store, Path(path))

    def correct(self, corrections: Sequence[Correction]) -> list[Correction]:
        """Append corrections to the graph's ``corrections.jsonl`` and follow them.

        Args:
            corrections: What to append (merge, split, …); see :mod:`graph.resolve.corrections`.

        Returns:
            The corrections with the numbers by which they can be undone.
        """
        self._forget_labels()
        return self.store.correct(corrections) if corrections else []

    def _forget_labels(self) -> None:
        self.labels.label.cache_clear()
        self.labels.type.cache_clear()

    # --- reading ---------------------------------------------------------------------------------------------------

    def query(self, query: str, parameters: Mapping[str, str] | None = None) -> QueryResult:
        """Run a SPARQL query over the union of all graphs, or the saved query of that name.

        Args:
            query: SPARQL text, the path of a ``.rq`` file, or the name of a saved query ("positions").
            parameters: Values of the query's variables, by name without "?"; bound, never pasted.

        Returns:
            The result; iterate over it for rows as dictionaries of strings.
        """
        text, terms = prepare_query(query, parameters or {})
        return run_query(self.store.store, text, parameters=terms, prefixes=self.store.instances.prefixes)

    def table(self, query: str, parameters: Mapping[str, str] | None = None, *, width: int | None = None) -> str:
        """Run a query and return its rows as an aligned table, with names instead of IRIs.

        Args:
            query: As for :meth:`query`.
            parameters: As for :meth:`query`.
            width: Columns to cut the table to; None leaves it whole.

        Returns:
            The table, or Turtle where the query gives triples.
        """
        from io import BytesIO

        from graph.query.formats import write_result

        written = BytesIO()
        result, prefixes = self.query(query, parameters), self.store.instances.prefixes
        write_result(result, written, "table", label=self.label, prefixes=prefixes, width=width)
        return written.getvalue().decode("utf-8")

    def facts(self) -> Iterator[FactRow]:
        """Yield every statement as a plain row, ordered by article and place in its text."""
        return read_facts(self.store, self.labels)

    def entities(self) -> Iterator[EntityRow]:
        """Yield every entity as a plain row, ordered by IRI."""
        return read_entities(self.store, self.labels)

    def events(self) -> Iterator[EventRow]:
        """Yield every event that several articles tell of as a plain row, ordered by IRI."""
        return read_events(self.store, self.labels)

    def label(self, iri: str) -> str:
        """Return the name to show for an IRI."""
        return self.labels.label(iri)

    @property
    def rdf(self) -> Dataset:
        """The same store as an ``rdflib.Dataset``, for reading; its default graph is the union of all."""
        if self._view is None:
            from graph.rdflib_view import dataset

            self._view = dataset(self.store)
        return self._view

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Return the facts between entities as a ``networkx.MultiDiGraph``."""
        from graph.network import to_networkx

        return to_networkx(self)

    # --- writing out -----------------------------------------------------------------------------------------------

    def export(
        self,
        output: str | Path | IO[bytes],
        format: str = "turtle",
        *,
        triple_terms: bool = False,
        records: bool = False,
    ) -> None:
        """Write the whole graph.

        Args:
            output: A path, or a binary file.
            format: One of turtle, trig, nquads, ntriples, jsonld, graphml, csv.
            triple_terms: Also write each statement's triple as RDF 1.2 does, ``rdf:reifies <<( s p o )>>``.
            records: Also write the records (trig, nquads), so that :meth:`import_file` restores everything.
        """
        from graph.export import export_graph

        export_graph(self, output, format, triple_terms=triple_terms, records=records)

    @overload
    def view(
        self,
        output: None = None,
        *,
        focus: str | None = None,
        depth: int = 1,
        query: str | None = None,
        title: str = "newsgraph",
    ) -> Page: ...

    @overload
    def view(
        self,
        output: str | Path,
        *,
        focus: str | None = None,
        depth: int = 1,
        query: str | None = None,
        title: str = "newsgraph",
    ) -> Path: ...

    def view(
        self,
        output: str | Path | None = None,
        *,
        focus: str | None = None,
        depth: int = 1,
        query: str | None = None,
        title: str = "newsgraph",
    ) -> Page | Path:
        """Draw the graph as one HTML page that opens offline; without ``output``, show it inline in a notebook.

        Args:
            output: Path of the page.
            focus: Open on this entity (its name, another name, or its IRI) and its surroundings.
            depth: How many steps around ``focus`` are drawn, 1 to 3.
            query: Draw only what this query returns: entities of a SELECT with the facts among them, or the facts
                whose triples a CONSTRUCT makes.
            title: The page's heading.

        Returns:
            The path, or without ``output`` the :class:`graph.view.Page`, which a notebook shows and ``write`` saves.

        Raises:
            EntityUnknown: no entity has the name or IRI given as ``focus``.
            GraphUnwritable: the page cannot be written.
        """
        from graph.foremost import foremost, is_large
        from graph.view import make_page, matching

        entities: Iterable[EntityRow] = self.entities()
        facts: Iterable[FactRow] = self.facts()
        whole: tuple[int, int] | None = None
        if query is not None:
            entities, facts = matching(entities, facts, *self._asked(query))
        elif focus is None and is_large(self.store):
            part = foremost(self.store, self.labels)
            entities, facts, whole = part.entities, part.facts, (part.all_entities, part.all_facts)
        try:
            page = make_page(entities, facts, self.events(), title=title, focus=focus, depth=depth, whole=whole)
        except LookupError as error:
            raise EntityUnknown(
                f"{focus}: no entity has this name or IRI; `newsgraph entities list` shows all"
            ) from error
        if output is None:
            return page
        try:
            return page.write(output)
        except OSError as error:
            raise GraphUnwritable(
                f"{output}: cannot be written ({error.strerror}); choose another place with -o"
            ) from error

    def _asked(self, query: str) -> tuple[set[str], set[tuple[str, str, str]]]:
        """Return the IRIs that a query gives, and the triples where it makes triples."""
        result = self.query(query)
        if result.form != "graph":
            return {term.value for row in result.solutions for term in row if isinstance(term, NamedNode)}, set()
        triples = [(triple.subject, triple.predicate, triple.object) for triple in result.triples]
        ends = {term.value for subject, _, value in triples for term in (subject, value) if isinstance(term, NamedNode)}
        return ends, {
            (subject.value, predicate.value, value.value)
            for subject, predicate, value in triples
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
        }
