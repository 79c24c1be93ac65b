"""Names that name the same: spelling variants, acronyms, parts of a full name. Each pass only if unambiguous."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import pairwise

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters
from extractors.mentions.tables import (
    country_of,
    demonym_country,
    evidence_words,
    given_gender,
    institution_nouns,
    known_form,
    listed,
)

__all__ = ["canonical_key", "match_names"]

_LEGAL = frozenset(listed("inc inc. corp corp. ltd ltd. llc plc co co. company corporation limited group ag sa gmbh"))
_LINK = frozenset({"of", "the", "and", "for", "de", "du", "der", "di", "&", "on", "in", "'s"})
_HALVES = frozenset({"north", "south", "east", "west"})
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "junior", "senior"})


def canonical_key(candidate: Candidate, columns: Columns) -> str:
    """Return what two mentions of the same name share: variants of a country are one, demonyms lose their plural."""
    surface = columns.surface(candidate.start, candidate.end)
    if candidate.type in ("GPE", "LOC", "ORG") and (known := known_form(surface)):
        return known.lower()
    if candidate.type == "ORG" and len(candidate.words) > 2 and (known := known_form(surface.split()[0])):
        return " ".join((known.lower(), *candidate.words[1:]))  # "the UN Security Council"
    if candidate.type == "NORP":
        country = demonym_country(surface)
        if country:
            return f"{country} (people)"
        words = [*candidate.words]
        if len(words[-1]) > 4 and words[-1].endswith("s") and not words[-1].endswith("ss"):
            words[-1] = words[-1][:-1]
        return " ".join(words)
    return " ".join(w.replace(".", "") if len(w) > 2 else w for w in candidate.words)


def match_names(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Merge the names of one article, surest pass first.

    Args:
        columns: The article.
        names: Its name candidates in text order.
        clusters: The partition to coarsen.
    """
    _exact(columns, names, clusters)
    _acronyms(columns, names, clusters)
    _persons(names, clusters)
    _bodies(names, clusters)
    _halves(columns, names, clusters)
    _in_other_letters(columns, names, clusters)


