"""The table of relations: complete, in order, without two frames that say the same."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from extractors.relations import InventoryRelation, inventory
from extractors.relations.frames import Frame, read_frames

RELATIONS = list(inventory().relations.values())
PLOVER = "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
PLOVER += "MOBILIZE COERCE ASSAULT"


def test_there_are_enough_for_news() -> None:
    assert len(RELATIONS) >= 120
    asked_for = "say deny accuse meet visit attack kill arrest appoint holdPosition memberOf support oppose agree sign"
    asked_for += " demand win acquire own found locatedIn partOf beBorn die sentence fund"
    assert set(asked_for.split()) <= set(inventory().relations)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.id)
def test_each_is_whole(relation: InventoryRelation) -> None:
    assert re.fullmatch("[a-z]+([A-Z][a-z]*)*", relation.id)
    assert relation.label == relation.label.strip().lower()
    assert relation.definition.endswith(".")
    assert relation.frames
    assert not (relation.symmetric and relation.inverse)
    assert relation.plover is None or relation.plover in PLOVER.split()
    assert relation.cameo is None or re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", relation.cameo)


def test_no_two_relations_have_one_bare_frame() -> None:
    clashes = [
        (left, right)
        for frames in inventory().by_verb.values()
        for left, right in combinations([f for f in frames if not f.nouns], 2)
        if left.relation != right.relation and (left.rest, left.types) == (right.rest, right.types)
    ]
    assert clashes == []


def test_labels_are_distinct() -> None:
    labels = [relation.label for relation in RELATIONS]
    assert len(labels) == len(set(labels))


def test_notation() -> None:
    nouns = {"inquiry": frozenset({"inquiry", "probe"})}
    assert list(read_frames("x", "open/carry_out (@inquiry, search) into|of", nouns)) == [
        Frame("x", "open", (), frozenset({"inquiry", "probe", "search"}), ("into", "of")),
        Frame("x", "carry", ("out",), frozenset({"inquiry", "probe", "search"}), ("into", "of")),
    ]
    assert list(read_frames("x", "fire [PERSON NORP]", nouns)) == [
        Frame("x", "fire", types=frozenset({"PERSON", "NORP"}))
    ]
    with pytest.raises(ValueError, match="expected a frame"):
        list(read_frames("x", "(no verb", nouns))
