"""Articles as parts of N-Quads, and what they send on: shared triples, counts, members of groups."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from graph.cluster.choosing import chosen_items
from graph.cluster.plan import Plan
from graph.cluster.resolving import graph_of
from graph.cluster.shuffle import Row, bucket_of, read_rows, write_rows
from graph.derived import count_triples, describe_entity
from graph.groups import groupings
from graph.mapping import Called
from graph.resolve.naming import Assigned

__all__ = ["map_articles", "share", "triple_rows"]


def map_articles(plan: Plan, partition: int) -> dict[str, Any]:
    """Write a partition's articles as a part, and send on what they share with others."""
    assigned: dict[str, dict[str, Assigned]] = {}
    for _, (article, local, *found) in read_rows(plan.storage, plan.files("decide_names", plan.buckets), partition):
        assigned.setdefault(article, {})[local] = Assigned(*found)
    store, kinds = Store(), groupings()
    rows: list[tuple[int, Row]] = []
    members: list[tuple[int, Row]] = []
    called: Counter[Called] = Counter()
    numbers: Counter[tuple[str, bool]] = Counter()
    extractions = chosen_items(plan, partition)
    for extraction in extractions:
        iri = plan.instances.article(extraction.article.id).value
        graph = graph_of(plan, extraction, assigned.get(iri, {}))
        store.extend(graph.quads())
        rows += triple_rows(plan, graph.shared)
        called.update(graph.called)
        for entity, number in graph.mentions.items():
            numbers[entity.value, True] += number
            numbers[entity.value, False] += number > 0
        for kind in kinds:
            for member in kind.members(extraction, graph, plan.instances):
                at = bucket_of(f"{kind.name} {member.id}", plan.buckets)
                members.append((at, ("body", kind.name, member.id, member.body)))
                for key in member.keys:
                    at = bucket_of(f"{kind.name} {key}", plan.buckets)
                    members.append((at, ("key", kind.name, key, member.id)))
    for words, number in called.items():
        said = (words.entity, words.role, words.name, words.kind)
        rows.append((bucket_of(words.entity, plan.buckets), ("called", partition, *said, number)))
    for name in {entity for entity, _ in numbers}:
        counts = (numbers[name, True], numbers[name, False])
        rows.append((bucket_of(name, plan.buckets), ("counted", partition, name, *counts)))
    write_rows(plan.storage, plan.file("map_articles", partition), rows, plan.buckets)
    write_rows(plan.storage, plan.file("members", partition), members, plan.buckets)
    return {**_part(plan, f"parts/articles-{partition:07}.nq", store), "articles": len(extractions)}


def triple_rows(plan: Plan, triples: Iterable[Triple]) -> Iterator[tuple[int, Row]]:
    """Yield triples of the default graph for the buckets of their subjects."""
    for triple in triples:
        yield bucket_of(str(triple.subject).strip("<>"), plan.buckets), ("triple", str(triple))


def share(plan: Plan, bucket: int) -> dict[str, Any]:
    """Write a bucket's part of the default graph: shared triples, names and counts of entities, what groups tell."""
    called: dict[str, Counter[Called]] = {}
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    store = Store()
    lines: list[str] = []
    for kind, *row in _shared_rows(plan, bucket):
        if kind == "triple":
            lines.append(f"{row[0]} .")
        elif kind == "called":
            _, entity, role, name, family, number = row
            called.setdefault(entity, Counter())[Called(entity, role, name, family)] += number
        elif kind == "counted":
            _, entity, mentioned, within = row
            mentions[entity] += mentioned
            articles[entity] += within
    store.extend(parse("\n".join(lines), format=RdfFormat.N_TRIPLES))
    for names in called.values():
        store.extend(_in_default(describe_entity(names)))
    for entity in mentions:
        store.extend(_in_default(count_triples(NamedNode(entity), mentions[entity], articles[entity])))
    return _part(plan, f"parts/shared-{bucket:07}.nq", store)


def _shared_rows(plan: Plan, bucket: int) -> Iterator[list[Any]]:
    sent = [*plan.files("map_articles", len(plan.partitions))]
    sent += [*plan.files("gather", plan.buckets), *plan.files("derive_groups", plan.buckets)]
    for _, row in read_rows(plan.storage, sent, bucket):
        yield row


def _in_default(triples: Iterable[Triple]) -> Iterator[Quad]:
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _part(plan: Plan, name: str, store: Store) -> dict[str, Any]:
    """Write a store's quads as sorted N-Quads, and return what the manifest says of them; nothing where it is empty."""
    lines = sorted(f"{quad} .\n".encode() for quad in store)
    if not lines:
        return {}
    data = b"".join(lines)
    plan.storage.write(name, data)
    return {"part": name, "quads": len(lines), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
