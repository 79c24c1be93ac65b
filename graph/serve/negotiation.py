"""Which format a client wants: the Accept header (RFC 9110, section 12.5.1) against what a result can be written in."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "SUFFIXES", "choose", "preferred"]

ROW_TYPES: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of rows and truth values, the default first, and their names in :mod:`graph.query.formats`."""

GRAPH_TYPES: dict[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "text/plain": "nt",
}
"""Media types of triples, the default first."""

SUFFIXES: dict[str, str] = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": "text/html",
}
"""Short names of formats, for ``?format=`` and the endings of entity pages."""


def preferred(accept: str) -> list[str]:
    """Return the media ranges of an Accept header, the most wanted first; those with ``q=0`` are left out."""
    found: list[tuple[float, int, int, str]] = []
    for place, part in enumerate(accept.split(",")):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if not media:
            continue
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if quality > 0:
            found.append((-quality, media.count("*"), place, media))
    return [media for *_, media in sorted(found)] or ["*/*"]


def choose(wanted: Sequence[str], offered: Sequence[str]) -> str | None:
    """Return the offered media type that is wanted most, or None.

    Args:
        wanted: Media ranges, as :func:`preferred` gives them.
        offered: Media types, the default first.
    """
    for media in wanted:
        kind, _, sub = media.partition("/")
        for candidate in offered:
            if media in {candidate, "*/*"} or (sub == "*" and candidate.startswith(f"{kind}/")):
                return candidate
    return None
