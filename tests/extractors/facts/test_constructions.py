"""Each construction on its example sentence: exactly the facts listed, and none of the wrong ones."""

from __future__ import annotations

import pytest

from extractors.records import Fact
from tests.extractors.facts.reading import Case, cases, facts_of, parsed, show


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.about)
def test_facts_of_the_stored_parse(case: Case) -> None:
    facts = facts_of(parsed(case.text)).facts
    shown = [show(fact) for fact in facts]
    assert sorted(shown) == sorted(case.facts)
    assert not set(shown) & set(case.wrong)
    for fact in facts:
        check_offsets(fact, case.text)


def check_offsets(fact: Fact, text: str) -> None:
    """Every span of a fact is exactly the text at its offsets."""
    parts = [fact.subject, fact.object, fact.time, fact.place, fact.attributed_to, *fact.qualifiers]
    for part in parts:
        if part is not None:
            assert text[part.start : part.end] == part.text
    words = fact.relation.text.split()
    assert all(word in text[fact.relation.start : fact.relation.end] for word in words)


@pytest.mark.model
def test_the_embedded_pipeline_finds_the_same_facts() -> None:
    from extractors.annotate import load_pipeline

    nlp = load_pipeline()
    found = missed = wrong = 0
    for case in cases():
        shown = {show(fact) for fact in facts_of(nlp(case.text)).facts}
        found += len(shown & set(case.facts))
        missed += len(set(case.facts) - shown)
        wrong += len(shown & set(case.wrong))
    assert found / (found + missed) >= 0.9
    assert wrong <= 1


def test_order_and_identity_do_not_depend_on_anything_but_the_text() -> None:
    text = "Pakistan and the Afghan Taliban are set to resume talks in Istanbul on Thursday."
    first, second = facts_of(parsed(text)).facts, facts_of(parsed(text)).facts
    assert first == second
    assert len({fact.id for fact in first}) == len(first)
    assert [fact.subject.start for fact in first] == sorted(fact.subject.start for fact in first)


def test_a_reported_fact_names_the_saying_fact_that_holds_it() -> None:
    facts = facts_of(parsed("Turkey said Pakistan had agreed to a truce.")).facts
    saying = next(fact for fact in facts if fact.relation.label == "say")
    held = next(fact for fact in facts if fact.relation.label == "agree to")
    assert held.within == saying.id
    assert held.attributed_to is not None
    assert (held.attributed_to.start, held.attributed_to.end) == (saying.subject.start, saying.subject.end)
    assert saying.object is not None
    assert saying.object.value == "Pakistan had agreed to a truce"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Anna Roth won the gold medal and Maria Lind the silver.", ("Maria Lind", "win", "the silver"), "Maria Lind"),
        ("Anna Roth won gold and Maria Lind silver.", ("Maria Lind", "win", "silver"), "Maria Lind"),
        (
            "The foreign minister flew to Oslo and the finance minister to Bergen.",
            ("the finance minister", "fly to", "Bergen"),
            "the finance minister to Bergen",
        ),
        ("Two ministers resigned in May and a third in June.", ("a third", "resign", None), "a third"),
        ("The minister flew to Oslo and Bergen in June.", ("The minister", "fly to", "Bergen"), "Bergen in June"),
        ("Ann Ray met Bob Low and Carl Lind, the mayor.", ("Ann Ray", "meet", "Carl Lind"), "the mayor Carl Lind"),
    ],
)
def test_a_second_subject_shares_the_verb(text: str, wanted: tuple[str, str, str | None], unwanted: str) -> None:
    from extractors import Article, extract

    [record] = extract([Article("a", "a.txt", text)])
    found = {(f.subject.text, f.relation.label, f.object.text if f.object else None) for f in record.facts}
    assert wanted in found
    assert unwanted not in {target for _, _, target in found}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "That the mayor resigned surprised the council.",
            ("That the mayor resigned", "surprise", "the council", "asserted"),
        ),
        ("Whether he stays is unclear.", ("Whether he stays", "be", "unclear", "asserted")),
        ("To refuse would be a mistake.", ("To refuse", "be", "a mistake", "conditional")),
        ("Ann Ray allegedly managed to escape.", ("Ann Ray", "escape", None, "possible")),
    ],
)
def test_clauses_as_subjects_and_hedges_above(text: str, wanted: tuple[str, str, str | None, str]) -> None:
    from extractors import Article, extract

    [record] = extract([Article("a", "a.txt", text)])
    assert wanted in {
        (f.subject.text, f.relation.label, f.object.text if f.object else None, f.modality) for f in record.facts
    }


def test_a_name_has_the_type_that_the_whole_article_gives_it() -> None:
    from extractors.facts.syntax import read_syntax
    from extractors.records import Mention

    doc = parsed("Serbia will buy 12 jets from France.")
    start = doc.text.index("France")
    company = Mention(start, start + len("France"), "France", "ORG", "name", "france-org")
    assert read_syntax(doc).entity[-2] == "GPE"
    assert read_syntax(doc, None, [company]).entity[-2] == "ORG"
