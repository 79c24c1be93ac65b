"""From drafts to records: offsets, entities, time and place, polarity, modality, speaker, identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.amounts import read_amount
from extractors.facts.attribution import reports_by_predicate
from extractors.facts.circumstance import find_circumstances
from extractors.facts.clauses import Clause, find_clauses
from extractors.facts.confidence import Rate, confidence, grounds_of
from extractors.facts.copulas import copula_drafts, existential_drafts
from extractors.facts.details import Details, EntityOf
from extractors.facts.drafts import Draft
from extractors.facts.modality import STRENGTH, clause_modality
from extractors.facts.nouns import noun_drafts
from extractors.facts.phrases import is_contrasted, noun_phrase
from extractors.facts.polarity import polarity
from extractors.facts.predications import verb_drafts
from extractors.facts.reports import Report, quotations
from extractors.facts.rubbish import empty_rule, litter_rule, silent_rule
from extractors.facts.speaking import saying_drafts
from extractors.facts.speech import find_reports
from extractors.facts.syntax import Syntax
from extractors.records import (
    Argument,
    Article,
    Fact,
    Gap,
    Modality,
    Polarity,
    Relation,
    stable_id,
)

if TYPE_CHECKING:
    from extractors.times import TimeExpression

__all__ = ["EntityOf", "assemble", "draft_facts"]

DESCRIBING = frozenset({"title", "age", "apposition", "description", "origin", "place"})
"""Constructions that say who or what somebody is."""


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


class _Builder(Details):
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
        super().__init__(syntax, article.text, entity_of, timed)
        self.article = article
        self.concept_of = concept_of
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

    def relation(self, draft: Draft) -> Relation:
        """Return its words as the text has them; without a verb only the preposition: "both sides [under] pressure"."""
        tokens = sorted(set(draft.relation) - set(draft.object)) or sorted(draft.relation)
        start, end = self.syntax.starts[tokens[0]], self.syntax.ends[tokens[-1]]
        return Relation(self.syntax.words_of(tokens), draft.label, start, end)

    def argument(self, draft: Draft, subject: str | None) -> Argument | None:
        if not draft.object:
            return None
        text, start, end = self.span(draft.object)
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
        if self.syntax.pos[head] == "NUM" and self.syntax.child(head, "nmod") is not None:
            return Argument(text, start, end)  # "one of the nations": who, not how many
        if amount is not None and (amount.kind != "count" or self.syntax.pos[head] == "NUM"):
            return Argument(text, start, end, None, amount.value)
        entity = self.entity_of(head, draft.object)
        if entity is not None and entity == subject and self.syntax.pos[head] == "NOUN":
            entity = self.concept_of(head, draft.object)  # "Moxon, an attorney": what he is, not himself again
        return Argument(text, start, end, entity, amount.value if amount is not None else None)

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
        relative = self.syntax.deps[draft.predicate] == "acl:relcl" and draft.predicate not in report.content
        if clause is not None and (clause.via in {"participle", "relative"} or relative):
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
