"""Inputs to pieces and partitions: where bytes travel and where they are opened, each file once, sizes by text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ArticleError
from extractors.partitions import Piece, list_pieces, pack
from extractors.partitions.reading import read_piece
from extractors.read import read_articles
from extractors.records import Article

STORY = "Ferry sinks off Split\n\nThe ferry Marija Zora sank off Split on Monday, the coast guard said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(STORY.replace("Monday", "Friday").encode()))
    (tmp_path / "README.txt").write_text("About this folder.\n")
    (tmp_path / ".hidden.txt").write_text(STORY)
    (tmp_path / "c.pdx").write_text("no article")
    below = tmp_path / "below"
    below.mkdir()
    lines = [
        json.dumps({"text": f"{STORY} It was number {number}.", "url": f"https://x.example/{number}"})
        for number in range(9)
    ]
    (below / "d.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.fixture
def memory(folder: Path) -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for path in folder.rglob("*"):
        if path.is_file():
            system.pipe_file(f"/news/{path.relative_to(folder).as_posix()}", path.read_bytes())
    yield "memory://news"
    system.rm("/news", recursive=True)


def told(pieces: list[Piece | ArticleError]) -> list[str]:
    return [str(item) if isinstance(item, ArticleError) else Path(item.source).name for item in pieces]


def articles(pieces: list[Piece | ArticleError]) -> list[tuple[str, str]]:
    found = [item for piece in pieces if isinstance(piece, Piece) for item in read_piece(piece)]
    return sorted((item.id, item.text) for item in found if isinstance(item, Article))


def test_a_folder_gives_what_reading_it_gives(folder: Path, memory: str) -> None:
    read = sorted((item.id, item.text) for item in read_articles([str(folder)]) if isinstance(item, Article))
    assert len(read) == 11
    for given_as in (str(folder), f"file://{folder}", memory, f"file://{folder}/**/*"):
        pieces = list(list_pieces([given_as]))
        assert sorted(told(pieces)) == ["a.txt.gz", "b.txt", "d.jsonl"]
        assert articles(pieces) == read


def test_bytes_of_a_path_travel_and_those_of_a_url_do_not(folder: Path) -> None:
    here, there = list_pieces([str(folder / "b.txt"), f"file://{folder}/b.txt"])
    assert isinstance(here, Piece)
    assert isinstance(there, Piece)
    assert (here.content, here.location) == (STORY.encode(), None)
    assert (there.content, there.location) == (None, f"file://{folder}/b.txt")


def test_a_file_named_twice_is_listed_once(folder: Path) -> None:
    assert told(list(list_pieces([str(folder / "b.txt"), str(folder), str(folder / "below/../b.txt")]))) == [
        *("b.txt", "a.txt.gz", "d.jsonl")
    ]


def test_what_cannot_be_listed_is_named(folder: Path) -> None:
    pieces = list(
        list_pieces([f"file://{folder}/none.txt", "nosuch://x/y", f"file://{folder}/c.pdx", f"file://{folder}/*.pdx"])
    )
    assert all(isinstance(piece, ArticleError) for piece in pieces)
    for text, piece in zip(
        ("found nothing of that name", "nosuch", '".pdx"', "found none that can be read"), pieces, strict=True
    ):
        assert text in str(piece)


def test_a_file_that_went_away_is_named_by_the_worker() -> None:
    (error,) = read_piece(Piece("x.txt", "s", 1, location="/no/such/x.txt"))
    assert str(error).startswith("x.txt: expected a file that this worker can open, found none")


def test_another_content_is_another_partition(folder: Path) -> None:
    def ids() -> list[str]:
        return [p.id for p in pack((x for x in list_pieces([str(folder)]) if isinstance(x, Piece)), 1)]

    before = ids()
    assert ids() == before
    (folder / "b.txt").write_text(STORY + " And more.")
    after = ids()
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_shares_of_lines_are_the_whole(folder: Path) -> None:
    path = str(folder / "below" / "d.jsonl")
    whole = articles([Piece(path, "s", 1, location=path)])
    shares = [Piece(path, "s", 1, location=path, share=(number, 4)) for number in range(4)]
    assert all(len(articles([share])) in {2, 3} for share in shares)
    assert articles(list(shares)) == whole
    sources = {item.source for share in shares for item in read_piece(share)}
    assert sources == {f"{path}#{number}" for number in range(1, 10)}


def test_a_share_without_lines_is_no_error(folder: Path) -> None:
    path = str(folder / "below" / "d.jsonl")
    assert list(read_piece(Piece(path, "s", 1, location=path, share=(11, 12)))) == []


def test_shares_of_a_web_archive_are_the_whole(tmp_path: Path) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "news.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in [*range(8), 3]:  # one page was fetched twice
            page = f"<html><body><article><h1>Story {number}</h1><p>{STORY * 3}</p></article></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://x.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(page.encode()), http_headers=headers)
            )
    whole = articles([Piece(str(path), "s", 1, location=str(path))])
    assert len(whole) == 9
    shares = [[Piece(str(path), "s", 1, location=str(path), share=(number, 3))] for number in range(3)]
    assert sorted(item for share in shares for item in articles(list(share))) == whole
    assert sum(any("Story 3" in text for _, text in articles(list(share))) for share in shares) == 1


@given(st.lists(st.integers(1, 50), max_size=20), st.integers(1, 60))
def test_partitions_keep_all_pieces_in_order(weights: list[int], size: int) -> None:
    pieces = [Piece(f"{number}.txt", "s", weight) for number, weight in enumerate(weights)]
    partitions = list(pack(pieces, size))
    assert [piece for partition in partitions for piece in partition.pieces] == pieces
    assert [p.first for p in partitions] == [pieces.index(p.pieces[0]) for p in partitions]
    assert all(len(p.pieces) == 1 or p.weight <= size for p in partitions)
    assert len({p.id for p in partitions}) == len(partitions)


def test_a_url_that_the_worker_knows_not_is_named() -> None:
    (error,) = read_piece(Piece("nosuch://x/a.txt", "s", 1, location="nosuch://x/a.txt"))
    assert str(error).startswith("nosuch://x/a.txt: expected a URL that this worker can open, found: ")
