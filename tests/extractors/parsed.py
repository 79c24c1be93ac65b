"""Small parsed documents for tests of rules, written by hand.

One line is one sentence, one ``word|TAG|dep|head`` is one token; heads count from 1 within the line, ROOT is its own.
A tag of the Penn set gives the universal part of speech; ``word|TAG|dep|head|lemma`` gives the lemma too. ``{PERSON``
before the first word of a name and ``}`` after its last one mark an entity.
"""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc, Span

_NLP = spacy.blank("en")

_POS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBN", "VBG", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
    **dict.fromkeys(("PRP", "PRP$", "WP"), "PRON"),
    **dict.fromkeys((".", ",", "``", "''", "-LRB-", "-RRB-", "HYPH", ":"), "PUNCT"),
    "MD": "AUX",
    "IN": "ADP",
    "TO": "PART",
    "DT": "DET",
    "CD": "NUM",
    "CC": "CCONJ",
    "POS": "PART",
}
_LEMMAS = {"said": "say", "met": "meet", "was": "be", "were": "be", "is": "be", "are": "be", "had": "have"}


def parsed(text: str) -> Doc:
    """Build a document from the notation above."""
    words, tags, deps, heads, lemmas, starts, spaces = [], [], [], [], [], [], []
    ents: list[tuple[int, int, str]] = []
    for line in filter(None, (line.strip() for line in text.strip().splitlines())):
        base = len(words)
        opened: tuple[int, str] | None = None
        for piece in line.split():
            if mark := re.fullmatch(r"\{([A-Z_]+)", piece):
                opened = (len(words), mark[1])
                continue
            if piece == "}":
                assert opened is not None
                ents.append((opened[0], len(words), opened[1]))
                continue
            word, tag, dep, head, *lemma = piece.split("|")
            starts.append(len(words) == base)
            if words and (word in (".", ",", "'s", "’s", "n't", "?", ")", "”", ":") or words[-1] in ("(", "“")):
                spaces[-1] = False
            heads.append(base + int(head) - 1 if dep != "ROOT" else len(words))
            words.append(word)
            tags.append(tag)
            deps.append(dep)
            spaces.append(True)
            lower = word.lower()
            lemmas.append(lemma[0] if lemma else _LEMMAS.get(lower, lower[:-1] if tag == "NNS" else lower))
    pos = [
        "AUX" if dep in ("aux", "aux:pass", "cop") else _POS.get(tag, "X") for tag, dep in zip(tags, deps, strict=True)
    ]
    doc = Doc(
        _NLP.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        lemmas=lemmas,
        sent_starts=starts,
    )
    doc.ents = [Span(doc, start, end, label) for start, end, label in ents]
    return doc
