"""What an article says somebody is: titles, appositions and copulas, which "the minister" can take up later."""

from __future__ import annotations

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.nominals import phrase_span
from extractors.mentions.tables import demonym_country, group_nouns, known_form, listed, noun_gender

__all__ = ["assign_roles", "link_appositions", "link_nominals"]

_STOP = frozenset({"the", "a", "an", "of", "for", "'s", "and", "-", "'", ",", "former", "ex", "acting", "late", "then"})


def _key(word: str) -> str:
    """Bring "Turkish", "Turkey" to one form, so that the "Turkish minister" may be Turkey's."""
    return (demonym_country(word) or known_form(word.title()) or word).lower()


def _role(words: tuple[str, ...]) -> tuple[str, frozenset[str]] | None:
    kept = [w for w in words if w not in _STOP]
    heads = [w for w in kept if noun_gender(w.rstrip(".")) is not None]
    if not heads:
        return None
    head = heads[-1]
    return head, frozenset(_key(w) for w in kept if w != head)


def assign_roles(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Write down the roles of each named person: from the title, an apposition, or "X is the mayor of Y"."""
    for name in names:
        if name.type not in ("PERSON", "ORG", "GPE"):
            continue
        roles = clusters[name].roles
        if name.titles and (role := _role(name.titles)):
            roles.append(role)
        for other in _said_of(columns, name):
            start, end = phrase_span(columns, other)
            words = [columns.lowers[i] for i in range(start, end) if columns.deps[i] != "det"]
            words += [
                columns.lowers[i]
                for c in columns.children[other]
                if columns.deps[c] == "nmod"
                for i in columns.subtree(c)
                if columns.pos[i] in ("PROPN", "NOUN", "ADJ")
            ]
            lemma = columns.lemmas[other].lower()
            roles.append(
                (lemma, frozenset(_key(w) for w in words if w not in _STOP and w not in (lemma, columns.lowers[other])))
            )


def _said_of(columns: Columns, name: Candidate) -> list[int]:
    """Return the heads of noun phrases that are predicated of a name."""
    found = []
    head = name.head
    for child in columns.children[head]:
        if columns.deps[child] in ("appos", "nmod:desc") and columns.pos[child] == "NOUN":
            found.append(child)
    outer = columns.heads[head]
    if outer != head:
        near = columns.deps[head] in ("flat", "compound", "nmod:desc") and outer == name.start - 1
        if (columns.deps[head] == "appos" or near) and columns.pos[outer] == "NOUN":
            found.append(outer)
        copula = (
            columns.deps[head] == "nsubj" and columns.pos[outer] == "NOUN" and columns.child(outer, "cop") is not None
        )
        if copula and not any(columns.lowers[c] in ("not", "n't", "no") for c in columns.children[outer]):
            found.append(outer)
    return found


def link_appositions(columns: Columns, names: list[Candidate], nominals: list[Candidate], clusters: Clusters) -> None:
    """Join "Maria Rossi" with ", the mayor of Turin," and "the German chancellor, Olaf Scholz" with the name."""
    by_head = {n.head: n for n in nominals}
    for name in names:
        if name.type not in ("PERSON", "ORG", "GPE"):
            continue
        for other in _said_of(columns, name):
            nominal = by_head.get(other)
            if nominal is None or columns.child(other, "cop") is not None:
                continue
            if nominal.number == "singular" and _fits(name.type, nominal) and not clusters[nominal].named():
                clusters.merge(name, nominal)


# Nouns beside the groups that an apposition may call a body or a place.
_BODIES = frozenset(
    listed("""
subsidiary firm company operator maker carrier airline haulier manufacturer producer retailer supplier lender insurer
fund giant startup publisher outlet charity think-tank watchdog regulator body institute foundation centre arm line
""")
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
    return not nominal.animate and (lemma in _PLACES if kind == "GPE" else lemma in _BODIES or lemma in group_nouns())


def link_nominals(columns: Columns, nominals: list[Candidate], clusters: Clusters) -> None:
    """Join "the minister" with the only person the article has called a minister so far, and the like for bodies.

    A modifier must fit: "the Turkish minister" is not Pakistan's. With two ministers and no modifier it stays open.
    """
    for nominal in nominals:
        if nominal.number != "singular" or not _bare_definite(columns, nominal) or clusters[nominal].named():
            continue
        lemma = nominal.words[-1]
        modifiers = frozenset(_key(w) for w in nominal.words[:-1])
        if nominal.animate:
            chosen = _person(nominal, lemma, modifiers, clusters)
        else:
            chosen = _body(columns, nominal, lemma, modifiers, clusters)
        if chosen is not None:
            clusters.merge(chosen, nominal)


def _bare_definite(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a phrase is "the ..." or "this ..." with nothing after its head that could pick out another thing."""
    determiner = next((columns.lowers[c] for c in columns.children[nominal.head] if columns.deps[c] == "det"), "")
    if determiner not in ("the", "this", "that"):
        return False
    after = ("nmod", "acl", "acl:relcl", "appos", "nmod:poss", "conj")
    if any(columns.deps[c] in after for c in columns.children[nominal.head]):
        return False
    return columns.deps[nominal.head] != "conj" and columns.child(nominal.head, "cop") is None


def _before(nominal: Candidate, clusters: Clusters) -> list[Candidate]:
    """Return for each named cluster its last name before the phrase."""
    found: dict[int, Candidate] = {}
    for cluster in clusters.of.values():
        for member in cluster.members:
            if member.kind == "name" and member.start < nominal.start:
                found[member.cluster] = member
    return list(found.values())


def _person(nominal: Candidate, lemma: str, modifiers: frozenset[str], clusters: Clusters) -> Candidate | None:
    fitting = []
    for name in _before(nominal, clusters):
        cluster = clusters[name]
        if cluster.type() != "PERSON":
            continue
        if any(head == lemma and modifiers <= rest for head, rest in cluster.roles):
            fitting.append(name)
    return fitting[0] if len(fitting) == 1 else None


_BODY_NOUNS = {
    "country": "GPE", "nation": "GPE", "republic": "GPE",
    "company": "ORG", "firm": "ORG", "corporation": "ORG", "organisation": "ORG", "organization": "ORG",
}  # fmt: skip


def _body(
    columns: Columns, nominal: Candidate, lemma: str, modifiers: frozenset[str], clusters: Clusters
) -> Candidate | None:
    """Find the body a phrase takes up: by its head noun ("the ministry"), its role, or the only one of its kind."""
    earlier = [
        n for n in _before(nominal, clusters) if clusters[n].type() in ("ORG", "GPE", "FAC", "EVENT", "LOC", "PRODUCT")
    ]
    by_word = [n for n in earlier if len(n.words) > 1 and columns.lowers[n.head] == lemma]
    if by_word:
        fitting = [n for n in by_word if modifiers <= frozenset(_key(w) for m in clusters[n].members for w in m.words)]
        return fitting[0] if len(fitting) == 1 else None
    by_role = [n for n in earlier if any(h == lemma and modifiers <= rest for h, rest in clusters[n].roles)]
    if by_role:
        return by_role[0] if len(by_role) == 1 else None
    kind = _BODY_NOUNS.get(lemma)
    if kind is None or modifiers:
        return None
    alike = [
        n
        for n in earlier
        if clusters[n].type() == kind and (kind != "GPE" or known_form(" ".join(n.words).title()) is not None)
    ]
    recent = [n for n in alike if nominal.sentence - n.sentence <= 3]
    return recent[0] if len(alike) == 1 and recent else None
