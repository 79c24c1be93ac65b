"""Records of awkward articles keep what the contract says of offsets, words and references, with the real pipeline."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from extractors import extract, load_pipeline, read_articles
from extractors.facts import surface_triples
from extractors.records import ENTITY_TYPES, MODALITIES, Article

ARTICLES = {
    "a headline with a phrase of its own": "Talks in Cairo\n\nCAIRO — The minister met Benjamin Cohen on Monday.",
    "emoji and letters beyond the basic plane": "Team 🏆 wins\n\nPARIS — Anna 😀 Kent 👩‍👩‍👧 won the 🏆 cup. "
    "“Très bien,” said Zoé 𝒮mith of the 𝕏 team.",
    "combining marks": unicodedata.normalize("NFD", "Café row\n\nJosé Muñoz met Zoë Ångström in Málaga on Friday."),
    "right to left": "Talks\n\nThe minister, known as محمد علي, met Benjamin בנימין Cohen.\u200f He left.\u200e",
    "old line ends and a byte order mark": "\ufeffMayor speaks\r\n\r\nThe mayor left.\r\rShe met \u00a0 Bob Dole.\r\n",
    "a relation before its subject": "Fire\n\nThe crew forced the locker in which life jackets were stored.",
    "a predicate without a verb": "The talks come at a critical time, with both sides under growing pressure to agree.",
    "what somebody says over sentences": 'Fire\n\n"Nobody told us. There was no alarm," said Mr Whitlock, a teacher.',
    "capitals": "MAYOR OPENS BRIDGE\n\nLONDON, MAY 3 2024 - MAYOR ANNA KENT OPENED THE NEW BRIDGE ON FRIDAY.",
    "a list and a table": "Results\n\nBelow.\n\nParty | Votes\n---|---\nLabour | 1\n\n- Anna Kent, mayor\n",
}


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda name: name.replace(" ", "-"))
def record(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The record of one article, as ``newsgraph extract`` prints it."""
    (article,) = read_articles(["-"], stdin=io.BytesIO(ARTICLES[request.param].encode()))
    assert isinstance(article, Article)
    (found,) = extract([article])
    return found.to_dict()


def _parts(fact: dict[str, Any]) -> Iterator[dict[str, Any]]:
    single = (fact[name] for name in ("subject", "object", "time", "place", "attributed_to"))
    return (part for part in (*single, *fact["qualifiers"]) if part is not None)


def test_texts_are_what_stands_at_their_offsets(record: dict[str, Any]) -> None:
    text = record["article"]["text"]
    assert record["facts"]
    for part in (*record["mentions"], *(part for fact in record["facts"] for part in _parts(fact))):
        assert text[part["start"] : part["end"]] == part["text"]
        assert part["text"].strip() == part["text"]
    for fact in record["facts"]:
        relation = fact["relation"]
        place = relation["start"]
        for word in relation["text"].split(" "):
            place = text.index(word, place, relation["end"]) + len(word)
        assert place == relation["end"]


def test_mentions_lie_within_one_sentence(record: dict[str, Any]) -> None:
    spans = [(sentence["start"], sentence["end"]) for sentence in record["sentences"]]
    assert spans == sorted(spans)
    for mention in record["mentions"]:
        assert any(start <= mention["start"] < mention["end"] <= end for start, end in spans), mention


def test_references_lead_to_what_is_there(record: dict[str, Any]) -> None:
    entities = {entity["id"] for entity in record["entities"]}
    facts = {fact["id"] for fact in record["facts"]}
    assert len(entities) == len(record["entities"])
    assert len(facts) == len(record["facts"])
    assert {mention["entity"] for mention in record["mentions"]} <= entities
    assert {mention["type"] for mention in record["mentions"]} <= set(ENTITY_TYPES)
    for fact in record["facts"]:
        assert {part.get("entity") for part in _parts(fact)} <= entities | {None}
        assert fact["within"] is None or fact["within"] in facts - {fact["id"]}
        assert fact["modality"] in MODALITIES


def test_surface_triples_name_their_sentence_without_the_lines_around_it() -> None:
    docs = load_pipeline().pipe(["Port strike ends\n\nAda Holm signed the deal.\n\nShe left."])
    assert [text for text, _ in surface_triples(docs)] == ["Port strike ends", "Ada Holm signed the deal.", "She left."]


def test_some_of_a_group_are_named_not_counted() -> None:
    (article,) = read_articles(["-"], stdin=io.BytesIO(b"Ban\n\nNorland is one of the nations covered by the ban."))
    assert isinstance(article, Article)
    (found,) = extract([article])
    objects = [fact.object for fact in found.facts if fact.object is not None and fact.relation.label == "be"]
    assert [(o.text, o.value) for o in objects] == [("one of the nations covered by the ban", None)]
