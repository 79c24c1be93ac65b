"""Facts as flat surface triples, the form that open-information-extraction scorers read.

Every clause is broken into binary triples: subject, verb and object; then subject, verb with object and preposition, and
what the preposition governs, once for each circumstance; the same for prepositional modifiers inside the last argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.facts.clauses import Adjunct, Clause, find_clauses
from extractors.facts.phrases import branch, conjuncts, core_phrase, is_nominal, noun_phrase
from extractors.facts.syntax import Syntax

__all__ = ["Shape", "Triple", "clause_triples", "document_triples"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the flat form shows. The defaults serve both public scorers; the rest is for experiments."""

    nested: int = 1
    clausal_adjuncts: bool = True
    content: bool = True
    appositions: bool = True
    bare: bool = False
    full_object: bool = True
    object_in_relation: bool = True


@dataclass(frozen=True, slots=True)
class Triple:
    """One flat triple of token indices, with the construction it came from."""

    subject: tuple[int, ...]
    relation: tuple[int, ...]
    object: tuple[int, ...]
    rule: str


def clause_triples(syntax: Syntax, clause: Clause, shape: Shape) -> Iterator[Triple]:
    """Yield the flat triples of one clause."""
    for subject in subjects(syntax, clause):
        yield from _triples(syntax, clause, subject, shape)


def subjects(syntax: Syntax, clause: Clause) -> list[tuple[int, ...]]:
    """The phrases of a clause's subject, one for each conjunct."""
    if clause.kind == "existential":
        there = syntax.kid(clause.head, "expl")
        return [(there,)] if there is not None else []
    if clause.subject is None:
        return []
    copular = syntax.kid(clause.subject, "cop") is not None
    if syntax.pos[clause.subject] in {"VERB", "AUX"}:
        return []
    heads = [h for h in conjuncts(syntax, clause.subject) if h == clause.subject or is_nominal(syntax, h)]
    if clause.via in {"participle", "relative", "infinitive"} or copular:
        heads = [clause.subject]
    return [noun_phrase(syntax, h, without=branch(syntax, h, clause.head), predicate=copular) for h in heads]


def _triples(syntax: Syntax, clause: Clause, subject: tuple[int, ...], shape: Shape) -> Iterator[Triple]:
    relation = clause.group
    objects: list[tuple[int, int]] = []  # head, and which phrase form
    if clause.kind == "existential" and clause.predicative:
        relation = tuple(t for t in relation)
    taken = False
    if clause.indirect is not None:
        indirect = noun_phrase(syntax, clause.indirect)
        if clause.objects:
            relation = relation + indirect
        else:
            objects = [(clause.indirect, 0)]
    heads = list(clause.objects) or [h for h, _ in objects]
    if clause.predicative:
        if clause.objects:
            relation = relation + noun_phrase(syntax, clause.objects[0])
            yield Triple(subject, clause.group, noun_phrase(syntax, clause.objects[0]), "object")
        heads = [clause.predicative[0]] if clause.kind != "existential" else list(clause.predicative)
    for head in heads:
        if head in subject:
            continue
        predicate = head in clause.predicative
        case = tuple(t for t in _case(syntax, head)) if predicate else ()
        full = noun_phrase(syntax, head, predicate=predicate and clause.kind == "copula")
        yield Triple(subject, relation + case, full, "predicate" if predicate else "object")
        taken = True
        yield from _nested(syntax, subject, relation + case, head, predicate, shape, shape.nested)
    core: tuple[int, ...] = ()
    if heads and shape.object_in_relation:
        predicate = heads[0] in clause.predicative
        core = (_case(syntax, heads[0]) if predicate else ()) + core_phrase(
            syntax, heads[0], predicate=predicate and clause.kind == "copula"
        )
    for adjunct in clause.adjuncts:
        if adjunct.kind == "clause":
            if shape.clausal_adjuncts:
                yield from _clausal(syntax, subject, relation + core, adjunct)
            continue
        phrase = noun_phrase(syntax, adjunct.head) if adjunct.kind == "noun" else tuple(syntax.subtree(adjunct.head))
        if set(phrase) & set(subject):
            continue
        yield Triple(subject, relation + core + adjunct.case, phrase, "adjunct")
        taken = True
        if adjunct.kind == "noun":
            yield from _nested(syntax, subject, relation + core + adjunct.case, adjunct.head, False, shape, shape.nested)
    if clause.content is not None and shape.content:
        yield Triple(subject, relation, content_words(syntax, clause.content), "content")
        taken = True
    if not taken and shape.bare and not _has_open_complement(syntax, clause.head):
        yield Triple(subject, relation, (), "bare")


