"""The ontology (``ng.ttl``) and the SHACL shapes (``shapes.ttl``) that every export conforms to."""
