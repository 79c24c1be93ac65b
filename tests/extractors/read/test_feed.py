from __future__ import annotations

from pathlib import Path

import pytest

from extractors import Article, read_articles
from extractors.errors import ArticleError
from tests.extractors.read.conftest import ReadError

TEXT = (
    "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, and "
    "they agreed that a second round must "
    "follow before the end of the year, officials in the city said."
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example Times</title><link>https://times.example</link><language>en-gb</language>
<item><title>Ministers meet</title><link>https://times.example/a</link><dc:creator>Jane Doe</dc:creator>
<pubDate>Thu, 06 Nov 2025 10:32:00 +0100</pubDate><description>Ministers met.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><figure><figcaption>A harbour</figcaption></figure><p>Read more: Another story</p><p>A date is not set.</p>]]></content:encoded></item>
<item><title>Teaser only</title><description>Click for more.</description></item>
</channel></rss>"""  # noqa: E501 - as feeds are
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example Wire</title>
<entry><title>Ministers meet</title><link rel="alternate" href="https://wire.example/a"/><author><name>Jane Doe</name></author>
<published>2025-11-06T10:32:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>A date is not set.</p></div></content></entry></feed>"""  # noqa: E501


def test_rss(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    article, teaser = read_articles([str(path)])
    assert isinstance(article, Article)
    assert article.source.endswith("feed.xml#https://times.example/a")
    assert article.text == f"Ministers meet\n\n{TEXT}\n\nA date is not set."
    assert (article.publisher, article.author, article.url) == (
        "The Example Times",
        ("Jane Doe",),
        "https://times.example/a",
    )
    assert (article.published, article.language) == ("2025-11-06T10:32:00+01:00", "en-GB")
    assert isinstance(teaser, ArticleError)
    assert "teaser" in teaser.reason


def test_atom(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(ATOM)
    (article,) = read_articles([str(path)])
    assert isinstance(article, Article)
    assert article.text == f"Ministers meet\n\n{TEXT}\n\nA date is not set."
    assert (article.publisher, article.author, article.url) == ("Example Wire", ("Jane Doe",), "https://wire.example/a")
    assert article.published == "2025-11-06T10:32:00Z"


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(12))
    + "]><rss><item><title>&a11;</title></item></rss>"
)
SECRET = (
    "<!DOCTYPE r [<!ENTITY x SYSTEM "
    '"file:///etc/passwd">]><rss><channel><item><description>&x;</description></item></channel></rss>'
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<rss><item>", "broken XML"),
        ("<note><to>Jane</to></note>", "<note>"),
        ("no xml", "broken XML"),
        (BOMB, "expected"),
        (SECRET, "teaser"),
    ],
)
def test_bad_feeds(read_error: ReadError, content: str, what: str) -> None:
    assert what in read_error(content, "feed.xml").reason


@pytest.mark.parametrize(
    ("element", "text", "taken"),
    [
        ("content:encoded", "Ada Holm met Bo Lin in Oslo on Friday.", True),
        ("content:encoded", "Read on.", False),
        ("content:encoded", "Ada Holm met Bo Lin in Oslo on Friday and […]", False),
        ("description", "Ada Holm met Bo Lin in Oslo on Friday. They spoke of the harbour.", True),
        ("description", "Ada Holm met Bo Lin in Oslo on Friday.", False),
    ],
)
def test_a_short_text_is_taken_where_it_is_all_there_is(tmp_path: Path, element: str, text: str, taken: bool) -> None:
    path = tmp_path / "feed.xml"
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    path.write_text(f"<rss {space}><channel><item><title>T</title><{element}>{text}</{element}></item></channel></rss>")
    (found,) = read_articles([str(path)])
    assert isinstance(found, Article) is taken
