"""The web application: the endpoint, the editor, a page for each IRI, the view."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from graph.serve.description import describe_service
from graph.serve.doors import guard_doors
from graph.serve.limits import Limits
from graph.serve.negotiation import GRAPH_TYPES, ROW_TYPES, SUFFIXES, choose, preferred
from graph.serve.pool import Answer, Pool
from graph.serve.protocol import BadRequest, read_request

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["create_app"]

_ASSETS = {"editor.js": "text/javascript", "pages.css": "text/css"}


def create_app(
    folder: Path,
    limits: Limits | None = None,
    *,
    hosts: Iterable[str] | None = None,
    origins: Iterable[str] = (),
) -> Starlette:
    """Return the application that serves a graph.

    Args:
        folder: The ``--kg`` folder.
        limits: What one query may cost.
        hosts: Names by which the server may be asked; None for all.
        origins: Origins whose pages may read answers.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.base import BaseHTTPMiddleware
    from starlette.routing import Route

    server = _Server(folder, limits or Limits())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await server.pool.close()

    doors = guard_doors(None if hosts is None else frozenset(hosts), frozenset(origins))
    return Starlette(
        routes=[
            Route("/", server.editor),
            Route("/sparql", server.sparql, methods=["GET", "POST"]),
            Route("/table", server.table, methods=["POST"]),
            Route("/id/{path:path}", server.instance),
            Route("/about", server.about),
            Route("/view", server.view),
            Route("/static/{name}", server.asset),
            Route("/.well-known/void", server.service),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=doors)],
        lifespan=lifespan,
    )


