"""Quick figures on dev sets: gold tokens and sentences, one sentence at a time, best class of each head (no tree, no Viterbi)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch

from extractors.annotate.wordpieces import WordPieces
from extractors.training.batches import IGNORED, MAX_PIECES, Labels, make_window, to_tensors
from extractors.training.corpora import UNKNOWN, Sentence
from extractors.training.network import Network
from extractors.training.train import HIDDEN_ARC


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Read names from tags, forgiving an `I-` without its `B-`.

    Args:
        tags: `O`, `B-TYPE`, `I-TYPE`.

    Returns:
        Start, end and type of each name.
    """
    found, start, kind = set[tuple[int, int, str]](), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, here = tag.partition("-")
        if kind and (mark != "I" or here != kind):
            found.add((start, i, kind))
            kind = ""
        if mark == "B" or (mark == "I" and not kind):
            start, kind = i, here
    return found


@torch.no_grad()
def dev_figures(network: Network, corpora: dict[str, Sequence[Sentence]], labels: Labels, split: WordPieces) -> str:
    """Measure the layers each corpus has.

    Args:
        network: The network, in evaluation mode.
        corpora: Dev sentences by name.
        labels: The classes.
        split: The word-piece splitter.

    Returns:
        One line of figures.
    """
    return " | ".join(f"{name} {_figures(network, corpus, labels, split)}" for name, corpus in corpora.items())


def _figures(network: Network, corpus: Iterable[Sentence], labels: Labels, split: WordPieces) -> str:
    right: dict[str, int] = dict.fromkeys(("arcs", "las", "upos", "xpos", "feats", "lemma"), 0)
    words, hits, found, gold_names = 0, 0, 0, 0
    ready = sorted(corpus, key=lambda s: len(s.words))
    for at in range(0, len(ready), 48):
        some = ready[at : at + 48]
        windows = [make_window([s], labels, split) for s in some]
        kept = [(s, w) for s, w in zip(some, windows, strict=True) if len(w.pieces.pieces) <= MAX_PIECES]
        if not kept:
            continue
        batch = to_tensors([w for _, w in kept])
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(*batch.inputs)
        real = batch.sentence >= 0
        if kept[0][0].heads is not None:
            arcs = scores.arcs.float().masked_fill(~torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None, :], HIDDEN_ARC)
            heads = arcs.argmax(-1)
            row = torch.arange(len(real))[:, None].expand_as(real)[real]
            vectors = scores.label_heads.float()[row, heads[real]]
            deps = network.relations(scores.label_dependents.float()[real], vectors).argmax(-1)
            arcs_right = heads[real] == batch.heads[real]
            words += int(real.sum())
            right["arcs"] += int(arcs_right.sum())
            right["las"] += int((arcs_right & (deps == batch.deps[real])).sum())
            for layer, gold in batch.tags.items():
                right[layer] += int((getattr(scores, layer).argmax(-1)[real] == gold[real]).sum())
        best = scores.entities.argmax(-1)
        for (sentence, _), row_best in zip(kept, best.tolist(), strict=True):
            if sentence.entities is None:
                continue
            guess = spans([labels.entities[k] for k in row_best[: len(sentence.words)]])
            unknown = {i for i, tag in enumerate(sentence.entities) if tag == UNKNOWN}
            guess = {g for g in guess if not unknown & set(range(g[0], g[1]))}
            gold_spans = spans([t if t != UNKNOWN else "O" for t in sentence.entities])
            hits, found, gold_names = hits + len(guess & gold_spans), found + len(guess), gold_names + len(gold_spans)
    parts = [f"{layer} {100 * n / words:.2f}" for layer, n in right.items()] if words else []
    if gold_names:
        parts.append(f"names {200 * hits / (found + gold_names):.1f}")
    return " ".join(parts)


__all__ = ["IGNORED", "dev_figures", "spans"]
