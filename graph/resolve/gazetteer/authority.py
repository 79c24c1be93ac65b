"""The user's own authority file: names and the IRIs they stand for, from CSV or SKOS Turtle.

A CSV file has a header line and the columns ``name`` and ``iri``; ``type`` (a mention type such as PERSON, or one of
person, org, place, country, city, group, event, product, work) narrows a name to entities of that type, ``aliases``
holds further names, separated by "|". A Turtle file gives IRIs ``skos:prefLabel``, ``skos:altLabel``, ``rdfs:label``.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.errors import AuthorityInvalid, GraphUnwritable
from graph.resolve.gazetteer.names import fold
from graph.vocabulary import CLASSES, RDF, RDFS, SKOS, family_of

__all__ = ["Authority", "Entry", "keep_authority", "kept_authority", "load_authority", "read_authority"]

_KINDS = frozenset(CLASSES) - {"unresolved"}
_LABELS = (SKOS["prefLabel"], RDFS["label"], SKOS["altLabel"], SKOS["hiddenLabel"])
_ENDINGS = frozenset({".ttl", ".turtle"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One IRI of the user, its name, and the class it is of ("" where the file does not say)."""

    iri: str
    name: str
    kind: str = ""


@dataclass(frozen=True)
class Authority:
    """Names and what they stand for. An empty one knows nothing."""

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=lambda: MappingProxyType({}))
    version: str = ""

    @cached_property
    def by_iri(self) -> Mapping[str, Entry]:
        """The entries by their IRI; of several names the first in order."""
        found: dict[str, Entry] = {}
        for entry in sorted({e for some in self.entries.values() for e in some}, key=lambda e: (e.iri, e.name, e.kind)):
            found.setdefault(entry.iri, entry)
        return found

    def find(self, name: str, entity_type: str) -> Entry | None:
        """Return the entry of a name for an entity of a mention type; None where there is none, or several.

        Args:
            name: A name as an article writes it.
            entity_type: The entity's mention type.

        Returns:
            The one entry that fits.
        """
        family = family_of(entity_type)
        fitting = [entry for entry in self.entries.get(fold(name), ()) if _fits(entry.kind, family)]
        return fitting[0] if len({entry.iri for entry in fitting}) == 1 else None


def _fits(kind: str, family: str) -> bool:
    if not kind:
        return family != "concept"  # "Apple" without a type is no fruit
    return kind == family or (kind in ("country", "city") and family == "place")


def load_authority(path: Path) -> Authority:
    """Read an authority file.

    Args:
        path: A ``.ttl`` file, else CSV.

    Returns:
        What it says.

    Raises:
        AuthorityInvalid: it cannot be read, or a line of it is not what it should be.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AuthorityInvalid(f"{path}: cannot be read ({error.strerror}); name a CSV or Turtle file") from error
    return read_authority(data, str(path))


def read_authority(data: bytes, name: str) -> Authority:
    """Read an authority file's bytes; ``name`` says what to call it in an error, and by its ending what it is.

    Raises:
        AuthorityInvalid: a line of it is not what it should be.
    """
    turtle = Path(name).suffix.lower() in _ENDINGS
    pairs = list(_from_turtle(data, name) if turtle else _from_csv(data, name))
    if not pairs:
        raise AuthorityInvalid(f"{name}: expected names with their IRIs, found none")
    return Authority(_by_name(pairs), hashlib.sha256(data).hexdigest())


def keep_authority(source: Path, folder: Path) -> None:
    """Copy an authority file into a graph's folder, where every later build finds it, in place of the old one.

    Raises:
        AuthorityInvalid: it cannot be read, or a line of it is not what it should be.
        GraphUnwritable: the folder cannot be written.
    """
    load_authority(source)
    target = folder / (f"authority{'.ttl' if source.suffix.lower() in _ENDINGS else '.csv'}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data = source.read_bytes()
        for old in _kept(folder):
            if old != target:
                old.unlink()
        if not target.exists() or target.read_bytes() != data:
            partial = target.with_name(f"{target.name}.new")
            partial.write_bytes(data)
            partial.replace(target)
    except OSError as error:
        raise GraphUnwritable(f"{folder}: cannot be written ({error.strerror}); choose another with --kg") from error


def kept_authority(folder: Path) -> Authority:
    """Return the authority file that a graph's folder keeps; an empty one where it keeps none."""
    return next((load_authority(path) for path in _kept(folder)), Authority())


