"""Who says it: the speaker, the verb of saying and the words said, in direct and indirect speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors.facts.clauses import Clause
from extractors.facts.polarity import polarity
from extractors.facts.relatives import is_relative_pronoun
from extractors.facts.syntax import Syntax
from extractors.lexicon import table, words
from extractors.records import Modality

__all__ = ["Report", "find_reports", "quotations", "reports_by_predicate", "saying_class"]

OPENING = frozenset({"“", "``", "«", "„"})
CLOSING = frozenset({"”", "''", "»"})
STRAIGHT = frozenset({'"'})


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's words within the text.

    ``predicate`` is the verb of saying (None for "according to"), ``speaker`` the head of who says it, ``source`` the
    one behind a document that speaks ("a statement by the ministry"), ``content`` the predicates of what is said,
    ``said`` the range of its words, ``modality`` what the verb makes of the content (None: nothing); ``nominal``: a
    noun carries the content ("expressed hope that"), and ``predicate`` is the noun's verb; ``flips``: the negation of
    the verb is the content's ("do not believe that"); ``pieces``: the ranges of words that the speaker interrupts
    (“The roof,” she said, “is unsafe.”).
    """

    predicate: int | None
    speaker: int | None
    source: int | None
    content: tuple[int, ...]
    said: tuple[int, int] | None
    modality: Modality | None
    quoted: bool = False
    nominal: bool = False
    flips: bool = False
    pieces: tuple[tuple[int, int], ...] = ()


@cache
def _classes() -> dict[str, str]:
    """Which class of saying each verb belongs to; the first class that lists it counts."""
    found: dict[str, str] = {}
    for name in ("said", "denied", "doubted", "demanded", "promised", "expected", "believed"):
        for verb in words("saying", name, "verbs"):
            found.setdefault(verb, name)
    return found


def saying_class(lemma: str) -> str | None:
    """Return the class of a verb of saying ("say" -> "said", "deny" -> "denied"), or None."""
    return _classes().get(lemma)


@cache
def _class_modality(name: str) -> Modality | None:
    value: Modality | None = table("saying")[name]["modality"] or None
    return value


@cache
def _noun_modality() -> dict[str, Modality | None]:
    return {
        word: (group["modality"] or None)
        for group in table("saying")["nouns"].values()
        for word in group["words"].split()
    }


def quotations(syntax: Syntax) -> list[tuple[int, int]]:
    """Return the token ranges between quotation marks, end exclusive, without the marks.

    A straight mark opens and closes in turn; each paragraph starts anew, as newspapers repeat the opening mark there.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token, word in enumerate(syntax.words):
        if opened is not None and token and syntax.paragraph[token] != syntax.paragraph[token - 1]:
            found.append((opened, token))
            opened = None
        if word in OPENING or (word in STRAIGHT and opened is None):
            opened = token + 1
        elif opened is not None and (word in CLOSING or word in STRAIGHT):
            if token > opened:
                found.append((opened, token))
            opened = None
    if opened is not None:
        found.append((opened, len(syntax.words)))
    return found


def find_reports(syntax: Syntax, clauses: Iterable[Clause]) -> list[Report]:
    """Return every report of a document, in text order of its verb or source.

    "Officials said talks had failed.", "“We will go,” he added.", "According to police, two people died.",
    "He expressed hope that the truce would hold.", "Minister: talks have failed".
    """
    found: list[Report] = []
    quotes = quotations(syntax)
    for clause in clauses:
        direct = _verbal(syntax, clause, quotes) or _introduction(syntax, clause, quotes)
        others = (_nominal(syntax, clause), _accusation(syntax, clause), _directive(syntax, clause))
        for report in (direct, *others, _headline(syntax, clause)):
            if report is not None:
                found.append(report)
        found += _according(syntax, clause)
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
            if child > clause.head and between & (OPENING | STRAIGHT | {":"}):
                content = child
                break
    if content is None:
        return None
    told = [o for o in clause.objects if o != content]
    tells = syntax.lemmas[clause.head] in words("saying", "telling", "verbs")
    if told and not tells and syntax.lemmas[told[0]] in _noun_modality():
        return None  # "expressed hope that": the noun carries the clause
    members = [content, *(c for c in syntax.kids(clause.head, "ccomp") if c != content)]
    said = _said_range(syntax, content, clause.head)
    quoted = any(start <= content < end for start, end in quotes)
    if quoted and not any(start <= clause.head < end and start <= content < end for start, end in quotes):
        said = next(((s, e) for s, e in quotes if s <= content < e), said)
        if said is not None and said[1] - said[0] > 1 and syntax.words[said[1] - 1] == ",":
            said = (said[0], said[1] - 1)
    modality = _class_modality(name)
    pieces = _pieces(syntax, content, clause.head, quotes) if quoted else _sides(syntax, content, clause.head)
    if len(pieces) > 1:
        said = (pieces[0][0], pieces[-1][1])
    speaker = clause.subject
    if clause.passive:  # "he was told that …" by whom?
        speaker = next((a.head for a in clause.adjuncts if a.agent), None)
    report = Report(
        clause.head, speaker, _source(syntax, speaker), tuple(members), said, modality, quoted, pieces=pieces
    )
    return _unsaid(syntax, report, name) if polarity(syntax, clause) == "negative" else report


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


def _nominal(syntax: Syntax, clause: Clause) -> Report | None:
    """A that-clause that hangs on a noun of saying: the subject of the noun's verb, or its possessor, says it."""
    if syntax.deps[clause.head] not in {"acl", "ccomp", "acl:relcl"}:
        return None
    noun = syntax.heads[clause.head]
    if syntax.deps[clause.head] == "ccomp" and syntax.pos[noun] == "VERB":
        noun = next((o for o in syntax.kids(noun, "obj") if o < clause.head), noun)
    lemma = syntax.lemmas[noun]
    if syntax.pos[noun] != "NOUN" or lemma not in _noun_modality():
        return None
    if not any(syntax.lowers[m] in {"that", "whether"} for m in syntax.kids(clause.head, "mark")):
        return None
    return _carried(syntax, clause.head, noun)


