from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.read.characters import normalise_characters, one_line

ANY_TEXT = st.text(st.characters(codec=None))


def test_blanks_line_ends_and_marks() -> None:
    assert normalise_characters("\ufeffa\u00a0b\r\nc\u200bd\te\x00\ud800  f\u2028g ") == "a b\ncd e f\ng"


def test_accents_are_composed() -> None:
    assert normalise_characters("Cafe\u0301") == "Café"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_only_printable_characters_and_again_changes_nothing(text: str) -> None:
    clean = normalise_characters(text)
    assert not [c for c in clean if c != "\n" and unicodedata.category(c) in {"Cc", "Cs"}]
    clean.encode("utf-8")
    assert normalise_characters(clean) == clean
    assert "\n" not in one_line(text)
