"""Values of time expressions by their words alone (no parse), against an article of Thursday 6 November 2025."""

from __future__ import annotations

import pytest
import spacy

from extractors.times import find_times

_NLP = spacy.blank("en")
_PUBLISHED = "2025-11-06"


def _found(text: str, published: str | None = _PUBLISHED) -> list[tuple[str, str, str | None]]:
    return [(t.text, t.kind, t.value) for t in find_times(_NLP(text), published)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It opened on 25 October 2025.", "25 October 2025", "2025-10-25"),
        ("It opened on Oct. 25, 2025.", "Oct. 25, 2025", "2025-10-25"),
        ("It opened on October 25th, 2025, in Oslo.", "October 25th, 2025", "2025-10-25"),
        ("It opened on Tuesday, October 28, 2025, at last.", "Tuesday, October 28, 2025", "2025-10-28"),
        ("It opened on the 3rd of May 2024.", "the 3rd of May 2024", "2024-05-03"),
        ("It opened on 2025-10-25.", "2025-10-25", "2025-10-25"),
        ("It opened on 25/10/2025.", "25/10/2025", "2025-10-25"),
        ("It opened on 05/10/2025.", "05/10/2025", None),
        ("It opened on October 25.", "October 25", "2025-10-25"),
        ("It opened in March 2019.", "March 2019", "2019-03"),
        ("It opened in early March 2019.", "early March 2019", "2019-03"),
        ("It opened in 1987.", "1987", "1987"),
        ("It opened in mid-2025.", "mid-2025", "2025"),
        ("It opened in the late 1980s.", "the late 1980s", "1980/1989"),
        ("It opened in the '90s.", "the '90s", "1990/1999"),
        ("It opened in the 19th century.", "the 19th century", "1801/1900"),
        ("It opened in the third quarter of 2025.", "the third quarter of 2025", "2025-07/2025-09"),
        ("It opened in Q3 2025.", "Q3 2025", "2025-07/2025-09"),
        ("It opened in the summer of 2024.", "the summer of 2024", "2024-06/2024-08"),
        ("It opened in the winter of 2024.", "the winter of 2024", None),
        ("It opened at Christmas 2024.", "Christmas 2024", "2024-12-25"),
        ("It opened on Easter Sunday 2025.", "Easter Sunday 2025", "2025-04-20"),
        ("It opened yesterday.", "yesterday", "2025-11-05"),
        ("It opened the day before yesterday.", "the day before yesterday", "2025-11-04"),
        ("It opens tomorrow morning.", "tomorrow morning", "2025-11-07"),
        ("It opened earlier today.", "earlier today", "2025-11-06"),
        ("It opened last night.", "last night", "2025-11-05"),
        ("It opened on Tuesday.", "Tuesday", "2025-11-04"),
        ("It opened on Thursday.", "Thursday", "2025-11-06"),
        ("It opened last Thursday.", "last Thursday", "2025-10-30"),
        ("It opens next Monday.", "next Monday", "2025-11-10"),
        ("It opened last week.", "last week", "2025-10-27/2025-11-02"),
        ("It opened earlier this month.", "earlier this month", "2025-11"),
        ("It opened late last year.", "late last year", "2024"),
        ("It opens next year.", "next year", "2026"),
        ("It opened last October.", "last October", "2025-10"),
        ("It opened last summer.", "last summer", "2025-06/2025-08"),
        ("It opened two days ago.", "two days ago", "2025-11-04"),
        ("It opened three years ago.", "three years ago", "2022"),
        ("It opened a month ago.", "a month ago", "2025-10"),
        ("It opened several years ago.", "several years ago", None),
        ("It grew over the past three days.", "the past three days", "2025-11-03/2025-11-06"),
        ("It has been open since 2021.", "since 2021", "2021/.."),
        ("It stays open until Friday.", "until Friday", "../2025-10-31"),
        ("It ran from 2019 to 2021.", "from 2019 to 2021", "2019/2021"),
        ("It ran from October 25 to October 28, 2024.", "from October 25 to October 28, 2024", "2024-10-25/2024-10-28"),
        ("It ran between July 2003 and December 2004.", "between July 2003 and December 2004", "2003-07/2004-12"),
        ("It ran on October 25-28, 2025.", "October 25-28, 2025", "2025-10-25/2025-10-28"),
        ("It ran from 25 to 28 October.", "from 25 to 28 October", "2025-10-25/2025-10-28"),
        ("It ran in 2014–18.", "2014–18", "2014/2018"),
        ("It runs from October 28 through December 9.", "from October 28 through December 9", "2025-10-28/2025-12-09"),
        ("It falls on Flag Day - December 7 - this year.", "December 7", "2025-12-07"),
        ("It grew this past week.", "this past week", "2025-10-30/2025-11-06"),
        ("It will open by year end.", "by year end", "../2025"),
    ],
)
def test_dates(text: str, expression: str, value: str | None) -> None:
    assert (expression, value) in [(t, v) for t, _, v in _found(text)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It began at 10:30 a.m. on Tuesday.", "10:30 a.m. on Tuesday", "2025-11-04T10:30"),
        ("It began at 0730 GMT on 3 May 2024.", "0730 GMT on 3 May 2024", "2024-05-03T07:30Z"),
        ("It began on Monday at 5pm.", "Monday at 5pm", "2025-11-03T17:00"),
        ("It began at noon yesterday.", "noon yesterday", "2025-11-05T12:00"),
        ("It began at 8.15am.", "8.15am", None),
        ("It began at 9 o'clock on Monday.", "9 o'clock on Monday", "2025-11-03"),
        ("It began on Tuesday evening.", "Tuesday evening", "2025-11-04"),
    ],
)
def test_clock_times(text: str, expression: str, value: str | None) -> None:
    assert (expression, "TIME", value) in _found(text)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("They spoke for nearly five hours.", "five hours", "PT5H"),
        ("It was a three-day visit.", "three-day", "P3D"),
        ("They spoke for two and a half years.", "two and a half years", "P2Y6M"),
        ("They spoke for half an hour.", "half an hour", "PT30M"),
        ("They spoke for an hour and a half.", "an hour and a half", "PT1H30M"),
        ("They spoke for a decade.", "a decade", "P10Y"),
        ("They spoke for twenty-five minutes.", "twenty-five minutes", "PT25M"),
        ("They spoke for several weeks.", "several weeks", None),
    ],
)
def test_durations(text: str, expression: str, value: str | None) -> None:
    assert (expression, "DURATION", value) in _found(text)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("She runs every day.", "every day", "R/P1D"),
        ("She runs twice a week.", "twice a week", "R/P1W"),
        ("She runs every two weeks.", "every two weeks", "R/P2W"),
        ("She runs on Sundays.", "Sundays", None),
    ],
)
def test_sets(text: str, expression: str, value: str | None) -> None:
    assert (expression, "SET", value) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The 25-year-old man left.",
        "He may go.",
        "They march on the capital.",
        "Flats cost 2,021 dollars.",
        "It took second place.",
        "He won 3:2 against 11 men.",
        "He is 40 years old.",
        "The car did 60 miles an hour.",
        "Call 911.",
        "It fell 7 percent to 18.40 euros.",
        "It is a 2000 year old custom.",
        "It fell.",
    ],
)
def test_no_time(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It opened yesterday.",
        "It opened on Tuesday.",
        "It opened on October 25.",
        "It opened last year.",
        "It opened two days ago.",
    ],
)
def test_without_a_date_of_publication_nothing_relative_is_guessed(text: str) -> None:
    found = _found(text, None)
    assert found
    assert all(value is None for _, _, value in found)


def test_absolute_dates_need_no_date_of_publication() -> None:
    assert _found("It opened on 25 October 2025.", None) == [("25 October 2025", "DATE", "2025-10-25")]


def test_years_before_christ_have_no_value() -> None:
    assert [v for _, _, v in _found("It stood in the 7th century BC and fell in 776 BC.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He found it in 1724. Two years later he left.", [("1724", "1724"), ("Two years later", "1726")]),
        ("She married in 1920. That year they moved.", [("1920", "1920"), ("That year", "1920")]),
        ("She married in 1920. Later that same year they moved.", [("1920", "1920"), ("Later that same year", "1920")]),
        ("He lived there in 1920 and in 1930. That year they moved.", None),
        ("That year they moved.", [("That year", None)]),
    ],
)
def test_years_are_told_from_the_only_year_of_the_narrative(
    text: str, expected: list[tuple[str, str | None]] | None
) -> None:
    found = [(words, value) for words, _, value in _found(text)]
    if expected is None:
        assert found[-1] == ("That year", None)
    else:
        assert found == expected


def test_two_expressions_share_no_word() -> None:
    assert _found("25 days before May", None) == [("25 days before", "DATE", None), ("May", "DATE", None)]
