"""How sure a fact is: a logistic model of what it rests on, read from ``lexicon/confidence.toml``.

The weights are fitted, not chosen: ``newsgraph bench confidence --fit`` fits them on development data and prints the
table. What is fitted is the probability that a careful reader would note the fact, given the construction, the parser's
certainty, and what is known of its arguments (logistic regression; calibration is judged as by Guo and others, "On
Calibration of Modern Neural Networks", ICML 2017).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extractors.facts.drafts import Draft
from extractors.facts.syntax import Syntax
from extractors.lexicon import table

__all__ = ["Grounds", "Rate", "confidence", "grounds_of", "signals", "triple_confidence"]

_SURE = 0.999  # certainties above this count alike: the parser's odds are no longer meaningful
_SPREAD = 3.0  # scales the parser's log odds to about -1..1


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a fact rests on.

    ``certainty`` is the parser's for the least certain head of subject, predicate and object; ``known`` tells whether
    the subject is an entity, not a pronoun that nobody is found for; ``length`` counts the words of the longest
    argument; ``sentence`` those of the sentence.
    """

    rule: str
    certainty: float
    known: bool
    length: int
    sentence: int


Rate = Callable[[Grounds], float]
"""Gives a confidence."""


def grounds_of(syntax: Syntax, draft: Draft, *, known: bool) -> Grounds:
    """Return what a draft rests on.

    Args:
        syntax: The parse.
        draft: The fact before it is a record.
        known: Whether its subject is an entity.

    Returns:
        The grounds.
    """
    tokens = {draft.subject_head, draft.predicate}
    if draft.object_head is not None:
        tokens.add(draft.object_head)
    start, end = syntax.sentences[syntax.sentence[draft.predicate]]
    said = len(draft.object) if draft.rule != "speech" else 0  # what is said may be long
    return Grounds(
        rule=draft.rule,
        certainty=min(syntax.certainty[t] for t in tokens if t >= 0),
        known=known,
        length=max(len(draft.subject), said),
        sentence=end - start,
    )


def signals(grounds: Grounds) -> Mapping[str, float]:
    """Return the numbers that the model weighs; each is near 0 for an ordinary fact.

    ``parse`` is the parser's log odds, ``pronoun`` a subject that nobody is found for, ``long`` the words of the
    longest argument beyond eight, ``sprawling`` those of the sentence beyond twenty-five (both in tens).
    """
    certainty = min(max(grounds.certainty, 1 - _SURE), _SURE)
    return {
        "parse": math.log(certainty / (1 - certainty)) / _SPREAD - 1,
        "pronoun": 0.0 if grounds.known else 1.0,
        "long": max(0, grounds.length - 8) / 10,
        "sprawling": max(0, grounds.sentence - 25) / 10,
    }


def confidence(grounds: Grounds) -> float:
    """Return the probability that a careful reader would note the fact, 0.01 to 0.99, rounded to two digits."""
    model = table("confidence")["facts"]
    score = float(model["intercept"]) + float(model["rules"].get(grounds.rule, 0.0))
    for name, value in signals(grounds).items():
        score += float(model["weights"][name]) * value
    return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)


def triple_confidence(rule: str, certainty: float) -> float:
    """Return the confidence of a flat triple: its construction's reliability times the parser's certainty."""
    values = table("confidence")["triples"]
    base = float(values["rules"].get(rule, values["rules"]["clause"]))
    return round(base * (1 - float(values["parse"]) * (1 - certainty)), 2)
