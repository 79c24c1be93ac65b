"""Files, folders, globs, gzip, standard input, and what goes wrong with each."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from pathlib import Path

import pytest

from extractors import Article, read_articles
from extractors.errors import ArticleError

TEXT = "Ministers from eleven countries met in Valletta on {} to discuss a harbour pact, officials said."


def write(folder: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = TEXT.format(f"day {number}")
        content = (
            text.encode()
            if ".html" not in name
            else f"<html><body><article><p>{text}</p></article></body></html>".encode()
        )
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


def sources(*inputs: Path | str) -> list[str]:
    return [item.source for item in read_articles(map(str, inputs))]


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder_in_order_without_hidden_and_other_files(in_folder: Path) -> None:
    write(
        in_folder / "news",
        "b.txt",
        "a.md",
        "sub/c.html.gz",
        "sub/.hidden/d.txt",
        ".e.txt",
        "logo.css",
        "README.md",
        "z.TXT",
    )
    assert sources("news") == ["news/a.md", "news/b.txt", "news/sub/c.html.gz", "news/z.TXT"]
    assert sources("./news/") == sources("news")
    assert sources(in_folder / "news")[0] == (in_folder / "news/a.md").as_posix()
    assert sources("news/README.md") == ["news/README.md"]


def test_links_to_folders_are_followed_once(in_folder: Path) -> None:
    write(in_folder, "news/a.txt", "other/b.txt")
    (in_folder / "news/loop").symlink_to(in_folder / "news", target_is_directory=True)
    (in_folder / "news/more").symlink_to(in_folder / "other", target_is_directory=True)
    (in_folder / "news/dangling.txt").symlink_to(in_folder / "gone.txt")
    found = list(read_articles(["news"]))
    assert [item.source for item in found] == ["news/a.txt", "news/dangling.txt", "news/more/b.txt"]
    assert isinstance(found[1], ArticleError)


def test_globs(in_folder: Path) -> None:
    write(in_folder, "x/a.txt", "x/b.md", "y/c.txt", "x/d.css")
    assert sources("*/*.txt") == ["x/a.txt", "y/c.txt"]
    assert sources("**/*.txt") == ["x/a.txt", "y/c.txt"]
    assert sources("x/*") == ["x/a.txt", "x/b.md"]
    assert sources("?") == ["x/a.txt", "x/b.md", "y/c.txt"]
    (error,) = read_articles(["z/*.txt"])
    assert isinstance(error, ArticleError)
    assert "no match" in error.reason


def test_a_file_named_like_a_glob(in_folder: Path) -> None:
    write(in_folder, "a[1].txt")
    assert sources("a[1].txt") == ["a[1].txt"]


def test_a_file_named_twice_is_read_once(in_folder: Path) -> None:
    write(in_folder, "x/a.txt", "x/b.txt")
    assert sources("x/b.txt", "x", "x/*.txt") == ["x/b.txt", "x/a.txt"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("gone.txt", "nothing of that name"),
        ("empty", "found none in it"),
        ("logo.css", 'ending in ".css"'),
        ("a.tar.gz", "a file ending in"),
        ("", "no usable name"),
        ("plain", "without an ending"),
    ],
)
def test_inputs_that_cannot_be_read(in_folder: Path, name: str, what: str) -> None:
    (in_folder / "empty").mkdir()
    write(in_folder, "logo.css", "a.tar.gz", "plain", "good.txt")
    error, article = read_articles([name, "good.txt"])
    assert isinstance(error, ArticleError)
    assert what in error.reason
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "an empty file"),
        (b" \n\t\n", "white space only"),
        ("\u200b\ufeff\n".encode(), "nothing to read"),
        (b"- Advertisement -\n", "nothing to read"),
        (b"Harbour talks open\n\nBy Jane Doe\n\nSunday, July 21, 2019\n", "only a headline"),
    ],
)
def test_files_without_text(in_folder: Path, content: bytes, what: str) -> None:
    Path("a.txt").write_bytes(content)
    (error,) = read_articles(["a.txt"])
    assert isinstance(error, ArticleError)
    assert what in error.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_and_folder(in_folder: Path) -> None:
    write(in_folder, "a.txt", "closed/b.txt")
    Path("a.txt").chmod(0)
    Path("closed").chmod(0)
    try:
        found = list(read_articles(["a.txt", "closed"]))
    finally:
        Path("closed").chmod(0o700)
    assert all(isinstance(item, ArticleError) and "ermission" in item.reason for item in found)
    assert len(found) == 2


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_file_that_fails_while_it_is_read(in_folder: Path) -> None:
    Path("a.txt").symlink_to("/proc/self/mem")
    write(in_folder, "b.txt")
    error, article = read_articles(["."])
    assert isinstance(error, ArticleError)
    assert "expected a readable file, found:" in error.reason
    assert isinstance(article, Article)


def test_file_name_that_is_no_utf8(in_folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(in_folder, name)
    (article,) = read_articles([name])
    assert isinstance(article, Article)
    assert article.source == "caf\ufffd.txt"


def test_gzip(in_folder: Path) -> None:
    write(in_folder, "a.txt.gz", "b.html.gz")
    assert all(isinstance(item, Article) for item in read_articles(["."]))


def test_damaged_gzip(in_folder: Path) -> None:
    packed = gzip.compress(TEXT.encode() * 100)
    for number, content in enumerate((packed[:-20], b"no gzip at all", packed[:40] + b"\x00" * 40 + packed[80:], b"")):
        Path(f"{number}.txt.gz").write_bytes(content)
    found = list(read_articles(["."]))
    assert len(found) == 4
    assert all(isinstance(item, ArticleError) and item.reason.startswith("expected ") for item in found)


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.xml.gz"])
def test_bombs_are_refused(in_folder: Path, name: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a " * 500_000
    with Path(name).open("wb") as file:
        for _ in range(300):
            file.write(packer.compress(block))
        file.write(packer.flush())
    (error,) = read_articles([name])
    assert isinstance(error, ArticleError)


STORY = "Harbour pact\n\n" + TEXT.format("Monday")


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (STORY.encode(), "-"),
        (gzip.compress(STORY.encode()), "-"),
        (
            (
                f"<!doctype html><html><head><title>Harbour "
                f"pact</title></head><body><p>{TEXT.format('Monday')}</p></body></html>"
            ).encode(),
            "-",
        ),
        (b'{"title": "Harbour pact", "text": "' + TEXT.format("Monday").encode() + b'"}\n', "-#1"),
        (b'{\n "title": "Harbour pact",\n "text": "' + TEXT.format("Monday").encode() + b'"}\n', "-"),
    ],
)
def test_standard_input_tells_its_format(content: bytes, source: str) -> None:
    (article,) = read_articles(["-"], stdin=io.BytesIO(content))
    assert isinstance(article, Article), article
    assert (article.source, article.text) == (source, STORY)


def test_empty_standard_input() -> None:
    (error,) = read_articles(["-"], stdin=io.BytesIO(b""))
    assert isinstance(error, ArticleError)
    assert error.source == "-"


def test_named_pipe(in_folder: Path) -> None:
    import threading

    os.mkfifo("pipe")
    writer = threading.Thread(target=lambda: Path("pipe").write_text(STORY))
    writer.start()
    (article,) = read_articles(["pipe"])
    writer.join()
    assert isinstance(article, Article)
    assert article.text == STORY


def test_lines_stream(in_folder: Path) -> None:
    """The first article comes before the last line is read."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            line = b'{"text": "' + STORY.encode().replace(b"\n", b" ") + b'"}\n'
            part = (line * (len(buffer) // len(line) + 1))[: len(buffer)]
            buffer[: len(part)] = part
            return len(part)

    assert isinstance(next(iter(read_articles(["-"], stdin=io.BufferedReader(Endless())))), Article)