def _case(syntax: Syntax, head: int) -> tuple[int, ...]:
    return tuple(t for m in syntax.kids(head, "case") if m < head for t in syntax.subtree(m))


def _nested(
    syntax: Syntax,
    subject: tuple[int, ...],
    relation: tuple[int, ...],
    head: int,
    predicate: bool,
    shape: Shape,
    depth: int,
) -> Iterator[Triple]:
    """Prepositional modifiers of the last argument: "became a founding justice of | the High Court"."""
    if depth <= 0:
        return
    core = core_phrase(syntax, head, predicate=predicate)
    for modifier in syntax.kids(head, "nmod"):
        if modifier < head or modifier in core:
            continue
        case: tuple[int, ...] = ()
        for member in conjuncts(syntax, modifier):
            case = _case(syntax, member) or case
            if not case:
                continue
            yield Triple(subject, relation + core + case, noun_phrase(syntax, member), "nested")
            yield from _nested(syntax, subject, relation + core + case, member, False, shape, depth - 1)


def _clausal(syntax: Syntax, subject: tuple[int, ...], relation: tuple[int, ...], adjunct: Adjunct) -> Iterator[Triple]:
    """A subordinate clause as the object of its conjunction: "taught until | he switched over"."""
    if not adjunct.case:
        return
    body = tuple(t for t in content_words(syntax, adjunct.head) if t not in adjunct.case)
    verb = syntax.kid(adjunct.head, "obj", "obl")
    if syntax.lower[adjunct.case[0]] == "to" and verb is not None:
        phrase = noun_phrase(syntax, verb)
        link = adjunct.case + (adjunct.head,) + (_case(syntax, verb) if syntax.deps[verb] == "obl" else ())
        yield Triple(subject, relation + link, phrase, "purpose")
        return
    yield Triple(subject, relation + adjunct.case, body, "clausal")


def content_words(syntax: Syntax, head: int) -> tuple[int, ...]:
    """The words of a clausal complement, without punctuation at its ends."""
    tokens = [t for t in syntax.subtree(head)]
    while tokens and syntax.pos[tokens[0]] == "PUNCT":
        tokens.pop(0)
    while tokens and syntax.pos[tokens[-1]] == "PUNCT":
        tokens.pop()
    return tuple(tokens)


def _has_open_complement(syntax: Syntax, head: int) -> bool:
    return syntax.kid(head, "xcomp") is not None


def document_triples(
    text: str, syntax: Syntax, shape: Shape | None = None
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield each sentence of a document with its flat triples, without repetitions."""
    shape = shape or Shape()
    clauses = find_clauses(syntax)
    found: list[list[Triple]] = [[] for _ in syntax.sentences]
    for clause in clauses:
        found[syntax.sentence_of[clause.head]] += clause_triples(syntax, clause, shape)
    for (start, end), triples in zip(syntax.sentences, found, strict=True):
        rows: list[dict[str, object]] = []
        seen = set()
        for triple in triples:
            key = (syntax.text(triple.subject), syntax.text(triple.relation), syntax.text(triple.object))
            if key in seen or not key[0] or not key[1]:
                continue
            seen.add(key)
            rows.append({"subject": key[0], "relation": key[1], "object": key[2], "confidence": 0.9, "rule": triple.rule})
        yield text[syntax.starts[start] : syntax.ends[end - 1]], rows
