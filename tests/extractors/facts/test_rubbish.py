"""What yields no facts, and the rule that says so."""

from __future__ import annotations

import pytest

from extractors.facts.rubbish import RULES, litter_rule
from extractors.facts.syntax import read_syntax
from extractors.lexicon import table
from extractors.records import Extraction, from_json, to_json
from tests.extractors.facts.reading import VOCAB, facts_of, parsed

LITTER = {
    "Image : United States Navy .": "credit",
    "Photo by Jane Roe / Reuters": "credit",
    "File photo : The minister speaks in Oslo .": "credit",
    "All rights reserved .": "credit",
    "( Reporting by Ann Lee in Oslo ; Editing by Tom Fox )": "byline",
    "By John Smith": "byline",
    "Read more : Ten killed in bus crash in Peru": "teaser",
    "Related : Storm hits coast": "teaser",
    "Your email address will not be published .": "site",
    "Sign up for our daily newsletter .": "site",
    "3 Min Read": "site",
    "This article was first published in the Adriatic Daily .": "site",
    "Advertisement": "site",
}


def rule_of(words: str) -> str | None:
    from spacy.tokens import Doc

    parts = words.split(" ")
    pos = ["PUNCT" if not w[0].isalnum() else "PROPN" if w[0].isupper() else "NOUN" for w in parts]
    doc = Doc(VOCAB, words=parts, pos=pos, deps=["ROOT"] + ["dep"] * (len(parts) - 1), heads=[0] * len(parts))
    return litter_rule(read_syntax(doc), 0, len(parts))


def test_words_of_another_language_are_litter_to_an_english_pipeline_only() -> None:
    import spacy
    from spacy.tokens import Doc

    words = ["Die", "Polizei", "hat", "den", "Mann", "und", "die", "Frau", "nicht", "verhaftet", "."]
    for vocab, rule in ((VOCAB, "not English"), (spacy.blank("de").vocab, None)):
        doc = Doc(vocab, words=words, pos=["NOUN"] * len(words), deps=["ROOT"] + ["dep"] * 10, heads=[0] * len(words))
        assert litter_rule(read_syntax(doc), 0, len(words)) == rule


@pytest.mark.parametrize(("sentence", "rule"), LITTER.items())
def test_litter_is_known_by_how_it_begins_or_what_it_holds(sentence: str, rule: str) -> None:
    assert rule_of(sentence) == rule


@pytest.mark.parametrize(
    "sentence",
    [
        "Photographers left the square .",
        "Sharing this burden is hard .",
        "By Friday the strike was over .",
        "Ten killed",
    ],
)
def test_sentences_that_only_look_like_litter_stay(sentence: str) -> None:
    assert rule_of(sentence) is None


def test_every_rule_of_litter_is_explained() -> None:
    assert set(table("rubbish")["litter"]) <= set(RULES)


def test_what_is_left_out_is_counted_by_rule() -> None:
    gaps = {text: [(g.sentence, g.rule) for g in facts_of(parsed(text)).gaps] for text in ALL}
    assert gaps == ALL


ALL = {
    "Image: United States Navy.": [(0, "credit")],
    "Please share this article.": [(0, "no doer")],
    "It is unclear who won.": [(0, "empty subject"), (0, "question word")],
    "The envoy resigned.": [],
}


def test_gaps_are_for_the_report_and_not_in_the_json_lines() -> None:
    from extractors.records import Article, Gap

    record = Extraction(Article("a", "a.txt", "Hm."), gaps=(Gap(0, "short"),))
    assert "gaps" not in to_json(record)
    assert Extraction.from_dict(record.to_dict()) == record
    assert from_json(to_json(record)).gaps == ()
