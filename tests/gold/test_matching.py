"""When two facts say the same."""

import pytest

from graph.bench.goldstandard.matching import Sides, Words, agreement, match_facts, phrases_match, says_same
from graph.bench.goldstandard.records import GoldFact, GoldSentence
from tests.gold.records import CLOSED, GOLD, OWNS, SECOND, TEXT, TOLD, extraction, fact, qualifier, reference, time

FIRST_SENTENCE = GOLD.sentences[0]
AT = (0, len(FIRST_SENTENCE.text))
MOLL = {"moll": [(0, 11)]}


def sides(*, referents: dict[str, str | None] | None = None) -> Sides:
    return Sides(extraction(), referents or {}, MOLL)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("decisive action against armed militants", "decisive action", True),
        ("decisive action against armed militants", "armed militants", False),
        ("decisive action against armed militants", "militants", False),
        ("The Foreign Ministry in Ankara", "Foreign Ministry", True),
        ("talks between Pakistan and the Taliban", "talks", True),
        ("talks between Pakistan and the Taliban", "Pakistan", False),
        ("Brenda Moll, a former judge", "Brenda Moll", True),
        ("it", "It", True),
        ("the first session lasted nine long hours", "the first session", True),
        ("the first session lasted nine hours, he said, in Zagreb", "Zagreb", False),
    ],
)
def test_phrases_match_by_their_heads_or_by_most_of_their_words(left: str, right: str, same: bool) -> None:
    start = left.lower().index(right.lower())
    whole, part = Words.of(left, (0, len(left))), Words.of(left, (start, start + len(right)))
    assert phrases_match(whole, part) is same
    assert phrases_match(part, whole) is same


def test_a_fact_as_the_gold_has_it() -> None:
    ours = fact("Brenda Moll", "told", "tell", "that the mill had not closed")
    match = says_same(ours, TOLD, FIRST_SENTENCE, AT, sides())
    assert match is not None
    assert match.whole


def test_another_subject_is_another_fact() -> None:
    ours = fact("the mill", "told", "tell", "the Echo")
    assert says_same(ours, TOLD, FIRST_SENTENCE, AT, sides()) is None


def test_another_relation_is_another_fact() -> None:
    ours = fact("Brenda Moll", "owns", "own", "the Echo")
    assert says_same(ours, TOLD, FIRST_SENTENCE, AT, sides()) is None


def test_an_object_the_gold_does_not_have_is_another_fact() -> None:
    ours = fact("the mill", "closed", "close", "the Echo")
    assert says_same(ours, CLOSED, FIRST_SENTENCE, AT, sides()) is None


def test_a_projection_is_right_but_not_the_whole_fact() -> None:
    match = says_same(fact("Brenda Moll", "told", "tell on", "Tuesday"), TOLD, FIRST_SENTENCE, AT, sides())
    assert match is not None
    assert not match.whole


def test_an_object_among_the_qualifiers_counts() -> None:
    ours = fact("Brenda Moll", "told", "tell", qualifiers=(qualifier("recipient", "the Echo"),))
    match = says_same(ours, TOLD, FIRST_SENTENCE, AT, sides())
    assert match is not None
    assert match.whole


def test_an_object_inside_the_relation_counts() -> None:
    text = "Moll held talks with Brand."
    gold = GoldFact(("Moll",), "held", ("hold",), ("talks",), qualifiers=(("with", "Brand"),))
    sentence = GoldSentence(text, True, (), (gold,))
    ours = fact("Moll", "held talks with", "hold talks with", "Brand", text=text)
    match = says_same(ours, gold, sentence, (0, len(text)), Sides(_article(text), {}, {}))
    assert match is not None
    assert match.whole


def test_a_role_may_be_cut_at_its_preposition() -> None:
    text = "Strand, a former judge of the Supreme Court, left."
    gold = GoldFact(("Strand",), "", ("hold position", "be"), ("a former judge of the Supreme Court",))
    sentence = GoldSentence(text, True, (), (gold,))
    ours = fact("Strand", "", "be former judge of", "the Supreme Court", text=text)
    assert says_same(ours, gold, sentence, (0, len(text)), Sides(_article(text), {}, {})) is not None


