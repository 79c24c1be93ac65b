"""Figures on dev sets: quick ones while training (best class of each head), and those of the exported model as it is
used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import torch

from extractors.annotate.network import Annotation, Annotator, Words
from extractors.annotate.wordpieces import WordPieces
from extractors.training.batches import MAX_PIECES, Labels, make_window, to_tensors
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
def dev_figures(network: Network, corpora: Mapping[str, Sequence[Sentence]], labels: Labels, split: WordPieces) -> str:
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
            arcs = scores.arcs.float().masked_fill(
                ~torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None, :], HIDDEN_ARC
            )
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


def exported_figures(folder: Path, corpus: Sequence[Sentence], together: int = 12) -> str:
    """Measure an exported model as it is used, on gold words.

    Args:
        folder: The model folder.
        corpus: Sentences in the order of their documents.
        together: Sentences read as one text where the model finds the sentences itself.

    Returns:
        One line: attachment and tags with gold sentences; names; F1 of sentence starts and attachment without gold
        sentences.
    """
    annotator, n = Annotator(folder), Counter[str]()
    for sentence in corpus:
        size = len(sentence.words)
        found = next(annotator.annotate_words([Words(sentence.words, [True] + [False] * (size - 1))]))
        _count_trees(found, 0, sentence, n, "")
        if sentence.entities is not None:
            unknown = {i for i, tag in enumerate(sentence.entities) if tag == UNKNOWN}
            guess = {g for g in spans(found.entities) if not unknown & set(range(g[0], g[1]))}
            gold = spans([t if t != UNKNOWN else "O" for t in sentence.entities])
            n.update(name_hits=len(guess & gold), names=len(guess) + len(gold))
    for at in range(0, len(corpus), together):
        run = corpus[at : at + together]
        found = next(annotator.annotate_words([Words([word for s in run for word in s.words])]))
        gold_starts, offset = set[int](), 0
        for sentence in run:
            gold_starts.add(offset)
            _count_trees(found, offset, sentence, n, "raw_")
            offset += len(sentence.words)
        starts = {i for i, start in enumerate(found.sent_starts) if start}
        n.update(start_hits=len(starts & gold_starts), starts=len(starts) + len(gold_starts))
    parts = [f"{key} {100 * n[key] / n['words']:.2f}" for key in _TREE_FIGURES if n["words"]]
    parts += [f"names {200 * n['name_hits'] / n['names']:.1f}"] if n["names"] else []
    parts += [f"sentences {200 * n['start_hits'] / n['starts']:.2f}"]
    parts += [
        f"{key} without gold sentences {100 * n['raw_' + key] / n['words']:.2f}" for key in ("uas", "las") if n["words"]
    ]
    return " ".join(parts)


_TREE_FIGURES = ("uas", "las", "upos", "xpos", "feats", "lemma")


def _count_trees(found: Annotation, offset: int, gold: Sentence, n: Counter[str], mark: str) -> None:
    """Count what is right in one sentence that begins at `offset` of what was found."""
    if gold.heads is None or not (gold.deps and gold.upos and gold.xpos and gold.feats is not None and gold.lemmas):
        return
    for word, head in enumerate(gold.heads):
        at = offset + word
        right_head = found.heads[at] == (at if head < 0 else offset + head)
        n[mark + "words"] += 1
        n[mark + "uas"] += right_head
        n[mark + "las"] += right_head and found.deps[at] == gold.deps[word]
        n[mark + "upos"] += found.upos[at] == gold.upos[word]
        n[mark + "xpos"] += found.xpos[at] == gold.xpos[word]
        n[mark + "feats"] += found.feats[at] == gold.feats[word]
        n[mark + "lemma"] += found.lemmas[at] == gold.lemmas[word]
