"""From drafts to records: offsets, entities, time and place, polarity, modality, speaker, identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.adjuncts import Adjunct
from extractors.facts.circumstance import find_circumstances, is_event
from extractors.facts.clauses import Clause, find_clauses
from extractors.facts.confidence import confidence
from extractors.facts.copulas import copula_drafts, existential_drafts
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label
from extractors.facts.modality import STRENGTH, clause_modality
from extractors.facts.nouns import noun_drafts
from extractors.facts.phrases import block, coordinated, noun_phrase
from extractors.facts.polarity import polarity
from extractors.facts.predications import is_comment, saying_drafts, verb_drafts
from extractors.facts.rubbish import is_empty, is_litter
from extractors.facts.speech import Report, find_reports, quotations, reports_by_predicate
from extractors.facts.syntax import Syntax
from extractors.records import (
    Argument,
    Article,
    Fact,
    Modality,
    Polarity,
    Qualifier,
    Reference,
    Relation,
    TimeReference,
    stable_id,
)

if TYPE_CHECKING:
    from extractors.times import TimeExpression

__all__ = ["EntityOf", "assemble", "draft_facts"]

DESCRIBING = frozenset({"title", "age", "apposition", "description", "origin", "place"})
"""Constructions that say who or what somebody is."""

EntityOf = Callable[[int, tuple[int, ...]], str | None]
"""Gives the entity of a phrase: its head's token index and its tokens."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds for every fact of one clause."""

    polarity: Polarity
    modality: Modality


def draft_facts(syntax: Syntax, clauses: Sequence[Clause], timed: Mapping[int, object]) -> list[Draft]:
    """Return the facts of a document as drafts, by sentence, then by the position of subject, relation and object."""
    reports = {r.predicate: r for r in find_reports(syntax, clauses) if r.predicate is not None and not r.nominal}
    found: list[Draft] = []
    litter = [is_litter(syntax, start, end) for start, end in syntax.sentences]
    governing = {governor for clause in clauses for governor in clause.chain}
    for clause in clauses:
        if clause.kind == "copula" and clause.head in governing:
            continue  # "are willing [to move]": the infinitive carries the fact
        if litter[syntax.sentence_of[clause.head]]:
            continue
        circumstances = find_circumstances(syntax, clause, timed)
        report = reports.get(clause.head)
        if clause.kind == "existential":
            found += existential_drafts(syntax, clause, circumstances)
        elif clause.kind == "copula":
            found += copula_drafts(syntax, clause, circumstances)
        elif report is not None and report.said is not None:
            found += saying_drafts(syntax, clause, report, circumstances)
        else:
            found += verb_drafts(syntax, clause, circumstances)
    for number, (start, end) in enumerate(syntax.sentences):
        if not litter[number]:
            found += noun_drafts(syntax, start, end)
    found = [draft for draft in found if not is_empty(syntax, draft)]
    found.sort(key=lambda d: (syntax.sentence_of[d.predicate], d.subject, d.relation, d.object, d.rule, d.label))
    return found


def assemble(
    syntax: Syntax,
    article: Article,
    entity_of: EntityOf,
    concept_of: EntityOf,
    times: Sequence[TimeExpression],
) -> tuple[Fact, ...]:
    """Return the facts of a document.

    Args:
        syntax: The parse; its offsets are into ``article.text``.
        article: The article.
        entity_of: Gives the id of the entity of a phrase, or None.
        concept_of: Gives the id of the concept that a common noun phrase names.
        times: The time expressions of the document.

    Returns:
        Facts by sentence, then offset; ids depend on the article and the words only.
    """
    timed: dict[int, TimeExpression] = {i: t for t in times for i in range(t.start, t.end)}
    clauses = find_clauses(syntax)
    by_head = {clause.head: clause for clause in clauses}
    reports = find_reports(syntax, clauses)
    reported = reports_by_predicate(syntax, clauses, reports)
    builder = _Builder(syntax, article, entity_of, concept_of, timed, by_head, reported)
    drafts = draft_facts(syntax, clauses, timed)
    built = [(draft, builder.fact(draft)) for draft in drafts]
    first: dict[int, str] = {}
    for draft, fact in built:
        if draft.standing:
            first.setdefault(draft.predicate, fact.id)
    seen: set[str] = set()
    facts = []
    for draft, fact in built:
        if fact.id in seen:
            continue
        seen.add(fact.id)
        report = builder.report(draft)
        within = first.get(report.predicate) if report is not None and report.predicate is not None else None
        facts.append(replace(fact, within=within) if within is not None and within != fact.id else fact)
    return tuple(facts)