def _kept(folder: Path) -> list[Path]:
    return [path for name in ("authority.csv", "authority.ttl") if (path := folder / name).is_file()]


def _by_name(pairs: Iterable[tuple[str, Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, set[Entry]] = {}
    for name, entry in pairs:
        if fold(name):
            found.setdefault(fold(name), set()).add(entry)
    ordered = {name: tuple(sorted(entries, key=lambda e: (e.iri, e.kind, e.name))) for name, entries in found.items()}
    return MappingProxyType(ordered)


def _from_csv(data: bytes, name: str) -> Iterator[tuple[str, Entry]]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        columns = [column.strip().lower() for column in rows.fieldnames or ()]
    except (UnicodeDecodeError, csv.Error) as error:
        raise AuthorityInvalid(f"{name}: expected CSV in UTF-8, got: {error}") from error
    rows.fieldnames = columns
    if not {"name", "iri"} <= set(columns):
        got = ", ".join(columns) or "nothing"
        raise AuthorityInvalid(f"{name}: expected the columns name, iri (and type, aliases), got {got}")
    try:
        for row in rows:
            yield from _row(row, f"{name}, line {rows.line_num}")
    except csv.Error as error:
        raise AuthorityInvalid(f"{name}, line {rows.line_num}: cannot be read as CSV: {error}") from error


def _row(row: Mapping[str, str | None], where: str) -> Iterator[tuple[str, Entry]]:
    label, iri, kind = ((row.get(column) or "").strip() for column in ("name", "iri", "type"))
    if not (label or iri):
        return
    if not label:
        raise AuthorityInvalid(f"{where}: expected a name beside {iri}")
    _check_iri(iri, where)
    entry = Entry(iri, " ".join(label.split()), _kind(kind, where))
    for name in (label, *(row.get("aliases") or "").split("|")):
        yield name, entry


def _kind(written: str, where: str) -> str:
    if not written:
        return ""
    kind = written.lower() if written.lower() in _KINDS else family_of(written.upper())
    if kind == "concept" and written.upper() not in ("CONCEPT", "LANGUAGE"):
        raise AuthorityInvalid(f"{where}: expected a type such as PERSON, ORG, GPE or country, got {written!r}")
    return kind


def _check_iri(iri: str, where: str) -> None:
    try:
        NamedNode(iri)
    except ValueError as error:
        raise AuthorityInvalid(f"{where}: expected an absolute IRI, got {iri!r}") from error


def _from_turtle(data: bytes, name: str) -> Iterator[tuple[str, Entry]]:
    labels: list[tuple[NamedNode, NamedNode, str]] = []
    types: dict[NamedNode, str] = {}
    classes = {terms[0]: kind for kind, terms in CLASSES.items() if kind not in ("concept", "unresolved")}
    try:
        for quad in parse(data, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode):
                continue
            if quad.predicate in _LABELS and isinstance(quad.object, Literal):
                labels.append((quad.subject, quad.predicate, quad.object.value))
            elif quad.predicate == RDF["type"] and quad.object in classes:
                types[quad.subject] = min(types.get(quad.subject, "~"), classes[quad.object])
    except (SyntaxError, ValueError) as error:
        raise AuthorityInvalid(f"{name}: cannot be read as Turtle: {' '.join(str(error).split())}") from error
    labels.sort(key=lambda item: (item[0].value, _LABELS.index(item[1]), item[2]))
    first: dict[NamedNode, str] = {}
    for iri, _, label in labels:
        first.setdefault(iri, " ".join(label.split()))
    for iri, _, label in labels:
        yield label, Entry(iri.value, first[iri], types.get(iri, ""))
