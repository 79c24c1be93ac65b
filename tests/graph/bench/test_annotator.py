"""The measures of ``newsgraph bench annotator`` on small files, right to the last count."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from graph.bench.annotation import names, treebank
from graph.bench.annotator import Figures, failures, run

ROWS = """# newdoc id = a
# text = She didn't go.
1\tShe\tshe\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = He won.
1\tHe\the\tPRON\tPRP\t_\t2\tnsubj:pass\t_\t_
2\twon\twin\tVERB\tVBD\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newdoc id = b
# text = Yes
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "test.conllu.gz"
    path.write_bytes(gzip.compress(ROWS.encode()))
    return path


def test_texts_stay_in_their_document(file: Path) -> None:
    first, second = treebank.read_treebank(file)
    assert (first.text, second.text) == ("She didn't go. He won.", "Yes")
    assert first.sentence_starts == (0, 15)
    assert [first.text[w.start : w.end] for w in first.words] == ["She", "did", "n't", "go", ".", "He", "won", "."]
    assert [w.head for w in first.words] == [3, 3, 3, 3, 3, 6, 6, 6]


def test_agreement(file: Path) -> None:
    gold = next(treebank.read_treebank(file))
    doc = Doc(
        spacy.blank("en").vocab,
        words=["She", "did", "n't", "go", ".", "He", "won."],
        spaces=[True, False, True, False, True, True, False],
        pos=["PRON", "AUX", "PART", "VERB", "PUNCT", "PRON", "VERB"],
        tags=["PRP", "VBD", "RB", "VB", ".", "PRP", "VBD"],
        morphs=["Case=Nom", "", "", "", "", "", ""],
        lemmas=["she", "do", "n't", "go", ".", "he", "win"],
        heads=[3, 3, 3, 3, 2, 6, 6],
        deps=["nsubj", "aux", "advmod", "ROOT", "punct", "nsubj", "ROOT"],
    )
    values = treebank.agreement(treebank.compare(doc, gold))
    f1 = {name: round(value * (8 + 7) / 200) for name, value in values.items() if name != "sentences"}
    assert f1 == {
        "tokens": 6,
        "UPOS": 6,
        "XPOS": 6,
        "features": 6,
        "lemma": 5,
        "UAS": 4,
        "LAS": 4,
        "LAS universal": 4,
    }
    assert values["sentences"] == 100.0


def test_names(tmp_path: Path) -> None:
    text = "The United Nations sent Anna Roth to Turkey's coast, Ali said."
    row = {"text": text, "spans": [[0, 18, "ORG"], [24, 33, "PERSON"], [37, 43, "GPE"]], "missing": [[53, 56]]}
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (gold,) = names.read_names(path)
    doc = spacy.blank("en")(text)
    doc.ents = [Span(doc, 1, 3, "ORG"), Span(doc, 4, 5, "PERSON"), Span(doc, 7, 9, "LOC"), Span(doc, 11, 12, "PERSON")]
    counts = names.compare(doc, gold)
    assert counts == {("ORG", "right"): 1, ("PLACE", "right"): 1, ("PERSON", "spurious"): 1, ("PERSON", "missed"): 1}
    assert names.agreement(counts) == {"PERSON": 0.0, "ORG": 100.0, "PLACE": 100.0, "NORP": 0.0, "all": 66.67}


def test_floors() -> None:
    figures = [Figures("ewt/test.conllu", "abcdef012345", 3, "words", {"LAS": 85.0, "UPOS": 97.0}, 1)]
    floors = {"ewt/test.conllu": {"sha256": "abcdef", "LAS": 86.0, "UPOS": 95.0}}
    assert failures(figures, floors) == ["ewt/test.conllu LAS 85.0 < 86.0"]
    assert failures(figures, {"ewt/test.conllu": {"sha256": "000000", "LAS": 86.0}}) == []
    assert failures(figures, {}) == []


def test_without_files_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("NEWSGRAPH_DATA", raising=False)
    assert run([]) == 2
    assert "--treebank FILE" in capsys.readouterr().err


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--treebank", str(tmp_path / "no.conllu"), "--model", "no/such/pipeline"]) == 2
    assert "no/such/pipeline" in capsys.readouterr().err
