"""The type of a name, settled once for the whole article by all that its mentions and their contexts say.

An annotator sees one sentence; "Halvor" alone may come out as a person where "Halvor Shipping" a paragraph later is a
company. Each function below reads one construction; their votes and the annotator's are summed over all mentions of a
name, and between a full name and its first or last word (label consistency after Krishnan and Manning 2006).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from functools import cache

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate
from extractors.mentions.tables import (
    demonym_country,
    evidence_words,
    given_gender,
    group_names,
    institution_nouns,
    is_title,
    known_form,
    name_key,
    noun_gender,
)

__all__ = ["settled_types"]


class Votes(defaultdict[str, float]):
    """What speaks for each type of a name; below zero speaks against it."""

    def __init__(self) -> None:
        super().__init__(float)

    def add(self, other: Votes, weight: float = 1.0, kinds: Container[str] | None = None) -> None:
        """Count another's votes, all of them or those for some types, at a share of their weight."""
        for kind, value in other.items():
            if kinds is None or kind in kinds:
                self[kind] += weight * value


_BODIES = ("ORG", "PRODUCT")


def settled_types(columns: Columns, names: Iterable[Candidate]) -> dict[Candidate, str]:
    """Return the type of each name, one for all mentions of the same words.

    Args:
        columns: The article.
        names: Its names with the annotator's types.

    Returns:
        The settled type of every candidate. A people ("Turkish") keeps what the annotator saw.
    """
    names = list(names)
    own: dict[tuple[str, ...], Votes] = defaultdict(Votes)
    seen: dict[tuple[str, ...], Votes] = defaultdict(Votes)
    keys = {n: name_key(n.words) for n in names}
    for name in names:
        seen[keys[name]][name.type] += 1
        own[keys[name]].add(_context(columns, name))
    for key, types in seen.items():
        weight = 1.0 if len(key) == 1 else 1.6
        for kind, count in types.items():  # the annotator's mistakes repeat themselves
            own[key][kind] += weight * (1 + 0.25 * min(count - 1, 8))
        own[key].add(_wording(key))
    shared = _with_parts(own)
    chosen = {key: _winner(votes, seen[key]) for key, votes in shared.items()}
    return {n: _fixed(columns, n) or chosen[keys[n]] for n in names}


def _winner(votes: Votes, seen: Votes) -> str:
    """Return the type with most votes; on a tie what the annotator said most often, then the alphabet."""
    return min(votes, key=lambda kind: (-round(votes[kind], 6), -seen[kind], kind))


def _fixed(columns: Columns, name: Candidate) -> str | None:
    """Return the type of a country, a well-known body or group, or a people, which no context changes."""
    surface = columns.surface(name.start, name.end)
    if name_key(name.words) in group_names():
        return "ORG"
    if len(name.words) == 1 and name.words[0] in evidence_words("languages", "names"):
        return _language(columns, name)
    if len(name.words) == 1 and (fixed := _common(name.words[0])):
        return fixed
    if name.type == "NORP" or (name.type == "LANGUAGE" and demonym_country(surface)):
        return name.type
    if name.type in ("GPE", "LOC", "PERSON", "ORG") and demonym_country(surface) and not known_form(surface):
        return "NORP"
    if name.type in ("GPE", "LOC", "ORG") and known_form(surface):
        return name.type
    return None


def _common(word: str) -> str | None:
    """Return the type of a community, a religion or a feast: "Yazidis", "Islam", "Ramadan"."""
    one = word.removesuffix("s")
    if word in evidence_words("religions", "names") or {word, one} & evidence_words("peoples", "names"):
        return "NORP"
    return "EVENT" if word in evidence_words("feasts", "names") else None


def _language(columns: Columns, name: Candidate) -> str:
    """Tell a language from its people: "in English", "speaks English", but "the English captain"."""
    head, outer = name.head, columns.heads[name.head]
    if name.end < len(columns) and columns.words[name.end] == ":":
        return "LANGUAGE"  # "(Arabic: ...)"
    if columns.deps[head] in ("amod", "compound", "nmod:desc"):
        return "NORP"
    case = columns.child(head, "case")
    written = case is not None and columns.lowers[case] in ("in", "into", "from") and columns.child(head, "det") is None
    used = columns.deps[head] == "obj" and columns.lemmas[outer].lower() in evidence_words("languages", "verbs")
    return "LANGUAGE" if written or used else "NORP" if name.type != "LANGUAGE" else name.type


