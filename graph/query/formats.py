"""Query results as text: an aligned table for people, CSV, TSV, JSON, XML for programs, Turtle for triples."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, Variable, serialize

from graph.errors import QueryInvalid
from graph.export.markup import XmlWriter
from graph.export.tables import harmless
from graph.query.run import QueryResult, Term

__all__ = ["RESULT_FORMATS", "write_result"]

RESULT_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")


def write_result(
    result: QueryResult,
    output: IO[bytes],
    result_format: str,
    *,
    label: Callable[[str], str],
    prefixes: Mapping[str, str],
    width: int | None = None,
) -> None:
    """Write a result.

    Args:
        result: What :func:`graph.query.run.run_query` returned.
        output: Where to, in UTF-8.
        result_format: One of :data:`RESULT_FORMATS`. Triples are Turtle whether "table" or "ttl" is asked for.
        label: The name to show for an IRI in a table.
        prefixes: Prefixes of the Turtle.
        width: Columns of the terminal, to which a table is cut; None leaves it whole.

    Raises:
        QueryInvalid: the result cannot be written in this format.
    """
    if result.form == "graph":
        if result_format not in {"table", "ttl"}:
            raise QueryInvalid(f"the query gives triples, which --format {result_format} cannot hold; use --format ttl")
        write_triples(result.triples, output, prefixes)
    elif result_format == "ttl":
        raise QueryInvalid("--format ttl needs triples: use CONSTRUCT or DESCRIBE, or another format")
    elif result_format == "table":
        text = _truth(result) if result.form == "ask" else _table(result, label, width)
        output.write(text.encode("utf-8", "replace"))
    elif result.form == "ask":
        output.write(_write_truth(result.truth, result_format))
    else:
        _WRITERS[result_format](result, output)


def write_triples(triples: Iterable[Triple], output: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write triples as Turtle, sorted, with the prefixes that occur."""
    ordered = sorted(set(triples), key=str)
    used = {name: iri for name, iri in prefixes.items() if any(iri in str(triple) for triple in ordered)}
    serialize(ordered, output=output, format=RdfFormat.TURTLE, prefixes=used)


def _truth(result: QueryResult) -> str:
    return "yes\n" if result.truth else "no\n"


def _write_truth(truth: bool, result_format: str) -> bytes:
    text = str(truth).lower()
    return {
        "json": f'{{"head":{{}},"boolean":{text}}}\n',
        "xml": (
            '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
            f"<head></head><boolean>{text}</boolean></sparql>\n"
        ),
        "csv": f"{text}\n",
        "tsv": f"{text}\n",
    }[result_format].encode()


# --- tables for people ---------------------------------------------------------------------------------------------


def _table(result: QueryResult, label: Callable[[str], str], width: int | None) -> str:
    rows = [[_shown(term, label) for term in row] for row in result.solutions]
    widths = [
        max([_columns(name), *(_columns(row[i]) for row in rows)], default=0) for i, name in enumerate(result.variables)
    ]
    if width is not None:
        widths = _fit(widths, width)
    lines = [_line(result.variables, widths), _line(["─" * size for size in widths], widths)]
    lines += [_line(row, widths) for row in rows]
    count = f"{len(rows)} row" if len(rows) == 1 else f"{len(rows)} rows"
    return "\n".join([*lines, f"({count})"]) + "\n"


def _shown(term: Term | None, label: Callable[[str], str]) -> str:
    if term is None:
        return ""
    text = label(term.value) if isinstance(term, NamedNode) else term.value if isinstance(term, Literal) else str(term)
    # One row is one line, and no text of an article may steer the terminal.
    return "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)


def _fit(widths: list[int], width: int) -> list[int]:
    """Cut the widest columns until the line fits; no column under eight."""
    sizes = list(widths)
    while sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes, default=0) > 8:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _line(cells: Iterable[str], widths: list[int]) -> str:
    return "  ".join(_pad(cell, size) for cell, size in zip(cells, widths, strict=True)).rstrip()


def _pad(text: str, size: int) -> str:
    if _columns(text) > size:
        while _columns(text) > size - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (size - _columns(text))


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


# --- formats for programs ------------------------------------------------------------------------------------------


def _write_csv(result: QueryResult, output: IO[bytes]) -> None:
    import csv
    import io

    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(result.variables)
    for row in result.solutions:
        writer.writerow([_cell(term) for term in row])
    text.detach()  # the caller's file stays open


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    # Text of an article that a spreadsheet would take for a formula gets an apostrophe; IRIs and numbers stay.
    return harmless(term.value) if isinstance(term, Literal) else str(getattr(term, "value", term))


def _write_tsv(result: QueryResult, output: IO[bytes]) -> None:
    output.write(("\t".join(str(Variable(name)) for name in result.variables) + "\n").encode())
    for row in result.solutions:
        cells = ("" if term is None else str(term).replace("\t", "\\t") for term in row)
        output.write(("\t".join(cells) + "\n").encode())


def _write_json(result: QueryResult, output: IO[bytes]) -> None:
    import json

    head = json.dumps({"vars": list(result.variables)}, ensure_ascii=False)
    output.write(f'{{"head": {head}, "results": {{"bindings": ['.encode())
    for number, row in enumerate(result.solutions):
        binding = {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        output.write((",\n" if number else "\n").encode() + json.dumps(binding, ensure_ascii=False).encode())
    output.write(b"\n]}}\n")


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return {**found, "xml:lang": term.language}
        if term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
            return {**found, "datatype": term.datatype.value}
        return found
    return {"type": "bnode", "value": getattr(term, "value", str(term))}


def _write_xml(result: QueryResult, output: IO[bytes]) -> None:
    xml = XmlWriter(output)
    xml.start("sparql", {"xmlns": "http://www.w3.org/2005/sparql-results#"})
    xml.start("head")
    for name in result.variables:
        xml.leaf("variable", {"name": name})
    xml.end("head")
    xml.start("results")
    for row in result.solutions:
        xml.line()
        xml.start("result")
        for name, term in zip(result.variables, row, strict=True):
            if term is not None:
                shown = _json_term(term)
                xml.start("binding", {"name": name})
                kind = {key: value for key, value in shown.items() if key in {"datatype", "xml:lang"}}
                xml.leaf(shown["type"], kind, shown["value"])
                xml.end("binding")
        xml.end("result")
    xml.end("results")
    xml.end("sparql")
    xml.finish()


_WRITERS: Mapping[str, Callable[[QueryResult, IO[bytes]], None]] = {
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "xml": _write_xml,
}