def test_a_subject_linked_to_the_same_entity_counts() -> None:
    ours = fact("She", "owns", "own", "it", entity="e1")
    gold = GoldFact(("Brenda Moll",), "owns", ("own",), ("it",))
    sentence = GoldSentence(TEXT, True, (), (gold,))
    at = (0, len(TEXT))
    assert says_same(ours, gold, sentence, at, sides()) is None
    assert says_same(ours, gold, sentence, at, sides(referents={"e1": "moll"})) is not None


def test_the_better_wording_is_the_one_that_is_judged() -> None:
    close = fact("Brenda Moll", "told", "tell", "that the mill had not closed")
    looser = fact("Brenda Moll", "told the Echo", "tell say", "that the mill had not closed")
    found, right = match_facts([looser, close], FIRST_SENTENCE, AT, sides())
    assert found[0][0] == 1
    assert right == {0, 1}


def test_attributes_are_compared_as_they_are() -> None:
    ours = fact(
        "the mill", "closed", "close", polarity="positive", modality="asserted", attributed_to=reference("Brenda Moll")
    )
    match = says_same(ours, CLOSED, FIRST_SENTENCE, AT, sides())
    assert match is not None
    result = agreement(ours, CLOSED, match, FIRST_SENTENCE, AT, sides())
    assert (result.polarity, result.modality, result.attribution, result.time) == (False, True, True, None)


def test_nobody_is_the_wrong_speaker_of_reported_content() -> None:
    ours = fact("the mill", "closed", "close", polarity="negative")
    match = says_same(ours, CLOSED, FIRST_SENTENCE, AT, sides())
    assert match is not None
    assert agreement(ours, CLOSED, match, FIRST_SENTENCE, AT, sides()).attribution is False


def test_one_fact_does_not_stand_for_two_while_another_says_the_second() -> None:
    text = "The round was long and tense."
    long = GoldFact(("The round",), "was", ("be",), ("long", "long and tense"))
    tense = GoldFact(("The round",), "was", ("be",), ("tense", "long and tense"))
    sentence = GoldSentence(text, True, (), (long, tense))
    ours = [fact("The round", "was", "be", "long", text=text), fact("The round", "was", "be", "tense", text=text)]
    found, _ = match_facts(ours, sentence, (0, len(text)), Sides(_article(text), {}, {}))
    assert {gold: i for gold, (i, _) in found.items()} == {0: 0, 1: 1}


def test_one_fact_with_both_objects_says_both() -> None:
    text = "Police arrested the captain and the engineer."
    both = "the captain and the engineer"
    gold = tuple(GoldFact(("Police",), "arrested", ("arrest",), (o, both)) for o in ("the captain", "the engineer"))
    ours = [fact("Police", "arrested", "arrest", both, text=text)]
    found, _ = match_facts(ours, GoldSentence(text, True, (), gold), (0, len(text)), Sides(_article(text), {}, {}))
    assert set(found) == {0, 1}


def test_a_noun_with_a_clause_is_not_the_clause() -> None:
    text = "The union rejected the claim that an engineer had disabled the detector."
    gold = GoldFact(("The union",), "rejected", ("reject",), ("the claim that an engineer had disabled the detector",))
    sentence = GoldSentence(text, True, (), (gold,))
    at, both = (0, len(text)), Sides(_article(text), {}, {})
    clause = fact("The union", "rejected", "reject", "an engineer had disabled the detector", text=text)
    assert says_same(clause, gold, sentence, at, both) is None
    assert says_same(fact("The union", "rejected", "reject", "the claim", text=text), gold, sentence, at, both)


def test_being_is_not_having() -> None:
    text = "The attorney's office in Split said so."
    gold = GoldFact(("The attorney's office",), "", ("be in",), ("Split",))
    sentence = GoldSentence(text, True, (), (gold,))
    ours = fact("The attorney", "", "have", "office in Split", text=text)
    assert says_same(ours, gold, sentence, (0, len(text)), Sides(_article(text), {}, {})) is None


