"""How alike two partitions of mentions are: MUC, B-cubed, CEAFe and their mean, the CoNLL score.

After Vilain et al. (1995), Bagga and Baldwin (1998) and Luo (2005), as the reference scorer of the CoNLL-2012 shared
task reads them (Pradhan et al. 2014): mentions that only one side has count as errors, chains of one mention do not
take part. Sums over documents give the corpus figure.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field

__all__ = ["METRICS", "Chains", "Sums", "b_cubed", "best_pairs", "ceaf_e", "muc"]

Chains = Sequence[Collection[Hashable]]
"""A partition: each chain holds what identifies its mentions."""


@dataclass(slots=True)
class Sums:
    """Numerators and denominators of precision and recall; they add up over documents."""

    precision: list[float] = field(default_factory=lambda: [0.0, 0.0])
    recall: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def add(self, precision: tuple[float, float], recall: tuple[float, float]) -> None:
        """Add one document's."""
        for sums, new in ((self.precision, precision), (self.recall, recall)):
            sums[0] += new[0]
            sums[1] += new[1]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p = self.precision[0] / self.precision[1] if self.precision[1] else 0.0
        r = self.recall[0] / self.recall[1] if self.recall[1] else 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


def muc(key: Chains, response: Chains) -> tuple[tuple[float, float], tuple[float, float]]:
    """Count links: a chain of n mentions has n - 1, each cut by the other side costs one."""

    def found(chains: Chains, other: Chains) -> tuple[float, float]:
        where = {mention: number for number, chain in enumerate(other) for mention in chain}
        right = wanted = 0
        for chain in chains:
            pieces = {where[m] for m in chain if m in where}
            alone = sum(1 for m in chain if m not in where)
            wanted += len(chain) - 1
            right += len(chain) - len(pieces) - alone
        return float(right), float(wanted)

    return found(response, key), found(key, response)


def b_cubed(key: Chains, response: Chains) -> tuple[tuple[float, float], tuple[float, float]]:
    """Average, over mentions, the share of its chain that the other side puts with it."""

    def found(chains: Chains, other: Chains) -> tuple[float, float]:
        where = {mention: set(chain) for chain in other for mention in chain}
        total, count = 0.0, 0
        for chain in chains:
            for mention in chain:
                count += 1
                total += len(set(chain) & where.get(mention, set())) / len(chain)
        return total, float(count)

    return found(response, key), found(key, response)


def ceaf_e(key: Chains, response: Chains) -> tuple[tuple[float, float], tuple[float, float]]:
    """Pair chains one to one as well as can be; a pair counts for the share of mentions it has in common."""
    similar = [
        [2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in response]
        for k in key
    ]  # fmt: skip
    total = sum(similar[i][j] for i, j in best_pairs(similar))
    return (total, float(len(response))), (total, float(len(key)))


METRICS = {"MUC": muc, "B-cubed": b_cubed, "CEAFe": ceaf_e}


def best_pairs(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the one-to-one pairing of rows and columns with the largest sum (Kuhn 1955, in O(n^3)).

    Args:
        gains: What each pair of row and column gives.

    Returns:
        Pairs of row and column; each row and column stands in one pair at most.
    """
    if not gains or not gains[0]:
        return []
    flipped = len(gains) > len(gains[0])
    rows = [list(column) for column in zip(*gains, strict=True)] if flipped else [list(row) for row in gains]
    n, m = len(rows), len(rows[0])
    by_row, by_column = [0.0] * (n + 1), [0.0] * (m + 1)  # potentials; index 0 is a stand-in
    holder, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        holder[0], column = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while holder[column]:
            used[column] = True
            row, delta, following = holder[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -rows[row - 1][j - 1] - by_row[row] - by_column[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    by_row[holder[j]] += delta
                    by_column[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            holder[column] = holder[way[column]]
            column = way[column]
    pairs = [(holder[j] - 1, j - 1) for j in range(1, m + 1) if holder[j]]
    return sorted((j, i) if flipped else (i, j) for i, j in pairs)
