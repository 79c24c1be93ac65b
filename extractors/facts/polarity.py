"""Whether the words say that something is so or that it is not."""

from __future__ import annotations

from extractors.facts.clauses import Clause
from extractors.facts.syntax import Syntax
from extractors.lexicon import words
from extractors.records import Polarity

__all__ = ["gives_up", "has_yet", "is_negated", "polarity"]


def polarity(syntax: Syntax, clause: Clause) -> Polarity:
    """Return the polarity of a clause: an odd number of negations on the way to its verb makes it negative.

    "They did not agree." negative; "Talks failed to produce a breakthrough." negative; "They did not fail to agree."
    positive; "No agreement was reached." negative; "They left without signing." negative.
    """
    negations = 0
    for governor in clause.chain:
        negations += is_negated(syntax, governor)
        negations += syntax.lemmas[governor] in words("embedding", "fails") or gives_up(syntax, governor)
        negations += has_yet(syntax, governor) or syntax.lowers[governor] in words("embedding", "judged", "negative")
    negations += is_negated(syntax, clause.head) + _is_judged_unlikely(syntax, clause.head)
    negations += clause.via == "infinitive" and _is_lacked(syntax, syntax.heads[clause.head])
    link = syntax.child(clause.head, "cc")
    negations += link is not None and syntax.lowers[link] == "nor" and not is_negated(syntax, clause.head)
    for negation in negation_words(syntax, clause):
        negations += negation in clause.group and syntax.heads[negation] not in {clause.head, *clause.chain}
    arguments = [a for a in (clause.subject, *clause.objects, *clause.predicative) if a is not None]
    # "was not an accident": the "not" of a nominal predicate has been counted
    arguments = [a for a in arguments if a != clause.head or not is_negated(syntax, a)]
    negations += any(_negative_phrase(syntax, argument) for argument in arguments)
    if clause.via == "adverbial" and any(syntax.lowers[m] == "of" for m in syntax.kids(clause.head, "mark")):
        above = syntax.heads[clause.head]  # "stopped short of calling for his resignation"
        negations += any(syntax.lowers[a] == "short" for a in syntax.kids(above, "advmod", "xcomp"))
    for mark in syntax.kids(clause.head, "mark"):
        link_verb = syntax.lemmas[syntax.heads[clause.head]] if syntax.heads[clause.head] >= 0 else ""
        negations += syntax.lowers[mark] in {"without", "instead"}  # "Instead of resigning, he …"
        negations += syntax.lowers[mark] == "rather" and syntax.deps[clause.head] != "conj"
        negations += syntax.lowers[mark] == "against" and link_verb in words("modality", "against_verbs")
    if clause.via == "object" and syntax.deps[clause.head] == "xcomp":
        above = syntax.heads[clause.head]
        negations += syntax.lemmas[above] in words("embedding", "fails") or is_negated(syntax, above)
        doer = syntax.child(above, "nsubj")
        negations += doer is not None and _negative_phrase(syntax, doer) and not is_negated(syntax, above)
    if (
        clause.via == "object"
        and syntax.deps[clause.head] == "advcl"
        and any(syntax.lowers[m] == "from" for m in syntax.kids(clause.head, "mark"))
    ):
        negations += syntax.lemmas[syntax.heads[clause.head]] in words("embedding", "fails")
    return "negative" if negations % 2 else "positive"


def is_negated(syntax: Syntax, predicate: int) -> bool:
    """Tell whether a negative adverb or particle stands directly with the predicate ("not", "never", "n't")."""
    if any(_is_no_longer(syntax, child) for child in syntax.kids(predicate, "advmod")):
        return True
    return any(
        syntax.lowers[child] in words("adverbs", "strict_negations")
        for child in syntax.kids(predicate, "advmod", "cc:preconj", "det")
        if not (syntax.pos[predicate] in {"NOUN", "PROPN"} and syntax.deps[child] == "det")
    )


def _is_judged_unlikely(syntax: Syntax, predicate: int) -> bool:
    """ "It is unlikely that rates will fall.", "It is not possible that …"."""
    judge = syntax.heads[predicate]
    if judge < 0 or syntax.deps[predicate] not in {"csubj", "csubj:pass", "ccomp"} or syntax.pos[judge] != "ADJ":
        return False
    unlikely = syntax.lowers[judge] in words("embedding", "judged", "negative")
    open_ = any(syntax.lowers[judge] in words("embedding", "judged", r) for r in ("expected", "possible", "required"))
    return unlikely != (open_ and is_negated(syntax, judge))


def _is_lacked(syntax: Syntax, noun: int) -> bool:
    """ "no plans [to cut jobs]", "lacks the money [to build]": what one has not, one does not use."""
    if _negative_phrase(syntax, noun):
        return True
    verb = syntax.heads[noun]
    if verb < 0 or syntax.deps[noun] not in {"obj", "nsubj:pass"}:
        return False
    return syntax.lemmas[verb] in {"lack", "reject", "abandon", "drop", "lose"} or is_negated(syntax, verb)


def _is_no_longer(syntax: Syntax, adverb: int) -> bool:
    """ "is [no longer] in control": it was, and is not."""
    return syntax.lowers[adverb] in {"longer", "more"} and any(
        syntax.lowers[c] == "no" for c in syntax.children[adverb]
    )


def negation_words(syntax: Syntax, clause: Clause) -> list[int]:
    """The negative particles in a verb group, also those of an earlier conjunct ("did not go or [not] stay")."""
    return [t for t in clause.group if syntax.lowers[t] in {"not", "n't", "never"}]


def _negative_phrase(syntax: Syntax, head: int) -> bool:
    if syntax.lowers[head] in words("modality", "negative_subjects"):
        return True
    adverbs = [syntax.lowers[child] for child in syntax.kids(head, "advmod") if child < head]
    if "not" in adverbs and not {"only", "just", "merely", "simply"} & set(adverbs):
        return any(syntax.lowers[child] in {"a", "an", "one", "single"} for child in syntax.kids(head, "det", "nummod"))
    return any(
        syntax.lowers[child] in words("modality", "negative_determiners")
        for child in syntax.kids(head, "det", "advmod", "cc:preconj")
        if child < head
    )


def has_yet(syntax: Syntax, governor: int) -> bool:
    """ "has yet to publish": it has not."""
    yet = any(syntax.lowers[a] == "yet" for a in syntax.kids(governor, "advmod"))
    return yet and syntax.lemmas[governor] in {"have", "be"}


def gives_up(syntax: Syntax, governor: int) -> bool:
    """A verb whose particle turns it into a refusal: "ruled out sending troops", "gave up smoking"."""
    phrases = (f"{syntax.lemmas[governor]} {syntax.lowers[p]}" for p in syntax.kids(governor, "compound:prt", "advmod"))
    return any(phrase in words("embedding", "gives_up") for phrase in phrases)
