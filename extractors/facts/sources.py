"""Who says it without a verb of saying around the words: nouns, accusations, demands, "according to", headlines."""

from __future__ import annotations

from extractors.facts.clauses import Clause
from extractors.facts.polarity import is_negated
from extractors.facts.relatives import is_relative_pronoun
from extractors.facts.reports import Report, class_modality, noun_modality, said_range, saying_class, source_of
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["sources"]


def sources(syntax: Syntax, clause: Clause) -> list[Report]:
    """Return the reports of a clause that need no verb of saying with its words as object.

    "expressed hope that the truce would hold", "accused the firm of hiding documents", "urged both sides to stop",
    "Minister: talks have failed", "according to police", "As Heald told reporters, …".
    """
    single = (
        _nominal(syntax, clause),
        _predicated(syntax, clause),
        _accusation(syntax, clause),
        _directive(syntax, clause),
        _expectation(syntax, clause),
        _headline(syntax, clause),
    )
    found = [report for report in single if report is not None]
    return [*found, *_according(syntax, clause), *_as_told(syntax, clause)]


def _nominal(syntax: Syntax, clause: Clause) -> Report | None:
    """A that-clause that hangs on a noun of saying: the subject of the noun's verb, or its possessor, says it."""
    if syntax.deps[clause.head] not in {"acl", "ccomp", "acl:relcl"}:
        return None
    noun = syntax.heads[clause.head]
    if syntax.deps[clause.head] == "ccomp" and syntax.pos[noun] == "VERB":
        noun = next((o for o in syntax.kids(noun, "obj") if o < clause.head), noun)
    lemma = syntax.lemmas[noun]
    if syntax.pos[noun] != "NOUN" or lemma not in noun_modality():
        return None
    bare = clause.via == "own" and syntax.child(clause.head, "aux", "cop") is not None  # "concerns they would stay"
    bare = (
        bare
        and noun_modality()[lemma] is not None
        and not any(syntax.tags[k][0] == "W" for k in syntax.children[clause.head])
    )
    if not bare and not any(syntax.lowers[m] in {"that", "whether"} for m in syntax.kids(clause.head, "mark")):
        return None
    return _carried(syntax, clause.head, noun)


def _carried(syntax: Syntax, content: int, noun: int) -> Report | None:
    lemma = syntax.lemmas[noun]
    owner = syntax.child(noun, "nmod:poss")
    verb = syntax.heads[noun] if syntax.deps[noun] in {"obj", "obl"} else None
    carrier = verb if verb is not None and syntax.pos[verb] == "VERB" else None
    if (
        carrier is not None
        and syntax.deps[noun] == "obl"
        and saying_class(syntax.lemmas[carrier]) in {"denied", "doubted"}
    ):
        carrier = None  # "rejected the plan over fears that it would fail": what is feared is not what is rejected
    speaker = owner
    if speaker is None and carrier is not None:
        first = carrier
        while syntax.deps[first] == "conj" and syntax.child(first, "nsubj", "nsubj:pass") is None:
            first = syntax.heads[first]
        speaker = syntax.child(first, "nsubj") if first == carrier else syntax.child(first, "nsubj", "nsubj:pass")
    said = said_range(syntax, content, noun)
    modality = noun_modality()[lemma]
    if any(syntax.lowers[d] in words("modality", "negative_determiners") for d in syntax.kids(noun, "det")):
        modality = None if modality == "questioned" else "questioned"  # "no doubt that …", "no evidence that …"
    verb_class = saying_class(syntax.lemmas[carrier]) if carrier is not None else None
    if verb_class in {"denied", "doubted"}:
        modality = class_modality(verb_class)  # "rejected the claim that …"
    elif carrier is not None and verb_class is None and owner is None and syntax.deps[noun] == "obl":
        reached = syntax.lemmas[carrier] in {"come", "arrive", "jump"}
        return Report(carrier, speaker, None, (content,), said, modality, nominal=True) if reached else None
    return Report(carrier, speaker, None, (content,), said, modality, nominal=True)


def _predicated(syntax: Syntax, clause: Clause) -> Report | None:
    """ "The fear is that the dam will burst.": what a noun of saying is said to be."""
    be = syntax.heads[clause.head]
    if be < 0 or syntax.deps[clause.head] != "ccomp" or syntax.lemmas[be] != "be":
        return None
    noun = syntax.child(be, "nsubj")
    if noun is None or syntax.lemmas[noun] not in noun_modality():
        return None
    return Report(
        None, syntax.child(noun, "nmod:poss"), None, (clause.head,), None, noun_modality()[syntax.lemmas[noun]]
    )


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
    return Report(verb, speaker, source_of(syntax, speaker), (clause.head,), None, None, nominal=True)


def _expectation(syntax: Syntax, clause: Clause) -> Report | None:
    """ "Analysts expect the bank to cut rates.": what somebody thinks of another, said with an infinitive."""
    verb = syntax.heads[clause.head]
    if verb < 0 or clause.via != "object" or syntax.deps[clause.head] not in {"xcomp", "ccomp"}:
        return None
    if saying_class(syntax.lemmas[verb]) not in {"believed", "expected"} or syntax.pos[verb] != "VERB":
        return None
    speaker = syntax.child(verb, "nsubj")
    if speaker is None or is_relative_pronoun(syntax, speaker) or is_negated(syntax, verb):
        return None
    if syntax.lowers[speaker] in words("modality", "negative_subjects"):
        return None  # "Nobody expects the talks to succeed."
    return Report(verb, speaker, source_of(syntax, speaker), (clause.head,), None, None, nominal=True)


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
    return Report(None, above, None, (clause.head,), said_range(syntax, clause.head, above), None)


def _according(syntax: Syntax, clause: Clause) -> list[Report]:
    """ "according to officials": attributed, without a verb of saying."""
    found = []
    for adjunct in clause.adjuncts:
        case = "_".join(syntax.lowers[t] for t in adjunct.case)
        counted = syntax.pos[adjunct.head] != "NUM" or syntax.child(adjunct.head, "nmod") is not None
        if case == "per" and syntax.entity[adjunct.head] not in {"PERSON", "ORG"}:
            continue  # "per day"
        if case in words("saying", "prepositions", "attribution") and counted:
            found.append(Report(None, adjunct.head, source_of(syntax, adjunct.head), (clause.head,), None, None))
    return found[:1]


def _as_told(syntax: Syntax, clause: Clause) -> list[Report]:
    """ "As Heald told reporters, ozone harms crops.": she says the main clause."""
    told = syntax.heads[clause.head]
    if syntax.deps[clause.head] != "advcl" or told < 0 or clause.via != "own" or clause.content is not None:
        return []
    if not any(syntax.lowers[m] == "as" for m in syntax.kids(clause.head, "mark")) or clause.passive:
        return []
    if syntax.lemmas[clause.head] not in words("saying", "quoting", "verbs"):
        return []
    source = source_of(syntax, clause.subject)
    return [Report(clause.head, clause.subject, source, (told,), None, None, nominal=True)]
