"""Facts of copular and existential clauses: what something is, how it is, where it is, that it exists."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.adjuncts import Adjunct
from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.coordination import subject_heads
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label
from extractors.facts.phrases import branch, conjuncts, core_phrase, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.facts.titles import HOLD_POSITION, is_role
from extractors.lexicon import words

__all__ = ["copula_drafts", "existential_drafts", "predicate_phrase"]


def copula_drafts(syntax: Syntax, clause: Clause, found: Circumstances) -> Iterator[Draft]:
    """Yield the facts of a copular clause.

    "He is a minister." holds the position; "The truce is fragile." is fragile; "The base is in Glasgow." is in Glasgow;
    "They are allies and partners." two facts.
    """
    predicate = clause.predicative[0]
    group = clause.group or (predicate,)
    case = tuple(t for m in syntax.kids(predicate, "case") if m < predicate for t in syntax.subtree(m))
    members = [
        m
        for m in conjuncts(syntax, predicate)
        if m == predicate or (syntax.child(m, "nsubj", "cop", "aux") is None and syntax.child(m, "mark") is None)
        if m == predicate or syntax.pos[m] == syntax.pos[predicate]
    ]
    if _is_cleft(syntax, clause):
        return
    for subject_head in subject_heads(syntax, clause):
        subject = noun_phrase(syntax, subject_head, without=branch(syntax, subject_head, clause.head))
        measure = _measure(syntax, predicate)
        if measure is not None:
            yield Draft(
                "copula", clause.head, subject, subject_head, _relation(clause.group, (predicate,)),
                f"be {syntax.lowers[predicate]}", noun_phrase(syntax, measure), measure, circumstances=found,
            )  # fmt: skip
            continue
        needs = _complements(syntax, predicate, found) if syntax.pos[predicate] == "ADJ" and not case else []
        for member in members if clause.head == predicate and syntax.deps[predicate] != "conj" else [predicate]:
            obj = predicate_phrase(syntax, member)
            if set(subject) & set(obj) or member in clause.group or (member == predicate and needs):
                continue
            label = f"be {case_label(syntax, case)}" if case else "be"
            person = syntax.entity[subject_head] == "PERSON" or syntax.lowers[subject_head] in {"he", "she", "i", "who"}
            if not case and person and syntax.pos[member] == "NOUN" and is_role(syntax, member):
                label = HOLD_POSITION
            yield Draft(
                "copula", clause.head, subject, subject_head, _relation(group, case), label, obj, member,
                circumstances=found,
            )  # fmt: skip
        for adjunct in needs:
            words_of = (*_degree(syntax, predicate), predicate, *adjunct.case)
            label = " ".join(["be", *(syntax.lowers[t] for t in words_of)])
            yield Draft(
                "copula", clause.head, subject, subject_head, _relation(clause.group, words_of), label,
                noun_phrase(syntax, adjunct.head), adjunct.head, circumstances=found, without=adjunct,
            )  # fmt: skip


def _is_cleft(syntax: Syntax, clause: Clause) -> bool:
    """ "It was the army that fired first.": the clause behind "that" is the fact."""
    if clause.subject is None or syntax.lowers[clause.subject] != "it" or syntax.pos[clause.head] == "ADJ":
        return False
    clauses = syntax.kids(clause.head, "acl:relcl")
    return any(syntax.lowers[t] in {"that", "who"} for c in clauses for t in syntax.children[c])


def _complements(syntax: Syntax, predicate: int, found: Circumstances) -> list[Adjunct]:
    """What an adjective needs: "critical [of the plan]", "smaller [than Serbia]"."""
    linking = words("light", "linking_prepositions")
    return [
        a
        for a in found.others
        if a.head > predicate
        and (case_label(syntax, a.case) in linking or syntax.lowers[a.case[0]] in {"than", "as"})
        and (syntax.lowers[a.case[0]] != "as" or _degree(syntax, predicate))
    ]


def _degree(syntax: Syntax, predicate: int) -> tuple[int, ...]:
    """The words of a comparison before its adjective: "[twice as] high as in 2020"."""
    degree = next((t for t in syntax.kids(predicate, "advmod") if syntax.lowers[t] == "as" and t < predicate), None)
    return tuple(t for t in syntax.subtree(degree) if t < predicate) if degree is not None else ()


def _measure(syntax: Syntax, predicate: int) -> int | None:
    """By how much something is up or down: "Revenue was up [4 per cent]." """
    if syntax.lowers[predicate] not in {"up", "down", "higher", "lower"}:
        return None
    amounts = syntax.kids(predicate, "obl:unmarked", "obl:npmod", "obj")
    return next((m for m in amounts if syntax.entity[m] in {"PERCENT", "MONEY", "QUANTITY", "CARDINAL"}), None)


def _relation(group: tuple[int, ...], more: tuple[int, ...]) -> tuple[int, ...]:
    return (*group, *(t for t in more if t not in group))


def predicate_phrase(syntax: Syntax, head: int) -> tuple[int, ...]:
    """Return the phrase of a nominal or adjectival predicate, without its clause's other parts."""
    return noun_phrase(syntax, head, predicate=True)


def existential_drafts(syntax: Syntax, clause: Clause, found: Circumstances) -> Iterator[Draft]:
    """Yield the fact that something exists: "There were two Syrian teams in the contest." """
    there = syntax.child(clause.head, "expl")
    if there is None:
        return
    for head in subject_heads(syntax, clause):
        core = core_phrase(syntax, head)
        full = noun_phrase(syntax, head)
        relation = tuple(sorted({there, *clause.group} - set(full)))
        lemma = syntax.lemmas[clause.head].lower()
        label = lemma if lemma in {"remain", "emerge", "arise", "follow"} else "exist"
        yield Draft(
            "existential", clause.head, full if len(full) <= 12 else core, head, relation, label, circumstances=found
        )
