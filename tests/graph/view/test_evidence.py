from __future__ import annotations

from dataclasses import replace

from graph.view.evidence import marks
from tests.graph.view import samples

FACT = samples.story()[1][0]  # The Dockers' Union demands a pay rise.


def test_offsets_of_the_row_are_used() -> None:
    assert marks(FACT, [], []) == [(4, 18, "s"), (29, 37, "o")]


def test_without_offsets_the_longest_name_in_the_sentence_is_found() -> None:
    bare = replace(FACT, subject_start=None, subject_end=None, object_start=None, object_end=None)
    assert marks(bare, ["Union", "Dockers' Union"], ["rise", "pay rise"]) == [(4, 18, "s"), (29, 37, "o")]
    assert marks(bare, ["Dock"], []) == [(29, 37, "o")]


def test_offsets_outside_the_sentence_mark_nothing() -> None:
    far = replace(FACT, subject_start=0, subject_end=4, subject_label="x", object_start=9_000, object_end=9_004)
    assert marks(far, [], ["nowhere"]) == []


def test_the_outer_mark_gives_up_what_the_inner_one_covers() -> None:
    nested = replace(FACT, object_start=100, object_end=118)
    assert marks(nested, [], []) == [(0, 4, "o"), (4, 18, "s")]
