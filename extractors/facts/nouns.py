"""Facts that noun phrases state without a verb: titles, appositions, ages, origins, possession."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.facts.circumstance import Circumstances, find_places, is_time
from extractors.facts.coordination import second_posts
from extractors.facts.drafts import Draft
from extractors.facts.nominal_events import nominal_event_drafts, noun_standing
from extractors.facts.phrases import conjuncts, core_phrase, is_contrasted, noun_phrase, trim
from extractors.facts.syntax import Syntax
from extractors.lexicon import words

__all__ = ["HOLD_POSITION", "is_role", "noun_drafts"]

HOLD_POSITION = "hold position"
OLDEST = 120
TITLE_PARTS = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})
PEOPLE = frozenset({"PERSON"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART"})


def noun_drafts(syntax: Syntax, start: int, end: int) -> Iterator[Draft]:
    """Yield the facts of the noun phrases in one sentence, in text order."""
    for token in range(start, end):
        if syntax.pos[token] not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"}:
            continue
        yield from _title(syntax, token)
        yield from _apposition(syntax, token)
        yield from _between(syntax, token)
        yield from nominal_event_drafts(syntax, token)
        yield from _description(syntax, token)
        yield from _age(syntax, token)
        yield from _possession(syntax, token)
        yield from _origin(syntax, token)


def is_role(syntax: Syntax, head: int) -> bool:
    """Tell whether a noun names a position or role: "minister", "vice-president", "co-founder"."""
    word = syntax.lowers[head]
    lemma = syntax.lemmas[head].lower()
    roles = words("titles", "roles")
    return word in roles or lemma in roles or word.rsplit("-", 1)[-1] in roles


def _is_person(syntax: Syntax, head: int) -> bool:
    return syntax.entity[head] == "PERSON"


def _predicate(syntax: Syntax, token: int) -> int:
    """The clause that a noun phrase stands in, for who says it; its own modality does not touch the noun's facts."""
    return token


