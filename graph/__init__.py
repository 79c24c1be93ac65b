"""Facts in, knowledge graph out: RDF on disk, SPARQL, exports, a page to look at.

Importing the package loads neither the store nor any of the heavy packages; using a name below does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Change

__all__ = ["Change", "KnowledgeGraph"]

_LAZY = {"Change": "graph.store", "KnowledgeGraph": "graph.knowledge_graph"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
