"""The normalised name of a relation: lemma, particle, preposition ("resume", "be held in", "seek directives from")."""

from __future__ import annotations

from extractors.facts.clauses import Clause
from extractors.facts.phrases import core_phrase
from extractors.facts.syntax import Syntax
from extractors.facts.verb_groups import particles

__all__ = ["case_label", "object_label", "verb_label"]


def verb_label(syntax: Syntax, clause: Clause) -> str:
    """Return the label of a verb: "called off" gives "call off", "was held" gives "be held".

    Auxiliaries, modals, governing verbs and negation are left to modality and polarity: "are set to resume" gives
    "resume".
    """
    head = clause.head
    verb = syntax.lowers[head] if clause.passive else syntax.lemmas[head].lower()
    parts = ["be", verb] if clause.passive else [verb]
    return " ".join([*parts, *(syntax.lowers[p] for p in particles(syntax, head))])


def object_label(syntax: Syntax, head: int) -> str:
    """Return the words of an object in a relation: "a severe threat" gives "threat", "peace talks" stays."""
    core = core_phrase(syntax, head)
    kept = [t for t in core if t == head or (syntax.deps[t] in {"compound", "flat"} and syntax.heads[t] == head)]
    return " ".join(syntax.lowers[t] if syntax.pos[t] != "PROPN" else syntax.words[t] for t in kept)


def case_label(syntax: Syntax, case: tuple[int, ...]) -> str:
    """Return a preposition in lower case: "According to" gives "according to"."""
    return " ".join(syntax.lowers[t] for t in case)
