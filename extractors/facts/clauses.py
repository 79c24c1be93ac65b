"""Each predicate with its real arguments: who (also when said elsewhere), what, to whom, and under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.facts.phrases import conjuncts, is_nominal
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["Adjunct", "Clause", "complex_preposition", "find_clauses"]

AdjunctKind = Literal["noun", "adverb", "clause"]
ClauseKind = Literal["verb", "copula", "existential"]
Via = Literal["own", "conj", "control", "object", "adverbial", "participle", "infinitive", "relative", "none"]

PREDICATE_RELATIONS = frozenset(
    """
    ROOT root conj ccomp xcomp advcl advcl:relcl acl acl:relcl parataxis csubj csubj:pass csubj:outer appos
    dislocated dep list
    """.split()
)
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that"})
CHARGING = frozenset({"of", "for", "with", "from"})
OBLIQUE = ("obl", "obl:unmarked", "obl:tmod", "obl:npmod", "obl:agent")


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A circumstance or prepositional argument: ``case`` its preposition or conjunction, ``head`` its head.

    ``agent``: who does what a passive verb says; ``complement``: what somebody is made or asked to do.
    """

    head: int
    case: tuple[int, ...]
    kind: AdjunctKind
    agent: bool = False
    complement: bool = False


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
    antecedent: int | None = None


def find_clauses(syntax: Syntax) -> list[Clause]:
    """Return the clauses of a document in the order of their predicates."""
    reader = _Reader(syntax)
    return [reader.clause(token) for token in range(len(syntax.words)) if reader.is_predicate(token)]


def complex_preposition(syntax: Syntax, case: tuple[int, ...], noun: int) -> tuple[int, tuple[int, ...]] | None:
    """Read "in respect of literature" as one preposition and its object.

    Returns:
        The object's head and all tokens of the preposition; None where the noun is an argument of its own.
    """
    if len(case) != 1 or syntax.pos[noun] != "NOUN":
        return None
    for inner in syntax.kids(noun, "nmod", "acl", "obl"):
        link = syntax.kid(inner, "case", "mark")
        if link is None or not noun < link < inner or not is_nominal(syntax, inner):
            continue
        tokens = (*case, *(t for t in syntax.children[noun] if t < noun and syntax.deps[t] == "det"), noun, link)
        if "_".join(syntax.lower[t] for t in tokens) in words("prepositions", "complex"):
            return inner, tuple(sorted(tokens))
    return None


