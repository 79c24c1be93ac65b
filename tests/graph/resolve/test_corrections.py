"""The corrections file: what it says, what it refuses, and what other programs may write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import CorrectionInvalid
from graph.resolve.corrections import (
    Correction,
    append_corrections,
    parse_lines,
    read_corrections,
    read_exchange,
)


def test_lines_are_numbered_on_and_read_back(tmp_path: Path) -> None:
    append_corrections(tmp_path, [Correction(0, "merge", "2026-11-23", "same", entities=("http://a/1", "http://a/2"))])
    append_corrections(tmp_path, [Correction(0, "undo", "2026-11-24", undoes=1)])
    lines = read_corrections(tmp_path)
    assert [line.id for line in lines.lines] == [1, 2]
    assert lines.lines[0].reason == "same"
    assert lines.standing == ()


def test_an_undo_can_be_undone(tmp_path: Path) -> None:
    merge = Correction(0, "merge", entities=("http://a/1", "http://a/2"))
    append_corrections(tmp_path, [merge, Correction(0, "undo", undoes=1), Correction(0, "undo", undoes=2)])
    assert [line.id for line in read_corrections(tmp_path).standing] == [1]


def test_what_the_view_keeps_for_itself_stays_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "corrections.jsonl").write_text('{"action": "pin", "entity": "http://a/1", "x": 3}\n')
    append_corrections(tmp_path, [Correction(0, "split", entity="http://a/1")])
    lines = read_corrections(tmp_path)
    assert lines.lines[0].to_dict()["x"] == 3
    assert [line.action for line in lines.standing] == ["split"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not JSON", "line 1: expected a JSON object"),
        ("[]", '"action"'),
        ('{"action": "merge", "entities": ["http://a/1"]}', '"merge" needs "entities" with two or more IRIs'),
        ('{"action": "split"}', '"split" needs "entity"'),
        ('{"action": "undo"}', '"undo" needs "undoes"'),
        ('{"action": "merge", "entities": "http://a/1"}', 'expected "entities" to be a list of strings'),
        ('{"action": "undo", "undoes": "1"}', 'expected "undoes" to be a whole number'),
    ],
)
def test_what_is_no_correction_is_named(line: str, says: str) -> None:
    with pytest.raises(CorrectionInvalid) as caught:
        parse_lines(line)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_exchange_formats_say_the_same() -> None:
    merge = {"action": "merge", "entities": ["http://a/1", "http://a/2"]}
    wrong = {"action": "wrong", "statement": "http://a/s"}
    whole = {"newsgraph": "corrections", "version": 1, "corrections": [merge, wrong]}
    forms = [json.dumps(whole), json.dumps([merge, wrong]), f"{json.dumps(merge)}\n{json.dumps(wrong)}\n"]
    said = [[line.says for line in read_exchange(text, "x.json", "2026-11-23")] for text in forms]
    assert said[0] == said[1] == said[2]
    with pytest.raises(CorrectionInvalid, match="undo"):
        read_exchange('{"action": "undo", "undoes": 1}', "x.json", "2026-11-23")
