"""The command line: exit status, messages, what goes where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.cli import COMMANDS, build_parser, main
from tests.graph.conftest import talks

PYTHON = [sys.executable, "-m", "graph.cli"]


@pytest.fixture
def graph(folder: Path) -> Path:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks("a.txt", "The Harbour Post"))
        kg.add(talks("b.txt", "The Inland Mail"))
    return folder


def run(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PYTHON, *map(str, args)], capture_output=True, text=True, check=False)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom graph.cli import main\nmain(['--help'])\n"
        "heavy = 'spacy onnxruntime rdflib pyoxigraph networkx pyvis numpy tqdm trafilatura'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
    assert "examples:" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.count("\n") > 5


def test_every_option_has_a_help_text() -> None:
    import argparse

    parser = build_parser()
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        for action in command._actions:
            assert action.help or isinstance(action, argparse._SubParsersAction), f"{name} {action.dest}"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["build"],
        ["build", "x", "--jobs", "0"],
        ["build", "x", "--authority", "{kg}/no such file.csv", "--kg", "{kg}"],
        ["export", "--format", "rdfxml"],
        ["query", "--kg", "{kg}"],
        ["query", "SELECT", "--kg", "{kg}"],
        ["query", "positions", "--kg", "{kg}", "--param", "nonsense"],
        ["query", "positions", "--kg", "{kg}", "--param", "nobody=x"],
        ["query", "SELECT * { SERVICE <http://x.example/> {} }", "--kg", "{kg}"],
        ["query", "positions", "--kg", "{kg}/missing"],
        ["query", "missing.rq", "--kg", "{kg}"],
        ["export", "--kg", "{kg}/missing"],
        ["export", "--kg", "{kg}", "-o", "{kg}/missing/x.ttl"],
        ["report", "--kg", "{kg}/missing"],
        ["remove", "nothing.txt", "--kg", "{kg}"],
        ["remove", "nothing.txt", "--kg", "{kg}/missing"],
        ["view", "--kg", "{kg}", "--focus", "Nobody At All"],
        ["bench", "frobnicate"],
    ],
)
def test_nothing_done_is_2_and_one_line(graph: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([argument.replace("{kg}", str(graph)) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    if arguments and arguments[0] not in {"frobnicate", "build"} and "rdfxml" not in arguments:
        assert len(err.splitlines()) == 1, err
        assert err.startswith("newsgraph: ")


def test_query_prints_to_standard_output(graph: Path) -> None:
    result = run("query", "positions", "--kg", graph)
    assert result.returncode == 0
    assert "foreign minister" in result.stdout
    assert result.stderr == ""


def test_query_list_names_every_saved_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    out = capsys.readouterr().out
    for name in ("quotes", "positions", "happened-in", "planned", "denied", "corroborated"):
        assert f"\n{name} " in f"\n{out}"


def test_reading_commands_write_nothing(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "cwd"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    def state() -> dict[str, bytes]:
        return {str(p.relative_to(graph)): p.read_bytes() for p in sorted(graph.rglob("*")) if p.is_file()}

    before = state()
    for arguments in (["query", "quotes"], ["report"], ["entities", "list"], ["validate"]):
        assert main([*arguments, "--kg", str(graph)]) == 0
    assert main(["export", "--kg", str(graph), "-o", str(elsewhere / "x.nq"), "--format", "nquads"]) == 0
    assert state() == before
    assert [path.name for path in elsewhere.iterdir()] == ["x.nq"]


def test_remove_names_what_it_removed_and_writes_the_exports_anew(graph: Path) -> None:
    result = run("remove", "a.txt", "never.txt", "--kg", graph)
    assert result.returncode == 1
    assert result.stdout.startswith("removed https://w3id.org/newsgraph/id/article/")
    assert "never.txt" in result.stderr
    turtle = (graph / "graph.ttl").read_text(encoding="utf-8")
    assert "Harbour" not in turtle
    assert "Inland" in turtle
    assert (graph / "graph.html").exists()


def test_report_counts(graph: Path) -> None:
    lines = run("report", "--kg", graph).stdout.splitlines()
    assert "articles          2" in lines
    assert any(line.startswith("statements        14") for line in lines)
    assert "near-duplicates   1" in lines
    assert any(line.startswith("places linked     1 of 3") for line in lines)


def test_validate_passes_and_fails(graph: Path) -> None:
    from pyoxigraph import NamedNode, Quad, Store

    assert run("validate", "--kg", graph).returncode == 0
    store = Store(str(graph / "store"))
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))
    del store
    result = run("validate", "--kg", graph)
    assert result.returncode == 1
    assert "urn:a" in result.stdout


def test_bench_runs_several() -> None:
    result = run("bench", "linking", "entities", "--gold", "/nowhere")
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        "newsgraph bench linking",
        "newsgraph bench entities",
    ]


def test_output_cut_short_is_no_error(graph: Path) -> None:
    shell = f"{' '.join(PYTHON)} export --kg {graph} --format ntriples | head -1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert result.stderr == ""


@pytest.mark.parametrize("command", [["query", "articles"], ["export"], ["report"]])
def test_output_that_cannot_be_written_is_one_line(graph: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*PYTHON, *command, "--kg", str(graph)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 2
    assert result.stderr.startswith("newsgraph: standard output: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_closed_streams_are_written_nowhere(graph: Path, closed: str) -> None:
    shell = f"{' '.join(PYTHON)} query articles --kg {graph} {closed}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_remove_says_that_an_article_of_two_sources_stays(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks("a.txt", "The Harbour Post"))
        kg.add(talks("b.txt", "The Harbour Post"))
    assert run("remove", "a.txt", "--kg", folder).stdout.startswith("kept https://")
    assert run("remove", "b.txt", "--kg", folder).stdout.startswith("removed https://")


@pytest.mark.model
def test_build_and_report_count_alike_and_name_the_folder_as_the_shell_wants_it(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Port strike ends\n\nAda Holm met Bo Lin in Oslo. They agreed on a date.\n", encoding="utf-8")
    built = run("build", story, "--kg", tmp_path / "my graph").stdout
    counted = run("report", "--kg", tmp_path / "my graph").stdout
    total = next(line.split()[1] for line in counted.splitlines() if line.startswith("entities "))
    assert f", {total} entities, " in built
    assert f"--kg '{tmp_path}/my graph'" in built


def test_ascii_locale(graph: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    result = subprocess.run(
        [*PYTHON, "query", "SELECT ('é北' AS ?x) {}", "--kg", str(graph)], capture_output=True, check=True, env=env
    )
    assert "é北" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("inputs", [["missing.txt"], ["empty.txt"], ["missing.txt", "empty.txt"]])
def test_build_from_nothing_good_is_2_and_makes_no_graph(tmp_path: Path, inputs: list[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = run("build", *[tmp_path / name for name in inputs], "--kg", tmp_path / "kg")
    assert result.returncode == 2
    for name in inputs:
        assert name in result.stderr
    assert not (tmp_path / "kg").exists()


def test_build_without_the_pipeline_is_2_and_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Ray met Bob Low in Rome on Monday. They talked about trade for two hours.\n")
    result = run("build", tmp_path / "a.txt", "--kg", tmp_path / "kg", "--model", "en_no_such_pipeline")
    assert result.returncode == 2
    assert "en_no_such_pipeline" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.model
@pytest.mark.timeout(900)
def test_build_and_extract(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Ann Ray met Bob Low in Rome on Monday. They talked about trade for two hours.\n")
    (folder / "empty.txt").write_text("")
    result = run("build", folder, "--kg", tmp_path / "kg")
    assert result.returncode == 1, result.stderr
    assert "empty.txt" in result.stderr
    assert sorted(path.name for path in (tmp_path / "kg").iterdir()) == [
        "catalogue.sqlite",
        "checkpoints",
        "graph.html",
        "graph.ttl",
        "store",
    ]
    turtle = (tmp_path / "kg" / "graph.ttl").read_bytes()
    again = run("build", folder / "good.txt", "--kg", tmp_path / "kg", "--model", "en_no_such_pipeline")
    assert again.returncode == 0, "an article that is there already needs no pipeline"
    assert "1 there already" in again.stdout
    assert (tmp_path / "kg" / "graph.ttl").read_bytes() == turtle
    record = json.loads(run("extract", folder / "good.txt").stdout)
    assert set(record) == {"article", "sentences", "entities", "mentions", "facts"}
    assert record["facts"]


@pytest.mark.model
@pytest.mark.timeout(900)
def test_extract_pretokenized(tmp_path: Path) -> None:
    lines = ["Ann Ray met Bob Low in Rome .", "`` It -LRB- the deal -RRB- is done , '' she said ."]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n")
    result = run("extract", "--pretokenized", tmp_path / "lines.txt")
    assert result.returncode == 0, result.stderr
    assert [json.loads(line)["article"]["text"] for line in result.stdout.splitlines()] == lines
    result = run("extract", "--pretokenized", "--triples", tmp_path / "lines.txt")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["sentence"] for item in found] == lines
    assert all(
        set(triple) == {"subject", "relation", "object", "confidence"} for item in found for triple in item["triples"]
    )
    assert found[0]["triples"]


@pytest.mark.model
@pytest.mark.timeout(900)
def test_several_jobs_give_the_same_graph(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(
            f"Ann Ray met Bob Low in Town {number} on Monday. They talked for hours.\n"
        )
    for jobs in ("1", "2"):
        assert run("build", folder, "--kg", tmp_path / jobs, "--jobs", jobs).returncode == 0
    assert (tmp_path / "1" / "graph.ttl").read_bytes() == (tmp_path / "2" / "graph.ttl").read_bytes()


@pytest.mark.model
@pytest.mark.timeout(900)
def test_interrupted_build_keeps_what_was_committed(tmp_path: Path) -> None:
    import signal

    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(200):
        text = f"Ann Ray met Bob Low in Town {number} on Monday. " + "They talked about trade for hours. " * 60
        (folder / f"{number:03}.txt").write_text(text + "\n")
    build = subprocess.Popen(
        [*PYTHON, "build", str(folder), "--kg", str(tmp_path / "kg")], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and build.poll() is None:
        time.sleep(0.5)
        if (tmp_path / "kg" / "store").is_dir():
            with KnowledgeGraph.open(tmp_path / "kg", read_only=True) as kg:
                if any(True for _ in kg.store.articles()):
                    break
    build.send_signal(signal.SIGINT)
    _, err = build.communicate(timeout=200)
    assert build.returncode == 130, err
    assert "Traceback" not in err
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        assert any(True for _ in kg.store.articles())
        assert kg.store.derived() == kg.store.rebuilt()
