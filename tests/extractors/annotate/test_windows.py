"""Windows: every word read, none too long, cut at sentences where there are any."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.annotate.windows import LONG_WORDS, WINDOW_PIECES, WINDOW_WORDS, settled_end, window_end


def test_a_short_text_is_one_window() -> None:
    assert window_end([1] * 30, [None] * 30, 0) == 30


def test_a_window_ends_at_the_last_known_start_that_fits() -> None:
    known = [i in (0, 70, 150, 210) for i in range(300)]
    assert window_end([1] * 300, known, 0) == 150
    assert window_end([1] * 300, known, 150) == 300


def test_without_known_starts_it_takes_as_many_words_as_fit() -> None:
    assert window_end([1] * 400, [None] * 400, 0) == WINDOW_WORDS
    assert window_end([8] * 400, [None] * 400, 0) == WINDOW_PIECES // 8
    assert window_end([1] * 900, [None] * 900, 0, long=True) == LONG_WORDS


def test_a_cut_window_is_settled_up_to_its_last_sentence() -> None:
    starts = [word in (0, 12, 25) for word in range(40)]
    assert settled_end(starts, 100, 140) == 125
    assert settled_end([True] + [False] * 9, 0, 10) is None


@given(
    st.lists(st.tuples(st.integers(1, 8), st.sampled_from([True, False, None])), min_size=1, max_size=700),
    st.booleans(),
)
def test_windows_go_on_and_stay_within_bounds(words: list[tuple[int, bool | None]], long: bool) -> None:
    pieces, known = [count for count, _ in words], [start for _, start in words]
    first = 0
    while first < len(words):
        end = window_end(pieces, known, first, long=long)
        assert first < end <= len(words)
        assert sum(pieces[first:end]) <= 508
        first = end
