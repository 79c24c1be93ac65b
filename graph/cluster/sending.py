"""Parts straight into a SPARQL server: each article's graph replaced whole, the shared triples by buckets; idempotent.

The default graph of the parts becomes the named graph ``…/shared``, as :mod:`graph.remote.mirror` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from graph.cluster.engine import Broken, Engine
from graph.cluster.storage import Storage
from graph.errors import ClusterLost
from graph.remote.client import RemoteStore
from graph.remote.dialects import read_address
from graph.remote.mirror import shared_graph

__all__ = ["Sending", "send_part", "send_parts"]


@dataclass(frozen=True, slots=True)
class Sending:
    """A part on its way to a server."""

    url: str
    part: str
    server: str
    base: str


def send_parts(url: str, manifest: Mapping[str, Any], server: str, engine: Engine) -> int:
    """Send all parts to a server, which the workers must reach; what it had as shared triples goes.

    Args:
        url: The folder of the parts.
        manifest: What is in it.
        server: The server's address.
        engine: What runs the tasks.

    Returns:
        How many articles' graphs were replaced.

    Raises:
        StoreRefused: the server does not take it.
        StoreUnreachable: it cannot be reached.
    """
    base = str(manifest["base"])
    with RemoteStore(read_address(server)) as remote:
        remote.delete_graph(shared_graph(base))
    replaced = 0
    jobs = (Sending(url, part["part"], server, base) for part in manifest["parts"])
    for job, sent in engine.run(send_part, jobs):
        if isinstance(sent, Broken):
            raise ClusterLost(f"{job.part}: could not be sent ({sent.reason}); run the same command again")
        replaced += sent
    return replaced


def send_part(job: Sending) -> int:
    """Send one part; sent twice, it leaves the server as after once."""
    data = Storage(job.url).read(job.part)
    quads = sorted(parse(data, format=RdfFormat.N_QUADS), key=lambda quad: str(quad.graph_name))
    replaced = 0
    with RemoteStore(read_address(job.server)) as remote:
        for graph, own in groupby(quads, key=lambda quad: quad.graph_name):
            triples = map(_triple, own)
            if isinstance(graph, DefaultGraph):
                for _ in remote.change(shared_graph(job.base), (), triples):
                    pass
            elif isinstance(graph, NamedNode):
                remote.put_graph(graph.value, triples)
                replaced += 1
    return replaced


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)
