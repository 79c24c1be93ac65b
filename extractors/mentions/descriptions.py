"""Descriptions that take up what was said before: "the minister", "the company", "the ferry", "the two sides".

The sieves of Lee et al. (2013) for nominals, surest first: by role ("the minister"), by the head of a name ("the
ministry"), by class and salience ("the company", "the city"), by the same head ("the delegation"). A description that
fits two things stays open, unless one of them is the subject of the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from extractors.columns import Columns
from extractors.mentions.binding import SUBJECTS
from extractors.mentions.candidates import Candidate, Cluster, Clusters
from extractors.mentions.nominals import full_span
from extractors.mentions.roles import role_key
from extractors.mentions.tables import country_of, evidence_words, institution_nouns, known_form

__all__ = ["link_descriptions", "link_possessed", "link_repeated"]

_REACH = 6
_LEAD = 3
_NAMED = ("ORG", "GPE", "FAC", "EVENT", "LOC", "PRODUCT", "WORK_OF_ART", "LAW")


@cache
def _class_of() -> dict[str, str]:
    return {
        noun: name
        for name in ("enterprise", "country", "settlement", "vessel")
        for noun in evidence_words("generic", name)
    }


def link_descriptions(columns: Columns, nominals: list[Candidate], clusters: Clusters) -> None:
    """Join each description of the article with the name it takes up, where only one can be meant.

    Args:
        columns: The article.
        nominals: Its noun phrases in text order.
        clusters: The partition to coarsen; persons carry their roles.
    """
    named = _named(clusters)
    persons = [name for name, kind in named if kind == "PERSON"]
    bodies = [name for name, kind in named if kind in _NAMED]
    alike: dict[str, list[Candidate]] = {}
    for nominal in nominals:
        alike.setdefault(columns.lemmas[nominal.head].lower(), []).append(nominal)
    for nominal in nominals:
        if nominal.number != "singular" or clusters[nominal].named() or not _takes_up(columns, nominal):
            continue
        modifiers = frozenset(role_key(w) for w in nominal.words[:-1]) - evidence_words("generic", "neutral")
        chosen = (
            _person(nominal, modifiers, persons, clusters)
            if nominal.animate
            else _body(columns, nominal, modifiers, bodies, alike, clusters)
        )
        if chosen is not None:
            clusters.merge(chosen, nominal)


def _takes_up(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a phrase is "the ..." or "this ...", or a headline's bare noun, with nothing that picks out another.

    "The captain" may be the one named before; "the captain of the other ship" is not, nor is what is only predicated.
    """
    head = nominal.head
    determiner = next((columns.lowers[c] for c in columns.children[head] if columns.deps[c] == "det"), "")
    headline = nominal.sentence == 0 and not determiner and nominal.animate
    if determiner not in ("the", "this", "that") and not headline:
        return False
    after = {"acl:relcl", "appos", "nmod:poss"} | (set() if headline else {"nmod", "acl"})
    after |= set() if nominal.animate else {"conj"}
    if any(columns.deps[c] in after for c in columns.children[head]):
        return False
    return columns.deps[head] not in ("conj", "compound", "flat", "nmod:desc") and columns.child(head, "cop") is None


def _named(clusters: Clusters) -> list[tuple[Candidate, str]]:
    """Return the first name of each named cluster with the cluster's type, in text order."""
    found = [
        (next(m for m in cluster.members if m.kind == "name"), cluster.type())
        for cluster in clusters.of.values()
        if cluster.named()
    ]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


def _named_before(
    nominal: Candidate, names: Iterable[Candidate], clusters: Clusters
) -> list[tuple[Cluster, Candidate]]:
    """Return the cluster of each name that comes before a phrase, with its last mention before the phrase."""
    found = []
    for name in names:
        if name.start >= nominal.start:
            break
        members = clusters[name].members
        last = bisect_left(members, nominal.start, key=lambda m: m.start) - 1
        found.append((clusters[name], members[last]))
    return found


