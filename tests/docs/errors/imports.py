"""RDF and records that cannot be imported."""

from __future__ import annotations

import json

from tests.docs.errors.provoking import Done, Place, provokes

ARCHIVE = "https://w3id.org/newsgraph/ns#"


def taken(at: Place, name: str, content: str) -> Done:
    return at.newsgraph("import", at.write(name, content))


def dump(at: Place) -> str:
    """Write a dump that restores everything, and return its text."""
    at.graph()
    done = at.newsgraph("export", "--format", "nquads", "--records", "-o", "dump.nq")
    assert done.status == 0, done
    return (at / "dump.nq").read_text(encoding="utf-8")


@provokes("…: expected a file that ends in … or one of these with .gz, found one that ends in …; rename it")
def no_rdf_ending(at: Place) -> Done:
    return taken(at, "graph.txt", "")


@provokes("…: cannot be read (…); nothing was imported")
def no_rdf_file(at: Place) -> Done:
    return at.newsgraph("import", "missing.ttl")


@provokes("…: is not valid RDF (…); nothing was imported")
def no_rdf(at: Place) -> Done:
    return taken(at, "graph.ttl", "Malta is an island.")


@provokes("…: expected a record as `newsgraph extract` writes it: …")
def no_record(at: Place) -> Done:
    return taken(at, "records.jsonl", '{"subject": "Malta"}\n')


@provokes("…: ng:threshold: expected a number, got …")
def no_threshold(at: Place) -> Done:
    text = dump(at)
    return at.newsgraph("import", at.write("d.nq", _with(text, "threshold", "high")), "--kg", "other")


@provokes("…: the record of … cannot be read (…); export it again")
def cut_record(at: Place) -> Done:
    text = dump(at)
    return at.newsgraph("import", at.write("d.nq", _with(text, "record", "{")), "--kg", "other")


@provokes("…: …: expected the name of an imported file")
def no_imported_name(at: Place) -> Done:
    text = dump(at)
    stray = "<urn:a> <urn:b> <urn:c> <https://w3id.org/newsgraph/id/import/a%2F..%2Fb> .\n"
    return at.newsgraph("import", at.write("d.nq", text + stray), "--kg", "other")


@provokes("…: holds a graph with base …, but … has …; import it into a new --kg")
def dump_of_another_base(at: Place) -> Done:
    text = dump(at)
    return at.newsgraph("import", at.write("d.nq", _with(text, "base", "https://example.org/id/")))


@provokes("…: would replace …; move that away first, or import into a new --kg")
def dump_with_other_corrections(at: Place) -> Done:
    text = dump(at)
    content = f'<{ARCHIVE}Archive/corrections.jsonl> <{ARCHIVE}content> "" <{ARCHIVE}Archive> .\n'
    at.write("kg/corrections.jsonl", '{"id": 1, "action": "right", "statement": "https://example.org/s"}\n')
    return at.newsgraph("import", at.write("d.nq", text + content))


@provokes("…: … RDF 1.2 triple terms were left out", 0)
def triple_terms(at: Place) -> Done:
    return taken(at, "terms.nt", "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .\n<urn:a> <urn:b> <urn:c> .\n")


@provokes(
    "…: an export without records; it can be queried, but its articles cannot be changed: `newsgraph export --format"
    " nquads --records` makes a dump that restores everything",
    0,
)
def export_without_records(at: Place) -> Done:
    graph = at.graph()
    return at.newsgraph("import", str(graph / "graph.ttl"), "--kg", "other")


def _with(text: str, name: str, value: str) -> str:
    """Return a dump with another value of one of its settings."""
    lines = []
    for line in text.splitlines():
        if f"<{ARCHIVE}{name}> " in line:
            line = f"{line.partition(' ')[0]} <{ARCHIVE}{name}> {json.dumps(value)} <{ARCHIVE}Archive> ."
        lines.append(line)
    return "\n".join(lines) + "\n"
