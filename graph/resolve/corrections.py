"""Corrections: what people say about the graph's decisions, as lines of JSON in the graph's folder.

``corrections.jsonl`` is only ever appended to, survives rebuilds, and is read whenever the graph is opened for writing.
A correction speaks of IRIs as the graph shows them; the graph is a function of the articles and the corrections, so it
does not matter which came first. ``docs/corrections.md`` describes the format.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.errors import CorrectionInvalid, GraphUnwritable
from graph.resolve.keys import name_key
from graph.resolve.naming import Assigned
from graph.resolve.profiles import Profile

__all__ = [
    "ACTIONS",
    "FILE_NAME",
    "Correction",
    "Corrections",
    "append_corrections",
    "parse_correction",
    "parse_lines",
    "read_corrections",
    "read_exchange",
    "write_corrections",
]

FILE_NAME = "corrections.jsonl"

ACTIONS = ("merge", "split", "different", "right", "wrong", "undo")
"""What changes the graph. Lines with another action (a note, a pin of the view) are kept and passed over."""


@dataclass(frozen=True)
class Correction:
    """One line of the file."""

    id: int
    action: str
    date: str = ""
    reason: str = ""
    entities: tuple[str, ...] = ()
    entity: str = ""
    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    statement: str = ""
    undoes: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain JSON types, without what it leaves out."""
        parts = {
            "id": self.id,
            "date": self.date,
            "action": self.action,
            "entities": list(self.entities),
            "entity": self.entity,
            "names": list(self.names),
            "articles": list(self.articles),
            "statement": self.statement,
            "undoes": self.undoes,
            "reason": self.reason,
            **self.more,
        }
        return {name: value for name, value in parts.items() if value not in ("", [], None)}

    @property
    def says(self) -> tuple[object, ...]:
        """What it says, whenever and for whatever reason it was said."""
        more = json.dumps(self.more, sort_keys=True)
        return self.action, self.entities, self.entity, self.names, self.articles, self.statement, self.undoes, more


@dataclass(frozen=True)
class Corrections:
    """All lines of a file, in order."""

    lines: tuple[Correction, ...] = ()

    @cached_property
    def text(self) -> str:
        """All lines as they are written."""
        return "".join(f"{json.dumps(line.to_dict(), ensure_ascii=False)}\n" for line in self.lines)

    @cached_property
    def standing(self) -> tuple[Correction, ...]:
        """The lines that count: no undo, and nothing that was undone."""
        undone: set[int] = set()
        for line in reversed(self.lines):
            if line.action == "undo" and line.undoes is not None and line.id not in undone:
                undone.add(line.undoes)
        return tuple(line for line in self.lines if line.action in ACTIONS[:-1] and line.id not in undone)

    @cached_property
    def judged(self) -> Mapping[str, str]:
        """ "right" or "wrong" by statement IRI; the last word counts."""
        return {line.statement: line.action for line in self.standing if line.action in {"right", "wrong"}}

    @cached_property
    def iris(self) -> frozenset[str]:
        """Every entity that a standing line speaks of."""
        return frozenset(iri for line in self.standing for iri in (*line.entities, line.entity) if iri)

    @cached_property
    def _steps(self) -> tuple[Correction, ...]:
        steps: list[Correction] = []
        for line in self.standing:
            if line.action == "merge":
                kept = line.entities[0]
                for step in steps:  # the entity to keep may have been merged into another before
                    if step.action == "merge" and kept in step.entities[1:]:
                        kept = step.entities[0]
                steps.append(replace(line, entities=(kept, *(iri for iri in line.entities if iri != kept))))
            elif line.action in {"split", "different"}:
                steps.append(line)
        return tuple(steps)

    def correct(self, article: str, profile: Profile, own: Assigned, found: Assigned) -> Assigned:
        """Return what an entity of an article is, corrections considered.

        Args:
            article: The article's IRI.
            profile: The entity in it.
            own: What it would be if nothing were merged.
            found: What resolution found.

        Returns:
            What resolution found, or what the corrections say.
        """
        iri = found.iri
        for step in self._steps:
            if step.action == "merge":
                if iri in step.entities[1:]:
                    iri = step.entities[0]
            elif step.action == "different":
                if iri in step.entities and own.iri in step.entities:
                    iri = own.iri
            elif iri == step.entity:
                iri = self._split(step, article, profile, own, iri)
        if iri == found.iri:
            return found
        if iri == own.iri:
            return own
        return replace(own if iri.startswith(f"{own.iri}~") else found, iri=iri, corrected=True)

    def _split(self, step: Correction, article: str, profile: Profile, own: Assigned, iri: str) -> str:
        if step.articles:
            mark = hashlib.sha256("\n".join(sorted(step.articles)).encode("utf-8", "surrogatepass")).hexdigest()[:8]
            return f"{iri}~{mark}" if article in step.articles else iri
        keys = {name_key(name, profile.family) for name in step.names}
        return own.iri if not keys or profile.key in keys else iri


