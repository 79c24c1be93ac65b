"""What one query of a stranger may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Bounds of the endpoint; a query beyond one is stopped or cut, never the server.

    Attributes:
        seconds: Time for one query, its result included; then its process is killed.
        memory: Bytes that a worker may take beyond what it has at its start.
        rows: Rows or triples of a result; it is cut there, and the response says so.
        size: Bytes of a result.
        query_length: Characters of a query.
        workers: Queries that run at the same time, each in a process of its own.
        waiting: Queries that may wait for a worker; beyond that the answer is 503.
        waiting_per_client: Queries of one address that may run or wait; beyond that the answer is 429.
    """

    seconds: float = 30.0
    memory: int = 2 << 30
    rows: int = 50_000
    size: int = 64 << 20
    query_length: int = 20_000
    workers: int = 2
    waiting: int = 16
    waiting_per_client: int = 6
