"""Common noun phrases that may refer: "the minister", "a Turkish delegation", "her husband"."""

from __future__ import annotations

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate
from extractors.mentions.tables import group_nouns, is_title, listed, noun_gender

__all__ = ["full_span", "nominal_candidates", "phrase_span"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INDEFINITE = frozenset(
    {"a", "an", "some", "any", "no", "another", "several", "many", "few", "every", "each", "all", "most", "one"}
)
_NOT_THINGS = frozenset(
    listed(
        "time year day week month today yesterday tomorrow way lot kind sort number part series bit case fact thing "
        "example end beginning moment hour minute second percent reason order rest place addition "
        "dozen hundred thousand million billion"
    )
)


def phrase_span(columns: Columns, head: int) -> tuple[int, int]:
    """Return the token range of the noun phrase of a head, up to the head itself: "the Turkish foreign minister"."""
    start = head
    for child in columns.children[head]:
        if child < head and columns.deps[child].split(":")[0] in (
            "amod",
            "compound",
            "nummod",
            "det",
            "nmod",
            "flat",
            "goeswith",
            "punct",
        ):
            if columns.deps[child] in ("nmod",) or columns.deps[child] == "punct":
                continue
            start = min(start, _leftmost(columns, child))
    end = head + 1
    for child in columns.children[head]:
        if (
            child == end
            and columns.deps[child] in ("flat", "goeswith", "compound", "fixed")
            and columns.pos[child] in ("PROPN", "NOUN", "NUM", "X")
        ):
            end = child + 1
    while start < head and (columns.pos[start] in ("PUNCT", "CCONJ", "ADP") or columns.deps[start] == "punct"):
        start += 1
    return start, end


def full_span(columns: Columns, candidate: Candidate) -> tuple[int, int]:
    """Return the range of a noun phrase with the prepositional phrases that belong to it, without clauses.

    "the founder of Orla Capital, who resigned" ends at "Capital", "a former judge" where it ends.
    """
    end = candidate.end
    for child in sorted(columns.children[candidate.head]):
        if child < end or columns.deps[child] != "nmod" or columns.child(child, "case") is None:
            continue
        below = [child]
        for node in below:
            below += [
                c for c in columns.children[node] if columns.deps[c] not in _CLAUSAL and columns.pos[c] != "SPACE"
            ]
        if min(below) != end:
            break
        end = max(below) + 1
    return candidate.start, end


_CLAUSAL = frozenset(("acl", "acl:relcl", "advcl", "appos", "conj", "cc", "parataxis", "punct", "ccomp"))


def _leftmost(columns: Columns, token: int) -> int:
    return min(columns.subtree(token))


def nominal_candidates(columns: Columns, taken: set[int]) -> list[Candidate]:
    """Return the noun phrases whose head is a common noun and part of no name.

    Args:
        columns: The article.
        taken: Tokens inside names and time expressions.

    Returns:
        Candidates in text order, whether or not they turn out to corefer with anything.
    """
    found = []
    for head, pos in enumerate(columns.pos):
        if (
            not (pos == "NOUN" or (pos == "PROPN" and _office(columns, head)))
            or head in taken
            or columns.deps[head] in ("compound", "flat", "fixed", "nmod:desc", "goeswith")
        ):
            continue
        lemma = columns.lemmas[head].lower() or columns.lowers[head]
        if lemma in _NOT_THINGS or not columns.words[head][:1].isalpha():
            continue
        start, end = phrase_span(columns, head)
        while end > head + 1 and end - 1 in taken:  # "the ferry Anna Lind"
            end -= 1
        determiner = ""
        possessive = False
        modifiers = []
        for i in range(start, end):
            dep = columns.deps[i]
            if dep.startswith("det") and columns.heads[i] == head:
                determiner = columns.lowers[i]
            elif dep == "nmod:poss" and columns.heads[i] == head:
                possessive = True
            if columns.pos[i] in ("ADJ", "NOUN", "PROPN", "NUM") and i != head:
                modifiers.append(columns.lowers[i])
        gender = noun_gender(lemma)
        plural = columns.tags[head] == "NNS" or "Number=Plur" in columns.morphs[head]
        candidate = Candidate(start, end, head, "nominal", "CONCEPT", columns.sentence[head], (*modifiers, lemma))
        candidate.definite = determiner in DEFINITE or possessive
        candidate.number = "plural" if plural else "singular"
        if gender is not None and lemma not in group_nouns():
            candidate.animate = True
            if gender != "either" and not plural:
                candidate.sex = gender
        elif lemma in ("people", "person", "folk"):
            candidate.animate, candidate.number = True, "plural"
        else:
            candidate.animate = False
        found.append(candidate)
    return found


def _office(columns: Columns, head: int) -> bool:
    """Say whether a proper noun is an office and no name: "the President", "Malaysia's Prime Minister"."""
    if not is_title(columns.words[head]) or any(columns.deps[c] == "flat" for c in columns.children[head]):
        return False
    children = columns.children[head]
    return any(
        columns.deps[c] == "nmod:poss" or (columns.deps[c] == "det" and columns.lowers[c] == "the") for c in children
    )


def is_indefinite(columns: Columns, candidate: Candidate) -> bool:
    """Say whether a noun phrase introduces something new ("a statement", "several people")."""
    return any(columns.lowers[i] in _INDEFINITE for i in range(candidate.start, candidate.head))
