from __future__ import annotations

import codecs

import pytest

from tests.extractors.read.conftest import ReadError, ReadOne

TEXT = "Café owners in Malmö met on Monday, and they agreed that prices must rise, said Zoë Müller."


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks(read_one: ReadOne, mark: bytes, charset: str) -> None:
    assert read_one(mark + TEXT.encode(charset)).text == TEXT


def test_western_text_is_refused_with_the_command_that_converts_it(read_error: ReadError) -> None:
    error = read_error(TEXT.encode("cp1252"))
    assert "byte 0xE9 at offset 3" in error.reason
    assert "iconv -f WINDOWS-1252 -t UTF-8" in error.reason


def test_invalid_utf8(read_error: ReadError) -> None:
    error = read_error(b"Talks resumed \x80\xff\xfe\x9d in Valletta on Monday \xc3\x28.")
    assert "invalid bytes" in error.reason
    assert "save it as UTF-8" in error.reason


def test_bytes_that_only_start_like_utf16(read_error: ReadError) -> None:
    assert "UTF-16-LE mark" in read_error(b"\xff\xfe\xfa\xfb\xfc\xfd\x12\x34\x56").reason


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08\x00abc", "gzip data"),
        (b"some text\x00more\x01", "binary data"),
    ],
)
@pytest.mark.parametrize(
    "name", ["article.txt", "article.md", "article.html", "articles.jsonl", "articles.json", "feed.xml"]
)
def test_other_data_under_a_text_name(read_error: ReadError, data: bytes, what: str, name: str) -> None:
    assert f"found {what}" in read_error(data, name).reason


def test_declared_charset_of_a_page(read_one: ReadOne) -> None:
    page = (
        '<html><head><meta charset="iso-8859-9"><title>Şişli</title></head>'
        f"<body><article><p>{TEXT} İstanbul, Şişli.</p></article></body></html>"
    )
    assert "İstanbul, Şişli" in read_one(page.encode("iso-8859-9"), "page.html").text


def test_undeclared_page_may_be_windows_1252(read_one: ReadOne) -> None:
    page = f"<html><body><article><p>{TEXT} “Quoted,” she said.</p></article></body></html>"
    assert "Zoë Müller. “Quoted,”" in read_one(page.encode("cp1252"), "page.html").text


def test_page_in_another_charset_than_it_declares(read_error: ReadError) -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{TEXT}</p></body></html>'
    assert "UTF-8" in read_error(page.encode("cp1252"), "page.html").reason
