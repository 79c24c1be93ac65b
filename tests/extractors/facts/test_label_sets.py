"""The same rules on both label sets: Universal Dependencies, and ClearNLP as the English pipelines of spaCy give it."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc

from extractors.annotate.mapping import CLEARNLP_LABELS, clearnlp_to_ud
from tests.extractors.facts.reading import HERE, VOCAB, cases, facts_of, parsed, show


@cache
def clearnlp_trees() -> dict[str, list[tuple[int, str]]]:
    """Head (from 1, 0 for the root) and relation of each token, by sentence."""
    lines = [x for x in (HERE / "clearnlp.txt").read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    found = {}
    for text, tree in zip(lines[::2], lines[1::2], strict=True):
        pairs = (part.split(":", 1) for part in tree.split(" "))
        found[text] = [(int(head), dep) for head, dep in pairs]
    return found


def in_clearnlp(text: str) -> Doc:
    """An example sentence with the labels that en_core_web gives it."""
    doc, tree = parsed(text), clearnlp_trees()[text]
    assert len(doc) == len(tree)
    return Doc(
        VOCAB,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        pos=[t.pos_ for t in doc],
        tags=[t.tag_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        heads=[head - 1 if head else i for i, (head, _) in enumerate(tree)],
        deps=[dep for _, dep in tree],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )


def test_the_trees_are_many_and_really_clearnlp() -> None:
    assert len(clearnlp_trees()) >= 40
    assert {dep for tree in clearnlp_trees().values() for _, dep in tree} >= CLEARNLP_LABELS


@pytest.mark.parametrize("text", clearnlp_trees(), ids=lambda text: text[:40])
def test_both_label_sets_give_the_same_facts(text: str) -> None:
    wanted = next(case.facts for case in cases() if case.text == text)
    assert sorted(show(fact) for fact in facts_of(clearnlp_to_ud(in_clearnlp(text))).facts) == sorted(wanted)
