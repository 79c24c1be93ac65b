"""From the trained network to the model folder: two ONNX graphs in 8 bits, the classes, the tokenizer.

The encoder's matrices are quantised dynamically, one scale a column; word-piece vectors are kept in 8 bits with one
scale a row, which loses less than one scale for the whole table. The heads, small, stay in 32 bits.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from extractors.annotate.agreement import collect_agreement, write_agreement
from extractors.annotate.lemmas import collect_lemmas
from extractors.training.batches import Labels
from extractors.training.corpora import Sentence
from extractors.training.network import TAGS, Network

OPSET = 17


class RowScaled(nn.Module):
    """An embedding in 8 bits with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, numbers: Tensor) -> Tensor:
        """Look up vectors."""
        return self.rows[numbers].float() * self.scale[numbers]  # type: ignore[index]


class OneWindow(nn.Module):
    """The network on one window without padding, best classes taken where no decoding follows."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, piece_shapes: Tensor, first: Tensor, last: Tensor, shapes: Tensor
    ) -> tuple[Tensor, ...]:
        """Score a window; arguments are vectors, the results are those of `annotate.network.Outputs`."""
        inputs = (pieces[None], piece_shapes[None], None, first[None], last[None], shapes[None])
        scores = self.network(*inputs)
        tags = [getattr(scores, layer)[0].argmax(-1) for layer in TAGS if layer != "lemma"]
        shared = (scores.starts, scores.arcs, scores.label_dependents, scores.label_heads, scores.entities)
        return (*(value[0] for value in shared), *tags, scores.lemma[0])


class Relations(nn.Module):
    """The scorer of relations by itself."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of arcs."""
        return self.network.relations(dependents, heads)


def export(
    network: Network,
    labels: Labels,
    treebanks: Sequence[Sentence],
    base: Path,
    out: Path,
    *,
    reduce_range: bool = True,
) -> None:
    """Write the model folder.

    Args:
        network: The trained network; its embedding is replaced by the 8-bit one.
        labels: The classes, in the order of the outputs.
        treebanks: Training sentences, for the lists of lemmas and of tags that go together.
        base: Folder of the base model, for its tokenizer.
        out: The model folder.
        reduce_range: Whether weights take 7 bits, so that sums cannot overflow on processors without VNNI and every
            processor gives the same result.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    if not isinstance(network.encoder.pieces, RowScaled):
        network.encoder.pieces = RowScaled(network.encoder.pieces.weight.detach())  # type: ignore[assignment]
    numbers = torch.arange(12)
    names = ["starts", "arcs", "label_dependents", "label_heads", "entities", *TAGS]
    with tempfile.TemporaryDirectory() as scratch:
        whole, part = Path(scratch) / "network.onnx", Path(scratch) / "relations.onnx"
        torch.onnx.export(
            OneWindow(network),
            (
                numbers + 1000,
                numbers % 3 + 1,
                torch.tensor([1, 3, 5]),
                torch.tensor([2, 3, 7]),
                torch.tensor([1, 2, 3]),
            ),
            str(whole),
            input_names=["pieces", "piece_shapes", "first", "last", "shapes"],
            output_names=names,
            dynamic_axes={
                **{name: {0: "pieces"} for name in ("pieces", "piece_shapes")},
                **{name: {0: "words"} for name in ("first", "last", "shapes", *names)},
                "arcs": {0: "words", 1: "heads"},
                "label_heads": {0: "heads"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        torch.onnx.export(
            Relations(network),
            (torch.randn(3, 128), torch.randn(3, 128)),
            str(part),
            input_names=["dependents", "heads"],
            output_names=["relations"],
            dynamic_axes={name: {0: "arcs"} for name in ("dependents", "heads", "relations")},
            opset_version=OPSET,
            dynamo=False,
        )
        for source, prefix in ((whole, "/network/encoder/"), (part, "/")):
            import onnx

            chosen = [
                node.name
                for node in onnx.load(str(source)).graph.node
                if node.op_type in ("MatMul", "Gemm") and node.name.startswith(prefix)
            ]
            quantize_dynamic(
                str(source),
                str(out / source.name),
                nodes_to_quantize=chosen,
                op_types_to_quantize=["MatMul", "Gemm"],
                per_channel=True,
                reduce_range=reduce_range,
                weight_type=QuantType.QInt8,
            )
    stored = {layer: values for layer, values in asdict(labels).items() if layer != "numbers"}
    (out / "labels.json").write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    lexicon = collect_lemmas(row for s in treebanks for row in _rows(s.words, s.xpos, s.lemmas))
    write_agreement(collect_agreement(row for s in treebanks for row in _rows(s.xpos, s.upos, s.deps)), out)
    (out / "lemmas.json").write_text(json.dumps(lexicon, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")


def _rows(*layers: Sequence[str] | None) -> Iterator[tuple[str, str, str]]:
    """Join three layers of a sentence word by word; nothing if one is missing."""
    a, b, c = (layer or () for layer in layers)
    return zip(a, b, c, strict=False)
