"""What a user could take instead: triples from a Doc, as spans of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.bench.contenders.clearnlp import ud_to_clearnlp

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Stretch

__all__ = ["CONTENDERS", "Contender", "Triple"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple as a peer gives it: three spans of the text; the object may be missing."""

    subject: Span
    relation: Span
    label: str
    object: Span | None


@dataclass(frozen=True, slots=True)
class Contender:
    """A peer: its name, the package it needs, and how it reads a Doc."""

    name: str
    package: str
    read: Callable[[Doc, Language], Iterable[Triple]]


def _recipe(doc: Doc, nlp: Language) -> Iterator[Triple]:
    """The recipe that spaCy's guide to its DependencyMatcher leads to: a verb, its subject, its object."""
    for _, (verb, subject, target) in _matcher(nlp)(doc):
        yield _triple([doc[subject]], [doc[verb]], [doc[target]], subtree=True)


@lru_cache(maxsize=2)
def _matcher(nlp: Language) -> Any:
    from spacy.matcher import DependencyMatcher

    matcher = DependencyMatcher(nlp.vocab)
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"POS": "VERB"}}
    subject = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "subject"}
    target = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "object"}
    subjects, targets = {"DEP": {"IN": ["nsubj", "nsubj:pass"]}}, {"DEP": {"IN": ["obj", "obl:agent"]}}
    matcher.add("svo", [[verb, {**subject, "RIGHT_ATTRS": subjects}, {**target, "RIGHT_ATTRS": targets}]])
    return matcher


def _textacy(doc: Doc, nlp: Language) -> Iterator[Triple]:
    """textacy's ``subject_verb_object_triples``."""
    from textacy.extract.triples import subject_verb_object_triples

    for subject, verb, target in subject_verb_object_triples(ud_to_clearnlp(doc)):
        yield _triple(list(subject), list(verb), list(target))


def _openie(doc: Doc, nlp: Language) -> Iterator[Triple]:
    """Stanford OpenIE in Python (triplet-extract), its clauses without their entailed shortenings.

    The shortenings ("Carol, arrested in, Rotterdam") would count as so many more facts, most of them wrong. It gives
    strings; each is taken for the shortest stretch of its sentence that holds its words in their order.
    """
    for sentence in doc.sents:
        for found in _openie_extractor().extract_triplet_objects(sentence.text):
            texts = (found.subject, found.relation, found.object)
            subject, relation, target = (
                _stretch(sentence, [token.text for token in nlp.tokenizer(text)]) for text in texts
            )
            if subject and relation:
                ends = _cover(target) if target else None
                yield Triple(_cover(subject), _cover(relation), found.relation.lower(), ends)


@lru_cache(maxsize=1)
def _openie_extractor() -> Any:
    import spacy
    from spacy.language import Language
    from triplet_extract import OpenIEExtractor

    from extractors.annotate.loading import EMBEDDED

    Language.component("newsgraph_ud_to_clearnlp", func=ud_to_clearnlp)
    nlp = spacy.load(EMBEDDED)  # it parses again what it splits off: a pipeline of its own
    nlp.add_pipe("newsgraph_ud_to_clearnlp", last=True)
    return OpenIEExtractor(nlp=nlp, fast=False, enable_entailment=False, preserve_latex=False)


def _stretch(sentence: Doc | Stretch, words: list[str]) -> list[Token]:
    """Return the tokens of the shortest stretch of a sentence that holds words in their order; none where it lacks one.

    "Malta proposed another fund" has "Malta fund" from its first word to its last.
    """
    best: list[Token] = []
    tokens = list(sentence)
    for first, token in enumerate(tokens):
        if not words or token.text != words[0]:
            continue
        rest, place = words[1:], first
        for word in rest:
            place = next((i for i in range(place + 1, len(tokens)) if tokens[i].text == word), -1)
            if place < 0:
                break
        if place >= 0 and (not best or place - first < len(best) - 1):
            best = tokens[first : place + 1]
    return best


def _triple(subject: list[Token], verb: list[Token], target: list[Token], *, subtree: bool = False) -> Triple:
    label = " ".join(token.lemma_.lower() if token.pos_ in {"VERB", "AUX"} else token.lower_ for token in verb)
    ends = [_cover([t for token in part for t in token.subtree] if subtree else part) for part in (subject, target)]
    return Triple(ends[0], _cover(verb), label, ends[1])


def _cover(tokens: list[Token]) -> Span:
    return min(token.idx for token in tokens), max(token.idx + len(token) for token in tokens)


CONTENDERS = (
    Contender("spaCy DependencyMatcher", "spacy", _recipe),
    Contender("textacy SVO triples", "textacy", _textacy),
    Contender("triplet-extract (Stanford OpenIE)", "triplet_extract", _openie),
)
