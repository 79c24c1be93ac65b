"""``newsgraph build --parts FOLDER``: records into a folder that all workers see, merged there into N-Quads parts."""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError, NewsgraphError
from extractors.records import Extraction

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from graph.cli.build import Tally
    from graph.cli.clustering import ExtractionTask
    from graph.cli.progress import Progress
    from graph.cluster.engine import Engine
    from graph.cluster.plan import Plan

__all__ = ["build_parts", "record_task"]


def record_task(task: ExtractionTask) -> dict[str, Any]:
    """Extract a partition's records into the folder, unless they are there; a pure function, for an engine's workers.

    Returns:
        The name of its records, how many there are, and what failed.
    """
    from extractors.partitions import extract_partition
    from extractors.partitions.extraction import unpacked_yield
    from graph.cluster.plan import records_name
    from graph.cluster.storage import Storage

    assert task.folder is not None
    storage, name = Storage(task.folder), _name(task)
    done = f"records/{name}.json"
    if storage.has(done):
        return dict(json.loads(storage.read(done)))
    data = extract_partition(task.partition, task.model, alone=task.deaths > 0)
    storage.write(records_name(name), data)
    items = unpacked_yield(data).items
    said = {
        "name": name,
        "articles": sum(isinstance(item, Extraction) for item in items),
        "failed": [[item.source, item.reason] for item in items if isinstance(item, ArticleError)],
    }
    storage.write(done, json.dumps(said).encode())
    return said


def _name(task: ExtractionTask) -> str:
    """Return what a partition's records are called: by its content, the code and the pipeline."""
    from extractors.records import stable_id
    from graph.cluster.sameness import fingerprint

    return f"{task.partition.id}-{stable_id(fingerprint(), task.model)[:8]}"


def build_parts(args: argparse.Namespace) -> int:
    """Run ``build`` with ``--parts``, on a cluster or in this process."""
    from graph.cli import ALL_DONE, NOTHING_DONE, SOME_FAILED
    from graph.cli.build import Tally
    from graph.cli.progress import Progress
    from graph.cluster.engine import DaskEngine, ThisProcess
    from graph.cluster.merging import merge
    from graph.cluster.sending import send_parts

    tally = Tally()
    url = args.parts if "://" in args.parts else os.path.abspath(args.parts)  # noqa: PTH100 - workers stand elsewhere
    settings = _settings(args)
    with Progress("articles") as progress:
        engines: AbstractContextManager[Engine] = (
            nullcontext(ThisProcess()) if args.cluster is None else DaskEngine(args.cluster, progress.say)
        )
        with engines as engine:
            names, weight = _records(args, engine, url, tally, progress)
            if not tally.added:
                print("newsgraph: none of the inputs could be read; nothing was written", file=sys.stderr)
                return NOTHING_DONE
            progress.say("newsgraph: merging over partitions")
            plan = _plan(url, names, weight, settings)
            manifest = merge(plan, engine)
            for refused in manifest["refused"]:
                _fail(ArticleError(refused["source"], refused["reason"]), tally, progress)
            if args.store is not None:
                sent = send_parts(url, manifest, args.store, engine)
                progress.say(f"newsgraph: {args.store}: {sent} graphs replaced, the shared graph written anew")
    lines = [
        f"articles   {manifest['articles']:,} in {len(manifest['parts']):,} parts"
        + (f", {len(tally.failures)} failed" if tally.failures else ""),
        f"quads      {manifest['quads']:,}, {manifest['bytes']:,} bytes",
        f"manifest   {args.parts.rstrip('/')}/manifest.json",
    ]
    print("\n".join(lines))
    return SOME_FAILED if tally.failures else ALL_DONE


def _records(
    args: argparse.Namespace, engine: Engine, url: str, tally: Tally, progress: Progress
) -> tuple[list[str], int]:
    """Have the records of all partitions written; return their names in the order of the listing, and their text."""
    from graph.cli.clustering import extract_all, listed
    from graph.cli.fetching import visit_of

    visit = visit_of(None, allow_private=args.allow_private)
    found: list[tuple[int, str, int]] = []
    for partition, said in extract_all(engine, listed(args, visit, tally, progress), args.model, url):
        if isinstance(said, ArticleError):
            _fail(said, tally, progress)
            continue
        found.append((partition.first, said["name"], partition.weight))
        tally.added += said["articles"]
        for _ in range(said["articles"]):
            progress.step()
        for source, reason in said["failed"]:
            _fail(ArticleError(source, reason), tally, progress)
    return [name for _, name, _ in sorted(found)], sum(weight for _, _, weight in found)


def _fail(error: ArticleError, tally: Tally, progress: Progress) -> None:
    from graph.cli.build import fail

    fail(error, tally, progress)


def _settings(args: argparse.Namespace) -> dict[str, Any]:
    """Return the graph's settings: its base, and the corrections and the authority file of --kg, if it has any."""
    from graph.mapping import DEFAULT_THRESHOLD
    from graph.resolve.corrections import read_corrections
    from graph.resolve.gazetteer import load_authority
    from graph.vocabulary import DEFAULT_BASE

    base, folder = args.base or DEFAULT_BASE, Path(args.kg)
    if "://" not in base or not base.endswith(("/", "#")) or any(char in base for char in ' <>"{}|\\^`'):
        raise NewsgraphError(f"--base {base}: expected an absolute IRI that ends in / or #; add the /")
    files = [args.authority] if args.authority is not None else sorted(folder.glob("authority.*"))
    authority = ("", "")
    if files:
        load_authority(files[0])  # a bad file is named before anything is read
        authority = (files[0].name, base64.b64encode(files[0].read_bytes()).decode())
    return {
        "base": base,
        "threshold": DEFAULT_THRESHOLD,
        "corrections": read_corrections(folder).text,
        "authority": authority,
    }


def _plan(url: str, names: list[str], weight: int, settings: dict[str, Any]) -> Plan:
    from graph.cluster.merging import buckets_for
    from graph.cluster.plan import Plan
    from graph.cluster.sameness import fingerprint

    return Plan(url, tuple(names), buckets_for(weight), made_by=fingerprint(), **settings)