def _title(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "Defence Minister Khawaja Asif", "Turkish president Recep Erdogan": the name holds the position before it."""
    if not _is_person(syntax, name) or syntax.pos[name] != "PROPN":
        return
    for title in syntax.kids(name, "nmod:desc", "compound", "nmod", "amod", "appos"):
        if title > name or syntax.deps[title] in {"nmod", "amod"} or not is_role(syntax, title):
            continue
        if syntax.lowers[title] in words("titles", "address") or syntax.entity[title] == "PERSON":
            continue
        start = _name_start(syntax, name, title)
        first = min(syntax.subtree(title))
        while first - 1 >= 0 and syntax.heads[first - 1] == name and syntax.deps[first - 1] in TITLE_PARTS:
            first -= 1  # the parser hangs "Defence" or "Turkish" of the title on the name
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


def _description(syntax: Syntax, name: int) -> Iterator[Draft]:
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


def _apposition(syntax: Syntax, noun: int) -> Iterator[Draft]:
    """ "Paul Johanson, director of plant sciences, said": he holds the position; "Alpha, a red giant": it is one."""
    if is_time(syntax, noun, {}):
        return
    for other in syntax.kids(noun, "appos"):
        if syntax.pos[other] not in {"NOUN", "PROPN"} or other <= noun:
            continue
        if any(syntax.lowers[t] in {"them", "whom"} for t in range(noun, other)):
            continue  # "thousands, many of them students"
        if any(syntax.lowers[t] == "not" for t in syntax.kids(other, "advmod", "cc")):
            continue  # "the president, not the parliament": no name of the other
        if syntax.pos[other] == "NOUN" and ":" in syntax.words[noun:other]:
            continue  # what follows a colon is a remark, seldom what the noun is: "Minister: no deal"
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
                before = [t for t in noun_phrase(syntax, member) if t < min(subject)]
                obj = tuple(trim(syntax, before)) if before else ()
            if not obj:
                continue
            if set(subject) & set(obj):
                continue
            position = is_role(syntax, member) and _is_person(syntax, subject_head)
            relation = (member,) if position else (min(max(subject), max(obj)) + 1,)
            label = HOLD_POSITION if position else "be"
            yield Draft(
                "apposition", noun, subject, subject_head, relation, label, obj, member, standing=False,
                negative=is_contrasted(syntax, member),
            )  # fmt: skip


def _is_place(syntax: Syntax, token: int) -> bool:
    return syntax.entity[token] in {"GPE", "LOC"}


def _located(syntax: Syntax, place: int, larger: int) -> Draft:
    """ "Hoboken, New Jersey": the first lies in the second."""
    subject, larger_phrase = core_phrase(syntax, place), core_phrase(syntax, larger)
    return Draft(
        "place", place, subject, place, (max(subject) + 1,), "be located in", larger_phrase, larger, standing=False
    )


def _age(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "Daniel Montalvo, 19, was arrested" and "62-year-old John Smith": how old somebody is."""
    if not _is_person(syntax, name):
        return
    described = [name, *syntax.kids(name, "nmod:desc", "compound")]
    if syntax.deps[name] == "appos":
        described.append(syntax.heads[name])  # "the 34-year-old teacher Dan Whitlock"
    for old in (a for noun in described for a in syntax.kids(noun, "amod") if syntax.lowers[a] == "old"):
        years = syntax.child(old, "obl:unmarked", "obl:npmod", "obl")
        number = syntax.child(years, "nummod") if years is not None else None
        if number is not None and syntax.words[number].isdigit() and syntax.lemmas[years or 0] == "year":
            subject = tuple(t for t in core_phrase(syntax, name) if t > old)
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


def _possession(syntax: Syntax, owned: int) -> Iterator[Draft]:
    """ "Pakistan's security forces": Pakistan has security forces. Times own nothing ("today's talks")."""
    if syntax.pos[owned] not in {"NOUN", "PROPN"}:
        return
    for owner in syntax.kids(owned, "nmod:poss"):
        if syntax.entity[owner] in {"DATE", "TIME"} or syntax.lemmas[owner].lower() in words(
            "circumstance", "time_nouns"
        ):
            continue
        if syntax.lowers[owner] == "whose":
            yield from _whose(syntax, owned)
            continue
        if syntax.lowers[owner] in {"own", "one"} or syntax.lowers[owner] in {"my", "our", "your"}:
            continue
        obj = tuple(t for t in noun_phrase(syntax, owned) if (t > owner and syntax.deps[t] != "case") or t == owned)
        last = max(t for member in conjuncts(syntax, owner) for t in _with_case(syntax, member))
        obj = tuple(t for t in obj if not (t < owned and t <= last))
        if _is_person(syntax, owned) and syntax.pos[owned] == "PROPN":
            if syntax.entity[owner] in {"ORG", "NORP"} or syntax.pos[owner] in {"NOUN", "PROPN"}:
                person = tuple(t for t in core_phrase(syntax, owned) if t > max(_with_case(syntax, owner)))
                yield Draft(
                    "possession", owned, person, owned, tuple(_with_case(syntax, owner)[-1:]), "be affiliated with",
                    noun_phrase(syntax, owner), owner, standing=False,
                )  # fmt: skip
            continue
        if syntax.entity[owned] == "ORG" and syntax.pos[owned] == "PROPN" and syntax.entity[owner] == "GPE":
            name = tuple(t for t in core_phrase(syntax, owned) if t > max(_with_case(syntax, owner)))
            if syntax.lemmas[owned].lower() not in words("titles", "possessed"):
                mark = tuple(_with_case(syntax, owner)[-1:])
                yield Draft("origin", owned, name, owned, mark, "be from", (owner,), owner, standing=False)
                continue
        if syntax.entity[owner] and syntax.entity[owner] == syntax.entity[owned]:
            continue  # within one name: "the Korean People's Army"
        if not _may_own(syntax, owner, owned):
            continue
        if any(syntax.tags[t] == "VB" for t in syntax.kids(owned, "acl")):
            continue  # "their attempts to flee": the infinitive is the fact
        mark = tuple(_with_case(syntax, owner)[-1:])
        if obj and syntax.pos[owner] in {"NOUN", "PROPN", "PRON"}:
            for member in conjuncts(syntax, owner):
                subject = noun_phrase(syntax, member)
                yield Draft("possession", owned, subject, member, mark, "have", obj, owned, standing=False)


def _whose(syntax: Syntax, owned: int) -> Iterator[Draft]:
    """ "Marko Vidas, whose daughter died": he has a daughter."""
    owner = next((syntax.heads[a] for a in syntax.ancestors(owned) if syntax.deps[a] == "acl:relcl"), None)
    if owner is None or owner > owned or not _may_own(syntax, owner, owned):
        return
    mark = syntax.child(owned, "nmod:poss")
    obj = tuple(t for t in core_phrase(syntax, owned) if t != mark)
    relation = (mark,) if mark is not None else (owned,)
    yield Draft("possession", owned, core_phrase(syntax, owner), owner, relation, "have", obj, owned, standing=False)


def _may_own(syntax: Syntax, owner: int, owned: int) -> bool:
    """Names own what lists of relations and belongings say; so do pronouns, for relations only ("its subsidiary")."""
    lemma = syntax.lemmas[owned].lower()
    if lemma in words("titles", "relational"):
        return True
    named = syntax.entity[owner] in NAMED
    return named and (lemma in words("titles", "possessed") or syntax.entity[owned] == "ORG")


def _between(syntax: Syntax, noun: int) -> Iterator[Draft]:
    """ "talks between Pakistan and Turkey": the one holds talks with the other."""
    if syntax.lemmas[noun].lower() not in words("titles", "joint"):
        return
    for inner in syntax.kids(noun, "nmod"):
        links = syntax.kids(inner, "case")
        parties = [p for p in conjuncts(syntax, inner) if syntax.pos[p] in {"NOUN", "PROPN"}]
        if len(parties) != 2 or not any(syntax.lowers[c] in {"between", "among"} for c in links):
            continue
        first, second = parties
        verb = "hold" if syntax.lemmas[noun].lower() in words("titles", "held") else "have"
        label = f"{verb} {syntax.lowers[noun]} with"
        relation = (noun, *links)
        modality, negative = noun_standing(syntax, noun)
        places = find_places(syntax, noun)
        last = noun_phrase(syntax, second, without=places[0].head if places else None)
        yield Draft(
            "joint-noun", noun, noun_phrase(syntax, first), first, relation, label, last, second,
            circumstances=Circumstances(places=tuple(places[:1])), standing=False, modality=modality, negative=negative,
        )  # fmt: skip


def _with_case(syntax: Syntax, owner: int) -> list[int]:
    return sorted([owner, *syntax.kids(owner, "case")])


def _origin(syntax: Syntax, name: int) -> Iterator[Draft]:
    """ "the Sydney-based company": it is based in Sydney; "a UN-backed court": the UN backs it."""
    for modifier in syntax.kids(name, "amod"):
        place = syntax.child(modifier, "compound", "obl", "nmod", "obl:npmod", "obl:unmarked", "nmod:unmarked")
        if place is None or not (syntax.pos[place] == "PROPN" or syntax.entity[place] == "NORP"):
            continue
        if syntax.lowers[modifier] in words("titles", "doings") and syntax.entity[place] in NAMED:
            subject = tuple(t for t in core_phrase(syntax, name) if t > modifier)
            label = f"be {syntax.lowers[modifier]} by"
            doer = core_phrase(syntax, place)
            yield Draft("origin", name, subject, name, (modifier,), label, doer, place, standing=False)
        if syntax.lowers[modifier] in {"based", "born"} and syntax.pos[place] == "PROPN":
            label = f"be {syntax.lowers[modifier]} in"
            subject = tuple(t for t in core_phrase(syntax, name) if t > modifier)
            if subject:
                yield Draft("origin", name, subject, name, (modifier,), label, (place,), place, standing=False)
