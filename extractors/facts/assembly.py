"""From drafts to records: offsets, entities, time and place, polarity, modality, speaker, identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.adjuncts import Adjunct
from extractors.facts.amounts import read_amount
from extractors.facts.circumstance import find_circumstances, place_of
from extractors.facts.clauses import Clause, find_clauses
from extractors.facts.confidence import Rate, confidence, grounds_of
from extractors.facts.copulas import copula_drafts, existential_drafts
from extractors.facts.drafts import Draft
from extractors.facts.labels import case_label
from extractors.facts.modality import STRENGTH, clause_modality
from extractors.facts.nouns import noun_drafts
from extractors.facts.phrases import block, coordinated, is_contrasted, noun_phrase
from extractors.facts.polarity import polarity
from extractors.facts.predications import is_comment, saying_drafts, verb_drafts
from extractors.facts.rubbish import empty_rule, litter_rule, silent_rule
from extractors.facts.speech import Report, find_reports, quotations, reports_by_predicate
from extractors.facts.syntax import Syntax
from extractors.records import (
    Argument,
    Article,
    Fact,
    Gap,
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

DEFINITE = frozenset({"the", "these", "those", "both", "its", "his", "her", "their", "our"})

EntityOf = Callable[[int, tuple[int, ...]], str | None]
"""Gives the entity of a phrase: its head's token index and its tokens."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds for every fact of one clause."""

    polarity: Polarity
    modality: Modality


def draft_facts(
    syntax: Syntax, clauses: Sequence[Clause], reports: Sequence[Report], timed: Mapping[int, object]
) -> tuple[list[Draft], list[Gap]]:
    """Return the facts of a document as drafts, by sentence, then by the position of subject, relation and object.

    Args:
        syntax: The parse.
        clauses: Its clauses.
        reports: Who says what in it.
        timed: Token indices that belong to a time expression.

    Returns:
        The drafts, and what was left out: each sentence, clause or draft with the rule by which it says nothing.
    """
    saying = {r.predicate: r for r in reports if r.predicate is not None and not r.nominal}
    litter = [litter_rule(syntax, start, end) for start, end in syntax.sentences]
    found: list[Draft] = []
    gaps = [Gap(number, rule) for number, rule in enumerate(litter) if rule is not None]
    governing = {governor for clause in clauses for governor in clause.chain}
    spoken = set()  # sentences with a clause or a fact
    for clause in clauses:
        number = syntax.sentence[clause.head]
        spoken.add(number)
        if litter[number] or (clause.kind == "copula" and clause.head in governing):
            continue  # "are willing [to move]": the infinitive carries the fact
        drafts = list(_of_clause(syntax, clause, saying.get(clause.head), timed))
        if not drafts and clause.head not in governing:
            gaps.append(Gap(number, silent_rule(syntax, clause)))
        found += drafts
    for number, (start, end) in enumerate(syntax.sentences):
        if litter[number] is None:
            drafts = list(noun_drafts(syntax, start, end))
            found += drafts
            if not drafts and number not in spoken:
                gaps.append(Gap(number, "fragment"))
    kept = []
    for draft in found:
        rule = empty_rule(syntax, draft)
        if rule is None:
            kept.append(draft)
        else:
            gaps.append(Gap(syntax.sentence[draft.predicate], rule))
    kept.sort(key=lambda d: (syntax.sentence[d.predicate], d.subject, d.relation, d.object, d.rule, d.label))
    gaps.sort(key=lambda gap: (gap.sentence, gap.rule))
    return kept, gaps


def _of_clause(syntax: Syntax, clause: Clause, report: Report | None, timed: Mapping[int, object]) -> Iterator[Draft]:
    """Yield the drafts of one clause by its kind; of a verb of saying what it says."""
    circumstances = find_circumstances(syntax, clause, timed)
    if clause.kind == "existential":
        yield from existential_drafts(syntax, clause, circumstances)
    elif clause.kind == "copula":
        yield from copula_drafts(syntax, clause, circumstances)
    elif report is not None and report.said is not None:
        yield from saying_drafts(syntax, clause, report, circumstances)
    else:
        yield from verb_drafts(syntax, clause, circumstances)