class _Builder:
    """Turns drafts into facts with the article at hand."""

    def __init__(
        self,
        syntax: Syntax,
        article: Article,
        entity_of: EntityOf,
        concept_of: EntityOf,
        timed: Mapping[int, TimeExpression],
        clauses: Mapping[int, Clause],
        reported: Mapping[int, Report],
    ) -> None:
        self.syntax = syntax
        self.article = article
        self.entity_of = entity_of
        self.concept_of = concept_of
        self.timed = timed
        self.clauses = clauses
        self.reported = reported
        self.quotes = quotations(syntax)

    def fact(self, draft: Draft) -> Fact:
        subject = self.reference(draft.subject, draft.subject_head)
        relation = self.relation(draft)
        obj = self.argument(draft, subject.entity)
        standing = self.standing(draft)
        report = self.report(draft)
        speaker = None
        if report is not None:
            head = report.source if report.source is not None else report.speaker
            if head is not None:
                speaker = self.reference(noun_phrase(self.syntax, head), head)
        borders = (subject.start, subject.end, relation.label, relation.start, obj and obj.start, obj and obj.end)
        return Fact(
            id=stable_id(self.article.id, draft.rule, *borders),
            sentence=self.syntax.sentence_of[draft.predicate],
            extractor=draft.rule,
            confidence=confidence(self.syntax, draft),
            subject=subject,
            relation=relation,
            object=obj,
            qualifiers=self.qualifiers(draft),
            time=self.time(draft),
            place=self.place(draft),
            polarity=standing.polarity,
            modality=standing.modality,
            attributed_to=speaker,
        )

    # -- words ----------------------------------------------------------------------------------------------------

    def span(self, tokens: Sequence[int]) -> tuple[str, int, int]:
        start, end = self.syntax.starts[tokens[0]], self.syntax.ends[tokens[-1]]
        return self.article.text[start:end], start, end

    def reference(self, tokens: tuple[int, ...], head: int) -> Reference:
        text, start, end = self.span(tokens)
        return Reference(text, start, end, self.entity_of(head, tokens))

    def relation(self, draft: Draft) -> Relation:
        tokens = draft.relation
        start, end = self.syntax.starts[min(tokens)], self.syntax.ends[max(tokens)]
        return Relation(self.syntax.text(tokens), draft.label, start, end)

    def argument(self, draft: Draft, subject: str | None) -> Argument | None:
        if not draft.object:
            return None
        text, start, end = self.span(draft.object)
        if draft.rule == "speech":
            return Argument(text, start, end, None, text)
        if draft.value is not None or draft.object_head is None:
            return Argument(text, start, end, None, draft.value or text)
        head = draft.object_head
        when = self.timed.get(head)
        if when is not None:
            return Argument(text, start, end, None, when.value)
        number = self.number(head, draft.object)
        if number:
            return Argument(text, start, end, None, number)
        entity = self.entity_of(head, draft.object)
        if entity is not None and entity == subject and self.syntax.pos[head] == "NOUN":
            entity = self.concept_of(head, draft.object)  # "Moxon, an attorney": what he is, not himself again
        return Argument(text, start, end, entity, number)

    def number(self, head: int, tokens: tuple[int, ...]) -> str | None:
        """The value of an argument that is a bare number, percentage or sum of money: its own words."""
        if self.syntax.pos[head] != "NUM" and self.syntax.words[head] not in {"%", "$", "€", "£"}:
            return None
        counted = self.syntax.kid(head, "nmod") is not None and self.syntax.words[head] not in {"%", "$", "€", "£"}
        return None if counted else self.syntax.text(tokens)

    # -- circumstances --------------------------------------------------------------------------------------------

    def time(self, draft: Draft) -> TimeReference | None:
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
        expression = self.expression(adjunct)
        if expression is not None:
            text, start, end = self.span(range(expression.start, expression.end))
            return TimeReference(text, start, end, expression.value)
        text, start, end = self.span(self.phrase(adjunct))
        return TimeReference(text, start, end, None)

    def expression(self, adjunct: Adjunct) -> TimeExpression | None:
        if adjunct.head in self.timed:
            return self.timed[adjunct.head]
        return next((self.timed[t] for t in self.phrase(adjunct) if t in self.timed), None)

    def phrase(self, adjunct: Adjunct) -> tuple[int, ...]:
        if adjunct.kind == "adverb":
            tokens = [t for t in self.syntax.subtree(adjunct.head) if self.syntax.pos[t] != "PUNCT"]
            return tuple(range(tokens[0], tokens[-1] + 1))
        return noun_phrase(self.syntax, adjunct.head)

    def place(self, draft: Draft) -> Reference | None:
        for adjunct in draft.circumstances.places:
            tokens = self.phrase(adjunct)
            of_event = is_event(self.syntax, self.syntax.heads[adjunct.head])
            if of_event or not set(tokens) & set(draft.subject):
                return self.reference(tokens, adjunct.head)
        return None

    def qualifiers(self, draft: Draft) -> tuple[Qualifier, ...]:
        found: list[Qualifier] = []
        circumstances = draft.circumstances
        if draft.recipient is not None:
            tokens = noun_phrase(self.syntax, draft.recipient)
            text, start, end = self.span(tokens)
            found.append(Qualifier("recipient", text, start, end, self.entity_of(draft.recipient, tokens)))
        borders = [t for t in circumstances.times if self.is_border(t) or self.measures(t)]
        further = circumstances.places[1:]
        draft_conjuncts = coordinated(self.syntax, draft.without.head) if draft.without is not None else []
        for adjunct in sorted((*circumstances.others, *borders, *further), key=lambda a: a.head):
            if adjunct is draft.without or adjunct.head == draft.object_head:
                continue
            role = case_label(self.syntax, adjunct.case)
            expression = self.expression(adjunct) if adjunct in borders else None
            if not role and expression is not None:
                role = "duration" if expression.kind == "DURATION" else "frequency"
            if is_comment(self.syntax, adjunct) or (draft.without and adjunct.head in draft_conjuncts):
                continue
            tokens = self.phrase(adjunct)
            if adjunct.kind == "noun" and self.syntax.lower[adjunct.head] in {"which", "whom", "what", "that", "who"}:
                continue
            if not role or role == "according to" or set(tokens) & {*draft.subject, *draft.object}:
                continue
            text, start, end = self.span(tokens)
            value = expression.value if expression is not None else None
            entity = None if adjunct in borders else self.entity_of(adjunct.head, tokens)
            found.append(Qualifier(role, text, start, end, entity, value))
        for adjunct in circumstances.clauses:
            role = self.clause_role(adjunct)
            link = adjunct.case[:1] if role == "for" else adjunct.case
            body = block(self.syntax, [t for t in self.syntax.subtree(adjunct.head) if t not in link], adjunct.head)
            if role and body and not set(body) & {*draft.subject, *draft.object}:
                text, start, end = self.span(body)
                found.append(Qualifier(role, text, start, end))
        return tuple(found)

    def clause_role(self, adjunct: Adjunct) -> str:
        """The conjunction as the role of a clause; an infinitive without "so that" is the purpose."""
        label = case_label(self.syntax, adjunct.case)
        if adjunct.complement:
            return label or "complement"
        if label == "for to" and self.syntax.kid(adjunct.head, "nsubj") is not None:
            return "for"  # "called for [the minister to resign]"
        return "purpose" if label in {"to", "in order to", "so as to", "for to"} else label

    # -- standing ------------------------------------------------------------------------------------------------

    def standing(self, draft: Draft) -> _Standing:
        if not draft.standing:
            return _Standing("negative" if draft.negative else "positive", draft.modality)
        clause = self.clauses.get(draft.predicate)
        if clause is None:
            return _Standing("positive", "asserted")
        own = clause_modality(self.syntax, clause, self.clauses)
        outer = self.reported_modality(draft)
        sign = polarity(self.syntax, clause)
        report = self.report(draft)
        if report is not None and report.flips and draft.predicate in report.content:
            sign = "negative" if sign == "positive" else "positive"  # "do not believe that it was arson"
        return _Standing(sign, max(own, outer, key=STRENGTH.index))

    def reported_modality(self, draft: Draft) -> Modality:
        report = self.report(draft)
        if report is None or report.modality is None:
            return "asserted"
        clause = self.clauses.get(draft.predicate)
        if clause is not None and clause.via in {"participle", "relative"}:
            return "asserted"  # what a modifier says is taken for granted: "deny that troops based there fired"
        return report.modality

    def report(self, draft: Draft) -> Report | None:
        """Who says the fact: for a noun's fact, who says the clause it stands in."""
        token = draft.predicate
        if draft.standing:
            return self.reported.get(token)
        if draft.rule in DESCRIBING and not any(start <= token < end for start, end in self.quotes):
            return None  # in indirect speech the outlet says who is who
        for above in (token, *self.syntax.ancestors(token)):
            if above in self.clauses:
                return self.reported.get(above)
        return None
