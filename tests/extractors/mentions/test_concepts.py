"""Names of concepts: what a common noun phrase is called as a node."""

from __future__ import annotations

import pytest

from extractors.mentions import concept_entity
from tests.extractors.parsed import parsed

_CASES = [
    (
        "the|DT|det|3 next|JJ|amod|3 phase|NN|ROOT|3 of|IN|case|6 bilateral|JJ|amod|6 relations|NNS|nmod|3",
        2,
        "next phase of bilateral relations",
    ),
    ("Their|PRP$|nmod:poss|3 joint|JJ|amod|3 mechanism|NN|ROOT|3", 2, "joint mechanism"),
    ("a|DT|det|2 bridge|NN|ROOT|2 that|WDT|nsubj|4 fell|VBD|acl:relcl|2|fall", 1, "bridge"),
    ("Rising|VBG|amod|2 prices|NNS|ROOT|2", 1, "rising prices"),
    ("cross|NN|compound|3 -|HYPH|punct|3 border|NN|compound|4 attacks|NNS|ROOT|4", 3, "cross - border attacks"),
    ("the|DT|det|3 Finnish|JJ|amod|3 delegation|NN|ROOT|3", 2, "Finnish delegation"),
    ("Energy|NNP|compound|2 Minister|NNP|ROOT|2", 1, "energy minister"),
    ("Finnish|JJ|amod|3 Prime|NNP|compound|3 Minister|NNP|ROOT|3", 2, "Finnish prime minister"),
    ("Harbour|NNP|compound|2 Authority|NNP|ROOT|2", 1, "Harbour Authority"),
    ("State|NNP|compound|2 Department|NNP|compound|3 spokesman|NN|ROOT|3", 2, "State Department spokesman"),
    ("United|VBD|amod|2 Nations|NNPS|compound|3 headquarters|NN|ROOT|3", 2, "United Nations headquarters"),
    (
        "member|NN|ROOT|1 of|IN|case|3 guilds|NNS|nmod|1 his|PRP$|nmod:poss|5 life|NN|nmod:unmarked|1",
        0,
        "member of guilds",
    ),
    ("peace|NN|ROOT|1 and|CC|cc|3 quiet|NN|conj|1", 0, "peace"),
]


@pytest.mark.parametrize(("phrase", "head", "name"), _CASES)
def test_names(phrase: str, head: int, name: str) -> None:
    doc = parsed(phrase)
    entity, mention = concept_entity(doc, head, 0, len(doc))
    assert (entity.name, entity.type, mention.kind) == (name, "CONCEPT", "nominal")
    assert mention.text == doc.text[mention.start : mention.end]


def test_the_same_phrase_is_the_same_concept_wherever_it_stands() -> None:
    one, _ = concept_entity(parsed("The|DT|det|2 ceasefire|NN|ROOT|2"), 1, 0, 2)
    other, _ = concept_entity(parsed("a|DT|det|2 Ceasefire|NN|ROOT|2"), 1, 0, 2)
    assert one.id == other.id == "ceasefire-concept"
