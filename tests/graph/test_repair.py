"""Damaged files: one clear line, nothing lost, and ``validate --repair`` makes the graph again from its records."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from extractors.errors import NewsgraphError
from graph import KnowledgeGraph
from graph.cli import main
from graph.errors import GraphDamaged, GraphLocked, GraphMissing
from graph.repair import repair
from graph.validation import validate
from tests.graph.conftest import talks
from tests.graph.test_crash import article

FOREIGN = "<urn:a> <urn:b> <urn:c> .\n"


def export(kg: KnowledgeGraph) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, "nquads", records=True)
    return buffer.getvalue()


@pytest.fixture
def content(folder: Path, tmp_path: Path) -> bytes:
    (tmp_path / "others.nt").write_text(FOREIGN)
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks("a.txt", "The Harbour Post"))
        kg.flush()
        for number in range(12):
            kg.add(article(number))
        kg.remove("3.txt")
        kg.import_file(tmp_path / "others.nt")
        return export(kg)


def all_files(folder: Path, pattern: str) -> list[Path]:
    found = [path for place in (folder / "store", *(folder / "checkpoints").glob("0*")) for path in place.glob(pattern)]
    assert found
    return found


def cut(pattern: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        for path in all_files(folder, pattern):
            data = path.read_bytes()
            path.write_bytes(data[: len(data) // 2])

    return damage


def garble(pattern: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        for path in {path.stat().st_ino: path for path in all_files(folder, pattern)}.values():
            data = bytearray(path.read_bytes())
            for i in range(len(data) // 8, len(data) // 4):
                data[i] ^= 0xFF
            path.write_bytes(data)

    return damage


def lose(pattern: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        for path in all_files(folder, pattern):
            path.unlink()

    return damage


def lose_store(folder: Path) -> None:
    shutil.rmtree(folder / "store")


DAMAGES = [
    *(pytest.param(cut(name), id=f"cut {name}") for name in ("CURRENT", "MANIFEST-*", "*.sst")),
    *(pytest.param(garble(name), id=f"garble {name}") for name in ("CURRENT", "MANIFEST-*", "*.sst")),
    *(pytest.param(lose(name), id=f"lose {name}") for name in ("CURRENT", "MANIFEST-*", "*.sst")),
    pytest.param(lose_store, id="lose the store"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_made_again_and_nothing_is_lost(
    folder: Path, content: bytes, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    damage(folder)
    for read_only in (True, False):
        said = ""
        try:
            with KnowledgeGraph.open(folder, read_only=read_only) as kg:
                list(kg.facts())
        except NewsgraphError as error:
            said = str(error)
        assert "\n" not in said
    assert main(["validate", "--repair", "--kg", str(folder)]) == 0
    assert capsys.readouterr().out == "12 articles conform\n"
    with KnowledgeGraph.open(folder) as kg:
        assert export(kg) == content
        assert kg.add(article(99)).value == "added"


def test_a_good_graph_is_left_as_it_was(folder: Path, content: bytes) -> None:
    before = sorted(path.name for path in folder.iterdir())
    list(repair(folder))
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        assert export(kg) == content
    assert sorted(path.name for path in folder.iterdir()) == before


def test_derived_triples_and_strange_graphs_are_put_right(folder: Path, content: bytes) -> None:
    with KnowledgeGraph.open(folder) as kg:
        lost = [quad for quad in kg.store.store if "#label" in quad.predicate.value][:5]
        for quad in lost:
            kg.store.store.remove(quad)
        node = NamedNode("urn:stranger")
        kg.store.store.extend([Quad(node, node, node), Quad(node, node, node, node)])
        assert list(validate(kg))
        kg.store.publish()
    said = list(repair(folder))
    assert any("urn:stranger" in line for line in said)
    with KnowledgeGraph.open(folder) as kg:
        assert export(kg) == content
        assert list(validate(kg)) == []


def test_a_cut_catalogue_gives_back_what_can_be_read(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        for number in range(60):
            kg.add(article(number))
    path = folder / "catalogue.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * 0.8)])
    with pytest.raises(NewsgraphError) as caught:
        KnowledgeGraph.open(folder)
    assert "\n" not in str(caught.value)
    said = list(repair(folder))
    assert any("saved" in line for line in said)
    assert (folder / "catalogue.sqlite.damaged-1").exists()
    with KnowledgeGraph.open(folder) as kg:
        assert list(validate(kg)) == []
        assert 10 < len(list(kg.store.articles())) < 60


def test_a_catalogue_that_is_none_is_named(folder: Path, content: bytes) -> None:
    path = folder / "catalogue.sqlite"
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(GraphDamaged, match="dump made with --records"):
        list(repair(folder))
    assert path.read_bytes().startswith(b"no database")


def test_nothing_to_repair(folder: Path) -> None:
    with pytest.raises(GraphMissing):
        list(repair(folder))
    with KnowledgeGraph.open(folder), pytest.raises(GraphLocked):
        list(repair(folder))
