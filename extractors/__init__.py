"""Text in, facts out: readers, the language pipeline, mentions and facts. Knows no RDF.

Importing the package loads no spaCy; the functions below do when they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractors.records import Article, Entity, Extraction, Fact, Mention

if TYPE_CHECKING:
    from extractors.annotate import load_pipeline
    from extractors.pipeline import extract
    from extractors.read import read_articles

__all__ = ["Article", "Entity", "Extraction", "Fact", "Mention", "extract", "load_pipeline", "read_articles"]

_LAZY = {
    "extract": "extractors.pipeline",
    "load_pipeline": "extractors.annotate",
    "read_articles": "extractors.read",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
