"""Whatever a parser says, facts come out whole: real offsets, known values, no crash."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.records import MODALITIES
from tests.extractors.facts.reading import VOCAB, facts_of, show
from tests.extractors.facts.test_constructions import check_offsets

WORDS = st.sampled_from([
    "police/police/NOUN/NNS", "said/say/VERB/VBD", "denied/deny/VERB/VBD", "taking/take/VERB/VBG", "not/not/PART/RB",
    "Oslo/Oslo/PROPN/NNP", "Lopez/Lopez/PROPN/NNP", "president/president/NOUN/NN", ",/,/PUNCT/,", "“/“/PUNCT/``",
    "”/”/PUNCT/''", "to/to/PART/TO", "leave/leave/VERB/VB", "attack/attack/NOUN/NN", "by/by/ADP/IN", "on/on/ADP/IN",
    "with/with/ADP/IN", "12/12/NUM/CD", "million/million/NUM/CD", "$/$/SYM/$", "who/who/PRON/WP",
    "which/which/PRON/WDT",
    "is/be/AUX/VBZ", "it/it/PRON/PRP", "there/there/PRON/EX", "and/and/CCONJ/CC", "Monday/Monday/PROPN/NNP",
    "if/if/SCONJ/IN", "will/will/AUX/MD", "its/its/PRON/PRP$", "urged/urge/VERB/VBD", "?/?/PUNCT/.", "././PUNCT/.",
    "unlikely/unlikely/ADJ/JJ", "old/old/ADJ/JJ", "year/year/NOUN/NN", "no/no/DET/DT", ":/:/PUNCT/:",
])  # fmt: skip
DEPS = st.sampled_from([
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod", "nmod:poss", "nmod:desc",
    "case", "mark",
    "advcl", "acl", "acl:relcl", "advcl:relcl", "ccomp", "xcomp", "csubj", "conj", "cc", "compound", "flat", "appos",
    "amod",
    "nummod", "parataxis", "punct", "cop", "aux", "aux:pass", "expl", "advmod", "det", "fixed", "dep", "list", "orphan",
])  # fmt: skip
TYPES = st.sampled_from(["", "", "", "PERSON", "ORG", "GPE", "DATE", "MONEY", "NORP"])


@st.composite
def any_doc(draw: st.DrawFn) -> Doc:
    """A document with any tree over words that the rules look for."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    deps = ["ROOT"] * size
    heads[order[0]] = order[0]
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
        deps[order[place]] = draw(DEPS)
    parts = [draw(WORDS).split("/") for _ in range(size)]
    ents = [draw(TYPES) for _ in range(size)]
    return Doc(
        VOCAB,
        words=[p[0] for p in parts],
        lemmas=[p[1] for p in parts],
        pos=[p[2] for p in parts],
        tags=[p[3] for p in parts],
        heads=heads,
        deps=deps,
        ents=[f"B-{kind}" if kind else "O" for kind in ents],
        sent_starts=[token == 0 for token in range(size)],
    )


@settings(max_examples=300, deadline=None)
@given(any_doc())
def test_any_parse_gives_whole_facts(doc: Doc) -> None:
    found = facts_of(doc)
    ids = {fact.id for fact in found.facts}
    assert len(ids) == len(found.facts)
    for fact in found.facts:
        check_offsets(fact, doc.text)
        assert fact.subject.text
        assert fact.relation.label
        assert fact.modality in MODALITIES
        assert 0 <= fact.confidence <= 1
        assert fact.within is None or fact.within in ids
        assert show(fact)
    assert all(gap.sentence == 0 for gap in found.gaps)
