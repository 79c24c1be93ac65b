"""Who says it, over quotations of several sentences."""

from __future__ import annotations

from extractors.facts.reports import quotations, saying_class
from extractors.facts.syntax import read_syntax
from tests.extractors.facts.reading import facts_of, parsed


def test_quotations_are_token_ranges_without_their_marks() -> None:
    syntax = read_syntax(parsed("“We will rebuild the school,” the mayor said."))
    assert [syntax.words_of(range(start, end)) for start, end in quotations(syntax)] == ["We will rebuild the school ,"]


def test_both_sentences_of_a_quotation_belong_to_its_speaker() -> None:
    facts = facts_of(parsed("“The roof is unsafe. We must close the hall,” Ivanov told reporters.")).facts
    said = [fact for fact in facts if fact.relation.label != "tell"]
    assert [fact.attributed_to.text for fact in said if fact.attributed_to] == ["Ivanov", "Ivanov"]


def test_classes_of_saying() -> None:
    assert saying_class("deny") == "denied"
    assert saying_class("demand") == "demanded"
    assert saying_class("walk") is None