def _exact(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    first: dict[str, Candidate] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.owner:
            owners[canonical_key(name, columns)].add(name.owner)
    for name in names:
        key = canonical_key(name, columns)
        if len(owners[key]) > 1:  # two countries' ministries of one name
            key = f"{key} of {name.owner}"
        if name.sense:
            key = f"{key} ({name.sense})"
        known = first.setdefault(key, name)
        if known is not name and not _clash(known, name, clusters):
            clusters.merge(known, name)


def _clash(first: Candidate, second: Candidate, clusters: Clusters) -> bool:
    """Say whether equal words are two things: two people by their titles, a people and its country."""
    if "NORP" in (first.type, second.type) and first.type != second.type:
        return True
    one, other = clusters[first].sexes(), clusters[second].sexes()
    return bool(one and other and not one & other and first.type == "PERSON")


def _initials(words: tuple[str, ...], *, all_words: bool) -> str:
    return "".join(w[0] for w in words if w[:1].isalnum() and (all_words or w not in _LINK))


def _acronyms(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Join "Food and Agriculture Organization (FAO)" and a later "FAO"; without brackets where initials are unique."""
    full = [n for n in names if len(n.words) >= 2 and n.type in ("ORG", "LOC", "GPE", "EVENT", "LAW", "FAC", "PRODUCT")]
    for name in names:
        surface = columns.surface(name.start, name.end)
        letters = surface.replace(".", "")
        if (
            len(name.words) != 1
            or not letters.isupper()
            or not 2 <= len(letters) <= 8
            or clusters[name].type() == "PERSON"
        ):
            continue
        short = letters.lower()
        fitting = {
            n.cluster: n
            for n in full
            if n.cluster != name.cluster
            and short in (_initials(n.words, all_words=False), _initials(n.words, all_words=True))
        }
        if not fitting:
            bracketed = [
                n for n in full
                if n.end + 1 == name.start and columns.lowers[n.end] in ("(", "[") and n.words[0][:1] == short[:1]
            ]  # fmt: skip
            fitting = {n.cluster: n for n in bracketed}
        if len(fitting) == 1:
            clusters.merge(next(iter(fitting.values())), name)


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        w
        for w in words
        if w not in _SUFFIX and not (len(w) <= 2 and w.rstrip(".").isalpha() and len(w.rstrip(".")) == 1)
    )


def _persons(names: list[Candidate], clusters: Clusters) -> None:
    """Join part of a person's name with the only full name it can be part of."""
    persons = [n for n in names if clusters[n].type() == "PERSON"]
    longer: dict[str, dict[int, Candidate]] = defaultdict(dict)
    for name in persons:
        core = _core(name.words)
        if len(core) >= 2:
            for word in core:
                longer[word].setdefault(name.cluster, name)
    for name in persons:
        core = _core(name.words) or name.words
        if any(len(_core(m.words)) > len(core) for m in clusters[name].members if m.kind == "name"):
            continue  # "Cole" is Ada Cole already: it must not join her with her father Ben Dan Cole
        owners = longer.get(core[-1], {})
        fitting: dict[int, tuple[int, Candidate]] = {}
        for other in owners.values():
            whole = _core(other.words)
            if other.cluster == name.cluster or len(whole) <= len(core) or not _is_part(core, whole):
                continue
            if _disagree(name, other, clusters):
                continue
            rank = 0 if core[-1] == whole[-1] else 1
            if other.cluster not in fitting or rank < fitting[other.cluster][0]:
                fitting[other.cluster] = (rank, other)
        if not fitting:
            continue
        best = min(rank for rank, _ in fitting.values())
        chosen = [other for rank, other in fitting.values() if rank == best]
        surname_like = best == 0 or given_gender(core[-1]) is not None or any(o.start < name.start for o in chosen)
        if len(chosen) > 1:  # "Khan" between two Khans: the one named by it right before
            earlier = [o for o in chosen if o.start < name.start]
            if len(earlier) == 1:
                chosen = earlier
        if len(chosen) == 1 and surname_like:
            clusters.merge(chosen[0], name)


def _is_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether the words of a short name appear in the full one in order; an initial stands for its word."""
    remaining = iter(whole)
    return all(any(word == full or _abbreviates(word, full) for full in remaining) for word in part)


def _abbreviates(word: str, full: str) -> bool:
    return len(word) <= 2 and word[0] == full[0] and (len(word) == 1 or word[1] == ".")


def _disagree(name: Candidate, other: Candidate, clusters: Clusters) -> bool:
    """Say whether a title contradicts: "Mrs Adams" is not Gerry Adams."""
    told = {m.sex for m in clusters[name].members if m.sex and m.titles}
    known = clusters[other].sexes()
    return bool(told and known and not told & known)


def _bodies(names: list[Candidate], clusters: Clusters) -> None:
    """Join short and full names of bodies where exactly one longer name of the article fits.

    "Ubisoft" and "Ubisoft Entertainment SA"; "the Lind Foundation" and "the Lind Foundation for the Arts"; "the Home
    Office" and "the United Kingdom Home Office"; "the Commission" and "the European Commission".
    """
    longer: dict[str, list[tuple[Candidate, tuple[str, ...]]]] = defaultdict(list)
    for other in names:
        if other.type in ("ORG", "FAC", "PRODUCT", "EVENT") and len(other.words) >= 2:
            full = tuple(w for w in other.words if w not in _LEGAL) or other.words
            for word in {full[0], full[-1]}:
                longer[word].append((other, full))
    for name in names:
        if clusters[name].type() not in ("ORG", "PERSON") or country_of(" ".join(name.words)):
            continue
        if clusters[name].type() == "PERSON" and any(len(m.words) > 1 or m.titles for m in clusters[name].members):
            continue
        short = tuple(w for w in name.words if w not in _LEGAL) or name.words
        fitting = {}
        for word in {short[0], short[-1]}:
            for other, full in longer.get(word, ()):
                if other.cluster == name.cluster or other.cluster in fitting or clusters[other].type() != "ORG":
                    continue
                if name.owner != other.owner and name.owner and other.owner:
                    continue
                if _is_short_for(short, full, name.owner):
                    fitting[other.cluster] = other
        if len(fitting) == 1:
            clusters.merge(next(iter(fitting.values())), name)


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...], owner: str | None) -> bool:
    """Say whether the words of one body's name are a short form of another's."""
    if short == full:
        return True
    if len(full) > len(short) and full[: len(short)] == short:
        after = full[len(short)]
        if len(short) == 1 and after == "of":
            return _is_class(short[0])
        if len(short) == 1:  # "the UN" and "Damascus" are not their Security Council and University
            part = any(w in institution_nouns() or w in evidence_words("generic", "parts") for w in full[1:])
            return (
                not part
                and known_form(short[0].upper()) is None
                and demonym_country(short[0]) is None
                and after not in _LINK
            )
        return after in ("for", "of") and short[-1] in evidence_words("enterprise", "last")
    if len(full) > len(short) and full[-len(short) :] == short:
        before = " ".join(full[: -len(short)])
        country = known_form(before.upper()) or demonym_country(before)
        if len(short) == 1:
            return _is_class(short[0])
        return country is not None and owner in (None, country)  # or a body: "the UN Security Council"
    return False


def _halves(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Join "the North" with "North Korea", where the article names one country only that begins so."""
    countries: dict[str, dict[int, Candidate]] = defaultdict(dict)
    for name in names:
        if len(name.words) == 2 and name.words[0] in _HALVES and country_of(columns.surface(name.start, name.end)):
            countries[name.words[0]].setdefault(name.cluster, name)
    for name in names:
        whole = countries.get(name.words[0], {}) if len(name.words) == 1 and name.type != "PERSON" else {}
        if len(whole) == 1 and name.start > 0 and columns.lowers[name.start - 1] == "the":
            clusters.merge(next(iter(whole.values())), name)


def _in_other_letters(columns: Columns, names: list[Candidate], clusters: Clusters) -> None:
    """Join a name with the one in brackets behind it in another alphabet."""
    for first, second in pairwise(names):
        if (
            first.sentence == second.sentence
            and second.start - first.end <= 6
            and "(" in columns.words[first.end : second.start]
            and first.type == second.type
            and _is_latin(first)
            and not _is_latin(second)
        ):
            clusters.merge(first, second)


def _is_latin(name: Candidate) -> bool:
    return any(unicodedata.name(c, "").startswith("LATIN") for word in name.words for c in word)


def _is_class(word: str) -> bool:
    """Say whether a word with a capital is short for the one body of its class: "the Commission", "the Church"."""
    return word in institution_nouns() or word in evidence_words("generic", "bodies")
