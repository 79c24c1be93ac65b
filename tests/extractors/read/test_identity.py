from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.read.identity import article_id, slug


def test_slug_is_cut_between_words() -> None:
    assert (
        slug("Croatia’s transport minister: ‘Ćiro’ & Łódź talk about the ferry fire in Split")
        == "croatias-transport-minister-ciro-lodz-talk-about-the-ferry"
    )


def test_id_depends_on_text_publisher_and_url_only() -> None:
    first = article_id("Text.", headline="Talks resume", publisher="A", url=None)
    assert first == article_id("Text.", headline="Talks resume", publisher="A", url=None)
    assert (
        len(
            {
                first,
                article_id("Text!", headline="Talks resume", publisher="A", url=None),
                article_id("Text.", headline="Talks resume", publisher="B", url=None),
            }
        )
        == 2 + 1
    )
    assert re.fullmatch(r"talks-resume-[0-9a-f]{10}", first)


def test_headline_in_another_script() -> None:
    assert article_id("本文", headline="見出し", publisher=None, url=None).startswith("article-")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.none() | st.text(), st.none() | st.text())
def test_ids_are_iri_safe(text: str, headline: str | None, url: str | None) -> None:
    assert re.fullmatch(
        r"[a-z0-9][a-z0-9-]{0,60}-[0-9a-f]{10}", article_id(text, headline=headline, publisher=None, url=url)
    )
