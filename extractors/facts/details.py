"""What stands beside subject, relation and object: when, where, how many, and all else that is said of the fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.facts.adjuncts import Adjunct
from extractors.facts.amounts import read_amount
from extractors.facts.arguments import is_comment
from extractors.facts.circumstance import place_of
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label
from extractors.facts.phrases import block, coordinated, is_contrasted, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.records import Qualifier, Reference, TimeReference

if TYPE_CHECKING:
    from extractors.times import TimeExpression

__all__ = ["Details", "EntityOf"]

EntityOf = Callable[[int, tuple[int, ...]], str | None]
"""Gives the entity of a phrase: its head's token index and its tokens."""

DEFINITE = frozenset({"the", "these", "those", "both", "its", "his", "her", "their", "our"})


class Details:
    """Reads the details of one document's drafts."""

    def __init__(self, syntax: Syntax, text: str, entity_of: EntityOf, timed: Mapping[int, TimeExpression]) -> None:
        self.syntax = syntax
        self.text = text
        self.entity_of = entity_of
        self.timed = timed

    def span(self, tokens: Sequence[int]) -> tuple[str, int, int]:
        """Return the text of a stretch of tokens with its offsets."""
        start, end = self.syntax.starts[tokens[0]], self.syntax.ends[tokens[-1]]
        return self.text[start:end], start, end

    def reference(self, tokens: tuple[int, ...], head: int) -> Reference:
        """Return a phrase with the entity that it names."""
        text, start, end = self.span(tokens)
        return Reference(text, start, end, self.entity_of(head, tokens))

    def time(self, draft: Draft) -> TimeReference | None:
        """Return when the fact holds: the first of its times, one that only borders it last."""
        times = [t for t in draft.circumstances.times if not self.measures(t) and t is not draft.without]
        times.sort(key=self.is_border)  # the time itself before one that only borders it
        return self.time_of(times[0]) if times else None

    def measures(self, adjunct: Adjunct) -> bool:
        """How long or how often, rather than when: "for two days", "every week"."""
        expression = self.expression(adjunct)
        return expression is not None and expression.kind in {"DURATION", "SET"}

    def is_border(self, adjunct: Adjunct) -> bool:
        """ "since", "until", "before": the border of a time, not the time itself."""
        link = case_label(self.syntax, adjunct.case)
        return link in {"since", "until", "till", "before", "after", "from", "to", "through", "by", "prior to"}

    def time_of(self, adjunct: Adjunct) -> TimeReference:
        """Return the words of a time with its value, where that is known."""
        expression = self.expression(adjunct)
        if expression is not None:
            text, start, end = self.span(range(expression.start, expression.end))
            return TimeReference(text, start, end, expression.value)
        text, start, end = self.span(self.phrase(adjunct))
        return TimeReference(text, start, end, None)

    def expression(self, adjunct: Adjunct) -> TimeExpression | None:
        """Return the time expression that an adjunct holds."""
        if adjunct.head in self.timed:
            return self.timed[adjunct.head]
        return next((self.timed[t] for t in self.phrase(adjunct) if t in self.timed), None)

    def phrase(self, adjunct: Adjunct) -> tuple[int, ...]:
        """Return the tokens of an adjunct without its preposition."""
        if adjunct.kind == "adverb":
            tokens = [t for t in self.syntax.subtree(adjunct.head) if self.syntax.pos[t] != "PUNCT"]
            return tuple(range(tokens[0], tokens[-1] + 1))
        return noun_phrase(self.syntax, adjunct.head)

    def place(self, draft: Draft) -> Reference | None:
        """Return where the fact holds."""
        if draft.object_head is not None and is_contrasted(self.syntax, draft.object_head):
            return None  # "withdrew from Gao, not from Kidal"
        adjunct = place_of(self.syntax, draft.circumstances, draft.subject)
        if draft.without is not None and draft.without in draft.circumstances.places:
            adjunct = draft.without  # "operates in Mali and Niger": each in its own
        elif adjunct is not None and draft.without is not None and draft.rule == "preposition":
            goal = self.syntax.entity[draft.without.head] in {"GPE", "LOC", "FAC"}
            link = case_label(self.syntax, draft.without.case)
            if (
                goal
                and link in {"to", "into", "from"}
                and case_label(self.syntax, adjunct.case) in {"to", "into", "from"}
            ):
                adjunct = draft.without  # "fled from Syria to Turkey"
        return self.reference(self.phrase(adjunct), adjunct.head) if adjunct is not None else None

    def qualifiers(self, draft: Draft) -> tuple[Qualifier, ...]:
        """Return all else: recipient, further prepositions, times and places, clauses, counts."""
        found: list[Qualifier] = []
        circumstances = draft.circumstances
        if draft.recipient is not None:
            tokens = noun_phrase(self.syntax, draft.recipient)
            text, start, end = self.span(tokens)
            found.append(Qualifier("recipient", text, start, end, self.entity_of(draft.recipient, tokens)))
        borders = [t for t in circumstances.times if self.is_border(t) or self.measures(t)]
        further = circumstances.places[1:]
        borders += [t for t in circumstances.times if t not in borders][1:]  # "on Sunday and on Monday"
        borders = self.once(borders)  # "between 1990 and 2020" is one time
        draft_conjuncts = coordinated(self.syntax, draft.without.head) if draft.without is not None else []
        for adjunct in sorted((*circumstances.others, *borders, *further), key=lambda a: a.head):
            if adjunct is draft.without or adjunct.head == draft.object_head:
                continue
            role = case_label(self.syntax, adjunct.case)
            expression = self.expression(adjunct) if adjunct in borders else None
            if not role and expression is not None:
                role = {"DURATION": "duration", "SET": "frequency"}.get(expression.kind, "time")
            if is_contrasted(self.syntax, adjunct.head):
                continue
            if is_comment(self.syntax, adjunct) or (draft.without and adjunct.head in draft_conjuncts):
                continue
            tokens = self.phrase(adjunct)
            if adjunct.kind == "noun" and self.syntax.lowers[adjunct.head] in {"which", "whom", "what", "that", "who"}:
                continue
            if not role or role == "according to" or set(tokens) & {*draft.subject, *draft.object}:
                continue
            text, start, end = self.span(tokens)
            value = expression.value if expression is not None else None
            amount = read_amount(self.syntax, adjunct.head, tokens) if expression is None else None
            value = amount.value if amount is not None else value
            measured = amount is not None and (amount.kind != "count" or self.syntax.pos[adjunct.head] == "NUM")
            entity = None if adjunct in borders or measured else self.entity_of(adjunct.head, tokens)
            found.append(Qualifier(role, text, start, end, entity, value))
        for adjunct in circumstances.clauses:
            role = self.clause_role(adjunct)
            link = adjunct.case[:1] if role == "for" else adjunct.case
            body = block(self.syntax, [t for t in self.syntax.subtree(adjunct.head) if t not in link], adjunct.head)
            if role and body and not set(body) & {*draft.subject, *draft.object}:
                text, start, end = self.span(body)
                found.append(Qualifier(role, text, start, end))
        return (*found, *self.counts(draft))

    def once(self, times: list[Adjunct]) -> list[Adjunct]:
        """Of several adjuncts with one preposition within one time expression, the first."""
        kept: list[Adjunct] = []
        seen: set[tuple[int, str]] = set()
        for adjunct in times:
            expression = self.expression(adjunct)
            link = case_label(self.syntax, adjunct.case)
            if expression is None or (link != "between" and (expression.start, link) not in seen):
                kept.append(adjunct)
            if expression is not None:
                seen.add((expression.start, link))
        return kept

    def clause_role(self, adjunct: Adjunct) -> str:
        """The conjunction as the role of a clause; an infinitive without "so that" is the purpose."""
        label = case_label(self.syntax, adjunct.case)
        if adjunct.complement:
            negated = any(self.syntax.lowers[t] == "not" for t in self.syntax.kids(adjunct.head, "advmod"))
            return f"not {label}".strip() if negated else label or "complement"
        if label == "for to" and self.syntax.child(adjunct.head, "nsubj") is not None:
            return "for"  # "called for [the minister to resign]"
        return "purpose" if label in {"to", "in order to", "so as to", "for to"} else label

    def counts(self, draft: Draft) -> list[Qualifier]:
        """How many, with what makes the number rough: of the object, or of the subject where there is none.

        "The fire killed at least 12 people.": count 12, approximation "at least".
        """
        if not draft.standing or draft.rule in {"speech", "copula"}:
            return []
        amount = read_amount(self.syntax, draft.object_head, draft.object) if draft.object_head is not None else None
        if amount is None and (draft.object_head is None or draft.rule == "preposition"):
            if self.syntax.lowers[draft.subject[0]] in DEFINITE:
                return []  # "the two men": which, not how many
            amount = read_amount(self.syntax, draft.subject_head, draft.subject)
        elif draft.object and self.syntax.lowers[draft.object[0]] in DEFINITE:
            return []
        if amount is None:
            return []
        found = []
        if amount.kind == "count" and amount.number != draft.object:
            found.append(Qualifier("count", *self.span(amount.number), None, amount.value))
        if amount.rough:
            found.append(Qualifier("approximation", *self.span(amount.rough)))
        return found
