"""From clusters to the record: each cluster's name, type, identifier and the mentions it leaves in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractors.columns import Columns
from extractors.mentions.candidates import Candidate, Cluster
from extractors.mentions.tables import demonym_country, folded, known_form
from extractors.records import Entity, stable_id

__all__ = ["entity_of", "slug"]


def slug(name: str, entity_type: str) -> str:
    """Return a readable identifier made of a name and a type: "Marie Curie", PERSON -> ``marie-curie-person``.

    Names without a letter of the Latin alphabet get a hash of their content instead.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = (
        "".join(c for c in plain if not unicodedata.combining(c)).replace("ß", "ss").replace("ı", "i").replace("ø", "o")
    )
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’.](?=\w)", "", plain))
    lost = any(c.isalpha() and not c.isascii() for c in plain)
    stem = "-".join(words)[:60].strip("-")
    parts = [stem] if stem else []
    if lost or not stem or len("-".join(words)) > 60:
        parts.append(stable_id(name)[:8])
    return "-".join([*parts, entity_type.lower().replace("_", "-")])


def _surface(columns: Columns, candidate: Candidate) -> str:
    return " ".join(columns.surface(candidate.start, candidate.end).split())


def _fullness(name: str, count: int) -> tuple[int, int, int, int, str]:
    """Order forms of a name: more words, then mixed case, with accents, the more frequent, then the alphabet."""
    words = [w for w in name.split() if any(c.isalnum() for c in w)]
    shouted = name.isupper() and len(name) > 6
    return (-len(words), int(shouted), int(folded(name) == name), -count, name)


def entity_of(columns: Columns, cluster: Cluster) -> Entity:
    """Make the entity of a cluster that holds at least one name.

    Args:
        columns: The article.
        cluster: Its mentions.

    Returns:
        The entity; its name is the fullest form seen (the usual form for countries and well-known bodies), the other
        forms are its aliases.
    """
    kind = cluster.type()
    forms: dict[str, int] = {}
    for member in cluster.members:
        if member.kind == "name":
            form = _surface(columns, member)
            forms[form] = forms.get(form, 0) + 1
    untitled = {_surface(columns, m) for m in cluster.members if m.kind == "name" and not m.titles}
    full = {form for form in forms if " " in form}
    # "Isa" before "Lind", which the article only writes as "Mrs Lind"
    name = min(full or untitled or forms, key=lambda form: _fullness(form, forms[form]))
    if kind in ("GPE", "ORG", "LOC"):
        known = [k for form in sorted(forms) if (k := known_form(form))]
        name = known[0] if known else name
        if known:
            kind = (
                "ORG"
                if known[0] in ("United Nations", "European Union", "NATO")
                or known[0].startswith(("Int", "World", "OPEC"))
                else "GPE"
            )
    elif kind == "NORP":
        name = _people(forms) or name
    owners = sorted({m.owner for m in cluster.members if m.owner})
    if kind in ("ORG", "FAC") and len(owners) == 1 and name.split()[0].istitle():
        name = f"{name} of {owners[0]}"
    aliases = tuple(sorted(form for form in forms if form != name))
    sense = next((m.sense for m in cluster.members if m.sense), "")
    return Entity(slug(f"{name} {sense}", kind), name, kind, aliases)


def _people(forms: Iterable[str]) -> str | None:
    """Return the adjective of a people: "Turks" and "Turkish" are "Turkish", "Pakistanis" are "Pakistani"."""
    known = [form for form in sorted(forms) if demonym_country(form)]
    if not known:
        return None
    adjectives = [f for f in known if not f.endswith("s") or f.endswith(("ss", "ese")) or f == "Swiss"]
    return adjectives[0] if adjectives else known[0].removesuffix("s")
