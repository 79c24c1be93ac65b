"""What yields no facts: litter that is no sentence, and relations without content."""

from __future__ import annotations

from extractors.facts.drafts import Draft
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["is_empty", "is_litter"]


def is_litter(syntax: Syntax, start: int, end: int) -> bool:
    """Tell whether a sentence is no sentence: an image credit, a list label, a row of symbols.

    "Image: United States Navy." and "- Advertisement -" are litter; a headline is not.
    """
    content = [t for t in range(start, end) if syntax.pos[t] not in {"PUNCT", "SYM", "X"}]
    if len(content) < 2:
        return True
    first = content[0]
    return syntax.lower[first] in words("rubbish", "credits") and first + 1 < end and syntax.words[first + 1] == ":"


def is_empty(syntax: Syntax, draft: Draft) -> bool:
    """Tell whether a draft says nothing: an expletive subject, a relative pronoun left over, no words at all.

    "It is unclear who left." says nothing of "it"; "It landed in Kabul." does.
    """
    if not draft.subject or not draft.relation:
        return True
    subject = syntax.lower[draft.subject[0]]
    if len(draft.subject) == 1 and subject in words("rubbish", "hollow_subjects"):
        if syntax.tags[draft.subject[0]] == "DT":
            return False  # "that was not true"
        expletive = syntax.deps[draft.subject[0]] == "expl" or _has_clausal_subject(syntax, draft.predicate)
        if subject != "it" or expletive:
            return True
    return len(draft.object) == 1 and syntax.lower[draft.object[0]] in words("rubbish", "hollow_objects")


def _has_clausal_subject(syntax: Syntax, predicate: int) -> bool:
    return syntax.kid(predicate, "csubj", "csubj:pass") is not None
