"""Decoding: the best tree, the best names, the sentences; checked against every possible answer on small inputs."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extractors.annotate.decoding import (
    ROOT,
    best_entities,
    best_tree,
    decide_starts,
    is_tree,
    log_softmax,
    sentence_ranges,
)

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))


def trees(size: int) -> list[tuple[int, ...]]:
    return [heads for heads in product(range(-1, size), repeat=size) if is_tree(heads)]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32))))
def test_best_tree_is_the_best_of_all_trees(scores: np.ndarray) -> None:
    heads = best_tree(scores)
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(max(total(scores, tree) for tree in trees(len(scores))), abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(st.integers(5, 60), st.integers(0, 10_000))
def test_long_sentences_get_a_tree_with_one_root(size: int, seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(0, 4, (size, size + 1)).astype(np.float32))
    assert is_tree(best_tree(scores))


def test_cycle_of_best_heads_is_broken_where_it_costs_least() -> None:
    # "Asif" and "hoped" choose each other; the root prefers "hoped".
    scores = np.log(np.array([[0.1, 1e-9, 0.9], [0.4, 0.6, 1e-9]], np.float32))
    assert best_tree(scores) == [1, ROOT]


def test_two_roots_become_one() -> None:
    scores = np.log(np.array([[0.9, 1e-9, 0.1], [0.95, 0.05, 1e-9]], np.float32))
    assert best_tree(scores) == [1, ROOT]


def test_nobody_heads_himself() -> None:
    scores = np.zeros((3, 4), np.float32)
    scores[np.arange(3), np.arange(3) + 1] = 50
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize(
    ("heads", "answer"),
    [((ROOT,), True), ((1, 0), False), ((ROOT, ROOT), False), ((1, ROOT, 1), True), ((0, ROOT), False)],
)
def test_is_tree(heads: tuple[int, ...], answer: bool) -> None:
    assert is_tree(heads) is answer


@settings(max_examples=60, deadline=None)
@given(arrays(np.float32, (4, 5), elements=st.floats(-9, 9, width=32)), st.integers(1, 3))
def test_best_entities_is_the_best_of_all_well_formed_tags(scores: np.ndarray, cut: int) -> None:
    sentences = [(0, cut), (cut, 4)]

    def allowed(tags: tuple[int, ...]) -> bool:
        for word, tag in enumerate(tags):
            before = "O" if word in (0, cut) else TAGS[tags[word - 1]]
            if TAGS[tag].startswith("I-") and before[2:] != TAGS[tag][2:]:
                return False
        return True

    best = max(
        float(sum(log_softmax(scores)[word, tag] for word, tag in enumerate(tags)))
        for tags in product(range(5), repeat=4)
        if allowed(tags)
    )
    found = tuple(TAGS.index(tag) for tag in best_entities(scores, TAGS, sentences))
    assert allowed(found)
    assert sum(log_softmax(scores)[word, tag] for word, tag in enumerate(found)) == pytest.approx(best, abs=1e-3)


def test_names_do_not_cross_sentences() -> None:
    scores = np.full((2, 5), -9.0, np.float32)
    scores[0, 1] = scores[1, 2] = 9
    assert best_entities(scores, TAGS, [(0, 2)]) == ["B-PERSON", "I-PERSON"]
    assert best_entities(scores, TAGS, [(0, 1), (1, 2)])[1] != "I-PERSON"


def test_known_sentence_starts_overrule_scores() -> None:
    logits = np.array([-5, 5, 5, -5], np.float32)
    assert decide_starts(logits, [None, None, False, True]) == [True, True, False, True]


def test_a_start_behind_an_opening_mark_moves_to_the_mark() -> None:
    logits = np.array([1.0, -1.0, -2.0, 3.0, -1.0], np.float32)
    assert decide_starts(logits, [None, None, None, False, None]) == [True, False, True, False, False]
    assert decide_starts(logits, [None, None, False, False, None]) == [True, False, False, False, False]
    assert sentence_ranges([True, True, False, True]) == [(0, 1), (1, 3), (3, 4)]
