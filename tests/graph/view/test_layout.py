from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.view.beside import attach
from graph.view.layout import place

TWO_TRIANGLES = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)]


def names(count: int) -> list[str]:
    return [f"Name {i}" for i in range(count)]


def test_same_arguments_give_the_same_places() -> None:
    first = place(names(6), TWO_TRIANGLES, radius=[8] * 6)
    assert first == place(names(6), TWO_TRIANGLES, radius=[8] * 6)


def test_direction_and_repetition_of_links_do_not_matter() -> None:
    turned = [(b, a) for a, b in TWO_TRIANGLES] + TWO_TRIANGLES
    assert place(names(6), turned, radius=[8] * 6) == place(names(6), TWO_TRIANGLES, radius=[8] * 6)


def test_neighbours_stand_nearer_than_strangers() -> None:
    spots = place(names(6), TWO_TRIANGLES, radius=[8] * 6)
    near = sum(math.dist(spots[a], spots[b]) for a, b in TWO_TRIANGLES) / len(TWO_TRIANGLES)
    assert near < math.dist(spots[0], spots[5])


def test_unlinked_groups_stand_side_by_side() -> None:
    spots = place(names(4), [(0, 1), (2, 3)], radius=[8] * 4)
    assert len(set(spots)) == 4


def test_nothing_gives_nothing() -> None:
    assert place([], [], radius=[]) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=50))
def test_boxes_of_nodes_and_names_do_not_overlap_much(links: list[tuple[int, int]]) -> None:
    spots = place(names(20), links, radius=[9] * 20)
    assert len(set(spots)) == 20
    for i, (x, y) in enumerate(spots):
        for other_x, other_y in spots[i + 1 :]:
            assert abs(x - other_x) >= 16 or abs(y - other_y) >= 16


def test_further_nodes_go_beside_their_neighbours_and_nobody_moves() -> None:
    placed = {0: (0, 0), 1: (400, 0)}
    added = attach(placed, [2, 3, 4], [(2, 1), (3, 1)])
    assert set(added) == {2, 3, 4}
    assert math.dist(added[2], (400, 0)) < 100
    assert math.dist(added[3], (400, 0)) < 150
    assert len({*placed.values(), *added.values()}) == 5