def _with_parts(own: dict[tuple[str, ...], Votes]) -> dict[tuple[str, ...], Votes]:
    """Let a full name and its first or last word vote for each other: "Halvor Shipping", "Halvor"; "Ada Lind", "Lind".

    Only where one full name alone may be meant, and a person is called by the last word, a body by the first.
    """
    shared: dict[tuple[str, ...], Votes] = defaultdict(Votes)
    for key, votes in own.items():
        shared[key].add(votes)
    for key in own:
        if len(key) > 1 and key[-1].isdigit() and len(key[-1]) < 4 and key[:-1] in own:
            shared[key].add(own[key[:-1]], 0.9)  # "Internet Explorer 6" is what "Internet Explorer" is
        if len(key) != 1:
            continue
        longer = [k for k in own if len(k) > 1 and key[0] in (k[0], k[-1])]
        fitting = [k for k in longer if _goes_by(k, key[0], _winner(own[k], Votes()))]
        if len(fitting) != 1:
            continue
        full = fitting[0]
        shared[key].add(own[full], 0.9)
        shared[full].add(own[key], 0.5, ("PERSON", *_BODIES))
    return shared


def _goes_by(full: tuple[str, ...], word: str, kind: str) -> bool:
    """Say whether a full name may be cut to a word: "Ada Lind" to "Lind", "Halvor Shipping" to "Halvor".

    But not "Oslo District Court" to "Oslo".
    """
    if kind == "PERSON":
        return full[-1] == word
    return kind in _BODIES and full[0] == word and len(full) <= 3 and full[-1] not in institution_nouns()


def _wording(key: tuple[str, ...]) -> Votes:
    """Read the name itself: "Ada Lind" begins with a given name, "Halvor Shipping" ends as enterprises do."""
    votes = Votes()
    last = key[-1].rstrip(".")
    if len(key) > 1 and last in evidence_words("enterprise", "last"):
        votes["ORG"] += 3
    elif len(key) > 1 and last in evidence_words("law", "last"):
        votes["LAW"] += 3
    elif len(key) > 2 and key[1] == "of" and noun_gender(key[0]) is not None and not is_title(key[0]):
        votes["PERSON"] -= 3  # "Man of the Match"
        votes["WORK_OF_ART"] += 0.5
    elif 2 <= len(key) <= 4 and given_gender(key[0]) is not None:
        votes["PERSON"] += 2
    return votes


def _context(columns: Columns, name: Candidate) -> Votes:
    votes = Votes()
    for reading in (_titled, _called, _relative, _enterprise, _placed, _acting, _with_article):
        votes.add(reading(columns, name))
    return votes


def _titled(columns: Columns, name: Candidate) -> Votes:
    """Read a title or an age: "Minister Ada Lind", "Ada Lind, 45,"."""
    votes = Votes()
    i = name.start - 1
    if i >= 0 and columns.sentence[i] == name.sentence and is_title(columns.words[i]) and columns.words[i][0].isupper():
        votes["PERSON"] += 3
    if name.titles:
        votes["PERSON"] += 1
    after = columns.lowers[name.end : name.end + 3]
    if len(after) == 3 and after[0] == "," and after[2] in (",", ".") and after[1].isdigit() and len(after[1]) == 2:
        votes["PERSON"] += 3
    return votes


@cache
def _called_types() -> dict[str, str]:
    return {
        word: kind
        for kind in ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT")
        for word in evidence_words("named", kind)
    }


def _called(columns: Columns, name: Candidate) -> Votes:
    """Read what the name is said to be: "the ferry Marie", "Lind, a forwarder,", "Orla is a port"."""
    votes = Votes()
    head, outer = name.head, columns.heads[name.head]
    nouns = [c for c in columns.children[head] if columns.deps[c] in ("appos", "nmod:desc")]
    if columns.deps[head] == "appos" or (
        columns.deps[head] in ("flat", "nmod:desc", "compound") and outer == name.start - 1
    ):
        nouns.append(outer)
    if columns.deps[head] == "nsubj" and columns.child(outer, "cop") is not None and columns.pos[outer] == "NOUN":
        nouns.append(outer)
    owner = columns.child(head, "nmod:poss")
    for noun in {n for n in nouns if columns.pos[n] == "NOUN" and "Number=Plur" not in columns.morphs[n]}:
        if name.start <= noun < name.end:
            continue
        if owner is not None and noun < owner < name.start:
            continue  # "the brewing group Halvor's Ada Lind"
        lemma = columns.lemmas[noun].lower()
        kind = "PERSON" if noun_gender(lemma) is not None else _called_types().get(lemma)
        if kind is not None:
            votes[kind] += 4 if kind != "PERSON" else 2
    return votes


