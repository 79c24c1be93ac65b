"""The facts of speech: who says what to whom."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.circumstance import Circumstances
from extractors.facts.clauses import Clause
from extractors.facts.coordination import subject_heads
from extractors.facts.drafts import Draft
from extractors.facts.labels import verb_label
from extractors.facts.phrases import branch, noun_phrase
from extractors.facts.reports import Report
from extractors.facts.syntax import Syntax

__all__ = ["saying_drafts"]


def saying_drafts(syntax: Syntax, clause: Clause, report: Report, found: Circumstances) -> Iterator[Draft]:
    """Yield who says what: the words said are the object, whoever is told is the recipient.

    "Officials told reporters that talks had failed.": officials, tell, "talks had failed", recipient reporters.
    """
    if report.said is None:
        return
    said = tuple(range(*report.said))
    pieces = report.pieces or (report.said,)
    value = " ".join(syntax.text[syntax.starts[start] : syntax.ends[end - 1]] for start, end in pieces)
    told = clause.indirect if clause.indirect is not None else next(iter(clause.objects), None)
    inside = any(start <= told < end for start, end in pieces) if told is not None else False
    if told is not None and (inside or syntax.tags[told].startswith("W")):
        told = None
    for head in subject_heads(syntax, clause):
        yield Draft(
            "speech", clause.head, noun_phrase(syntax, head, without=branch(syntax, head, clause.head)), head,
            clause.group, verb_label(syntax, clause), said, None, value, found, recipient=told,
        )  # fmt: skip
