"""The circumstances and prepositional arguments of a predicate, each conjunct its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.facts.phrases import conjuncts, is_nominal
from extractors.facts.relatives import antecedent, is_relative_pronoun
from extractors.facts.subjects import Subjects
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = [
    "Adjunct",
    "AdjunctKind",
    "case_of",
    "complex_preposition",
    "find_adjuncts",
    "is_comparison",
    "is_told",
]

AdjunctKind = Literal["noun", "adverb", "clause"]
TEMPORAL_ADVERBS = frozenset({"when", "whenever", "where", "wherever"})
OBLIQUE = frozenset({"obl", "obl:unmarked", "obl:tmod", "obl:npmod", "obl:agent"})


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A circumstance or prepositional argument: ``case`` its preposition or conjunction, ``head`` its head.

    ``agent``: who does what a passive verb says; ``complement``: what somebody is made or asked to do;
    ``of_subject``: it stands within the subject, which is what takes place there.
    """

    head: int
    case: tuple[int, ...]
    kind: AdjunctKind
    agent: bool = False
    complement: bool = False
    of_subject: bool = False


def find_adjuncts(syntax: Syntax, subjects: Subjects, token: int, *, copular: bool) -> list[Adjunct]:
    """Prepositional arguments and circumstances of a predicate, each conjunct its own."""
    s = syntax
    found: list[Adjunct] = []
    first = min(s.kids(token, "cop", "nsubj", "nsubj:pass"), default=token)
    for child in s.children[token]:
        dep = s.deps[child]
        if s.pos[child] == "ADP" and not s.children[child]:
            continue  # a stranded preposition: "are referred [to] as"
        if dep == "advmod" and (compared := _comparison(s, child)):
            found += compared
        elif dep in OBLIQUE or (dep == "nmod" and copular and child < first):
            found += _of_noun(s, child, agent=dep == "obl:agent")
        elif (dep == "advmod" and s.child(child, "obl:unmarked", "obl", "obl:npmod") is not None) or (
            dep == "advmod" and s.lowers[child] in words("adverbs", "time_and_place")
        ):
            found.append(Adjunct(child, (), "adverb"))
        elif dep == "advcl":
            found.append(Adjunct(child, _marks(s, child), "clause"))
        elif dep == "xcomp":
            others = s.pos[child] == "VERB" and s.child(token, "obj", "iobj") is not None
            if is_told(s, token) or (others and subjects.of(child)[1] == "object"):
                found.append(Adjunct(child, _marks(s, child), "clause", complement=True))
    return found


def _comparison(syntax: Syntax, adverb: int) -> list[Adjunct]:
    """What an adverb compares with, and where a figure comes from: "rose [faster than] wages", "fell, [down from] 6".

    Other phrases that the parser hangs on the adverb are the verb's: "rose faster than wages [for a third year]".
    """
    s = syntax
    found: list[Adjunct] = []
    compares = False
    for inner in s.kids(adverb, "obl", "obj", "nmod"):
        case = case_of(s, inner)
        if inner < adverb or not case:
            return []
        first = s.lowers[case[0]]
        if first == "as" and s.lowers[adverb] in {"early", "late", "soon", "recently", "long", "far", "well"}:
            return []  # "could vote as early as next week": when
        if first in {"than", "as"} and (s.tags[adverb] in {"RBR", "JJR"} or s.child(adverb, "advmod") is not None):
            more = tuple(t for t in s.kids(adverb, "advmod") if t < adverb and s.lowers[t] in {"as", "more", "less"})
            found.append(Adjunct(inner, (*more, adverb, *case), "noun"))
            compares = True
        elif s.lowers[adverb] == "short" and first == "of":
            found.append(Adjunct(inner, (adverb, *case), "noun"))  # "fell short of expectations"
            compares = True
        elif s.lowers[adverb] in {"up", "down"} and first == "from" and s.words[adverb - 1] == ",":
            found.append(Adjunct(inner, (adverb, *case), "noun"))
            compares = True
        else:
            found.append(Adjunct(inner, case, "noun"))
    return found if compares else []


def is_comparison(syntax: Syntax, adjunct: Adjunct) -> bool:
    """What something is compared with, no time or place of it: "as high [as in 2020]", "fell, [down from] 5"."""
    links = {syntax.lowers[t] for t in adjunct.case}
    if links in ({"down", "from"}, {"up", "from"}):
        return True
    return bool(links & {"than", "as"}) and len(adjunct.case) > 1


def is_told(syntax: Syntax, verb: int) -> bool:
    """A passive by which somebody is told or sent to do something: a fact besides what is to be done.

    "The group was ordered to pay.", "They were called back to negotiate."
    """
    if syntax.child(verb, "aux:pass", "nsubj:pass") is None or syntax.child(verb, "xcomp") is None:
        return False
    lemma = syntax.lemmas[verb]
    return lemma in words("saying", "directing", "verbs") or lemma in words("control", "sending")


def complex_preposition(syntax: Syntax, case: tuple[int, ...], noun: int) -> tuple[int, tuple[int, ...]] | None:
    """Read "in respect of literature" as one preposition and its object.

    Returns:
        The object's head and all tokens of the preposition; None where the noun is an argument of its own.
    """
    if len(case) != 1 or syntax.pos[noun] != "NOUN":
        return None
    for inner in syntax.kids(noun, "nmod", "acl", "obl"):
        link = syntax.child(inner, "case", "mark")
        if link is None or not noun < link < inner or not is_nominal(syntax, inner):
            continue
        tokens = (*case, *(t for t in syntax.children[noun] if t < noun and syntax.deps[t] == "det"), noun, link)
        if "_".join(syntax.lowers[t] for t in tokens) in words("prepositions", "complex"):
            return inner, tuple(sorted(tokens))
    return None


def case_of(syntax: Syntax, head: int) -> tuple[int, ...]:
    """The preposition of a noun phrase with the words fixed to it: "according to", "because of"."""
    s = syntax
    found: list[int] = []
    for marker in s.kids(head, "case"):
        if marker < head:
            found += [t for t in s.subtree(marker) if s.deps[t] != "punct"]
    tokens = sorted(found)
    return tuple(t for n, t in enumerate(tokens) if n == 0 or s.lowers[t] != s.lowers[tokens[n - 1]])


def _of_noun(syntax: Syntax, head: int, *, agent: bool) -> list[Adjunct]:
    s = syntax
    if is_relative_pronoun(s, head):
        noun = antecedent(s, head)
        return [Adjunct(noun, case_of(s, head), "noun", agent)] if noun is not None else []
    found = []
    case: tuple[int, ...] = ()
    for member in conjuncts(s, head):
        own = case_of(s, member)
        case = own or case
        if member == head or is_nominal(s, member) or own:
            inner = complex_preposition(s, case, member)
            if inner is not None:
                found += [
                    Adjunct(m, inner[1], "noun", agent)
                    for m in conjuncts(s, inner[0])
                    if m == inner[0] or is_nominal(s, m)
                ]
            else:
                found.append(Adjunct(member, case, "noun", agent))
    return found


def _marks(syntax: Syntax, head: int) -> tuple[int, ...]:
    """The conjunction of a clause with what is fixed to it: "in order to"; the "when" that opens it."""
    s = syntax
    marks = s.kids(head, "mark") or [a for a in s.kids(head, "advmod") if s.lowers[a] in TEMPORAL_ADVERBS and a < head]
    return tuple(sorted({t for mark in marks for t in s.subtree(mark) if s.pos[t] != "PUNCT"}))
