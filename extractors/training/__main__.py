"""From corpora to the model folder in one command.

    python -m extractors.training --data DATA --work WORK --out extractors/annotate/model

Reads the corpora, trains on gold, labels news sentences for names, trains on both, measures on the dev sets, trains
twice more with them, exports the mean in 8 bits and measures the exported model on the test sets. Stopped and started
again, it goes on from the last checkpoint in WORK. About 100 minutes on two cores with bfloat16.
"""

from __future__ import annotations

import argparse
import os
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from extractors.annotate.component import save_pipeline
from extractors.annotate.wordpieces import WordPieces
from extractors.training.batches import Labels, collect_labels
from extractors.training.corpora import (
    Sentence,
    add_entities,
    read_entities,
    read_raw,
    read_treebank,
    spacy_tokenize,
)
from extractors.training.encoder import base_model, load_encoder
from extractors.training.evaluate import dev_figures, exported_figures
from extractors.training.export import export
from extractors.training.network import Network
from extractors.training.silver import silver_corpus
from extractors.training.train import Schedule, average_weights, train

GOLD = Schedule(passes={"ewt": 12, "gum": 12, "names": 6}, seed=1)
GOLD_AND_SILVER = Schedule(
    passes={"ewt": 6, "gum": 6, "names": 2, "silver": 2}, seed=2, rate=1.5e-4, heads_rate=1e-3, warmup=0.04
)


GOLD_SHARE = 0.3
"""How much of the mean of both stages is the first's; it is a little better on dev (names 84.1 to 84.6)."""
WITH_DEV = Schedule(passes={"ewt": 3, "gum": 3, "names": 1, "silver": 1}, rate=1e-4, heads_rate=6e-4, warmup=0.04)
"""The last stage adds the dev sets of the treebanks and a third of the silver labels. Nothing is chosen after it."""
LAST_SEEDS = (3, 4)
"""The last stage runs twice from the same weights; the mean of both is exported."""
META = {
    "name": "newsgraph_annotator",
    "version": "0.1.0",
    "description": "English annotator of newsgraph: sentences, Universal Dependencies, names; in 8 bits",
    "author": "The newsgraph developers",
    "license": "CC BY-SA 4.0",
}


@dataclass(frozen=True, slots=True)
class Corpora:
    """All that is read.

    Attributes:
        ewt: UD English EWT, train.
        gum: UD English GUM, train, with names.
        names: The corpora of names.
        news: News sentences without any layer.
        dev: Dev sets by name.
    """

    ewt: list[Sentence]
    gum: list[Sentence]
    names: list[Sentence]
    news: list[Sentence]
    dev: dict[str, list[Sentence]]


def read_corpora(data: Path) -> Corpora:
    """Read what is trained on and the dev sets; the test sets stay closed.

    Args:
        data: Folder with `treebanks`, `entities` and `raw`.

    Returns:
        The corpora.
    """
    trees, names, tokenize = data / "treebanks", data / "entities", spacy_tokenize()

    def gum(part: str) -> list[Sentence]:
        return list(add_entities(read_treebank(trees / f"gum/{part}.conllu.gz"), names / part / f"gum_{part}.jsonl.gz"))

    files = sorted(path for path in (names / "train").glob("*.jsonl.gz") if not path.name.startswith("gum"))
    return Corpora(
        ewt=list(read_treebank(trees / "ewt/train.conllu.gz")),
        gum=gum("train"),
        names=[sentence for path in files for sentence in read_entities(path, tokenize)],
        news=list(read_raw(data / "raw/voa_sentences.txt.gz", tokenize)),
        dev={
            "ewt": list(read_treebank(trees / "ewt/dev.conllu.gz")),
            "gum": gum("dev"),
            "uner": list(read_entities(names / "dev/uner_ewt_dev.jsonl.gz", tokenize)),
        },
    )


def read_tests(data: Path) -> dict[str, list[Sentence]]:
    """Read the test sets, for the last measurement only.

    Args:
        data: Folder with `treebanks`.

    Returns:
        Test sentences by treebank.
    """
    return {name: list(read_treebank(data / "treebanks" / name / "test.conllu.gz")) for name in ("ewt", "gum")}


def load_network(checkpoint: Path, labels: Labels) -> Network:
    """Load trained weights.

    Args:
        checkpoint: `final.pt` or `last.pt` of a stage.
        labels: The classes.

    Returns:
        The network, in evaluation mode.
    """
    network = Network(load_encoder(base_model()), labels.sizes())
    network.load_state_dict(torch.load(checkpoint)["network"])
    return network.eval()


def build(data: Path, work: Path, out: Path) -> None:
    """Do every step that is not done yet.

    Args:
        data: Folder of the corpora.
        work: Folder for checkpoints and silver labels.
        out: The model folder to write.
    """
    work.mkdir(parents=True, exist_ok=True)
    corpora, split = read_corpora(data), WordPieces.load(base_model())
    labels = collect_labels([*corpora.ewt, *corpora.gum])
    parts = {"ewt": corpora.ewt, "gum": corpora.gum, "names": corpora.names}

    def report(network: Network, step: int) -> str:
        return dev_figures(network, corpora.dev, labels, split)

    first, second = work / "gold", work / "silver"
    if not (first / "final.pt").exists():
        train(parts, labels, split, GOLD, first, each=report)
    if not (work / "silver.pickle").exists():
        silver = silver_corpus(load_network(first / "final.pt", labels), corpora.news, labels, split)
        (work / "silver.pickle").write_bytes(pickle.dumps(silver))
    parts["silver"] = pickle.loads((work / "silver.pickle").read_bytes())
    if not (second / "final.pt").exists():
        train(parts, labels, split, GOLD_AND_SILVER, second, start=first / "final.pt", each=report)
    exported = work / "exported"
    network = load_network(second / "final.pt", labels)
    average_weights(network, load_network(first / "final.pt", labels), GOLD_SHARE)
    print("dev, before the stage that trains on it:", report(network, 0))
    torch.save({"network": network.state_dict()}, work / "mean.pt")
    with_dev = {
        "ewt": [*corpora.ewt, *corpora.dev["ewt"]],
        "gum": [*corpora.gum, *corpora.dev["gum"]],
        "names": corpora.names,
        "silver": parts["silver"][: len(parts["silver"]) // 3],
    }
    lasts = [work / f"with_dev_{seed}" for seed in LAST_SEEDS]
    for seed, last in zip(LAST_SEEDS, lasts, strict=True):
        if not (last / "final.pt").exists():
            train(with_dev, labels, split, replace(WITH_DEV, seed=seed), last, start=work / "mean.pt")
    network = load_network(lasts[0] / "final.pt", labels)
    average_weights(network, load_network(lasts[1] / "final.pt", labels), 0.5)
    export(network, labels, [*corpora.ewt, *corpora.gum], base_model(), exported)
    save_pipeline(exported, out, meta=META)
    for name, corpus in read_tests(data).items():
        print("test", name, exported_figures(exported, corpus))


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(
        prog="python -m extractors.training", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("NEWSGRAPH_DATA"), help="folder of the corpora")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    args = parser.parse_args()
    if args.data is None or not Path(args.data).is_dir():
        parser.error("--data or NEWSGRAPH_DATA must name the folder of the corpora (treebanks, entities, raw)")
    build(Path(args.data), args.work, args.out)


if __name__ == "__main__":
    main()
