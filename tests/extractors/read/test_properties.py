"""What must hold for any bytes under any name."""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractors import Article, read_articles
from extractors.errors import ArticleError
from extractors.read.cleaning import clean_paragraphs
from extractors.read.folder import SUFFIXES

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                b"<p>",
                b"</div>",
                b"<html>",
                b'<script type="application/ld+json">',
                b"</script>",
                b'{"text": "',
                b'"}',
                b"[",
                b"\n",
                b"\n\n",
                b"# ",
                b"---\n",
                b"> ",
            ),
            *(
                b"Title: A\n",
                b"By Jane Doe\n",
                b"Nov 6, 2025\n",
                b"PARIS (AP) - ",
                b"Leave a Reply\n",
                b"<rss><item>",
                b"</item></rss>",
                b"&#0;",
                b"&#xD800;",
            ),
            *(
                (b"Ministers met on Monday and agreed to meet again before the end of the year, officials said. "),
                b"\xff",
                b"\xe2\x80\x9c",
                b"\x00",
                b"\\u0000",
                b"\\ud83d",
            ),
        ]
    )
    | st.binary(max_size=8)
    | st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace")),
    max_size=12,
).map(b"".join)
DATA = st.binary(max_size=300) | PIECES


def check(found: list[Article | ArticleError]) -> None:
    for item in found:
        if isinstance(item, ArticleError):
            assert "\n" not in str(item)
            assert item.reason.startswith("expected ")
            continue
        assert isinstance(item, Article)
        assert item.text.strip()
        assert item.text == item.text.strip()
        assert not [c for c in item.text if c != "\n" and unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
        assert "\n\n\n" not in item.text
        assert all(line for paragraph in item.text.split("\n\n") for line in paragraph.split("\n"))
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-[0-9a-f]{10}", item.id)
        assert item.headline is None or item.text.startswith(item.headline + "\n\n")
        for value in (item.headline, item.publisher, item.place, item.url, item.language, item.published, *item.author):
            assert value is None or (value.strip() == value != "" and "\n" not in value)
        json.dumps(item.text, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".txt.gz", ".jsonl.gz"])
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=DATA)
@example(data=b"")
@example(data=b"\xff\xfe")
@example(data=b"{}")
def test_any_bytes_give_articles_or_errors(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    found = list(read_articles([str(path)]))
    assert found
    check(found)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=DATA)
def test_any_bytes_on_standard_input(data: bytes) -> None:
    found = list(read_articles(["-"], stdin=io.BytesIO(data)))
    assert found
    check(found)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(max_size=30))
@example(name="\n\0")
def test_any_input_name(name: str) -> None:
    if not name.lower().startswith(("http://", "https://")) and name != "-" and not set(name) & set("*?[./~"):
        check(list(read_articles([name])))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(st.sampled_from('ab .?"(Photo):-Image'), min_size=1, max_size=60).map(str.strip).filter(bool),
        max_size=8,
    )
)
def test_cleaning_again_changes_nothing(paragraphs: list[str]) -> None:
    once = clean_paragraphs(paragraphs)
    assert clean_paragraphs(once) == once
