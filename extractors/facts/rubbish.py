"""What yields no facts, and by which rule: litter that is no sentence, relations without content.

Nothing is dropped in silence: each sentence, clause or fact left out is a :class:`~extractors.records.Gap`, and
``newsgraph report`` counts them by rule.
"""

from __future__ import annotations

from functools import cache

from extractors.facts.clauses import Clause
from extractors.facts.drafts import Draft
from extractors.facts.syntax import Syntax
from extractors.lexicon import table, words

__all__ = ["RULES", "empty_rule", "litter_rule", "silent_rule"]

RULES: dict[str, str] = {
    "credit": "image credit or caption",
    "byline": "byline of author, editor or reporter",
    "teaser": "link to another article",
    "site": "text of the site, no article",
    "table": "row of a table: cells between bars",
    "not English": "words of another language",
    "fragment": "no verb: label, list item, fragment",
    "short": "fewer than two words",
    "no doer": "clause whose subject is not said: imperative, open infinitive",
    "question word": "question about who or what",
    "empty subject": "subject that stands for nothing: expletive, relative left over",
    "empty object": "object that stands for nothing",
    "empty relation": "relation without content",
}
"""The rules of the gap report, and what each leaves out."""


@cache
def _litter() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((name, tuple(g["starts"]), tuple(g["holds"])) for name, g in table("rubbish")["litter"].items())


def litter_rule(syntax: Syntax, start: int, end: int) -> str | None:
    """Return the rule by which a sentence is no sentence, or None.

    "Image: United States Navy." is a credit, "Read more: Ten killed" a teaser, "- Advertisement -" the site's; a
    headline is a sentence.
    """
    content = [t for t in range(start, end) if syntax.pos[t] not in {"PUNCT", "SYM", "X"}]
    if "|" in syntax.words[start:end]:
        return "table"
    if syntax.english and _is_foreign(syntax.lowers[start:end]):
        return "not English"
    opening = " ".join(syntax.lowers[t] for t in range(start, min(end, start + 8)) if syntax.words[t].strip())
    text: str | None = None
    for name, starts, holds in _litter():
        if opening.startswith(starts):
            return name
        if holds and end - start < 30:
            text = " ".join(syntax.lowers[start:end]) if text is None else text
            if any(phrase in text for phrase in holds):
                return name
    if len(content) < 2:
        return "short"
    named = all(syntax.pos[t] in {"PROPN", "ADP", "CCONJ"} for t in content)
    return "byline" if named and opening.startswith("by ") and len(content) < 8 else None


def _is_foreign(lowers: list[str]) -> bool:
    """Whether a sentence is of another language, by its little words: "Die Brücke ist nicht mehr offen." """
    foreign = sum(word in words("rubbish", "words", "foreign") for word in lowers)
    if foreign < 2:
        return False
    return foreign > sum(word in words("rubbish", "words", "english") for word in lowers)


def empty_rule(syntax: Syntax, draft: Draft) -> str | None:
    """Return the rule by which a draft says nothing, or None.

    "It is unclear who left." says nothing of "it"; "It landed in Kabul." does.
    """
    if not draft.subject or not draft.relation:
        return "empty relation"
    if not _has_word(syntax, draft.subject):
        return "empty subject"
    if draft.object and not _has_word(syntax, draft.object):
        return "empty object"
    subject = syntax.lowers[draft.subject[0]]
    if len(draft.subject) == 1 and subject in words("rubbish", "words", "hollow_subjects"):
        expletive = syntax.deps[draft.subject[0]] == "expl" or _has_clausal_subject(syntax, draft.predicate)
        if syntax.tags[draft.subject[0]] != "DT" and (subject != "it" or expletive):  # "that was not true" has one
            return "question word" if syntax.tags[draft.subject[0]] == "WP" else "empty subject"
    if len(draft.object) == 1 and syntax.lowers[draft.object[0]] in words("rubbish", "words", "hollow_objects"):
        return "empty object"
    return None


def silent_rule(syntax: Syntax, clause: Clause) -> str:
    """Return the rule by which a clause gave no fact at all: its doer is not said, or the relation has no content."""
    if clause.subject is None:
        return "empty subject" if syntax.child(clause.head, "expl", "csubj") is not None else "no doer"
    return "question word" if syntax.tags[clause.subject] == "WP" else "empty relation"


def _has_word(syntax: Syntax, phrase: tuple[int, ...]) -> bool:
    """Whether a phrase has a letter or digit at all: a flag or a dash is none."""
    return any(c.isalnum() for t in phrase for c in syntax.words[t])


def _has_clausal_subject(syntax: Syntax, predicate: int) -> bool:
    return syntax.child(predicate, "csubj", "csubj:pass") is not None
