"""Whether a fact is asserted, or only planned, expected, possible, required, conditional, questioned or denied."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.facts.clauses import Clause
from extractors.facts.syntax import Syntax
from extractors.lexicon import words
from extractors.records import Modality

__all__ = ["clause_modality", "complement_modality"]

STRENGTH: tuple[Modality, ...] = (
    "asserted",
    "planned",
    "expected",
    "required",
    "possible",
    "conditional",
    "questioned",
    "denied",
)
"""From what stands firmest to what stands least; of several readings the weaker one holds."""

QUOTES = frozenset({'"', "“", "”", "``", "''"})
PERSONS = frozenset({"i", "we", "he", "she", "they"})
AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def clause_modality(syntax: Syntax, clause: Clause, clauses: Mapping[int, Clause] | None = None) -> Modality:
    """Return the modality of a clause from its verb group, its governors, its conjunction and its sentence.

    "are set to resume": planned; "is expected to shape": expected; "may help": possible; "must stop": required;
    "if they agree": conditional; "whether they agree": questioned; "reportedly left": possible.
    """
    found: list[Modality] = ["asserted"]
    for governor in clause.chain:
        found.append(_auxiliary_modality(syntax, governor, clause))
        found.append(complement_modality(syntax, governor))
        found.append(_marker_modality(syntax, governor))
    found.append(_auxiliary_modality(syntax, clause.head, clause))
    found.append(_marker_modality(syntax, clause.head))
    found.append(_infinitive_modality(syntax, clause))
    if any(syntax.lower[a] in words("adverbs", "hedges") for a in syntax.kids(clause.head, "advmod")):
        found.append("possible")
    if _is_question(syntax, clause.head):
        found.append("questioned")
    if clause.via == "conj" and clauses is not None and syntax.kid(clause.head, "aux", "mark", "nsubj") is None:
        first = clauses.get(syntax.heads[clause.head])
        if first is not None and syntax.tags[first.head] == syntax.tags[clause.head] in {"VB", "VBN"}:
            found.append(
                clause_modality(syntax, first, clauses)
            )  # "will rebuild and expand", "asked to respect and apply"
    if clause.via == "object" and syntax.deps[clause.head] in {"advcl", "acl"} and syntax.tags[clause.head] == "VBG":
        found.append(_charged(syntax, clause.head))
    if clause.via == "object" and clauses is not None and syntax.deps[clause.head] in {"xcomp", "ccomp", "advcl"}:
        above = clauses.get(syntax.heads[clause.head])
        if above is not None and above is not clause:
            found.append(clause_modality(syntax, above, clauses))
            found.append(complement_modality(syntax, above.head))
    return max(found, key=STRENGTH.index)


def complement_modality(syntax: Syntax, governor: int) -> Modality:
    """Return what a verb or adjective makes of its infinitive: "agreed to give" planned, "began to fall" asserted."""
    lemma = syntax.lemmas[governor]
    if syntax.pos[governor] == "ADJ" or syntax.kid(governor, "cop") is not None:
        lemma = syntax.lower[governor]
    if lemma in {"say", "report", "allege", "believe", "think", "rumour", "rumor", "know", "understand", "suppose"}:
        return "possible" if lemma != "suppose" else "expected"
    if lemma in words("embedding", "fails") or lemma in words("embedding", "holds"):
        return "asserted"
    readings: tuple[Modality, ...] = ("planned", "expected", "required", "possible")
    for reading in readings:
        if lemma in words("embedding", reading):
            return reading
    return "asserted"


def _charged(syntax: Syntax, gerund: int) -> Modality:
    """What one is accused of is possible, what one is cleared of denied, what one is praised or fined for asserted."""
    verb = syntax.heads[gerund]
    if syntax.deps[gerund] == "acl":
        verb = syntax.heads[verb]
    if syntax.lemmas[verb] in words("embedding", "clearing"):
        return "denied"
    return "possible" if syntax.lemmas[verb] in words("embedding", "accusing") else "asserted"


def _auxiliary_modality(syntax: Syntax, predicate: int, clause: Clause) -> Modality:
    for auxiliary in syntax.kids(predicate, "aux"):
        word = syntax.lower[auxiliary]
        if syntax.lemmas[auxiliary] == "be" and syntax.tags[predicate] == "VB":
            return "planned"  # "was to take place in May"
        if word in words("modality", "required"):
            return "required"
        if word in words("modality", "possible"):
            return "possible"
        if word in words("modality", "conditional"):
            unreal = any(syntax.lower[a] == "have" for a in syntax.kids(predicate, "aux"))
            return "expected" if _is_reported(syntax, predicate) and not unreal else "conditional"
        if word in words("modality", "future"):
            subject = clause.subject
            planned = subject is not None and (
                syntax.entity[subject] in AGENTS or syntax.lower[subject] in PERSONS or clause.passive
            )
            return "planned" if planned else "expected"
    return "asserted"


def _is_reported(syntax: Syntax, predicate: int) -> bool:
    """ "would" of reported speech is a future: "said they would meet"."""
    current = predicate
    while syntax.deps[current] in {"conj", "xcomp"}:
        current = syntax.heads[current]
    return syntax.deps[current] in {"ccomp", "acl"}


def _marker_modality(syntax: Syntax, predicate: int) -> Modality:
    current = predicate
    while True:
        for marker in syntax.kids(current, "mark"):
            word = syntax.lower[marker]
            if word in {"whether"} or (word == "if" and syntax.deps[current] == "ccomp"):
                return "questioned"
            if word in words("modality", "condition"):
                return "conditional"
        if syntax.deps[current] != "conj":
            break
        current = syntax.heads[current]
    for child in syntax.kids(predicate, "advcl"):
        if any(syntax.lower[m] in words("modality", "condition") for m in syntax.kids(child, "mark")):
            return "conditional"
    return "asserted"


def _infinitive_modality(syntax: Syntax, clause: Clause) -> Modality:
    """Infinitives that name an aim: "paused to seek directives", "preparations to return"; and what others ask for."""
    head = clause.head
    current = head
    while syntax.deps[current] == "conj" and syntax.kid(current, "nsubj", "mark") is None:
        current = syntax.heads[current]
    infinitive = any(syntax.lower[m] == "to" for m in syntax.kids(current, "mark")) and syntax.tags[current] == "VB"
    if not infinitive or clause.chain:
        return "asserted"
    above = syntax.heads[current]
    if clause.via == "object" and above >= 0:
        return complement_modality(syntax, above)
    if syntax.deps[current] == "advcl":
        return "planned"
    if syntax.deps[current] == "acl":
        if syntax.heads[above] < 0 and syntax.kid(above, "cop") is None:
            return "planned"  # a headline: "Judge to lead inquiry"
        return "asserted" if clause.subject == above else "planned"
    return "asserted"


def _is_question(syntax: Syntax, predicate: int) -> bool:
    start, end = syntax.sentences[syntax.sentence_of[predicate]]
    last = end - 1
    while last > start and syntax.words[last] in {'"', "”", "''", "'", ")", "’"}:
        last -= 1
    if syntax.words[last] != "?":
        return False
    marks = sum(syntax.words[t] in QUOTES for t in range(min(predicate, last), max(predicate, last)))
    if marks % 2:
        return False  # the question stands inside a quotation, the predicate outside of it
    current = predicate
    while syntax.deps[current] in {"conj", "xcomp"}:
        current = syntax.heads[current]
    return syntax.deps[current] in {"ROOT", "root", "ccomp", "parataxis"}
