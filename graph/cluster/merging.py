"""Merging over partitions: the stages, one after the other, each as tasks that an engine runs; then the manifest.

Every task reads files and writes files, and says last of all, in one more file, that it is done. A task that runs twice
writes the same bytes twice, and one that is done is not done again: a merge that is cut off goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from graph.cluster import choosing, grouping, mapping, resolving
from graph.cluster.engine import Broken, Engine
from graph.cluster.plan import Plan, Step, load_plan
from graph.errors import ClusterLost

__all__ = ["MANIFEST", "buckets_for", "merge", "run_step"]

MANIFEST = "manifest.json"
"""The file that says which parts there are; written last."""

_BUCKET_BYTES = 16 * 1024 * 1024
_MOST_BUCKETS = 4096
_ATTEMPTS = 3

Stage = Callable[[Plan, int], dict[str, Any]]

_STAGES: dict[str, Stage] = {
    "give": choosing.give,
    "keep_sources": choosing.keep_sources,
    "choose": choosing.choose,
    "profile": resolving.profile,
    "add_up": resolving.add_up,
    "ask": resolving.ask,
    "answer": resolving.answer,
    "decide_names": resolving.decide_names,
    "map_articles": mapping.map_articles,
    "ask_bodies": grouping.ask_bodies,
    "send_bodies": grouping.send_bodies,
    "pair": grouping.pair,
    "derive_groups": grouping.derive_groups,
    "share": mapping.share,
}
_BY_PARTITION = frozenset({"give", "profile", "map_articles"})


def buckets_for(text_bytes: int) -> int:
    """Return among how many tasks to divide keys: by the text, not by the machines, so that the parts are the same."""
    return min(_MOST_BUCKETS, max(2, -(-text_bytes // _BUCKET_BYTES)))


def run_step(step: Step) -> dict[str, Any]:
    """Do one task of one stage, unless it is done; a pure function of what the stages before it wrote."""
    plan = load_plan(step.url, step.plan)
    done = f"{plan.file(step.stage, step.number)}.json"
    if plan.storage.has(done):
        return dict(json.loads(plan.storage.read(done)))
    name, _, number = step.stage.partition("-")
    stage = _STAGES.get(name)
    if name == "large_star":
        stage = partial(grouping.large_star, number=int(number))
    elif name == "small_star":
        stage = partial(grouping.small_star, number=int(number))
    elif name == "gather":
        stage = partial(grouping.gather, rounds=int(number))
    assert stage is not None
    said = stage(plan, step.number)
    plan.storage.write(done, json.dumps(said).encode())
    return said


def merge(plan: Plan, engine: Engine) -> dict[str, Any]:
    """Merge what the partitions gave, and write the parts and their manifest.

    Args:
        plan: What to merge; its partitions' records lie in its folder.
        engine: What runs the tasks.

    Returns:
        The manifest.

    Raises:
        ClusterLost: the engine went away, or a task ended its workers.
    """
    plan.save()
    said: dict[str, list[dict[str, Any]]] = {}
    for stage in ("give", "keep_sources", "choose", "profile", "add_up", "ask", "answer", "decide_names"):
        said[stage] = _run(plan, engine, stage)
    for stage in ("map_articles", "ask_bodies", "send_bodies", "pair"):
        said[stage] = _run(plan, engine, stage)
    rounds = _grow_together(plan, engine) if any(one["edges"] for one in said["pair"]) else 0
    _run(plan, engine, f"gather-{rounds}")
    _run(plan, engine, "derive_groups")
    said["share"] = _run(plan, engine, "share")
    manifest = _manifest(plan, said)
    plan.storage.write(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())
    return manifest


def _grow_together(plan: Plan, engine: Engine) -> int:
    """Run rounds until the edges stay as they are; return how many that took."""
    before: tuple[int, int] | None = None
    number = 0
    while True:
        _run(plan, engine, f"large_star-{number}")
        found = _run(plan, engine, f"small_star-{number}")
        now = sum(one["edges"] for one in found), sum(one["digest"] for one in found) % 2**64
        number += 1
        if now == before:
            return number
        before = now


def _run(plan: Plan, engine: Engine, stage: str) -> list[dict[str, Any]]:
    tasks = len(plan.partitions) if stage in _BY_PARTITION else plan.buckets
    found: list[dict[str, Any]] = [{}] * tasks
    steps: Iterable[Step] = (Step(plan.url, plan.id, stage, number) for number in range(tasks))
    for attempt in range(1, _ATTEMPTS + 1):
        again: list[Step] = []
        for step, said in engine.run(run_step, steps):
            if not isinstance(said, Broken):
                found[step.number] = said
            elif attempt < _ATTEMPTS:
                again.append(step)  # a worker that is stopped takes along all it held
            else:
                raise ClusterLost(
                    f"task {step.number} of stage {stage} ended its workers ({said.reason}); give them more memory and"
                    " run the same command again"
                )
        if not again:
            return found
        steps = again
    return found


def _manifest(plan: Plan, said: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    parts = list(_parts(said["map_articles"])) + list(_parts(said["share"]))
    return {
        "format": "newsgraph-parts-1",
        "plan": plan.id,
        "made_by": plan.made_by,
        "base": plan.base,
        "threshold": plan.threshold,
        "articles": sum(part.get("articles", 0) for part in parts),
        "quads": sum(part["quads"] for part in parts),
        "bytes": sum(part["bytes"] for part in parts),
        "refused": [{"source": s, "reason": r} for one in said["give"] for s, r in one["failed"]],
        "parts": parts,
    }


def _parts(said: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in said:
        if "part" in one:
            yield one
