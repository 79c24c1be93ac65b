"""Resolution kept in step: when articles come or go, decide again what they concern, and say whose graph changes.

The result depends on the set of articles and the corrections only. A decision reads the sums of
:mod:`graph.resolve.forms`; it can turn only when one of these turns, and each leads to the names to decide again:

- a form's root (its usual form, the vote on its type): its own names, and the short names it is a candidate for;
- a short name's having one candidate or several: all names of that key;
- a feature that comes into a form's context or goes: the names that ask for it;
- an alias that comes or goes: all names of that key;
- a form's senses: its names.

``tests/graph/resolve`` holds this against a resolution from scratch.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.resolve.corrections import Corrections
from graph.resolve.decide import decide, form_of, is_only, root
from graph.resolve.forms import ALIAS, ANCHOR, COMMON, SENSE, SHARED, Flip, Forms, decode
from graph.resolve.keys import short_keys
from graph.resolve.naming import Assigned, entity_iri, name_of_form
from graph.resolve.profiles import Profile
from graph.resolve.senses import Sense, senses_of
from graph.vocabulary import Instances

__all__ = ["Assignments", "Resolver"]

Assignments = Mapping[str, Assigned]
"""What the entities of one article are, by local name."""

_Local = tuple[str, str]

_LONGER = frozenset({"middle name", "of a country"})
"""Relations of a long form to the usual one: which form stands for the long one depends on who shares that key."""


@dataclass(frozen=True)
class _State:
    """What decisions read of the forms that a change touches."""

    roots: dict[str, tuple[str, str]] = field(default_factory=dict)
    only: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    names: dict[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolver:
    """Resolution over the tables of a catalogue."""

    db: sqlite3.Connection
    instances: Instances
    corrections: Corrections

    @property
    def forms(self) -> Forms:
        """The sums over all articles."""
        return Forms(self.db)

    def assignments(self, article: str) -> dict[str, Assigned]:
        """Return what the entities of an article are, as they were decided last."""
        rows = self.db.execute("SELECT id, iri, name, kind, found FROM local WHERE article = ?", (article,))
        return {row[0]: Assigned(row[1], row[2], row[3], row[1] != row[4]) for row in rows}

    def change(self, taken: Iterable[str], put: Mapping[str, Sequence[Profile]]) -> dict[str, dict[str, Assigned]]:
        """Take articles away and put others, and decide again what that concerns.

        Args:
            taken: Articles to take away; one that is put too is replaced.
            put: New profiles by article.

        Returns:
            Of every other article whose assignments changed, what they were before.
        """
        gone = sorted(taken)
        profiles = [p for article in gone for p in self._profiles(article)]
        profiles += [p for new in put.values() for p in new]
        keys, shorts = self._keys(profiles), _shorts_of_rare(self.forms, profiles)
        before = self._state(self.forms, profiles, keys, shorts)
        flips: set[Flip] = set()
        for article in gone:
            flips |= self.forms.take(article)[1]
        for article in sorted(put):
            flips |= self.forms.put(article, put[article])
        forms = self.forms
        after = self._state(forms, profiles, keys, shorts)
        dirty = self._dirty(before, after, flips)
        dirty |= {(article, profile.local) for article, new in put.items() for profile in new}
        renamed = {form for form, name in after.names.items() if before.names.get(form, name) != name}
        return self._settle(forms, dirty, renamed, ignore=set(put))

    def decide_all(self) -> None:
        """Decide every name anew."""
        rows = self.db.execute("SELECT article, id FROM local ORDER BY article, id").fetchall()
        self._settle(self.forms, set(rows), set(), ignore=set())

    def recorrect(
        self, corrections: Corrections, iris: Iterable[str]
    ) -> tuple[Resolver, dict[str, dict[str, Assigned]]]:
        """Follow other corrections than before.

        Args:
            corrections: The corrections that count now.
            iris: The entities that the difference to the former ones names.

        Returns:
            A resolver with these corrections, and what :meth:`change` returns.
        """
        new = Resolver(self.db, self.instances, corrections)
        return new, new._settle(new.forms, self._called(iris), set(), ignore=set())

    def bearers(self, iris: Iterable[str]) -> set[str]:
        """Return the articles that name any of these entities, as they are or as they would be without merges."""
        return {article for article, _ in self._called(iris)}

    def _called(self, iris: Iterable[str]) -> set[_Local]:
        found: set[_Local] = set()
        for iri in iris:
            for column in ("found", "own", "iri"):
                found |= self._locals(f"{column} = ?", iri)
        return found

    def _profiles(self, article: str) -> list[Profile]:
        rows = self.db.execute("SELECT body FROM local WHERE article = ?", (article,)).fetchall()
        return [decode(row[0]) for row in rows]

    def _keys(self, profiles: Iterable[Profile]) -> set[str]:
        """Return the keys whose forms may get another root or name by these profiles' coming or going."""
        found = set()
        for profile in profiles:
            found.add(profile.key)
            found |= {key for key, relation in profile.shorts if profile.link is not None or relation in _LONGER}
            if profile.link is not None:  # its vote counts under each of its names
                found |= self._short_keys(profile.form)
        return found

    # --- what a change may turn ------------------------------------------------------------------------------------

    def _state(self, forms: Forms, profiles: Sequence[Profile], keys: Iterable[str], shorts: Iterable[str]) -> _State:
        state = _State()
        for key in keys:
            concerned = {form for form, _, _ in forms.of_key(key)}
            concerned |= {form for form, relation in forms.longer(key) if relation in _LONGER}
            for form in concerned:
                state.roots[form] = root(forms, form)
                state.names[form] = name_of_form(forms, form)
        for key in shorts:
            state.only[key] = is_only(forms, key, "person"), is_only(forms, key, "place")
        for form in {profile.form for profile in profiles}:
            state.names[form] = name_of_form(forms, form)
            if form.startswith("person "):
                state.senses[form] = senses_of(forms, form)
        return state

    def _dirty(self, before: _State, after: _State, flips: Iterable[Flip]) -> set[_Local]:
        dirty: set[_Local] = set()
        for form in {form for form, found in after.roots.items() if before.roots.get(form, found) != found}:
            dirty |= self._locals("form = ?", form)
            for key in self._short_keys(form):
                dirty |= self._locals("partial AND key = ?", key)
        for key in {key for key, one in after.only.items() if before.only[key] != one}:
            dirty |= self._locals("partial AND key = ?", key)
        told: dict[str, set[str]] = {}
        for form, feature in flips:
            told.setdefault(form, set()).add(feature)
        for form, features in sorted(told.items()):
            dirty |= self._turned_by(form, features, before, after)
        for form in {form for form, found in after.senses.items() if before.senses.get(form, ()) != found}:
            dirty |= self._bearers(form)
        return dirty

    def _turned_by(self, form: str, features: set[str], before: _State, after: _State) -> set[_Local]:
        """Return the names to decide again because features came into a context or went."""
        dirty: set[_Local] = set()
        if form in {ALIAS, SHARED}:
            for feature in features:
                dirty |= self._locals("partial AND key = ?" if form == ALIAS else "form = ?", feature)
            return dirty
        common = form.startswith(COMMON)
        name, _, sense = form.removeprefix(COMMON).partition(SENSE)
        if sense and common:
            return dirty
        if sense:
            return self._bearers(name) if before.senses.get(name) or after.senses.get(name) else dirty
        marks = ",".join("?" * len(features))
        query = f"SELECT article, id FROM asked WHERE key = ? AND feature IN ({marks})"  # noqa: S608 - marks only
        asked = sorted(features)
        if not common:
            for key in self._short_keys(name):
                dirty.update(self.db.execute(query, (key, *asked)).fetchall())
            return dirty
        # That a second article has it matters to the form's own bearers, and in articles that name the form, too.
        dirty.update(self.db.execute(query, (name.partition(" ")[2], *asked)).fetchall())
        query += " AND EXISTS (SELECT 1 FROM local WHERE local.article = asked.article AND local.form = ?)"
        for key in self._short_keys(name):
            dirty.update(self.db.execute(query, (key, *asked, name)).fetchall())
        return dirty

    def _short_keys(self, form: str) -> set[str]:
        return {row[0] for row in self.db.execute("SELECT DISTINCT key FROM short WHERE form = ?", (form,))} | {
            key for key, _ in short_keys_of(form)
        }

    def _locals(self, condition: str, value: str) -> set[_Local]:
        return set(self.db.execute(f"SELECT article, id FROM local WHERE {condition}", (value,)).fetchall())  # noqa: S608

    def _bearers(self, form: str) -> set[_Local]:
        """Return the names that have a form or were brought to it."""
        query = "SELECT article, id FROM local WHERE target >= ? AND target < ?"
        brought = self.db.execute(query, (form + ANCHOR, form + " ")).fetchall()
        return self._locals("form = ?", form) | self._locals("target = ?", form) | set(brought)

    # --- deciding --------------------------------------------------------------------------------------------------

    def _settle(
        self, forms: Forms, dirty: set[_Local], renamed: Iterable[str], ignore: set[str]
    ) -> dict[str, dict[str, Assigned]]:
        """Decide again, write down what turned, and return the former assignments of the articles it turned in."""
        again = set(dirty)
        for form in renamed:
            again |= self._bearers(form)
        changed: list[tuple[str, ...]] = []
        articles: set[str] = set()
        names: dict[str, tuple[str, str, str]] = {}
        columns = "article, id, body, target, reasons, own, found, iri, name, kind"
        for article, local in sorted(again):
            row = self.db.execute(
                f"SELECT {columns} FROM local WHERE article = ? AND id = ?",  # noqa: S608 - names of this module
                (article, local),
            ).fetchone()
            if row is None:
                continue
            profile = decode(row[2])
            decision = decide(forms, article, profile)
            own = self._named(forms, decision.own, names)
            found = self._named(forms, decision.target, names)
            assigned = self.corrections.correct(article, profile, own, found)
            reasons = json.dumps(decision.reasons, ensure_ascii=False)
            new = (decision.target, reasons, own.iri, found.iri, assigned.iri, assigned.name, assigned.kind)
            if new != row[3:]:
                changed.append((*new, article, local))
            if new[3:] != row[6:] and article not in ignore:
                articles.add(article)
        former = {article: self.assignments(article) for article in sorted(articles)}
        self.db.executemany(
            "UPDATE local SET target = ?, reasons = ?, own = ?, found = ?, iri = ?, name = ?, kind = ?"
            " WHERE article = ? AND id = ?",
            changed,
        )
        return former

    def _named(self, forms: Forms, target: str, names: dict[str, tuple[str, str, str]]) -> Assigned:
        form = form_of(target)
        if form not in names:
            names[form] = name_of_form(forms, form)
        name, kind, mark = names[form]
        return Assigned(entity_iri(self.instances, target, name, kind, mark), name, kind)


def _shorts_of_rare(forms: Forms, profiles: Iterable[Profile]) -> set[str]:
    """Return the short keys of forms that come with these profiles, or may go with them."""
    rare = [profile for profile in profiles if forms.number(profile.form) <= 2]
    return {key for profile in rare for key, _ in profile.shorts}


def short_keys_of(form: str) -> Iterable[tuple[str, str]]:
    """Return the short keys that follow from a form alone."""
    family, _, key = form.partition(" ")
    return () if family == "link" else short_keys(key, family)
