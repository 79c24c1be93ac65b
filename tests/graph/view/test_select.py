from __future__ import annotations

from graph.view.select import describe_communities, drawable, shared_concepts, start_view

NAMED = [True, True, False, False, True]  # two actors, "ceasefire", "report", a city


def test_a_concept_of_two_actors_of_one_story_is_shared() -> None:
    links = [(0, 2), (1, 2)]
    assert shared_concepts(links, NAMED, [{1}, {1, 2}, {1}, set(), set()]) == {2}


def test_a_word_that_unrelated_stories_share_is_not() -> None:
    links = [(0, 3), (1, 3)]
    assert shared_concepts(links, NAMED, [{1}, {2}, set(), {1, 2}, set()]) == set()


def test_a_concept_of_one_actor_is_not() -> None:
    assert shared_concepts([(0, 2), (2, 0)], NAMED, [{1}] * 5) == set()


def test_drawable_are_linked_named_entities_and_shared_concepts() -> None:
    links = [(0, 2), (1, 2), (1, 3), (4, 4)]
    assert drawable(links, NAMED, {2}) == [0, 1, 2]


def test_small_graphs_are_drawn_whole() -> None:
    start = start_view(range(300), [1.0] * 300)
    assert (start.mode, len(start.drawn), start.further) == ("all", 300, ())


def test_middling_graphs_open_with_the_most_important() -> None:
    start = start_view(range(400), [float(i) for i in range(400)])
    assert start.mode == "top"
    assert start.drawn == tuple(range(250, 400))
    assert start.further[0] == 249


def test_large_graphs_open_with_a_map() -> None:
    assert start_view(range(1_501), [1.0] * 1_501).mode == "map"


def test_communities_are_named_by_their_most_important() -> None:
    found = describe_communities([0, 0, 0, 1], [10, 11, 12, 13], [0.0] * 10 + [1.0, 5.0, 3.0, 9.0])
    assert [community.names for community in found] == [(11, 12, 10), (13,)]