class _Reader:
    """Finds clauses in one document; remembers the subjects it has resolved."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._subjects: dict[int, tuple[int | None, Via]] = {}

    # -- what counts as a predicate -----------------------------------------------------------------------------

    def is_predicate(self, token: int) -> bool:
        s = self.syntax
        if s.deps[token] not in PREDICATE_RELATIONS:
            return False
        if s.kid(token, "cop") is not None:
            return True
        if s.pos[token] == "ADJ" and s.heads[token] < 0 and s.kid(token, "nsubj") is not None:
            return True  # a headline without its copula: "Nine dead after ferry fire"
        if s.pos[token] == "AUX" and s.lemmas[token] not in {"be", "have"}:
            return False  # an ellipsis: "those who can"
        if s.pos[token] in {"VERB", "AUX"}:
            return not (s.deps[token] in {"appos", "list", "dep"} and s.kid(token, "nsubj", "nsubj:pass", "obj") is None)
        return self.bare_predicate(token)

    def bare_predicate(self, token: int) -> bool:
        """A nominal or adjectival predicate that shares the copula of the one it is coordinated with.

        "The deal is fragile and open to doubt."
        """
        s = self.syntax
        if s.deps[token] != "conj":
            return False
        first = s.heads[token]
        while s.deps[first] == "conj" and s.kid(first, "cop") is None:
            first = s.heads[first]
        return s.kid(first, "cop") is not None and s.pos[token] in {"ADJ", "NOUN", "PROPN", "NUM"}

    # -- the subject --------------------------------------------------------------------------------------------

    def subject(self, token: int) -> tuple[int | None, Via]:
        """Return the head of the predicate's subject and how it was found."""
        if token not in self._subjects:
            self._subjects[token] = (None, "none")  # a cycle cannot arise in a tree; this guards odd parses
            self._subjects[token] = self._find_subject(token)
        return self._subjects[token]

    def _find_subject(self, token: int) -> tuple[int | None, Via]:
        s = self.syntax
        own = s.kid(token, "nsubj", "nsubj:pass")
        if own is None:
            own = s.kid(token, "nsubj:outer")
        if own is not None:
            if self.is_relative_pronoun(own):
                found = self.antecedent(token)
                return (found, "relative") if found is not None else (own, "own")
            return own, "own"
        dep, head = s.deps[token], s.heads[token]
        if head < 0 or s.kid(token, "csubj", "csubj:pass") is not None:
            return None, "none"
        if dep == "conj":
            if s.tags[token] == "VB" and s.tags[head] not in {"VB", "VBP"}:
                return None, "none"  # an imperative after something else
            return self.subject(head)[0], "conj"
        if dep == "xcomp":
            return self.controller(token, head)
        if dep == "acl" or (dep == "acl:relcl" and s.tags[token] in {"VBG", "VBN", "VB"}):
            return self.modified(token, head)
        if dep == "advcl" and self.has_open_subject(token):
            asked = s.kid(head, "obj", "iobj")
            if asked is not None and s.lemmas[head] in words("control", "directives") and s.tags[token] == "VB":
                return asked, "object"  # "asked the council to help", where the infinitive looks like a purpose
            if s.tags[token] == "VBG" and s.lemmas[head] in words("control", "charging"):
                charged = asked if asked is not None else s.kid(head, "nsubj:pass")
                if charged is not None and any(s.lower[m] in CHARGING for m in s.kids(token, "mark")):
                    return charged, "object"  # "accused the firm of ignoring warnings"
            found = self.subject(head)[0]
            return found, "adverbial" if found is not None else "none"
        if dep == "ccomp" and s.tags[token] in {"VB", "VBG"} and s.kid(token, "mark") is not None:
            found = self.subject(head)[0]
            return found, "control" if found is not None else "none"
        return None, "none"

    def controller(self, token: int, head: int) -> tuple[int | None, Via]:
        """The subject of an open complement.

        Subject of the governor: "They failed to agree."; its object: "Turkey asked them to stay.";
        its prepositional argument: "They called on Kabul to act."
        """
        s = self.syntax
        lemma = s.lemmas[head]
        if s.pos[head] in {"VERB", "AUX"} and lemma not in words("control", "subject_control"):
            governed = s.kid(head, "obj", "iobj")
            if governed is not None:
                if self.is_relative_pronoun(governed):
                    return self.antecedent(head), "object"
                return governed, "object"
            if lemma in words("control", "prepositional_control"):
                for oblique in s.kids(head, "obl"):
                    if oblique < token and s.kid(oblique, "case") is not None:
                        return oblique, "object"
        found = self.subject(head)[0]
        return (found, "control") if found is not None else (None, "none")

    def modified(self, token: int, head: int) -> tuple[int | None, Via]:
        """The subject of a participle or infinitive that modifies a noun.

        "attacks launched from Afghanistan": the attacks; "began preparations to return": who began;
        "the first woman to win": the woman; "his efforts to gain control": he.
        """
        s = self.syntax
        if s.tags[token] in {"VBG", "VBN", "VBD"} and s.kid(token, "mark") is None:
            return head, "participle"
        if s.pos[token] in {"ADJ", "NOUN"} and s.kid(token, "cop") is None:
            return head, "participle"
        if s.kid(token, "mark") is None or s.tags[token] not in {"VB", "VBG", "VBN"}:
            return None, "none"
        owner = s.kid(head, "nmod:poss")
        if owner is not None:
            return owner, "infinitive"
        if s.tags[token] == "VBG":
            return None, "none"
        ranked = any(
            s.lemmas[child] in {"first", "last", "only", "next"} or "Degree=Sup" in s.morphs[child]
            or "NumType=Ord" in s.morphs[child]
            for child in s.kids(head, "amod", "nummod")
        )
        verb = s.heads[head]
        if s.kid(head, "cop") is not None and s.kid(head, "case") is not None:
            found = self.subject(head)[0]  # "are under pressure to act"
            return found, "infinitive" if found is not None else "none"
        if ranked or s.kid(head, "cop") is not None or verb < 0:
            return head, "infinitive"
        if s.deps[head] in {"obj", "xcomp"} and verb >= 0 and s.lemmas[head] in words("control", "agentive_nouns"):
            found = self.subject(verb)[0]
            return found, "infinitive" if found is not None else "none"
        return None, "none"

    def has_open_subject(self, token: int) -> bool:
        """An adverbial clause without a subject of its own whose doer is the main clause's subject."""
        s = self.syntax
        marks = {s.lower[mark] for mark in s.kids(token, "mark")}
        if marks & {"of", "about"} and s.lemmas[s.heads[token]] in words("control", "mental"):
            return False  # "was not thinking of leaving"
        if marks & {"as", "than", "if", "unless", "like"}:
            return False
        if s.pos[token] not in {"VERB", "AUX"} and s.kid(token, "cop") is None:
            return False
        return s.tags[token] in {"VBG", "VBN", "VB", "VBD"}

    def is_relative_pronoun(self, token: int) -> bool:
        s = self.syntax
        if s.lower[token] not in RELATIVE_PRONOUNS or s.pos[token] not in {"PRON", "DET", "SCONJ"}:
            return False
        return any(s.deps[t] in {"acl:relcl", "acl", "advcl:relcl"} for t in self.path(token))

    def path(self, token: int) -> list[int]:
        """The predicates from a token's own clause upwards, as far as the parts of one relative clause reach."""
        s = self.syntax
        found = []
        for above in s.ancestors(token):
            found.append(above)
            if s.deps[above] in {"acl:relcl", "acl", "advcl:relcl"}:
                break
            if s.deps[above] not in {"conj", "xcomp", "ccomp", "obl", "nmod", "nmod:poss", "nsubj", "obj", "advcl"}:
                break
        return found

    def antecedent(self, token: int) -> int | None:
        """The noun a relative clause modifies; None where it comments on a whole clause."""
        s = self.syntax
        for above in [token, *self.path(token)]:
            if s.deps[above] in {"acl:relcl", "acl"}:
                return s.heads[above]
            if s.deps[above] == "advcl:relcl":
                return None
        return None

    # -- the verb group -----------------------------------------------------------------------------------------

    def governors(self, token: int) -> tuple[int, ...]:
        """The predicates above an open complement that share its subject: "are set [to resume]", "is able [to go]"."""
        s = self.syntax
        found: list[int] = []
        current = token
        while True:
            while s.deps[current] == "conj" and s.kid(current, "nsubj", "nsubj:pass", "aux", "cop") is None:
                above = s.heads[current]
                if s.tags[current] != s.tags[above]:
                    break
                current = above
            if s.deps[current] != "xcomp" or self.subject(current)[1] != "control":
                return tuple(reversed(found))
            current = s.heads[current]
            found.append(current)

    def auxiliaries(self, token: int) -> list[int]:
        """The auxiliaries and negations of a predicate, shared by coordination where the form asks for it.

        "They were found and [were] returned."
        """
        s = self.syntax
        own = s.kids(token, "aux", "aux:pass", "cop")
        negation = [a for a in s.kids(token, "advmod") if s.lower[a] in {"not", "n't", "never"}]
        if own or s.deps[token] != "conj" or s.kid(token, "nsubj", "nsubj:pass", "mark") is not None:
            return sorted(own + negation)
        first = s.heads[token]
        shares = s.tags[token] == s.tags[first] and s.tags[token] in {"VB", "VBN", "VBG"}
        if self.bare_predicate(token) or (shares and s.pos[token] == "VERB"):
            shared = self.auxiliaries(first)
            link = s.kid(token, "cc")
            if link is not None and s.lower[link] in {"or", "nor"}:
                return sorted(shared + negation)
            return sorted([a for a in shared if s.deps[a] != "advmod"] + negation)
        return sorted(negation)

    def words_of(self, token: int, *, governed: bool) -> list[int]:
        """The words of one verb: auxiliaries, negation, close adverbs, "to", the verb, its particles."""
        s = self.syntax
        found = self.auxiliaries(token)
        if governed:
            found += [m for m in s.kids(token, "mark") if s.lower[m] == "to"]
        found += s.kids(token, "compound:prt")
        copular = self.copular(token)
        if not copular:
            found.append(token)
        low = min(found, default=token)
        for adverb in s.kids(token, "advmod"):
            close = low < adverb < token or (adverb == token - 1 and not copular)
            if close and s.kid(adverb, "obl:unmarked", "obl", "punct", "case") is None and adverb not in found:
                if s.lower[adverb] in words("adverbs", "outside") or (copular and adverb > max(found, default=token)):
                    continue
                found.append(adverb)
        return found

    def group(self, token: int, chain: tuple[int, ...]) -> tuple[int, ...]:
        found: set[int] = set()
        for number, governor in enumerate(chain):
            found |= set(self.words_of(governor, governed=number > 0))
            found.add(governor)
        own = self.words_of(token, governed=bool(chain))
        found |= set(own)
        if chain and not any(self.syntax.lower[w] == "to" for w in own) and self.syntax.deps[token] == "conj":
            first = self.syntax.heads[token]
            found |= {m for m in self.syntax.kids(first, "mark") if self.syntax.lower[m] == "to"}
        return tuple(sorted(found))

    # -- the clause ---------------------------------------------------------------------------------------------

    def clause(self, token: int) -> Clause:
        """Put the clause of one predicate together."""
        s = self.syntax
        subject, via = self.subject(token)
        chain = self.governors(token)
        copular = self.copular(token)
        passive = s.kid(token, "aux:pass", "nsubj:pass") is not None
        if via == "participle" and s.tags[token] in {"VBN", "VBD"}:
            passive = True
        if via == "conj" and s.tags[token] == "VBN" and s.kid(token, "aux", "aux:pass") is None:
            first = s.heads[token]
            passive = s.kid(first, "aux:pass") is not None and s.tags[first] == "VBN"
        kind: ClauseKind = "copula" if copular else "verb"
        there = s.kid(token, "expl")
        if there is not None and s.lower[there] == "there":
            kind = "existential"
        objects = [o for o in s.kids(token, "obj") if not self.is_relative_pronoun(o)]
        gap = self.relative_object(token, objects)
        if gap is not None:
            objects = [gap]
        predicative: list[int] = []
        content = s.kid(token, "ccomp")
        for complement in s.kids(token, "xcomp"):
            if s.pos[complement] not in {"VERB", "AUX"} and s.kid(complement, "mark", "cop") is None:
                predicative.append(complement)
        if copular:
            predicative = [token]
        elif kind == "existential":
            predicative = [subject] if subject is not None else []
        return Clause(
            head=token,
            kind=kind,
            subject=subject,
            via=via,
            group=self.group(token, chain),
            chain=chain,
            objects=tuple(m for o in (objects or self.shared_object(token))[:1] for m in self.members(o)),
            indirect=s.kid(token, "iobj"),
            predicative=tuple(predicative),
            content=content,
            adjuncts=tuple(self.adjuncts(token, copular=copular)),
            passive=passive,
            antecedent=gap,
        )

    def copular(self, token: int) -> bool:
        """A predicate that is no verb: with a copula, sharing one, or in a headline without it."""
        s = self.syntax
        if s.kid(token, "cop") is not None or self.bare_predicate(token):
            return True
        return s.pos[token] == "ADJ" and s.heads[token] < 0

    def shared_object(self, token: int) -> list[int]:
        """The object that coordinated verbs share: "has neither accepted nor rejected the demand"."""
        s = self.syntax
        following = s.kid(token, "conj")
        if following is None or s.tags[following] != s.tags[token] or s.kid(token, "obl", "ccomp", "xcomp", "iobj") is not None:
            return []
        linking = {"CCONJ", "ADV", "PART", "PUNCT", "AUX"}
        if s.kid(following, "nsubj", "nsubj:pass") is not None or s.kid(token, "aux:pass") is not None:
            return []
        if any(s.pos[t] not in linking for t in range(token + 1, following)):
            return []
        return s.kids(following, "obj") or self.shared_object(following)

    def members(self, head: int) -> list[int]:
        return [m for m in conjuncts(self.syntax, head) if m == head or is_nominal(self.syntax, m)]

    def relative_object(self, token: int, objects: list[int]) -> int | None:
        """The object of a relative clause that its antecedent fills: "attacks (that) they launched"."""
        s = self.syntax
        if any(self.is_relative_pronoun(o) for o in s.kids(token, "obj")):
            return self.antecedent(token)
        if s.deps[token] != "acl:relcl" or objects or s.kid(token, "cop", "aux:pass", "ccomp", "xcomp") is not None:
            return None
        if s.kid(token, "nsubj") is None or any(self.is_relative_pronoun(k) for k in s.children[token]):
            return None
        if any(s.lower[k] in {"where", "when", "why", "how"} for k in s.children[token]):
            return None
        if any(self.is_relative_pronoun(g) for k in s.children[token] for g in s.children[k]):
            return None
        head = s.heads[token]
        if s.lemmas[head] in words("circumstance", "gap_nouns") or s.kid(token, "obl") is not None and s.lemmas[
            token
        ] in words("circumstance", "intransitive"):
            return None
        return head

    def adjuncts(self, token: int, *, copular: bool) -> list[Adjunct]:
        """Prepositional arguments and circumstances of a predicate, each conjunct its own."""
        s = self.syntax
        found: list[Adjunct] = []
        first = min(s.kids(token, "cop", "nsubj", "nsubj:pass"), default=token)
        for child in s.children[token]:
            dep = s.deps[child]
            if dep in OBLIQUE or (dep == "nmod" and copular and child < first):
                found += self.noun_adjuncts(child, agent=dep == "obl:agent")
            elif dep == "advmod" and s.kid(child, "obl:unmarked", "obl", "obl:npmod") is not None:
                found.append(Adjunct(child, (), "adverb"))
            elif dep == "advmod" and s.lower[child] in words("adverbs", "time_and_place"):
                found.append(Adjunct(child, (), "adverb"))
            elif dep == "advcl":
                found.append(Adjunct(child, self.marks(child), "clause"))
            elif dep == "xcomp" and s.pos[child] == "VERB" and s.kid(token, "obj", "iobj") is not None and self.subject(child)[1] == "object":
                found.append(Adjunct(child, self.marks(child), "clause", complement=True))
        return found

    def marks(self, head: int) -> tuple[int, ...]:
        """The conjunction of a clause with what is fixed to it: "in order to"."""
        s = self.syntax
        return tuple(sorted({t for mark in s.kids(head, "mark") for t in s.subtree(mark) if s.pos[t] != "PUNCT"}))

    def noun_adjuncts(self, head: int, *, agent: bool) -> list[Adjunct]:
        s = self.syntax
        if self.is_relative_pronoun(head):
            antecedent = self.antecedent(head)
            return [Adjunct(antecedent, self.case(head), "noun", agent)] if antecedent is not None else []
        found = []
        case: tuple[int, ...] = ()
        for member in conjuncts(s, head):
            own = self.case(member)
            case = own or case
            if member == head or is_nominal(s, member) or own:
                inner = complex_preposition(s, case, member)
                if inner is not None:
                    found += [Adjunct(m, inner[1], "noun", agent) for m in self.members(inner[0])]
                else:
                    found.append(Adjunct(member, case, "noun", agent))
        return found

    def case(self, head: int) -> tuple[int, ...]:
        """The preposition of a noun phrase with the words fixed to it: "according to", "because of"."""
        s = self.syntax
        found: list[int] = []
        for marker in s.kids(head, "case"):
            if marker < head:
                found += [t for t in s.subtree(marker) if s.deps[t] != "punct"]
        return tuple(sorted(found))
