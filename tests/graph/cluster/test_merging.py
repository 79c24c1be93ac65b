"""Merging over partitions gives, byte for byte, what one machine's graph exports; whatever partitions and buckets."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.partitions.extraction import packed
from extractors.records import Extraction
from graph import KnowledgeGraph
from graph.cluster.engine import ThisProcess
from graph.cluster.merging import merge, run_step
from graph.cluster.plan import Plan, Step, records_name
from graph.cluster.shuffle import bucket_of, read_rows, write_rows
from graph.cluster.storage import Storage
from graph.mapping import DEFAULT_THRESHOLD
from graph.resolve.corrections import Correction
from graph.vocabulary import DEFAULT_BASE
from tests.graph.conftest import RecordBuilder
from tests.graph.records import records
from tests.graph.resolve.stories import stories
from tests.graph.resolve.test_purity import corrections

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def one_machine(articles: Sequence[Extraction], lines: Sequence[Correction] = ()) -> tuple[list[bytes], str]:
    """The sorted N-Quads of a graph of these articles and corrections, and its corrections file."""
    written = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        with KnowledgeGraph.open(folder) as kg:
            for article in articles:
                kg.add(article)
            for line in lines:
                kg.correct([line])
            kg.export(written, "nquads")
        file = Path(folder) / "corrections.jsonl"
        said = file.read_text() if file.exists() else ""
    return sorted(written.getvalue().splitlines(keepends=True)), said


def planned(folder: str, articles: Sequence[Extraction], sizes: Sequence[int], buckets: int, said: str = "") -> Plan:
    """Lay down the articles as partitions of these sizes, in their order."""
    names, rest = [], list(articles)
    for number, size in enumerate([*sizes, len(rest)]):
        names.append(f"p{number}")
        Storage(folder).write(records_name(names[-1]), packed(rest[:size]))
        rest = rest[size:]
    return Plan(folder, tuple(names), buckets, DEFAULT_BASE, DEFAULT_THRESHOLD, corrections=said)


def lines_of(folder: str, manifest: dict[str, Any]) -> list[bytes]:
    """The lines of all parts, sorted, each part held against what the manifest says of it."""
    found: list[bytes] = []
    for part in manifest["parts"]:
        data = (Path(folder) / part["part"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (part["bytes"], part["sha256"])
        lines = data.splitlines(keepends=True)
        assert lines == sorted(lines)
        assert len(lines) == part["quads"]
        found += lines
    assert len(found) == manifest["quads"]
    return sorted(found)


BUCKETS = [876, 484, 951]
CUTS = st.lists(st.integers(0, 4), max_size=3)


@SETTINGS
@given(st.lists(stories(), max_size=9), st.lists(corrections(), max_size=2), CUTS, st.integers(1, 5))
def test_who_is_who_is_decided_as_on_one_machine(
    articles: list[Extraction], lines: list[Correction], cuts: list[int], buckets: int
) -> None:
    expected, said = one_machine(articles, lines)
    with tempfile.TemporaryDirectory() as folder:
        manifest = merge(planned(folder, articles, cuts, buckets, said), ThisProcess())
        assert lines_of(folder, manifest) == expected


@SETTINGS
@given(st.lists(records(), max_size=6), CUTS, st.integers(1, 3))
def test_of_versions_and_copies_of_an_article_one_machine_s_is_chosen(
    articles: list[Extraction], cuts: list[int], buckets: int
) -> None:
    expected, _ = one_machine(articles)
    with tempfile.TemporaryDirectory() as folder:
        manifest = merge(planned(folder, articles, cuts, buckets), ThisProcess())
        assert lines_of(folder, manifest) == expected


WORDS = [f"word{number}" for number in range(160)]


def copied(number: int, first: int) -> Extraction:
    b = RecordBuilder(f"{number}.txt", publisher=f"Outlet {number}", published=f"2025-11-{number + 1:02}", headline="H")
    b.entity("Mara Lind", "PERSON")
    b.sentence("Mara Lind met " + " ".join(WORDS[first : first + 90]) + ".")
    b.fact("Mara Lind", ("met", "meet"), None)
    return b.build()


def test_copies_of_copies_are_found_over_partitions() -> None:
    chain = [copied(number, 9 * number) for number in range(8)]  # each is like the next, the first not like the last
    expected, _ = one_machine(chain)
    assert sum(b"nearDuplicateOf" in line for line in expected) == 7
    with tempfile.TemporaryDirectory() as folder:
        manifest = merge(planned(folder, chain, [1] * 8, 4), ThisProcess())
        assert lines_of(folder, manifest) == expected


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda p: p[0] != p[1])), st.integers(1, 4))
def test_rounds_of_stars_end_with_the_connected_components(pairs: list[tuple[int, int]], buckets: int) -> None:
    from graph.cluster.grouping import _both_ways, _neighbours
    from graph.cluster.merging import _grow_together

    edges = [(("g", f"{one:02}"), ("g", f"{other:02}")) for one, other in pairs]
    groups: list[set[str]] = []
    for one, other in edges:
        joined = [group for group in groups if group & {one[1], other[1]}]
        groups = [group for group in groups if group not in joined] + [{one[1], other[1]}.union(*joined)]
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(folder, (), buckets, DEFAULT_BASE, DEFAULT_THRESHOLD)
        plan.save()
        for bucket in range(buckets):
            mine = [row for row in _both_ways(plan, edges) if bucket == 0]
            write_rows(plan.storage, plan.file("pair", bucket), mine, buckets)
        rounds = _grow_together(plan, ThisProcess())
        found = {}
        for bucket in range(buckets):
            for node, others in _neighbours(plan, f"small_star-{rounds - 1}", bucket).items():
                found[node[1]] = min(others | {node})[1]
    assert found == {node: min(group) for group in groups for node in group}


class Twice:
    """An engine that delivers each task to two workers, one after the other, the second without the first's note."""

    def run(self, function: Any, jobs: Iterable[Step]) -> Iterator[tuple[Step, Any]]:
        for job in jobs:
            first = function(job)
            written = {path: path.read_bytes() for path in Path(job.url).rglob("*") if path.is_file()}
            (Path(job.url) / f"work/{job.plan}/{job.stage}/{job.number:07}.json").unlink()
            assert function(job) == first
            assert {path: path.read_bytes() for path in written} == written
            yield job, first


