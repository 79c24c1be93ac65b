"""Groups over articles: kept in step, they are what they would be if made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

from extractors.records import Extraction
from graph.groups import GROUP_TABLES, Groups, Member
from graph.mapping import ArticleGraph
from graph.vocabulary import Instances


class Close:
    """Numbers that differ by one belong together; a group says which is its smallest."""

    name = "close"
    by_text = False

    def members(self, extraction: Extraction, graph: ArticleGraph, instances: Instances) -> Iterable[Member]:
        raise NotImplementedError  # the tests give members themselves

    def alike(self, one: Member, other: Member) -> bool:
        return abs(int(one.body) - int(other.body)) <= 1

    def derive(self, members: tuple[Member, ...], instances: Instances) -> Iterable[Triple]:
        least = min(int(member.body) for member in members)
        for member in members:
            yield Triple(NamedNode(f"urn:{member.body}"), NamedNode("urn:least"), NamedNode(f"urn:{least}"))


def member(article: str, number: int) -> tuple[str, Member]:
    return "close", Member(f"{article}/{number}", frozenset({str(number // 2), str((number + 1) // 2)}), str(number))


CHANGES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.frozensets(st.integers(0, 12), max_size=4)), min_size=1, max_size=12
)


@given(CHANGES)
def test_changes_give_what_is_left(changes: list[tuple[str, frozenset[int]]]) -> None:
    held: set[Triple] = set()
    now: dict[str, frozenset[int]] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(GROUP_TABLES)
        groups = Groups(db, Instances(), [Close()])
        for article, numbers in changes:
            lost, gained = groups.change({article}, {article: [member(article, number) for number in sorted(numbers)]})
            assert lost <= held
            assert not gained & held
            held = (held - lost) | gained
            now[article] = numbers
        assert held == groups.all_triples()
        assert all(groups.has(triple) for triple in held)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(GROUP_TABLES)
        anew = Groups(db, Instances(), [Close()])
        come = {article: [member(article, number) for number in sorted(numbers)] for article, numbers in now.items()}
        assert anew.change((), come)[1] == held
