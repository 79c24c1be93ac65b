"""Noun phrases and their parts."""

from __future__ import annotations

from extractors.facts.phrases import conjuncts, core_phrase, noun_phrase
from extractors.facts.syntax import read_syntax
from tests.extractors.facts.reading import parsed


def test_the_full_phrase_keeps_complements_and_the_core_does_not() -> None:
    syntax = read_syntax(parsed("Attacks launched from the hills killed three villagers."))
    assert syntax.words_of(noun_phrase(syntax, 0)) == "Attacks launched from the hills"
    assert syntax.words_of(core_phrase(syntax, 0)) == "Attacks"


def test_appositions_and_ages_are_left_out() -> None:
    syntax = read_syntax(parsed("Paul Meyer, director of the institute, welcomed the decision."))
    assert syntax.words_of(noun_phrase(syntax, 0)) == "Paul Meyer"
    syntax = read_syntax(parsed("Elena Rossi, 34, won the race."))
    assert syntax.words_of(noun_phrase(syntax, 0)) == "Elena Rossi"


def test_a_relative_clause_is_left_out_of_its_noun() -> None:
    syntax = read_syntax(parsed("The bridge that engineers built in 1960 collapsed."))
    assert syntax.words_of(noun_phrase(syntax, 1)) == "The bridge"


def test_conjuncts_in_text_order() -> None:
    syntax = read_syntax(parsed("France, Germany and Spain signed the accord."))
    assert [syntax.words[token] for token in conjuncts(syntax, 0)] == ["France", "Germany", "Spain"]
