"""``newsgraph bench times``: reading marked dates, and when two values are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.times.records import TimeExpression
from graph.bench.times import read_marked, run, same_time

_CONLLU = """# newdoc id = GUM_news_example
# meta::dateCreated = 2025-11-06
# sent_id = GUM_news_example-1
# newpar
# text = It didn't open on 5 May 2024.
1\tIt\tit\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\topen\topen\tVERB\tVB\t_\t0\troot\t_\t_
5\ton\ton\tADP\tIN\t_\t6\tcase\t_\t_
6\t5\t5\tNUM\tCD\t_\t7\tnummod\t_\tXML=<date when:::"2024-05-05">
7\tMay\tMay\tPROPN\tNNP\t_\t4\tobl\t_\t_
8\t2024\t2024\tNUM\tCD\t_\t7\tnmod\t_\tSpaceAfter=No|XML=</date>
9\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = GUM_news_example-2
# newpar
# text = In 1990 it did.
1\tIn\tin\tADP\tIN\t_\t2\tcase\t_\t_
2\t1990\t1990\tNUM\tCD\t_\t4\tobl\t_\tXML=<date when:::"1990"></date>
3\tit\tit\tPRON\tPRP\t_\t4\tnsubj\t_\t_
4\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def test_marked_dates_stand_where_the_text_has_them() -> None:
    (document,) = read_marked(_CONLLU.splitlines(keepends=True))
    assert (document.name, document.created) == ("GUM_news_example", "2025-11-06")
    assert document.text.rstrip() == "It didn't open on 5 May 2024.\nIn 1990 it did."
    assert [(document.text[d.start : d.end], d.value) for d in document.dates] == [
        ("5 May 2024", "2024-05-05"),
        ("1990", "1990"),
    ]


@pytest.mark.parametrize(
    ("wanted", "ours", "same"),
    [
        ("2024-05-05", "2024-05-05", True),
        ("2024-05-05", "2024-05-05T10:30", True),
        ("2024-05-05", "2024-05", False),
        ("2021", "2021/..", True),
        ("1960-01-01/1969-12-31", "1960/1969", True),
        ("1800-01-01/1899-12-31", "1801/1900", True),
        ("2006-02-19/2006-02-26", "2006-02-20/2006-02-26", True),
        ("2006-02-12/2006-02-19", "2006-02-20/2006-02-26", False),
        ("1803-09", "1803-09/1804-01", True),
        ("--09", "2024-09", True),
        ("--09", "2024-08", False),
        ("-0508", "2024", False),
    ],
)
def test_values_are_one_where_they_cover_the_same_days(wanted: str, ours: str, same: bool) -> None:
    assert same_time(wanted, TimeExpression(0, 1, "words", "DATE", ours)) is same


def test_without_data_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NEWSGRAPH_DATA", raising=False)
    assert run([]) == 2
    assert capsys.readouterr().err == "newsgraph bench times: no data; give --data DIR or set NEWSGRAPH_DATA\n"
    assert run(["--data", str(tmp_path)]) == 2