def read_corrections(folder: Path) -> Corrections:
    """Read the corrections of a graph's folder; none where there is no file.

    Raises:
        CorrectionInvalid: a line is not a correction.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Corrections()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CorrectionInvalid(f"{path}: cannot be read ({reason}); restore it, or move it away") from error
    return parse_lines(text, str(path))


def parse_lines(text: str, where: str = FILE_NAME) -> Corrections:
    """Return the corrections of a file's text.

    Raises:
        CorrectionInvalid: a line is not a correction.
    """
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                data = json.loads(line)
            except ValueError as error:
                raise CorrectionInvalid(f"{where}, line {number}: expected a JSON object, got {line[:40]!r}") from error
            lines.append(parse_correction(data, f"{where}, line {number}", number))
    return Corrections(tuple(lines))


def read_exchange(text: str, where: str, date: str) -> list[Correction]:
    """Return corrections from what another program wrote: a JSON object with a list of them, a list, or JSON Lines.

    Args:
        text: The file's text.
        where: The file's name, for errors.
        date: The date of those without one.

    Raises:
        CorrectionInvalid: it is none of these, or a part of it is not a correction.
    """
    try:
        data = json.loads(text)
    except ValueError:
        lines: tuple[Correction, ...] | list[Correction] = parse_lines(text, where).lines
    else:
        listed = data.get("corrections", [data]) if isinstance(data, dict) else data
        if not isinstance(listed, list):
            raise CorrectionInvalid(f'{where}: expected "corrections" to be a list')
        lines = [parse_correction(item, f"{where}, correction {i}", i) for i, item in enumerate(listed, start=1)]
    for line in lines:
        if line.action == "undo":
            raise CorrectionInvalid(f"{where}: an undo speaks of its own file; use `newsgraph entities undo`")
    return [replace(line, date=line.date or date) for line in lines]


def parse_correction(data: object, where: str, number: int) -> Correction:
    """Return a correction from its JSON object.

    Args:
        data: The object.
        where: Where it stands, for errors.
        number: Its identifier where it has none.

    Raises:
        CorrectionInvalid: a part is missing or of the wrong kind.
    """
    if not isinstance(data, dict) or not isinstance(data.get("action"), str):
        raise CorrectionInvalid(f'{where}: expected a JSON object with "action", one of {", ".join(ACTIONS)}')
    known = {"id", "date", "action", "entities", "entity", "names", "articles", "statement", "undoes", "reason"}
    for name in known & data.keys():
        value = data[name]
        listed = name in {"entities", "names", "articles"}
        good = isinstance(value, list) and all(isinstance(v, str) for v in value) if listed else True
        good &= isinstance(value, int) if name in {"id", "undoes"} else listed or isinstance(value, str)
        if not good:
            kind = "a list of strings" if listed else "a whole number" if name in {"id", "undoes"} else "a string"
            raise CorrectionInvalid(f'{where}: expected "{name}" to be {kind}, got {value!r:.40}')
    needs = {
        "merge": "entities",
        "different": "entities",
        "split": "entity",
        "right": "statement",
        "wrong": "statement",
    }
    needed = needs.get(data["action"], "undoes" if data["action"] == "undo" else "action")
    if not data.get(needed) or (needed == "entities" and len(data[needed]) < 2):
        wanted = '"entities" with two or more IRIs' if needed == "entities" else f'"{needed}"'
        raise CorrectionInvalid(f'{where}: "{data["action"]}" needs {wanted}')
    return Correction(
        id=data.get("id", number),
        action=data["action"],
        date=data.get("date", ""),
        reason=data.get("reason", ""),
        entities=tuple(data.get("entities", ())),
        entity=data.get("entity", ""),
        names=tuple(data.get("names", ())),
        articles=tuple(data.get("articles", ())),
        statement=data.get("statement", ""),
        undoes=data.get("undoes"),
        more={name: value for name, value in data.items() if name not in known},
    )


def append_corrections(folder: Path, corrections: Iterable[Correction]) -> list[Correction]:
    """Append corrections to the file of a folder, whole lines at once, numbered on from the last.

    Returns:
        The corrections with their numbers.

    Raises:
        GraphUnwritable: the file cannot be written.
    """
    path = folder / FILE_NAME
    last = max((line.id for line in read_corrections(folder).lines), default=0)
    numbered = [replace(line, id=last + i) for i, line in enumerate(corrections, start=1)]
    text = "".join(json.dumps(line.to_dict(), ensure_ascii=False) + "\n" for line in numbered)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text if _ends_whole(path) else f"\n{text}")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise GraphUnwritable(f"{path}: cannot be written ({error.strerror}); use a --kg you may write to") from error
    return numbered


def write_corrections(folder: Path, corrections: Corrections) -> None:
    """Replace the file of a folder, whole or not at all."""
    path = folder / FILE_NAME
    if not corrections.lines:
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".new")
    draft.write_text(corrections.text, encoding="utf-8")
    draft.replace(path)


def _ends_whole(path: Path) -> bool:
    data = path.read_bytes()
    return not data or data.endswith(b"\n")
