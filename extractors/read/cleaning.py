"""Take page litter off an article's paragraphs: buttons, credits, comment forms, repeated pull quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.read.litter import is_ending, is_list_heading, is_litter
from extractors.read.paragraphs import continues, ends_sentence, is_prose

__all__ = ["clean_paragraphs", "drop_litter_lines"]

_ENOUGH_WORDS = 60
"""A comment heading ends an article only after so many words of it; above, it is a button beside the headline."""

_MARKS = re.compile(r" ?\(\([a-z]{2,3}\)\)|\[(?:\d{1,3}|edit|citation needed)\](?!\()")
"""Reference marks of web pages: "[3]", "[edit]", a wiki's language mark "((it))"."""

_BRACKETED_CREDIT = re.compile(
    r"\s*[(\[](?:"
    r"(?:file )?(?:photos?|images?|pictures?|pics?|video|credit|source)"
    r"(?:\s?[:/©][^()\[\]]{1,80}| (?:credit|courtesy|by|via|source)\b[^()\[\]]{1,80})?"
    r"|(?:ap|afp|reuters|getty images?|epa) ?(?:photo|file)?/[^()\[\]]{2,60}"
    r"|(?:with )?(?:additional |further )?(?:reporting|writing|editing|inputs?|compiled|edited|"
    r"written|reported) (?:by|from) [^()\[\]]{2,300}"
    r"|file(?: photo)?|file: [^()\[\]]{2,80}|representational image"
    r")[)\]]",
    re.I,
)
_CREDIT = re.compile(
    r"(?:(?<=[.?!”\"’)])|(?<=\s)|(?<=\w))\s*(?:Images?|Photos?|Pictures?|Photographs?|Videos?|"
    r"Audio|Graphics?|File photo|Illustration)(?: (?:credit|source|courtesy(?: of)?|by))?: "
    r"(?P<who>[^.?!:]{2,70}(?:\.(?! [A-Z])[^.?!:]{1,40}){0,2})\.?$"
)
_SIGNED = re.compile(
    r"\s*\((?:[A-Z][\w.'’-]* ){1,3}?[A-Z][\w.'’-]* ?/ ?(?:[A-Z][\w.&'’-]* "
    r"?){1,5}(?:via [A-Z][\w ]{1,30})?\)\.?$"
)
"""A photographer with an agency, in brackets at the end: "(Jane Doe/Example Press)"."""
_DOUBLED_STOP = re.compile(r"(?<!\.)([.?!][\"”’']?)\.$")
_FROM_FILE = re.compile(r"[;,] (?:from file|file (?:photo|image|picture))(?:, (?:19|20)\d\d)?\.?$", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|do|said|says)\b", re.I
)
_READ_ON = re.compile(
    r"\s*(?:\[…\]|\[\.\.\.\])?\s*(?:Read (?:the )?(?:full (?:story|article)|more)|Continue "
    r"reading(?: [A-Z].{3,120})?)(?:\s*(?:here|»|>|→|…|\.\.\.))*\s*$"
)
_LONGEST_TAIL = 200
_WORDS = re.compile(r"\w+")
_SHINGLE = 8


def drop_litter_lines(lines: Sequence[str], width: int | None) -> list[str]:
    """Blank out the lines of a plain text that are litter in whole.

    Args:
        lines: The text's lines.
        width: The column at which the text is hard-wrapped, None when lines are paragraphs; the last words of a wrapped
            sentence are never taken for litter.

    Returns:
        The lines; litter became an empty line, which parts paragraphs.
    """
    kept: list[str] = []
    for line in lines:
        running = bool(kept) and continues(kept[-1], line, width) and not ends_sentence(kept[-1])
        litter = not running and bool(line) and is_litter(line) and not is_ending(line) and not is_list_heading(line)
        kept.append("" if litter else line)
    return kept


def clean_paragraphs(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that belong to the article, without marks and credits.

    Args:
        paragraphs: Paragraphs in order, normalised characters, no line feeds.

    Returns:
        A new list; cleaning it again changes nothing.
    """
    kept = _article_part(paragraphs)
    kept = [text for text in map(_without_marks, kept) if text]
    return _without_repeats(kept)


def _article_part(paragraphs: Sequence[str]) -> list[str]:
    """Drop litter, link lists, and all from a reply form or reference section on."""
    kept: list[str] = []
    words, in_list = 0, False
    for paragraph in paragraphs:
        if words >= _ENOUGH_WORDS and is_ending(paragraph):
            break
        if is_list_heading(paragraph):
            in_list = True
            continue
        if is_litter(paragraph) or is_ending(paragraph):
            continue
        if in_list and not ends_sentence(paragraph) and not is_prose(paragraph):
            continue
        in_list = False
        kept.append(paragraph)
        words += paragraph.count(" ") + 1
    return kept


def _without_marks(paragraph: str) -> str:
    """Take reference marks, bracketed credits and a credit at the end off a paragraph.

    "The fair opened this week. Image: United States Navy." keeps its sentence; a caption that is no sentence goes whole
    ("Belle Image: Jane Doe.").
    """
    text = paragraph
    if "(" in text or "[" in text:
        text = _MARKS.sub("", text)
        text = _DOUBLED_STOP.sub(r"\1", _BRACKETED_CREDIT.sub("", text))
    tail = max(0, len(text) - _LONGEST_TAIL)
    if len(text) > 40 and (read_on := _READ_ON.search(text, tail)):
        text = text[: read_on.start()]
    for credit in (_CREDIT, _SIGNED, _FROM_FILE):
        found = credit.search(text, max(0, len(text) - _LONGEST_TAIL))
        if found is None:
            continue
        caption = text[: found.start()].rstrip(" ,;")
        if not _is_statement(caption):
            return ""
        text = caption
    return text.strip()


def _is_statement(caption: str) -> bool:
    last = re.split(r"(?<=[.?!])\s+", caption)
    return any(ends_sentence(s) and _FINITE.search(s) for s in last) or len(caption.split()) >= 60


def _without_repeats(paragraphs: list[str]) -> list[str]:
    """Drop paragraphs that stand in the text a second time, and pull quotes: its words again, with a name.

    "I was told to go. Jane Doe" goes when "I was told to go" stands in another paragraph.
    """
    words = [[w.casefold() for w in _WORDS.findall(p)] for p in paragraphs]
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, own in enumerate(words):
        for at in range(len(own) - _SHINGLE + 1):
            holders.setdefault(tuple(own[at : at + _SHINGLE]), []).append(number)
    kept, seen, gone = [], set(), set()
    for number, (paragraph, own) in enumerate(zip(paragraphs, words, strict=True)):
        key = tuple(own)
        if len(own) >= 4 and key in seen:
            gone.add(number)
            continue
        seen.add(key)
        others = [n for n in holders.get(key[:_SHINGLE], ()) if n != number and n not in gone]
        if len(own) >= _SHINGLE and any(_is_pull_quote(own, words[n]) for n in others):
            gone.add(number)
            continue
        kept.append(paragraph)
    return kept


def _is_pull_quote(quote: list[str], other: list[str]) -> bool:
    if len(quote) > 80 or len(other) < len(quote):
        return False
    first = quote[0]
    for at, word in enumerate(other):
        if word != first:
            continue
        shared = 0
        while shared < len(quote) and at + shared < len(other) and quote[shared] == other[at + shared]:
            shared += 1
        if shared >= _SHINGLE and len(quote) - shared <= 12 and shared * 2 >= len(quote):
            return True
    return False
