"""Wives and husbands with one name: "Cem Lind and his wife Ada ... Mrs Lind said" is Ada."""

from __future__ import annotations

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Clusters, Sex

__all__ = ["link_couples"]

_SPOUSES: dict[str, Sex] = {"wife": "female", "husband": "male", "widow": "female", "widower": "male"}


def link_couples(columns: Columns, names: list[Candidate], nominals: list[Candidate], clusters: Clusters) -> None:
    """Join a surname with a title that tells the other sex with the spouse whom the article names by the first name.

    Args:
        columns: The article.
        names: Its names; appositions ("his wife Ada") are joined already.
        nominals: Its noun phrases.
        clusters: The partition to coarsen.
    """
    by_head = {name.head: name for name in names if name.type == "PERSON"}
    for nominal in nominals:
        sex = _SPOUSES.get(nominal.words[-1])
        called = [m for m in clusters[nominal].members if m.kind == "name"] if sex is not None else []
        partner = _partner(columns, nominal, called, by_head)
        if partner is None or any(len(m.words) > 1 for m in called):
            continue
        surname = partner.words[-1]
        for name in names:
            alone = name.type == "PERSON" and name.words == (surname,) and name.start > nominal.start
            single = all(m.words == (surname,) for m in clusters[name].members if m.kind == "name")
            if alone and single and clusters[name].sexes() == {sex} and name.cluster != partner.cluster:
                clusters.merge(called[0], name)


def _partner(
    columns: Columns, nominal: Candidate, called: list[Candidate], by_head: dict[int, Candidate]
) -> Candidate | None:
    """Return whose wife or husband it is, where the article has the full name: "Cem Lind and his wife Ada"."""
    if not called:
        return None
    owner = columns.child(nominal.head, "nmod:poss") or columns.child(called[0].head, "nmod:poss")
    found = by_head.get(owner) if owner is not None else None
    for head in (nominal.head, called[0].head):
        if found is None and columns.deps[head] == "conj":
            found = by_head.get(columns.heads[head])
    return found if found is not None and len(found.words) > 1 else None
