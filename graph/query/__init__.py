"""Asking the graph: running SPARQL safely, binding parameters, saved queries, result formats."""
