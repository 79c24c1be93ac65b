"""Spans of names made consistent: split, joined, found again."""

# ruff: noqa: E501 (a parsed sentence stays on one line)

from __future__ import annotations

from extractors.columns import columns_of
from extractors.mentions.spans import consistent_spans
from tests.extractors.parsed import parsed


def _spans(text: str) -> list[tuple[str, str]]:
    doc = parsed(text)
    columns = columns_of(doc)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    return [(columns.surface(start, end), kind) for start, end, kind in consistent_spans(columns, ents)]


def test_a_person_s_span_holds_no_party() -> None:
    assert _spans(
        """
        {PERSON Ada|NNP|nsubj|7 Lind|NNP|flat|1 of|IN|case|6 the|DT|det|6 Labour|NNP|compound|6 Party|NNP|nmod|1 } won|VBD|ROOT|7|win .|.|punct|7
        {PERSON DAB|NNP|nmod:poss|3 's|POS|case|1 Ada|NNP|nsubj|5 Lind|NNP|flat|3 } won|VBD|ROOT|5|win .|.|punct|5
        """
    ) == [("Ada Lind", "PERSON"), ("Labour Party", "ORG"), ("DAB", "ORG"), ("Ada Lind", "PERSON")]


def test_a_capital_is_no_function_word() -> None:
    assert _spans("{PERSON James|NNP|nsubj|3 To|NNP|flat|1 } won|VBD|ROOT|3|win .|.|punct|3") == [
        ("James To", "PERSON")
    ]


def test_what_the_article_writes_as_one_name_is_one_name() -> None:
    assert _spans(
        """
        {ORG Red|NNP|compound|2 Crescent|NNP|nsubj|3 } came|VBD|ROOT|3|come .|.|punct|3
        The|DT|det|3 {ORG Red|NNP|compound|3 } {ORG Crescent|NNP|nsubj|4 } left|VBD|ROOT|4|leave .|.|punct|4
        """
    ) == [("Red Crescent", "ORG"), ("Red Crescent", "ORG")]


def test_a_people_and_its_movement_are_one_name_after_the() -> None:
    assert _spans(
        """
        Talks|NNS|nsubj|6|talk with|IN|case|5 the|DT|det|5 {NORP Lebanese|JJ|amod|5 } {ORG Amal|NNP|nmod|1 } began|VBD|ROOT|6|begin .|.|punct|6
        {NORP Lebanese|JJ|amod|2 } {ORG Amal|NNP|nsubj|3 } agreed|VBD|ROOT|3|agree .|.|punct|3
        """
    ) == [("Lebanese Amal", "ORG"), ("Lebanese Amal", "ORG")]


def test_every_country_s_ministry_keeps_its_people_beside_it() -> None:
    assert _spans(
        """
        The|DT|det|4 {NORP Turkish|JJ|amod|4 } {ORG Foreign|NNP|compound|4 Ministry|NNP|nsubj|5 } agreed|VBD|ROOT|5|agree .|.|punct|5
        """
    ) == [("Turkish", "NORP"), ("Foreign Ministry", "ORG")]


def test_overlooked_names_are_found_again_but_common_words_are_not() -> None:
    assert _spans(
        """
        Fire|NN|nsubj|2 kills|VBZ|ROOT|2|kill nine|CD|obj|2 on|IN|case|8 Open|JJ|amod|8 -|HYPH|punct|5 Vik|NNP|compound|8 ferry|NN|obl|2
        It|PRP|nsubj|2 left|VBD|ROOT|2|leave {GPE Open|NNP|obj|2 } for|IN|case|5 {GPE Vik|NNP|obl|2 } .|.|punct|2
        The|DT|det|2 ship|NN|nsubj|4 was|VBD|aux:pass|4 towed|VBN|ROOT|4|tow to|IN|case|6 Vik|NN|obl|4 .|.|punct|4
        """
    ) == [("Open", "GPE"), ("Vik", "GPE"), ("Open", "GPE"), ("Vik", "GPE"), ("Vik", "GPE")]


def test_the_noun_of_a_structure_belongs_to_its_name() -> None:
    assert _spans(
        """
        The|DT|det|3 {GPE Orla|NNP|compound|3 } dam|NN|nsubj|4 broke|VBD|ROOT|4|break .|.|punct|4
        """
    ) == [("Orla dam", "FAC")]


def test_a_body_for_a_place_is_one_name() -> None:
    whole = "{ORG Transport|NNP|nsubj|4 } for|IN|case|3 {GPE Orla|NNP|nmod|1 } grew|VBD|ROOT|4|grow .|.|punct|4\n"
    assert _spans(whole) == [("Transport for Orla", "ORG")]
    apart = (
        "She|PRP|nsubj|2 left|VBD|ROOT|2|leave {ORG Halvor|NNP|obj|2 } for|IN|case|5 {GPE Orla|NNP|obl|2 } .|.|punct|2"
    )
    assert _spans(apart) == [("Halvor", "ORG"), ("Orla", "GPE")]
