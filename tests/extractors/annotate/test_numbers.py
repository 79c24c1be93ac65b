"""Number-like entities by rules."""

from __future__ import annotations

import pytest

from extractors.annotate.numbers import CLASSES, PATTERNS, Pattern, find_numbers, label_numbers

UPOS = {"May": "PROPN", "March": "PROPN", "one": "NUM", "two": "NUM"}


def found(text: str, **upos: str) -> list[tuple[str, str]]:
    words = text.split()
    tags = [upos.get(w, UPOS.get(w, "NUM" if w[0].isdigit() else "NOUN")) for w in words]
    plural = ["NNS" if w in {"people", "soldiers"} else "NN" for w in words]
    return [(" ".join(words[start:end]), label) for start, end, label in find_numbers(words, tags, plural)]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"{pattern.label}: {pattern.spans}")
def test_example_of_the_pattern(pattern: Pattern) -> None:
    assert found(pattern.text) == [(span, pattern.label) for span in pattern.spans.split(" | ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 12 people died on Monday", [("at least 12", "CARDINAL"), ("Monday", "DATE")]),
        ("more than two dozen of them", [("more than two dozen", "CARDINAL")]),
        ("the second round", [("second", "ORDINAL")]),
        ("a truce of 48 hours", [("48 hours", "TIME")]),
        ("on October 25 and 26", [("October 25 and 26", "DATE")]),
        ("from October to December 2025", [("October to December 2025", "DATE")]),
        ("by the end of 2026", [("the end of 2026", "DATE")]),
        ("2000 soldiers in 2000", [("2000", "CARDINAL"), ("2000", "DATE")]),
        ("a rise of 3.5 percentage points", [("3.5 percentage points", "PERCENT")]),
        ("Rs 500 million", [("Rs 500 million", "MONEY")]),
        ("COVID - 19 cases", []),
        ("they may meet", []),
        ("late on Tuesday night", [("Tuesday night", "TIME")]),
        ("the 45 - year - old minister", [("45 - year - old", "DATE")]),
        ("three quarters of a mile", [("three quarters", "CARDINAL")]),
        ("nothing at all", []),
    ],
)
def test_in_news(text: str, expected: list[tuple[str, str]]) -> None:
    upos = {"second": "ADJ", "may": "AUX"}
    assert found(text, **upos) == expected


def test_names_take_their_words() -> None:
    words = ["September", "11", "attacks", "on", "September", "11"]
    labels = ["B-EVENT", "I-EVENT", "I-EVENT", "O", "B-DATE", "O"]
    starts = [True, *[False] * 5]
    assert label_numbers(words, ["NOUN"] * 6, ["NN"] * 6, starts, labels) == [*labels[:4], "B-DATE", "I-DATE"]


def test_not_across_sentences() -> None:
    words = ["in", "October", "25", "died"]
    starts = [True, False, True, False]
    expected = ["O", "B-DATE", "B-CARDINAL", "O"]
    assert label_numbers(words, ["NOUN"] * 4, ["NN"] * 4, starts, ["O"] * 4) == expected


def test_list_numbers_are_no_numbers() -> None:
    assert find_numbers(["1", ".", "Open"], ["NUM", "PUNCT", "VERB"], ["LS", ".", "VB"]) == []


def test_no_words() -> None:
    assert find_numbers([], [], []) == []


def test_classes_are_lower_case() -> None:
    assert all(words == words.lower() for words in CLASSES.values())
