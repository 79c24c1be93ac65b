"""Bytes to text: UTF-8, a byte-order mark or a declared charset; anything else is an error, never a guess.

A wrong guess would put misspelt names into the graph for good, so a plain text that is not UTF-8 is refused with the
command that converts it. Only HTML without a declaration falls back to Windows-1252, as the HTML standard says.
"""

from __future__ import annotations

import codecs
import re

from extractors.errors import ArticleError

__all__ = ["check_not_binary", "declared_charset", "decode"]

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or Office document", "save its text as .txt, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save its text as .txt"),
    (b"{\\rtf", "a Rich Text document", "save its text as .txt"),
    (b"\x1f\x8b", "gzip data", "give the file a name that ends in .gz"),
    (b"BZh", "bzip2 data", "unpack it first"),
    (b"\xfd7zXZ\x00", "xz data", "unpack it first"),
    (b"(\xb5/\xfd", "Zstandard data", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG picture", "only text can be read"),
    (b"\xff\xd8\xff", "a JPEG picture", "only text can be read"),
    (b"GIF8", "a GIF picture", "only text can be read"),
    (b"RIFF", "a RIFF media file", "only text can be read"),
    (b"\x7fELF", "a program", "only text can be read"),
    (b"SQLite format 3\x00", "an SQLite database", "export it to JSON Lines"),
    (b"PAR1", "a Parquet file", "export it to JSON Lines"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
_LATIN_WORD = re.compile("[A-Za-zÀ-ÿŒœŠšŽžŸ]+")


def declared_charset(data: bytes) -> str | None:
    """Return the charset that an HTML or XML document declares in its first 2,048 bytes, or None."""
    found = _DECLARED.search(data[:2048])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def check_not_binary(head: bytes, source: str) -> None:
    """Refuse bytes that are no text.

    Args:
        head: The document, or its beginning.
        source: The input's name, for the error.

    Raises:
        ArticleError: the bytes start like a PDF, an archive, a picture, or hold NUL bytes without being UTF-16.
    """
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            raise ArticleError(source, f"expected text, found {what}; {advice}")
    if b"\x00" in head and not any(head.startswith(mark) for mark, _ in _MARKS):
        raise ArticleError(source, "expected text, found binary data (NUL bytes); only text can be read")


def decode(data: bytes, source: str, *, charset: str | None = None, web_page: bool = False) -> str:
    """Return the text of ``data``.

    Args:
        data: The whole document.
        source: The input's name, for the error.
        charset: A charset from outside (a web server), tried before what the document declares.
        web_page: True for HTML and XML, which may declare their charset and, undeclared, may be Windows-1252.

    Returns:
        The decoded text, without a byte-order mark.

    Raises:
        ArticleError: the bytes are binary, or no text in the charset they should be in.
    """
    check_not_binary(data, source)
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is None or (name != "utf-8" and not _readable(text)):
                raise ArticleError(
                    source,
                    f"expected UTF-8 text, found a {name.upper()} mark before invalid data; save it as UTF-8",
                )
            return text
    declared = charset or (declared_charset(data) if web_page else None)
    text = _strict(data, "utf-8")
    if text is not None and (declared is None or _is_ascii_superset(declared)):
        return text
    if declared is not None and not _is_utf8(declared):
        text = _strict(data, declared)
        if text is not None:
            return text
        raise ArticleError(
            source, f"expected text in its declared charset {declared[:40]!r}, found invalid bytes; save it as UTF-8"
        )
    western = _western(data)
    if web_page and declared is None and western is not None:
        return western
    raise ArticleError(source, _not_utf8(data, western is not None))


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in {"utf-8", "utf-8-sig"}
    except LookupError:
        return True  # an unknown name is a page's mistake: the text must then be UTF-8


def _is_ascii_superset(charset: str) -> bool:
    # Valid UTF-8 with accents is never meant as Windows-1252; UTF-16, Shift-JIS and their like must be believed.
    if _is_utf8(charset):
        return True
    return codecs.lookup(charset).name in {"ascii", "cp1252", "iso8859-1", "iso8859-15"}


def _readable(text: str) -> bool:
    letters = sum(map(str.isalpha, text[:4000]))
    blanks = sum(map(str.isspace, text[:4000]))
    return blanks * 40 >= letters and "\x00" not in text


def _western(data: bytes) -> str | None:
    """Return Windows-1252 text when the accents stand in words as in Western European prose, else None."""
    text = _strict(data, "cp1252")
    if text is None or re.search("[\x00-\x08\x0e-\x1f\x7f]", text):
        return None
    beyond = sum(1 for c in text if ord(c) > 127)
    words = _LATIN_WORD.findall(text)
    accented = sum(1 for word in words if not word.isascii())
    return text if words and beyond * 12 <= len(text) and accented * 4 <= len(words) + 3 else None


def _not_utf8(data: bytes, western: bool) -> str:
    try:
        data.decode("utf-8")
        where = "its declared charset"
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at offset {error.start}"
    advice = (
        "looks like Windows-1252: convert it with iconv -f WINDOWS-1252 -t UTF-8" if western else "save it as UTF-8"
    )
    return f"expected UTF-8 text, found invalid bytes ({where}); {advice}"
