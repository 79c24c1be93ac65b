"""What a verb makes of its subject or object: "became a justice", "declared him guilty"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label, verb_label
from extractors.facts.phrases import conjuncts, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["complement_drafts"]


def complement_drafts(
    syntax: Syntax, clause: Clause, subject: tuple[int, ...], subject_head: int, found: Circumstances
) -> Iterator[Draft]:
    """ "became a justice", "looked different", "declared him guilty", "was renamed Jones"."""
    label = verb_label(syntax, clause)
    complement = clause.predicative[0]
    case = tuple(t for m in syntax.kids(complement, "case") if m < complement for t in syntax.subtree(m))
    link = f" {case_label(syntax, case)}" if case else ""
    agents = [a for a in found.others if a.agent]
    if clause.passive and agents and syntax.lowers[complement] in words("light", "resultatives"):
        for agent in agents:  # "Two men were shot dead by police."
            name = f"{label} {syntax.lowers[complement]} {case_label(syntax, agent.case)}"
            doer = noun_phrase(syntax, agent.head)
            relation = (*clause.group, complement, *agent.case)
            yield Draft("preposition", clause.head, subject, subject_head, relation, name, doer, agent.head,
                        circumstances=found, without=agent)  # fmt: skip
        return
    for member in conjuncts(syntax, complement):
        if member != complement and syntax.pos[member] != syntax.pos[complement]:
            continue
        phrase = _with_complement(syntax, member)
        if set(phrase) & set(subject):
            continue
        if clause.objects:
            obj = clause.objects[0]
            about = noun_phrase(syntax, obj)
            if not set(about) & set(phrase) and obj not in subject:
                yield Draft("clause", clause.head, subject, subject_head, clause.group, label, about, obj,
                            circumstances=found)  # fmt: skip
                yield Draft(
                    "object-complement", clause.head, about, obj, (*clause.group, *case),
                    f"be {_participle(syntax, clause)}{link}", phrase, member, circumstances=found,
                )  # fmt: skip
            continue
        relation = (*clause.group, *case)
        yield Draft("clause", clause.head, subject, subject_head, relation, label + link, phrase, member,
                    circumstances=found)  # fmt: skip


def _with_complement(syntax: Syntax, head: int) -> tuple[int, ...]:
    """A predicate with the preposition it needs: "found him [guilty of fraud]"."""
    phrase = noun_phrase(syntax, head)
    if syntax.pos[head] != "ADJ":
        return phrase
    for clause in syntax.kids(head, "advcl", "ccomp", "csubj"):
        if syntax.child(syntax.heads[head], "expl") is not None and clause > head:
            words_of = [t for t in syntax.subtree(clause) if syntax.pos[t] != "PUNCT"]
            return (*phrase, *range(phrase[-1] + 1, words_of[-1] + 1))  # "make it [illegal to film the police]"
    needed = [o for o in syntax.kids(head, "obl") if o > head and syntax.child(o, "case") == head + 1]
    return (*phrase, *(t for t in range(phrase[-1] + 1, noun_phrase(syntax, needed[0])[-1] + 1))) if needed else phrase


def _participle(syntax: Syntax, clause: Clause) -> str:
    head = clause.head
    if syntax.tags[head] in {"VBN", "VBD"}:
        return syntax.lowers[head]
    lemma = syntax.lemmas[head].lower()
    irregular = {"make": "made", "find": "found", "think": "thought", "hold": "held", "keep": "kept", "leave": "left"}
    if lemma in irregular:
        return irregular[lemma]
    return lemma + ("d" if lemma.endswith("e") else "ed")