def _relative(columns: Columns, name: Candidate) -> Votes:
    """Read the relative pronoun: "Lind, who resigned" is a person, "Halvor, which sells ships" is not."""
    votes = Votes()
    i = name.end
    if i < len(columns) and columns.words[i] == ",":
        i += 1
    if i < len(columns) and columns.sentence[i] == name.sentence:
        if columns.lowers[i] in ("who", "whom"):
            votes["PERSON"] += 2
        elif columns.lowers[i] == "which":
            votes["PERSON"] -= 2
    return votes


def _enterprise(columns: Columns, name: Candidate) -> Votes:
    """Read what only an enterprise has: "Halvor's shareholders", "Halvor shares", "a stake in Halvor"."""
    votes = Votes()
    head, outer = name.head, columns.heads[name.head]
    relation, lemma = columns.deps[head], columns.lemmas[outer].lower()
    if relation in ("nmod:poss", "compound") and outer >= name.end and lemma in evidence_words("enterprise", "had"):
        votes["ORG"] += 2
    if (
        relation == "compound"
        and outer >= name.end
        and lemma in evidence_words("rule", "nouns")
        and len(name.words) == 1
    ):
        votes["PERSON"] += 1.2  # "the Lind regime"
    case = columns.child(head, "case")
    if (
        relation in ("nmod", "obl")
        and case is not None
        and columns.lowers[case] in ("in", "for", "of", "by")
        and lemma in evidence_words("enterprise", "held")
        and columns.pos[outer] == "NOUN"
    ):
        votes["ORG"] += 2
    return votes


def _placed(columns: Columns, name: Candidate) -> Votes:
    """Read where things are: "in Orla", "from Orla to Bremsund", "the port of Orla", "Orla-based"."""
    votes = Votes()
    after = columns.lowers[name.end : name.end + 2]
    if after == ["-", "based"] or (after and after[0] == "-based"):
        votes["GPE"] += 3
    if name.end - name.start > 2 or name.words[-1] in evidence_words("enterprise", "last"):
        return votes
    head, outer = name.head, columns.heads[name.head]
    case = columns.child(head, "case")
    if case is None or case >= name.start:
        return votes
    word, noun = columns.lowers[case], columns.lemmas[outer].lower()
    bare = columns.child(head, "det") is None
    of_settlement = word == "of" and noun in evidence_words("place", "of")
    if of_settlement or (word == "in" and noun == "base" and columns.deps[head] == "obl"):
        votes["GPE"] += 3
    elif bare and word in evidence_words("place", "near") and columns.deps[head] in ("obl", "nmod"):
        if columns.pos[outer] == "NOUN" and noun in evidence_words("enterprise", "held"):
            return votes
        found = word == "in" and len(name.words) == 1 and noun in evidence_words("place", "found")
        votes["GPE"] += 1.6 if found and columns.deps[head] == "nmod" else 0.8
        votes["PERSON"] -= 0.3
    elif bare and word in ("from", "to") and columns.deps[head] == "obl":
        moving = columns.lemmas[outer].lower() in evidence_words("place", "motion")
        votes["GPE"] += 1.5 if moving and len(name.words) == 1 else 0
    return votes


def _with_article(columns: Columns, name: Candidate) -> Votes:
    """Read an article before a name as the annotator sees persons: "The Anna Lind sank", "aboard the Anna Lind"."""
    votes = Votes()
    head = name.head
    like_a_person = len(name.words) > 1 and (name.type == "PERSON" or given_gender(name.words[0]) is not None)
    if not like_a_person or name.start == 0 or columns.lowers[name.start - 1] != "the":
        return votes
    if columns.heads[name.start - 1] != head or not name.start <= head < name.end:
        return votes
    if any(columns.pos[c] == "ADJ" and c < name.start for c in columns.children[head]):
        return votes  # "the late Anna Lind"
    votes["PERSON"] -= 3
    verb = columns.heads[head]
    part = columns.deps[head] == "nmod" and columns.lemmas[verb].lower() in evidence_words("vessel", "had")
    case = columns.child(head, "case")
    sails = columns.deps[head].startswith("nsubj") and columns.lemmas[verb].lower() in evidence_words("vessel", "verbs")
    on = case is not None and columns.lowers[case] in ("aboard", "on")
    votes["PRODUCT" if sails or on or part else "ORG"] += 2
    return votes


def _acting(columns: Columns, name: Candidate) -> Votes:
    """Read what only persons do: "Lind was born in Orla"."""
    votes = Votes()
    verb = columns.heads[name.head]
    if columns.deps[name.head] in ("nsubj", "nsubj:pass") and columns.lemmas[verb].lower() in evidence_words(
        "person", "verbs"
    ):
        votes["PERSON"] += 1.5
    return votes
