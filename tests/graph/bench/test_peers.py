"""What other tools read from our parse, and how it is judged."""

from __future__ import annotations

import pytest

from extractors.annotate import load_pipeline
from extractors.records import Article
from graph.bench.contenders.clearnlp import ud_to_clearnlp
from graph.bench.contenders.reading import CONTENDERS, _stretch
from graph.bench.peers import DATA, measure, record_of_triples, run
from tests.extractors.parsed import parsed

_CASES = [
    (
        "They|PRP|nsubj|2 met|VBD|ROOT|2 in|IN|case|4 Paris|NNP|obl|2",
        ["nsubj met", "ROOT met", "prep met", "pobj in"],
    ),
    (
        "He|PRP|nsubj:pass|3 was|VBD|aux:pass|3 arrested|VBN|ROOT|3 by|IN|case|5 police|NN|obl:agent|3",
        ["nsubjpass arrested", "auxpass arrested", "ROOT arrested", "agent arrested", "pobj by"],
    ),
    (
        "She|PRP|nsubj|4 is|VBZ|cop|4 a|DT|det|4 judge|NN|ROOT|4 .|.|punct|4",
        ["nsubj is", "ROOT is", "det judge", "attr is", "punct is"],
    ),
    (
        "They|PRP|nsubj|4 did|VBD|aux|4 not|RB|advmod|4 sign|VB|ROOT|4 it|PRP|obj|4",
        ["nsubj sign", "aux sign", "neg sign", "ROOT sign", "dobj sign"],
    ),
]


@pytest.mark.parametrize(("phrase", "arcs"), _CASES)
def test_the_parse_gets_the_labels_that_peers_read(phrase: str, arcs: list[str]) -> None:
    doc = parsed(phrase)
    before = [token.dep_ for token in doc]
    assert [f"{token.dep_} {token.head.text}" for token in ud_to_clearnlp(doc)] == arcs
    assert [token.dep_ for token in doc] == before  # the Doc itself stays as it is


def test_equal_triples_count_once_and_lie_in_the_text() -> None:
    doc = parsed("Police|NN|nsubj|2 arrested|VBD|ROOT|2|arrest the|DT|det|4 captain|NN|obj|2")
    nlp = load_pipeline()
    [triple] = CONTENDERS[0].read(doc, nlp)
    record = record_of_triples(Article("a", "a.txt", doc.text), doc, [triple, triple])
    [fact] = record.facts
    assert (fact.subject.text, fact.relation.label, fact.object and fact.object.text) == (
        "Police",
        "arrest",
        "the captain",
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Malta fund", "Malta proposed another fund"),
        ("the fund", "the fund"),
        ("the union", "the union"),
        ("fund Malta", ""),
        ("", ""),
    ],
)
def test_words_of_a_peer_are_found_again_in_the_shortest_stretch(words: str, found: str) -> None:
    from spacy.lang.en import English

    doc = English()("Malta proposed another fund , the rich union rejected the union and the fund .")
    assert " ".join(token.text for token in _stretch(doc, words.split())) == found


@pytest.mark.model
def test_the_table_has_a_row_a_tool_and_ours_is_ahead(capsys: pytest.CaptureFixture[str]) -> None:
    rows = measure(DATA / "articles", DATA / "gold", "tune")
    assert [row["tool"] for row in rows] == ["newsgraph", *(contender.name for contender in CONTENDERS)]
    ours, recipe = rows[0], rows[1]
    assert ours["recall"] > 2 * recipe["recall"]
    assert ours["f1"] > recipe["f1"]
    assert run(["--gold", "nowhere"]) == 2
    assert "newsgraph bench peers" in capsys.readouterr().err
