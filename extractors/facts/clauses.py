"""Each predicate with its real arguments: who (also when said elsewhere), what, to whom, under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.facts.adjuncts import Adjunct, find_adjuncts
from extractors.facts.phrases import conjuncts, is_nominal
from extractors.facts.predicates import is_copular, is_predicate
from extractors.facts.relatives import is_relative_pronoun, relative_object
from extractors.facts.subjects import Subjects, Via
from extractors.facts.syntax import Syntax
from extractors.facts.verb_groups import VerbGroups, is_reported_gerund
from extractors.lexicon import words

__all__ = ["Clause", "ClauseKind", "find_clauses"]

ClauseKind = Literal["verb", "copula", "existential"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate and its arguments, as token indices of heads.

    ``subject`` is the head of the subject (the first conjunct), ``via`` how it was found; ``group`` the words of the
    verb group with all that governs it ("are set to resume"); ``chain`` the governing predicates from outside in;
    ``predicative`` a nominal or adjectival predicate; ``content`` the head of a clausal object.
    """

    head: int
    kind: ClauseKind
    subject: int | None
    via: Via
    group: tuple[int, ...]
    chain: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    indirect: int | None = None
    predicative: tuple[int, ...] = ()
    content: int | None = None
    adjuncts: tuple[Adjunct, ...] = ()
    passive: bool = False


def find_clauses(syntax: Syntax) -> list[Clause]:
    """Return the clauses of a document in the order of their predicates."""
    subjects = Subjects(syntax)
    groups = VerbGroups(syntax, subjects)
    return [
        _clause(syntax, subjects, groups, token) for token in range(len(syntax.words)) if is_predicate(syntax, token)
    ]


def _clause(syntax: Syntax, subjects: Subjects, groups: VerbGroups, token: int) -> Clause:
    subject, via = subjects.of(token)
    chain = groups.governors(token)
    copular = is_copular(syntax, token)
    there = syntax.child(token, "expl")
    kind: ClauseKind = "copula" if copular else "verb"
    if there is not None and syntax.lowers[there] == "there":
        kind = "existential"
        subject = subject if subject is not None else syntax.child(token, "obj")  # "There remain doubts."
    predicative = [c for c in syntax.kids(token, "xcomp") if _is_bare_complement(syntax, c)]
    if copular:
        predicative = [token]
    elif kind == "existential":
        predicative = [subject] if subject is not None else []
    return Clause(
        head=token,
        kind=kind,
        subject=subject,
        via=via,
        group=groups.group(token, chain),
        chain=chain,
        objects=() if copular else _objects(syntax, token),
        indirect=syntax.child(token, "iobj"),
        predicative=tuple(predicative),
        content=_content(syntax, token),
        adjuncts=tuple(find_adjuncts(syntax, subjects, token, copular=copular)),
        passive=_is_passive(syntax, token, via),
    )


def _content(syntax: Syntax, token: int) -> int | None:
    """The clause that is said, thought or examined; after some verbs a gerund: "denied [taking bribes]"."""
    found = syntax.child(token, "ccomp")
    if found is not None:
        return found
    thought = syntax.child(token, "csubj:pass")  # "It is believed that the fire started in the kitchen."
    if thought is not None and thought > token and syntax.child(token, "expl") is not None:
        return thought
    return next((g for g in syntax.kids(token, "xcomp") if is_reported_gerund(syntax, g)), None)


def _is_bare_complement(syntax: Syntax, complement: int) -> bool:
    """ "became [a justice]", "looked [different]": no verb and no copula of its own."""
    return syntax.pos[complement] not in {"VERB", "AUX"} and syntax.child(complement, "mark", "cop") is None


def _is_passive(syntax: Syntax, token: int, via: Via) -> bool:
    """ "was held", "attacks launched on", "were found and returned"."""
    if syntax.child(token, "aux:pass", "nsubj:pass") is not None:
        return True
    if via == "conj" and syntax.tags[token] == "VBN" and syntax.child(token, "aux") is None:
        first = syntax.heads[token]
        if syntax.child(token, "obj", "nsubj", "cop") is None and syntax.deps[first] == "acl":
            # "built in 106 and restored"
            return syntax.tags[first] == "VBN" and syntax.child(first, "obj", "aux") is None
        return syntax.child(first, "aux:pass") is not None and syntax.tags[first] == "VBN"
    if via == "participle" and syntax.tags[token] == "VBD":
        return True
    if via == "adverbial" and syntax.tags[token] == "VBD" and syntax.child(token, "aux", "mark") is None:
        return True  # "Asked whether he would resign, he left."
    bare = syntax.tags[token] == "VBN" and syntax.child(token, "aux", "obj", "nsubj") is None
    return bare and via != "conj"


def _objects(syntax: Syntax, token: int) -> tuple[int, ...]:
    """The object's conjuncts; for a relative clause the noun it modifies, for a first verb the object it shares."""
    found = [o for o in syntax.kids(token, "obj") if not is_relative_pronoun(syntax, o)]
    gap = relative_object(syntax, token, found)
    heads = [gap] if gap is not None else found or _measure(syntax, token) or _shared_object(syntax, token)
    return tuple(m for o in heads[:1] for m in conjuncts(syntax, o) if m == o or is_nominal(syntax, m))


def _measure(syntax: Syntax, token: int) -> list[int]:
    """By how much: "Shares fell [7 percent]", "He served [20 years]", where the parser sees an adverbial."""
    if syntax.pos[token] != "VERB" or syntax.child(token, "aux:pass", "ccomp", "xcomp") is not None:
        return []
    amounts = [m for m in syntax.kids(token, "obl:unmarked", "obl:npmod") if m > token]
    for adverb in syntax.kids(token, "advmod"):
        if syntax.lowers[adverb] in {"higher", "lower"}:
            amounts += [m for m in syntax.kids(adverb, "obl:unmarked", "obl:npmod") if m > token]
    kinds = {"PERCENT", "MONEY", "QUANTITY"}
    away = {"north", "south", "east", "west", "off", "from", "away", "outside", "inland"}
    amounts = [m for m in amounts if syntax.lowers[m + 1 : m + 2] == [] or syntax.lowers[m + 1] not in away]
    if syntax.lemmas[token] in {"serve", "spend"}:
        kinds |= {"DATE", "TIME"}
        amounts = [m for m in amounts if syntax.entity[m] in kinds and syntax.child(m, "nummod") is not None]
    return [m for m in amounts if syntax.entity[m] in kinds][:1]


def _shared_object(syntax: Syntax, token: int) -> list[int]:
    """The object that coordinated verbs share: "has neither accepted nor rejected the demand"."""
    s = syntax
    if s.deps[token] == "conj" and s.child(token, "ccomp", "xcomp", "obl", "nsubj", "nsubj:pass") is None:
        later = [o for o in s.kids(s.heads[token], "obj") if o > token]
        if later:
            return later  # "makes and sells bicycles", the object hanging on the first verb
    if s.lemmas[token] in words("circumstance", "intransitive"):
        return []  # "lied and hid the files"
    following = s.child(token, "conj")
    if (
        following is None
        or s.tags[following] != s.tags[token]
        or s.child(token, "obl", "ccomp", "xcomp", "iobj") is not None
    ):
        return []
    linking = {"CCONJ", "ADV", "PART", "PUNCT", "AUX"}
    if s.child(following, "nsubj", "nsubj:pass") is not None or s.child(token, "aux:pass") is not None:
        return []
    if any(s.pos[t] not in linking for t in range(token + 1, following)):
        return []
    return s.kids(following, "obj") or _shared_object(s, following)
