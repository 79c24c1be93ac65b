"""Facts as flat surface triples, the form that open-information-extraction scorers read.

Every clause is broken into binary triples: subject, verb and object; then subject, verb with object and preposition, and
what the preposition governs, once for each circumstance; the same for prepositional modifiers inside the last argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.facts.circumstance import is_time
from extractors.facts.clauses import Adjunct, Clause, complex_preposition, find_clauses
from extractors.facts.phrases import block, branch, conjuncts, core_phrase, is_nominal, noun_phrase
from extractors.facts.syntax import Syntax

__all__ = ["Shape", "Triple", "clause_triples", "document_triples"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the flat form shows. The defaults serve both public scorers; the rest is for experiments."""

    nested: int = 1
    nested_of: str = "all"
    clausal_adjuncts: bool = False
    keep_acl: bool = True
    that: bool = False
    appositions: bool = False
    lead: bool = True
    threshold: float = 0.0
    adjunct_acl: bool = True
    timed_object: bool = True


@dataclass(frozen=True, slots=True)
class Triple:
    """One flat triple of token indices, with the construction it came from and the heads it rests on."""

    subject: tuple[int, ...]
    relation: tuple[int, ...]
    object: tuple[int, ...]
    rule: str
    heads: tuple[int, ...] = ()


class _Flattener:
    def __init__(self, syntax: Syntax, clauses: list[Clause], shape: Shape) -> None:
        self.syntax = syntax
        self.shape = shape
        self.clauses: Mapping[int, Clause] = {c.head: c for c in clauses}
        self.governors = {g for c in clauses for g in c.chain}

    # -- subjects ---------------------------------------------------------------------------------------------------

    def subjects(self, clause: Clause) -> list[tuple[int, tuple[int, ...]]]:
        """The phrases of a clause's subject, one for each conjunct."""
        s = self.syntax
        if clause.kind == "existential":
            there = s.kid(clause.head, "expl")
            return [(there, (there,))] if there is not None else []
        if clause.subject is None or s.pos[clause.subject] in {"VERB", "AUX"}:
            return []
        copular = s.kid(clause.subject, "cop") is not None
        heads = [h for h in conjuncts(s, clause.subject) if h == clause.subject or is_nominal(s, h)]
        if clause.via in {"participle", "relative", "infinitive"} or copular:
            heads = [clause.subject]
        found = []
        for h in heads:
            phrase = self.phrase(h, without=branch(s, h, clause.head), predicate=copular, acl=True)
            if len(phrase) == 1 and s.lower[phrase[0]] in {"which", "who", "that", "what"} and s.tags[h] != "DT":
                continue
            found.append((h, phrase))
        return found

    def phrase(self, head: int, *, predicate: bool = False, without: int | None = None, acl: bool | None = None) -> tuple[int, ...]:
        keep = self.shape.keep_acl if acl is None else acl
        return noun_phrase(self.syntax, head, predicate=predicate, without=without, participles=keep)

    # -- triples ----------------------------------------------------------------------------------------------------

    def clause(self, clause: Clause) -> Iterator[Triple]:
        if clause.head in self.governors and not clause.objects:
            return  # its infinitive carries its words: "are set [to resume talks]"
        for head, subject in self.subjects(clause):
            yield from self.with_subject(clause, head, subject)

    def with_subject(self, clause: Clause, subject_head: int, subject: tuple[int, ...]) -> Iterator[Triple]:
        s, shape = self.syntax, self.shape
        relation = clause.group
        base = (clause.head, subject_head)
        heads: list[int] = list(clause.objects)
        if clause.indirect is not None:
            if clause.objects:
                relation = relation + self.phrase(clause.indirect)
            else:
                heads = [clause.indirect]
        if clause.predicative:
            if clause.objects:
                about = self.phrase(clause.objects[0])
                relation = relation + about
                yield Triple(subject, clause.group, about, f"object:{clause.via}", (*base, clause.objects[0]))
            heads = list(clause.predicative) if clause.kind == "existential" else [clause.predicative[0]]
            if clause.kind == "copula":
                heads = [m for m in conjuncts(s, heads[0]) if m == heads[0] or (m not in self.clauses and s.pos[m] == s.pos[heads[0]])]
        core: tuple[int, ...] = ()
        for head in heads:
            if head in subject:
                continue
            predicate = head in clause.predicative or clause.kind == "copula"
            case = self.case(heads[0]) if predicate else ()
            copular = predicate and clause.kind == "copula"
            full = self.phrase(head, predicate=copular)
            if set(full) & {*subject, *clause.group}:
                continue
            yield Triple(subject, relation + case, full, f"predicate:{clause.kind}:{bool(clause.objects)}:{s.pos[head]}" if predicate else f"object:{clause.via}", (*base, head))
            if not core:
                core = case + core_phrase(s, head, predicate=copular)
            yield from self.nested(subject, relation + case, head, copular, clause.kind + "O", base)
        adjuncts = list(clause.adjuncts)
        for governor in clause.chain:
            above = self.clauses.get(governor)
            if above is not None and not above.objects:
                adjuncts += [a for a in above.adjuncts if a.kind != "clause"]
        for adjunct in adjuncts:
            yield from self.adjunct(clause, subject, relation, core, adjunct, base)
        if clause.content is not None:
            words = self.content(clause.content)
            link: tuple[int, ...] = ()
            if shape.that and words and s.lower[words[0]] == "that":
                link, words = words[:1], words[1:]
            yield Triple(subject, relation + link, words, "content", (*base, clause.content))

    def adjunct(self, clause: Clause, subject: tuple[int, ...], relation: tuple[int, ...], core: tuple[int, ...], adjunct: Adjunct, base: tuple[int, ...]) -> Iterator[Triple]:
        s, shape = self.syntax, self.shape
        lead = adjunct.head < clause.head
        if adjunct.kind == "clause":
            if s.lower[adjunct.case[0]] == "to" if adjunct.case else False:
                yield from self.purpose(subject, relation + core, adjunct, base)
            elif shape.clausal_adjuncts and adjunct.case:
                body = tuple(t for t in self.content(adjunct.head) if t not in adjunct.case)
                yield Triple(subject, relation + core + adjunct.case, body, "clausal", (*base, adjunct.head))
            return
        timed = is_time(s, adjunct.head, {})
        if lead and not timed and not shape.lead:
            return
        if timed and core and not shape.timed_object:
            return
        if adjunct.kind == "noun":
            phrase = self.phrase(adjunct.head, acl=shape.adjunct_acl)
        else:
            phrase = block(s, s.subtree(adjunct.head), adjunct.head)
        if set(phrase) & {*subject, *relation}:
            return
        detail = f"adjunct:{'T' if timed else 'A' if adjunct.agent else 'x'}:{'o' if clause.objects else 'p' if clause.predicative else '-'}:{'lead' if lead else 'post'}"
        yield Triple(subject, relation + core + adjunct.case, phrase, detail, (*base, adjunct.head))
        if adjunct.kind == "noun":
            yield from self.nested(subject, relation + core + adjunct.case, adjunct.head, False, "A" + ("o" if clause.objects else ""), base)

    def nested(self, subject: tuple[int, ...], relation: tuple[int, ...], head: int, copular: bool, origin: str, base: tuple[int, ...]) -> Iterator[Triple]:
        """Prepositional modifiers of the last argument: "became a founding justice of | the High Court"."""
        s = self.syntax
        if not self.shape.nested:
            return
        core = core_phrase(s, head, predicate=copular)
        for modifier in s.kids(head, "nmod"):
            if modifier < head or modifier in core:
                continue
            case: tuple[int, ...] = ()
            for member in conjuncts(s, modifier):
                case = self.case(member) or case
                if not case:
                    continue
                of = s.lower[case[0]] == "of"
                if self.shape.nested_of == "of" and not of:
                    continue
                inner = complex_preposition(s, case, member)
                target, link = inner if inner is not None else (member, case)
                yield Triple(subject, relation + core + link, self.phrase(target), f"nested:{origin}:{of}", (*base, head, target))

    def purpose(self, subject: tuple[int, ...], relation: tuple[int, ...], adjunct: Adjunct, base: tuple[int, ...]) -> Iterator[Triple]:
        """ "siphon matter to create | his waves"."""
        s = self.syntax
        target = s.kid(adjunct.head, "obj") or s.kid(adjunct.head, "obl")
        if target is None:
            return
        link = (*adjunct.case, adjunct.head, *(self.case(target) if s.deps[target] == "obl" else ()))
        yield Triple(subject, relation + link, self.phrase(target), "purpose", (*base, target))

    def case(self, head: int) -> tuple[int, ...]:
        s = self.syntax
        return tuple(t for m in s.kids(head, "case") if m < head for t in s.subtree(m) if s.pos[t] != "PUNCT")

    def content(self, head: int) -> tuple[int, ...]:
        """The words of a clausal complement, without punctuation at its ends."""
        s = self.syntax
        tokens = s.subtree(head)
        while tokens and s.pos[tokens[0]] == "PUNCT":
            tokens.pop(0)
        while tokens and s.pos[tokens[-1]] == "PUNCT":
            tokens.pop()
        return tuple(tokens)

    def appositions(self, start: int, end: int) -> Iterator[Triple]:
        s = self.syntax
        for token in range(start, end):
            if s.deps[token] == "appos" and s.pos[token] in {"NOUN"}:
                head = s.heads[token]
                if head < token and s.pos[head] == "PROPN":
                    yield Triple(core_phrase(s, head), (-1,), self.phrase(token), "appos", (token,))


