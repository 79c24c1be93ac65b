"""From scores to structures: sentence starts to a segmentation, arcs to a tree, entity tags to well-formed names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROOT = -1
"""The head of a root in this module."""


def decide_starts(logits: Floats, known: Sequence[bool | None]) -> list[bool]:
    """Segment words into sentences.

    Args:
        logits: Score of a sentence start at each word.
        known: What is known beforehand; None where the score decides.

    Returns:
        Whether a sentence starts at each word; one always does at the first. Where the score wants a start that is
        known to be none, behind a mark that opens a quotation, the mark starts the sentence.
    """
    wanted = [bool(score > 0) for score in logits]
    for place in range(1, len(wanted)):
        if wanted[place] and known[place] is False and known[place - 1] is None:
            wanted[place - 1] = True
    return [
        place == 0 or (want if given is None else given)
        for place, (want, given) in enumerate(zip(wanted, known, strict=True))
    ]


def sentence_ranges(starts: Sequence[bool]) -> list[tuple[int, int]]:
    """List the sentences.

    Args:
        starts: Whether a sentence starts at each word; true at the first.

    Returns:
        First word and end of each sentence.
    """
    first = [i for i, start in enumerate(starts) if start]
    return list(zip(first, [*first[1:], len(starts)], strict=True))


def log_softmax(scores: Floats) -> Floats:
    """Normalise scores along the last axis to log probabilities.

    Args:
        scores: Any scores.

    Returns:
        Their log probabilities.
    """
    shifted = scores - scores.max(-1, keepdims=True)
    normal: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normal


def best_tree(scores: Floats) -> list[int]:
    """Find the tree with one root that scores best.

    The best head of each word is taken where that is a tree; else the maximum spanning arborescence (Chu & Liu 1965,
    Edmonds 1967), with one root by a fee on root arcs that outweighs all else.

    Args:
        scores: Words x (1 + words) log probabilities; the first column is the root's.

    Returns:
        The head of each word, `ROOT` at the root.
    """
    size = len(scores)
    own = np.arange(size)
    scores = scores.copy()
    scores[own, own + 1] = -np.inf
    heads = (scores.argmax(1) - 1).tolist()
    if is_tree(heads):
        return list(heads)
    fee = 2.0 * float(np.abs(scores[np.isfinite(scores)]).sum()) + 1.0
    square = np.full((size + 1, size + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= fee
    return [head - 1 for head in _arborescence(square)[1:]]


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether heads make one tree.

    Args:
        heads: The head of each word, `ROOT` at roots.

    Returns:
        True with exactly one root and no cycle.
    """
    if sum(head == ROOT for head in heads) != 1:
        return False
    reaches = [False] * len(heads)
    for word in range(len(heads)):
        path, at = set[int](), word
        while at != ROOT and not reaches[at]:
            if at in path:
                return False
            path.add(at)
            at = heads[at]
        for passed in path:
            reaches[passed] = True
    return True


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds: `scores[d, h]`, node 0 is the root; returns the head of each node (0 for the root itself)."""
    size = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return [int(head) for head in heads]
    inside = np.array(cycle)
    outside = np.array([node for node in range(size) if node not in set(cycle)])
    kept = scores[inside, heads[inside]]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    smaller[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    smaller[-1, :-1] = entering.max(0)
    smaller[0] = -np.inf
    solved = _arborescence(smaller)
    merged = len(outside)
    result = [int(head) for head in heads]
    for place, node in enumerate(outside.tolist()):
        if node == 0:
            continue
        head = solved[place]
        result[node] = int(inside[leaving[place].argmax()]) if head == merged else int(outside[head])
    entry = solved[merged]
    broken = int(entering[:, entry].argmax())
    result[int(inside[broken])] = int(outside[entry])
    return result


def _cycle(heads: Sequence[int]) -> list[int]:
    """Find the nodes of one cycle; node 0 heads itself and is none."""
    settled = {0}
    for node in range(1, len(heads)):
        path, at = list[int](), node
        while at not in settled:
            if at in path:
                return path[path.index(at) :]
            path.append(at)
            at = heads[at]
        settled.update(path)
    return []


def best_entities(scores: Floats, tags: tuple[str, ...], sentences: Sequence[tuple[int, int]]) -> list[str]:
    """Find the best well-formed entity tags.

    Args:
        scores: Words x tags.
        tags: `O`, `B-TYPE`, `I-TYPE` in the order of the scores.
        sentences: First word and end of each sentence; names do not cross them.

    Returns:
        A tag for each word; `I-TYPE` follows `B-TYPE` or `I-TYPE` only.
    """
    best = scores.argmax(1).tolist()
    allowed = _may_follow(tags)
    outside = tags.index("O")
    for first, end in sentences:
        before = outside
        for word in range(first, end):
            if not allowed[before, best[word]]:
                best[first:end] = _viterbi(scores[first:end], allowed, outside)
                break
            before = best[word]
    return [tags[number] for number in best]


@cache
def _may_follow(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say which tag may follow which: `I-X` only `B-X` and `I-X`, the others any."""
    return np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in tags] for a in tags])


def _viterbi(scores: Floats, allowed: NDArray[np.bool_], outside: int) -> list[int]:
    fee = np.where(allowed, 0.0, -1e9)
    total = log_softmax(scores).astype(np.float64)
    best = total[0] + fee[outside]
    back = list[NDArray[np.intp]]()
    for row in total[1:]:
        paths = best[:, None] + fee
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
