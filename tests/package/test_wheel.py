"""The wheel by itself: built, installed into a bare environment, used as a user would, away from the sources."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("extractors", "graph", "pyproject.toml", "README.md", "LICENSE")
LARGEST_WHEEL = 32_000_000
"""Bytes; the weights of the language model are nearly all of it."""

pytestmark = [pytest.mark.slow, pytest.mark.model, pytest.mark.timeout(900)]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8"}
    for name, value in os.environ.items():  # how this machine reaches its registry, where that is set
        if name.startswith(("PIP_", "UV_")) or name.lower().endswith("_proxy") or name == "SSL_CERT_FILE":
            environment[name] = value
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("wheel")
    sources = work / "sources"
    for name in SOURCES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            sources.mkdir(exist_ok=True)
            shutil.copy(origin, sources / name)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, sources, cwd=work)
    [built] = work.glob("newsgraph-*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the locked packages and the wheel; returns the folder of its commands."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home / "env", with_pip=True)
    commands = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (commands / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "-r", ROOT / "requirements" / "run.txt", cwd=home)
    run(*pip, "--no-deps", wheel, cwd=home)
    return commands


def test_the_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "extractors/py.typed",
        "graph/py.typed",
        "extractors/annotate/model/newsgraph_annotator/network.onnx",
        "graph/ontology/ng.ttl",
        "graph/ontology/shapes.ttl",
        "graph/query/saved/positions.rq",
        "graph/view/template.html.j2",
    ):
        assert needed in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"extractors", "graph"}
    assert not [name for name in names if "__pycache__" in name]
    assert wheel.stat().st_size < LARGEST_WHEEL


def test_the_command_works_from_the_wheel_alone(bare: Path, tmp_path: Path) -> None:
    run(bare / "python", "-m", "pip", "check", cwd=tmp_path)
    assert "newsgraph build" in run(bare / "newsgraph", "--help", cwd=tmp_path).stdout
    (tmp_path / "story.txt").write_text("Ministers meet\n\nMr Carl Lind met Ms Anna Berg in Oslo on 3 May 2024.\n")
    record = json.loads(run(bare / "newsgraph", "extract", "story.txt", cwd=tmp_path).stdout)
    assert [fact["relation"]["label"] for fact in record["facts"] if fact["object"]].count("meet") == 1
    run(bare / "newsgraph", "build", "story.txt", "--kg", "kg", cwd=tmp_path)
    assert (tmp_path / "kg" / "graph.html").stat().st_size > 100_000
    rows = run(bare / "newsgraph", "query", "articles", "--format", "csv", cwd=tmp_path).stdout
    assert "Ministers meet" in rows