def assemble(
    syntax: Syntax,
    article: Article,
    entity_of: EntityOf,
    concept_of: EntityOf,
    times: Sequence[TimeExpression],
    rate: Rate = confidence,
) -> tuple[tuple[Fact, ...], tuple[Gap, ...]]:
    """Return the facts of a document, and what was left out of it.

    Args:
        syntax: The parse; its offsets are into ``article.text``.
        article: The article.
        entity_of: Gives the id of the entity of a phrase, or None.
        concept_of: Gives the id of the concept that a common noun phrase names.
        times: The time expressions of the document.
        rate: Gives each fact its confidence.

    Returns:
        Facts by sentence, then offset, whose ids depend on the article and the words only; and the gaps by sentence.
    """
    timed: dict[int, TimeExpression] = {i: t for t in times for i in range(t.start, t.end)}
    clauses = find_clauses(syntax)
    by_head = {clause.head: clause for clause in clauses}
    reports = find_reports(syntax, clauses)
    reported = reports_by_predicate(syntax, clauses, reports)
    builder = _Builder(syntax, article, entity_of, concept_of, timed, by_head, reported, rate)
    drafts, gaps = draft_facts(syntax, clauses, reports, timed)
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
    return tuple(facts), tuple(gaps)


def _opposite(sign: Polarity) -> Polarity:
    return "positive" if sign == "negative" else "negative"


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
        rate: Rate = confidence,
    ) -> None:
        self.syntax = syntax
        self.article = article
        self.entity_of = entity_of
        self.concept_of = concept_of
        self.timed = timed
        self.clauses = clauses
        self.reported = reported
        self.rate = rate
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
            sentence=self.syntax.sentence[draft.predicate],
            extractor=draft.rule,
            confidence=self.rate(grounds_of(self.syntax, draft, known=subject.entity is not None)),
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
        return Relation(self.syntax.words_of(tokens), draft.label, start, end)

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
        measure = next(iter(self.syntax.kids(head, "obl:unmarked", "obl:npmod", "obj")), None)
        if self.syntax.pos[head] == "ADJ" and measure is not None and measure in draft.object:
            amount = read_amount(self.syntax, measure, noun_phrase(self.syntax, measure))  # "300 metres long"
        else:
            amount = read_amount(self.syntax, head, draft.object)
        if amount is not None and (amount.kind != "count" or self.syntax.pos[head] == "NUM"):
            return Argument(text, start, end, None, amount.value)
        entity = self.entity_of(head, draft.object)
        if entity is not None and entity == subject and self.syntax.pos[head] == "NOUN":
            entity = self.concept_of(head, draft.object)  # "Moxon, an attorney": what he is, not himself again
        return Argument(text, start, end, entity, amount.value if amount is not None else None)

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
        if draft.object_head is not None and is_contrasted(self.syntax, draft.object_head):
            return None  # "withdrew from Gao, not from Kidal"
        adjunct = place_of(self.syntax, draft.circumstances, draft.subject)
        return self.reference(self.phrase(adjunct), adjunct.head) if adjunct is not None else None

    def qualifiers(self, draft: Draft) -> tuple[Qualifier, ...]:
        found: list[Qualifier] = []
        circumstances = draft.circumstances
        if draft.recipient is not None:
            tokens = noun_phrase(self.syntax, draft.recipient)
            text, start, end = self.span(tokens)
            found.append(Qualifier("recipient", text, start, end, self.entity_of(draft.recipient, tokens)))
        borders = [t for t in circumstances.times if self.is_border(t) or self.measures(t)]
        further = circumstances.places[1:]
        borders += [t for t in circumstances.times if t not in borders][1:]  # "on Sunday and on Monday"
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

    def clause_role(self, adjunct: Adjunct) -> str:
        """The conjunction as the role of a clause; an infinitive without "so that" is the purpose."""
        label = case_label(self.syntax, adjunct.case)
        if adjunct.complement:
            negated = any(self.syntax.lowers[t] == "not" for t in self.syntax.kids(adjunct.head, "advmod"))
            return f"not {label}".strip() if negated else label or "complement"
        if label == "for to" and self.syntax.child(adjunct.head, "nsubj") is not None:
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
            sign = _opposite(sign)  # "do not believe that it was arson"
        parties = (draft.subject_head, draft.object_head)
        if any(is_contrasted(self.syntax, h) for h in parties if h is not None and h != draft.predicate):
            sign = _opposite(sign)  # "221 passengers, not 212"
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
