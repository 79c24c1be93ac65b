"""Facts of verbal clauses: subject, verb and object; with a preposition; light verbs; reports."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.adjuncts import Adjunct, is_told
from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.coordination import acts_together, subject_heads, together
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label, object_label, verb_label
from extractors.facts.phrases import block, branch, conjuncts, core_phrase, is_nominal, noun_phrase
from extractors.facts.reports import Report
from extractors.facts.syntax import Syntax
from extractors.facts.verb_groups import is_reported_gerund
from extractors.lexicon import words

__all__ = ["idiom", "is_comment", "saying_drafts", "verb_drafts"]

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"})
EMPTY_SUBJECTS = frozenset(
    {"it", "there", "which", "that", "what", "who", "whoever", "whatever", "this", "these", "those"}
)


def saying_drafts(syntax: Syntax, clause: Clause, report: Report, found: Circumstances) -> Iterator[Draft]:
    """Yield who says what: the words said are the object, whoever is told is the recipient.

    "Officials told reporters that talks had failed.": officials, tell, "talks had failed", recipient reporters.
    """
    if report.said is None:
        return
    said = tuple(range(*report.said))
    pieces = report.pieces or (report.said,)
    value = " ".join(syntax.text[syntax.starts[start] : syntax.ends[end - 1]] for start, end in pieces)
    told = clause.indirect if clause.indirect is not None else next(iter(clause.objects), None)
    inside = any(start <= told < end for start, end in pieces) if told is not None else False
    if told is not None and (inside or syntax.tags[told].startswith("W")):
        told = None
    for head in subject_heads(syntax, clause):
        yield Draft(
            "speech", clause.head, noun_phrase(syntax, head, without=branch(syntax, head, clause.head)), head,
            clause.group, verb_label(syntax, clause), said, None, value, found, recipient=told,
        )  # fmt: skip


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
        yield from _predicative(syntax, clause, subject, subject_head, found)
        return
    yielded = False
    for obj in objects:
        phrase = noun_phrase(syntax, obj)
        if set(phrase) & set(subject):
            continue
        yield draft(phrase, obj, label, recipient=clause.indirect)
        yielded = True
    if not objects and clause.indirect is not None and clause.indirect not in subject:
        yield draft(noun_phrase(syntax, clause.indirect), clause.indirect, label)
        yielded = True
    if objects:
        for argument in object_arguments(syntax, clause, objects, found):
            target = noun_phrase(syntax, argument.head)
            if set(target) & set(subject):
                continue
            core = core_phrase(syntax, objects[0])
            name = f"{label} {object_label(syntax, objects[0])} {case_label(syntax, argument.case)}"
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


def idiom(syntax: Syntax, clause: Clause) -> tuple[str, tuple[int, ...]] | None:
    """A verb and object that are one word in meaning: "take place", "take part"; its label and the object's tokens."""
    if len(clause.objects) != 1:
        return None
    obj = clause.objects[0]
    pair = f"{syntax.lemmas[clause.head].lower()} {syntax.lowers[obj]}"
    return (pair, (obj,)) if pair in words("light", "idioms") else None


def verb_arguments(syntax: Syntax, clause: Clause, found: Circumstances) -> list[Adjunct]:
    """The prepositional phrases that take the object's place: the doer of a passive, else the first after the verb with
    its conjuncts; names in the others too; where there is none, the place.

    "was founded by Dean Kamen in Boston": by; "remain in the United States or in Canada": both; "was held in
    Istanbul": in.
    """
    head = clause.head
    # The noun of a relative clause stands before its verb, its preposition too: "the firm for which she worked".
    candidates = [
        a
        for a in found.others
        if a.case and (a.head > head or clause_of_relative(syntax, a)) and not is_comment(syntax, a)
    ]
    chosen = [a for a in candidates if a.agent]
    first = next(iter(candidates), None)
    if not chosen and first is not None:
        chosen = [a for a in candidates if a.head in conjuncts(syntax, first.head)]
    if not chosen:
        chosen = [a for a in found.places if a.case and a.head > head][:1]
    named = [a for a in candidates if a not in chosen and syntax.entity[a.head] in NAMED and _links(syntax, a)]
    return [*chosen, *named]


