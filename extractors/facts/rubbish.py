"""What yields no facts: litter that is no sentence, and relations without content."""

from __future__ import annotations

from extractors.facts.drafts import Draft
from extractors.facts.syntax import Syntax

__all__ = ["is_empty", "is_litter"]

CREDITS = frozenset({"image", "photo", "file", "picture", "credit", "source", "caption", "video", "graphic", "photograph"})
HOLLOW_SUBJECTS = frozenset({"it", "there", "which", "that", "what", "who", "whom", "whoever", "whatever", "as", "whose"})
HOLLOW_OBJECTS = frozenset({"which", "that", "what", "who", "whom", "it", "so", "itself", "each", "why", "how", "where", "when", "whether"})


def is_litter(syntax: Syntax, start: int, end: int) -> bool:
    """Tell whether a sentence is no sentence: an image credit, a list label, a row of symbols.

    "Image: United States Navy." and "- Advertisement -" are litter; a headline is not.
    """
    words = [t for t in range(start, end) if syntax.pos[t] not in {"PUNCT", "SYM", "X"}]
    if len(words) < 2:
        return True
    if syntax.lower[words[0]] in CREDITS and words[0] + 1 < end and syntax.words[words[0] + 1] == ":":
        return True
    return False


def is_empty(syntax: Syntax, draft: Draft) -> bool:
    """Tell whether a draft says nothing: an expletive subject, a relative pronoun left over, no words at all."""
    if not draft.subject or not draft.relation:
        return True
    if len(draft.subject) == 1 and syntax.lower[draft.subject[0]] in HOLLOW_SUBJECTS:
        head = draft.subject[0]
        # "it" may be a real pronoun; an expletive one has a clause as its content or is marked as such
        if syntax.lower[head] != "it" or syntax.deps[head] == "expl" or _has_clausal_subject(syntax, draft.predicate):
            return True
    if len(draft.object) == 1 and syntax.lower[draft.object[0]] in HOLLOW_OBJECTS:
        return True
    return False


def _has_clausal_subject(syntax: Syntax, predicate: int) -> bool:
    return syntax.kid(predicate, "csubj", "csubj:pass") is not None
