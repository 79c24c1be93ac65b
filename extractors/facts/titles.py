"""Who somebody is, before and in brackets behind a name: titles and roles, descriptions, ages."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.drafts import Draft
from extractors.facts.phrases import core_phrase, trim
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["HOLD_POSITION", "age_drafts", "description_drafts", "is_person", "is_role", "title_drafts"]

HOLD_POSITION = "hold position"
OLDEST = 120
TITLE_PARTS = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})


def is_role(syntax: Syntax, head: int) -> bool:
    """Tell whether a noun names a position or role: "minister", "vice-president", "co-founder"."""
    word = syntax.lowers[head]
    lemma = syntax.lemmas[head].lower()
    roles = words("titles", "roles")
    return word in roles or lemma in roles or word.rsplit("-", 1)[-1] in roles


def is_person(syntax: Syntax, head: int) -> bool:
    """Tell whether the name of a person stands there."""
    return syntax.entity[head] == "PERSON"


def title_drafts(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "Defence Minister Khawaja Asif", "Turkish president Recep Erdogan": the name holds the position before it."""
    if not is_person(syntax, name) or syntax.pos[name] != "PROPN":
        return
    for title in syntax.kids(name, "nmod:desc", "compound", "nmod", "amod", "appos"):
        if title > name or syntax.deps[title] in {"nmod", "amod"} or not is_role(syntax, title):
            continue
        plural = syntax.tags[title] == "NNS" and syntax.lowers[title] != syntax.lemmas[title]
        if plural and syntax.child(name, "conj") is None:
            continue  # "behind leaders Brackley": a club
        if syntax.lowers[title] in words("titles", "address") or syntax.entity[title] == "PERSON":
            continue
        start = _name_start(syntax, name, title)
        first = min(syntax.subtree(title))
        while first - 1 >= 0 and syntax.heads[first - 1] == name and syntax.deps[first - 1] in TITLE_PARTS:
            first -= 1  # the parser hangs "Defence" or "Turkish" of the title on the name
        while syntax.pos[first] == "ADP" and syntax.deps[first] == "case":
            first += 1  # "behind leaders Brackley"
        tokens = tuple(trim(syntax, list(range(first, start))))
        subject = tuple(t for t in core_phrase(syntax, name) if t >= start)
        if subject and tokens:
            yield Draft("title", name, subject, name, (title,), HOLD_POSITION, tokens, title, standing=False)


def _name_start(syntax: Syntax, name: int, title: int) -> int:
    """The first word of the name itself, behind the title and its parts: "Minister of Education Anna Berg"."""
    start = name
    while start - 1 > title and syntax.heads[start - 1] == name and syntax.deps[start - 1] in {"flat", "compound"}:
        start -= 1
    return start


def description_drafts(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "Danish rival Halden Freight", "the ferry Marija Zora", "its subsidiary Dalmar Lines": what it is."""
    if syntax.pos[name] != "PROPN" or syntax.entity[name] in {"", "PERSON", "DATE", "TIME", "NORP"}:
        return
    for what in syntax.kids(name, "nmod:desc", "compound"):
        if syntax.pos[what] != "NOUN" or what > name or syntax.entity[what]:
            continue
        first = what
        while first - 1 >= 0 and (
            syntax.heads[first - 1] in {name, what}
            and syntax.deps[first - 1] in {"det", "amod", "compound", "nmod:poss", "nummod"}
        ):
            first -= 1
        subject = tuple(t for t in core_phrase(syntax, name) if t > what)
        if subject:
            phrase = tuple(range(first, what + 1))
            yield Draft("description", name, subject, name, (what,), "be", phrase, what, standing=False)


def age_drafts(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "Daniel Montalvo, 19, was arrested" and "62-year-old John Smith": how old somebody is."""
    if not is_person(syntax, name):
        return
    described = [name, *syntax.kids(name, "nmod:desc", "compound")]
    if syntax.deps[name] == "appos":
        described.append(syntax.heads[name])  # "the 34-year-old teacher Dan Whitlock"
    described += [a for a in syntax.kids(name, "appos") if syntax.pos[a] == "NOUN"]  # "Li Wei, a 14-year-old boy"
    for old in (a for noun in described for a in syntax.kids(noun, "amod") if syntax.lowers[a] == "old"):
        years = syntax.child(old, "obl:unmarked", "obl:npmod", "obl")
        number = syntax.child(years, "nummod") if years is not None else None
        if number is not None and syntax.words[number].isdigit() and syntax.lemmas[years or 0] == "year":
            subject = tuple(t for t in core_phrase(syntax, name) if t > old or old > name)
            yield Draft(
                "age", name, subject, name, (old,), "have age", (number,), None, syntax.words[number], standing=False
            )  # fmt: skip
    for number in syntax.kids(name, "appos", "nummod", "parataxis", "nmod:unmarked", "amod", "dep"):
        word = syntax.words[number]
        if syntax.pos[number] != "NUM" or not word.isdigit() or not 0 < int(word) < OLDEST or number < name:
            continue
        if syntax.words[number - 1] in {",", "("}:
            subject = core_phrase(syntax, name)
            yield Draft(
                "age", name, subject, name, (number - 1,), "have age", (number,), None, word, standing=False
            )  # fmt: skip
