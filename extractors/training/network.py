"""The multi-task network: one encoder pass, then sentence starts, tree, tags, features, lemma rules and names.

Arcs and relations are scored by deep biaffine attention (Dozat & Manning 2017); the rest are linear over shared
hidden layers. The base is uncased, so the shape of each word is added to its pieces before the encoder, and joined to
its vector after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extractors.annotate.wordpieces import SHAPES
from extractors.training.encoder import WIDTH, Encoder, SharedDropout

SHAPE_WIDTH = 32
ARC_WIDTH = 256
LABEL_WIDTH = 128
HIDDEN = 256
TAGS = ("upos", "xpos", "feats", "lemma")


class Scores(NamedTuple):
    """What the network gives for each word (the root stands first among heads).

    Attributes:
        starts: Logit of a sentence start.
        arcs: Score of each head, words x (1 + words).
        label_dependents: Vectors for the relation scorer, one a word.
        label_heads: Vectors for the relation scorer, the root's first.
        upos: Logits.
        xpos: Logits.
        feats: Logits.
        lemma: Logits of edit rules.
        entities: Logits of `O`, `B-`, `I-` tags.
    """

    starts: Tensor
    arcs: Tensor
    label_dependents: Tensor
    label_heads: Tensor
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    lemma: Tensor
    entities: Tensor


class Perceptron(nn.Module):
    """A hidden layer with dropout on both sides."""

    def __init__(self, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(width, hidden)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """Transform vectors."""
        hidden: Tensor = self.dropout(F.gelu(self.linear(x)))
        return hidden


class Network(nn.Module):
    """Encoder and heads.

    Args:
        encoder: The word-piece encoder.
        classes: How many relations ("deps"), tags of each layer and entity tags there are.
        dropout: Share of values dropped in the heads while training.
    """

    def __init__(self, encoder: Encoder, classes: Mapping[str, int], dropout: float = 0.3) -> None:
        super().__init__()
        width = WIDTH + SHAPE_WIDTH
        self.encoder = encoder
        self.piece_shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.piece_shapes.weight)
        self.word_shapes = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.dropout = SharedDropout(dropout)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.arc_dependent = Perceptron(width, ARC_WIDTH, dropout)
        self.arc_head = Perceptron(width, ARC_WIDTH, dropout)
        self.arc_weight = nn.Parameter(torch.randn(ARC_WIDTH, ARC_WIDTH) * ARC_WIDTH**-1)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_dependent = Perceptron(width, LABEL_WIDTH, dropout)
        self.label_head = Perceptron(width, LABEL_WIDTH, dropout)
        self.label_weight = nn.Parameter(torch.randn(classes["deps"], LABEL_WIDTH, LABEL_WIDTH) * LABEL_WIDTH**-1)
        self.label_from_dependent = nn.Linear(LABEL_WIDTH, classes["deps"])
        self.label_from_head = nn.Linear(LABEL_WIDTH, classes["deps"], bias=False)
        self.tag_hidden = Perceptron(width, HIDDEN, dropout)
        self.tags = nn.ModuleDict({layer: nn.Linear(HIDDEN, classes[layer]) for layer in TAGS})
        self.entity_hidden = Perceptron(width, HIDDEN, dropout)
        self.entities = nn.Linear(HIDDEN, classes["entities"])
        self.start_hidden = Perceptron(width, 64, dropout)
        self.starts = nn.Linear(64, 1)

    def words(
        self, pieces: Tensor, piece_shapes: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, shapes: Tensor
    ) -> Tensor:
        """Encode words: mean of first and last piece, and the shape.

        Args:
            pieces: Batch x pieces.
            piece_shapes: Batch x pieces.
            mask: 1.0 at pieces, 0.0 at padding; None where nothing is padded.
            first: Batch x words, place of the first piece.
            last: Batch x words, place of the last piece.
            shapes: Batch x words.

        Returns:
            Batch x words x 416.
        """
        x = self.encoder(pieces, mask, self.piece_shapes(piece_shapes))
        index = first[..., None].expand(-1, -1, WIDTH), last[..., None].expand(-1, -1, WIDTH)
        mean = (x.gather(1, index[0]) + x.gather(1, index[1])) * 0.5
        joined: Tensor = self.dropout(torch.cat([mean, self.word_shapes(shapes).to(mean.dtype)], -1))
        return joined

    def forward(
        self, pieces: Tensor, piece_shapes: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, shapes: Tensor
    ) -> Scores:
        """Score everything but relations (`relations` does, when heads are known); arguments as in `words`."""
        w = self.words(pieces, piece_shapes, mask, first, last, shapes)
        with_root = torch.cat([self.root.to(w.dtype).expand(w.shape[0], 1, -1), w], 1)
        head = self.arc_head(with_root)
        arcs = self.arc_dependent(w) @ self.arc_weight.to(w.dtype) @ head.transpose(1, 2) + self.arc_bias(
            head
        ).transpose(1, 2)
        hidden = self.tag_hidden(w)
        upos, xpos, feats, lemma = (self.tags[layer](hidden) for layer in TAGS)
        return Scores(
            self.starts(self.start_hidden(w)).squeeze(-1),
            arcs,
            self.label_dependent(w),
            self.label_head(with_root),
            upos,
            xpos,
            feats,
            lemma,
            self.entities(self.entity_hidden(w)),
        )

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of arcs.

        Args:
            dependents: Arcs x 128, of `Scores.label_dependents`.
            heads: Arcs x 128, of `Scores.label_heads` at the arcs' heads.

        Returns:
            Arcs x relations.
        """
        relations = len(self.label_weight)
        weight = self.label_weight.permute(1, 0, 2).reshape(LABEL_WIDTH, relations * LABEL_WIDTH)
        joint = ((dependents @ weight).view(-1, relations, LABEL_WIDTH) @ heads[:, :, None]).squeeze(-1)
        scores: Tensor = joint + self.label_from_dependent(dependents) + self.label_from_head(heads)
        return scores
