"""WARC, PDF and EPUB: real files made by the libraries, damaged ones, and ones that are something else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors import Article, read_articles
from extractors.errors import ArticleError
from extractors.read.pdf import paragraphs_of_lines

STORY = (
    "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, and they agreed that a second"
    " round must follow before the end of the year, officials said. The host said that the text was nearly ready, and"
    " that no country had left the table. Two delegations asked for more time to study the annex on fishing rights."
)
PAGE = (
    f"<html><head><title>Talks in Valletta</title></head><body><h1>Talks in Valletta</h1><p>{STORY}</p></body></html>"
)


def archive(packed: bool, pages: dict[str, tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for address, (status, kind) in pages.items():
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers)
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive_gives_its_pages(tmp_path: Path, name: str) -> None:
    pages = {
        "https://news.example/a": ("200 OK", "text/html; charset=utf-8"),
        "https://news.example/gone": ("404 Not Found", "text/html"),
        "https://news.example/picture": ("200 OK", "image/png"),
    }
    (tmp_path / name).write_bytes(archive(name.endswith(".gz"), pages))
    (article,) = read_articles([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.source.endswith(f"{name}#https://news.example/a")
    assert (article.url, article.headline) == ("https://news.example/a", "Talks in Valletta")
    assert STORY in article.text


def test_an_archive_is_known_on_standard_input() -> None:
    data = archive(True, {"https://news.example/a": ("200 OK", "text/html")})
    (article,) = read_articles(["-"], stdin=io.BytesIO(data))
    assert isinstance(article, Article)


def pdf(lines: list[str]) -> bytes:
    """Write a PDF of one page by hand: text in Helvetica, one line below the other."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 50 750 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


LINES = [
    "Talks in Valletta",
    "Ministers from eleven countries met in Valletta on Monday to discuss a harbour",
    "pact, and they agreed that a second round must follow before the end of the year,",
    "officials said.",
    "The host said that the text was nearly ready, and that no country had left the ta-",
    "ble. Two delegations asked for more time to study the annex on fishing rights now.",
    "1",
]


def test_a_pdf_gives_its_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "talks.pdf").write_bytes(pdf(LINES))
    (article,) = read_articles([str(tmp_path / "talks.pdf")])
    assert isinstance(article, Article)
    headline, first, second = article.text.split("\n\n")
    assert headline == "Talks in Valletta"
    assert first.startswith("Ministers")
    assert first.endswith("officials said.")
    assert "left the table. Two delegations" in second


def test_lines_become_paragraphs_at_gaps_too() -> None:
    assert paragraphs_of_lines(["One line here.", "", "Another one there."]) == ["One line here.", "Another one there."]
    assert paragraphs_of_lines([]) == []


def book(pages: dict[str, str]) -> bytes:
    out = io.BytesIO()
    items = "".join(f'<item id="i{n}" href="{p}" media-type="application/xhtml+xml"/>' for n, p in enumerate(pages))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    with zipfile.ZipFile(out, "w") as epub:
        epub.writestr("mimetype", "application/epub+zip")
        epub.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        epub.writestr(
            "OPS/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>',
        )
        for name, text in pages.items():
            epub.writestr(f"OPS/{name}", text)
    return out.getvalue()


def test_a_book_gives_its_running_text_in_order(tmp_path: Path) -> None:
    second = PAGE.replace("Talks in Valletta", "Talks end")
    (tmp_path / "week.epub").write_bytes(
        book({"cover.xhtml": "<html><body>Week</body></html>", "b.xhtml": PAGE, "a.xhtml": second})
    )
    found = list(read_articles([str(tmp_path)]))
    assert [item.headline for item in found if isinstance(item, Article)] == ["Talks in Valletta", "Talks end"]
    assert [item.source.rpartition("#")[2] for item in found] == ["OPS/b.xhtml", "OPS/a.xhtml"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF-1.4 not really", "expected a PDF"),
        ("a.pdf", b"plain words, no PDF at all", "expected a PDF"),
        ("empty.pdf", b"", "an empty file"),
        ("picture.pdf", pdf([]), "only pictures"),
        ("a.epub", b"PK\x03\x04 cut off", "expected an EPUB"),
        ("nothing.epub", book({"a.xhtml": "<html/>"}), "running text"),
        ("a.warc", b"plain words", "expected a web archive"),
        ("empty.warc", archive(False, {}), "no HTML response"),
        ("cut.warc.gz", archive(True, {"https://news.example/a": ("200 OK", "text/html")})[:-40], "expected"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    errors = [item for item in read_articles([str(tmp_path / name)]) if isinstance(item, ArticleError)]
    assert errors
    assert what in errors[-1].reason
    assert "\n" not in str(errors[-1])


def test_a_book_cannot_name_files_outside_itself(tmp_path: Path) -> None:
    (tmp_path / "secret.xhtml").write_text(PAGE)
    (tmp_path / "a.epub").write_bytes(
        book({"a.xhtml": PAGE}).replace(b'href="a.xhtml"', b'href="../../../secret.xhtml"')
    )
    found = list(read_articles([str(tmp_path / "a.epub")]))
    assert [type(item) for item in found] == [ArticleError]