def clause_triples(syntax: Syntax, clauses: list[Clause], shape: Shape) -> Iterator[tuple[int, Triple]]:
    """Yield the flat triples of a document with the sentence they belong to."""
    flattener = _Flattener(syntax, clauses, shape)
    for clause in clauses:
        for triple in flattener.clause(clause):
            yield syntax.sentence_of[clause.head], triple
    if shape.appositions:
        for n, (a, b) in enumerate(syntax.sentences):
            for triple in flattener.appositions(a, b):
                yield n, triple


def document_triples(
    text: str, syntax: Syntax, shape: Shape | None = None
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield each sentence of a document with its flat triples, without repetitions."""
    shape = shape or Shape()
    found: list[list[Triple]] = [[] for _ in syntax.sentences]
    for number, triple in clause_triples(syntax, find_clauses(syntax), shape):
        found[number].append(triple)
    for (start, end), triples in zip(syntax.sentences, found, strict=True):
        rows: list[dict[str, object]] = []
        seen = set()
        for triple in triples:
            key = (syntax.text(triple.subject), "is" if triple.relation == (-1,) else syntax.text(triple.relation), syntax.text(triple.object))
            if key in seen or not all(key):
                continue
            sure = min((syntax.certainty[h] for h in triple.heads), default=1.0)
            if sure < shape.threshold:
                continue
            seen.add(key)
            rows.append({"subject": key[0], "relation": key[1], "object": key[2], "confidence": round(sure, 3), "rule": triple.rule})
        yield text[syntax.starts[start] : syntax.ends[end - 1]], rows
