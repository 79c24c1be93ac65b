"""Questions to a remote copy: the same queries, parameters and prefixes as for a local graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Store

from graph.query.guard import check_query
from graph.query.lexer import tokens
from graph.query.parameters import bind
from graph.query.run import QueryResult, names_dataset, run_query
from graph.query.saved import prepare_query
from graph.remote.client import RemoteStore
from graph.vocabulary import NG, RDF, RDFS, local_name

__all__ = ["RemoteGraph"]

_LABELS_AT_ONCE = 200


class RemoteGraph:
    """A copy on a server, for reading."""

    def __init__(self, remote: RemoteStore, prefixes: Mapping[str, str]) -> None:
        self.remote = remote
        self.prefixes = prefixes
        self._graphs: list[str] | None = None
        self._labels: dict[str, str] = {}

    def query(self, query: str, parameters: Mapping[str, str] | None = None) -> QueryResult:
        """Run a query over the union of all graphs on the server; see :meth:`graph.KnowledgeGraph.query`.

        Raises:
            QueryInvalid: it does not parse; the server is not asked then.
            QueryRefused: it asks for the network or for a change.
        """
        text, terms = prepare_query(query, parameters or {})
        check_query(text)
        bound = bind(text, terms)
        empty = run_query(Store(), bound, prefixes=self.prefixes)  # says what is wrong with it, and its form
        used = {token.text.partition(":")[0] for token in tokens(bound) if token.kind == "prefixed"}
        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self.prefixes.items() if name in used)
        graphs = [] if names_dataset(bound) else self._union()
        return self.remote.query(head + bound, graphs=graphs, triples=empty.form == "graph")

    def _union(self) -> list[str]:
        """Return all graphs where the server's default graph is not their union; none where it is."""
        if self._graphs is None:
            pattern = f"?s <{RDF['type'].value}> <{NG['Statement'].value}>"
            here = self.remote.query(f"ASK {{ {pattern} }}").truth
            named = self.remote.query(f"ASK {{ GRAPH ?g {{ {pattern} }} }}").truth
            self._graphs = []
            if named and not here:
                found = self.remote.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
                self._graphs = sorted(row["g"] or "" for row in found)
        return self._graphs

    def learn_labels(self, result: QueryResult) -> QueryResult:
        """Fetch the names of all IRIs in a result, many at once, for :meth:`label`; return the result."""
        rows = list(result.solutions)
        result.solutions = rows
        unknown = {term.value for row in rows for term in row if isinstance(term, NamedNode)} - self._labels.keys()
        for batch in _batches(sorted(unknown), _LABELS_AT_ONCE):
            values = " ".join(str(NamedNode(iri)) for iri in batch)
            text = f"SELECT ?i ?l {{ VALUES ?i {{ {values} }} ?i <{RDFS['label'].value}> ?l }}"
            for row in self.remote.query(text, graphs=self._union()):
                self._labels[row["i"] or ""] = row["l"] or ""
        return result

    def label(self, iri: str) -> str:
        """Return the name to show for an IRI."""
        return self._labels.get(iri) or local_name(iri)


def _batches(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))
