"""Which relation a fact expresses, and who does it to whom: sentences of our own, right and wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.relations import Filler, Sense, inventory, leaf_sense, sense_of


def sense(
    label: str, subject: str, obj: str | None = None, *qualifiers: tuple[str, str], kind: str | None = None
) -> str:
    found = sense_of(
        label, Filler(subject), Filler(obj, kind) if obj else None, [Filler(t, None, r) for r, t in qualifiers]
    )
    return f"{found.relation}: {found.actor} > {found.target}" if found else "-"


@pytest.mark.parametrize(
    ("label", "subject", "obj", "qualifiers", "wanted"),
    [
        ("accuse", "Lind", "Norland", [("of", "theft")], "accuse: subject > object"),
        ("blame", "Lind", "Norland", [], "accuse: subject > object"),
        ("be accused by", "Norland", "Lind", [], "accuse: object > subject"),
        ("be accused of", "Norland", "theft", [("by", "Lind")], "accuse: by > subject"),
        ("be accused", "Norland", None, [], "accuse: None > subject"),
        ("level accusations against", "Lind", "Norland", [], "accuse: subject > object"),
        ("call on", "Lind", "the union", [], "urge: subject > object"),
        ("call", "Lind", None, [("on", "the union")], "urge: subject > on"),
        ("call", "Lind", "the plan", [("as", "absurd")], "describe: subject > object"),
        ("open", "Police", "an inquiry", [("into", "the fire")], "investigate: subject > into"),
        ("open inquiry into", "Police", "the fire", [], "investigate: subject > object"),
        ("open", "Lind", "the new bridge", [], "open: subject > object"),
        ("hold talks with", "Norland", "Sudria", [], "negotiate: subject > object"),
        ("sign", "Lind", "the deal", [("with", "Norland")], "sign: subject > with"),
        ("sign", "Lind", "the deal", [], "sign: subject > object"),
        ("meet in", "The ministers", "Geneva", [], "meet: subject > None"),
        ("be found", "The captain", "guilty", [], "convict: None > subject"),
        ("be", "Lind", "a former judge of the court", [], "holdPosition: subject > object"),
        ("be", "Lind", "the last person to leave", [], "-"),
        ("be", "Brim Shipping", "a subsidiary of the Brim Group", [], "subsidiaryOf: subject > object"),
        ("have", "the Brim Group", "subsidiary", [], "subsidiaryOf: object > subject"),
        ("have", "its", "founder", [], "found: object > subject"),
        ("be picked up by", "The boy", "a boat", [], "-"),
        ("be left", "Nothing", None, [], "-"),
        ("turn", "They", "the points", [("into", "rules")], "change: subject > object"),
        ("jump", "He", None, [], "-"),
        ("jump", "The price", None, [], "rise: subject > None"),
        ("go on", "Lind", "trial", [], "try: None > subject"),
        ("frobnicate", "Lind", "Norland", [], "-"),
    ],
)
def test_frames(label: str, subject: str, obj: str | None, qualifiers: list[tuple[str, str]], wanted: str) -> None:
    assert sense(label, subject, obj, *qualifiers) == wanted


@pytest.mark.parametrize(
    ("obj", "kind", "wanted"),
    [
        ("Mara Lind", "PERSON", "dismiss"),
        ("the director", "CONCEPT", "dismiss"),
        ("rockets", "CONCEPT", "shoot"),
        ("the oven", "CONCEPT", None),
    ],
)
def test_types_tell_senses_apart(obj: str, kind: str, wanted: str | None) -> None:
    found = sense_of("fire", Filler("The board", "ORG"), Filler(obj, kind))
    assert (found.relation if found else None) == wanted


def test_words_that_are_said() -> None:
    assert sense("continue", "Lind", "it is over", kind="WORDS") == "say: subject > object"
    assert sense("find", "The inquiry", "the ship was sound", kind="WORDS") == "conclude: subject > object"
    assert sense("find", "Divers", "the ship", kind="CONCEPT") == "find: subject > object"


def test_a_time_fills_no_role() -> None:
    assert sense_of("attack", Filler("Rebels"), Filler("Monday", "DATE")) == Sense("attack", "subject", None)


def test_a_leaf_is_linked_only_where_it_always_means_it() -> None:
    assert leaf_sense("blame") == Sense("accuse", "subject", "object")
    assert leaf_sense("be blamed by") == Sense("accuse", "object", "subject")
    assert leaf_sense("be blamed for") is None  # its object is no actor
    assert leaf_sense("fire") is None  # dismisses or shoots
    assert leaf_sense("with") is None
    assert leaf_sense("") is None


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.text(max_size=40))
def test_any_words_give_a_known_relation_or_none(label: str, subject: str, obj: str | None) -> None:
    found = sense_of(label, Filler(subject), Filler(obj) if obj is not None else None)
    assert found is None or found.relation in inventory().relations


@given(
    st.sampled_from(sorted({f.verb for r in inventory().relations.values() for f in r.frames})), st.text(max_size=20)
)
def test_a_leaf_means_what_the_fact_means(verb: str, obj: str) -> None:
    always = leaf_sense(verb)
    if always is not None:
        found = sense_of(verb, Filler("somebody"), Filler(obj))
        assert found is not None
        assert found.relation == always.relation
