"""Near-duplicate articles, by the signature of their text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.duplicates.signatures import Signature, band_keys, near_duplicates, signature, similarity

WIRE = (
    "A gate of the dam broke on Monday, sending a wave through two villages and killing at least 14 people, the"
    " interior ministry said. About 6,000 people were evacuated from the valley below the dam, which supplies power"
    " to the second city of the country. Rescuers are searching for nine missing villagers. The gate gave way at 4:20"
    " in the morning, the energy minister told reporters. There was no earthquake and no explosion. The state company"
    " that operates the dam said it had opened the other gates to lower the lake. The turbines and the gates were"
    " supplied by a company abroad. It did not respond to questions on Monday. The union offered helicopters, and a"
    " neighbour sent a rescue team."
)
REPRINT = "Fourteen killed as gate breaks. " + WIRE.split(" It did not respond")[0] + ". No one from here was hurt."
OWN_WORDS = (
    "At least 14 villagers died when a flood gate gave way early on Monday and a wall of water ran down the valley."
    " Thousands had to leave their homes; nine are missing, the authorities said. The minister for energy ruled out an"
    " earthquake. The operator opened the remaining gates. Helicopters are on their way from abroad, and a team of"
    " rescuers crossed the border at noon. The foreign company that built the turbines would not answer questions."
)


def test_a_reprint_with_another_headline_and_end_is_a_near_duplicate() -> None:
    assert near_duplicates(signature(WIRE), signature(REPRINT))
    assert set(band_keys(WIRE)) & set(band_keys(REPRINT))


def test_a_report_of_the_same_event_in_other_words_is_none() -> None:
    assert not near_duplicates(signature(WIRE), signature(OWN_WORDS))


def test_the_first_half_alone_is_a_near_duplicate() -> None:
    assert near_duplicates(signature(WIRE), signature(WIRE[: len(WIRE) // 2]))


def test_a_long_article_that_quotes_a_short_one_is_none() -> None:
    long = " ".join(f"Sentence number {n} tells of something else altogether, as number {n} would." for n in range(60))
    assert not near_duplicates(signature(f"{long} {WIRE[:300]}"), signature(WIRE[:300]))


def test_capitals_punctuation_and_accents_do_not_count() -> None:
    assert signature("Ministers met in Zürich, she said.") == signature("MINISTERS met in Zurich -- she said")


@pytest.mark.parametrize("text", ["", " \n", "…", "one", "one two three"])
def test_short_texts_have_a_signature(text: str) -> None:
    assert Signature.unpack(signature(text).pack()) == signature(text)


def test_nothing_is_a_duplicate_of_an_empty_text() -> None:
    assert band_keys("") == ()
    assert not near_duplicates(signature(""), signature(""))


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_similarity_is_symmetric_and_a_share(one: str, other: str) -> None:
    a, b = signature(one), signature(other)
    assert similarity(a, b) == similarity(b, a)
    assert all(0.0 <= share <= 1.0 for share in similarity(a, b))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_a_text_is_as_alike_as_can_be_to_itself(text: str) -> None:
    jaccard, contained = similarity(signature(text), signature(text))
    assert (jaccard, contained) == ((1.0, 1.0) if signature(text).size else (0.0, 0.0))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=40, max_size=200), st.data())
def test_the_estimate_is_near_the_truth(words: list[str], data: st.DataObject) -> None:
    numbered = [f"{word}{number}" for number, word in enumerate(words)]
    cut = data.draw(st.integers(min_value=0, max_value=len(numbered) - 20))
    one, other = " ".join(numbered), " ".join(numbered[cut:])
    true = max(0, len(numbered) - cut - 3) / max(1, len(numbered) - 3)
    assert abs(similarity(signature(one), signature(other))[0] - true) < 0.25
