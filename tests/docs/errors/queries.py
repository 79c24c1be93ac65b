"""Queries, exports and views that cannot be answered."""

from __future__ import annotations

import socket

from tests.docs.errors.provoking import Done, Place, provokes


def asked(at: Place, *words: str) -> Done:
    at.graph()
    return at.newsgraph("query", *words)


@provokes("expected SPARQL, a .rq file or a saved query's name; newsgraph query --list shows them")
def no_query(at: Place) -> Done:
    return at.newsgraph("query")


@provokes("the query is not valid SPARQL: …")
def bad_query(at: Place) -> Done:
    return asked(at, "SELECT ?who WHERE { ?who a")


@provokes("…: expected SPARQL, a .rq file or a saved query; …`newsgraph query --list` shows all …")
def no_saved_query(at: Place) -> Done:
    return asked(at, "positons")


@provokes("…: cannot be read as a query file (…); check the path")
def no_query_file(at: Place) -> Done:
    return asked(at, "missing.rq")


@provokes("SERVICE is not allowed: a query never reaches the network; leave that part out")
def federated_query(at: Place) -> Done:
    return asked(at, "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }")


@provokes("… is not allowed: queries only read; `newsgraph build` and `newsgraph remove` change a graph")
def update(at: Place) -> Done:
    return asked(at, "DELETE WHERE { ?s ?p ?o }")


@provokes("the query holds a \\u escape that is no character: …")
def no_character(at: Place) -> Done:
    return asked(at, 'SELECT * { ?s ?p "\\UFFFFFFFF" }')


@provokes("the query nests brackets deeper than …; write it flatter")
def deep_query(at: Place) -> Done:
    return asked(at, f"SELECT * {{ {'{' * 500} {'}' * 500} }}")


@provokes("the query has no variable ?…; --param can only set variables that it has")
def no_variable(at: Place) -> Done:
    return asked(at, "SELECT ?who { ?who a schema:Person }", "--param", "place=Malta")


@provokes("--param …: expected NAME=VALUE, such as --param place=Istanbul")
def no_value(at: Place) -> Done:
    return asked(at, "happened-in", "--param", "Istanbul")


@provokes("…: expected an IRI as parameter: …")
def no_iri(at: Place) -> Done:
    return asked(at, "SELECT ?who { ?who a schema:Person }", "--param", "who=<not an IRI>")


@provokes("--format ttl needs triples: use CONSTRUCT or DESCRIBE, or another format")
def rows_as_turtle(at: Place) -> Done:
    return asked(at, "SELECT ?who { ?who a schema:Person }", "--format", "ttl")


@provokes("the query gives triples, which --format … cannot hold; use --format ttl")
def triples_as_rows(at: Place) -> Done:
    return asked(at, "DESCRIBE ?who { ?who a schema:Person }", "--format", "csv")


@provokes("…: cannot be written (…); choose another place with -o")
def no_place_for_an_export(at: Place) -> Done:
    at.graph()
    return at.newsgraph("export", "-o", "missing/graph.ttl")


@provokes("… keeps no graphs apart to hold records; use …")
def records_in_turtle(at: Place) -> Done:
    at.graph()
    return at.newsgraph("export", "--format", "turtle", "--records")


@provokes("… has no RDF 1.2 triple terms; use …")
def triple_terms_in_csv(at: Place) -> Done:
    at.graph()
    return at.newsgraph("export", "--format", "csv", "--triple-terms")


@provokes("…: expected one of … as format", 1)
def no_format(at: Place) -> Done:
    at.graph()
    return at.python("from graph import KnowledgeGraph; KnowledgeGraph.open('kg').export('graph.doc', 'doc')")


@provokes("KnowledgeGraph.rdf is for reading; add and remove articles with KnowledgeGraph.add and .remove", 1)
def change_by_rdflib(at: Place) -> Done:
    at.graph()
    return at.python("from graph import KnowledgeGraph; KnowledgeGraph.open('kg').rdf.update('CLEAR ALL')")


@provokes("the graph of this KnowledgeGraph.rdf is closed; open it again with KnowledgeGraph.open", 1)
def closed_dataset(at: Place) -> Done:
    at.graph()
    return at.python(
        "from graph import KnowledgeGraph; kg = KnowledgeGraph.open('kg'); rdf = kg.rdf; kg.close(); len(rdf)"
    )


@provokes("…: no entity has this name or IRI; `newsgraph entities list` shows all")
def no_entity_to_look_at(at: Place) -> Done:
    at.graph()
    return at.newsgraph("view", "--focus", "Nobody at all")


@provokes("--host … --port …: cannot listen there (…); choose another --port, or 0")
def port_taken(at: Place) -> Done:
    at.graph()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        return at.newsgraph("serve", "--port", str(taken.getsockname()[1]))


@provokes("bench …: expected one of …")
def no_bench(at: Place) -> Done:
    return at.newsgraph("bench", "everything")


@provokes("…: expected to read or write it, found: …; mend that and run again")
def full_output(at: Place) -> Done:
    at.graph()
    return at.run(["sh", "-c", "newsgraph export > /dev/full"])
