"""Which words belong to the noun phrase of a head: its full extent, its core, its conjuncts."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.facts.modifiers import (
    is_among_them,
    is_close_apposition,
    is_date_of_clause,
    is_date_part,
    is_linking_adverb,
    is_measure,
    is_not_only,
    is_outside_predicate,
    is_restrictive,
    is_set_off,
)
from extractors.facts.syntax import Syntax

__all__ = [
    "base_phrase",
    "block",
    "branch",
    "conjuncts",
    "coordinated",
    "core_phrase",
    "is_close_apposition",
    "is_contrasted",
    "is_date_of_clause",
    "is_nominal",
    "noun_phrase",
    "trim",
]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


CLAUSAL = frozenset({
    "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "cop", "aux", "aux:pass", "mark",
    "advcl", "advcl:relcl", "ccomp", "expl", "parataxis", "discourse", "vocative", "dislocated", "list", "reparandum",
    "dep", "obl", "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked", "orphan",
})  # fmt: skip
"""Dependents that belong to the clause a nominal predicate heads, not to the noun phrase itself."""


APART = frozenset({"acl:relcl", "appos", "parataxis", "discourse", "vocative", "dislocated", "list", "reparandum"})
"""Dependents that comment on a noun phrase: facts of their own, left out of its surface."""


def is_nominal(syntax: Syntax, token: int) -> bool:
    """Tell whether the token can head a noun phrase ("talks", "he", "12", "the poor")."""
    if syntax.pos[token] in NOMINAL:
        return True
    return syntax.pos[token] in {"ADJ", "DET", "VERB"} and syntax.child(token, "det", "case", "nmod:poss") is not None


def conjuncts(syntax: Syntax, head: int) -> list[int]:
    """Return ``head`` and all that is coordinated with it ("Pakistan, Turkey and Qatar"), in text order."""
    found = [head]
    for member in found:
        found += syntax.kids(member, "conj")
    return sorted(found)


def is_contrasted(syntax: Syntax, head: int) -> bool:
    """A conjunct of which the opposite holds: "221 passengers, [not 212]", "was no accident but [an attack]"."""
    if syntax.deps[head] != "conj" or syntax.child(head, "cop", "aux", "nsubj", "nsubj:pass") is not None:
        return False
    if any(syntax.lowers[t] == "not" and t < head for t in syntax.kids(head, "advmod", "cc")):
        return True
    link = syntax.child(head, "cc")
    if link is None or syntax.lowers[link] != "but":
        return False
    first = syntax.heads[head]
    adverbs = [syntax.lowers[t] for t in syntax.kids(first, "advmod", "det", "cc:preconj") if t < first]
    if any(is_not_only(syntax, t) for t in range(max(first - 6, 0), first)):
        return False  # "not only the school but also a mosque"
    return "not" in adverbs or "no" in adverbs


def branch(syntax: Syntax, head: int, token: int) -> int | None:
    """Return the dependent of ``head`` that dominates ``token`` or is it; None where ``head`` does not dominate it."""
    below = token
    for above in syntax.ancestors(token):
        if above == head:
            return below
        below = above
    return None


def coordinated(syntax: Syntax, head: int) -> list[int]:
    """Return all members of the coordination that ``head`` takes part in, whichever member it is."""
    while syntax.deps[head] == "conj":
        head = syntax.heads[head]
    return conjuncts(syntax, head)


def trim(syntax: Syntax, tokens: list[int]) -> list[int]:
    """Drop punctuation at both ends, and one half of a pair of quotes or brackets inside stays with its pair."""
    first, last = 0, len(tokens)
    pos = syntax.pos
    while first < last - 1 and pos[tokens[first]] in {"PUNCT", "CCONJ"}:
        first += 1
    while last > first + 1 and pos[tokens[last - 1]] in {"PUNCT", "CCONJ"}:
        last -= 1
    if last > first and pos[tokens[last - 1]] == "PUNCT":
        last -= 1
    return tokens[first:last]


def block(syntax: Syntax, tokens: Iterable[int], head: int) -> tuple[int, ...]:
    """Return the part of the tokens without gaps around ``head``; punctuation between two members joins them."""
    members = {head, *tokens}
    start = end = head
    low, high = min(members), max(members)
    probe = head
    while probe > low:
        probe -= 1
        if probe in members and syntax.pos[probe] != "PUNCT":
            start = probe
        elif syntax.pos[probe] != "PUNCT":
            break
    probe = head
    while probe < high:
        probe += 1
        if probe in members and syntax.pos[probe] != "PUNCT":
            end = probe
        elif syntax.pos[probe] != "PUNCT":
            break
    return _with_pairs(syntax, start, end)


PAIRS = {"(": ")", "[": "]", "“": "”", "``": "''", "‘": "’", '"': '"'}


def _with_pairs(syntax: Syntax, start: int, end: int) -> tuple[int, ...]:
    """Take in the other half of quotes or brackets that stand right at the border: `"parole" status`."""
    words = syntax.words
    inside = words[start : end + 1]
    for opening, closing in PAIRS.items():
        if opening not in inside and closing not in inside:
            continue
        if opening == closing:
            lacks = inside.count(opening) % 2
            missing_left = lacks and start > 0 and words[start - 1] == opening
            missing_right = lacks and not missing_left
        else:
            missing_left = inside.count(closing) > inside.count(opening)
            missing_right = inside.count(opening) > inside.count(closing)
        if missing_left and start > 0 and words[start - 1] == opening:
            start -= 1
        elif missing_right and end + 1 < len(words) and words[end + 1] == closing:
            end += 1
    return tuple(range(start, end + 1))


def noun_phrase(
    syntax: Syntax, head: int, *, predicate: bool = False, without: int | None = None, participles: bool = True
) -> tuple[int, ...]:
    """Return the full phrase of ``head``: modifiers and complements, without case marker, comments and conjuncts.

    "the Afghan Taliban delegation, which left, …" gives "the Afghan Taliban delegation".

    Args:
        syntax: The parse.
        head: The head noun.
        predicate: The noun is the predicate of a copular clause, so clause-level dependents are left out too.
        without: A dependent of the head to leave out (the participle whose subject this is).
        participles: Keep participles and infinitives that modify the head ("attacks launched on Pakistan").

    Returns:
        Token indices without a gap. Of a clause that is a subject, all of it: "That the mayor resigned surprised them."
    """
    if syntax.deps[head] in {"csubj", "csubj:pass"}:
        clause = [t for t in syntax.subtree(head) if syntax.pos[t] not in {"PUNCT", "SPACE"}]
        return tuple(range(clause[0], clause[-1] + 1)) if clause else (head,)
    members = [head]
    queue: list[int] = []
    cop = max(syntax.kids(head, "cop"), default=-1) if predicate else -1
    for child in syntax.children[head]:
        dep = syntax.deps[child]
        if dep == "appos" and is_close_apposition(syntax, child):
            queue.append(child)
            continue
        if dep == "acl:relcl" and child != without and is_restrictive(syntax, child, head):
            queue.append(child)
            continue
        if dep in {"obl:unmarked", "obl:npmod", "obj"} and predicate and is_measure(syntax, child, head):
            queue.append(child)
            continue
        if dep in APART or dep in {"conj", "cc", "case", "punct", "cc:preconj"} or dep in CLAUSAL:
            continue
        if dep in {"acl", "advcl"} and child > head and (not participles or is_set_off(syntax, child, head)):
            continue
        if syntax.pos[child] == "NUM" and child > head and is_set_off(syntax, child, head):
            continue
        if is_date_of_clause(syntax, child) or is_among_them(syntax, child, head):
            continue
        if (
            dep == "advmod"
            and child > head
            and syntax.lowers[child] in {"up", "down"}
            and is_set_off(syntax, child, head)
        ):
            continue  # "was 68 per cent, up from 61"
        if child == without or (predicate and is_outside_predicate(syntax, child, head, cop)):
            continue
        if child < head and dep == "advmod" and is_linking_adverb(syntax, child, head):
            continue
        if dep == "nmod:poss" and syntax.lowers[child] == "whose":
            continue
        queue.append(child)
    return block(syntax, _below(syntax, members, queue), head)


def core_phrase(syntax: Syntax, head: int, *, predicate: bool = False) -> tuple[int, ...]:
    """Return the phrase without what follows its head: "the arrest" of "the arrest of two men in Kabul"."""
    after = {"nmod", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "advmod", "nmod:unmarked", "obl", "case"}
    members = [head]
    queue: list[int] = []
    cop = max(syntax.kids(head, "cop"), default=-1) if predicate else -1
    for child in syntax.children[head]:
        dep = syntax.deps[child]
        if dep == "appos" and is_close_apposition(syntax, child):
            queue.append(child)
            continue
        if dep in APART or dep in {"conj", "cc", "case", "punct", "cc:preconj"} or dep in CLAUSAL:
            continue
        if syntax.pos[child] == "NUM" and child > head and is_set_off(syntax, child, head):
            continue
        if child < head and dep == "advmod" and is_linking_adverb(syntax, child, head):
            continue
        if (child > head and dep in after and not is_date_part(syntax, child)) or (
            predicate and is_outside_predicate(syntax, child, head, cop)
        ):
            continue
        queue.append(child)
    return block(syntax, _below(syntax, members, queue), head)


def base_phrase(syntax: Syntax, head: int) -> tuple[int, ...]:
    """Return the core phrase without its determiner and possessor's case: what a label is made from."""
    core = core_phrase(syntax, head)
    return tuple(t for t in core if syntax.deps[t] != "det")


def _below(syntax: Syntax, members: list[int], queue: list[int]) -> list[int]:
    while queue:
        token = queue.pop()
        members.append(token)
        for child in syntax.children[token]:
            apart = syntax.deps[child] in APART and not is_close_apposition(syntax, child)
            if not apart and not is_among_them(syntax, child, token):
                queue.append(child)
    return trim(syntax, sorted(members))
