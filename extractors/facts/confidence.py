"""How sure a fact is: the construction's reliability times the parser's certainty about its words."""

from __future__ import annotations

from extractors.facts.drafts import Draft
from extractors.facts.syntax import Syntax
from extractors.lexicon import table

__all__ = ["confidence", "triple_confidence"]


def confidence(syntax: Syntax, draft: Draft) -> float:
    """Return the confidence of a draft, 0..1, rounded to two digits.

    The base comes from ``lexicon/confidence.toml``; the least certain of the heads and labels that the fact rests on
    lowers it; so does a subject that is a pronoun without an antecedent, and a very long argument.
    """
    values = table("confidence")
    base = float(values["rules"].get(draft.rule, values["rules"]["clause"]))
    tokens = {draft.subject_head, draft.predicate}
    if draft.object_head is not None:
        tokens.add(draft.object_head)
    weakest = min(syntax.certainty[t] for t in tokens if t >= 0)
    score = base * (1 - float(values["weights"]["parse"]) * (1 - weakest))
    if max(len(draft.subject), len(draft.object)) > int(values["limits"]["long_argument"]) and draft.rule != "speech":
        score *= float(values["weights"]["long_argument"])
    return round(min(max(score, 0.01), 0.99), 2)


def triple_confidence(rule: str, certainty: float) -> float:
    """Return the confidence of a flat triple: its construction's reliability times the parser's certainty."""
    values = table("confidence")
    base = float(values["rules"].get(rule, values["rules"]["clause"]))
    return round(base * (1 - float(values["weights"]["parse"]) * (1 - certainty)), 2)
