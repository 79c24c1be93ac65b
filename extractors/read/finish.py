"""From draft to article: clean the paragraphs, read masthead and dateline, join the text, give it its id."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.errors import ArticleError
from extractors.read.characters import normalise_characters, one_line
from extractors.read.cleaning import clean_paragraphs
from extractors.read.dateline import Dateline, read_dateline
from extractors.read.dates import parse_date
from extractors.read.draft import MAX_ARTICLE_CHARACTERS, Draft
from extractors.read.identity import article_id
from extractors.read.masthead import read_colophon, read_masthead
from extractors.read.names import authors, language_tag, publisher_name
from extractors.read.paragraphs import is_prose
from extractors.records import Article

__all__ = ["finish"]


def finish(draft: Draft) -> Article | ArticleError:
    """Return the article that a draft holds.

    The text is the headline, a blank line, and the paragraphs parted by blank lines, so that facts in
    headlines have offsets too.

    Args:
        draft: What a format reader found.

    Returns:
        The article; or an error when nothing but litter is left, or the text is too long for one article.
    """
    length = sum(map(len, draft.paragraphs))
    if length > 2 * MAX_ARTICLE_CHARACTERS:
        return _too_long(draft.source, length)
    headline = one_line(draft.headline or "") or None
    paragraphs = clean_paragraphs([p for p in map(one_line, draft.paragraphs) if p])
    head = read_masthead(paragraphs, headline)
    body, dateline = _without_dateline(read_colophon(head.body, head))
    if not any(any(map(str.isalpha, paragraph)) for paragraph in body):
        return ArticleError(draft.source, _nothing_left(draft))
    headline = head.headline
    text = "\n\n".join([headline, *body] if headline else body)
    if len(text) > MAX_ARTICLE_CHARACTERS:
        return _too_long(draft.source, len(text))
    publisher = publisher_name(draft.publisher) or head.publisher or dateline.publisher
    url = one_line(draft.url or "") or head.url
    return Article(
        id=article_id(text, headline=headline, publisher=publisher, url=url),
        source=draft.source,
        text=text,
        headline=headline,
        publisher=publisher,
        author=authors(*draft.author) or head.author,
        published=parse_date(draft.published or "") or head.published or dateline.published,
        place=one_line(draft.place or "") or dateline.place or head.place,
        language=language_tag(draft.language) or head.language or "en",
        url=url,
    )


def _without_dateline(body: Sequence[str]) -> tuple[list[str], Dateline]:
    """Read the dateline of the first paragraph of running text; a standfirst may stand above it."""
    for number, paragraph in enumerate(body[:4]):
        found = read_dateline(paragraph)
        if found is not None:
            return [*body[:number], found.rest, *body[number + 1 :]], found
        if is_prose(paragraph) and number > 0:
            break
    return list(body), Dateline("")


def _too_long(source: str, length: int) -> ArticleError:
    limit = f"{MAX_ARTICLE_CHARACTERS:,}".replace(",", " ")
    reason = f"expected one article of at most {limit} characters, found {length}; split it, one article a file"
    return ArticleError(source, reason)


def _nothing_left(draft: Draft) -> str:
    whole = normalise_characters("".join(draft.paragraphs))
    if not whole:
        return "expected the text of an article, found nothing to read; check that the text was saved with it"
    return "expected the text of an article, found only a headline or page navigation; save the page with its text"
