"""Lemmas as edit rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.annotate.lemmas import Lemmatizer, apply_rule, collect_lemmas, edit_rule, irregular, uninflected


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


LEMMATIZER = Lemmatizer(
    {"NNS": {"people": "person"}, "VBD": {"went": "go"}, "POS": {"’s": "'s"}}, ["pause", "walk", "be", "lie", "troop"]
)


def nothing(rule: str) -> float:
    return float("-inf")


def test_a_listed_word_has_its_listed_lemma() -> None:
    assert LEMMATIZER.settled("People", "NNS", "lower|0|") == "person"
    assert LEMMATIZER.settled("’s", "POS", "keep|0|") == "'s"


def test_a_rule_that_cuts_a_regular_ending_to_a_known_word_is_taken() -> None:
    assert LEMMATIZER.settled("walked", "VBD", "lower|2|") == "walk"
    assert LEMMATIZER.settled("paused", "VBD", "lower|2|") is None
    assert LEMMATIZER.choose("paused", "VBD", nothing) == "pause"


def test_a_known_word_is_no_lemma_of_a_word_it_is_no_ending_from() -> None:
    # "liens" cut to "lie" would be a known word.
    assert LEMMATIZER.settled("liens", "NNS", "lower|2|") is None
    assert LEMMATIZER.choose("liens", "NNS", nothing) == "lien"


def test_of_unknown_words_the_network_says_which() -> None:
    assert LEMMATIZER.choose("blorked", "VBD", {"lower|2|": 1.0, "lower|1|": 2.0}.__getitem__) == "blorke"
    assert LEMMATIZER.choose("blorked", "VBD", {"lower|2|": 2.0, "lower|1|": 1.0}.__getitem__) == "blork"
    assert LEMMATIZER.choose("maladies", "NNS", nothing) == "malady"


def test_irregular_words_have_the_lemma_of_their_last_part() -> None:
    assert LEMMATIZER.choose("underwent", "VBD", nothing) == "undergo"


def test_other_tags_keep_their_word() -> None:
    assert LEMMATIZER.settled("PARIS", "NNP", "title|0|") == "Paris"
    assert LEMMATIZER.settled("kindred", "JJ", "lower|3|") == "kindred"
    assert LEMMATIZER.settled("IQ", "NN", "keep|0|") == "IQ"


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("Talks", "NNS", "talk"),
        ("cities", "NNS", "city"),
        ("PCs", "NNS", "PC"),
        ("TALKS", "NNS", "talk"),
        ("Senators", "NNPS", "Senator"),
        ("stopped", "VBD", "stop"),
        ("agreed", "VBN", "agree"),
        ("making", "VBG", "make"),
        ("lying", "VBG", "lie"),
        ("bigger", "JJR", "big"),
        ("earliest", "JJS", "early"),
        ("passes", "VBZ", "pass"),
        ("wives", "NNS", "wife"),
        ("spokesmen", "NNS", "spokesman"),
        ("Iraqis", "NNPS", "Iraqi"),
        ("disabled", "VBN", "disable"),
    ],
)
def test_regular_endings(word: str, tag: str, lemma: str) -> None:
    assert lemma in uninflected(word, tag)


@pytest.mark.parametrize(("word", "tag"), [("disabled", "VBN"), ("receiving", "VBG"), ("simpler", "JJR")])
def test_no_verb_or_adjective_without_its_e(word: str, tag: str) -> None:
    assert [lemma for lemma in uninflected(word, tag) if not lemma.endswith("e")] == []


@given(st.text(), st.sampled_from(["NNS", "VBD", "VBG", "JJR", "NN"]))
def test_odd_words_have_some_lemma(word: str, tag: str) -> None:
    lemma = LEMMATIZER.settled(word, tag, "lower|0|")
    assert lemma is not None or isinstance(LEMMATIZER.choose(word, tag, nothing), str)


def test_no_lemma_only_for_pieces_of_words() -> None:
    assert LEMMATIZER.settled("me@example.org", "ADD", "=_") == "me@example.org"
    assert LEMMATIZER.settled("out", "GW", "=_") == "_"


def test_lemmas_are_listed_where_a_corpus_agrees() -> None:
    rows = [("Saw", "VBD", "see"), ("saw", "VBD", "see"), ("saw", "NN", "saw"), ("Rome", "NNP", "Rome")]
    found = collect_lemmas([*rows, ("lay", "VBD", "lie"), ("lay", "VBD", "lay")])
    assert found["VBD"] == {"saw": "see"}
    assert found["NN"] == {"saw": "saw"}
    assert "NNP" not in found


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("shook", "VBD", "shake"), ("fled", "VBN", "flee"), ("struck", "VBD", "strike"), ("shot", "VBN", "shoot"),
        ("fed", "VBD", "feed"), ("Lent", "VBD", "lend"), ("upheld", "VBN", "uphold"), ("found", "VBD", "find"),
        ("trafficked", "VBD", "traffic"), ("theses", "NNS", "thesis"), ("spokeswomen", "NNS", "spokeswoman"),
    ],
)  # fmt: skip
def test_irregular_words_are_looked_up(word: str, tag: str, lemma: str) -> None:
    assert LEMMATIZER.settled(word, tag, "lower|2|") == lemma


def test_other_tags_of_an_irregular_form_are_not() -> None:
    """ "They will found a bank": to found is a verb of its own."""
    assert LEMMATIZER.settled("found", "VB", "lower|0|") == "found"


def test_no_irregular_form_stands_for_two_words() -> None:
    import tomllib
    from pathlib import Path

    import extractors.annotate.lemmas

    table = tomllib.loads(Path(extractors.annotate.lemmas.__file__).with_name("irregular.toml").read_text())
    for words in table.values():
        forms = [form for lemma, listed in words.items() for form in listed.split()]
        assert len(forms) == len(set(forms))
    assert len(irregular()["VBD"]) > 300


def test_no_verb_ends_in_nde() -> None:
    from extractors.annotate.lemmas import uninflected

    assert uninflected("remanded", "VBD") == ["remand"]
    assert uninflected("laundered", "VBN") == ["launder"]
