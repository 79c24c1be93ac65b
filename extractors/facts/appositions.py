"""What stands beside a noun and says what it is: "Paul Johanson, director of plant sciences"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.circumstance import is_time
from extractors.facts.coordination import second_posts
from extractors.facts.drafts import Draft
from extractors.facts.phrases import conjuncts, core_phrase, is_close_apposition, is_contrasted, noun_phrase, trim
from extractors.facts.syntax import Syntax
from extractors.facts.titles import HOLD_POSITION, is_person, is_role
from extractors.lexicon import words

__all__ = ["apposition_drafts"]


def apposition_drafts(syntax: Syntax, noun: int) -> Iterator[Draft]:
    """ "Paul Johanson, director of plant sciences, said": he holds the position; "Alpha, a red giant": it is one."""
    if is_time(syntax, noun, {}):
        return
    first = noun
    for other in syntax.kids(first, "appos"):
        if syntax.pos[other] not in {"NOUN", "PROPN"} or (other < noun and not _is_fronted(syntax, noun, other)):
            continue
        if any(syntax.lowers[t] in {"them", "whom"} for t in range(noun, other)):
            continue  # "thousands, many of them students"
        if any(syntax.lowers[t] == "not" for t in syntax.kids(other, "advmod", "cc")):
            continue  # "the president, not the parliament": no name of the other
        if ":" in syntax.words[noun:other]:
            continue  # a list (listings.py) or a remark: "Minister: no deal"
        noun = first
        if _sums_up(syntax, noun, other) or _is_of_club(syntax, noun, other):
            continue
        noun = _nearest(syntax, first, other)
        name = next((a for a in syntax.kids(other, "appos") if is_close_apposition(syntax, a)), None)
        if name is not None and syntax.pos[noun] == syntax.pos[other] == "NOUN" and is_person(syntax, name):
            yield _post(syntax, noun, name)  # "The club's owner, the investor Dan Pryce": he is the owner
            continue
        subject_head, object_head = noun, other
        if syntax.pos[noun] == "NOUN" and syntax.pos[other] == "PROPN":
            subject_head, object_head = other, noun  # "the book, Ulysses": Ulysses is the book
        elif syntax.pos[noun] == "PROPN" and syntax.pos[other] == "PROPN" and syntax.child(other, "det") is None:
            if _is_place(syntax, noun) and _is_place(syntax, other):
                yield _located(syntax, noun, other)
                continue
            if not is_role(syntax, other):
                continue  # another name for it: an alias, no fact
        if _is_place(syntax, noun) and _is_place(syntax, other):
            yield _located(syntax, noun, other)
            continue
        if syntax.pos[subject_head] == "PRON" or (syntax.words[other - 1] == "(" and syntax.pos[other] == "PROPN"):
            continue
        if subject_head == other:
            pairs = [(member, object_head) for member in conjuncts(syntax, other)]
        else:
            pairs = [(subject_head, member) for member in conjuncts(syntax, other)]
        if subject_head == other:
            pairs += [(other, second) for second in second_posts(syntax, noun)]
        for subject_head, member in pairs:
            if syntax.pos[member] not in {"NOUN", "PROPN"} or syntax.pos[subject_head] not in {"NOUN", "PROPN"}:
                continue
            subject = core_phrase(syntax, subject_head)
            obj = noun_phrase(syntax, member)
            if member < other:
                before = [t for t in noun_phrase(syntax, member) if t < min(*core_phrase(syntax, other), *subject)]
                obj = tuple(trim(syntax, before)) if before else ()
            while len(obj) > 1 and syntax.lowers[obj[0]] in {
                "then",
                "now",
                "once",
                "formerly",
                "previously",
                "also",
                "still",
            }:
                obj = obj[1:]
            if not obj:
                continue
            if set(subject) & set(obj):
                continue
            position = is_role(syntax, member) and is_person(syntax, subject_head)
            relation = (member,) if position else (min(max(subject), max(obj)) + 1,)
            label = HOLD_POSITION if position else "be"
            yield Draft(
                "apposition", noun, subject, subject_head, relation, label, obj, member, standing=False,
                negative=is_contrasted(syntax, member),
            )  # fmt: skip


def _is_fronted(syntax: Syntax, name: int, other: int) -> bool:
    """ "[A graduate of Oxford], Pike worked as a journalist." """
    article = syntax.child(other, "det")
    described = article is not None and syntax.lowers[article] in {"a", "an", "the"}
    return described and syntax.pos[name] == "PROPN" and "," in syntax.words[other:name]


def _post(syntax: Syntax, noun: int, name: int) -> Draft:
    """What the person is whose name stands within the description behind a noun."""
    phrase = noun_phrase(syntax, noun)
    label = HOLD_POSITION if is_role(syntax, noun) else "be"
    return Draft("apposition", noun, core_phrase(syntax, name), name, (noun,), label, phrase, noun, standing=False)


def _nearest(syntax: Syntax, noun: int, other: int) -> int:
    """Of several names the last before what one of them is: "Bangladeshis and [Rohingya], a stateless minority"."""
    if syntax.tags[noun] == "NNS" and syntax.tags[other] == "NN":
        near = next((n for n in syntax.kids(noun, "nmod") if noun < n < other and syntax.pos[n] == "PROPN"), None)
        if near is not None and syntax.words[max(core_phrase(syntax, near)) + 1] == ",":
            return near  # "exports to China, the country's biggest customer"
    determiner = syntax.child(other, "det")
    if syntax.tags[other] != "NN" or determiner is None or syntax.lowers[determiner] not in {"a", "an", "the"}:
        return noun
    names = [m for m in conjuncts(syntax, noun) if m < other and syntax.pos[m] == "PROPN"]
    return names[-1] if syntax.pos[noun] == "PROPN" and names else noun


def _is_of_club(syntax: Syntax, noun: int, other: int) -> bool:
    """A plural for one name, as sports pages have it: "two points behind [leaders] Brackley"."""
    plural = syntax.tags[noun] == "NNS" and syntax.lowers[noun] != syntax.lemmas[noun]
    return plural and other == noun + 1 and syntax.child(other, "conj") is None


def _sums_up(syntax: Syntax, noun: int, other: int) -> bool:
    """What a whole clause is called, not the noun before it: "It had killed 12 rebels, [a claim] it repeated"."""
    if syntax.deps[noun].startswith("nsubj") or syntax.lemmas[other].lower() not in words("titles", "comments"):
        return False
    determiner = syntax.child(other, "det")
    return syntax.words[other - 1] != ":" and (determiner is None or syntax.lowers[determiner] in {"a", "an", "the"})


def _is_place(syntax: Syntax, token: int) -> bool:
    return syntax.entity[token] in {"GPE", "LOC"}


def _located(syntax: Syntax, place: int, larger: int) -> Draft:
    """ "Hoboken, New Jersey": the first lies in the second."""
    subject, larger_phrase = core_phrase(syntax, place), core_phrase(syntax, larger)
    return Draft(
        "place", place, subject, place, (max(subject) + 1,), "be located in", larger_phrase, larger, standing=False
    )
