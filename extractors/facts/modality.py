"""Whether a fact is asserted, or only planned, expected, possible, required, conditional, questioned or denied."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.facts.clauses import Clause
from extractors.facts.polarity import gives_up, has_yet
from extractors.facts.reports import noun_modality
from extractors.facts.syntax import Syntax
from extractors.lexicon import words
from extractors.records import Modality

__all__ = ["STRENGTH", "clause_modality", "complement_modality"]

STRENGTH: tuple[Modality, ...] = (
    "asserted",
    "planned",
    "expected",
    "required",
    "possible",
    "conditional",
    "questioned",
    "denied",
)
"""From what stands firmest to what stands least; of several readings the weaker one holds."""

QUOTES = frozenset({'"', "“", "”", "``", "''"})
PERSONS = frozenset({"i", "we", "he", "she", "they"})
AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def clause_modality(syntax: Syntax, clause: Clause, clauses: Mapping[int, Clause] | None = None) -> Modality:
    """Return the modality of a clause from its verb group, its governors, its conjunction and its sentence.

    "are set to resume": planned; "is expected to shape": expected; "may help": possible; "must stop": required;
    "if they agree": conditional; "whether they agree": questioned; "reportedly left": possible.
    """
    found: list[Modality] = ["asserted"]
    for governor in clause.chain:
        found.append(_auxiliary_modality(syntax, governor, clause))
        if gives_up(syntax, governor):
            found.append("planned" if syntax.lemmas[governor] == "rule" else "asserted")
        else:
            found.append("asserted" if has_yet(syntax, governor) else complement_modality(syntax, governor))
        found.append(_marker_modality(syntax, governor))
    found.append(_auxiliary_modality(syntax, clause.head, clause))
    found.append(_marker_modality(syntax, clause.head))
    found.append(_infinitive_modality(syntax, clause))
    found.append(_judged(syntax, clause.head))
    found.append(_awaited(syntax, clause, clauses))
    heads = (clause.head, *clause.chain)  # "reportedly managed to escape"
    if any(syntax.lowers[a] in words("adverbs", "hedges") for head in heads for a in syntax.kids(head, "advmod")):
        found.append("possible")
    if _is_question(syntax, clause.head):
        found.append("questioned")
    if clause.via == "conj" and clauses is not None and syntax.child(clause.head, "aux", "mark", "nsubj") is None:
        first = clauses.get(syntax.heads[clause.head])
        if first is not None and syntax.tags[first.head] == syntax.tags[clause.head] in {"VB", "VBN"}:
            found.append(
                clause_modality(syntax, first, clauses)
            )  # "will rebuild and expand", "asked to respect and apply"
    if clause.via == "object" and syntax.deps[clause.head] == "advcl" and syntax.tags[clause.head] == "VBG":
        found.append(_charged(syntax, clause.head))
    if clause.via == "adverbial" and syntax.lemmas[syntax.heads[clause.head]] in {"aim", "target", "gear", "direct"}:
        at = any(syntax.lowers[m] in {"at", "towards", "toward"} for m in syntax.kids(clause.head, "mark"))
        found.append("planned" if at else "asserted")  # "talks aimed at ending the strike"
    if clause.via == "adverbial" and clauses is not None and _shares_standing(syntax, clause.head):
        above = clauses.get(syntax.heads[clause.head])
        if above is not None and above is not clause:
            found.append(clause_modality(syntax, above, clauses))
    if clause.via == "object" and clauses is not None and syntax.deps[clause.head] in {"xcomp", "ccomp", "advcl"}:
        above = clauses.get(syntax.heads[clause.head])
        if above is not None and above is not clause:
            found.append(clause_modality(syntax, above, clauses))
            caused = syntax.lemmas[above.head] == "have" and syntax.tags[clause.head] == "VBN"
            found.append("asserted" if caused else complement_modality(syntax, above.head))  # "had it taken away"
    return max(found, key=STRENGTH.index)


def complement_modality(syntax: Syntax, governor: int) -> Modality:
    """Return what a verb or adjective makes of its infinitive: "agreed to give" planned, "began to fall" asserted."""
    lemma = syntax.lemmas[governor]
    if syntax.pos[governor] == "ADJ" or syntax.child(governor, "cop") is not None:
        lemma = syntax.lowers[governor]
    if lemma in {"say", "report", "allege", "believe", "think", "rumour", "rumor", "know", "understand", "suppose"}:
        return "possible" if lemma != "suppose" else "expected"
    if lemma in words("embedding", "fails") or lemma in words("embedding", "holds"):
        return "asserted"
    readings: tuple[Modality, ...] = ("planned", "expected", "required", "possible")
    for reading in readings:
        if lemma in words("embedding", reading):
            return reading
        if syntax.pos[governor] == "ADJ" and reading != "planned" and lemma in words("embedding", "judged", reading):
            return reading
    return "asserted"


def _judged(syntax: Syntax, predicate: int) -> Modality:
    """What an adjective says of a clause: "It is possible that the ship sank.", "It is not clear that it did so." """
    while syntax.deps[predicate] == "conj":
        predicate = syntax.heads[predicate]
    judge = syntax.heads[predicate]
    if judge < 0 or syntax.deps[predicate] not in {"csubj", "csubj:pass", "ccomp"} or syntax.pos[judge] != "ADJ":
        return "asserted"
    word = syntax.lowers[judge]
    if syntax.child(judge, "nsubj") is not None and syntax.deps[predicate] == "ccomp" and word in {"sure", "certain"}:
        return "expected"  # "They are sure that it will rain."
    if word in words("embedding", "judged", "asserted"):
        negated = any(syntax.lowers[t] in {"not", "n't", "never"} for t in syntax.kids(judge, "advmod"))
        return ("denied" if word == "true" else "questioned") if negated else "asserted"
    readings: tuple[Modality, ...] = ("expected", "possible", "required", "questioned", "denied")
    for reading in readings:
        if word in words("embedding", "judged", reading):
            return reading
    return "asserted"


def _awaited(syntax: Syntax, clause: Clause, clauses: Mapping[int, Clause] | None) -> Modality:
    """What is still to come before something else does: "Sanctions will stay until Iran stops the programme." """
    head = clause.head
    if syntax.deps[head] != "advcl" or clauses is None:
        return "asserted"
    links = {syntax.lowers[m] for m in syntax.kids(head, "mark", "advmod")}
    above = clauses.get(syntax.heads[head])
    if above is None or above is clause or not links & words("modality", "awaited"):
        return "asserted"
    finite = [syntax.tags[a] for a in (head, *syntax.kids(head, "aux", "aux:pass", "cop"))]
    if not {"VBZ", "VBP"} & set(finite):
        return "asserted"
    stands = clause_modality(syntax, above, clauses) != "asserted"
    return "conditional" if stands else "asserted"


def _charged(syntax: Syntax, gerund: int) -> Modality:
    """What one is accused of is possible, what one is cleared of denied, what one is praised or fined for asserted."""
    verb = syntax.heads[gerund]
    if syntax.lemmas[verb] in words("embedding", "clearing"):
        return "denied"
    return "possible" if syntax.lemmas[verb] in words("embedding", "accusing") else "asserted"


def _shares_standing(syntax: Syntax, gerund: int) -> bool:
    """A gerund that happens only if its main clause does: "would serve 20 years before [being freed]".

    What comes first, or gives a reason, stands by itself: "Citing costs, it will close the plant."
    """
    passive = any(syntax.lowers[a] == "being" for a in syntax.kids(gerund, "aux:pass"))
    if not (passive or syntax.tags[gerund] == "VBG") or syntax.lemmas[gerund] in words("modality", "reasons"):
        return False
    links = {syntax.lowers[m] for m in syntax.kids(gerund, "mark")}
    if links:
        return bool(links & words("modality", "shared_by"))
    return gerund > syntax.heads[gerund] and not any(
        syntax.lowers[a] == "having" for a in syntax.kids(gerund, "aux", "aux:pass")
    )


def _auxiliary_modality(syntax: Syntax, predicate: int, clause: Clause) -> Modality:
    for auxiliary in syntax.kids(predicate, "aux"):
        word = syntax.lowers[auxiliary]
        if syntax.lemmas[auxiliary] == "be" and syntax.tags[predicate] == "VB":
            return "planned"  # "was to take place in May"
        if word in words("modality", "required"):
            unreal = word != "must" and any(syntax.lowers[a] == "have" for a in syntax.kids(predicate, "aux"))
            return "conditional" if unreal else "required"  # "should have warned": did not, it seems
        if word in words("modality", "possible"):
            return "possible"
        if word in words("modality", "conditional") and _is_refusal(syntax, predicate):
            return "asserted"
        if word in words("modality", "conditional"):
            unreal = any(syntax.lowers[a] == "have" for a in syntax.kids(predicate, "aux"))
            return "expected" if _is_reported(syntax, predicate) and not unreal else "conditional"
        if word in words("modality", "future"):
            subject = clause.subject
            planned = subject is not None and (
                syntax.entity[subject] in AGENTS or syntax.lowers[subject] in PERSONS or clause.passive
            )
            return "planned" if planned else "expected"
    return "asserted"


def _is_refusal(syntax: Syntax, predicate: int) -> bool:
    """ "would not say", "would neither confirm nor deny it": they did not, without any condition."""
    verb = predicate
    while syntax.deps[verb] == "conj" and syntax.child(verb, "nsubj") is None:
        verb = syntax.heads[verb]
    negated = any(syntax.lowers[t] in {"not", "n't", "neither"} for t in syntax.kids(verb, "advmod", "cc:preconj"))
    subject = syntax.child(verb, "nsubj")
    if subject is not None:  # "Neither company would comment."
        negated = negated or any(syntax.lowers[t] in {"neither", "no"} for t in (subject, *syntax.kids(subject, "det")))
    if not negated or syntax.lemmas[verb] not in words("modality", "withheld"):
        return False
    return syntax.child(verb, "advcl") is None and syntax.deps[verb] not in {"advcl", "ccomp"}


def _is_reported(syntax: Syntax, predicate: int) -> bool:
    """ "would" of reported speech is a future: "said they would meet"."""
    current = predicate
    while syntax.deps[current] in {"conj", "xcomp"}:
        current = syntax.heads[current]
    inserted = syntax.kids(current, "parataxis")  # "The US, he said, would not leave."
    if any(syntax.lemmas[v] in words("saying", "quoting", "verbs") and syntax.tags[v] == "VBD" for v in inserted):
        return True
    if syntax.deps[current] == "acl:relcl":
        return syntax.lemmas[syntax.heads[current]] in noun_modality()  # "concerns they would stay"
    return syntax.deps[current] in {"ccomp", "acl"}


def _marker_modality(syntax: Syntax, predicate: int) -> Modality:
    current = predicate
    if _is_inverted(syntax, predicate):
        return "conditional"
    while True:
        for marker in syntax.kids(current, "mark"):
            word = syntax.lowers[marker]
            if word == "against" and syntax.lemmas[syntax.heads[current]] in words("modality", "against_verbs"):
                return "planned"
            if word in {"whether"} or (word == "if" and syntax.deps[current] == "ccomp"):
                return "questioned"
            if word in words("modality", "condition"):
                return "conditional"
        if syntax.deps[current] != "conj":
            break
        current = syntax.heads[current]
    for child in syntax.kids(predicate, "advcl"):
        if any(syntax.lowers[m] == "on" for m in syntax.kids(child, "mark")):
            continue  # "rule on whether the ban is legal"
        if _is_inverted(syntax, child) or any(
            syntax.lowers[m] in words("modality", "condition") for m in syntax.kids(child, "mark")
        ):
            return "conditional"
    return "asserted"


def _is_inverted(syntax: Syntax, predicate: int) -> bool:
    """A condition without "if": "Should the talks fail, …", "Had they agreed, …"."""
    if syntax.deps[predicate] != "advcl":
        return False
    first = min(syntax.subtree(predicate))
    subject = syntax.child(predicate, "nsubj", "nsubj:pass")
    fronted = syntax.lowers[first] in {"should", "had", "were"} and syntax.heads[first] == predicate
    return fronted and subject is not None and first < subject < predicate


def _infinitive_modality(syntax: Syntax, clause: Clause) -> Modality:
    """Infinitives that name an aim: "paused to seek directives", "preparations to return"; and what others ask for."""
    head = clause.head
    current = head
    while syntax.deps[current] == "conj" and syntax.child(current, "nsubj", "mark") is None:
        current = syntax.heads[current]
    infinitive = any(syntax.lowers[m] == "to" for m in syntax.kids(current, "mark")) and (
        syntax.tags[current] == "VB" or syntax.child(current, "aux:pass") is not None
    )
    if not infinitive or clause.chain:
        return "asserted"
    above = syntax.heads[current]
    if clause.via == "object" and syntax.deps[current] == "advcl" and syntax.lemmas[above] == "leave":
        return "planned"  # "left them two weeks to build it"
    if clause.via == "object" and above >= 0:
        return complement_modality(syntax, above)
    if syntax.deps[current] == "advcl":
        if syntax.lemmas[above] == "take" and any(
            syntax.entity[o] in {"DATE", "TIME"} or syntax.lemmas[o].lower() in words("circumstance", "time_nouns")
            for o in syntax.kids(above, "obj")
        ):
            return "asserted"  # "took four hours to reach a verdict"
        directed = clause.via == "own" and syntax.lemmas[above] in words("saying", "directing", "verbs")
        return "required" if directed else "planned"  # "called for him to go"
    if syntax.deps[current] == "acl":
        if syntax.heads[above] < 0 and syntax.child(above, "cop") is None:
            return "planned"  # a headline: "Judge to lead inquiry"
        ranked = any(syntax.lemmas[c] in {"first", "last", "only", "next"} for c in syntax.kids(above, "amod"))
        undergoes = syntax.child(head, "aux:pass") is not None and not ranked
        return "asserted" if clause.subject == above and not undergoes else "planned"  # "the cup, to be held in May"
    return "asserted"


def _is_question(syntax: Syntax, predicate: int) -> bool:
    start, end = syntax.sentences[syntax.sentence[predicate]]
    last = end - 1
    while last > start and syntax.words[last] in {'"', "”", "''", "'", ")", "’"}:
        last -= 1
    if syntax.words[last] != "?":
        return False
    marks = sum(syntax.words[t] in QUOTES for t in range(min(predicate, last), max(predicate, last)))
    if marks % 2:
        return False  # the question stands inside a quotation, the predicate outside of it
    current = predicate
    while syntax.deps[current] in {"conj", "xcomp"}:
        current = syntax.heads[current]
    return syntax.deps[current] in {"ROOT", "root", "ccomp", "parataxis"}