def test_a_part_of_a_name_is_not_the_name() -> None:
    text = "Corvane Logistics is a Dutch group."
    gold = GoldFact(("Corvane Logistics",), "is", ("be",), ("a Dutch group",))
    sentence, at = GoldSentence(text, True, (), (gold,)), (0, len(text))
    both = Sides(_article(text), {}, {}, names=[(0, 17)])
    assert says_same(fact("Logistics", "is", "be", "a Dutch group", text=text), gold, sentence, at, both) is None
    assert says_same(fact("Corvane Logistics", "is", "be", "a Dutch group", text=text), gold, sentence, at, both)


def test_a_passive_label_on_an_active_clause_is_wrong() -> None:
    text = "Police arrested the captain."
    gold = GoldFact(("Police",), "arrested", ("arrest",), ("the captain",))
    sentence, at, both = GoldSentence(text, True, (), (gold,)), (0, len(text)), Sides(_article(text), {}, {})
    for label, right in (("arrest", True), ("be arrested", False)):
        ours = fact("Police", "arrested", label, "the captain", text=text)
        match = says_same(ours, gold, sentence, at, both)
        assert match is not None
        assert agreement(ours, gold, match, sentence, at, both).label is right


@pytest.mark.parametrize(
    ("relation", "label", "right"),
    [
        ("were taken", "be taken", True),
        ("were taken", "take", True),
        ("were taken", "be take from", True),
        ("were taken", "tak", False),
        ("were taken", "be tooken", False),
    ],
)
def test_the_label_is_judged_apart_from_the_match(relation: str, label: str, right: bool) -> None:
    text = "The books were taken."
    gold = GoldFact(("The books",), "were taken", ("take",), (None,))
    sentence = GoldSentence(text, True, (), (gold,))
    ours = fact("The books", relation, label, text=text)
    at, both = (0, len(text)), Sides(_article(text), {}, {})
    match = says_same(ours, gold, sentence, at, both)
    assert match is not None
    assert agreement(ours, gold, match, sentence, at, both).label is right


@pytest.mark.parametrize(("value", "right"), [("2025-10-07", True), ("2025-10-14", False), (None, False)])
def test_the_value_of_a_time_counts_not_its_words(value: str | None, right: bool) -> None:
    ours = fact("Brenda Moll", "told", "tell", "the Echo", time=time("on Tuesday", value))
    match = says_same(ours, TOLD, FIRST_SENTENCE, AT, sides())
    assert match is not None
    assert agreement(ours, TOLD, match, FIRST_SENTENCE, AT, sides()).time is right


@pytest.mark.parametrize(
    ("relation", "label", "polarity", "right"),
    [
        ("comment", "comment", "negative", True),
        ("comment", "comment", "positive", False),
        ("declined to comment", "decline to comment", "positive", True),
        ("declined to comment", "decline to comment", "negative", False),
    ],
)
def test_a_label_may_carry_the_negation(relation: str, label: str, polarity: str, right: bool) -> None:
    text = "Moll declined to comment."
    gold = GoldFact(
        ("Moll",), "comment", ("comment",), (None,), flipped_labels=("decline to comment",), polarity="negative"
    )
    sentence = GoldSentence(text, True, (), (gold,))
    ours = fact("Moll", relation, label, text=text, polarity=polarity)
    at, both = (0, len(text)), Sides(_article(text), {}, {})
    match = says_same(ours, gold, sentence, at, both)
    assert match is not None
    assert agreement(ours, gold, match, sentence, at, both).polarity is right


def test_the_second_sentence_is_anchored_at_its_own_offset() -> None:
    at = (TEXT.index(SECOND), len(TEXT))
    match = says_same(fact("She", "owns", "own", "it."), OWNS, GOLD.sentences[1], at, sides())
    assert match is not None


def _article(text: str):  # type: ignore[no-untyped-def]
    from extractors.records import Article, Extraction

    return Extraction(Article("a", "a.txt", text))
