"""Files that cannot be read as articles."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile

from tests.docs.errors.provoking import BIN, NEWS, Done, Place, provokes

PAGE = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{NEWS}</p></article></body></html>"


def extract(at: Place, name: str, content: str | bytes) -> Done:
    return at.newsgraph("extract", at.write(name, content))


# --- names ---------------------------------------------------------------------------------------------------------
@provokes("…: expected a file, folder, glob, - or URL, found no usable name")
def no_name(at: Place) -> Done:
    return at.newsgraph("extract", "")


@provokes("…: expected a file, folder or glob, found nothing of that name; check the path")
def no_such_file(at: Place) -> Done:
    return at.newsgraph("extract", "missing.txt")


@provokes("…: expected … or one of these with .gz, found …; rename or convert it")
def other_ending(at: Place) -> Done:
    return extract(at, "story.docx", NEWS)


@provokes("…: expected a folder with articles (…), found none in it; check the path")
def empty_folder(at: Place) -> Done:
    at.write("news/README.md", NEWS)
    return at.newsgraph("extract", "news")


@provokes("…: expected a glob that matches articles (…), found …; check the pattern")
def empty_glob(at: Place) -> Done:
    return at.newsgraph("extract", "news/*.txt")


@provokes("…: expected a readable file or folder, found: …; check its permissions")
def name_too_long(at: Place) -> Done:
    return at.newsgraph("extract", "n" * 300)


@provokes("…: expected a readable file, found: …; …")
def failing_disk(at: Place) -> Done:
    (at / "story.txt").symlink_to("/proc/self/mem")  # reading it fails, as a bad disk does
    return at.newsgraph("extract", "story.txt")


# --- bytes ---------------------------------------------------------------------------------------------------------
@provokes("…: expected the text of an article, found …; check that it was saved")
def empty_file(at: Place) -> Done:
    return extract(at, "story.txt", "")


@provokes("…: expected text, found …; …")
def pdf_by_another_name(at: Place) -> Done:
    return extract(at, "story.txt", b"%PDF-1.7 ...")


@provokes("…: expected text, found binary data (NUL bytes); only text can be read")
def binary_file(at: Place) -> Done:
    return extract(at, "story.txt", bytes(range(256)))


@provokes("…: expected UTF-8 text, found invalid bytes (…); …")
def western_text(at: Place) -> Done:
    return extract(at, "story.txt", ("The café owner, José Muñoz, met the mayor. " * 5).encode("cp1252"))


@provokes("…: expected UTF-8 text, found a … mark before invalid data; save it as UTF-8")
def mark_before_other_text(at: Place) -> Done:
    return extract(at, "story.txt", b"\xff\xfe" + NEWS.encode())


@provokes("…: expected text in its declared charset …, found invalid bytes; save it as UTF-8")
def other_charset(at: Place) -> Done:
    return extract(at, "page.html", b'<html><head><meta charset="shift_jis"></head><body><p>\xfd\xfe\xff</p></body>')


@provokes("…: expected at most …, found more; split it, one article a file or one JSON object a line (.jsonl)")
def huge_file(at: Place) -> Done:
    return extract(at, "story.txt", NEWS * 40_000)


@provokes("…: expected one article of at most … characters, found …; split it, one article a file")
def long_article(at: Place) -> Done:
    words = [
        f"{first}{second}" for first in ("har", "mel", "tor", "vin") for second in ("bour", "dale", "stock", "wick")
    ]
    chance = random.Random(1)
    paragraphs = [" ".join(chance.choices(words, k=60)).capitalize() + "." for _ in range(3_000)]
    return extract(at, "story.txt", "\n\n".join(paragraphs))


@provokes("…: expected a whole gzip file, found its end missing; copy or download it again")
def cut_gzip(at: Place) -> Done:
    return extract(at, "story.txt.gz", gzip.compress(NEWS.encode())[:-20])


@provokes("…: expected gzip data, found other bytes (…); unpack it or rename it")
def no_gzip(at: Place) -> Done:
    return extract(at, "story.txt.gz", NEWS)


@provokes("…: expected compressed text, found data that grows more than … times; it is no article")
def bomb(at: Place) -> Done:
    return extract(at, "news.jsonl.gz", gzip.compress(b"\n" * 90_000_000))


@provokes("…: expected one article, found a document too large or too deeply nested to read; split it")
def no_memory(at: Place) -> Done:
    at.write("news.json", b"[" + b"[1],\n" * 19_000_000 + b"1]")
    return at.run(["sh", "-c", f"ulimit -v 700000; {BIN}/newsgraph extract news.json"])


# --- text ----------------------------------------------------------------------------------------------------------
@provokes("…: expected the text of an article, found only a headline or page navigation; save the page with its text")
def only_a_headline(at: Place) -> Done:
    return extract(at, "story.txt", "Talks end\n\nBy Ann Reid\n\nShare\n\nMost read\n")


@provokes("…: expected the text of an article, found nothing to read; check that the text was saved with it")
def nothing_visible(at: Place) -> Done:
    return extract(at, "story.jsonl", json.dumps({"title": "Talks", "text": "\u200b \u200b"}))


@provokes("…: expected a web page with an article, found … tags; save the article alone")
def hostile_page(at: Place) -> Done:
    return extract(at, "page.html", "<html><body>" + "<b>x</b>" * 300_000)


@provokes("…: expected a web page, found no HTML elements; name a plain text .txt")
def no_page(at: Place) -> Done:
    return extract(at, "page.html", "<!-- nothing -->")


@provokes("…: expected a web page with an article, found no running text; save the page with its text")
def page_made_by_scripts(at: Place) -> Done:
    return extract(at, "page.html", '<html><body><div id="root"></div><script src="app.js"></script></body></html>')


# --- JSON ----------------------------------------------------------------------------------------------------------
@provokes("…: expected JSON Lines, found an empty file; check that it was saved")
def empty_json_lines(at: Place) -> Done:
    return extract(at, "news.jsonl", "\n\n")


@provokes("…: expected JSON Lines (one object a line), found one JSON value over many lines; name the file .json")
def json_over_lines(at: Place) -> Done:
    return extract(at, "news.jsonl", json.dumps({"text": NEWS}, indent=2))


@provokes("…: expected a line of at most …, found one of …; one article a line")
def long_line(at: Place) -> Done:
    return extract(at, "news.jsonl", json.dumps({"text": NEWS * 40_000}))


@provokes("…: expected UTF-8 text, found invalid bytes (byte 0x… at offset …); save the file as UTF-8")
def western_line(at: Place) -> Done:
    return extract(at, "news.jsonl", '{"text": "José"}'.encode("cp1252"))


@provokes("…: expected a JSON object, found text that is not JSON (…); repair or remove the line")
def no_json_line(at: Place) -> Done:
    return extract(at, "news.jsonl", '{"text": "Talks ended\n')


@provokes("…: expected a JSON object, found JSON nested too deeply; one object an article")
def deep_line(at: Place) -> Done:
    return extract(at, "news.jsonl", "[" * 200_000)


@provokes("…: expected JSON, found text that is not (…); check that the file is whole")
def no_json(at: Place) -> Done:
    return extract(at, "news.json", '[{"text": "Talks ended"')


@provokes("…: expected JSON, found it nested too deeply; one object an article")
def deep_json(at: Place) -> Done:
    return extract(at, "news.json", "[" * 200_000)


@provokes("…: expected one JSON value, found several; name the file .jsonl if each line is one")
def lines_as_json(at: Place) -> Done:
    return extract(at, "news.json", '{"text": "One."}\n{"text": "Two."}\n')


@provokes("…: expected articles, found an empty JSON list; check that it was saved")
def empty_list(at: Place) -> Done:
    return extract(at, "news.json", "[]")


@provokes("…: expected a JSON object with an article, found …; one object an article")
def number_for_an_article(at: Place) -> Done:
    return extract(at, "news.json", "[1]")


@provokes('…: expected the article\'s text under "text", "body" or "content", found …; rename its key')
def text_under_another_key(at: Place) -> Done:
    return extract(at, "news.json", json.dumps({"words": NEWS}))


@provokes("…: expected an extraction record with cleaned text, found other text in it; extract the article again")
def changed_record(at: Place) -> Done:
    return extract(at, "r.jsonl", json.dumps({"article": {"id": "a", "sha256": "0", "text": "Two  blanks\u0007."}}))


# --- feeds ---------------------------------------------------------------------------------------------------------
@provokes("…: expected a feed entry with its full text, found a teaser; save the article's page instead")
def teaser(at: Place) -> Done:
    return extract(
        at,
        "feed.xml",
        "<rss><channel><item><title>Talks</title><description>Short.</description></item></channel></rss>",
    )


@provokes("…: expected an RSS or Atom feed with entries, found XML <…>; save articles as .html or .txt")
def other_xml(at: Place) -> Done:
    return extract(at, "feed.xml", "<catalog><book/></catalog>")


@provokes("…: expected an RSS or Atom feed, found broken XML (…); save it again")
def broken_feed(at: Place) -> Done:
    return extract(at, "feed.xml", "<rss><channel><item></rss>")


# --- PDF, EPUB, web archives ---------------------------------------------------------------------------------------
@provokes("…: expected the package pypdf to read a PDF, found none; pip install pypdf")
def no_pypdf(at: Place) -> Done:
    at.write("without/pypdf.py", "raise ImportError('not installed')")
    return at.newsgraph("extract", at.write("a.pdf", b"%PDF-1.4"), env={"PYTHONPATH": str(at / "without")})


@provokes("…: expected a PDF, found damaged or other data (…); save it again")
def damaged_pdf(at: Place) -> Done:
    return extract(at, "a.pdf", b"%PDF-1.4\nand no more")


def blank_pages(number: int, password: str | None = None) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(200, 200)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@provokes("…: expected a PDF that opens without a password, found an encrypted one; save a copy")
def locked_pdf(at: Place) -> Done:
    return extract(at, "a.pdf", blank_pages(1, "secret"))


@provokes("…: expected a PDF with text, found only pictures of pages; run character recognition on it")
def scanned_pdf(at: Place) -> Done:
    return extract(at, "a.pdf", blank_pages(1))


@provokes("…: expected a PDF of at most … pages, found …; split it")
def long_pdf(at: Place) -> Done:
    from extractors.read.pdf import MOST_PAGES

    return extract(at, "a.pdf", blank_pages(MOST_PAGES + 1))


@provokes("…: expected an EPUB, found damaged, encrypted or other data (…); save it again")
def damaged_epub(at: Place) -> Done:
    return extract(at, "a.epub", b"PK\x03\x04 and no more")


def epub(page: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("META-INF/container.xml", '<container><rootfile full-path="book.opf"/></container>')
        book.writestr(
            "book.opf",
            '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        book.writestr("a.xhtml", page)
    return out.getvalue()


@provokes("…: expected an EPUB with running text, found none; save the articles as .txt")
def pictures_in_an_epub(at: Place) -> Done:
    return extract(at, "a.epub", epub("<html><body><img src='a.png'/></body></html>"))


@provokes("…: expected a page of at most …, found a larger one; split it")
def huge_epub_page(at: Place) -> Done:
    return extract(at, "a.epub", epub(PAGE + " " * 10_000_000))


def warc(kind: str, page: str) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
    payload = io.BytesIO(page.encode())
    writer.write_record(writer.create_warc_record("https://news.example/a", "response", payload, http_headers=headers))
    return out.getvalue()


@provokes("…: expected the package warcio to read a web archive, found none; pip install warcio")
def no_warcio(at: Place) -> Done:
    at.write("without/warcio/__init__.py", "raise ImportError('not installed')")
    return at.newsgraph("extract", at.write("a.warc", b"WARC/1.0"), env={"PYTHONPATH": str(at / "without")})


@provokes("…: expected a web archive (WARC), found other or damaged data after … pages (…); download it again")
def no_warc(at: Place) -> Done:
    return extract(at, "a.warc.gz", warc("text/html", PAGE)[:-30])


@provokes("…: expected a web archive with pages, found no HTML response in it; crawl its pages")
def pictures_in_a_warc(at: Place) -> Done:
    return extract(at, "a.warc.gz", warc("image/png", "x"))


@provokes("…: expected a page of at most …, found a larger one; save it apart")
def huge_archived_page(at: Place) -> Done:
    return extract(at, "a.warc.gz", warc("text/html", PAGE + " " * 10_000_000))


# --- sentences of others -------------------------------------------------------------------------------------------
@provokes("…: expected a file of sentences, found: …; check the path")
def no_sentences(at: Place) -> Done:
    return at.newsgraph("extract", "--pretokenized", "missing.txt")


@provokes("…: expected sentences in UTF-8, found other bytes; convert the file")
def western_sentences(at: Place) -> Done:
    return at.newsgraph("extract", "--pretokenized", at.write("lines.txt", "José resigned .\n".encode("cp1252")))
