"""Facts of verbal clauses: subject, verb and object; with a preposition; light verbs; shared verbs."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.adjuncts import Adjunct, is_told
from extractors.facts.arguments import NAMED, idiom, object_arguments, verb_arguments
from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.complements import complement_drafts
from extractors.facts.coordination import acts_together, subject_heads, together
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label, object_label, verb_label
from extractors.facts.phrases import block, branch, core_phrase, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.facts.verb_groups import is_reported_gerund
from extractors.lexicon import words

__all__ = ["verb_drafts"]

EMPTY_SUBJECTS = frozenset(
    {"it", "there", "which", "that", "what", "who", "whoever", "whatever", "this", "these", "those"}
)


def verb_drafts(syntax: Syntax, clause: Clause, found: Circumstances) -> Iterator[Draft]:
    """Yield the facts of one verbal clause, one for each subject and object or prepositional argument.

    "Pakistan and the Taliban are set to resume talks in Istanbul today.": two facts, "resume", place and time.
    "They paused talks to seek directives from leaders.": "seek directives from" leaders, besides "seek" directives.
    "The talks were held in Istanbul.": "be held in" Istanbul. "The fire killed six.": "kill" six.
    """
    heads = subject_heads(syntax, clause)
    if not heads or (syntax.lowers[heads[0]] == "it" and syntax.lemmas[clause.head] in words("light", "weather")):
        return
    yield from _gapped(syntax, clause, found)
    if acts_together(syntax, clause, heads):
        whole = together(syntax, heads)
        yield from _with_subject(syntax, clause, whole, heads[0], found, shared=True)
        return
    for head in heads:
        subject = noun_phrase(syntax, head, without=branch(syntax, head, clause.head))
        yield from _with_subject(syntax, clause, subject, head, found)


def _gapped(syntax: Syntax, clause: Clause, found: Circumstances) -> Iterator[Draft]:
    """A second subject and object share the verb: "France won gold and [Italy silver]"; "[she flew] to Bergen"."""
    for second in syntax.kids(clause.head, "conj"):
        rest = syntax.child(second, "orphan")
        if rest is None or rest < second or syntax.pos[second] == "VERB":
            continue
        doer = tuple(t for t in noun_phrase(syntax, second) if t < rest and syntax.deps[t] != "case")
        thing: int | None = rest
        phrase, label = noun_phrase(syntax, rest), verb_label(syntax, clause)
        case = syntax.child(rest, "case")
        if case is not None and clause.objects:  # "Ann signed the treaty in May and Bob in June"
            thing, phrase = clause.objects[0], noun_phrase(syntax, clause.objects[0])
        elif case is not None and syntax.entity[rest] in {"DATE", "TIME"}:
            thing, phrase = None, ()
        elif case is not None:
            label, phrase = f"{label} {syntax.lowers[case]}", tuple(t for t in phrase if t != case)
        yield Draft("clause", clause.head, doer, second, clause.group, label, phrase, thing)
    if not clause.objects or clause.passive:
        return
    for second in syntax.kids(clause.head, "conj"):
        if syntax.pos[second] not in {"NOUN", "PROPN", "NUM"} or syntax.child(second, "case", "cop", "det") is not None:
            continue
        subject = next(
            (t for t in syntax.kids(second, "compound", "nsubj", "orphan") if syntax.entity[t] in NAMED), None
        )
        if subject is None or subject > second or syntax.entity[second] in NAMED:
            continue
        phrase = tuple(t for t in noun_phrase(syntax, second) if t > subject)
        yield Draft(
            "clause", clause.head, core_phrase(syntax, subject), subject, clause.group, verb_label(syntax, clause),
            phrase, second, circumstances=found,
        )  # fmt: skip


def _with_subject(
    syntax: Syntax,
    clause: Clause,
    subject: tuple[int, ...],
    subject_head: int,
    found: Circumstances,
    *,
    shared: bool = False,
) -> Iterator[Draft]:
    label = verb_label(syntax, clause)
    rule = "together" if shared else "clause"
    group = clause.group

    def draft(
        obj: tuple[int, ...],
        head: int | None,
        name: str,
        extra: tuple[int, ...] = (),
        without: Adjunct | None = None,
        recipient: int | None = None,
        kind: str = rule,
    ) -> Draft:
        relation = (*group, *(t for t in extra if t not in group))
        return Draft(
            kind, clause.head, subject, subject_head, relation, name, obj, head, None, found, without, recipient
        )

    objects = [o for o in clause.objects if o not in subject]
    absorbed = idiom(syntax, clause)
    if absorbed is not None:
        label, group, objects = absorbed[0], tuple(sorted({*group, *absorbed[1]})), []
    if clause.predicative:
        yield from complement_drafts(syntax, clause, subject, subject_head, found)
        return
    yielded = False
    for obj in objects:
        phrase = _with_deed(syntax, clause, obj) or noun_phrase(syntax, obj)
        if set(phrase) & set(subject):
            continue
        yield draft(phrase, obj, label, recipient=clause.indirect)
        yielded = True
    if not objects and clause.indirect is not None and clause.indirect not in subject:
        whom = _with_deed(syntax, clause, clause.indirect) or noun_phrase(syntax, clause.indirect)
        yield draft(whom, clause.indirect, label)
        yielded = True
    if objects:
        for argument in object_arguments(syntax, clause, objects, found):
            target = noun_phrase(syntax, argument.head)
            if set(target) & set(subject):
                continue
            holder = next(
                (o for o in objects if branch(syntax, o, argument.head) in syntax.kids(o, "nmod")), objects[0]
            )
            core = core_phrase(syntax, holder)
            name = f"{label} {object_label(syntax, holder)} {case_label(syntax, argument.case)}"
            yield draft(target, argument.head, name, (*core, *argument.case), argument, kind="object-preposition")
        return
    for argument in verb_arguments(syntax, clause, found):
        target = noun_phrase(syntax, argument.head)
        if set(target) & set(subject):
            continue
        name = f"{label} {case_label(syntax, argument.case)}"
        yield draft(target, argument.head, name, argument.case, argument, kind="preposition")
        yielded = True
    if yielded or (_governs(syntax, clause.head) and not is_told(syntax, clause.head)):
        return
    if clause.content is not None:
        words_of = block(syntax, syntax.subtree(clause.content), clause.content)
        if syntax.lowers[words_of[0]] == "that" and syntax.deps[words_of[0]] == "mark":
            words_of = words_of[1:]
        if not set(words_of) & {*subject, *group}:
            yield draft(words_of, None, label)  # "are examining whether the pilot was drunk"
        return
    word = syntax.lowers[subject_head]
    if word in EMPTY_SUBJECTS and (word != "it" or syntax.lemmas[clause.head] in words("light", "impersonal")):
        return
    circumstances = (*found.times, *found.places, *found.others, *found.clauses)
    if syntax.lemmas[clause.head] in words("light", "hollow") and not circumstances and not clause.passive:
        return
    yield draft((), None, label)


def _with_deed(syntax: Syntax, clause: Clause, obj: int) -> tuple[int, ...]:
    """What is caused or wanted is the whole: "A storm caused [a crane to fall]", "Analysts expect [rates to rise]"."""
    if syntax.lemmas[clause.head] not in words("light", "bring_about") or clause.passive:
        return ()
    deed = next((a.head for a in clause.adjuncts if a.complement and a.head > obj), None)
    if deed is None or len(clause.objects) > 1:
        return ()
    inside = [t for t in syntax.subtree(deed) if syntax.pos[t] not in {"PUNCT", "SPACE"}]
    return tuple(range(noun_phrase(syntax, obj)[0], inside[-1] + 1))


def _governs(syntax: Syntax, head: int) -> bool:
    """A verb whose infinitive carries the fact: "are set [to resume]"."""
    return any(not is_reported_gerund(syntax, complement) for complement in syntax.kids(head, "xcomp"))
