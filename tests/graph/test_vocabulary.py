"""IRIs: readable, valid, and different for different names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary import Instances, slug

IRIS = Instances()
BASE = "https://w3id.org/newsgraph/id/"

HOSTILE = [
    "a b",
    "<script>",
    'say "x"',
    "'; DROP GRAPH",
    "x" * 300,
    "\u202ertl",
    "😀",
    "\ud800",
    "",
    " ",
    ".",
    "..",
    "a/b#c?d",
    "%41",
    "{}|^`\\",
    "tab\there",
    "line\nbreak",
    "\ue000",
    "\u200d",
    "A_B",
    "Zażółć gęślą",
    "北京",
]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Mara Lind", "PERSON", "entity/Mara_Lind"),
        ("Istanbul", "GPE", "entity/Istanbul"),
        ("Istanbul", "LOC", "entity/Istanbul"),
        ("NATO", "ORG", "entity/NATO"),
        ("United Nations", "ORG", "entity/United_Nations-org"),
        ("Kurds", "NORP", "entity/Kurds-group"),
        ("ceasefire", "CONCEPT", "entity/ceasefire"),
        ("U.S.", "GPE", "entity/U.S.-place"),
        ("北京", "GPE", "entity/北京"),
    ],
)
def test_entity_iris_are_readable(name: str, kind: str, expected: str) -> None:
    assert IRIS.entity(name, kind).value == BASE + expected


def test_one_name_of_two_kinds_is_two_entities() -> None:
    found = {IRIS.entity("Jordan", kind).value for kind in ("PERSON", "GPE", "ORG", "NORP", "CONCEPT")}
    assert len(found) == 5


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_give_valid_iris(name: str) -> None:
    for iri in (IRIS.entity(name, "PERSON"), IRIS.relation(name), IRIS.article(name), IRIS.statement(name, 0, "0")):
        assert not set(iri.value[len(BASE) :]) & set('<>"{}|^`\\ \t\n%?#')
        assert len(iri.value) < 200


def test_hostile_names_stay_apart() -> None:
    assert len({IRIS.entity(name, "PERSON").value for name in HOSTILE}) == len(HOSTILE)


@given(st.lists(st.text(max_size=12), unique=True, min_size=2, max_size=6))
def test_different_names_never_share_an_iri(names: list[str]) -> None:
    pairs = [(name, kind) for name in names for kind in ("PERSON", "ORG", "GPE", "CONCEPT")]
    assert len({IRIS.entity(name, kind).value for name, kind in pairs}) == len(pairs)


def test_a_name_that_looks_like_our_own_endings_gets_a_hash() -> None:
    lossy = slug("A/B")
    assert slug(lossy.replace("_", " ")) != lossy
    assert IRIS.entity("Acme Corp-org", "PERSON") != IRIS.entity("Acme Corp", "ORG")


def test_unresolved_words_are_never_shared_between_articles() -> None:
    assert IRIS.unresolved("they", "a", 3) != IRIS.unresolved("they", "b", 3)
