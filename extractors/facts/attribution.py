"""Which predicates somebody else says, and who: the nearest report around each, quotations over several sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractors.facts.clauses import Clause
from extractors.facts.reports import Report, quotations
from extractors.facts.syntax import Syntax

__all__ = ["reports_by_predicate"]


def reports_by_predicate(syntax: Syntax, clauses: Iterable[Clause], reports: Iterable[Report]) -> Mapping[int, Report]:
    """Return, for each predicate that somebody else says, the nearest report that holds it.

    Predicates in further sentences of a quotation belong to the quotation's speaker; a whole quoted sentence without a
    verb of saying belongs to the speaker of the quotation before it in the same or the preceding paragraph.
    """
    heads = [clause.head for clause in clauses]
    reports = list(reports)
    holding: dict[int, Report] = {}
    for report in reports:
        for content in report.content:
            holding.setdefault(content, report)
    found: dict[int, Report] = {}
    for head in heads:
        nearest = _nearest(syntax, head, holding)
        if nearest is not None:
            found[head] = nearest
    last: tuple[int, Report] | None = None
    for start, end in quotations(syntax):
        speaking = [r for r in reports if r.predicate is not None and any(start <= c < end for c in r.content)]
        outer = [r for r in speaking if not (start <= (r.predicate or 0) < end)] or [
            r for r in speaking if r.quoted and r.predicate is not None and not start <= r.predicate < end
        ]
        current = outer[0] if outer else None
        whole = [h for h in heads if start <= h < end and start <= _root(syntax, h) < end]
        if current is None and whole and last is not None:
            near = syntax.paragraph[start] - syntax.paragraph[min(last[0], len(syntax.words) - 1)]
            current = last[1] if near <= 1 else None
        if current is None or not outer:
            since = last[0] if last is not None else -1
            current = (_spoken_before(syntax, reports, start, since) if whole else None) or current
        if current is None:
            continue
        for head in whole:
            found.setdefault(head, current)
        last = (end - 1, current)
    return found


def _spoken_before(syntax: Syntax, reports: Sequence[Report], start: int, since: int) -> Report | None:
    """Who spoke in the sentence before a quotation without a speaker, in its paragraph and after the last quotation.

    "Heald said ozone harms crops. “A cleanup would help.”"
    """
    here = syntax.sentence[start]
    found = [
        r
        for r in reports
        if r.predicate is not None
        and r.speaker is not None
        and not r.nominal
        and since < r.predicate < start
        and syntax.sentence[r.predicate] == here - 1
        and syntax.paragraph[r.predicate] == syntax.paragraph[start]
        and not any(r.predicate in other.content for other in reports)
    ]
    return found[-1] if found else None


def _nearest(syntax: Syntax, head: int, holding: Mapping[int, Report]) -> Report | None:
    current = head
    passed = {head}
    inner: Report | None = None  # a report without a speaker: what an outer speaker says of it counts
    while current >= 0:
        report = holding.get(current)
        if report is not None and report.predicate not in passed:
            speaker_side = report.speaker is not None and report.speaker in passed
            if not (report.predicate == head or speaker_side):
                if report.speaker is not None:
                    return report if inner is None else replace(report, modality=inner.modality or report.modality)
                inner = inner or report
        aside = syntax.deps[current] == "parataxis" and ";" in syntax.words[syntax.heads[current] : current]
        current = syntax.heads[current]
        passed.add(current)
        if aside and current in holding and holding[current].predicate is None:
            return inner  # "Many marched, according to police; unions disagreed."
    return inner


def _root(syntax: Syntax, token: int) -> int:
    while syntax.heads[token] >= 0:
        token = syntax.heads[token]
    return token
