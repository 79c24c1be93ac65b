"""Who does it: the subject of each predicate, also where another clause names it."""

from __future__ import annotations

from typing import Literal

from extractors.facts.relatives import antecedent, is_relative_pronoun
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["Subjects", "Via"]

Via = Literal["own", "conj", "control", "object", "adverbial", "participle", "infinitive", "relative", "none"]
"""How a subject was found: its own, of an earlier conjunct, of the governor, the governor's object, of the main clause,
the noun that a participle, infinitive or relative clause modifies."""

CHARGING = frozenset({"of", "for", "with", "from"})


class Subjects:
    """Finds the subjects of one document's predicates and remembers them."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._found: dict[int, tuple[int | None, Via]] = {}

    def of(self, token: int) -> tuple[int | None, Via]:
        """Return the head of the predicate's subject and how it was found."""
        if token not in self._found:
            self._found[token] = (None, "none")  # a cycle cannot arise in a tree; this guards odd parses
            found, via = self._find(token)
            if found is not None and via != "own" and self.syntax.tags[token] == "VB" and self._is_time(found):
                found, via = None, "none"  # "left them [two weeks] to build it"
            self._found[token] = found, via
        return self._found[token]

    def _is_time(self, token: int) -> bool:
        return self.syntax.entity[token] in {"DATE", "TIME"} or self.syntax.lemmas[token] in {"time", "day", "week"}

    def _find(self, token: int) -> tuple[int | None, Via]:
        s = self.syntax
        own = s.child(token, "nsubj", "nsubj:pass")
        if own is None:
            own = s.child(token, "nsubj:outer")
        if own is not None:
            if is_relative_pronoun(s, own):
                found = antecedent(s, token)
                return (found, "relative") if found is not None else (own, "own")
            return own, "own"
        dep, head = s.deps[token], s.heads[token]
        said = s.child(token, "csubj", "csubj:pass")
        if said is not None and said < token and s.child(token, "expl") is None:
            return said, "own"  # "That the mayor resigned surprised the council."
        if head < 0 or said is not None:
            return None, "none"
        if dep == "conj":
            if s.tags[token] == "VB" and s.tags[head] not in {"VB", "VBP"}:
                return None, "none"  # an imperative after something else
            return self.of(head)[0], "conj"
        if dep == "xcomp":
            return self._controller(token, head)
        bare = dep == "acl:relcl" and s.tags[token] == "VBD" and s.child(token, "obj") is None
        if bare and not any(s.tags[t] in {"WDT", "WP", "WRB", "WP$"} for t in s.subtree(token)):
            return head, "participle"  # "The band, formed in 1998, split."
        if dep == "acl" or (dep == "acl:relcl" and s.tags[token] in {"VBG", "VBN", "VB"}):
            return self._modified(token, head)
        if dep == "advcl" and self._has_open_subject(token):
            asked = s.child(head, "obj", "iobj")
            if s.lemmas[head] == "take" and asked is not None and not self._is_somebody(asked):
                asked = None  # "took four hours to reach a verdict", "took action to stop it"
            if s.lemmas[head] == "leave" and asked is not None and s.tags[token] == "VB" and self._is_somebody(asked):
                return asked, "object"  # "left them two weeks to build it"
            if asked is not None and s.lemmas[head] in words("control", "directives") and s.tags[token] == "VB":
                return asked, "object"  # "asked the council to help", where the infinitive looks like a purpose
            passive = s.child(head, "nsubj:pass", "aux:pass") is not None
            if s.tags[token] == "VB" and s.lemmas[head] in words("control", "prepositional_control") and not passive:
                called = next((o for o in s.kids(head, "obl") if o < token and self._is_addressed(o)), None)
                if called is not None:
                    return called, "object"  # "called on Tehran to release the prisoners"
            if s.tags[token] == "VBG" and s.lemmas[head] in words("control", "charging"):
                charged = asked if asked is not None else s.child(head, "nsubj:pass")
                if charged is None and s.tags[head] == "VBN" and s.deps[head] in {"acl", "acl:relcl"}:
                    charged = self.of(head)[0]  # "men accused of plotting the attack"
                if charged is not None and any(s.lowers[m] in CHARGING for m in s.kids(token, "mark")):
                    return charged, "object"  # "accused the firm of ignoring warnings"
            found = self.of(head)[0]
            return found, "adverbial" if found is not None else "none"
        if dep == "ccomp" and s.tags[token] in {"VB", "VBG"} and s.child(token, "mark") is not None:
            found = self.of(head)[0]
            return found, "control" if found is not None else "none"
        return None, "none"

    def _controller(self, token: int, head: int) -> tuple[int | None, Via]:
        """The subject of an open complement.

        Subject of the governor: "They failed to agree."; its object: "Turkey asked them to stay.";
        its prepositional argument: "They called on Kabul to act."
        """
        s = self.syntax
        lemma = s.lemmas[head]
        if s.lowers[head] in {"likely", "unlikely"} and any(
            s.lowers[a] in {"more", "less"} for a in s.kids(head, "advmod")
        ):
            return None, "none"  # "are more likely to fall ill": how likely, not that they do
        if s.pos[head] in {"VERB", "AUX"} and lemma not in words("control", "subject_control"):
            governed = s.child(head, "obj", "iobj")
            if governed is not None:
                if is_relative_pronoun(s, governed):
                    return antecedent(s, head), "object"
                return governed, "object"
            if lemma in words("control", "prepositional_control") and s.child(head, "nsubj:pass", "aux:pass") is None:
                for oblique in s.kids(head, "obl"):
                    if oblique < token and self._is_addressed(oblique):
                        return oblique, "object"
        found = self.of(head)[0]
        return (found, "control") if found is not None else (None, "none")

    def _modified(self, token: int, head: int) -> tuple[int | None, Via]:
        """The subject of a participle or infinitive that modifies a noun.

        "attacks launched from Afghanistan": the attacks; "began preparations to return": who began;
        "the first woman to win": the woman; "his efforts to gain control": he.
        """
        s = self.syntax
        if s.tags[token] in {"VBG", "VBN", "VBD"} and s.child(token, "mark") is None:
            if s.tags[token] == "VBG" and s.lemmas[head] in words("control", "troubles") and s.deps[head] == "obj":
                found = self.of(s.heads[head])[0]  # "had difficulties getting their robots across"
                return found, "infinitive" if found is not None else "none"
            return head, "participle"
        if s.pos[token] in {"ADJ", "NOUN"} and s.child(token, "cop") is None:
            return head, "participle"
        if s.child(token, "mark") is None or s.tags[token] not in {"VB", "VBG", "VBN"}:
            return None, "none"
        verb = s.heads[head]
        owner = s.child(head, "nmod:poss")
        if owner is not None:
            return owner, "infinitive"
        if s.tags[token] == "VBG":
            return None, "none"
        if s.child(token, "aux:pass") is not None and s.lemmas[head] not in words("control", "agentive_nouns"):
            return head, "infinitive"  # "the tournament, to be held in May"
        ranked = any(
            s.lemmas[child] in {"first", "last", "only", "next"}
            or "Degree=Sup" in s.morphs[child]
            or "NumType=Ord" in s.morphs[child]
            for child in s.kids(head, "amod", "nummod")
        )
        if s.child(head, "cop") is not None and s.child(head, "case") is not None:
            found = self.of(head)[0]  # "are under pressure to act"
            return found, "infinitive" if found is not None else "none"
        if ranked or s.child(head, "cop") is not None or verb < 0:
            return head, "infinitive"
        if s.deps[head] == "obj" and s.lemmas[verb] in words("control", "directives"):
            return head, "infinitive"  # "created a body to monitor it"
        agentive = s.lemmas[head] in words("control", "agentive_nouns")
        if s.deps[head] == "obj" or (s.deps[head] == "xcomp" and agentive):
            if s.lemmas[head] in words("circumstance", "gap_nouns"):
                return None, "none"  # "found a way to win"
            given = s.child(verb, "iobj")
            found = given if given is not None else self.of(verb)[0]  # "gave her the option to stay": she
            return found, "infinitive" if found is not None else "none"
        return None, "none"

    def _is_addressed(self, oblique: int) -> bool:
        """Whom one calls on or appeals to; not by what means: "called [by phone] to ask"."""
        case = self.syntax.child(oblique, "case")
        return case is not None and self.syntax.lowers[case] in {"on", "upon", "to", "for", "with", "at"}

    def _is_somebody(self, token: int) -> bool:
        """A person or pronoun, who can be taken somewhere."""
        s = self.syntax
        if s.entity[token] in {"PERSON", "NORP"} or s.lemmas[token].lower() in words("titles", "roles"):
            return True
        return s.pos[token] in {"PRON", "PROPN"}

    def _has_open_subject(self, token: int) -> bool:
        """An adverbial clause without a subject of its own whose doer is the main clause's subject."""
        s = self.syntax
        marks = {s.lowers[mark] for mark in s.kids(token, "mark")}
        if marks & {"of", "about"} and s.lemmas[s.heads[token]] in words("control", "mental"):
            return False  # "was not thinking of leaving"
        if marks & {"if", "unless"}:
            return s.tags[token] == "VBN" and s.child(token, "aux", "obj") is None  # "If elected, she will resign."
        if marks & {"as", "than", "like"}:
            above = s.lemmas[s.heads[token]]
            return marks == {"as"} and s.tags[token] == "VBG" and above in {"quote", "cite"}  # "quoted as saying"
        judged = s.child(s.heads[token], "cop", "expl") is None and s.deps[s.heads[token]] == "xcomp"
        if judged and s.pos[s.heads[token]] == "ADJ" and s.child(s.heads[s.heads[token]], "expl") is not None:
            return False  # "make it illegal to film the police"
        if s.pos[token] not in {"VERB", "AUX"} and s.child(token, "cop") is None:
            return False
        return s.tags[token] in {"VBG", "VBN", "VB", "VBD"}
