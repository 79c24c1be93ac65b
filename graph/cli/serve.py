"""``newsgraph serve``: a read-only SPARQL endpoint with an editor, pages for each entity, and the view."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from graph.cli.options import add_kg, open_for_reading

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "serve",
        help="read-only SPARQL endpoint, editor, view",
        description="Serve the graph: SPARQL 1.1 Protocol at /sparql, an editor at /, a page for each entity, the view."
        " Queries run in processes of their own, with limits; nothing can be changed, and no query reaches the"
        " network. What a build adds meanwhile appears by itself.",
    )
    add_kg(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine)")
    parser.add_argument("--port", metavar="N", type=int, default=8080, help="port (default: 8080; 0 takes a free one)")
    parser.add_argument(
        "--hostname", metavar="NAME", action="append", default=[], help="a name this server may be asked by; repeatable"
    )
    parser.add_argument(
        "--cors", metavar="ORIGIN", action="append", default=[], help="pages of this origin may ask too; repeatable"
    )
    parser.add_argument("--seconds", metavar="S", type=float, default=30.0, help="time for one query (default: 30)")
    parser.add_argument("--memory", metavar="MB", type=int, default=2048, help="memory for one query (default: 2048)")
    parser.add_argument("--rows", metavar="N", type=int, default=50_000, help="rows of a result (default: 50000)")
    parser.add_argument("--workers", metavar="N", type=int, default=2, help="queries at the same time (default: 2)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    import socket

    from graph.cli import INTERRUPTED
    from graph.errors import AddressTaken

    open_for_reading(args.kg).close()  # says now what is wrong with the graph
    import uvicorn

    from graph.serve.app import create_app
    from graph.serve.doors import LOOPBACK
    from graph.serve.limits import Limits

    limits = Limits(seconds=args.seconds, memory=args.memory << 20, rows=args.rows, workers=args.workers)
    named = {name.lower() for name in args.hostname}
    loopback = args.host in {"127.0.0.1", "localhost", "::1"}
    hosts = LOOPBACK | named if loopback else (named | LOOPBACK if named else None)
    app = create_app(Path(args.kg), limits, hosts=hosts, origins=args.cors)
    family = socket.AF_INET6 if ":" in args.host else socket.AF_INET
    try:
        listening = socket.create_server((args.host, args.port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise AddressTaken(
            f"--host {args.host} --port {args.port}: cannot listen there ({error}); choose another --port, or 0"
        ) from error
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, limit_concurrency=200, timeout_graceful_shutdown=2,
        timeout_keep_alive=5, h11_max_incomplete_event_size=1 << 17, lifespan="on",
    )  # fmt: skip
    shown = f"[{args.host}]" if ":" in args.host else args.host
    print(f"newsgraph: http://{shown}:{listening.getsockname()[1]}/ serves {args.kg}; Ctrl-C ends it", file=sys.stderr)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    print("newsgraph: stopped", file=sys.stderr)
    return INTERRUPTED
