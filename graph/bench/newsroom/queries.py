"""The saved queries on three engines: newsgraph, bare pyoxigraph, rdflib's memory store."""

from __future__ import annotations

import contextlib
import gc
import signal
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryBoolean, Store

from graph.knowledge_graph import KnowledgeGraph
from graph.query.parameters import bind
from graph.query.saved import prepare_query, saved_queries

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["common_values", "compare_queries"]

_ROUNDS = 3


def compare_queries(folder: Path, dump: Path, *, rdflib: bool, limit: float) -> dict[str, Any]:
    """Time every saved query, with the parameters it has, asked about the names that occur most.

    Args:
        folder: The graph.
        dump: Its N-Quads, for rdflib.
        rdflib: Ask rdflib too.
        limit: Seconds that rdflib may take for one query; one that is cut off counts as so long.

    Returns:
        Milliseconds by query and engine, the ratio to bare pyoxigraph (all queries together) and the median ratio of
        rdflib to newsgraph.
    """
    bare = Store.read_only(str(folder / "store"))
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        values, prefixes = common_values(kg), kg.store.instances.prefixes
        texts, ours, plain = {}, {}, {}
        for saved in saved_queries():
            given = {p.name: values[p.name] for p in saved.parameters if p.name in values and p.default is None}
            text, terms = prepare_query(saved.name, given)
            texts[saved.name] = bind(text, terms)
            both = [
                (
                    _timed(partial(_ask_ours, kg, saved.name, given)),
                    _timed(partial(_ask_bare, bare, texts[saved.name], prefixes)),
                )
                for _ in range(_ROUNDS)
            ]
            ours[saved.name], plain[saved.name] = (min(times) for times in zip(*both, strict=True))
    figures: dict[str, Any] = {
        "queries": len(texts),
        "queries_to_pyoxigraph": round(sum(ours.values()) / sum(plain.values()), 3),
    }
    slow = _ask_rdflib(texts, dump, prefixes, limit) if rdflib else {}
    if slow:
        figures["queries_rdflib_to_ours"] = round(statistics.median(slow[n] / ours[n] for n in texts), 1)
    figures["query_ms"] = {
        name: tuple(round(1000 * times[name], 1) for times in (ours, plain, slow) if times) for name in texts
    }
    return figures


def common_values(kg: KnowledgeGraph) -> dict[str, str]:
    """Return values for the saved queries' parameters: what the graph names most often."""
    row = "SELECT ?name {{ ?e a {} ; rdfs:label ?name ; ng:mentionCount ?n }} ORDER BY DESC(?n) ?name LIMIT 2"
    people, places = (
        [str(found["name"]) for found in kg.query(row.format(kind))] for kind in ("schema:Person", "schema:Place")
    )
    outlet = next(
        (str(found["name"]) for found in kg.query("SELECT ?name { ?a schema:publisher/rdfs:label ?name }")), ""
    )
    person, other = (*people, "nobody", "nobody")[:2]
    place = (*places, "nowhere")[0]
    names = dict.fromkeys(("person", "speakerName", "name", "one", "from"), person)
    return {**names, "other": other, "to": other, "place": place, "outlet": outlet, "word": "Report", "topic": "budget"}


def _ask_ours(kg: KnowledgeGraph, name: str, values: dict[str, str]) -> None:
    _consume(kg.query(name, values).solutions)


def _ask_dataset(dataset: Dataset, text: str, prefixes: dict[str, str]) -> None:
    _consume(dataset.query(text, initNs=prefixes))


def _ask_bare(store: Store, text: str, prefixes: dict[str, str]) -> None:
    found = store.query(text, prefixes=prefixes, use_default_graph_as_union=True)
    if not isinstance(found, QueryBoolean):
        _consume(found)


def _ask_rdflib(texts: dict[str, str], dump: Path, prefixes: dict[str, str], limit: float) -> dict[str, float]:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(dump, format="nquads")
    gc.collect()
    times = {}
    for name, text in texts.items():
        with _alarm(limit):
            times[name] = limit
            times[name] = _timed(partial(_ask_dataset, dataset, text, prefixes))
    return times


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Cut a block off after so many seconds of CPU time, and go on behind it."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        with contextlib.suppress(TimeoutError):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _consume(rows: Iterable[object]) -> None:
    for _ in rows:
        pass


def _timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began
