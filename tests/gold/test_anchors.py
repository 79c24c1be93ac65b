"""Words of the gold as spans of the article."""

import pytest

from extractors.records import Article
from graph.bench.goldstandard.anchors import find_article, locate, sentence_spans
from graph.bench.goldstandard.records import GoldError
from tests.gold.records import FIRST, GOLD, TEXT


def words(sentence: str, anchor: str) -> str:
    start, end = locate(sentence, anchor)
    return sentence[start:end]


def test_words_are_found_whole_before_they_are_found_inside_others() -> None:
    assert locate("The item fell; it broke.", "it") == (15, 17)


def test_a_number_picks_the_occurrence() -> None:
    assert locate("We met them and we left; we slept.", "we#2") == (25, 27)


def test_a_gap_runs_from_the_first_part_to_the_second_after_it() -> None:
    assert words("It is said that it rained on it.", "it … it") == "it rained on it"


def test_quotation_marks_are_alike() -> None:
    assert words("Norway’s court", "Norway's court") == "Norway’s court"


def test_missing_words_are_an_error() -> None:
    with pytest.raises(GoldError, match="'cat' does not occur"):
        locate("The dog sat.", "cat")


def test_sentences_stand_in_the_article_in_order() -> None:
    assert sentence_spans(GOLD, "Headline\n\n" + TEXT) == [(10, 10 + len(FIRST)), (11 + len(FIRST), 10 + len(TEXT))]


def test_an_article_that_lost_a_sentence_is_named() -> None:
    with pytest.raises(GoldError, match=r"mill/echo: the cleaned article lacks the sentence 'She owns it\.'"):
        sentence_spans(GOLD, FIRST)


def test_the_article_is_the_one_with_the_first_sentence() -> None:
    other, right = Article("x", "x.txt", "She owns it."), Article("y", "y.txt", TEXT)
    assert find_article(GOLD, [other, right]) is right
    with pytest.raises(GoldError, match="no article holds its first sentence"):
        find_article(GOLD, [other])
