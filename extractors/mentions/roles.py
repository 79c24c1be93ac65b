"""What an article says somebody is: titles, appositions and copulas, which "the minister" can take up later."""

from __future__ import annotations

from extractors.columns import Columns
from extractors.mentions.binding import Setting
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.nominals import phrase_span
from extractors.mentions.tables import (
    demonym_country,
    evidence_words,
    group_nouns,
    is_title,
    known_form,
    listed,
    noun_gender,
)

__all__ = ["assign_roles", "link_appositions", "role_key", "side_of"]

_STOP = frozenset({"the", "a", "an", "of", "for", "'s", "and", "-", "'", ",", "former", "ex", "acting", "late", "then"})


def role_key(word: str) -> str:
    """Bring "Turkish", "Turkey" to one form, so that the "Turkish minister" may be Turkey's."""
    return (demonym_country(word) or known_form(word.title()) or word).lower()


def _role(words: tuple[str, ...]) -> tuple[str, frozenset[str]] | None:
    kept = [w for w in words if w not in _STOP]
    heads = [w for w in kept if noun_gender(w.rstrip(".")) is not None]
    if not heads:
        return None
    head = heads[-1]
    return head, frozenset(role_key(w) for w in kept if w != head)


def assign_roles(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Write down the roles of each named person: from the title, an apposition, or "X is the mayor of Y"."""
    for name in names:
        if name.type not in ("PERSON", "ORG", "GPE", "PRODUCT", "FAC", "EVENT", "WORK_OF_ART"):
            continue
        roles = clusters[name].roles
        if name.titles and (role := _role(name.titles)):
            roles.append(role)
        for other in _said_of(columns, name):
            start, end = phrase_span(columns, other)
            outside = [i for i in range(start, end) if not name.start <= i < name.end]
            words = [columns.lowers[i] for i in outside if columns.deps[i] != "det"]
            words += [
                columns.lowers[i]
                for c in columns.children[other]
                if columns.deps[c] == "nmod"
                for i in columns.subtree(c)
                if columns.pos[i] in ("PROPN", "NOUN", "ADJ")
            ]
            lemma = columns.lemmas[other].lower()
            roles.append(
                (
                    lemma,
                    frozenset(role_key(w) for w in words if w not in _STOP and w not in (lemma, columns.lowers[other])),
                )
            )


def _said_of(columns: Columns, name: Candidate) -> list[int]:
    """Return the heads of noun phrases that are predicated of a name."""
    found = []
    head = name.head
    for child in columns.children[head]:
        if columns.deps[child] in ("appos", "nmod:desc") and _is_noun(columns, child):
            found.append(child)
    outer = columns.heads[head]
    if outer != head:
        near = columns.deps[head] in ("flat", "compound", "nmod:desc") and outer == name.start - 1
        if (columns.deps[head] == "appos" or near) and _is_noun(columns, outer):
            found.append(outer)
        copula = (
            columns.deps[head] == "nsubj" and columns.pos[outer] == "NOUN" and columns.child(outer, "cop") is not None
        )
        if copula and not any(columns.lowers[c] in ("not", "n't", "no") for c in columns.children[outer]):
            found.append(outer)
    return found


def _is_noun(columns: Columns, token: int) -> bool:
    """Say whether a word is a noun, or a title that has a capital like a name: "Orla's Prime Minister"."""
    return columns.pos[token] == "NOUN" or (columns.pos[token] == "PROPN" and is_title(columns.words[token]))


def link_appositions(columns: Columns, names: list[Candidate], nominals: list[Candidate], clusters: Clusters) -> None:
    """Join "Maria Rossi" with ", the mayor of Turin," and "the German chancellor, Olaf Scholz" with the name."""
    by_head = {n.head: n for n in nominals}
    by_token = {i: n for n in names if n.type in ("GPE", "LOC", "FAC") for i in range(n.start, n.end)}
    for name in names:
        if name.type not in ("PERSON", "ORG", "GPE", "PRODUCT", "FAC", "LOC"):
            continue
        for other in _said_of(columns, name):
            nominal = by_head.get(other)
            if nominal is None or columns.child(other, "cop") is not None:
                continue
            inside = (i for i in range(nominal.start, nominal.head) if columns.deps[i] in ("compound", "flat"))
            if name.type in ("GPE", "LOC") and any(by_token.get(i) not in (None, name) for i in inside):
                continue  # "Orla province, Sudria"
            if nominal.number == "singular" and _fits(name.type, nominal) and not clusters[nominal].named():
                clusters.merge(name, nominal)


# Nouns beside the groups that an apposition may call a body or a place.
_BODIES = evidence_words("named", "ORG") | frozenset(
    listed("haulier startup giant arm line body centre foundation outlet think-tank subsidiary")
)
_PLACES = frozenset(
    listed("""
city town village capital port region province state country nation district suburb island republic kingdom county
resort neighbour neighbor hometown stronghold
""")
)


def _fits(kind: str, nominal: Candidate) -> bool:
    """Say whether a noun can name that kind of thing: no fire is a company, whatever the parse."""
    lemma = nominal.words[-1]
    if kind == "PERSON":
        return bool(nominal.animate)
    if nominal.animate:
        return False
    if kind in ("PRODUCT", "FAC", "LOC"):
        return lemma in evidence_words("named", kind)
    return lemma in _PLACES if kind == "GPE" else lemma in _BODIES or lemma in group_nouns()


def side_of(speaker: Candidate, setting: Setting) -> Candidate | None:
    """Return the country or body that a speaker speaks for, where the article says so and names it.

    "We will not yield," a Finnish official said: Finland. "We sold it," said Ada Lind, the head of Halvor: Halvor.
    """
    clusters = setting.clusters
    sides: dict[int, Candidate] = {}
    words: set[str] = set()
    for member in clusters[speaker].members:
        if member.kind == "nominal" and member.words[-1] in evidence_words("generic", "state"):
            words |= {role_key(w) for w in member.words[:-1]}
    for head, rest in clusters[speaker].roles:
        if head in evidence_words("generic", "state") or head in _HEADS:
            words |= rest
    for name in setting.referents:
        if name.kind != "name" or clusters[name].type() not in ("GPE", "ORG"):
            continue
        if " ".join(name.words) in words or (known_form(" ".join(name.words).title()) or "").lower() in words:
            sides.setdefault(name.cluster, name)
    return next(iter(sides.values())) if len(sides) == 1 else None


_HEADS = ("executive", "chairman", "chairwoman", "president", "director", "founder", "ceo", "owner", "chair", "head")
