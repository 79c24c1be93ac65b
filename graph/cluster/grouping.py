"""Groups over partitions: members that share a key meet in a bucket, and what is alike grows together in rounds.

Connected components by alternating large-star and small-star steps (Kiveris, Lattanzi, Mirrokni, Rastogi and
Vassilvitskii 2014, "Connected Components in MapReduce and Beyond"): the number of rounds grows with the square of the
logarithm of the largest group at most, and no process ever holds a whole one's edges unless they share a bucket.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from graph.cluster.mapping import triple_rows
from graph.cluster.plan import Plan
from graph.cluster.shuffle import Row, bucket_of, read_rows, write_rows
from graph.groups import Grouping, Member, groupings

__all__ = ["ask_bodies", "derive_groups", "gather", "large_star", "pair", "send_bodies", "small_star"]

_Node = tuple[str, str]
"""A grouping's name and a member's id."""


def ask_bodies(plan: Plan, bucket: int) -> dict[str, Any]:
    """Find the keys that several members have, and ask for these members' bodies."""
    members: dict[tuple[str, str], list[str]] = {}
    for _, row in read_rows(plan.storage, plan.files("members", len(plan.partitions)), bucket):
        if row[0] == "key":
            members.setdefault((row[1], row[2]), []).append(row[3])
    rows = (
        (bucket_of(f"{kind} {member}", plan.buckets), (kind, member, key))
        for (kind, key), found in members.items()
        if len(found) > 1
        for member in found
    )
    write_rows(plan.storage, plan.file("ask_bodies", bucket), rows, plan.buckets)
    return {}


def send_bodies(plan: Plan, bucket: int) -> dict[str, Any]:
    """Send members' bodies to the keys that asked for them."""
    bodies = _bodies(plan, bucket)
    asked = read_rows(plan.storage, plan.files("ask_bodies", plan.buckets), bucket)
    rows = (
        (bucket_of(f"{kind} {key}", plan.buckets), (kind, key, member, bodies[kind, member]))
        for _, (kind, member, key) in asked
    )
    write_rows(plan.storage, plan.file("send_bodies", bucket), rows, plan.buckets)
    return {}


def _bodies(plan: Plan, bucket: int) -> dict[_Node, str]:
    rows = read_rows(plan.storage, plan.files("members", len(plan.partitions)), bucket)
    return {(row[1], row[2]): row[3] for _, row in rows if row[0] == "body"}


def pair(plan: Plan, bucket: int) -> dict[str, Any]:
    """Compare the members of each key; what is alike becomes edges, as few as keep a bucket's members together."""
    kinds = _kinds()
    blocks: dict[tuple[str, str], list[Member]] = {}
    for _, (kind, key, member, body) in read_rows(plan.storage, plan.files("send_bodies", plan.buckets), bucket):
        blocks.setdefault((kind, key), []).append(Member(member, frozenset(), body))
    roots: dict[_Node, _Node] = {}
    for (kind, _), members in sorted(blocks.items()):
        for one, other in combinations(members, 2):
            here, there = _root(roots, (kind, one.id)), _root(roots, (kind, other.id))
            if here != there and kinds[kind].alike(one, other):
                roots[max(here, there)] = min(here, there)
    edges = {(node, root) for node in roots if (root := _root(roots, node)) != node}
    write_rows(plan.storage, plan.file("pair", bucket), _both_ways(plan, edges), plan.buckets)
    return {"edges": len(edges)}


def _kinds() -> dict[str, Grouping]:
    return {kind.name: kind for kind in groupings()}


def _root(roots: dict[_Node, _Node], node: _Node) -> _Node:
    while (above := roots.get(node, node)) != node:
        node = above
    return node


def _both_ways(plan: Plan, edges: Iterable[tuple[_Node, _Node]]) -> Iterator[tuple[int, Row]]:
    for one, other in edges:
        yield bucket_of(" ".join(one), plan.buckets), (*one, other[1])
        yield bucket_of(" ".join(other), plan.buckets), (*other, one[1])


def _neighbours(plan: Plan, stage: str, bucket: int) -> dict[_Node, set[_Node]]:
    found: dict[_Node, set[_Node]] = {}
    for _, (kind, node, other) in read_rows(plan.storage, plan.files(stage, plan.buckets), bucket):
        found.setdefault((kind, node), set()).add((kind, other))
    return found


def large_star(plan: Plan, bucket: int, *, number: int) -> dict[str, Any]:
    """Let each member's larger neighbours point to its smallest."""
    before = "pair" if number == 0 else f"small_star-{number - 1}"
    edges = {
        (other, min(others | {node}))
        for node, others in _neighbours(plan, before, bucket).items()
        for other in others
        if other > node
    }
    rows = ((bucket_of(" ".join(one), plan.buckets), (*one, least[1])) for one, least in edges)
    write_rows(plan.storage, plan.file(f"large_star-{number}", bucket), rows, plan.buckets)
    return {}


def small_star(plan: Plan, bucket: int, *, number: int) -> dict[str, Any]:
    """Let each member and its smaller neighbours point to the smallest of them."""
    edges: set[tuple[_Node, _Node]] = set()
    for node, smaller in _neighbours(plan, f"large_star-{number}", bucket).items():
        least = min(smaller)
        edges |= {(other, least) for other in {*smaller, node} if other != least}
    write_rows(plan.storage, plan.file(f"small_star-{number}", bucket), _both_ways(plan, edges), plan.buckets)
    return {"edges": len(edges), "digest": sum(map(_digest, edges)) % 2**64}


def _digest(edge: tuple[_Node, _Node]) -> int:
    text = "\x1f".join((*edge[0], *edge[1])).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest())


def gather(plan: Plan, bucket: int, *, rounds: int) -> dict[str, Any]:
    """Send members' bodies to the smallest of their group; derive what follows from a member alone."""
    kinds = _kinds()
    neighbours = _neighbours(plan, f"small_star-{rounds - 1}", bucket) if rounds else {}

    def rows() -> Iterator[tuple[int, Row]]:
        for (kind, member), body in sorted(_bodies(plan, bucket).items()):
            others = neighbours.get((kind, member))
            if others is None:
                single = (Member(member, frozenset(), body),)
                yield from triple_rows(plan, kinds[kind].derive(single, plan.instances))
            else:
                root = min(others | {(kind, member)})
                yield bucket_of(" ".join(root), plan.buckets), ("member", *root, member, body)

    write_rows(plan.storage, plan.file("gather", bucket), rows(), plan.buckets)
    return {}


def derive_groups(plan: Plan, bucket: int) -> dict[str, Any]:
    """Derive what follows from each group."""
    kinds = _kinds()
    groups: dict[_Node, list[Member]] = {}
    for _, row in read_rows(plan.storage, plan.files("gather", plan.buckets), bucket):
        if row[0] == "member":
            _, kind, root, member, body = row
            groups.setdefault((kind, root), []).append(Member(member, frozenset(), body))

    def rows() -> Iterator[tuple[int, Row]]:
        for (kind, _), members in sorted(groups.items()):
            ordered = tuple(sorted(members, key=lambda member: member.id))
            yield from triple_rows(plan, kinds[kind].derive(ordered, plan.instances))

    write_rows(plan.storage, plan.file("derive_groups", bucket), rows(), plan.buckets)
    return {"groups": len(groups)}
