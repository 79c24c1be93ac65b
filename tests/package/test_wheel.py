"""Wheel and source archive: built, installed into a bare environment, used as a user would, away from the sources."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
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


def works(commands: Path, folder: Path) -> None:
    """Use the command in a folder as a user would."""
    run(commands / "python", "-m", "pip", "check", cwd=folder)
    assert "newsgraph build" in run(commands / "newsgraph", "--help", cwd=folder).stdout
    (folder / "story.txt").write_text("Ministers meet\n\nMr Carl Lind met Ms Anna Berg in Oslo on 3 May 2024.\n")
    record = json.loads(run(commands / "newsgraph", "extract", "story.txt", cwd=folder).stdout)
    assert [fact["relation"]["label"] for fact in record["facts"] if fact["object"]].count("meet") == 1
    run(commands / "newsgraph", "build", "story.txt", "--kg", "kg", cwd=folder)
    assert (folder / "kg" / "graph.html").stat().st_size > 100_000
    rows = run(commands / "newsgraph", "query", "articles", "--format", "csv", cwd=folder).stdout
    assert "Ministers meet" in rows


def test_the_command_works_from_the_wheel_alone(bare: Path, tmp_path: Path) -> None:
    works(bare, tmp_path)


def test_others_see_the_types(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(
        "from extractors import extract, read_articles\nfrom graph import KnowledgeGraph\n"
        "reveal_type(read_articles)\nreveal_type(KnowledgeGraph.open)\n"
    )
    checked = run(
        *(sys.executable, "-m", "mypy", "--no-incremental", "--follow-imports=silent"),
        *("--python-executable", bare / "python", "user.py"),
        cwd=tmp_path,
    )
    assert "Iterator[extractors.records.Article | extractors.errors.ArticleError]" in checked.stdout
    assert "-> graph.knowledge_graph.KnowledgeGraph" in checked.stdout


# --- the source archive --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sdist(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of what git tracks, or of all but the ignored where there is no git."""
    work = tmp_path_factory.mktemp("sdist")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    if not names:
        pytest.skip("no git here to tell the project's files")
    for name in names:
        (work / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, work / "sources" / name)
    run(bare / "python", "-m", "pip", "install", "--quiet", "--target", work / "tools", "hatchling", cwd=work)
    make = (
        "import sys; sys.path.insert(0, sys.argv[1]); from hatchling.build import build_sdist; build_sdist(sys.argv[2])"
    )
    run(bare / "python", "-c", make, work / "tools", work, cwd=work / "sources")
    [built] = work.glob("newsgraph-*.tar.gz")
    return built


def test_the_source_archive_holds_the_project_and_no_more(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        files = {member.name.partition("/")[2]: member.size for member in archive if member.isfile()}
    for needed in (
        "extractors/annotate/model/newsgraph_annotator/network.onnx",
        "graph/ontology/ng.ttl",
        "data/articles/README.md",
        "docs/quality.md.j2",
        "notebooks/01_quickstart.ipynb",
        "requirements/run.txt",
        "tests/package/test_wheel.py",
        ".ci/examples.py",
        "CITATION.cff",
        "start.py",
    ):
        assert needed in files
    tops = {"extractors", "graph", "tests", "data", "notebooks", "docs", "requirements", ".ci"}
    assert {name.partition("/")[0] for name in files if "/" in name} == tops
    heavy = [name for name, size in files.items() if size > 2_000_000]
    assert all(name.startswith(("extractors/annotate/model/", "graph/resolve/gazetteer/")) for name in heavy)
    assert sdist.stat().st_size < 1.2 * LARGEST_WHEEL


def test_the_command_works_from_the_source_archive(bare: Path, sdist: Path, tmp_path: Path) -> None:
    install = ("install", "--quiet", "--no-deps", "--force-reinstall", sdist)
    run(bare / "python", "-m", "pip", "--disable-pip-version-check", *install, cwd=tmp_path)
    works(bare, tmp_path)