def _person(
    nominal: Candidate, modifiers: frozenset[str], persons: list[Candidate], clusters: Clusters
) -> Candidate | None:
    """Return the only person the article has called so: "the minister"; at its start also one it will call so."""
    lemma = nominal.words[-1]

    def fits(cluster: Cluster) -> bool:
        return any(head == lemma and modifiers <= rest for head, rest in cluster.roles) and not (
            nominal.sex and cluster.sexes() and cluster.sexes() != {nominal.sex}
        )

    fitting = [last for cluster, last in _named_before(nominal, persons, clusters) if fits(cluster)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting or nominal.sentence > _LEAD:
        return None
    later = [name for name in persons if fits(clusters[name])]
    return later[0] if len(later) == 1 else None


def _body(
    columns: Columns,
    nominal: Candidate,
    modifiers: frozenset[str],
    bodies: list[Candidate],
    alike: dict[str, list[Candidate]],
    clusters: Clusters,
) -> Candidate | None:
    """Return what a phrase takes up: a name with that head, the only thing called so, the nearest of its class."""
    lemma = columns.lemmas[nominal.head].lower()
    earlier = [
        (cluster, last)
        for cluster, last in _named_before(nominal, bodies, clusters)
        if not _beside(columns, nominal, cluster)
    ]
    worded = [(c, last) for c, last in earlier if _has_word(columns, c, lemma) and modifiers <= _words_of(c)]
    if worded:
        return _nearest(columns, nominal, worded)
    called = [(c, last) for c, last in earlier if any(h == lemma and modifiers <= rest for h, rest in c.roles)]
    kind = _class_of().get(lemma)
    if called and (kind is not None or not _rivals(columns, nominal, alike[lemma], called, clusters)):
        return _nearest(columns, nominal, called)
    if kind is None:
        return None
    classed = [(c, last) for c, last in earlier if _is_of(kind, c) and modifiers <= _words_of(c) | _modifiers_of(c)]
    return _nearest(columns, nominal, classed)


def _rivals(
    columns: Columns,
    nominal: Candidate,
    alike: Iterable[Candidate],
    called: Iterable[tuple[Cluster, Candidate]],
    clusters: Clusters,
) -> bool:
    """Say whether the article spoke of an unnamed thing of the kind before: "the site" need not be the site Halvor."""
    heads = {m.head for cluster, _ in called for m in cluster.members}
    beside = heads | {columns.heads[head] for head in heads}  # "the site" in "the site Halvor" itself
    return any(
        other.start < nominal.start and other.head not in beside and not clusters[other].named() for other in alike
    )


def _nearest(columns: Columns, nominal: Candidate, found: list[tuple[Cluster, Candidate]]) -> Candidate | None:
    """Choose between things of one kind: the only one near, else the subject of the nearest sentence that has any."""
    if len(found) == 1:
        return found[0][1]
    near = [last for _, last in found if nominal.sentence - last.sentence <= _REACH]
    if len(near) == 1:
        return near[0]
    for sentence in (nominal.sentence, nominal.sentence - 1, nominal.sentence - 2):
        here = [
            (m, last)
            for cluster, last in found
            for m in cluster.members
            if m.sentence == sentence and m.start < nominal.start
        ]
        if not here:
            continue
        if len({last.cluster for _, last in here}) == 1:
            return here[0][1]
        if _other_subject(columns, nominal):
            return None
        subjects = {last.cluster: last for m, last in here if _is_subject(columns, m.head)}
        return next(iter(subjects.values())) if len(subjects) == 1 else None
    return None


def _is_subject(columns: Columns, head: int) -> bool:
    """Say whether a token is a subject or one of several ("Ann and Ben left")."""
    if columns.deps[head] == "conj":
        head = columns.heads[head]
    return columns.deps[head] in SUBJECTS


def _other_subject(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a pronoun stands for the likeliest one: in "It told the company", "Its founder wants the company"."""
    verb = columns.heads[nominal.head]
    subject = columns.child(verb, "nsubj", "nsubj:pass")
    if subject is None and columns.deps[verb] in ("xcomp", "ccomp", "advcl"):
        subject = columns.child(columns.heads[verb], "nsubj", "nsubj:pass")
    if subject is None or subject == nominal.head:
        return False
    return any(columns.lowers[i] in ("it", "its", "they", "their") for i in columns.subtree(subject))


def _beside(columns: Columns, nominal: Candidate, cluster: Cluster) -> bool:
    """Say whether both depend on one word: in "Halvor bought the company" Halvor is another."""
    outer = columns.heads[nominal.head]
    return any(m.sentence == nominal.sentence and columns.heads[m.head] == outer for m in cluster.members)


def _has_word(columns: Columns, cluster: Cluster, lemma: str) -> bool:
    return any(m.kind == "name" and len(m.words) > 1 and columns.lowers[m.head] == lemma for m in cluster.members)


def _words_of(cluster: Cluster) -> frozenset[str]:
    words = {role_key(w) for m in cluster.members if m.kind == "name" for w in m.words}
    return frozenset(words | {m.owner.lower() for m in cluster.members if m.owner})


def _modifiers_of(cluster: Cluster) -> frozenset[str]:
    return frozenset(word for _, rest in cluster.roles for word in rest)


def _is_of(kind: str, cluster: Cluster) -> bool:
    """Say whether a named thing belongs to a class: enterprises are no ministries, settlements no countries."""
    names = [m for m in cluster.members if m.kind == "name"]
    if kind == "enterprise":
        public = any(institution_nouns() & set(m.words) or known_form(" ".join(m.words).upper()) for m in names)
        return cluster.type() == "ORG" and not public
    if kind == "vessel":
        called = {head for head, _ in cluster.roles}
        return cluster.type() == "PRODUCT" and (not called or bool(called & evidence_words("generic", "vessel")))
    country = any(country_of(" ".join(m.words).title()) for m in names)
    return cluster.type() == "GPE" and country == (kind == "country")


def link_repeated(columns: Columns, nominals: list[Candidate], clusters: Clusters) -> None:
    """Join phrases that say the same again: by all their words, by their head, or as the pair an article is about.

    "religious schools" twice, "the end of the war" twice, "the delegation" with the delegation spoken of last, all
    phrases for "the two sides".
    """
    pairs: dict[str, Candidate] = {}
    known: dict[tuple[str, str | None], list[Candidate]] = {}
    alike: dict[tuple[str, ...], Candidate] = {}
    for nominal in nominals:
        lemma = columns.lemmas[nominal.head].lower()
        key = (nominal.words[-1], nominal.number)
        for words in (_whole_name(columns, nominal), _with_phrase(columns, nominal)):
            first = alike.setdefault(words, nominal) if words else nominal
            named = clusters[first].named() or clusters[nominal].named()
            # "the team" after another team may be that one; "iodine" is iodine whatever stands between.
            others = nominal.definite and any(o.cluster != first.cluster for o in reversed(known.get(key, [])))
            if first is not nominal and not others and not (named and (nominal.animate or lemma in _class_of())):
                clusters.merge(first, nominal)
        if _is_pair(columns, nominal):
            first = pairs.setdefault(lemma, nominal)
            if first is not nominal:
                clusters.merge(first, nominal)
        elif not clusters[nominal].named() and nominal.definite and _repeats(columns, nominal):
            last = known[key][-1] if key in known else None
            if last is not None and nominal.sentence - last.sentence <= _REACH and _same_kind(nominal, last):
                clusters.merge(last, nominal)
        if not _is_nothing(columns, nominal):
            known.setdefault(key, []).append(nominal)


def link_possessed(columns: Columns, nominals: list[Candidate], clusters: Clusters) -> None:
    """Join what one owner has under one noun: "her passport" and "Lind's passport", "their robot" twice.

    Args:
        columns: The article.
        nominals: Its noun phrases in text order.
        clusters: The partition to coarsen, with the pronouns resolved.
    """
    by_head = {member.head: member for cluster in clusters.of.values() for member in cluster.members}
    known: dict[tuple[int, str, str | None], list[Candidate]] = {}
    for nominal in nominals:
        owner = columns.child(nominal.head, "nmod:poss")
        held = by_head.get(owner) if owner is not None else None
        if held is None:
            continue
        earlier = known.setdefault((held.cluster, nominal.words[-1], nominal.number), [])
        own = set(nominal.words[:-1])
        same = {other.cluster: other for other in earlier if set(other.words[:-1]) == own}
        if not same and len({other.cluster for other in earlier}) == 1:
            rest = set(earlier[0].words[:-1])
            same = {earlier[0].cluster: earlier[0]} if own <= rest or rest <= own else {}
        for other in same.values():
            named = clusters[nominal].named() and clusters[other].named()
            if len(same) == 1 and other.cluster != nominal.cluster and not named:
                clusters.merge(other, nominal)
        earlier.append(nominal)


def _whole_name(columns: Columns, nominal: Candidate) -> tuple[str, ...]:
    """Return the words of a phrase that are the whole thing: "the ceasefire", "iodine deficiency"; else nothing.

    Not with "a", an owner, or an "of" phrase, which make another thing of it.
    """
    children = columns.children[nominal.head]
    if any(columns.deps[c] in ("nmod:poss", "nmod", "acl", "acl:relcl", "nummod", "appos") for c in children):
        return ()
    determiner = next((columns.lowers[c] for c in children if columns.deps[c] == "det"), "")
    if columns.child(nominal.head, "cop") is not None or columns.deps[nominal.head] in (
        "compound",
        "flat",
        "nmod:desc",
    ):
        return ()
    return (*nominal.words, str(nominal.number)) if determiner in _WHOLE else ()


_WHOLE = frozenset({"", "the", "this", "that", "these", "those"})


def _with_phrase(columns: Columns, nominal: Candidate) -> tuple[str, ...]:
    """Return the words of a phrase with its "of" phrase: "the sentence of the court" twice is one; else nothing."""
    start, end = full_span(columns, nominal)
    if end <= nominal.end or any(columns.pos[i] == "PRON" for i in range(start, end)):
        return ()
    determiner = next((columns.lowers[c] for c in columns.children[nominal.head] if columns.deps[c] == "det"), "")
    if determiner not in _WHOLE or columns.child(nominal.head, "cop") is not None:
        return ()
    return ("of", *(word for word in columns.lowers[start:end] if word not in _WHOLE))


def _is_nothing(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a phrase brings up nothing that "the ..." could take up: "no crowds", "any delay", "every boy"."""
    determiners = {columns.lowers[c] for c in columns.children[nominal.head] if columns.deps[c] == "det"}
    return bool(determiners & {"no", "any", "every", "each", "neither", "what", "which", "whatever"})


def _repeats(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a phrase is "the ..." or "those ..." with nothing after it that picks out another thing."""
    children = columns.children[nominal.head]
    determiner = next((columns.lowers[c] for c in children if columns.deps[c] == "det"), "")
    after = ("acl:relcl", "appos", "nmod:poss", "nmod", "acl")
    return bool(determiner) and determiner in _WHOLE and not any(columns.deps[c] in after for c in children)


def _same_kind(nominal: Candidate, other: Candidate) -> bool:
    return set(nominal.words[:-1]) <= set(other.words[:-1])


_PAIRED = ("side", "country", "party", "nation", "neighbour", "neighbor", "team")


def _is_pair(columns: Columns, nominal: Candidate) -> bool:
    """Say whether a phrase is "the two sides", "both countries", "either side"."""
    if nominal.number != "plural" or nominal.words[-1] not in _PAIRED:
        return False
    before = {columns.lowers[i] for i in range(nominal.start, nominal.head)}
    bare = before <= {"the", "two", "both"} and bool(before & {"two", "both"})
    return bare and columns.child(nominal.head, "acl:relcl", "nmod", "acl") is None
