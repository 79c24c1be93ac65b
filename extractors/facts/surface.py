"""Facts as flat surface triples, the form that open-information-extraction scorers read.

Every clause is broken into binary triples (Del Corro and Gemulla's clauses, in the minimal form of Gashteovski and
others' BenchIE): subject, verb, object; then subject, verb with object and preposition, and what the preposition
governs, once for each circumstance; the same for prepositional modifiers inside the last argument. Conjuncts stand
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.facts.adjuncts import Adjunct, complex_preposition
from extractors.facts.arguments import idiom
from extractors.facts.circumstance import is_time
from extractors.facts.clauses import Clause, find_clauses
from extractors.facts.confidence import triple_confidence
from extractors.facts.coordination import subject_heads
from extractors.facts.phrases import block, branch, conjuncts, core_phrase, noun_phrase
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["DEFAULT_SHAPE", "Shape", "Triple", "document_triples", "flat_triples"]

RELATIVES = frozenset({"which", "who", "whom", "that", "what"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Which triples are shown besides subject, verb and argument.

    ``nested``: prepositional modifiers within objects ("became a justice of | the High Court") and within
    circumstances; ``long_objects``: within objects of more words than these, only arguments ("sent a long letter of
    complaint to | the mayor"), 0 for none; ``leading``: circumstances before the verb that are no times;
    ``appositions``: "X | is | a giant".
    """

    nested_objects: bool = False
    long_objects: int = 5
    nested_circumstances: bool = False
    leading: bool = False
    appositions: bool = True


DEFAULT_SHAPE = Shape()


@dataclass(frozen=True, slots=True)
class Triple:
    """One flat triple of token indices, the construction it came from, and the heads it rests on.

    ``relation`` is empty for the "is" of an apposition.
    """

    subject: tuple[int, ...]
    relation: tuple[int, ...]
    object: tuple[int, ...]
    rule: str
    heads: tuple[int, ...]


