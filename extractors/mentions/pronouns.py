"""Pronouns: which there are, what they ask of an antecedent, and which "it" refers to nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Number, Sex
from extractors.mentions.tables import listed

__all__ = ["PRONOUNS", "Form", "form_of", "pronoun_candidates"]


@dataclass(frozen=True, slots=True)
class Form:
    """One pronoun: its person, number and gender, and whether it must be bound in its clause."""

    person: int
    number: Number | None
    sex: Sex | None = None
    animate: bool | None = None
    reflexive: bool = False
    possessive: bool = False


def _forms() -> dict[str, Form]:
    table: dict[str, Form] = {}
    for words, person, number, sex, animate in (
        ("he him his himself", 3, "singular", "male", True),
        ("she her hers herself", 3, "singular", "female", True),
        ("it its itself", 3, "singular", None, False),
        ("they them their theirs themselves", 3, "plural", None, None),
        ("i me my mine myself", 1, "singular", None, True),
        ("we us our ours ourselves", 1, "plural", None, None),
        ("you your yours yourself", 2, "singular", None, True),
    ):
        for word in words.split():
            table[word] = Form(
                person,
                number,  # type: ignore[arg-type]
                sex,  # type: ignore[arg-type]
                animate,
                word.endswith(("self", "selves")),
                word in ("his", "her", "hers", "its", "their", "theirs", "my", "mine", "our", "ours", "your", "yours"),
            )
    return table


PRONOUNS = _forms()


def form_of(columns: Columns, pronoun: Candidate) -> Form:
    """Return what a pronoun asks for; "her" is possessive only where it stands before its noun."""
    form = PRONOUNS[pronoun.words[0]]
    if form.possessive and columns.deps[pronoun.head] != "nmod:poss":
        return replace(form, possessive=False)
    return form


# "It" + these says nothing of a thing: "it seems", "it rained", "it turned out that".
_IMPERSONAL = frozenset(listed("seem appear happen rain snow turn take follow transpire remain emerge matter look"))
_JUDGING = frozenset(
    listed(
        "clear unclear likely unlikely possible impossible important necessary hard difficult easy true "
        "better best good bad crucial essential vital time obvious evident certain uncertain apparent "
        "common rare fair sad nice great wrong right worth known unknown"
    )
)


def pronoun_candidates(columns: Columns) -> list[Candidate]:
    """Return the personal pronouns of an article that refer to something, in text order."""
    found = []
    for i, lower in enumerate(columns.lowers):
        form = PRONOUNS.get(lower)
        if form is None or columns.pos[i] not in ("PRON", "DET", "", "X"):
            continue
        if lower in ("us",) and columns.words[i].isupper():
            continue
        if lower == "mine" and columns.pos[i] != "PRON":
            continue
        if lower in ("it", "its") and is_pleonastic(columns, i):
            continue
        candidate = Candidate(
            i, i + 1, i, "pronoun", "PERSON" if form.animate else "CONCEPT", columns.sentence[i], (lower,)
        )
        candidate.sex, candidate.number, candidate.animate = form.sex, form.number, form.animate
        found.append(candidate)
    return found


def is_pleonastic(columns: Columns, token: int) -> bool:
    """Say whether "it" stands for no thing: "it is expected that", "it rained", "it takes time to"."""
    if columns.lowers[token] != "it":
        return False
    if columns.deps[token].startswith("expl"):
        return True
    if columns.deps[token] not in ("nsubj", "nsubj:pass", "obj"):
        return False
    verb = columns.heads[token]
    clause = any(columns.deps[c] in ("csubj", "csubj:pass", "ccomp") and c > verb for c in columns.children[verb])
    if columns.deps[token] == "obj":
        complement = any(columns.deps[c] in ("xcomp", "ccomp") for c in columns.children[verb])
        return complement and columns.lemmas[verb].lower() in ("make", "find", "consider", "deem", "think", "believe")
    if columns.lemmas[verb].lower() in _IMPERSONAL and columns.pos[verb] == "VERB":
        return True
    infinitive = any(
        columns.deps[c] in ("xcomp", "advcl", "acl", "ccomp", "csubj") and columns.child(c, "mark") is not None
        for c in columns.children[verb]
    )
    if columns.lemmas[verb].lower() in _JUDGING and (clause or infinitive or columns.child(verb, "cop") is not None):
        return True
    if columns.deps[token] == "nsubj:pass" and clause:
        return True
    return clause and columns.child(verb, "cop") is not None
