"""The verb decides which way a date without a year points."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

import pytest

from extractors.times import find_times
from tests.extractors.parsed import parsed

_PUBLISHED = "2025-11-06"  # a Thursday

_CASES = [
    # Past: "The talks ended on Tuesday."
    ("The|DT|det|2 talks|NNS|nsubj|3 ended|VBD|ROOT|3|end on|IN|case|5 Tuesday|NNP|obl|3 .|.|punct|3", "2025-11-04"),
    # Future with an auxiliary: "The talks will resume on Tuesday."
    (
        "The|DT|det|2 talks|NNS|nsubj|4 will|MD|aux|4 resume|VB|ROOT|4 on|IN|case|6 Tuesday|NNP|obl|4 .|.|punct|4",
        "2025-11-11",
    ),
    # Present as announcement: "The talks resume on Tuesday."
    ("The|DT|det|2 talks|NNS|nsubj|3 resume|VBP|ROOT|3 on|IN|case|5 Tuesday|NNP|obl|3 .|.|punct|3", "2025-11-11"),
    # Infinitive after an announcing adjective: "The talks are set to resume on Tuesday."
    (
        "The|DT|det|2 talks|NNS|nsubj:pass|4 are|VBP|aux:pass|4 set|VBN|ROOT|4 to|TO|mark|6 resume|VB|xcomp|4 on|IN|case|8 "
        "Tuesday|NNP|obl|6 .|.|punct|4",
        "2025-11-11",
    ),
    # Infinitive of what is done: "The talks failed to end on Tuesday."
    (
        "The|DT|det|2 talks|NNS|nsubj|3 failed|VBD|ROOT|3|fail to|TO|mark|5 end|VB|xcomp|3 on|IN|case|7 "
        "Tuesday|NNP|obl|5 .|.|punct|3",
        "2025-11-04",
    ),
    # Perfect: "The talks have ended on Tuesday."
    (
        "The|DT|det|2 talks|NNS|nsubj|4 have|VBP|aux|4 ended|VBN|ROOT|4|end on|IN|case|6 Tuesday|NNP|obl|4 .|.|punct|4",
        "2025-11-04",
    ),
    # Participle after a noun: "talks held on March 25" and "talks scheduled for March 25".
    ("Talks|NNS|ROOT|1 held|VBN|acl|1|hold on|IN|case|4 March|NNP|obl|2 25|CD|nummod|4 .|.|punct|1", "2025-03-25"),
    (
        "Talks|NNS|ROOT|1 scheduled|VBN|acl|1|schedule for|IN|case|4 March|NNP|obl|2 25|CD|nummod|4 .|.|punct|1",
        "2026-03-25",
    ),
    # A closing price is of the past, whatever is announced: "They will pay above the closing price on Tuesday."
    (
        "They|PRP|nsubj|3 will|MD|aux|3 pay|VB|ROOT|3 above|IN|case|7 the|DT|det|7 closing|NN|amod|7 price|NN|obl|3 "
        "on|IN|case|9 Tuesday|NNP|nmod|7 .|.|punct|3",
        "2025-11-04",
    ),
    # An infinitive after an adjective of the past announces nothing: "She was willing to wait on Tuesday."
    (
        "She|PRP|nsubj|3 was|VBD|cop|3 willing|JJ|ROOT|3 to|TO|mark|5 wait|VB|xcomp|3 on|IN|case|7 Tuesday|NNP|obl|5 "
        ".|.|punct|3",
        "2025-11-04",
    ),
    # A noun between the date and a verb in the present: "The attack on Tuesday is the third."
    (
        "The|DT|det|2 attack|NN|nsubj|7 on|IN|case|4 Tuesday|NNP|nmod|2 is|VBZ|cop|7 the|DT|det|7 third|JJ|ROOT|7 .|.|punct|7",
        "2025-11-04",
    ),
]


@pytest.mark.parametrize(("sentence", "value"), _CASES)
def test_direction(sentence: str, value: str) -> None:
    assert [t.value for t in find_times(parsed(sentence), _PUBLISHED)] == [value]


def test_a_date_that_only_modifies_a_noun_opens_no_interval() -> None:
    doc = parsed(
        "After|IN|case|4 Tuesday|NNP|nmod:poss|4 's|POS|case|2 attack|NN|obl|6 they|PRP|nsubj|6 left|VBD|ROOT|6|leave .|.|punct|6"
    )
    assert [(t.text, t.value) for t in find_times(doc, _PUBLISHED)] == [("Tuesday", "2025-11-04")]


def test_two_days_later_counts_from_the_day_told_last() -> None:
    doc = parsed(
        """
        They|PRP|nsubj|2 met|VBD|ROOT|2 on|IN|case|4 October|NNP|obl|2 25|CD|nummod|4 .|.|punct|2
        Two|CD|nummod|2 days|NNS|obl:unmarked|3 later|RB|advmod|5 they|PRP|nsubj|5 left|VBD|ROOT|5|leave .|.|punct|5
        """
    )
    assert [t.value for t in find_times(doc, _PUBLISHED)] == ["2025-10-25", "2025-10-27"]


def test_two_days_later_without_a_day_told_is_unknown() -> None:
    doc = parsed(
        "Two|CD|nummod|2 days|NNS|obl:unmarked|5 later|RB|advmod|5 they|PRP|nsubj|5 left|VBD|ROOT|5|leave .|.|punct|5"
    )
    assert [(t.text, t.value) for t in find_times(doc, _PUBLISHED)] == [("Two days later", None)]


def test_no_expression_inside_a_longer_name() -> None:
    doc = parsed(
        "The|DT|det|3 {ORG Sunday|NNP|compound|3 Times|NNP|nsubj|4 } reported|VBD|ROOT|4|report it|PRP|obj|4 .|.|punct|4"
    )
    assert find_times(doc, _PUBLISHED) == ()


def test_a_date_among_years_long_past_does_not_take_its_year_from_publication() -> None:
    doc = parsed(
        """
        He|PRP|nsubj:pass|3 was|VBD|aux:pass|3 born|VBN|ROOT|3|bear in|IN|case|5 1811|CD|obl|3 .|.|punct|3
        The|DT|det|2 duel|NN|nsubj|3 took|VBD|ROOT|3|take place|NN|obj|3 on|IN|case|7 30|CD|nummod|7 May|NNP|obl|3 .|.|punct|3
        """
    )
    assert [(t.text, t.value) for t in find_times(doc, _PUBLISHED)] == [("1811", "1811"), ("30 May", None)]


def test_years_of_earlier_centuries_after_by_and_from() -> None:
    doc = parsed(
        """
        He|PRP|nsubj|2 taught|VBD|ROOT|2|teach from|IN|case|4 1893|CD|obl|2 to|IN|case|6 1925|CD|obl|2 .|.|punct|2
        By|IN|case|2 1859|CD|obl|5 ,|,|punct|2 he|PRP|nsubj|5 knew|VBD|ROOT|5|know it|PRP|obj|5 .|.|punct|5
        They|PRP|nsubj|2 sank|VBD|ROOT|2|sink by|IN|case|5 1859|CD|nummod|5 metres|NNS|obl|2 .|.|punct|2
        """
    )
    assert [(t.text, t.value) for t in find_times(doc, _PUBLISHED)] == [
        ("from 1893 to 1925", "1893/1925"),
        ("By 1859", "../1859"),
    ]


def test_a_lone_clock_time_of_the_past_belongs_to_the_day_told_last() -> None:
    doc = parsed(
        """
        The|DT|det|2 gate|NN|nsubj|3 broke|VBD|ROOT|3|break on|IN|case|5 Monday|NNP|obl|3 .|.|punct|3
        It|PRP|nsubj|2 gave|VBD|ROOT|2|give way|NN|obj|2 at|IN|case|5 4:20|CD|obl|2 in|IN|case|8 the|DT|det|8 morning|NN|obl|2 .|.|punct|2
        """
    )
    assert [t.value for t in find_times(doc, _PUBLISHED)] == ["2025-11-03", "2025-11-03T04:20"]