def _carried(syntax: Syntax, content: int, noun: int) -> Report | None:
    lemma = syntax.lemmas[noun]
    owner = syntax.child(noun, "nmod:poss")
    verb = syntax.heads[noun] if syntax.deps[noun] in {"obj", "obl"} else None
    carrier = verb if verb is not None and syntax.pos[verb] == "VERB" else None
    speaker = owner
    if speaker is None and carrier is not None:
        speaker = syntax.child(carrier, "nsubj")
    said = _said_range(syntax, content, noun)
    modality = _noun_modality()[lemma]
    if any(syntax.lowers[d] in words("modality", "negative_determiners") for d in syntax.kids(noun, "det")):
        modality = None if modality == "questioned" else "questioned"  # "no doubt that …", "no evidence that …"
    verb_class = saying_class(syntax.lemmas[carrier]) if carrier is not None else None
    if verb_class in {"denied", "doubted"}:
        modality = _class_modality(verb_class)  # "rejected the claim that …"
    elif carrier is not None and verb_class is None and owner is None and syntax.deps[noun] == "obl":
        return None
    return Report(carrier, speaker, None, (content,), said, modality, nominal=True)


def _accusation(syntax: Syntax, clause: Clause) -> Report | None:
    """ "accused the firm of hiding documents": the accuser says so."""
    if clause.via != "object" or syntax.tags[clause.head] != "VBG" or syntax.heads[clause.head] < 0:
        return None
    verb = syntax.heads[clause.head]
    if syntax.lemmas[verb] not in words("embedding", "accusing") or syntax.child(verb, "nsubj") is None:
        return None
    return Report(verb, syntax.child(verb, "nsubj"), None, (clause.head,), None, None, nominal=True)


def _directive(syntax: Syntax, clause: Clause) -> Report | None:
    """ "urged both sides to stop", "called for the minister to resign": what somebody demands of another."""
    verb = syntax.heads[clause.head]
    if verb < 0 or syntax.tags[clause.head] != "VB" or syntax.pos[verb] != "VERB":
        return None
    if syntax.lemmas[verb] not in words("saying", "directing", "verbs"):
        return None
    asked = clause.via == "object" and syntax.deps[clause.head] in {"xcomp", "advcl", "ccomp"}
    marks = {syntax.lowers[m] for m in syntax.kids(clause.head, "mark")}
    if not asked and not (clause.via == "own" and "for" in marks):
        return None
    speaker = syntax.child(verb, "nsubj", "obl:agent")
    if speaker is None or is_relative_pronoun(syntax, speaker):
        return None
    return Report(verb, speaker, _source(syntax, speaker), (clause.head,), None, None, nominal=True)