def test_a_task_that_runs_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    articles = [copied(number, 9 * number) for number in range(3)]
    plan = planned(str(tmp_path), articles, [1, 1], 2)
    expected, _ = one_machine(articles)
    assert lines_of(str(tmp_path), merge(plan, Twice())) == expected


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    plan = planned(str(tmp_path), [copied(0, 0), copied(1, 9)], [1], 2)
    manifest = merge(plan, ThisProcess())
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").iterdir()}
    assert merge(plan, ThisProcess()) == manifest
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").iterdir()} == times
    assert run_step(Step(plan.url, plan.id, "choose", 0)) == json.loads(
        (tmp_path / f"{plan.file('choose', 0)}.json").read_text()
    )


@given(st.lists(st.tuples(st.integers(0, 4), st.text(max_size=3)), max_size=20))
def test_rows_reach_their_receivers(rows: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage(folder)
        write_rows(storage, "a", [(receiver, (text,)) for receiver, text in rows], 5)
        write_rows(storage, "b", [], 5)
        for receiver in range(5):
            found = sorted(row[0] for _, row in read_rows(storage, ["a", "b"], receiver))
            assert found == sorted({text for to, text in rows if to == receiver})


def test_a_merge_in_an_object_store(tmp_path: Path) -> None:
    import fsspec

    articles = [copied(number, 9 * number) for number in range(3)]
    here = merge(planned(str(tmp_path), articles, [2], 3), ThisProcess())
    there = merge(planned("memory://merged/here", articles, [2], 3), ThisProcess())
    assert there == here
    system = fsspec.filesystem("memory")
    for part in there["parts"]:
        assert system.cat_file(f"/merged/here/{part['part']}") == (tmp_path / part["part"]).read_bytes()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(stories(), min_size=2, max_size=6), CUTS, st.integers(1, 4))
def test_an_authority_file_is_followed(articles: list[Extraction], cuts: list[int], buckets: int) -> None:
    table = (
        "name,iri,type,aliases\n"
        "Asif Khan,https://example.org/asif,PERSON,Asif Ali Khan\n"
        "World Ferry Alliance,https://example.org/wfa,ORG,WFA\n"
        "Taliban,https://example.org/taliban,NORP,\n"
    )
    written = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "authority.csv").write_text(table)
        with KnowledgeGraph.open(folder) as kg:
            for article in articles:
                kg.add(article)
            kg.export(written, "nquads")
    with tempfile.TemporaryDirectory() as folder:
        plan = planned(folder, articles, cuts, buckets)
        authority = ("authority.csv", base64.b64encode(table.encode()).decode())
        manifest = merge(replace(plan, authority=authority), ThisProcess())
        assert lines_of(folder, manifest) == sorted(written.getvalue().splitlines(keepends=True))


def test_an_article_that_breaks_the_shapes_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    good, bad = copied(0, 0), copied(1, 9)
    bad = replace(bad, article=replace(bad.article, language="? ?"))
    expected, _ = one_machine([good])
    manifest = merge(planned(str(tmp_path), [bad, good], [1], 3), ThisProcess())
    assert lines_of(str(tmp_path), manifest) == expected
    (refused,) = manifest["refused"]
    assert refused["source"] == "1.txt"
    assert "breaks the graph's shapes" in refused["reason"]


def test_buckets_are_the_same_on_every_machine() -> None:
    assert [bucket_of(key, 1000) for key in ("", "khan", "link place/FR")] == BUCKETS
