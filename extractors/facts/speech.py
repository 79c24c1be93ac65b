"""Direct and indirect speech: the speaker, the verb of saying and the words said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.facts.clauses import Clause
from extractors.facts.polarity import polarity
from extractors.facts.reports import (
    CLOSING,
    OPENING,
    STRAIGHT,
    Report,
    class_modality,
    noun_modality,
    quotations,
    said_range,
    saying_class,
    source_of,
)
from extractors.facts.sources import sources
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["find_reports"]


def find_reports(syntax: Syntax, clauses: Iterable[Clause]) -> list[Report]:
    """Return every report of a document, in text order of its verb or source.

    "Officials said talks had failed.", "“We will go,” he added.", "According to police, two people died.",
    "He expressed hope that the truce would hold.", "Minister: talks have failed".
    """
    found: list[Report] = []
    quotes = quotations(syntax)
    for clause in clauses:
        direct = _verbal(syntax, clause, quotes) or _introduction(syntax, clause, quotes)
        if direct is not None:
            found.append(direct)
        found += sources(syntax, clause)
    return found


def _verbal(syntax: Syntax, clause: Clause, quotes: list[tuple[int, int]]) -> Report | None:
    if clause.kind != "verb":
        return None
    name = saying_class(syntax.lemmas[clause.head])
    if name is None:
        return None
    content = clause.content
    if content is None and clause.head in {q for q in [clause.head] if syntax.deps[q] in {"parataxis", "discourse"}}:
        above = syntax.heads[clause.head]
        fits = syntax.lemmas[clause.head] in words("saying", "quoting", "verbs") and not clause.objects
        if fits and above >= 0 and clause.via == "own":
            content = above
    if content is None and not clause.objects:
        for child in syntax.kids(clause.head, "parataxis"):
            between = {syntax.words[t] for t in range(clause.head + 1, child)}
            if syntax.tags[child] == "VBG" and syntax.child(child, "nsubj", "aux") is None:
                continue  # "agreed on two steps: keeping the truce and freeing prisoners"
            if child > clause.head and between & (OPENING | STRAIGHT | {":"}):
                content = child
                break
    if content is None:
        return None
    told = [o for o in clause.objects if o != content]
    tells = syntax.lemmas[clause.head] in words("saying", "telling", "verbs")
    if told and not tells and syntax.lemmas[told[0]] in noun_modality():
        return None  # "expressed hope that": the noun carries the clause
    members = [content, *(c for c in syntax.kids(clause.head, "ccomp") if c != content)]
    said = said_range(syntax, content, clause.head)
    quoted = any(start <= content < end for start, end in quotes)
    if quoted and not any(start <= clause.head < end and start <= content < end for start, end in quotes):
        quote = next((s, e) for s, e in quotes if s <= content < e)
        subject = syntax.child(content, "nsubj", "nsubj:pass")
        outside = said is not None and subject is not None and not quote[0] <= subject < quote[1]
        said = _with_mark(syntax, said) if outside and said is not None else quote  # 'the dam "could fail at any time"'
        if said is not None and said[1] - said[0] > 1 and syntax.words[said[1] - 1] == ",":
            said = (said[0], said[1] - 1)
    modality = class_modality(name)
    pieces = _pieces(syntax, content, clause.head, quotes) if quoted else _sides(syntax, content, clause.head)
    if len(pieces) > 1:
        said = (pieces[0][0], pieces[-1][1])
    speaker = clause.subject
    if clause.passive:  # "he was told that …" by whom?
        speaker = next((a.head for a in clause.adjuncts if a.agent), None)
    if speaker is not None and clause.via != "own" and syntax.lowers[speaker] == "it":
        speaker = None  # "It is too early to tell whether …"
    report = Report(
        clause.head, speaker, source_of(syntax, speaker), tuple(members), said, modality, quoted, pieces=pieces
    )
    if speaker is not None and syntax.lowers[speaker] == "few" and syntax.child(speaker, "det") is None:
        return replace(report, speaker=None, source=None, modality="possible")  # "Few believe the truce will last."
    return _unsaid(syntax, report, name) if polarity(syntax, clause) == "negative" else report


def _with_mark(syntax: Syntax, said: tuple[int, int]) -> tuple[int, int]:
    """What is said with the quotation mark that closes its last words."""
    after = said[1]
    closes = after < len(syntax.words) and syntax.words[after] in CLOSING | STRAIGHT
    return (said[0], after + 1) if closes and syntax.words[said[0]] not in OPENING | STRAIGHT else said


def _pieces(syntax: Syntax, content: int, verb: int, quotes: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The quoted stretches of one sentence that its speaker interrupts, without the comma before the interruption."""
    inside = set(syntax.subtree(content)) - set(syntax.subtree(verb) if syntax.heads[verb] == content else ())
    found = [(s, e) for s, e in quotes if any(s <= t < e for t in inside)]
    if len(found) < 2 or not any(end <= verb < start for (_, end), (start, _) in pairwise(found)):
        return ()
    return tuple((s, e - 1 if syntax.words[e - 1] == "," else e) for s, e in found)


