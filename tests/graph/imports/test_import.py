"""Imports: a dump restores everything, foreign RDF joins in, and what cannot be read changes nothing."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from extractors.records import to_json
from graph import Change, KnowledgeGraph
from graph.cli import main
from graph.errors import ArticleUnknown, ImportRefused
from graph.imports import foreign
from graph.imports.names import SUFFIXES
from graph.validation import validate
from tests.graph.conftest import RecordBuilder, talks

LIND = "https://w3id.org/newsgraph/id/entity/Mara_Lind"
FOREIGN = f"""@prefix schema: <https://schema.org/> .
<{LIND}> schema:birthDate "1971-02-03" ; schema:alumniOf [ schema:name "Norland University" ] .
<#me> schema:knows <{LIND}> .
"""
BIRTH = "SELECT ?name ?born { ?e rdfs:label ?name ; schema:birthDate ?born }"


def export(kg: KnowledgeGraph, export_format: str = "nquads", **options: bool) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, export_format, **options)
    return buffer.getvalue()


@pytest.fixture
def full(kg: KnowledgeGraph, tmp_path: Path) -> KnowledgeGraph:
    kg.add(talks("a.txt", "The Harbour Post"))
    kg.add(talks("wire.jsonl#3", "The Inland Mail"))
    kg.add(talks("copy.txt", "The Harbour Post"))
    b = RecordBuilder("-", headline='"""\\ \u0001\u2028 😀').entity("عربي", "PERSON")
    b.sentence("عربي spoke.")
    b.fact("عربي", "spoke")
    kg.add(b.build())
    (tmp_path / "people of 1971.ttl").write_text(FOREIGN)
    kg.import_file(tmp_path / "people of 1971.ttl")
    return kg


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(tmp_path / "restored") as kg:
        yield kg


@pytest.mark.parametrize("export_format", ["nquads", "trig"])
def test_a_dump_restores_everything(
    full: KnowledgeGraph, empty: KnowledgeGraph, tmp_path: Path, export_format: str
) -> None:
    file = tmp_path / {"nquads": "dump.nq", "trig": "dump.trig"}[export_format]
    full.export(file, export_format, records=True)
    report = empty.import_file(file)
    assert (report.articles, report.unread, len(report.graphs)) == (4, [], 1)
    assert export(empty) == export(full)
    assert export(empty, records=True) == export(full, records=True)
    assert list(validate(empty)) == []
    for kg in (full, empty):  # and life goes on as in the first graph
        assert kg.add(talks("a.txt", "The Harbour Post")) is Change.UNCHANGED
        assert kg.remove("wire.jsonl")
        kg.remove("a.txt")
        kg.remove("copy.txt")
    assert export(empty) == export(full)


def test_a_dump_is_the_plain_export_and_the_archive(full: KnowledgeGraph) -> None:
    plain, dump = (set(pyoxigraph.parse(export(full, records=r), format=pyoxigraph.RdfFormat.N_QUADS)) for r in (0, 1))
    assert plain < dump
    assert {quad.graph_name.value for quad in dump - plain} == {"https://w3id.org/newsgraph/ns#Archive"}


def test_a_dump_keeps_base_and_threshold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with KnowledgeGraph.open(tmp_path / "one", base="https://news.example/id/", threshold=0.95) as kg:
        kg.add(talks())
        before = export(kg)
        kg.export(tmp_path / "dump.nq", "nquads", records=True)
    assert main(["import", str(tmp_path / "dump.nq"), "--kg", str(tmp_path / "two")]) == 0
    assert "1 articles" in capsys.readouterr().out
    with KnowledgeGraph.open(tmp_path / "two", read_only=True) as kg:
        assert export(kg) == before
        assert kg.store.threshold == 0.95
    with KnowledgeGraph.open(tmp_path / "other") as kg, pytest.raises(ImportRefused, match=r"news\.example"):
        kg.import_file(tmp_path / "dump.nq")


def test_records_as_extract_prints_them_are_articles(empty: KnowledgeGraph, kg: KnowledgeGraph, tmp_path: Path) -> None:
    records = [talks("a.txt", "The Harbour Post"), talks("b.txt", "The Inland Mail")]
    for record in records:
        kg.add(record)
    file = tmp_path / "facts.jsonl.gz"
    file.write_bytes(gzip.compress("".join(f"{to_json(record)}\n" for record in records).encode() + b'\n{"x": 1}\n'))
    report = empty.import_file(file)
    assert report.articles == 2
    assert [error.source for error in report.unread] == [f"{file}#4"]
    assert export(empty) == export(kg)


