"""The whole phrase of a head, as GUM marks mentions."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

import pytest

from extractors.columns import columns_of
from graph.bench.coreference.gum import phrase_of
from tests.extractors.parsed import parsed


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        pytest.param(
            "to|IN|case|4 the|DT|det|4 old|JJ|amod|4 harbour|NN|ROOT|4 of|IN|case|6 Orla|NNP|nmod|4 ,|,|punct|4",
            3,
            "the old harbour of Orla",
            id="with article and of-phrase, without preposition and comma",
        ),
        pytest.param(
            "the|DT|det|2 man|NN|nsubj|6 ,|,|punct|5 who|PRP|nsubj|5 slept|VBD|acl:relcl|2 left|VBD|ROOT|6",
            1,
            "the man, who slept",
            id="with its clause, over the comma",
        ),
        pytest.param(
            "the|DT|det|2 judge|NN|nsubj|8 ,|,|punct|4 Lind|NNP|appos|2 ,|,|punct|4 and|CC|cc|7 others|NNS|conj|2 left|VBD|ROOT|8",
            1,
            "the judge",
            id="without what is beside it",
        ),
    ],
)
def test_the_whole_phrase(text: str, head: int, whole: str) -> None:
    columns = columns_of(parsed(text))
    assert columns.surface(*phrase_of(columns, head)).replace(" ,", ",") == whole
