"""Which pipeline is loaded, and what users are told when there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from spacy.training import Example

from extractors import load_pipeline
from extractors.annotate import annotate_pretokenized, loading
from extractors.errors import PipelineMissing

LABELS = ["nsubj", "prep", "pobj", "dobj", "punct"]


@pytest.fixture
def no_cache() -> object:
    load_pipeline.cache_clear()
    yield
    load_pipeline.cache_clear()


@Language.component("every_layer")
def every_layer(doc: Doc) -> Doc:
    """Annotate "Reporters met two officials in Paris." and the like as ClearNLP labels it."""
    for token in doc:
        token.pos_ = "VERB" if token.text == "met" else "NOUN"
        token.tag_, token.lemma_ = "NN", token.lower_
    doc.ents = []
    return doc


@pytest.fixture(scope="module")
def clearnlp_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline with a parser that was trained on two ClearNLP trees until it knows them."""
    nlp = spacy.blank("en")
    small = {"tok2vec": {"width": 32, "embed_size": 500}}
    parser = nlp.add_pipe("parser", config={"model": small, "min_action_freq": 1})
    assert isinstance(parser, DependencyParser)
    words = ["Reporters", "met", "two", "officials", "in", "Paris", "."]
    heads, deps = [1, 1, 3, 1, 1, 4, 1], ["nsubj", "ROOT", "nummod", "dobj", "prep", "pobj", "punct"]
    doc = Doc(nlp.vocab, words=words, spaces=[True] * 5 + [False, False])
    examples = [Example.from_dict(doc, {"words": words, "heads": heads, "deps": deps})]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    nlp.add_pipe("every_layer")
    folder = tmp_path_factory.mktemp("clearnlp")
    nlp.to_disk(folder)
    return folder


def test_pipeline_with_clearnlp_labels_gives_ud(clearnlp_folder: Path, no_cache: object) -> None:
    nlp = load_pipeline(str(clearnlp_folder))
    assert nlp.pipe_names[-1] == "newsgraph_clearnlp_to_ud"
    doc = nlp("Reporters met two officials in Paris.")
    assert {t.text: (t.dep_, t.head.text) for t in doc} == {
        "Reporters": ("nsubj", "met"),
        "met": ("ROOT", "met"),
        "two": ("nummod", "officials"),
        "officials": ("obj", "met"),
        "in": ("case", "Paris"),
        "Paris": ("obl", "met"),
        ".": ("punct", "met"),
    }


def test_given_tokens_with_another_pipeline(clearnlp_folder: Path, no_cache: object) -> None:
    nlp = load_pipeline(str(clearnlp_folder))
    (doc,) = annotate_pretokenized(nlp, ["Reporters met two officials in Paris . They left-over it ."])
    assert doc.text == "Reporters met two officials in Paris . They left-over it ."
    assert [t.text for t in doc][-4:] == ["They", "left-over", "it", "."]
    assert len(list(doc.sents)) == 1


def test_same_name_same_pipeline(clearnlp_folder: Path, no_cache: object) -> None:
    assert load_pipeline(str(clearnlp_folder)) is load_pipeline(str(clearnlp_folder))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("en_core_web_xyz", ["'en_core_web_xyz'", "python -m spacy download en_core_web_xyz"]),
        ("no/such/folder", ["'no/such/folder'", "neither an installed package nor a folder"]),
    ],
)
def test_missing_pipeline_says_how_to_get_it(name: str, parts: list[str], no_cache: object) -> None:
    with pytest.raises(PipelineMissing) as caught:
        load_pipeline(name)
    assert all(part in str(caught.value) for part in parts)
    assert "\n" not in str(caught.value)


def test_folder_that_is_no_pipeline(tmp_path: Path, no_cache: object) -> None:
    with pytest.raises(PipelineMissing, match=r"cannot be loaded \(.*meta\.json"):
        load_pipeline(str(tmp_path))


def test_pipeline_without_parser(tmp_path: Path, no_cache: object) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(PipelineMissing, match=r"gives no sentences, no dependencies .* no named entities") as caught:
        load_pipeline(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_embedded_pipeline_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_cache: object) -> None:
    monkeypatch.setattr(loading, "EMBEDDED", tmp_path / "model")
    with pytest.raises(PipelineMissing, match="install newsgraph again"):
        load_pipeline()


@pytest.mark.model
@pytest.mark.parametrize("file", ["network.onnx", "labels.json", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_embedded_pipeline_damaged(
    file: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_cache: object
) -> None:
    copy = tmp_path / "model"
    shutil.copytree(loading.EMBEDDED, copy)
    (path,) = copy.rglob(file)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:1000])
    else:
        path.unlink()
    monkeypatch.setattr(loading, "EMBEDDED", copy)
    with pytest.raises(PipelineMissing, match="embedded pipeline") as caught:
        load_pipeline()
    assert "\n" not in str(caught.value)
    assert "install newsgraph again" in str(caught.value)
