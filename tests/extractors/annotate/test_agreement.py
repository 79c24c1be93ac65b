"""Agreement of universal parts of speech with Penn tags."""

from pathlib import Path

from extractors.annotate.agreement import agreeing, collect_agreement, read_agreement, write_agreement

WORDS = [("IN", "ADP", "case")] * 20 + [("IN", "SCONJ", "mark")] * 9 + [("IN", "NOUN", "obl")] * 2
USUAL = collect_agreement(WORDS)


def test_pairs_that_occur_stay() -> None:
    assert agreeing("SCONJ", "IN", "case", USUAL) == "SCONJ"


def test_pairs_that_do_not_occur_take_what_the_relation_has() -> None:
    assert agreeing("VERB", "IN", "mark", USUAL) == "SCONJ"
    assert agreeing("NOUN", "IN", "root", USUAL) == "ADP"


def test_unknown_tags_are_left_alone() -> None:
    assert agreeing("VERB", "XX", "root", USUAL) == "VERB"


def test_written_and_read(tmp_path: Path) -> None:
    write_agreement(USUAL, tmp_path)
    assert read_agreement(tmp_path) == USUAL
