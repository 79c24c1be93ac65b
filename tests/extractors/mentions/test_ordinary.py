"""Spans that are no names: parts of titles and ordinary words with a capital."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

import pytest

from extractors.columns import columns_of
from extractors.mentions.ordinary import without_ordinary_words
from tests.extractors.parsed import parsed


def _spans(text: str) -> list[tuple[str, str]]:
    doc = parsed(text)
    columns = columns_of(doc)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    return [(columns.surface(start, end), kind) for start, end, kind in without_ordinary_words(columns, ents)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(
            "{PERSON Shadow|NNP|compound|3 Home|NNP|compound|3 } Secretary|NNP|compound|4 {PERSON Ada|NNP|nsubj|6 Lind|NNP|flat|4 } left|VBD|ROOT|6|leave .|.|punct|6",
            [("Ada Lind", "PERSON")],
            id="half of a title",
        ),
        pytest.param(
            "The|DT|det|3 {PERSON High|NNP|amod|3 Commissioner|NNP|nsubj|6 for|IN|case|5 Refugees|NNPS|nmod|3 } left|VBD|ROOT|6|leave .|.|punct|6",
            [],
            id="a position",
        ),
        pytest.param(
            "The|DT|det|2 {PERSON Duke|NNP|nsubj|5 of|IN|case|4 Orla|NNP|nmod|2 } left|VBD|ROOT|5|leave .|.|punct|5",
            [("Duke of Orla", "PERSON")],
            id="a duke goes by his duchy",
        ),
        pytest.param(
            """
            Firm|NN|ROOT|1 :|:|punct|1 {ORG Gate|NNP|nsubj|4 } failed|VBD|parataxis|1|fail
            The|DT|det|2 gate|NN|nsubj|3 fell|VBD|ROOT|3|fall .|.|punct|3
            """,
            [],
            id="a noun after a colon",
        ),
        pytest.param(
            """
            {ORG Gate|NNP|nsubj|2 } failed|VBD|ROOT|2|fail .|.|punct|2
            The|DT|det|2 gate|NN|nsubj|3 fell|VBD|ROOT|3|fall on|IN|case|5 {ORG Gate|NNP|obl|3 } .|.|punct|3
            """,
            [("Gate", "ORG"), ("Gate", "ORG")],
            id="a noun that is a name inside a sentence, too",
        ),
        pytest.param(
            "The|DT|det|4 {ORG Danish|JJ|amod|4 energy|NN|compound|4 } ministry|NN|nsubj|5 closed|VBD|ROOT|5|close .|.|punct|5",
            [("Danish", "NORP")],
            id="a people before common nouns",
        ),
        pytest.param(
            "Some|DT|det|2 {NORP democrats|NNS|nsubj|3 } left|VBD|ROOT|3|leave the|DT|det|5 {ORG Internet|NNP|obj|3 } .|.|punct|3",
            [],
            id="small letters, and what everybody has",
        ),
        pytest.param(
            "{ORG Internet|NNP|nsubj|3 } {ORG Weekly|NNP|flat|1 } closed|VBD|ROOT|3|close .|.|punct|3",
            [("Internet", "ORG"), ("Weekly", "ORG")],
            id="the first word of a longer name",
        ),
        pytest.param(
            "The|DT|det|2 Minister|NNP|nsubj|5 for|IN|case|4 {ORG Foreign|NNP|nmod|2 } left|VBD|ROOT|5|leave in|IN|case|7 {LOC Eastern|JJ|obl|5 } .|.|punct|5",
            [],
            id="half of a title behind for, and a mere direction",
        ),
        pytest.param(
            "They|PRP|nsubj|2 shun|VBP|ROOT|2|shun {ORG anti-Orla|JJ|amod|4 } songs|NNS|obj|2 .|.|punct|2",
            [],
            id="against a place",
        ),
    ],
)
def test_what_is_no_name(text: str, left: list[tuple[str, str]]) -> None:
    assert _spans(text) == left