def document_triples(
    text: str, syntax: Syntax, shape: Shape = DEFAULT_SHAPE
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield each sentence of a document with its flat triples, without repetitions.

    Args:
        text: The document's text.
        syntax: Its parse.
        shape: Which triples to show.

    Yields:
        The sentence's text and its triples as ``extract --triples`` prints them.
    """
    if not syntax.sentences:
        yield text, []
    found: list[list[Triple]] = [[] for _ in syntax.sentences]
    for triple in flat_triples(syntax, find_clauses(syntax), shape):
        found[syntax.sentence[triple.heads[0]]].append(triple)
    for (start, end), triples in zip(syntax.sentences, found, strict=True):
        rows: dict[tuple[str, str, str], dict[str, object]] = {}
        for triple in triples:
            relation = syntax.words_of(triple.relation) or "is"
            key = (syntax.words_of(triple.subject), relation, syntax.words_of(triple.object))
            if key not in rows and all(key):
                sure = min(syntax.certainty[head] for head in triple.heads)
                rows[key] = {
                    "subject": key[0],
                    "relation": key[1],
                    "object": key[2],
                    "confidence": triple_confidence(triple.rule, sure),
                }
        yield text[syntax.starts[start] : syntax.ends[end - 1]].strip("\n"), list(rows.values())


def flat_triples(syntax: Syntax, clauses: Sequence[Clause], shape: Shape = DEFAULT_SHAPE) -> Iterator[Triple]:
    """Yield the flat triples of a document, clause by clause, then those of its noun phrases."""
    flattener = _Flattener(syntax, clauses, shape)
    for clause in clauses:
        yield from flattener.of_clause(clause)
    if shape.appositions:
        yield from flattener.appositions()


class _Flattener:
    def __init__(self, syntax: Syntax, clauses: Sequence[Clause], shape: Shape) -> None:
        self.syntax = syntax
        self.shape = shape
        self.clauses = {clause.head: clause for clause in clauses}
        self.governors = {governor for clause in clauses for governor in clause.chain}

    def of_clause(self, clause: Clause) -> Iterator[Triple]:
        if clause.head in self.governors and not clause.objects:
            return  # its infinitive carries its words: "are set [to resume talks]"
        if clause.via == "infinitive":
            return  # "efforts to gain control": whose efforts is an inference, not the surface
        for head, subject in self.subjects(clause):
            yield from self.with_subject(clause, head, subject)

    def subjects(self, clause: Clause) -> list[tuple[int, tuple[int, ...]]]:
        """The heads and phrases of a clause's subject, one for each conjunct; the "there" of "there is"."""
        s = self.syntax
        if clause.kind == "existential":
            there = s.child(clause.head, "expl")
            return [(there, (there,))] if there is not None else []
        if clause.subject is None or s.pos[clause.subject] in {"VERB", "AUX"}:
            return []
        found = []
        for head in subject_heads(s, clause):
            phrase = noun_phrase(
                s, head, without=branch(s, head, clause.head), predicate=s.child(head, "cop") is not None
            )
            if len(phrase) > 1 or s.lowers[phrase[0]] not in RELATIVES or s.tags[head] == "DT":
                found.append((head, phrase))
        return found

    def with_subject(self, clause: Clause, subject_head: int, subject: tuple[int, ...]) -> Iterator[Triple]:
        s = self.syntax
        base = (clause.head, subject_head)
        relation, heads = clause.group, list(clause.objects)
        absorbed = idiom(s, clause)
        if absorbed is not None:
            relation, heads = relation + absorbed[1], []  # "took place | in Kabul"
        if clause.indirect is not None:
            if clause.objects:
                relation = relation + noun_phrase(s, clause.indirect)  # "gave diplomacy | a chance"
            else:
                heads = [clause.indirect]
        if clause.predicative:
            if clause.objects:
                about = noun_phrase(s, clause.objects[0])
                yield Triple(subject, relation, about, "clause", (*base, clause.objects[0]))
                relation = relation + about  # "declared him | guilty"
            heads = self.predicates(clause)
        core: tuple[int, ...] = ()
        for head in heads:
            predicate = bool(clause.predicative)
            copular = predicate and clause.kind == "copula"
            case = self.case(heads[0]) if predicate else ()
            phrase = noun_phrase(s, head, predicate=copular)
            if head in subject or set(phrase) & {*subject, *clause.group}:
                continue
            yield Triple(subject, relation + case, phrase, "copula" if copular else "clause", (*base, head))
            core = core or case + core_phrase(s, head, predicate=copular)
            if self.shape.nested_objects:
                yield from self.nested(subject, relation + case, head, base, copular=copular)
            elif self.shape.long_objects and len(phrase) > self.shape.long_objects:
                inner = self.nested(subject, relation + case, head, base, copular=copular)
                yield from (t for t in inner if s.lowers[t.relation[-1]] in words("light", "splitting_prepositions"))
        for adjunct in self.adjuncts(clause):
            yield from self.of_adjunct(clause, subject, relation + core, adjunct, base)
        if clause.content is not None:
            yield Triple(subject, relation, self.content(clause.content), "speech", (*base, clause.content))

    def predicates(self, clause: Clause) -> list[int]:
        """The predicates of a copular clause with their conjuncts; what there is; the complement of "become"."""
        s, first = self.syntax, clause.predicative[0]
        if clause.kind != "copula":
            return list(clause.predicative) if clause.kind == "existential" else [first]
        return [m for m in conjuncts(s, first) if m == first or (m not in self.clauses and s.pos[m] == s.pos[first])]

    def adjuncts(self, clause: Clause) -> list[Adjunct]:
        """The clause's circumstances with those of the predicates that govern it."""
        found = list(clause.adjuncts)
        for governor in clause.chain:
            above = self.clauses.get(governor)
            if above is not None and not above.objects:
                found += [a for a in above.adjuncts if a.kind != "clause"]
        return found

    def of_adjunct(
        self,
        clause: Clause,
        subject: tuple[int, ...],
        relation: tuple[int, ...],
        adjunct: Adjunct,
        base: tuple[int, int],
    ) -> Iterator[Triple]:
        s = self.syntax
        if adjunct.kind == "clause":
            yield from self.purpose(subject, relation, adjunct, base)
            return
        if adjunct.head < clause.head and not self.shape.leading and not is_time(s, adjunct.head, {}):
            return
        if adjunct.kind == "noun":
            phrase = noun_phrase(s, adjunct.head)
        else:
            phrase = block(s, s.subtree(adjunct.head), adjunct.head)
        if set(phrase) & {*subject, *relation}:
            return
        yield Triple(subject, relation + adjunct.case, phrase, "preposition", (*base, adjunct.head))
        if adjunct.kind == "noun" and self.shape.nested_circumstances:
            yield from self.nested(subject, relation + adjunct.case, adjunct.head, base, copular=False)

    def nested(
        self, subject: tuple[int, ...], relation: tuple[int, ...], head: int, base: tuple[int, int], *, copular: bool
    ) -> Iterator[Triple]:
        """Prepositional modifiers of the last argument: "became a founding justice of | the High Court"."""
        s = self.syntax
        core = core_phrase(s, head, predicate=copular)
        for modifier in s.kids(head, "nmod"):
            if modifier < head or modifier in core:
                continue
            case: tuple[int, ...] = ()
            for member in conjuncts(s, modifier):
                case = self.case(member) or case
                if not case:
                    continue
                target, link = complex_preposition(s, case, member) or (member, case)
                phrase = noun_phrase(s, target)
                yield Triple(subject, relation + core + link, phrase, "object-preposition", (*base, head, target))

    def purpose(
        self, subject: tuple[int, ...], relation: tuple[int, ...], adjunct: Adjunct, base: tuple[int, int]
    ) -> Iterator[Triple]:
        """An infinitive of purpose and its object: "siphoned matter to create | his waves"."""
        s = self.syntax
        if not adjunct.case or s.lowers[adjunct.case[0]] != "to" or adjunct.complement:
            return
        target = s.child(adjunct.head, "obj")
        target = s.child(adjunct.head, "obl") if target is None else target
        if target is not None:
            link = (*adjunct.case, adjunct.head, *(self.case(target) if s.deps[target] == "obl" else ()))
            yield Triple(subject, relation + link, noun_phrase(s, target), "preposition", (*base, target))

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

    def appositions(self) -> Iterator[Triple]:
        """ "Alpha Serpentis, a red giant, …": a name and what it is."""
        s = self.syntax
        for token, dep in enumerate(s.deps):
            head = s.heads[token]
            if dep == "appos" and s.pos[token] == "NOUN" and 0 <= head < token and s.pos[head] == "PROPN":
                yield Triple(core_phrase(s, head), (), noun_phrase(s, token), "apposition", (token,))
