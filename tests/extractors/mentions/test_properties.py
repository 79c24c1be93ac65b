"""What holds for any annotation, however wrong: no crash, exact texts, known entities, one result for one input."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from extractors.mentions import concept_entity, resolve_mentions
from extractors.mentions.entities import slug
from extractors.records import Article
from extractors.times import find_times

_VOCAB = spacy.blank("en").vocab
_WORDS = [
    "Maria",
    "Rossi",
    "minister",
    "Mrs",
    "he",
    "she",
    "it",
    "they",
    "her",
    "himself",
    "I",
    "our",
    "“",
    "”",
    '"',
    "said",
    "the",
    "a",
    "U.S.",
    "United",
    "States",
    "'s",
    ",",
    ".",
    "-",
    "Norway",
    "FSA",
    "delegation",
    "talks",
    "on",
    "Tuesday",
    "2025",
    "of",
    "and",
    "\n",
    "İstanbul",
    "東京",
    ".",
    "ministry",
]
_TAGS = {"he": "PRP", "she": "PRP", "it": "PRP", "they": "PRP", "her": "PRP$", "said": "VBD", "the": "DT", "a": "DT"}
_DEPS = [
    "nsubj",
    "obj",
    "nmod:poss",
    "nmod",
    "appos",
    "flat",
    "compound",
    "det",
    "amod",
    "conj",
    "cc",
    "ccomp",
    "advcl",
    "xcomp",
    "obl",
    "acl",
    "cop",
    "punct",
]
_POS = ["NOUN", "PROPN", "VERB", "PRON", "ADJ", "DET", "PUNCT", "AUX", "ADP", "NUM", "X"]
_TYPES = ["PERSON", "ORG", "GPE", "NORP", "LOC", "DATE", "CARDINAL", "WORK_OF_ART", "FAC"]


@st.composite
def _docs(draw: st.DrawFn) -> Doc:
    words: list[str] = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=24))
    size = len(words)
    starts = [i == 0 or draw(st.integers(0, 5)) == 0 for i in range(size)]
    heads, deps = list(range(size)), ["ROOT"] * size
    first = 0
    for i in range(1, size + 1):
        if i == size or starts[i]:
            root = draw(st.integers(first, i - 1))
            for token in range(first, i):  # a tree: everything left of the root hangs to the right, and the reverse
                if token != root:
                    heads[token] = draw(st.integers(token + 1, root) if token < root else st.integers(root, token - 1))
                    deps[token] = draw(st.sampled_from(_DEPS))
            first = i
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=[draw(st.booleans()) for _ in words],
        tags=[_TAGS.get(w, "NNP") for w in words],
        pos=[draw(st.sampled_from(_POS)) for _ in words],
        deps=deps,
        heads=heads,
        lemmas=[w.lower() for w in words],
        sent_starts=starts,
    )
    ents, i = [], 0
    while i < size:
        length = draw(st.integers(0, 3))
        if length and i + length <= size:
            ents.append(Span(doc, i, i + length, draw(st.sampled_from(_TYPES))))
        i += max(1, length)
    doc.ents = ents
    return doc


@settings(max_examples=300, deadline=None)
@given(_docs())
def test_any_annotation(doc: Doc) -> None:
    article = Article(id="a", source="a", text=doc.text)
    times = find_times(doc, "2025-11-06")
    resolution = resolve_mentions(doc, article, times)
    entities = {entity.id: entity for entity in resolution.entities}
    assert len(entities) == len(resolution.entities)
    assert {m.entity for m in resolution.mentions} == set(entities)
    for mention in resolution.mentions:
        assert 0 <= mention.start < mention.end <= len(doc.text)
        assert mention.text == doc.text[mention.start : mention.end]
        assert mention.type == entities[mention.entity].type
    for entity in resolution.entities:
        assert entity.name.strip() == entity.name != ""
        assert list(entity.aliases) == sorted(set(entity.aliases) - {entity.name})
    assert all(0 <= head < len(doc) and mention in resolution.mentions for head, mention in resolution.by_head.items())
    again = resolve_mentions(doc, article, times)
    assert (again.entities, again.mentions, dict(again.by_head)) == (
        resolution.entities,
        resolution.mentions,
        dict(resolution.by_head),
    )
    for token in range(len(doc)):
        entity, _ = concept_entity(doc, token, token, token + 1)
        assert entity.name


@given(st.text(max_size=80), st.sampled_from(["PERSON", "WORK_OF_ART"]))
def test_identifiers_are_plain(name: str, kind: str) -> None:
    made = slug(name, kind)
    assert made == slug(name, kind)
    assert made.isascii()
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
