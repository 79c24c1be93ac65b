"""Taking files in: records and own dumps restore articles, other RDF gets a graph of its own under ``import/``."""

from graph.imports.names import import_graph, is_imported

__all__ = ["import_graph", "is_imported"]
