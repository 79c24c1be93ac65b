"""Lemmas as edit rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.annotate.lemmas import apply_rule, edit_rule


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
