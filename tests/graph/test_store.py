"""The store on disk: atomic steps, sources, and errors that lose nothing."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph import Change, KnowledgeGraph
from graph.errors import ArticleUnknown, GraphDamaged, GraphLocked, GraphMissing, GraphUnwritable
from tests.graph.conftest import RecordBuilder, talks


def nquads(kg: KnowledgeGraph) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, "nquads")
    return buffer.getvalue()


def short(source: str, words: str = "met", **article: str) -> RecordBuilder:
    b = RecordBuilder(source, **article).entity("Ann Ray", "PERSON").entity("Rome", "GPE")
    b.sentence(f"Ann Ray {words} Rome.")
    b.fact("Ann Ray", words, "Rome")
    return b


def test_adding_again_changes_nothing(kg: KnowledgeGraph) -> None:
    assert kg.add(talks()) is Change.ADDED
    before = nquads(kg)
    assert kg.add(talks()) is Change.UNCHANGED
    assert nquads(kg) == before


def test_a_changed_version_replaces_the_old_one(kg: KnowledgeGraph) -> None:
    kg.add(short("a.txt").build())
    assert kg.add(short("a.txt", "left").build()) is Change.REPLACED
    assert len(list(kg.store.articles())) == 1
    assert [fact.relation_label for fact in kg.facts()] == ["left"]


def test_the_same_article_from_two_sources_goes_with_the_last(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.add(short("a.txt").build())
    before = nquads(kg)
    assert kg.add(short("copy/a.txt").build()) is Change.UNCHANGED
    assert nquads(kg) == before
    kg.remove("a.txt")
    assert nquads(kg) == before
    kg.remove("copy/a.txt")
    assert nquads(kg) == b""


def test_two_records_of_one_article_give_the_same_graph_in_any_order(tmp_path: Path) -> None:
    bare, dated = short("a.txt").build(), short("b.txt", published="2025-11-06").build()
    dated = replace(dated, article=replace(dated.article, id=bare.article.id))
    results = []
    for name, order in (("x", (bare, dated)), ("y", (dated, bare))):
        with KnowledgeGraph.open(tmp_path / name) as kg:
            for record in order:
                kg.add(record)
            results.append(nquads(kg))
            kg.remove("b.txt")
            results.append(nquads(kg))
    assert results[0] == results[2]
    assert b"2025-11-06" in results[0]
    assert results[1] == results[3]
    assert b"2025-11-06" not in results[1]


@pytest.mark.parametrize("by", ["iri", "source", "absolute", "url"])
def test_remove_by_iri_source_or_url(kg: KnowledgeGraph, by: str) -> None:
    kg.add(talks())
    iri = next(kg.store.articles()).value
    names = {
        "iri": iri,
        "source": "talks.txt",
        "absolute": str(Path("talks.txt").absolute()),
        "url": "https://harbour.example/rivals",
    }
    assert kg.remove(names[by]) == [iri]
    assert nquads(kg) == b""


def test_a_file_with_several_articles_is_removed_whole(kg: KnowledgeGraph) -> None:
    kg.add(short("wire.jsonl#1").build())
    kg.add(short("wire.jsonl#2", "left").build())
    kg.add(short("wire.jsonl.old#1", "sold").build())
    assert len(kg.remove("wire.jsonl")) == 2
    assert [fact.relation_label for fact in kg.facts()] == ["sold"]


def test_removing_what_is_not_there_is_an_error_that_says_so(kg: KnowledgeGraph) -> None:
    with pytest.raises(ArticleUnknown, match=r"nowhere\.txt"):
        kg.remove("nowhere.txt")


def test_what_was_read_before_need_not_be_annotated_again(kg: KnowledgeGraph) -> None:
    record = talks()
    assert not kg.add_known(record.article)
    kg.add(record)
    assert kg.add_known(record.article)
    assert kg.add_known(replace(record.article, source="moved.txt"))
    assert not kg.add_known(replace(record.article, headline="Another"))
    kg.remove("talks.txt")
    assert kg.remove("moved.txt")


def test_the_graph_is_there_after_closing(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
        before = nquads(kg)
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        assert nquads(kg) == before


def test_reading_beside_a_writer(tmp_path: Path) -> None:
    """Twenty times, because a reader may come just when the writer moves its files."""
    for number in range(20):
        with KnowledgeGraph.open(tmp_path / str(number)) as writer:
            writer.add(talks())
            writer.flush()
            with KnowledgeGraph.open(tmp_path / str(number), read_only=True) as reader:
                writer.remove("talks.txt")
                assert len(list(reader.facts())) == 7


def test_a_second_writer_is_told_to_wait(folder: Path) -> None:
    script = (
        "import sys; from graph import KnowledgeGraph\n"
        "try: KnowledgeGraph.open(sys.argv[1])\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
        with pytest.raises(GraphLocked):
            KnowledgeGraph.open(folder)
        result = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
        assert result.stdout.startswith("GraphLocked ")
        assert result.stdout.count("\n") == 1
        assert len(list(kg.facts())) == 7


def test_no_graph_to_read(folder: Path) -> None:
    with pytest.raises(GraphMissing, match="newsgraph build"):
        KnowledgeGraph.open(folder, read_only=True)
    assert not folder.exists()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "kg").write_text("I am a file")
    with pytest.raises(GraphUnwritable, match="--kg"):
        KnowledgeGraph.open(tmp_path / "kg")
    assert (tmp_path / "kg").read_text() == "I am a file"


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_store_is_named_and_left_alone(folder: Path, read_only: bool) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
    for current in folder.glob("*/**/CURRENT"):
        current.write_text("MANIFEST-999999\n")
    before = sorted(path.name for path in (folder / "store").glob("*.sst"))
    with pytest.raises(GraphDamaged, match="validate --repair") as caught:
        KnowledgeGraph.open(folder, read_only=read_only)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in (folder / "store").glob("*.sst")) == before


def test_a_damaged_store_can_still_be_read_from_its_checkpoint(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
    (folder / "store" / "CURRENT").write_text("MANIFEST-999999\n")
    with KnowledgeGraph.open(folder, read_only=True) as kg:
        assert len(list(kg.facts())) == 7


def test_a_damaged_catalogue_is_named(folder: Path) -> None:
    with KnowledgeGraph.open(folder) as kg:
        kg.add(talks())
    (folder / "catalogue.sqlite").write_bytes(b"no database at all" * 300)
    with pytest.raises(GraphDamaged, match=r"catalogue\.sqlite"):
        KnowledgeGraph.open(folder)


@pytest.mark.parametrize("moment", ["update", "extend"])
def test_an_interrupt_between_two_changes_of_the_store_leaves_no_trace(folder: Path, moment: str) -> None:
    class Interrupted:
        def __init__(self, store: object) -> None:
            self.whole = store

        def __getattr__(self, name: str) -> object:
            if name == moment:
                raise KeyboardInterrupt
            return getattr(self.whole, name)

    kg = KnowledgeGraph.open(folder)
    kg.add(short("a.txt").build())
    before = nquads(kg)
    writer = kg.store.writer
    writer.store = Interrupted(writer.store)  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        kg.add(short("b.txt", "left").build())
    writer.store = kg.store.store
    kg.close()
    del writer
    with KnowledgeGraph.open(folder) as kg:
        assert nquads(kg) == before
        assert kg.store.derived() == kg.store.rebuilt()
        kg.add(short("b.txt", "left").build())
        assert kg.store.derived() == kg.store.rebuilt()


def test_another_base_is_refused(folder: Path) -> None:
    with KnowledgeGraph.open(folder, base="https://news.example/id/") as kg:
        kg.add(talks())
        assert b"w3id.org/newsgraph/id" not in nquads(kg)
    with pytest.raises(GraphDamaged, match="--base"):
        KnowledgeGraph.open(folder, base="https://other.example/")
    with KnowledgeGraph.open(folder) as kg:
        assert next(kg.store.articles()).value.startswith("https://news.example/id/article/")


@pytest.mark.parametrize("base", ["no iri", "relative/", "https://x.example/no-slash"])
def test_a_base_must_be_an_iri(folder: Path, base: str) -> None:
    with pytest.raises(GraphDamaged, match="--base"):
        KnowledgeGraph.open(folder, base=base)


def test_a_full_disk_leaves_the_graph_as_it_was(folder: Path) -> None:
    """A file size limit stands in for a full disk: the same kind of error from the same calls."""
    script = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from graph import KnowledgeGraph
from graph.errors import GraphUnwritable
from tests.graph.conftest import RecordBuilder, talks
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
kg = KnowledgeGraph.open(sys.argv[1])
kg.add(talks())
kg.flush()
big = RecordBuilder("big.txt", headline="x" * 3_000_000).sentence("x" * 3_000_000).build()
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    kg.add(big)
    print("no error")
except GraphUnwritable as error:
    print("refused:", error)
"""
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(root)], capture_output=True, text=True, check=False
    )
    assert result.stdout.startswith("refused: "), result.stdout + result.stderr
    with KnowledgeGraph.open(folder) as kg:
        assert len(list(kg.store.articles())) == 1
        assert kg.store.derived() == kg.store.rebuilt()
