"""Corrections and authority files that are not what they should be."""

from __future__ import annotations

import json

from tests.docs.errors.provoking import NEWS, Done, Place, provokes


def applied(at: Place, content: object) -> Done:
    at.graph()
    return at.newsgraph("entities", "apply", at.write("c.json", json.dumps(content)))


@provokes("entities merge: expected two or more different entities; give the one to keep first")
def merge_of_one(at: Place) -> Done:
    at.graph()
    return at.newsgraph("entities", "merge", "Joseph Vella", "Joseph Vella")


@provokes("…: several entities have this name; give the IRI of one of …")
def two_of_a_name(at: Place) -> Done:
    at.graph()
    other = NEWS.replace("Prime Minister Joseph Vella said", "a teacher, Maria Vella, said. Vella left")
    at.write("a.txt", other)
    at.write("b.txt", f"{NEWS.strip()} Vella thanked the hosts.")
    assert at.newsgraph("build", "a.txt", "b.txt").status == 0
    return at.newsgraph("entities", "split", "Vella")


@provokes("entities undo: there is no correction to take back")
def nothing_to_undo(at: Place) -> Done:
    at.graph()
    return at.newsgraph("entities", "undo")


@provokes("entities undo …: no correction has this number; `newsgraph entities log` lists them")
def no_such_correction(at: Place) -> Done:
    at.graph()
    return at.newsgraph("entities", "undo", "7")


@provokes("…: expected a file of corrections, found: …")
def no_corrections(at: Place) -> Done:
    at.graph()
    return at.newsgraph("entities", "apply", "missing.json")


@provokes("…: cannot be read (…); restore it, or move it away")
def damaged_corrections(at: Place) -> Done:
    at.graph()
    at.write("kg/corrections.jsonl", b"\xff\xfe")
    return at.newsgraph("entities", "log")


@provokes("…, line …: expected a JSON object, got …")
def correction_by_hand(at: Place) -> Done:
    at.graph()
    at.write("kg/corrections.jsonl", "merge Malta and Valletta\n")
    return at.newsgraph("entities", "log")


@provokes('…: expected "corrections" to be a list')
def no_list_of_corrections(at: Place) -> Done:
    return applied(at, {"corrections": "merge"})


@provokes("…: an undo speaks of its own file; use `newsgraph entities undo`")
def undo_of_others(at: Place) -> Done:
    return applied(at, {"action": "undo", "undoes": 1})


@provokes('…: expected a JSON object with "action", one of …')
def no_action(at: Place) -> Done:
    return applied(at, {"entities": []})


@provokes('…: expected "…" to be …, got …')
def number_for_a_name(at: Place) -> Done:
    return applied(at, {"action": "merge", "entities": [1, 2]})


@provokes('…: "…" needs …')
def half_a_merge(at: Place) -> Done:
    return applied(at, {"action": "merge", "entities": ["https://example.org/a"]})


@provokes("…: cannot be written (…); use a --kg you may write to")
def no_place_for_corrections(at: Place) -> Done:
    graph = at.graph()
    (graph / "corrections.jsonl").symlink_to("missing/corrections.jsonl")
    return at.newsgraph("entities", "merge", "Joseph Vella", "Malta")


# --- the user's own names ------------------------------------------------------------------------------------------
def named(at: Place, file: str, content: str | bytes) -> Done:
    return at.newsgraph("build", at.write("story.txt"), "--authority", at.write(file, content))


@provokes("…: cannot be read (…); name a CSV or Turtle file")
def no_authority(at: Place) -> Done:
    return at.newsgraph("build", at.write("story.txt"), "--authority", "missing.csv")


@provokes("…: expected names with their IRIs, found none")
def empty_authority(at: Place) -> Done:
    return named(at, "names.csv", "name,iri\n")


@provokes("…: expected CSV in UTF-8, got: …")
def western_authority(at: Place) -> Done:
    return named(at, "names.csv", "name,iri\nJosé,https://example.org/j\n".encode("cp1252"))


@provokes("…: expected the columns name, iri (and type, aliases), got …")
def other_columns(at: Place) -> Done:
    return named(at, "names.csv", "label;link\nMalta;https://example.org/malta\n")


@provokes("…, line …: cannot be read as CSV: …")
def no_csv(at: Place) -> Done:
    return named(at, "names.csv", f"name,iri\n{'x' * 200_000},https://example.org/x\n")


@provokes("…: expected a name beside …")
def iri_without_name(at: Place) -> Done:
    return named(at, "names.csv", "name,iri\n,https://example.org/malta\n")


@provokes("…: expected an absolute IRI, got …")
def name_without_iri(at: Place) -> Done:
    return named(at, "names.csv", "name,iri\nMalta,malta\n")


@provokes("…: expected a type such as PERSON, ORG, GPE or country, got …")
def other_type(at: Place) -> Done:
    return named(at, "names.csv", "name,iri,type\nMalta,https://example.org/malta,island group\n")


@provokes("…: cannot be read as Turtle: …")
def no_turtle(at: Place) -> Done:
    return named(at, "names.ttl", "Malta is an island.")
