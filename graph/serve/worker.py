"""One process that answers queries on the newest checkpoint, until its parent kills it.

It reads requests from standard input and writes answers to standard output, each a line of JSON; an answer's bytes
follow its line. Before it opens the store it cuts itself off from the network where the system lets it, and bounds its
own memory. Nothing that it is asked can write: the store is open for reading only.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graph.serve.negotiation import GRAPH_TYPES, ROW_TYPES, choose

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["main"]

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9


class TooLarge(Exception):
    """A result is bigger than the endpoint gives out."""


class _Capped(io.BytesIO):
    """Holds what is written, up to a size."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.most = size

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.most:
            raise TooLarge
        return super().write(data)


class Answerer:
    """Answers requests, always on the newest state of the graph."""

    def __init__(self, folder: Path, rows: int, size: int, memory: int) -> None:
        self.folder, self.rows, self.size, self.memory = folder, rows, size, memory
        self.kg: KnowledgeGraph | None = None
        self.number: int | None = None
        self.truncated = False

    def graph(self) -> KnowledgeGraph:
        """Return the graph as of its newest checkpoint."""
        from graph.checkpoints import newest
        from graph.knowledge_graph import KnowledgeGraph

        number = newest(self.folder)
        if self.kg is None or number != self.number:
            if self.kg is not None:
                self.kg.close()
                self.kg = None
            _bound_memory(None)
            self.kg = KnowledgeGraph.open(self.folder, read_only=True)
            self.number = number
            _bound_memory(self.memory)
        return self.kg

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return the head and the body of an answer."""
        from extractors.errors import NewsgraphError
        from graph.errors import QueryRefused

        self.truncated = False
        try:
            head, body = getattr(self, f"_{request['kind']}")(request)
        except TooLarge:
            return {"status": 413, "error": f"the result is larger than {self.size >> 20} MB; ask for less of it"}, b""
        except QueryRefused as error:
            return {"status": 403, "error": str(error)}, b""
        except NewsgraphError as error:
            return {"status": 400, "error": str(error)}, b""
        except MemoryError:
            return {"status": 507, "error": "the query needs more memory than a query may have"}, b""
        if self.truncated:
            head["truncated"] = self.rows
        return {"status": 200, **head}, body

    def _query(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        from graph.query.parameters import parameter_term
        from graph.query.run import run_query

        kg = self.graph()
        result = run_query(
            kg.store.store,
            request["query"],
            parameters={name: parameter_term(value) for name, value in request.get("parameters", {}).items()},
            prefixes=kg.store.instances.prefixes,
            default_graphs=request.get("default", ()),
            named_graphs=request.get("named", ()),
        )
        if result.form == "graph":
            return self._graph_answer(result.triples, request["accept"], kg)
        media = choose(request["accept"], list(ROW_TYPES))
        if media is None:
            return {"status": 406, "error": f"expected an Accept header with one of {', '.join(ROW_TYPES)}"}, b""
        result.solutions = self._cut(result.solutions)
        return {"type": media}, self._written(kg, result, ROW_TYPES[media])

    def _table(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Rows for the editor: the shown text of each cell, and the IRI behind it."""
        from pyoxigraph import NamedNode

        from graph.query.parameters import parameter_term
        from graph.query.run import run_query

        kg = self.graph()
        result = run_query(
            kg.store.store,
            request["query"],
            parameters={name: parameter_term(value) for name, value in request.get("parameters", {}).items()},
            prefixes=kg.store.instances.prefixes,
        )
        if result.form == "graph":
            return self._graph_answer(result.triples, ["text/turtle"], kg)
        if result.form == "ask":
            return {"type": "application/json"}, json.dumps({"truth": result.truth}).encode()
        rows = [
            [
                None
                if term is None
                else {"text": kg.label(term.value), "iri": term.value}
                if isinstance(term, NamedNode)
                else {"text": str(getattr(term, "value", term))}
                for term in row
            ]
            for row in self._cut(result.solutions)
        ]
        body = json.dumps({"variables": result.variables, "rows": rows}, ensure_ascii=False).encode("utf-8", "replace")
        if len(body) > self.size:
            raise TooLarge
        return {"type": "application/json"}, body

    def _describe(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """All triples with an IRI as their subject; as JSON rows for the page of it, with those that lead to it."""
        from pyoxigraph import NamedNode, Triple

        kg = self.graph()
        try:
            node = NamedNode(request["iri"])
        except ValueError as error:
            return {"status": 404, "error": f"{request['iri']} is no IRI: {error}"}, b""
        out = [Triple(q.subject, q.predicate, q.object) for q in kg.store.store.quads_for_pattern(node, None, None)]
        into = [
            Triple(q.subject, q.predicate, q.object)
            for q in _first(kg.store.store.quads_for_pattern(None, None, node), 500)
        ]
        if not out and not into:
            return {"status": 404, "error": f"the graph says nothing about {request['iri']}"}, b""
        if request.get("page"):
            body = {
                "label": kg.label(node.value),
                "out": [_cells(kg, t.predicate, t.object) for t in sorted(out, key=str)],
                "into": [_cells(kg, t.subject, t.predicate) for t in sorted(into, key=str)],
                "facts": [list(row.values()) for row in _first(kg.query(_FACTS, {"entity": f"<{node.value}>"}), 300)],
            }
            return {"type": "application/json"}, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return self._graph_answer(out or into, request["accept"], kg)

    def _info(self, _: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """What the pages need to know of the graph."""
        kg = self.graph()
        body = {
            "base": kg.store.instances.base,
            "prefixes": dict(kg.store.instances.prefixes),
            "quads": len(kg.store.store),
            "articles": sum(1 for _ in kg.store.articles()),
            "checkpoint": self.number,
        }
        return {"type": "application/json"}, json.dumps(body).encode()

    def _graph_answer(
        self, triples: Iterable[Any], accept: list[str], kg: KnowledgeGraph
    ) -> tuple[dict[str, Any], bytes]:
        from pyoxigraph import RdfFormat, serialize

        media = choose(accept, list(GRAPH_TYPES))
        if media is None:
            return {"status": 406, "error": f"expected an Accept header with one of {', '.join(GRAPH_TYPES)}"}, b""
        formats = {
            "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML
        }  # fmt: skip
        ordered = sorted(set(self._cut(triples)), key=str)
        prefixes = {
            name: iri for name, iri in kg.store.instances.prefixes.items() if any(iri in str(t) for t in ordered)
        }
        output = _Capped(self.size)
        serialize(ordered, output=output, format=formats[GRAPH_TYPES[media]], prefixes=prefixes)
        return {"type": media}, output.getvalue()

    def _written(self, kg: KnowledgeGraph, result: Any, result_format: str) -> bytes:
        from graph.query.formats import write_result

        output = _Capped(self.size)
        write_result(result, output, result_format, label=kg.label, prefixes={})
        return output.getvalue()

    def _cut(self, items: Iterable[Any]) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number >= self.rows:
                self.truncated = True
                return
            yield item


_FACTS = """
SELECT ?who ?does ?what ?how ?saidBy ?outlet ?date ?sentence ?statement ?article WHERE {
  { ?statement rdf:subject ?entity } UNION { ?statement rdf:object ?entity }
  ?statement a ng:Statement ; rdf:subject/rdfs:label ?who ; rdf:predicate/rdfs:label ?does ; ng:polarity ?polarity ;
    ng:modality ?modality ; ng:evidence/oa:exact ?sentence ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?statement rdf:object ?object . OPTIONAL { ?object rdfs:label ?label } }
  BIND(COALESCE(?label, STR(?object), "") AS ?what)
  BIND(CONCAT(IF(?polarity = ng:Negative, "not ", ""), LCASE(STRAFTER(STR(?modality), "#"))) AS ?how)
  OPTIONAL { ?statement ng:attributedTo/rdfs:label ?saidBy }
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
  OPTIONAL { ?article schema:datePublished ?date }
} ORDER BY ?date ?statement
"""


def _cells(kg: KnowledgeGraph, *terms: Any) -> list[dict[str, str]]:
    from pyoxigraph import NamedNode

    return [
        {"text": kg.label(term.value), "iri": term.value}
        if isinstance(term, NamedNode)
        else {"text": str(getattr(term, "value", term))}
        for term in terms
    ]


def _first(items: Iterable[Any], number: int) -> Iterator[Any]:
    for place, item in enumerate(items):
        if place >= number:
            return
        yield item


def _leave_network() -> None:
    """Go on in a network of one's own, without an address; where that is not allowed, the guard must do."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)  # a worker never outlives its server
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    except (OSError, AttributeError):
        pass


def _bound_memory(more: int | None) -> None:
    """Allow this many bytes of address space beyond the present ones; None lifts the bound."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if more is None:
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
            return
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (taken + more, hard))
    except (ImportError, OSError, ValueError):
        pass


def main(arguments: list[str], requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    folder, rows, size, memory = Path(arguments[0]), *(int(number) for number in arguments[1:4])
    _leave_network()
    answerer = Answerer(folder, rows, size, memory)
    answerer.answer({"kind": "info"})  # what has to be loaded is no query's time
    answers.write(b"{}\n")
    answers.flush()
    for line in requests:
        head, body = answerer.answer(json.loads(line))
        answers.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
        answers.flush()


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the server's to handle
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
