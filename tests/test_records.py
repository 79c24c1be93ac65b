"""The extraction record survives its JSON, and bad JSON is named."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ArticleError
from extractors.records import (
    Argument,
    Article,
    Entity,
    Extraction,
    Fact,
    Mention,
    Qualifier,
    Reference,
    Relation,
    Sentence,
    TimeReference,
    from_json,
    stable_id,
    to_json,
)

texts = st.text(max_size=20)
offsets = st.integers(min_value=0, max_value=10_000)
optional = st.none() | texts
references = st.builds(Reference, texts, offsets, offsets, optional)
facts = st.builds(
    Fact,
    id=texts,
    sentence=offsets,
    extractor=texts,
    confidence=st.floats(0, 1),
    subject=references,
    relation=st.builds(Relation, texts, texts, offsets, offsets),
    object=st.none() | st.builds(Argument, texts, offsets, offsets, optional, optional),
    qualifiers=st.lists(st.builds(Qualifier, texts, texts, offsets, offsets, optional, optional), max_size=2).map(
        tuple
    ),
    time=st.none() | st.builds(TimeReference, texts, offsets, offsets, optional),
    place=st.none() | references,
    polarity=st.sampled_from(["positive", "negative"]),
    modality=st.sampled_from(["asserted", "planned", "denied"]),
    attributed_to=st.none() | references,
    within=optional,
)
extractions = st.builds(
    Extraction,
    article=st.builds(
        Article, id=texts, source=texts, text=texts, headline=optional, author=st.lists(texts).map(tuple)
    ),
    sentences=st.lists(st.builds(Sentence, offsets, offsets), max_size=3).map(tuple),
    entities=st.lists(st.builds(Entity, texts, texts, texts, st.lists(texts).map(tuple)), max_size=2).map(tuple),
    mentions=st.lists(
        st.builds(Mention, offsets, offsets, texts, texts, st.sampled_from(["name", "nominal", "pronoun"]), texts),
        max_size=2,
    ).map(tuple),
    facts=st.lists(facts, max_size=2).map(tuple),
)


@given(extractions)
def test_a_record_survives_its_json(extraction: Extraction) -> None:
    line = to_json(extraction)
    assert "\n" not in line
    assert from_json(line) == extraction


def test_the_keys_are_the_contracts() -> None:
    article = Article("a-1", "a.txt", "A met B.")
    fact = Fact("f", 0, "clause", 1, Reference("A", 0, 1), Relation("met", "meet", 2, 5), Argument("B", 6, 7))
    record = json.loads(to_json(Extraction(article, (Sentence(0, 8),), facts=(fact,))))
    assert list(record) == ["article", "sentences", "entities", "mentions", "facts"]
    assert set(record["article"]) >= {
        "id",
        "source",
        "headline",
        "publisher",
        "author",
        "published",
        "place",
        "language",
        "text",
        "sha256",
    }
    assert set(record["facts"][0]) == {
        *("id", "sentence", "extractor", "confidence", "subject", "relation", "object", "qualifiers"),
        *("time", "place", "polarity", "modality", "attributed_to", "within"),
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "expected an extraction record"),
        ('{"article": 3}', r"record\.article: expected a JSON object, got int"),
        ('{"article": {"id": "a", "source": "s", "text": 3}}', r"record\.article\.text: expected str, got int"),
        ('{"article": {"id": "a", "source": "s", "text": "t"}, "facts": {}}', r"record\.facts: expected a list"),
        ('{"sentences": []}', "article"),
    ],
)
def test_a_bad_record_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_json(line)


def test_stable_id_depends_on_every_part() -> None:
    assert stable_id("a", "b") == stable_id("a", "b")
    assert len({stable_id("a", "b"), stable_id("ab"), stable_id("a", "b", None), stable_id("b", "a")}) == 4


def test_an_error_goes_from_process_to_process() -> None:
    error = pickle.loads(pickle.dumps(ArticleError("a.txt", "no words")))
    assert (str(error), error.source, error.reason) == ("a.txt: no words", "a.txt", "no words")
