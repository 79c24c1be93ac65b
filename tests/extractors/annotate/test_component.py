"""The embedded pipeline as a spaCy component."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractors import load_pipeline
from extractors.annotate import annotate_pretokenized
from extractors.annotate.component import EnglishAnnotator, read_words
from extractors.annotate.loading import EMBEDDED

TEXT = "The envoy met Anna Roth in Geneva on 3 May 2024. They did not sign the $4.25 billion deal, she said."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def layers(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


@pytest.mark.model
def test_every_layer_is_set(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert all(doc.has_annotation(layer) for layer in ("SENT_START", "POS", "TAG", "MORPH", "LEMMA", "DEP", "ENT_IOB"))
    assert [s.text[:4] for s in doc.sents] == ["The ", "They"]
    relations = {(t.dep_, t.head.text, t.text) for t in doc}
    assert {
        ("nsubj", "met", "envoy"),
        ("obj", "met", "Anna"),
        ("obl", "met", "Geneva"),
        ("nsubj", "sign", "They"),
    } <= relations
    assert {("3 May 2024", "DATE"), ("$4.25 billion", "MONEY"), ("Anna Roth", "PERSON")} <= {
        (e.text, e.label_) for e in doc.ents
    }
    assert next(t for t in doc if t.text == "met").lemma_ == "meet"
    assert all(0 <= t._.parse_confidence <= 1 for t in doc)


@pytest.mark.model
def test_one_root_a_sentence_and_heads_inside(nlp: Language) -> None:
    for sentence in nlp(TEXT).sents:
        assert sum(t.dep_ == "ROOT" for t in sentence) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["", " ", "  \n\n ", "Hi", ".", "👍🏽", "\n\nOne.\n\n\nTwo.  ", "a\tb", "ÅÉÎ 你好 مرحبا", "\u200b", "x" * 5000],
)
def test_any_text_is_kept(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert "".join(t.text_with_ws for s in doc.sents for t in s) == text


@pytest.mark.model
def test_white_space_hangs_on_the_word_before(nlp: Language) -> None:
    doc = nlp("One man left.\n\nTwo stayed.")
    blank = next(t for t in doc if t.is_space)
    assert (blank.pos_, blank.tag_, blank.dep_, blank.head.i) == ("SPACE", "_SP", "dep", blank.i - 1)


@pytest.mark.model
def test_result_does_not_depend_on_the_batch(nlp: Language) -> None:
    texts = [TEXT, "", "Hi", "Talks in Rome failed.", TEXT[:50]]
    together = [layers(doc) for doc in nlp.pipe(texts, batch_size=5)]
    assert together == [layers(nlp(text)) for text in texts]
    assert together[::-1] == [layers(doc) for doc in nlp.pipe(texts[::-1], batch_size=2)]


@pytest.mark.model
def test_spacy_load_and_back_to_disk(nlp: Language, tmp_path: Path) -> None:
    again = spacy.load(EMBEDDED)
    again.to_disk(tmp_path)
    assert layers(spacy.load(tmp_path)(TEXT)) == layers(again(TEXT)) == layers(nlp(TEXT))


@pytest.mark.model
def test_to_bytes_and_back(nlp: Language) -> None:
    other = EnglishAnnotator(nlp.vocab)
    pipe = nlp.get_pipe("newsgraph_annotator")
    assert isinstance(pipe, EnglishAnnotator)
    other.from_bytes(pipe.to_bytes())
    assert layers(other(nlp.make_doc(TEXT))) == layers(nlp(TEXT))


@pytest.mark.model
def test_docs_can_be_stored(nlp: Language) -> None:
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert layers(again) == layers(doc)
    assert [t._.parse_confidence for t in again] == [t._.parse_confidence for t in doc]


@pytest.mark.model
def test_long_text(nlp: Language) -> None:
    text = "Talks in Rome failed again. " * 400
    doc = nlp(text)
    assert doc.text == text
    assert len(list(doc.sents)) == 400


@pytest.mark.model
def test_longer_than_spacy_allows(nlp: Language) -> None:
    assert nlp.max_length > 50_000_000


@pytest.mark.model
def test_given_tokens_stay(nlp: Language) -> None:
    lines = ["The U.S. did n't -LRB- yet -RRB- sign . It wo n't .\n", "a  b", "", "high-level talks"]
    docs = list(annotate_pretokenized(nlp, lines))
    assert [doc.text for doc in docs] == [
        "The U.S. did n't -LRB- yet -RRB- sign . It wo n't .",
        "a  b",
        "",
        "high-level talks",
    ]
    assert [t.text for t in docs[0]] == lines[0].split()
    assert [len(list(doc.sents)) for doc in docs] == [1, 1, 0, 1]
    assert [t.text for t in docs[3]] == ["high-level", "talks"]


def test_known_sentence_starts() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "newsgraph.Tokenizer.v1"}}})
    words = read_words(nlp.make_doc("Talks resume\nThe envoys met in\nRome.\n\nthey left"))
    known = [word for word, start in zip(words.words, words.sent_starts or (), strict=True) if start]
    assert known == ["Talks", "The", "they"]


def test_without_a_network() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsgraph_annotator")
    with pytest.raises(ValueError, match="has no network"):
        nlp("Hi")


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        'They looked for nine people.\n\n"The gate gave way at 4:20 in the morning," Energy Minister Ann Ray told us.',
        'The claims were withdrawn.\n\n"After living in worry and uncertainty, we are relieved," the family said.',
    ],
)
def test_no_sentence_is_a_quotation_mark_alone(text: str) -> None:
    from extractors.annotate import load_pipeline

    assert [sentence.text[:6] for sentence in load_pipeline()(text).sents][1:] == [text.split("\n\n")[1][:6]]
