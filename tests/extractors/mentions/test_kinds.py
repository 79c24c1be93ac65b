"""The type of a name, settled by the whole article: small parsed texts."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

import pytest

from extractors.mentions import resolve_mentions
from extractors.records import Article
from extractors.times import find_times
from tests.extractors.parsed import parsed


def _types(text: str) -> dict[str, str]:
    doc = parsed(text)
    article = Article(id="a", source="a", text=doc.text, published="2025-11-06")
    resolution = resolve_mentions(doc, article, find_times(doc, "2025-11-06"))
    return {e.name: e.type for e in resolution.entities if e.type != "CONCEPT"}


_LEFT = "left|VBD|ROOT|{0}|leave .|.|punct|{0}"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        pytest.param(
            """
            {ORG Halvor|NNP|compound|2 Shipping|NNP|nsubj|3 } grew|VBD|ROOT|3|grow .|.|punct|3
            {PERSON Halvor|NNP|nsubj|2 } denied|VBD|ROOT|2|deny this|PRON|obj|2 .|.|punct|2
            """,
            {"Halvor Shipping": "ORG"},
            id="a company by its first word",
        ),
        pytest.param(
            """
            Prosecutors|NNS|nsubj|4 in|IN|case|3 {ORG Orla|NNP|nmod|1 } agreed|VBD|ROOT|4|agree .|.|punct|4
            """,
            {"Orla": "GPE"},
            id="people in a place",
        ),
        pytest.param(
            """
            The|DT|det|2 captain|NN|nsubj|7|captain of|IN|case|5 the|DT|det|5 {ORG Anna|NNP|nmod|2 Lind|NNP|flat|5 } slept|VBD|ROOT|7|sleep .|.|punct|7
            """,
            {"Anna Lind": "PRODUCT"},
            id="what has a captain is a ship",
        ),
        pytest.param(
            """
            Parliament|NN|nsubj|2 passed|VBD|ROOT|2|pass the|DT|det|6 {EVENT Clean|NNP|compound|6 Water|NNP|compound|6 Act|NNP|obj|2 } .|.|punct|2
            """,
            {"Clean Water Act": "LAW"},
            id="an act is a law",
        ),
        pytest.param(
            """
            The|DT|det|3 {ORG Halvor|NNP|compound|3 } regime|NN|nsubj|6 and|CC|cc|5 {GPE Yazidis|NNPS|conj|3 } kept|VBD|ROOT|6|keep {PERSON Ramadan|NNP|obj|6 } .|.|punct|6
            """,
            {"Halvor": "PERSON", "Yazidis": "NORP", "Ramadan": "EVENT"},
            id="a regime is called after a person; communities and feasts",
        ),
        pytest.param(
            """
            She|PRP|nsubj|2 speaks|VBZ|ROOT|2|speak {GPE English|NNP|obj|2 } .|.|punct|2
            """,
            {"English": "LANGUAGE"},
            id="what is spoken is a language",
        ),
        pytest.param(
            """
            The|DT|det|3 {GPE English|JJ|amod|3 } captain|NN|nsubj|4 left|VBD|ROOT|4|leave .|.|punct|4
            """,
            {"English": "NORP"},
            id="a captain is English as people are",
        ),
        pytest.param(
            """
            A|DT|det|2 band|NN|nmod:desc|5 {PERSON Halvor|NNP|nmod:poss|5 's|POS|case|3 } {ORG Anna|NNP|nsubj|7 Lind|NNP|flat|5 } won|VBD|ROOT|7|win .|.|punct|7
            {PERSON Anna|NNP|nsubj|3 Lind|NNP|flat|1 } left|VBD|ROOT|3|leave .|.|punct|3
            """,
            {"Halvor": "PERSON", "Anna Lind": "PERSON"},
            id="the noun before an owner says nothing of what is owned",
        ),
        pytest.param(
            """
            {PERSON Cem|NNP|nsubj|3 Lind|NNP|flat|1 } spoke|VBD|ROOT|3|speak .|.|punct|3
            {ORG Lind|NNP|nsubj|2 } left|VBD|ROOT|2|leave .|.|punct|2
            """,
            {"Cem Lind": "PERSON"},
            id="a person by the last word",
        ),
        pytest.param(
            """
            {PERSON Halvor|NNP|nsubj|5 } ,|,|punct|4 a|DT|det|4 forwarder|NN|appos|1 grew|VBD|ROOT|5|grow .|.|punct|5
            """,
            {"Halvor": "ORG"},
            id="an apposition says what it is",
        ),
        pytest.param(
            """
            The|DT|det|2 ferry|NN|nsubj|5 {GPE Anna|NNP|flat|2 Lind|NNP|flat|2 } sank|VBD|ROOT|5|sink .|.|punct|5
            """,
            {"Anna Lind": "PRODUCT"},
            id="the ferry X is no place",
        ),
        pytest.param(
            """
            The|DT|det|2 {PERSON Anna|NNP|nsubj|4 Lind|NNP|flat|2 } sank|VBD|ROOT|4|sink .|.|punct|4
            """,
            {"Anna Lind": "PRODUCT"},
            id="an article before a person's name: a ship",
        ),
        pytest.param(
            """
            Shares|NNS|nsubj|4|share in|IN|case|3 {GPE Halvor|NNP|nmod|1 } fell|VBD|ROOT|4|fall .|.|punct|4
            """,
            {"Halvor": "ORG"},
            id="only enterprises have shares",
        ),
        pytest.param(
            """
            They|PRP|nsubj|2 sailed|VBD|ROOT|2|sail from|IN|case|4 {ORG Orla|NNP|obl|2 } to|IN|case|6 {ORG Brem|NNP|obl|2 } .|.|punct|2
            """,
            {"Orla": "GPE", "Brem": "GPE"},
            id="where ships sail",
        ),
        pytest.param(
            """
            {ORG Lind|NNP|nsubj|5 } ,|,|punct|4 who|PRP|nsubj|4 resigned|VBD|acl:relcl|1|resign spoke|VBD|ROOT|5|speak .|.|punct|5
            {PERSON Lind|NNP|nsubj|2 } left|VBD|ROOT|2|leave .|.|punct|2
            """,
            {"Lind": "PERSON"},
            id="who is a person",
        ),
    ],
)
def test_contexts_settle_the_type(text: str, types: dict[str, str]) -> None:
    assert _types(text) == types


def test_a_city_keeps_its_type_beside_the_court_named_after_it() -> None:
    assert _types(
        """
        {ORG Orla|NNP|compound|3 District|NNP|compound|3 Court|NNP|nsubj|4 } sat|VBD|ROOT|4|sit .|.|punct|4
        It|PRP|nsubj|2 sat|VBD|ROOT|2|sit in|IN|case|4 {GPE Orla|NNP|obl|2 } .|.|punct|2
        """
    ) == {"Orla District Court": "ORG", "Orla": "GPE"}


def test_accents_make_no_second_entity() -> None:
    assert _types(
        """
        {PERSON Ana|NNP|nsubj|3 Perić|NNP|flat|1 } spoke|VBD|ROOT|3|speak .|.|punct|3
        {PERSON Ana|NNP|nsubj|3 Peric|NNP|flat|1 } left|VBD|ROOT|3|leave .|.|punct|3
        """
    ) == {"Ana Perić": "PERSON"}