def _sides(syntax: Syntax, content: int, verb: int) -> tuple[tuple[int, int], ...]:
    """What is said on both sides of an inserted speaker: "[The rebels], it said, [had seized the town]." """
    if syntax.heads[verb] != content or syntax.words[verb - 1] == ":":
        return ()
    inserted = set(syntax.subtree(verb))
    left = [t for t in syntax.subtree(content) if t not in inserted and t < verb and syntax.pos[t] != "PUNCT"]
    right = [t for t in syntax.subtree(content) if t not in inserted and t > verb and syntax.pos[t] != "PUNCT"]
    if not left or not right:
        return ()
    return ((left[0], left[-1] + 1), (right[0], right[-1] + 1))


def _unsaid(syntax: Syntax, report: Report, name: str) -> Report:
    """What becomes of the content where the verb of saying is negated: nobody says it.

    "did not believe that it was arson": that it was not; "did not deny that …": it may be; "did not say that …": open;
    "failed to explain why it left": it left, as the outlet has it.
    """
    verb, content = report.predicate, report.content[0]
    if verb is not None and syntax.lemmas[verb] in words("saying", "raising", "verbs"):
        return replace(report, flips=True)
    if name == "doubted" or any(syntax.tags[t].startswith("W") for t in _openers(syntax, content)):
        return replace(report, speaker=None, source=None, modality=None)
    return replace(report, speaker=None, source=None, modality="possible")


def _openers(syntax: Syntax, content: int) -> list[int]:
    """The question words that open a clause: "[why] it left", "[whose] car it was"."""
    return [t for t in syntax.subtree(content) if t < content and syntax.tags[t] in {"WRB", "WP", "WDT", "WP$"}][:1]


def _introduction(syntax: Syntax, clause: Clause, quotes: list[tuple[int, int]]) -> Report | None:
    """A sentence that ends in a colon or comma before the quotation it introduces: "Ivanov wrote:", then the words."""
    if clause.kind != "verb" or clause.content is not None or clause.via != "own":
        return None
    quoting = syntax.lemmas[clause.head] in words("saying", "quoting", "verbs")
    end = syntax.sentences[syntax.sentence[clause.head]][1]
    last = [t for t in range(clause.head, end) if syntax.words[t] in {":", ","}][-1:]
    if not last or not (quoting or (syntax.words[last[0]] == ":" and syntax.heads[clause.head] < 0)):
        return None
    for start, stop in quotes:
        roots = [h for h in range(start, stop) if syntax.heads[h] < 0]
        if roots and start >= end and start - last[0] <= 3:
            said = (start, stop)
            return Report(clause.head, clause.subject, None, tuple(roots), said, None, quoted=True, nominal=not quoting)
    return None
