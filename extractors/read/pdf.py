"""PDF files: the text layer of the pages, its lines joined into paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.draft import Origin
from extractors.read.paragraphs import ends_sentence
from extractors.read.plain import read_plain, read_whole
from extractors.records import Article

__all__ = ["paragraphs_of_lines", "read_pdf"]

MAX_PDF_BYTES = 50_000_000
MOST_PAGES = 200

_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.I)


def read_pdf(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """Yield the one article that a PDF file holds.

    Args:
        stream: The file's bytes.
        origin: Where they come from.

    Yields:
        The article, read as plain text is; offsets count in the cleaned text, as always.

    Raises:
        ArticleError: the package pypdf is not installed, or the file is no PDF, encrypted, damaged, too long, or only
            pictures of pages.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ArticleError(
            origin.source, "expected the package pypdf to read a PDF, found none; pip install pypdf"
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a damaged file, our error says
    data = read_whole(stream, origin, MAX_PDF_BYTES, binary=True)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(
                origin.source, "expected a PDF that opens without a password, found an encrypted one; save a copy"
            )
        if len(reader.pages) > MOST_PAGES:
            raise ArticleError(
                origin.source, f"expected a PDF of at most {MOST_PAGES} pages, found {len(reader.pages)}; split it"
            )
        pages = [page.extract_text() for page in reader.pages]
    except ArticleError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ArticleError(
            origin.source,
            f"expected a PDF, found damaged or other data ({' '.join(str(error).split())[:80]}); save it again",
        ) from None
    paragraphs = paragraphs_of_lines([line for page in pages for line in _lines(page)])
    if not paragraphs:
        raise ArticleError(
            origin.source, "expected a PDF with text, found only pictures of pages; run character recognition on it"
        )
    yield from read_plain(io.BytesIO("\n\n".join(paragraphs).encode("utf-8", "replace")), origin)


def _lines(page: str) -> list[str]:
    lines = [" ".join(line.split()) for line in page.splitlines()]
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    return lines


def paragraphs_of_lines(lines: Sequence[str]) -> list[str]:
    """Join the lines of set text into paragraphs.

    A line that is clearly shorter than the others and ends a sentence ends its paragraph; so does an empty line, and
    a short line that no small letter follows (a headline, a byline). A word divided at a line's end is joined.

    Args:
        lines: Lines in reading order, blanks squeezed.

    Returns:
        The paragraphs.

    Example:
        >>> paragraphs_of_lines(["Ministers met in Oslo on Mon-", "day.", "They will meet again in the spring."])
        ['Ministers met in Oslo on Monday.', 'They will meet again in the spring.']
    """
    full = [len(line) for line in lines if line]
    if not full:
        return []
    width = median(sorted(full)[len(full) // 2 :])  # the longer half: lines that fill the column
    paragraphs: list[str] = []
    open_paragraph = ""
    for line, following in pairwise([*lines, ""]):
        if not line:
            if open_paragraph:
                paragraphs.append(open_paragraph)
            open_paragraph = ""
            continue
        open_paragraph = _joined(open_paragraph, line)
        short = len(line) < 0.75 * width
        goes_on = following[:1].islower() or (open_paragraph.endswith("-") and following[:1].isalpha())
        if short and not goes_on and (ends_sentence(line) or len(line) < 0.6 * width):
            paragraphs.append(open_paragraph)
            open_paragraph = ""
    if open_paragraph:
        paragraphs.append(open_paragraph)
    return paragraphs


def _joined(text: str, line: str) -> str:
    if not text:
        return line
    if text.endswith("\u00ad") or (re.search(r"[a-z]-$", text) and line[:1].islower()):
        return text[:-1] + line
    return f"{text} {line}"
