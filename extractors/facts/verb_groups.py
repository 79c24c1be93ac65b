"""The words of a verb group with all that governs it: "are set to resume", "did not fail to agree"."""

from __future__ import annotations

from extractors.facts.predicates import is_bare, is_copular
from extractors.facts.subjects import Subjects
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["VerbGroups", "is_reported_gerund", "particles"]


def is_reported_gerund(syntax: Syntax, token: int) -> bool:
    """A gerund that a verb of saying reports, no part of its verb group: "denied [taking bribes]"."""
    if syntax.deps[token] != "xcomp" or syntax.tags[token] != "VBG":
        return False
    return syntax.lemmas[syntax.heads[token]] in words("saying", "gerunds", "verbs")


def particles(syntax: Syntax, verb: int) -> list[int]:
    """Return the particles of a verb: "called [off]", "switched [over] to", "are referred [to] as"."""
    found = syntax.kids(verb, "compound:prt")
    for child in syntax.kids(verb, "obl", "advmod"):
        stranded = syntax.pos[child] == "ADP" and not syntax.children[child]
        if child == verb + 1 and (stranded or syntax.lowers[child] in words("adverbs", "particles")):
            found.append(child)
        elif (
            syntax.lowers[child] in {"higher", "lower"} and syntax.child(child, "obl:unmarked", "obl:npmod") is not None
        ):
            found.append(child)  # "closed 2.3 per cent [higher]"
    return sorted(found)


class VerbGroups:
    """Collects the verb groups of one document."""

    def __init__(self, syntax: Syntax, subjects: Subjects) -> None:
        self.syntax = syntax
        self.subjects = subjects

    def governors(self, token: int) -> tuple[int, ...]:
        """The predicates above an open complement that share its subject: "are set [to resume]", "is able [to go]"."""
        s = self.syntax
        found: list[int] = []
        current = token
        while True:
            while s.deps[current] == "conj" and s.child(current, "nsubj", "nsubj:pass", "aux", "cop") is None:
                above = s.heads[current]
                if s.tags[current] != s.tags[above]:
                    break
                current = above
            if s.deps[current] != "xcomp" or self.subjects.of(current)[1] != "control":
                return tuple(reversed(found))
            if is_reported_gerund(s, current):
                return tuple(reversed(found))
            current = s.heads[current]
            found.append(current)

    def group(self, token: int, chain: tuple[int, ...]) -> tuple[int, ...]:
        """Return the verb's own words and those of its governors, in text order."""
        found: set[int] = set()
        for number, governor in enumerate(chain):
            found |= set(self._words(governor, governed=number > 0))
            found.add(governor)
        own = self._words(token, governed=bool(chain))
        found |= set(own)
        if chain and not any(self.syntax.lowers[w] == "to" for w in own) and self.syntax.deps[token] == "conj":
            first = self.syntax.heads[token]
            found |= {m for m in self.syntax.kids(first, "mark") if self.syntax.lowers[m] == "to"}
        return tuple(sorted(found))

    def _auxiliaries(self, token: int) -> list[int]:
        """The auxiliaries and negations of a predicate, shared by coordination where the form asks for it.

        "They were found and [were] returned."
        """
        s = self.syntax
        own = s.kids(token, "aux", "aux:pass", "cop")
        negation = [a for a in s.kids(token, "advmod") if s.lowers[a] in {"not", "n't", "never"}]
        if own or s.deps[token] != "conj" or s.child(token, "nsubj", "nsubj:pass", "mark") is not None:
            return sorted(own + negation)
        first = s.heads[token]
        shares = s.tags[token] == s.tags[first] and s.tags[token] in {"VB", "VBN", "VBG"}
        if is_bare(s, token) or (shares and s.pos[token] == "VERB"):
            shared = self._auxiliaries(first)
            link = s.child(token, "cc")
            if link is not None and s.lowers[link] in {"or", "nor"}:
                return sorted(shared + negation)
            return sorted([a for a in shared if s.deps[a] != "advmod"] + negation)
        return sorted(negation)

    def _words(self, token: int, *, governed: bool) -> list[int]:
        """The words of one verb: auxiliaries, negation, close adverbs, "to", the verb, its particles."""
        s = self.syntax
        found = self._auxiliaries(token)
        if governed:
            found += [m for m in s.kids(token, "mark") if s.lowers[m] == "to"]
        found += particles(s, token)
        copular = is_copular(s, token)
        if not copular:
            found.append(token)
        low = min(found, default=token)
        for adverb in s.kids(token, "advmod"):
            close = low < adverb < token or (adverb == token - 1 and not copular)
            if close and s.child(adverb, "obl:unmarked", "obl", "punct", "case") is None and adverb not in found:
                if s.lowers[adverb] in words("adverbs", "outside") or (copular and adverb > max(found, default=token)):
                    continue
                found.append(adverb)
        return found
