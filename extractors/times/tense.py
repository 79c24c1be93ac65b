"""Which way a date without a year points: the tense of the verb that governs it."""

from __future__ import annotations

from typing import Literal

from extractors.columns import Columns
from extractors.times.words import listed

__all__ = ["Direction", "direction"]

Direction = Literal["past", "present", "future"]
"""What the verb says; "present" is how news announces ("talks resume on Tuesday"), but not always."""

# Verbs whose infinitive tells of what is done already (or not done), at the time of the verb itself.
_SAME_TIME = frozenset(
    listed(
        "fail manage begin start continue cease happen seem appear use have get refuse decline help come prove tend "
        "able stop"
    )
)
# Participles and adjectives that announce: "is scheduled for", "talks due on".
_ANNOUNCING = frozenset(
    listed(
        "schedule expect plan due slate set poise likely bind expected scheduled planned slated upcoming set bound "
        "project tip forecast"
    )
)
# Verbs that announce with a date as their own argument in any tense: "delayed until", "postponed to", "called for".
_PUTTING_OFF = frozenset(listed("postpone delay adjourn reschedule defer extend"))
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "might", "could", "should", "must"})


def direction(columns: Columns, token: int) -> Direction | None:
    """Say whether the clause around a token tells of the past or the future.

    "Talks were held on Tuesday" is past, "talks will resume on Tuesday", "talks resume on Tuesday" and "are set to
    resume on Tuesday" are future.

    Args:
        columns: The article.
        token: A token of the time expression.

    Returns:
        The direction; None when no verb governs the expression, or when a noun lies between it and a verb in the
        present ("the attack on Tuesday is the third").
    """
    heads, deps, pos = columns.heads, columns.deps, columns.pos
    node = token
    through_noun = False
    for _ in range(40):
        found: Direction | None = None
        if any(columns.lowers[child] == "due" for child in columns.children[node]):
            found = "future"  # "was due to leave", whatever the parse of "due"
        elif pos[node] in ("VERB", "AUX") or columns.lowers[node] in ("due", "likely", "able"):
            found = _of_verb(columns, node)
        elif _has_auxiliary(columns, node):
            found = _of_predicate(columns, node)
        elif node != token and pos[node] in ("NOUN", "PROPN"):
            if any(columns.lowers[child] == "closing" for child in columns.children[node]):
                return "past"  # "above its closing price on Wednesday", whatever the sentence announces
            through_noun = True
        if found is not None:
            return None if through_noun and found == "present" else found
        if heads[node] == node or deps[node] == "ROOT":
            return None
        node = heads[node]
    return None


def _has_auxiliary(columns: Columns, token: int) -> bool:
    return any(columns.deps[c] in ("cop", "aux", "aux:pass") for c in columns.children[token])


def _auxiliaries(columns: Columns, token: int) -> list[int]:
    return [c for c in columns.children[token] if columns.deps[c] in ("aux", "aux:pass", "cop")]


def _of_predicate(columns: Columns, token: int) -> Direction:
    """Tell the tense of "is a guest", "was in Paris", "will be there" from the copula and its auxiliaries."""
    for aux in _auxiliaries(columns, token):
        if columns.lowers[aux] in _WILL:
            return "future"
        if columns.tags[aux] == "VBD" or "Tense=Past" in columns.morphs[aux]:
            return "past"
    return "present"


def _of_verb(columns: Columns, token: int) -> Direction | None:
    tag, lower, lemma = columns.tags[token], columns.lowers[token], columns.lemmas[token].lower()
    auxiliaries = _auxiliaries(columns, token)
    forms = {columns.lowers[a] for a in auxiliaries}
    if forms & _WILL:
        perfect = forms & {"have", "'ve", "’ve"} and not forms & {"will", "shall", "'ll", "’ll"}
        return "past" if perfect else "future"
    if lemma in _PUTTING_OFF:
        return None if tag == "VBD" and not auxiliaries else "future"
    infinitive = tag == "VB" or any(
        columns.lowers[c] == "to" and columns.tags[c] == "TO" for c in columns.children[token]
    )
    if infinitive:
        if forms & {"did"}:
            return "past"
        if forms & {"does", "do"}:
            return "present"
        if columns.deps[token] == "advcl":
            return None
        governor = columns.heads[token]
        if governor == token:
            return "future"
        word = columns.lemmas[governor].lower()
        if columns.pos[governor] == "ADJ" and columns.lowers[governor] not in _ANNOUNCING:
            return _of_predicate(columns, governor) if _of_predicate(columns, governor) == "future" else None
        if columns.deps[token].startswith(("xcomp", "conj")) and (word in _SAME_TIME or columns.deps[token] == "conj"):
            return None
        return "future"
    if tag in ("VBN", "VBG"):
        if tag == "VBN" and (lemma in _ANNOUNCING or lower in _ANNOUNCING):
            return "future"
        past = {"had", "has", "have", "'ve", "’ve", "was", "were", "been", "having"}
        if forms & past:
            return "past"
        if forms & {"is", "are", "am", "be", "'s", "’s", "'re", "’re", "being"}:
            return "present"
        if tag == "VBN" and columns.deps[token] in ("acl", "ROOT", "advcl", "amod", "acl:relcl"):
            return "past"
        return None
    if tag == "VBD" or "Tense=Past" in columns.morphs[token]:
        return "past"
    if tag in ("VBZ", "VBP") or "Tense=Pres" in columns.morphs[token]:
        return "present"
    if lower == "due":
        return "future"
    return None
