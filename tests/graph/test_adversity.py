"""A full disk, a folder that may not be written, readers and writers at once: one clear line, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import KnowledgeGraph, checkpoints
from graph.cli import main
from graph.opening import WriterLock
from graph.validation import validate
from tests.graph.conftest import talks
from tests.graph.test_crash import article

ROOT = Path(__file__).parents[2]


def run(script: str, *args: object, **options: Any) -> str:
    """Run a script in a process of its own and return what it prints."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n" + textwrap.dedent(script)
    result = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=False, **options
    )
    assert result.returncode == 0, result.stderr
    return str(result.stdout)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("needs leave to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


FILL = """
from graph import KnowledgeGraph
from graph.errors import GraphUnwritable
from tests.graph.test_crash import article
try:
    with KnowledgeGraph.open(sys.argv[1]) as kg:
        for number in range(100_000):
            kg.add(article(number))
            print(number, flush=True)
            if number % 20 == 19:
                kg.flush()
except GraphUnwritable as error:
    print("refused:", error)
"""


@pytest.mark.slow
def test_a_full_disk_loses_nothing_that_was_acknowledged(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(5_000_000))
    lines = run(FILL, small_disk / "kg").splitlines()
    assert lines[-1].startswith("refused: ")
    assert "disk is full" in lines[-1]
    added = {int(line) for line in lines if line.isdigit()}
    assert len(added) > 5
    (small_disk / "ballast").unlink()
    with KnowledgeGraph.open(small_disk / "kg") as kg:
        headlines = {fact.headline for fact in kg.facts()}
        assert {f"Report {number}" for number in added} <= headlines
        assert list(validate(kg)) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize("command", ["read", "write", "command"])
def test_a_folder_that_may_not_be_written_can_be_read(command: str) -> None:
    script = """
    import os, fcntl, resource
    from pathlib import Path
    from graph import KnowledgeGraph
    from graph.cli import main
    from graph.errors import GraphUnwritable
    import graph.events.grouping, graph.resolve.gazetteer, graph.validation, graph.cli.query, graph.query.formats
    from tests.graph.conftest import talks
    folder, command = Path(sys.argv[1]), sys.argv[2]
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
        list(kg.facts()), list(graph.validation.validate(kg)), kg.query("positions")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    os.setuid(65534)
    if command == "read":
        with KnowledgeGraph.open(folder, read_only=True) as kg:
            print(len(list(kg.facts())))
    elif command == "command":
        print(main(["query", "ASK { ?a a schema:NewsArticle }", "--kg", str(folder)]))
    else:
        try:
            KnowledgeGraph.open(folder)
        except GraphUnwritable as error:
            print("refused:", error)
    """
    # Below /tmp itself, because pytest's own folder is closed to others.
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o755)
        printed = run(script, Path(place) / "kg", command)
        for path in [Path(place), *Path(place).rglob("*")]:
            path.chmod(0o755)
    expected = {"read": "7\n", "command": "yes\n0\n"}
    if command in expected:
        assert printed == expected[command]
    else:
        assert printed.startswith("refused: ")
        assert "--kg" in printed
        assert printed.count("\n") == 1


def test_readers_see_the_last_flush_while_the_writer_goes_on(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as writer:
        for number in range(30):
            writer.add(article(number))
            if number % 10 == 9:
                writer.flush()
                with KnowledgeGraph.open(folder, read_only=True) as reader:
                    writer.add(article(1000 + number))
                    assert len(list(reader.store.articles())) == number + 1 + number // 10
                    assert reader.store.derived()


def test_a_checkpoint_that_is_read_outlives_many_flushes(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as writer:
        writer.add(talks())
        writer.flush()
        reader = KnowledgeGraph.open(folder, read_only=True)
        for number in range(25):
            writer.add(article(number))
            writer.flush()
        assert len(list(reader.facts())) == 7
        assert len(list((folder / "checkpoints").glob("0*"))) == 2
        reader.close()
        writer.add(article(99))
        writer.flush()
        assert len(list((folder / "checkpoints").glob("0*"))) == 1


def test_four_readers_beside_a_writer_never_see_half_an_article(folder: Path) -> None:
    reading = """
    import time
    from graph import KnowledgeGraph
    print("ready", flush=True)
    until = time.monotonic() + 4
    seen = 0
    while time.monotonic() < until:
        with KnowledgeGraph.open(sys.argv[1], read_only=True) as kg:
            counts = {}
            for fact in kg.facts():
                counts[fact.headline] = counts.get(fact.headline, 0) + 1
            assert set(counts.values()) <= {16}, counts
            assert len(counts) >= seen, "an earlier state came back"
            seen = len(counts)
    print(seen)
    """
    with KnowledgeGraph.open(folder) as writer:
        writer.add(article(0))
        writer.flush()
        code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n" + textwrap.dedent(reading)
        readers = [
            subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        number = 1
        while any(reader.poll() is None for reader in readers):
            writer.add(article(number))
            writer.flush()
            number += 1
    seen = [int(reader.communicate()[0]) for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0, 0, 0]
    assert max(seen) > 1


def test_what_a_killed_writer_acknowledged_is_there_for_a_reader(folder: Path) -> None:
    script = """
    import os
    from graph import KnowledgeGraph
    from tests.graph.conftest import talks
    kg = KnowledgeGraph.open(sys.argv[1])
    kg.add(talks())
    print("added", flush=True)
    os._exit(0)
    """
    assert run(script, folder) == "added\n"
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        assert len(list(kg.facts())) == 7
    with KnowledgeGraph.open(folder) as kg:
        assert len(list(kg.facts())) == 7


def test_validate_beside_a_writer_reports_no_drift_that_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with KnowledgeGraph.open(folder) as writer:
        writer.add(talks())
        writer.flush()
        writer.add(article(1))
        assert main(["validate", "--kg", str(folder)]) == 0
    said = capsys.readouterr()
    assert "1 articles conform" in said.out
    assert "another newsgraph is writing" in said.err


def test_the_lock_goes_with_its_holder(folder: Path) -> None:
    with KnowledgeGraph.open(folder):
        assert WriterLock.is_held(folder)
    assert not WriterLock.is_held(folder)


def test_left_overs_of_a_kill_are_swept_away(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
    for left in ("checkpoints/.new-00000099", "checkpoints/.old-00000001"):
        (folder / left).mkdir()
        (folder / left / "000001.sst").write_bytes(b"half")
    (folder / "store" / "bulk-0123.sst").write_bytes(b"half")
    with KnowledgeGraph.open(folder) as kg:
        kg.add(article(1))
        kg.flush()
        assert not list((folder / "checkpoints").glob(".*"))
        assert not list((folder / "store").glob("bulk-*"))
        assert checkpoints.newest(folder) == int(max((folder / "checkpoints").glob("0*")).name)
