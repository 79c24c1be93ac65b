"""Homonyms: one name, several people.

Bearers of one name are taken for one person, unless articles give them roles that exclude each other (a minister and a
striker, a minister in Norland and one in Sudria) and never name them beside the same people.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.resolve.forms import SENSE, Forms
from graph.resolve.profiles import Profile, field_pairs

__all__ = ["Sense", "excludes", "pick_sense", "senses_of"]

Sign = tuple[str, str]
Sense = tuple[str, frozenset[Sign]]
"""A sense's name ("" for the main one) and the signs (field, country) of its bearer."""


def excludes(one: Sign, other: Sign) -> bool:
    """Say whether two roles can hardly be one person's."""
    fields = frozenset((one[0], other[0])) - {""}
    if len(fields) == 2 and fields not in field_pairs():
        return True
    return bool(one[1] and other[1] and one[1] != other[1])


def senses_of(forms: Forms, form: str) -> tuple[Sense, ...]:
    """Return the senses of a form.

    Args:
        forms: The sums.
        form: A form.

    Returns:
        Nothing where all bearers are taken for one; else the senses, that of most articles first, with the name "".
    """
    numbers = {(field, country): number for field, country, number in forms.signs(form)}
    signs = sorted(numbers)
    if not any(excludes(one, other) for one in signs for other in signs):
        return ()
    clusters: list[set[Sign]] = [{sign} for sign in signs]
    for one, other in _pairs(signs):
        if excludes(one, other) and forms.overlap(SENSE.join((form, *one)), SENSE.join((form, *other))):
            _unite(clusters, one, other)
    for one, other in _pairs(signs):
        here, there = _cluster(clusters, one), _cluster(clusters, other)
        if here is not there and not any(excludes(a, b) for a in here for b in there):
            _unite(clusters, one, other)
    if len(clusters) < 2:
        return ()
    order = sorted(clusters, key=lambda signs: (-sum(numbers[sign] for sign in signs), sorted(signs)))
    main, others = order[0], order[1:]
    return (("", frozenset(main)), *((_name(cluster), frozenset(cluster)) for cluster in others))


def _pairs(signs: list[Sign]) -> Iterator[tuple[Sign, Sign]]:
    for i, one in enumerate(signs):
        for other in signs[i + 1 :]:
            yield one, other


def _cluster(clusters: list[set[Sign]], sign: Sign) -> set[Sign]:
    return next(cluster for cluster in clusters if sign in cluster)


def _unite(clusters: list[set[Sign]], one: Sign, other: Sign) -> None:
    here, there = _cluster(clusters, one), _cluster(clusters, other)
    if here is not there:
        here |= there
        clusters.remove(there)


def _name(cluster: set[Sign]) -> str:
    """Return a sense's name: "sport", or "politics-NL" where the field alone would not tell."""
    field, country = min(cluster)
    return "-".join(part for part in (field, country) if part)


def pick_sense(forms: Forms, form: str, senses: tuple[Sense, ...], profile: Profile) -> str:
    """Return the name of the sense in which an article uses a form; "" is the main one."""
    if not senses:
        return ""
    own = [name for name, signs in senses if profile.sign in signs]
    if own:
        return own[0]
    fitting = [
        (name, signs) for name, signs in senses if not any(excludes(profile.sign, sign) for sign in signs)
    ] or list(senses)
    asked = {feature for feature in profile.features if feature[:2] in {"n:", "k:", "p:"}}
    counted = []
    for name, signs in fitting:
        present = {f for sign in signs for f in forms.present(SENSE.join((form, *sign)), asked)}
        points = sum({"n:": 4, "p:": 1, "k:": 1}[feature[:2]] for feature in present)
        counted.append((points, name))
    best = max(points for points, _ in counted)
    leading = [name for points, name in counted if points == best]
    return leading[0]