def clause_of_relative(syntax: Syntax, adjunct: Adjunct) -> bool:
    """Whether a prepositional phrase is that of a relative pronoun: the preposition stands after the noun."""
    return adjunct.case[0] > adjunct.head


def object_arguments(syntax: Syntax, clause: Clause, objects: list[int], found: Circumstances) -> list[Adjunct]:
    """The prepositional phrases that verb and object govern together.

    After a light verb the first one: "hold talks with Iran", "pose a threat to stability", "seek directives from
    leaders"; after any verb with a common noun, names: "signed a contract with Airbus".
    """
    obj = objects[-1]
    if syntax.pos[objects[0]] != "NOUN" or syntax.entity[objects[0]]:
        return []
    light = syntax.lemmas[clause.head] in words("light", "verbs")
    candidates = [a for a in found.others if a.case and a.head > obj]
    if light:
        candidates += _inner(syntax, objects)
    candidates = sorted((a for a in candidates if _is_argument(syntax, a, obj)), key=lambda a: a.head)
    first = next((a for a in candidates if light and _links(syntax, a)), None)
    chosen = [a for a in candidates if first is not None and a.head in conjuncts(syntax, first.head)]
    chosen += [a for a in candidates if a not in chosen and syntax.entity[a.head] in NAMED and _links(syntax, a)]
    if chosen and case_label(syntax, chosen[0].case) == "between":
        return []  # "talks between X and Y": both together, within the object
    return chosen


def _is_argument(syntax: Syntax, adjunct: Adjunct, obj: int) -> bool:
    """What belongs to verb and object; "of" only with nouns like "control", else it is within the object."""
    if case_label(syntax, adjunct.case) == "of" and syntax.lemmas[obj] not in words("light", "of_nouns"):
        return False
    return not is_comment(syntax, adjunct)


def _links(syntax: Syntax, adjunct: Adjunct) -> bool:
    return case_label(syntax, adjunct.case) in words("light", "linking_prepositions")


def _predicative(
    syntax: Syntax, clause: Clause, subject: tuple[int, ...], subject_head: int, found: Circumstances
) -> Iterator[Draft]:
    """ "became a justice", "looked different", "declared him guilty", "was renamed Jones"."""
    label = verb_label(syntax, clause)
    complement = clause.predicative[0]
    case = tuple(t for m in syntax.kids(complement, "case") if m < complement for t in syntax.subtree(m))
    link = f" {case_label(syntax, case)}" if case else ""
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


def _inner(syntax: Syntax, objects: list[int]) -> list[Adjunct]:
    """The prepositional modifiers of an object: "hold talks [with Iran]"."""
    found = []
    for modifier in syntax.kids(objects[-1], "nmod"):
        if modifier < objects[-1]:
            continue
        case: tuple[int, ...] = ()
        for member in conjuncts(syntax, modifier):
            own = tuple(t for m in syntax.kids(member, "case") if m < member for t in syntax.subtree(m))
            case = own or case
            if case and is_nominal(syntax, member) and syntax.entity[member] not in {"DATE", "TIME"}:
                found.append(Adjunct(member, case, "noun"))
    return found


def is_comment(syntax: Syntax, adjunct: Adjunct) -> bool:
    """Phrases about the whole sentence: "according to officials", "for example", "in fact"."""
    link = case_label(syntax, adjunct.case)
    if link.replace(" ", "_") in words("circumstance", "comment_prepositions"):
        return True
    return syntax.lemmas[adjunct.head] in words("circumstance", "comment_nouns")


def _governs(syntax: Syntax, head: int) -> bool:
    """A verb whose infinitive carries the fact: "are set [to resume]"."""
    return any(not is_reported_gerund(syntax, complement) for complement in syntax.kids(head, "xcomp"))
