"""Texts that try to smuggle SERVICE past the guard, checked against a real listener: none may be called."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from pyoxigraph import Store

from graph.errors import NewsgraphError
from graph.query.guard import check_query
from graph.query.run import run_query

ATTACKS = (
    "SELECT * { SERVICE %E { ?s ?p ?o } }",
    "SELECT*{SERVICE%E{?s ?p ?o}}",
    "SELECT * { service silent %E { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT%E{?s ?p ?o} }",
    "SELECT * { ?s ?p 1e5SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p trueSERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p 1SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p 1.5SERVICE%E{?a ?b ?c} }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT * { VALUES ?b {2} BIND(1 AS ?a) FILTER(?a<?b)SERVICE#>\n%E{?s ?p ?o} }",
    "PREFIX ex: <http://x/> SELECT * { BIND(1 AS ?a) FILTER(?a<ex:b)SERVICE#>\n%E{?s ?p ?o} }",
    "PREFIX http: <http://x/> SELECT * { BIND(1 AS ?a) FILTER(?a<http:b)SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT * { ?s ?p 'a\\u0027 . SERVICE %E {?a ?b ?c} #' }\n}",
    "SELECT * { BIND('a\\u0027 AS ?x) SERVICE %E {?a ?b ?c} #')\n}",
    'SELECT * { BIND("a\\u0022 AS ?x) SERVICE %E {?a ?b ?c} #")\n}',
    "SELECT * { BIND('\\u005C' AS ?x) SERVICE %E {?a ?b ?c} #')\n}",
    "SELECT * { BIND('\\U0000005C' AS ?x) SERVICE %E {?a ?b ?c} #')\n}",
    "SELECT * { \\u0053ERVICE %E {?a ?b ?c} }",
    "SELECT * { S\\u0045RVICE %E {?a ?b ?c} }",
    "SELECT * { SERVICE\\u0020%E {?a ?b ?c} }",
    "SELECT * { #\u2028 x\nSERVICE %E {?a ?b ?c} }",
    "SELECT * { # x\\u000ASERVICE %E {?a ?b ?c}\n }",
    "SELECT * { # x\rSERVICE %E {?a ?b ?c}\n }",
    "SELECT * { BIND(<a#> AS ?x) SERVICE %E {?a ?b ?c}\n }",
    "SELECT * { BIND('''a''' AS ?x) SERVICE %E {?a ?b ?c} }",
    "SELECT * { BIND('''a'''' AS ?x) SERVICE %E {?a ?b ?c} #'''\n}",
    'SELECT * { BIND("""\\"""" AS ?x) SERVICE %E {?a ?b ?c} #"""\n}',
    "SELECT * { BIND('' AS ?x) SERVICE %E {?a ?b ?c} #''\n}",
    'SELECT * { BIND("a"@en AS ?x)SERVICE %E {?a ?b ?c} }',
    'SELECT * { ?s ?p "a"@enSERVICE %E {?a ?b ?c} }',
    "SELECT * { ?s ?p _:bSERVICE %E {?a ?b ?c} }",
    "SELECT * { ?s ?p ?oSERVICE %E {?a ?b ?c} }",
    "SELECT * { ?s ?p ?o.SERVICE %E {?a ?b ?c} }",
    "SELECT * { ?s ?p ?o\u00b7SERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:aSERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:a.SERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:.SERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:a:SERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:\\#\nSERVICE %E {?a ?b ?c} }",
    "PREFIX e:<http://x/> SELECT * { ?s ?p e:a%22SERVICE %E {?a ?b ?c} }",
    "PREFIX SERVICE: <http://x/> SELECT * { SERVICE %E {?a ?b ?c} }",
    "SELECT * { SERVICE ?x {?a ?b ?c} VALUES ?x {%E} }",
    "SELECT * { { SELECT * { SERVICE %E {?a ?b ?c} } } }",
    "ASK { FILTER EXISTS { SERVICE %E {?a ?b ?c} } }",
    "SELECT * { GRAPH ?g { SERVICE %E {?a ?b ?c} } }",
    "SELECT * { OPTIONAL { SERVICE %E {?a ?b ?c} } }",
    "SELECT * { MINUS{}SERVICE %E {?a ?b ?c} }",
    "CONSTRUCT {?a ?b ?c} { SERVICE %E {?a ?b ?c} }",
    "DESCRIBE ?a { SERVICE %E {?a ?b ?c} }",
    "BASE <http://127.0.0.1/> SELECT * { SERVICE<x>{?a ?b ?c} }",
    "SELECT * { VALUES ?x{UNDEF}SERVICE %E {?a ?b ?c} }",
    "SELECT(1 AS ?x){SERVICE %E{?a ?b ?c}}",
    "SELECT * { ?s a ?oSERVICE %E {?a ?b ?c} }",
    "SELECT * { FILTER(?a<?b&&?c>?d)SERVICE %E {?a ?b ?c} }",
    "SELECT * { ?s ?p falseSERVICESILENT %E {?a ?b ?c} }",
    "SELECT * { ?s ?p nullSERVICE %E {?a ?b ?c} }",
    "SELECT * { ?s ?p -1e5SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p +.5SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p 'a'^^<b>SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p ()SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p []SERVICE%E{?a ?b ?c} }",
    "SELECT * { ?s ?p <<( ?a ?b ?c )>>SERVICE%E{?a ?b ?c} }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<(2))SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT * { BIND(1 AS ?a) BIND(?a<2 AS ?z)SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT ((1<2)AS ?x) {SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<-2)SERVICE#>\n%E{?s ?p ?o} }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<(http:))SERVICE#>\n%E{?s ?p ?o} }",
)


class Listener:
    """Counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.socket.getsockname()[1])
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.update("INSERT DATA { <http://a/> <http://b/> 1, true }")
    return made


def aimed(attack: str, listener: Listener) -> str:
    return attack.replace("%E", f"<http://127.0.0.1:{listener.port}/>")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_reaches_the_network(attack: str, listener: Listener, store: Store) -> None:
    before = listener.calls
    try:
        result = run_query(store, aimed(attack, listener))
        list(result.solutions)
        list(result.triples)
    except NewsgraphError:
        pass
    assert listener.calls == before


def test_the_texts_are_real_attacks(listener: Listener, store: Store) -> None:
    """Without the guard, many of them do call; otherwise the test above would prove nothing."""
    before = listener.calls
    refused = 0
    for attack in ATTACKS:
        try:
            check_query(aimed(attack, listener))
        except NewsgraphError:
            refused += 1
        try:
            for _ in store.query(aimed(attack, listener)):  # type: ignore[union-attr]
                pass
        except (SyntaxError, ValueError, RuntimeError, OSError, TypeError):
            pass
    assert len(ATTACKS) >= 60
    assert refused >= 50
    assert listener.calls - before >= 25


def test_brackets_are_not_nested_without_end() -> None:
    with pytest.raises(NewsgraphError, match="flatter"):
        check_query("SELECT * { " + "{" * 5000)