class _Server:
    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self.pool = Pool(folder, limits)

    # --- the protocol ----------------------------------------------------------------------------------------------

    async def sparql(self, request: Request) -> Response:
        """Answer ``/sparql``."""
        from starlette.responses import RedirectResponse

        try:
            asked = await read_request(request, self.limits.query_length)
        except BadRequest as error:
            return _error(error.status, str(error))
        wanted = preferred(request.headers.get("accept", "*/*"))
        if asked.query is None:
            if choose(wanted, ["text/turtle", "text/html"]) == "text/html":
                return RedirectResponse("../", 303)
            return await self.service(request)
        if asked.format is not None:
            if asked.format not in SUFFIXES:
                return _error(400, f"format={asked.format}: expected one of {', '.join(SUFFIXES)}")
            wanted = [SUFFIXES[asked.format]]
        elif request.method == "GET" and choose(wanted, [*ROW_TYPES, *GRAPH_TYPES, "text/html"]) == "text/html":
            return RedirectResponse("../?" + urlencode({"query": asked.query}), 303)
        answer = await self.pool.ask(
            {
                "kind": "query",
                "query": asked.query,
                "default": asked.default_graphs,
                "named": asked.named_graphs,
                "parameters": asked.parameters,
                "accept": wanted,
            },
            _client(request),
        )
        return _respond(answer, vary=True)

    async def table(self, request: Request) -> Response:
        """Rows with labels for the editor; from this server's own pages only."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return _error(403, "this is for the editor's own page; ask /sparql")
        try:
            asked = await read_request(request, self.limits.query_length)
        except BadRequest as error:
            return _error(error.status, str(error))
        told = {"kind": "table", "query": asked.query, "parameters": asked.parameters}
        return _respond(await self.pool.ask(told, _client(request)))

    async def service(self, request: Request) -> Response:
        """Answer with the service description."""
        from starlette.responses import Response

        media = choose(preferred(request.headers.get("accept", "*/*")), list(GRAPH_TYPES)) or "text/turtle"
        info = await self._info(request)
        if isinstance(info, Answer):
            return _respond(info)
        endpoint = str(request.base_url) + "sparql"
        return Response(
            describe_service(endpoint, info["quads"], media),
            media_type=_with_charset(media),
            headers={"Vary": "Accept"},
        )

    # --- pages -----------------------------------------------------------------------------------------------------

    async def editor(self, request: Request) -> Response:
        """Answer with the query editor."""
        from graph.query.saved import saved_queries

        info = await self._info(request)
        if isinstance(info, Answer):
            return _respond(info)
        saved = [
            {
                "name": query.name,
                "description": query.description,
                "parameters": [
                    {"name": p.name, "meaning": p.meaning, "default": p.default or ""} for p in query.parameters
                ],
                "text": query.text,
            }
            for query in saved_queries()
        ]
        return _page("editor.html.j2", info=info, saved=saved, has_view=self._view_file().is_file())

    async def instance(self, request: Request) -> Response:
        """Answer with what the graph says of an instance: ``/id/entity/Istanbul`` is the base's ``entity/Istanbul``."""
        info = await self._info(request)
        if isinstance(info, Answer):
            return _respond(info)
        path, suffix = request.path_params["path"], None
        stem, dot, ending = path.rpartition(".")
        if dot and ending in {"ttl", "nt", "jsonld", "rdf", "html"}:
            path, suffix = stem, ending
        return await self._describe(request, info["base"] + path, info, suffix)

    async def about(self, request: Request) -> Response:
        """Answer with what the graph says of any IRI: ``/about?iri=…``."""
        iri = request.query_params.get("iri", "")
        info = await self._info(request)
        if isinstance(info, Answer):
            return _respond(info)
        return await self._describe(request, iri, info, request.query_params.get("format"))

    async def _describe(self, request: Request, iri: str, info: dict[str, Any], suffix: str | None) -> Response:
        wanted = preferred(request.headers.get("accept", "*/*")) if suffix is None else [SUFFIXES.get(suffix, suffix)]
        media = choose(wanted, ["text/html", *GRAPH_TYPES])
        if media is None:
            return _error(406, f"expected an Accept header with text/html or one of {', '.join(GRAPH_TYPES)}")
        told: dict[str, Any] = {"kind": "describe", "iri": iri, "page": media == "text/html", "accept": [media]}
        answer = await self.pool.ask(told, _client(request))
        if answer.status != 200 or media != "text/html":
            return _respond(answer, vary=True)
        return _page("entity.html.j2", iri=iri, local=_Local(info["base"]), **json.loads(answer.body))

    async def view(self, _: Request) -> Response:
        """Answer with the view that the last build drew; the page brings its own, stricter policy."""
        from starlette.responses import FileResponse

        path = self._view_file()
        if not path.is_file():
            return _error(404, f"there is no view yet; make one with `newsgraph view --kg {self.folder}`")
        policy = (
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:;"
            " font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        )
        return FileResponse(path, media_type="text/html", headers={"Content-Security-Policy": policy})

    async def asset(self, request: Request) -> Response:
        """Answer with a script or style sheet."""
        from starlette.responses import Response

        name = request.path_params["name"]
        if name not in _ASSETS:
            return _error(404, f"there is no {name}")
        return Response(_asset(name), media_type=_ASSETS[name])

    async def _info(self, request: Request) -> dict[str, Any] | Answer:
        answer = await self.pool.ask({"kind": "info"}, _client(request))
        if answer.status != 200:
            return answer
        info: dict[str, Any] = json.loads(answer.body)
        return info

    def _view_file(self) -> Path:
        return self.folder / "graph.html"


class _Local:
    """Links to pages on this server."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, iri: str, suffix: str = "") -> str:
        if iri.startswith(self.base):
            return "/id/" + quote(iri[len(self.base) :]) + (f".{suffix}" if suffix else "")
        return "/about?" + urlencode({"iri": iri, **({"format": suffix} if suffix else {})})


def _respond(answer: Answer, *, vary: bool = False) -> Response:
    from starlette.responses import Response

    if answer.status != 200:
        return _error(answer.status, answer.error)
    headers = {"Vary": "Accept"} if vary else {}
    if answer.truncated is not None:
        headers["Newsgraph-Truncated"] = f"{answer.truncated} rows; ask for less, or with LIMIT and OFFSET"
    return Response(answer.body, media_type=_with_charset(answer.media), headers=headers)


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _error(status: int, message: str) -> Response:
    from starlette.responses import PlainTextResponse

    headers = {"Retry-After": "2"} if status in {429, 503} else {}
    return PlainTextResponse(message + "\n", status, headers=headers)


def _client(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _page(name: str, **values: Any) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(_templates().get_template(name).render(**values))


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader("graph.serve"), autoescape=True, undefined=StrictUndefined)


@cache
def _asset(name: str) -> bytes:
    return files("graph.serve").joinpath("static", name).read_bytes()
