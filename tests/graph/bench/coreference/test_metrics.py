"""The scores of the CoNLL shared tasks on partitions small enough to be worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.bench.coreference.metrics import METRICS, Chains, Sums, b_cubed, best_pairs, ceaf_e, muc

# The example of Pradhan et al. (2014), figure 2: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
_KEY = ["abc", "defg"]
_RESPONSE = ["ab", "cd", "fghi"]


def _share(pair: tuple[float, float]) -> float:
    return pair[0] / pair[1]


def test_the_published_example() -> None:
    precision, recall = muc(_KEY, _RESPONSE)
    assert (_share(precision), _share(recall)) == (pytest.approx(2 / 5), pytest.approx(2 / 5))
    precision, recall = b_cubed(_KEY, _RESPONSE)
    assert (_share(precision), _share(recall)) == (pytest.approx(1 / 2), pytest.approx(5 / 12))
    precision, recall = ceaf_e(_KEY, _RESPONSE)
    assert (_share(precision), _share(recall)) == (pytest.approx(1.3 / 3), pytest.approx(1.3 / 2))


@pytest.mark.parametrize("name", METRICS)
def test_equal_partitions_are_perfect_and_disjoint_ones_worthless(name: str) -> None:
    same, other = Sums(), Sums()
    same.add(*METRICS[name](_KEY, [*reversed(_KEY)]))
    other.add(*METRICS[name](_KEY, ["xy", "zw"]))
    assert same.f1 == pytest.approx(1.0)
    assert other.f1 == 0.0


def test_one_chain_for_all_has_full_recall_and_poor_precision() -> None:
    precision, recall = b_cubed(["ab", "cd"], ["abcd"])
    assert (_share(precision), _share(recall)) == (0.5, 1.0)
    precision, recall = muc(["ab", "cd"], ["abcd"])
    assert (_share(precision), _share(recall)) == (pytest.approx(2 / 3), 1.0)


_GAINS = st.integers(1, 4).flatmap(
    lambda m: st.lists(st.lists(st.floats(0, 1), min_size=m, max_size=m), min_size=1, max_size=4)
)


@settings(max_examples=150)
@given(_GAINS)
def test_no_other_pairing_gives_more(gains: list[list[float]]) -> None:
    pairs = best_pairs(gains)
    rows, columns = len(gains), len(gains[0])
    assert len(pairs) == min(rows, columns)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    best = max(
        sum(gains[i][j] if rows <= columns else gains[j][i] for i, j in enumerate(order))
        for order in permutations(range(max(rows, columns)), min(rows, columns))
    )
    assert sum(gains[i][j] for i, j in pairs) == pytest.approx(best)


_PARTITION = st.lists(st.integers(0, 3), min_size=2, max_size=12).map(
    lambda labels: [
        chain for label in range(4) if len(chain := [i for i, own in enumerate(labels) if own == label]) > 1
    ]
)


@given(_PARTITION, _PARTITION)
def test_precision_is_recall_with_the_sides_exchanged(key: Chains, response: Chains) -> None:
    for metric in METRICS.values():
        precision, recall = metric(key, response)
        other_precision, other_recall = metric(response, key)
        assert precision == pytest.approx(other_recall)
        assert recall == pytest.approx(other_precision)
        assert 0 <= precision[0] <= precision[1] + 1e-9
