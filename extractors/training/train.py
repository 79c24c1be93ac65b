"""Training: losses, optimiser, schedule, checkpoints. Seeded, and resumable from the last checkpoint."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor

from extractors.annotate.wordpieces import WordPieces
from extractors.training.batches import IGNORED, LAYERS, Batch, Labels, Window, batch_windows, to_tensors, windows_of
from extractors.training.corpora import Sentence
from extractors.training.encoder import base_model, load_encoder
from extractors.training.network import Network

WEIGHTS = {
    "starts": 0.5,
    "arcs": 1.0,
    "deps": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "feats": 0.4,
    "lemma": 0.4,
    "entities": 1.0,
}
SMOOTHING = 0.03
HIDDEN_ARC = -1e4


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn.

    Attributes:
        passes: Passes over each corpus by its name; a pass is cut anew into windows each time.
        rate: Learning rate of the encoder's top layer.
        heads_rate: Learning rate of the heads.
        layer_decay: Factor on the rate from each layer to the one below.
        warmup: Share of the steps in which the rate rises.
        batch: Word-pieces a batch.
        seed: The source of all chance.
    """

    passes: dict[str, int]
    rate: float = 3e-4
    heads_rate: float = 2e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    batch: int = 1800
    seed: int = 1


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Compute the mean loss of each layer the batch has.

    Args:
        network: The network.
        batch: Inputs and gold.

    Returns:
        Layer name to loss.
    """
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(*batch.inputs)
    found: dict[str, Tensor] = {}
    known = batch.starts != IGNORED
    if known.any():
        found["starts"] = F.binary_cross_entropy_with_logits(scores.starts.float()[known], batch.starts[known].float())
    real = batch.heads != IGNORED
    if real.any():
        same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
        same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        arcs = scores.arcs.float().masked_fill(~same, HIDDEN_ARC)
        found["arcs"] = F.cross_entropy(arcs[real], batch.heads[real])
        row = torch.arange(len(real))[:, None].expand_as(real)[real]
        heads = scores.label_heads[row, batch.heads[real]]
        with torch.autocast("cpu", torch.bfloat16):
            relations = network.relations(scores.label_dependents[real], heads)
        found["deps"] = F.cross_entropy(
            relations.float(), batch.deps[real], ignore_index=IGNORED, label_smoothing=SMOOTHING
        )
    for layer in (*LAYERS, "entities"):
        gold = batch.entities if layer == "entities" else batch.tags[layer]
        real = gold != IGNORED
        if real.any():
            found[layer] = F.cross_entropy(getattr(scores, layer).float()[real], gold[real], label_smoothing=SMOOTHING)
    return found


def parameter_groups(network: Network, schedule: Schedule) -> list[dict[str, object]]:
    """Give each depth of the network its learning rate; norms and biases are not decayed.

    Args:
        network: The network.
        schedule: The rates.

    Returns:
        Groups for AdamW.
    """
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(network.encoder.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = schedule.rate * schedule.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.", "piece_shapes")):
            rate = schedule.rate * schedule.layer_decay**depth
        else:
            rate = schedule.heads_rate
        decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


def plan_batches(
    corpora: Mapping[str, Sequence[Sentence]], schedule: Schedule, labels: Labels, split: WordPieces
) -> Iterator[tuple[float, list[Window]]]:
    """Lay out the whole training in rounds; a round takes each corpus as often as its passes ask, all batches mixed.

    Args:
        corpora: Sentences by corpus name.
        schedule: Passes and batch size.
        labels: The classes.
        split: The word-piece splitter.

    Yields:
        Progress of the whole training at the batch, 0 to 1, and the batch.
    """
    rounds = max(schedule.passes.values())
    for turn in range(rounds):
        random = Random(schedule.seed * 1000 + turn)
        batches = list[list[Window]]()
        for name, passes in schedule.passes.items():
            if turn * passes // rounds != (turn + 1) * passes // rounds:
                batches += batch_windows(windows_of(corpora[name], labels, split, random), schedule.batch, random)
        random.shuffle(batches)
        for place, batch in enumerate(batches):
            yield (turn + place / len(batches)) / rounds, batch


def train(
    corpora: Mapping[str, Sequence[Sentence]],
    labels: Labels,
    split: WordPieces,
    schedule: Schedule,
    folder: Path,
    start: Path | None = None,
    each: Callable[[Network, int], str] | None = None,
    every: int = 600,
) -> Network:
    """Train the network.

    Args:
        corpora: Sentences by corpus name.
        labels: The classes.
        split: The word-piece splitter.
        schedule: How long and how fast.
        folder: Takes `last.pt` (to resume from), `final.pt` and `log.jsonl`.
        start: Weights to go on from instead of the base model's.
        each: Called now and then with the network and the step; its answer is logged.
        every: Steps between two such calls and two checkpoints.

    Returns:
        The trained network.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(schedule.seed)
    network = Network(load_encoder(base_model()), labels.sizes())
    if start is not None:
        network.load_state_dict(torch.load(start)["network"])
    network.encoder.pieces.requires_grad_(False)  # words the corpora lack keep their place beside those they have
    optimiser = torch.optim.AdamW(parameter_groups(network, schedule), betas=(0.9, 0.99), fused=True)
    full_rates, first, step = [group["lr"] for group in optimiser.param_groups], 0, 0
    if (folder / "last.pt").exists():
        state = torch.load(folder / "last.pt")
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        first = state["step"]
    log = (folder / "log.jsonl").open("a", encoding="utf-8")

    def note(**values: object) -> None:
        print(json.dumps(values), file=log, flush=True)
        print(*(f"{k}={v:.4g}" if isinstance(v, float) else f"{k}={v}" for k, v in values.items()), flush=True)

    note(first=first, parameters=sum(p.numel() for p in network.parameters()), schedule=asdict(schedule))
    network.train()
    began, words, sums = time.perf_counter(), 0, dict[str, list[float]]()
    for step, (progress, windows) in enumerate(plan_batches(corpora, schedule, labels, split), start=1):
        if step <= first:
            continue
        factor = min(progress / schedule.warmup, (1 - progress) / (1 - schedule.warmup))
        for group, rate in zip(optimiser.param_groups, full_rates, strict=True):
            group["lr"] = rate * max(factor, 1e-3)
        batch = to_tensors(windows)
        found = losses(network, batch)
        total = torch.stack([WEIGHTS[layer] * loss for layer, loss in found.items()]).sum()
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        words += sum(len(w.starts) for w in windows)
        for layer, loss in found.items():
            sums.setdefault(layer, []).append(loss.item())
        if step % 50 == 0:
            means = {layer: round(sum(values) / len(values), 4) for layer, values in sums.items()}
            speed = words / (time.perf_counter() - began)
            note(
                step=step,
                progress=round(progress, 4),
                words_per_s=round(speed),
                clock=time.strftime("%H:%M:%S"),
                **means,
            )
            sums = {}
        if step % every == 0:
            state = {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "random": torch.get_rng_state(),
            }
            torch.save({**state, "step": step}, folder / "saving.pt")
            (folder / "saving.pt").replace(folder / "last.pt")
            if each is not None:
                network.eval()
                note(step=step, dev=each(network, step))
                network.train()
    torch.save({"network": network.state_dict(), "step": step}, folder / "final.pt")
    network.eval()
    if each is not None:
        note(step=step, dev=each(network, step))
    return network


@torch.no_grad()
def average_weights(network: Network, other: Network, share: float) -> None:
    """Move a network's weights towards another's that it was trained on from (Wortsman et al. 2022, "Model soups").

    Args:
        network: The network to change.
        other: The network it began as.
        share: How much of the other it takes, 0 to 1.
    """
    for mine, its in zip(network.parameters(), other.parameters(), strict=True):
        mine.lerp_(its, share)
