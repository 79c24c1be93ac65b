"""SPARQL servers that do not take a graph; they are on this machine."""

from __future__ import annotations

from tests.docs.errors.provoking import Done, Place, provokes, serving


def mirrored(at: Place, address: str) -> Done:
    at.graph()
    return at.newsgraph("mirror", address)


@provokes("--store …: expected http(s)://HOST:PORT, with one of … and + before it")
def no_address(at: Place) -> Done:
    return mirrored(at, "localhost:7878")


@provokes(
    "--store …://…@…: leave name and password out of the address; set NEWSGRAPH_STORE_USER and NEWSGRAPH_STORE_PASSWORD"
)
def password_in_a_store(at: Place) -> Done:
    return mirrored(at, "http://ann:secret@localhost:7878")


@provokes("--store …: expected an address without ? and #")
def query_in_a_store(at: Place) -> Done:
    return mirrored(at, "http://localhost:7878?x=1")


@provokes("…: is no address that can be asked (…)")
def no_host(at: Place) -> Done:
    return mirrored(at, "http://exa\u00admple..org:7878")


@provokes("…: cannot be reached (…); is the server up?")
def no_store(at: Place) -> Done:
    return mirrored(at, "http://127.0.0.1:9")


@provokes("…: the server refused (…)…")
def store_for_others(at: Place) -> Done:
    with serving({}, otherwise=(401, b"who are you?")) as site:
        return mirrored(at, site)


@provokes("…: the answer broke off or is none (…); the server may have run out of time: ask for less")
def no_answer(at: Place) -> Done:
    with serving({"/query": b'{"head": {"vars": ["token"]}, "results": {"bindings": ['}) as site:
        return mirrored(at, site)


@provokes("…: kept … of … triples of …")
def forgetful_store(at: Place) -> Done:
    empty = b'{"head": {"vars": ["token"]}, "results": {"bindings": []}}'
    with serving({"/query": empty, "/store": (204, b""), "/update": (204, b"")}) as site:
        return mirrored(at, site)


@provokes("…: cannot be written (…); it notes what --store has")
def no_place_for_notes(at: Place) -> Done:
    at.graph()
    at.write("kg/remotes", "a file where the folder should be")
    return at.newsgraph("mirror", "http://127.0.0.1:9")
