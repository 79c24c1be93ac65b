"""The ontology (``ng.ttl``, ``relations.ttl``) and the SHACL shapes (``shapes.ttl``) that every export conforms to."""
