"""Tokens as Universal Dependencies cuts them, and nothing of the text lost."""

from __future__ import annotations

import pickle

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.tokens import SHAPES, EnglishTokenizer, Shape, make_tokenizer

TOKENIZER = make_tokenizer(spacy.blank("en").vocab)


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text) if not token.is_space]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_example_of_the_shape(shape: Shape) -> None:
    assert words(shape.text) == shape.tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Islamabad(The Example News)Pakistan said.In", "Islamabad ( The Example News ) Pakistan said . In"),
        ("“It’s over,”—he said", "“ It ’s over , ” — he said"),
        ("the U.S.-backed U.S.'s", "the U.S. - backed U.S. 's"),
        ("$4.25 and US$1.2bn, £3m", "$ 4.25 and US$ 1.2 bn , £ 3 m"),
        ("5% of 1,234.5 tonnes", "5 % of 1,234.5 tonnes"),
        ("at 10am or 6.30 p.m.", "at 10 am or 6.30 p.m."),
        ("No. He is No. 5.", "No . He is No. 5 ."),
        ("Mr. Smith, Lt. Gen. Roth", "Mr. Smith , Lt. Gen. Roth"),
        ("anti-war, war-torn, non-NATO", "anti-war , war - torn , non-NATO"),
        ("UN-backed EX-minister", "UN - backed EX - minister"),
        ("I cannot; they're gonna", "I can not ; they 're gon na"),
        ("workers' James’s children's", "workers ' James ’s children 's"),
        ("the 1990s, the 21st, mid-2025", "the 1990s , the 21st , mid-2025"),
        ("ended 2-1 in 2001-05", "ended 2 - 1 in 2001 - 05"),
        ("see bbc.com/news, a@b.org.", "see bbc.com/news , a@b.org ."),
        ("#ceasefire @user", "#ceasefire @user"),
        ("Wait... What?! (Yes)", "Wait ... What ?! ( Yes )"),
        ("'hello' and 'Putin's'", "' hello ' and ' Putin 's '"),
        ("and/or he/she w/o", "and / or he / she w/o"),
        ("• point one\n• point two", "• point one • point two"),
        ("Côte d'Ivoire, N’Djamena, Qur'an", "Côte d'Ivoire , N’Djamena , Qur'an"),
        ("cows, pigs, etc. They", "cows , pigs , etc . They"),
        ("", ""),
    ],
)
def test_as_newspapers_write(text: str, tokens: str) -> None:
    assert words(text) == tokens.split()


def test_white_space_as_spacy_has_it() -> None:
    text = " a  b\n\nc \n"
    assert [t.text_with_ws for t in TOKENIZER(text)] == [t.text_with_ws for t in spacy.blank("en").tokenizer(text)]


@settings(max_examples=300, deadline=None)
# Lone surrogates cannot enter a spaCy string store; the readers let none through.
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.,'’-–$%@/()[]U.S:;0123456789abcnt")
        )
    )
)
def test_text_is_kept(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(not token.text.isspace() for token in doc if not token.is_space)


def test_long_run_of_one_character_is_quick() -> None:
    for character in "a.-'(@1/:":
        assert TOKENIZER(character * 20_000).text == character * 20_000


def test_pickle() -> None:
    again = pickle.loads(pickle.dumps(TOKENIZER))
    assert isinstance(again, EnglishTokenizer)
    assert [t.text for t in again("don't")] == ["do", "n't"]


def test_explain_names_the_shapes() -> None:
    assert TOKENIZER.explain("Mr. Roth") == [("abbreviation", "Mr."), ("word", "Roth")]


def test_registered_for_configs() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "newsgraph.Tokenizer.v1"}}})
    assert isinstance(nlp.tokenizer, EnglishTokenizer)
