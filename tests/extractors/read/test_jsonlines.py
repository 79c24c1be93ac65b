from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors import Article, Extraction, read_articles
from extractors.errors import ArticleError
from extractors.read.draft import MAX_ARTICLE_BYTES
from extractors.records import to_json
from tests.extractors.read.conftest import ReadError, ReadOne

TEXT = "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, officials said."


@pytest.mark.parametrize(
    "item",
    [
        {
            "text": TEXT,
            "title": "Ministers meet",
            "publisher": "Example Times",
            "date": "2025-11-06",
            "authors": ["Jane Doe"],
            "url": "https://times.example/a",
        },
        {
            "articleBody": TEXT,
            "headline": "Ministers meet",
            "publisher": {"@type": "Organization", "name": "Example Times"},
            "datePublished": "2025-11-06",
            "author": [{"name": "Jane Doe"}],
            "link": "https://times.example/a",
        },
        {
            "Content": f"<p>{TEXT}</p><script>x()</script>",
            "TITLE": "Ministers meet",
            "site": "Example Times",
            "published_at": "6 November 2025",
            "byline": "By Jane Doe",
            "url": "https://times.example/a",
        },
        {
            "body": [TEXT],
            "title": "Ministers meet",
            "source": {"id": "et", "name": "Example Times"},
            "publishedAt": "2025-11-06",
            "author": "Jane Doe",
            "url": "https://times.example/a",
        },
        {
            "article": {
                "body": TEXT,
                "title": "Ministers meet",
                "outlet": "Example Times",
                "published": "2025-11-06",
                "author": "Jane Doe",
                "url": "https://times.example/a",
            }
        },
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_key_names(read_one: ReadOne, item: dict[str, object], name: str) -> None:
    article = read_one(json.dumps(item), name)
    assert article.text == f"Ministers meet\n\n{TEXT}"
    assert (article.headline, article.publisher, article.published) == ("Ministers meet", "Example Times", "2025-11-06")
    assert (article.author, article.url) == (("Jane Doe",), "https://times.example/a")


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps({"text": TEXT}).encode()
        + (b'\n\n{"text": "broken\n[1]\n{"title": "no text"}\nnull\n{"text": "\xff"}\n{"text": "\\u0000 \\ud800"}\n')
        + json.dumps({"text": TEXT + " Again."}).encode()
    )
    found = list(read_articles([str(path)]))
    sources = [item.source.rpartition("#")[2] for item in found]
    assert sources == ["1", "3", "4", "5", "6", "7", "8", "9"]
    assert [isinstance(item, Article) for item in found] == [True, *[False] * 6, True]
    reasons = [item.reason for item in found if isinstance(item, ArticleError)]
    assert (
        "not JSON (Unterminated string" in reasons[0]
        or "not JSON (Invalid control" in reasons[0]
        or "not JSON" in reasons[0]
    )
    assert "a list" in reasons[1]
    assert '"text", "body" or "content", found title' in reasons[2]
    assert "null" in reasons[3]
    assert "0xFF" in reasons[4]
    assert all("\n" not in str(item) for item in found if isinstance(item, ArticleError))


def test_a_line_of_50_megabytes_is_refused_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"a " * 25_000_000 + b'"}\n')
        file.write(json.dumps({"text": TEXT}).encode() + b"\n")
    error, article = read_articles([str(path)])
    assert isinstance(error, ArticleError)
    assert error.source.endswith("long.jsonl#1")
    assert "at most 10 MB, found one of 50 MB" in error.reason
    assert isinstance(article, Article)
    assert article.source.endswith("long.jsonl#2")


def test_one_text_of_50_megabytes(read_error: ReadError) -> None:
    assert "at most 10 MB" in read_error(b"a " * 25_000_000).reason


def test_too_many_characters(read_error: ReadError) -> None:
    assert MAX_ARTICLE_BYTES > 1_300_000
    assert "at most 1 000 000 characters" in read_error("Ministers met. " * 80_000).reason


def test_list_and_wrapped_list(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for value in (
        [{"text": TEXT}, {"text": TEXT + " Again."}, 7],
        {"status": "ok", "articles": [{"content": TEXT}, {"content": TEXT + " Again."}, 7]},
    ):
        path.write_text(json.dumps(value, indent=1))
        first, second, third = read_articles([str(path)])
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert isinstance(third, ArticleError)
        assert second.source.endswith("a.json#2")


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        ("{", "a.json", "not"),
        ("[]", "a.json", "an empty JSON list"),
        ('{"a": 1}', "a.json", "found a"),
        ('{"text": "x"}\n{"text": "y"}', "a.json", ".jsonl"),
        ("[" * 100_000, "a.json", "nested"),
        ("[\n {}\n]", "a.jsonl", "name the file .json"),
        ("", "a.jsonl", "empty"),
        ("\n\n", "a.jsonl", "empty"),
        ('{"text": "  "}', "a.jsonl", "found text"),
    ],
)
def test_bad_files(read_error: ReadError, content: str, name: str, what: str) -> None:
    assert what in read_error(content, name).reason


def test_extraction_records_are_articles_again(tmp_path: Path, read_one: ReadOne) -> None:
    article = read_one(f"Title: Ministers meet\nPublisher: Example Times\n\nVALLETTA, Nov 6, 2025 (EW) - {TEXT}")
    path = tmp_path / "records.jsonl"
    path.write_text(to_json(Extraction(article)) + "\n")
    assert list(read_articles([str(path)])) == [article]


def test_epoch_and_language(read_one: ReadOne) -> None:
    article = read_one(json.dumps({"text": TEXT, "timestamp": 1762425120, "language": "English"}), "a.json")
    assert (article.published, article.language) == ("2025-11-06T10:32:00Z", "en")