def test_foreign_rdf_joins_in_every_query_and_stays_apart(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.add(talks())
    before = export(kg)
    file = tmp_path / "people.ttl"
    file.write_text(FOREIGN)
    report = kg.import_file(file)
    graph = "https://w3id.org/newsgraph/id/import/people"
    assert report.graphs == [(graph, 4)]
    assert list(kg.query(BIRTH)) == [{"name": "Mara Lind", "born": "1971-02-03"}]
    assert kg.query(f"ASK {{ <{graph}#me> schema:knows <{LIND}> }}")
    assert list(validate(kg)) == []
    assert len(list(kg.store.articles())) == 1
    assert b"_:" not in export(kg)
    again = export(kg)
    kg.import_file(file)
    assert export(kg) == again
    file.write_text(FOREIGN.replace("1971", "1972"))
    kg.import_file(file)
    assert [row["born"] for row in kg.query(BIRTH)] == ["1972-02-03"]
    assert kg.remove(graph) == [graph]
    assert export(kg) == before
    with pytest.raises(ArticleUnknown):
        kg.remove(graph)


def test_foreign_rdf_in_each_format_is_the_same_graph(kg: KnowledgeGraph, tmp_path: Path) -> None:
    plain = "\n".join(line for line in FOREIGN.splitlines() if "#me" not in line).replace("[ ", "<urn:u> .\n<urn:u> ")
    plain = plain.replace(" ] .", " .")
    triples = [pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(plain, format=TURTLE)]
    found = []
    for suffix, name in SUFFIXES.items():
        if name == "records":
            continue
        file = tmp_path / f"same{suffix}"
        rdf_format = pyoxigraph.RdfFormat.from_extension(suffix[1:]) or pyoxigraph.RdfFormat.RDF_XML
        pyoxigraph.serialize(triples, output=str(file), format=rdf_format)
        kg.import_file(file)
        found.append(export(kg))
    assert len(found) > 8
    assert len(set(found)) == 1
    assert [path.name for path in (kg.store.folder / "imports").iterdir()] == [file.name]


TURTLE = pyoxigraph.RdfFormat.TURTLE


def test_a_union_has_each_triple_once_whoever_says_it(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.add(talks())
    ours = export(kg, "ntriples")
    (tmp_path / "ours.nt").write_bytes(ours)
    (tmp_path / "ours too.nt").write_bytes(ours)
    report = kg.import_file(tmp_path / "ours.nt")
    assert report.without_records
    kg.import_file(tmp_path / "ours too.nt")
    assert export(kg, "ntriples") == ours
    assert len(list(kg.facts())) == 7


def test_triple_terms_come_in_without_being_kept(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.add(talks())
    kg.export(tmp_path / "new.ttl", "turtle", triple_terms=True)
    with KnowledgeGraph.open(tmp_path / "two") as two:
        assert two.import_file(tmp_path / "new.ttl").triple_terms == 6
        assert not any(isinstance(quad.object, pyoxigraph.Triple) for quad in two.store.store)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.ttl", b"@prefix : <urn:x> . :a :b"),
        ("broken.nq", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn b> <urn:c> .\n"),
        ("latin.nt", b'<urn:a> <urn:b> "\xe9" .\n'),
        ("cut.nt.gz", gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 99)[:-12]),
        ("words.docx", b""),
        ("bare", b""),
    ],
)
def test_what_cannot_be_read_changes_nothing(kg: KnowledgeGraph, tmp_path: Path, name: str, content: bytes) -> None:
    kg.add(talks())
    before = export(kg)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefused, match=name) as caught:
        kg.import_file(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert export(kg) == before
    assert not (kg.store.folder / "imports").exists()


def test_a_dump_cannot_write_files_of_its_choice(kg: KnowledgeGraph, tmp_path: Path) -> None:
    archive = "https://w3id.org/newsgraph/ns#Archive"
    (tmp_path / "evil.nq").write_text(
        f'<{archive}/../../evil> <https://w3id.org/newsgraph/ns#content> "x" <{archive}> .\n'
        f'<{archive}/graph.html> <https://w3id.org/newsgraph/ns#content> "x" <{archive}> .\n'
        f'<urn:a> <https://w3id.org/newsgraph/ns#record> "no record" <{archive}> .\n'
    )
    report = kg.import_file(tmp_path / "evil.nq")
    assert (report.articles, len(report.unread)) == (0, 1)
    assert not (tmp_path / "evil").exists()
    assert not (kg.store.folder / "graph.html").exists()
    (tmp_path / "evil.nq").write_text(
        f'<urn:a> <https://w3id.org/newsgraph/ns#record> "no record" <{archive}> .\n'
        "<urn:a> <urn:b> <urn:c> <https://w3id.org/newsgraph/id/import/..%2F..%2Fevil> .\n"
    )
    with pytest.raises(ImportRefused, match="evil"):
        kg.import_file(tmp_path / "evil.nq")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.nq", "kg"]


def test_an_import_cut_off_comes_to_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "people.ttl"
    file.write_text(FOREIGN)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for first in (False, True):
        with KnowledgeGraph.open(folder) as kg:
            if first:
                kg.import_file(file)
                file.write_text(FOREIGN.replace("1971", "1972"))
            before = export(kg)
            with monkeypatch.context() as patch:
                patch.setattr(foreign, "kept_files", killed)  # after the store has it, before the copy is in place
                with pytest.raises(KeyboardInterrupt):
                    kg.import_file(file)
            assert export(kg) != before
        with KnowledgeGraph.open(folder) as kg:
            assert export(kg) == before
            assert not list((folder / "imports").glob(".*"))


def test_the_command_says_what_came_of_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.ttl").write_text(FOREIGN)
    assert main(["import", str(tmp_path / "people.ttl"), str(tmp_path / "gone.nt"), "--kg", str(folder)]) == 1
    said = capsys.readouterr()
    assert "4 triples in https://w3id.org/newsgraph/id/import/people" in said.out
    assert "gone.nt: cannot be read (No such file or directory)" in said.err
    assert main(["import", str(tmp_path / "gone.nt"), "--kg", str(folder)]) == 2
    assert main(["remove", "https://w3id.org/newsgraph/id/import/people", "--kg", str(folder)]) == 0
