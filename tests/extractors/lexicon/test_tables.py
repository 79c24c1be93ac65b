"""The word lists can be read, and say nothing twice that must be said once."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extractors.lexicon import table, words

TABLES = sorted(
    path.name.removesuffix(".toml") for path in files("extractors.lexicon").iterdir() if path.name.endswith(".toml")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_parses_and_is_lower_case(name: str) -> None:
    assert table(name)
    for key, value in table(name).items():
        if isinstance(value, str) and key != "place_types":
            assert value == value.lower()


def test_lists_are_sets_of_words() -> None:
    assert {"said", "denied"}.isdisjoint(words("saying", "denied", "verbs"))
    assert "deny" in words("saying", "denied", "verbs")
    assert "take place" in words("light", "idioms")


def test_a_missing_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("saying", "no such list")


def test_what_holds_does_not_also_fail() -> None:
    assert not words("embedding", "holds") & words("embedding", "fails")
    assert not words("embedding", "planned") & words("embedding", "fails")
