"""Lemmas as edit rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.annotate.lemmas import Lemmatizer, apply_rule, collect_lemmas, edit_rule


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("walked", "walk", "lower|2|"),
        ("Walked", "walk", "lower|2|"),
        ("Paris", "Paris", "title|0|"),
        ("McCain", "McCain", "keep|0|"),
        ("PARIS", "Paris", "title|0|"),
        ("IAEA", "IAEA", "keep|0|"),
        ("were", "be", "=be"),
        ("cities", "city", "lower|3|y"),
        ("n't", "not", "lower|2|ot"),
        ("10,000", "10,000", "lower|0|"),
    ],
)
def test_rule_and_back(word: str, lemma: str, rule: str) -> None:
    assert edit_rule(word, lemma) == rule
    assert apply_rule(rule, word) == lemma


@given(st.text(st.characters(codec="latin-1", exclude_characters="ßµÿ"), min_size=1), st.text(min_size=1))
def test_every_rule_gives_its_lemma(word: str, lemma: str) -> None:
    assert apply_rule(edit_rule(word, lemma), word) == lemma


@given(st.text())
def test_rules_of_other_words_leave_something(word: str) -> None:
    assert apply_rule("lower|3|y", word) or not word


def test_a_word_too_short_for_the_rule_stays() -> None:
    assert apply_rule("lower|3|", "of") == "of"


LEMMATIZER = Lemmatizer({"NNS": {"people": "person"}}, ["pause", "walk", "be"])


def test_a_listed_word_has_its_listed_lemma() -> None:
    assert LEMMATIZER.settled("People", "NNS", "lower|0|") == "person"
    assert LEMMATIZER.settled("People", "NN", "lower|0|") is None


def test_a_rule_that_gives_a_known_word_is_taken() -> None:
    assert LEMMATIZER.settled("paused", "VBD", "lower|2|") is None
    assert LEMMATIZER.choose("paused", [("lower|2|", 9.0), ("lower|1|", 8.0)]) == "pause"


def test_names_and_unknown_words_keep_the_first_rule() -> None:
    assert LEMMATIZER.settled("PARIS", "NNP", "title|0|") == "Paris"
    assert LEMMATIZER.choose("blorked", [("lower|2|", 9.0), ("lower|1|", 8.0), ("=walk", 1.0)]) == "blork"


def test_no_lemma_only_for_pieces_of_words() -> None:
    assert LEMMATIZER.settled("me@example.org", "ADD", "=_") == "me@example.org"
    assert LEMMATIZER.settled("out", "GW", "=_") == "_"


def test_lemmas_are_listed_where_a_corpus_agrees() -> None:
    rows = [("Saw", "VBD", "see"), ("saw", "VBD", "see"), ("saw", "NN", "saw"), ("Rome", "NNP", "Rome")]
    found = collect_lemmas([*rows, ("lay", "VBD", "lie"), ("lay", "VBD", "lay")])
    assert found["VBD"] == {"saw": "see"}
    assert found["NN"] == {"saw": "saw"}
    assert "NNP" not in found
