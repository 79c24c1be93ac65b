"""The payload as one self-contained HTML page: pyvis' network model and vis-network, our template, styles, scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.view.excerpt import MOST_BYTES, MOST_ENTITIES, excerpt
from graph.view.page import Page
from graph.view.payload import build_payload, find_entity
from graph.view.scripts import page_script, vis_network

if TYPE_CHECKING:
    from pyvis.network import Network

    from graph.facts import EntityRow, EventRow, FactRow

__all__ = ["make_page", "network_model", "render_page", "write_view"]

OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 10_000_000,
    },
    "nodes": {"shape": "custom", "physics": False, "chosen": False},
    "edges": {"smooth": False, "physics": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}
"""Physics is off for good: positions are computed beforehand, so the page opens still."""
NODE_FIELDS = ("id", "group", "x", "y", "size", "community", "upright")


def network_model(payload: Mapping[str, Any]) -> Network:
    """Return the placed entities and the drawing options as pyvis' network model.

    Edges are left to the page: which lines there are depends on its filters.
    """
    from pyvis.network import Network

    model = Network(directed=True)
    columns = payload["entityFields"]
    label, kind = columns.index("label"), columns.index("kind")
    for node, x, y, size, community, upright_x, upright_y in payload["places"]:
        row = payload["entities"][node]
        further = {"community": community, "upright": [upright_x, upright_y]}
        model.add_node(node, label=row[label], shape="custom", group=row[kind], x=x, y=y, size=size, **further)
    model.set_options(json.dumps(OPTIONS))
    return model


def render_page(payload: Mapping[str, Any]) -> str:
    """Return the whole page; equal payloads give equal text.

    Nothing in it asks for the network: a Content-Security-Policy admits the page's own scripts and styles by their
    hashes and nothing else, and the data is one block of JSON in which no tag can open or close.

    Args:
        payload: What :func:`graph.view.payload.build_payload` returned.
    """
    import jinja2

    model = network_model(payload)
    nodes = [{key: node[key] for key in NODE_FIELDS} for node in model.nodes]
    data = {key: value for key, value in payload.items() if key != "places"}
    data["network"] = {"nodes": nodes, "options": model.options}
    vis, app, styles = _assets()
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_text("template.html.j2")).render(
        title=_printable(payload["title"]),
        policy=_policy(scripts=(vis, app), styles=(styles,)),
        vis=vis,
        app=app,
        styles=styles,
        data=_json(data),
    )


def make_page(
    entities: Iterable[EntityRow],
    facts: Iterable[FactRow],
    events: Iterable[EventRow] = (),
    *,
    title: str = "newsgraph",
    focus: str | None = None,
    depth: int = 1,
    most: int = MOST_ENTITIES,
    whole: tuple[int, int] | None = None,
) -> Page:
    """Return the finished page; a graph that is too large for a browser becomes a selection that says so.

    Args:
        entities: One row per entity.
        facts: One row per statement.
        events: One row per event that several statements report.
        title: The page's heading.
        focus: IRI or name of the entity that the page opens on.
        depth: How many steps from ``focus`` are drawn.
        most: How many entities the page may hold; fewer where it would be larger than 25 MB.
        whole: How many entities and facts the graph has, where the rows given are a part of it.

    Raises:
        LookupError: no entity has the IRI or name given as ``focus``.
    """
    people, told, happened = list(entities), list(facts), list(events)
    centre = None if focus is None else find_entity(people, told, focus)
    while True:
        (kept, kept_facts), left_out = excerpt(people, told, most=most, centre=centre, whole=whole)
        payload = build_payload(kept, kept_facts, happened, title=title, focus=centre, depth=depth, left_out=left_out)
        page = Page(render_page(payload), len(payload["entities"]), len(payload["facts"]), left_out)
        if page.size <= MOST_BYTES or len(kept) <= 1:
            return page
        most = max(1, int(len(kept) * 0.95 * MOST_BYTES / page.size))


def write_view(
    entities: Iterable[EntityRow],
    facts: Iterable[FactRow],
    path: str | Path,
    *,
    events: Iterable[EventRow] = (),
    title: str = "newsgraph",
    focus: str | None = None,
    depth: int = 1,
) -> Path:
    """Write the page of :func:`make_page` to ``path``, and nothing beside it; return the path."""
    return make_page(entities, facts, events, title=title, focus=focus, depth=depth).write(path)


@cache
def _assets() -> tuple[str, str, str]:
    """The library, our script and our styles; none may close the element that holds it."""
    found = (vis_network(), page_script(), _text("app.css"))
    for text in found:
        if "</script" in text.lower() or "</style" in text.lower():
            raise ValueError("expected scripts and styles without closing tags in them; write '<\\/script' instead")
    return found


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": " ".join(map(_hash, styles)),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _json(data: Mapping[str, Any]) -> str:
    """JSON that stands inside a script element: no tag, no line separator, no lone surrogate can occur in it."""
    text = _printable(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _printable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot write, by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
