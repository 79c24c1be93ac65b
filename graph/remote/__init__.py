"""A copy of the graph on a SPARQL server, and questions to it: SPARQL 1.1 Query, Update and Graph Store Protocol."""
