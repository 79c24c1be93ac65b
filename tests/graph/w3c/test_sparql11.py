"""The W3C SPARQL 1.1 suite against the query function, the engine's updates, and the endpoint."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import QueryInvalid, QueryRefused
from graph.query.run import QueryResult, names_dataset, run_query
from tests.graph.serve.conftest import Served, serve, stop
from tests.graph.w3c import suite

pytestmark = pytest.mark.skipif(not suite.cases(), reason="NEWSGRAPH_W3C names no folder with the W3C suite")

QUERIES = [case for case in suite.cases() if case.kind == "QueryEvaluationTest"]
KNOWN = suite.deviations()


@pytest.fixture(scope="module")
def store() -> Store:
    """All data of all tests, each file a graph of its own."""
    made = Store()
    for case in QUERIES:
        for path in (*case.data, *(path for _, path in case.named)):
            graph = NamedNode(path.as_uri())
            if not any(True for _ in made.quads_for_pattern(None, None, None, graph)):
                made.extend(Quad(t.subject, t.predicate, t.object, graph) for t in suite.triples(path))
    return made


def dataset(case: suite.Case, text: str) -> tuple[list[str], list[str]]:
    if names_dataset(text):
        return [], []
    nothing = ["urn:nothing"] if not case.data else []
    return [path.as_uri() for path in case.data] or nothing, [path.as_uri() for _, path in case.named]


def text_of(case: suite.Case) -> str:
    return f"BASE <{case.base}>\n{case.request.read_text(encoding='utf-8')}"


def same(found: QueryResult, case: suite.Case) -> bool:
    assert case.result is not None
    if case.result.suffix == ".csv":
        expected = list(csv.reader(io.StringIO(case.result.read_text(encoding="utf-8"))))
        rows = [[_plain(term) for term in row] for row in found.solutions]
        blank = any(cell.startswith("_:") for row in expected for cell in row)
        return expected[0] == list(found.variables) and (
            len(rows) == len(expected) - 1 if blank else sorted(rows) == sorted(expected[1:])
        )
    return suite.result_key(found) == suite.result_key(suite.expected_result(case.result))


def _plain(term: object) -> str:
    return "" if term is None else str(term) if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def passes(case: suite.Case, store: Store) -> bool:
    if case.kind == "UpdateEvaluationTest":
        return _updates(case)
    text = text_of(case)
    if "Syntax" in case.kind:
        return _parses(case, text) == case.kind.startswith("Positive")
    default, named = dataset(case, text)
    try:
        return same(run_query(store, text, default_graphs=default, named_graphs=named), case)
    except (QueryInvalid, QueryRefused):
        return False


def _parses(case: suite.Case, text: str) -> bool:
    try:
        if "Update" in case.kind:
            Store().update(text)
            return True
        run_query(Store(), text)
    except QueryInvalid as error:
        return "custom function" in str(error)  # well-formed, but the function is nobody's
    except (QueryRefused, SyntaxError):
        return False
    except (OSError, RuntimeError):  # well-formed, but what it names is not there
        return True
    return True


def _updates(case: suite.Case) -> bool:
    """The language of changes, which newsgraph itself uses, on the engine."""
    before, after = Store(), Store()
    for made, data, named in ((before, case.data, case.named), (after, case.after, case.named_after)):
        for path in data:
            made.extend(Quad(t.subject, t.predicate, t.object) for t in suite.triples(path))
        for name, path in named:
            made.extend(Quad(t.subject, t.predicate, t.object, NamedNode(name)) for t in suite.triples(path))
    try:
        before.update(case.request.read_text(encoding="utf-8"), base_iri=case.base)
    except (SyntaxError, OSError, ValueError, RuntimeError):
        return False
    return suite.graph_key(before) == suite.graph_key(after)


@pytest.mark.parametrize("case", suite.cases(), ids=lambda case: case.name)
def test_case(case: suite.Case, store: Store) -> None:
    passed = passes(case, store)
    if case.name in KNOWN:
        assert not passed, f"passes now: take it from deviations.toml ({KNOWN[case.name]})"
    else:
        assert passed


def test_how_many() -> None:
    """At least 478 of 495, as a share: copies of the suite differ in a few tests."""
    all_cases = {case.name for case in suite.cases()}
    assert len(all_cases - KNOWN.keys()) / len(all_cases) >= 478 / 495


# --- the endpoint --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def endpoint(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    from graph import KnowledgeGraph

    folder = tmp_path_factory.mktemp("w3c") / "kg"
    KnowledgeGraph.open(folder).close()
    made = Store(str(folder / "store"))
    made.extend(store)
    made.flush()
    del made
    with KnowledgeGraph.open(folder) as kg:
        from graph.checkpoints import publish

        publish(kg.store.store, folder)
    running = serve(folder, "--workers", "1")
    yield running
    stop(running)


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.name)
def test_endpoint(case: suite.Case, endpoint: Served, store: Store) -> None:
    text = text_of(case)
    default, named = dataset(case, text)
    form = {"query": text, "default-graph-uri": default, "named-graph-uri": named}
    accept = {"Accept": "application/sparql-results+json, application/n-triples"}
    response = httpx.post(f"{endpoint.url}/sparql", data=form, headers=accept, timeout=60)
    passed = response.status_code == 200 and same(_received(response), case)
    assert passed == (case.name not in KNOWN), response.text[:300]


@pytest.mark.parametrize("case", [case for case in suite.cases() if "Update" in case.kind], ids=lambda case: case.name)
def test_endpoint_refuses_updates(case: suite.Case, endpoint: Served) -> None:
    text = case.request.read_bytes()
    direct = {"Content-Type": "application/sparql-update"}
    assert httpx.post(f"{endpoint.url}/sparql", content=text, headers=direct).status_code == 403
    assert httpx.post(f"{endpoint.url}/sparql", data={"query": text}).status_code in {400, 403}


def _received(response: httpx.Response) -> QueryResult:
    if response.headers["content-type"].startswith("application/n-triples"):
        found = parse(response.content, format=RdfFormat.N_TRIPLES)
        return QueryResult("graph", triples=[Triple(q.subject, q.predicate, q.object) for q in found])
    result = parse_query_results(response.content, format=QueryResultsFormat.JSON)
    if not hasattr(result, "variables"):
        return QueryResult("ask", truth=bool(result))
    return QueryResult("select", tuple(v.value for v in result.variables), [tuple(row) for row in result])
