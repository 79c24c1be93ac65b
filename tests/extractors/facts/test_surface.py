"""Flat triples for the public scorers."""

from __future__ import annotations

from extractors.facts import surface_triples
from extractors.facts.surface import Shape, document_triples
from extractors.facts.syntax import read_syntax
from tests.extractors.facts.reading import VOCAB, parsed


def flat(text: str, shape: Shape | None = None) -> list[tuple[object, object, object]]:
    doc = parsed(text)
    rows = [row for _, rows in document_triples(doc.text, read_syntax(doc), shape or Shape()) for row in rows]
    return [(row["subject"], row["relation"], row["object"]) for row in rows]


def test_subject_verb_object_then_each_circumstance_with_the_object_in_the_relation() -> None:
    assert flat("The council approved the plan on Tuesday.") == [
        ("The council", "approved", "the plan"),
        ("The council", "approved the plan on", "Tuesday"),
    ]


def test_governing_verbs_stay_in_the_relation_and_conjuncts_stand_alone() -> None:
    assert flat("Pakistan and the Afghan Taliban are set to resume talks in Istanbul on Thursday.") == [
        ("Pakistan", "are set to resume", "talks in Istanbul"),
        ("Pakistan", "are set to resume talks on", "Thursday"),
        ("the Afghan Taliban", "are set to resume", "talks in Istanbul"),
        ("the Afghan Taliban", "are set to resume talks on", "Thursday"),
    ]


def test_nested_modifiers_only_where_the_shape_asks_for_them() -> None:
    text = "Norway holds talks with Russia."
    assert flat(text) == [("Norway", "holds", "talks with Russia")]
    nested = flat(text, Shape(nested_objects=True))
    assert nested == [("Norway", "holds", "talks with Russia"), ("Norway", "holds talks with", "Russia")]


def test_a_long_object_is_also_shown_apart_at_its_argument() -> None:
    text = "The firm launched its first appeal to voters against the planned tax."
    assert ("The firm", "launched its first appeal to", "voters against the planned tax") in flat(text)
    assert ("The firm", "launched its first appeal to", "voters against the planned tax") not in flat(
        text, Shape(long_objects=0)
    )
    assert len(flat("Norway holds talks with Russia.")) == 1


def test_words_said_are_the_object() -> None:
    assert ("The minister", "said", "the talks had failed") in flat("The minister said the talks had failed.")


def test_expletives_and_calls_to_action_give_nothing() -> None:
    assert flat("Please share this article.") == []
    assert all("who" not in str(subject) for subject, _, _ in flat("It is unclear who won."))


def test_an_empty_line_is_a_sentence_without_triples() -> None:
    from spacy.tokens import Doc

    assert list(surface_triples([Doc(VOCAB, words=[])])) == [("", [])]


def test_confidence_is_lower_where_the_parser_is_unsure() -> None:
    from extractors.facts.confidence import triple_confidence

    assert triple_confidence("clause", 1.0) > triple_confidence("clause", 0.5) > 0