def _headline(syntax: Syntax, clause: Clause) -> Report | None:
    """ "Minister: talks have failed": a name or role, a colon, a clause."""
    above = syntax.heads[clause.head]
    if syntax.deps[clause.head] != "parataxis" or above < 0 or above > clause.head or syntax.heads[above] >= 0:
        return None
    if syntax.pos[above] not in {"PROPN", "NOUN"} or syntax.child(above, "cop", "nsubj") is not None:
        return None
    start, _ = syntax.sentences[syntax.sentence[above]]
    colon = [t for t in range(above, clause.head) if syntax.words[t] == ":"]
    person = syntax.entity[above] in {"PERSON", "ORG", "GPE", "NORP"} or (
        syntax.lemmas[above].lower() in words("titles", "roles")
    )
    if not colon or not person or colon[0] - start > 6:
        return None
    return Report(None, above, None, (clause.head,), _said_range(syntax, clause.head, above), None)


def _according(syntax: Syntax, clause: Clause) -> list[Report]:
    """ "according to officials": attributed, without a verb of saying."""
    found = []
    for adjunct in clause.adjuncts:
        case = "_".join(syntax.lowers[t] for t in adjunct.case)
        counted = syntax.pos[adjunct.head] != "NUM" or syntax.child(adjunct.head, "nmod") is not None
        if case in words("saying", "prepositions", "attribution") and counted:
            found.append(Report(None, adjunct.head, _source(syntax, adjunct.head), (clause.head,), None, None))
    return found[:1]


def _source(syntax: Syntax, speaker: int | None) -> int | None:
    """Who is behind a document that speaks: "a statement released by the ministry", "the company's report"."""
    if speaker is None or syntax.lemmas[speaker] not in words("saying", "documents", "words"):
        return None
    owner = syntax.child(speaker, "nmod:poss")
    if owner is not None:
        return owner
    for modifier in syntax.kids(speaker, "acl"):
        agent = syntax.child(modifier, "obl:agent")
        if agent is not None and syntax.lemmas[modifier] in words("saying", "documents", "issued"):
            return agent
    for modifier in syntax.kids(speaker, "nmod"):
        if syntax.entity[modifier] in {"DATE", "TIME"} or syntax.pos[modifier] == "NUM":
            continue
        if any(syntax.lowers[c] in {"by", "from"} for c in syntax.kids(modifier, "case")):
            return modifier
    return None


def _said_range(syntax: Syntax, content: int, verb: int) -> tuple[int, int] | None:
    """The words of the content on its side of the verb of saying, without the punctuation around them."""
    inside = syntax.subtree(content)
    skip = set(syntax.subtree(verb)) if syntax.heads[verb] == content else set()
    side = [t for t in inside if t not in skip and (t < verb) == (content < verb)]
    while side and (
        syntax.pos[side[0]] == "PUNCT" or (syntax.lowers[side[0]] == "that" and syntax.deps[side[0]] == "mark")
    ):
        side.pop(0)
    while side and syntax.pos[side[-1]] == "PUNCT":
        side.pop()
    if not side:
        return None
    tags = syntax.tags[side[0] : side[-1] + 1]
    after = side[-1] + 1
    closes = after < len(syntax.words) and syntax.tags[after] == "''" and tags.count("``") > tags.count("''")
    return side[0], after + closes


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
        if current is None:
            continue
        for head in whole:
            found.setdefault(head, current)
        last = (end - 1, current)
    return found


def _nearest(syntax: Syntax, head: int, holding: Mapping[int, Report]) -> Report | None:
    current = head
    passed = {head}
    inner: Report | None = None  # a report without a speaker: what an outer speaker says of it counts
    while current >= 0:
        report = holding.get(current)
        if report is not None and report.predicate not in passed:
            speaker_side = report.speaker is not None and report.speaker in passed
            if not (report.predicate == head or speaker_side):
                if report.speaker is not None or report.predicate is None:
                    return report if inner is None else replace(report, modality=inner.modality or report.modality)
                inner = inner or report
        current = syntax.heads[current]
        passed.add(current)
    return inner


def _root(syntax: Syntax, token: int) -> int:
    while syntax.heads[token] >= 0:
        token = syntax.heads[token]
    return token
