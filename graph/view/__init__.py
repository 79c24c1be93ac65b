"""The interactive page: one offline HTML file from rows of entities and facts."""

from __future__ import annotations

from graph.view.payload import build_payload
from graph.view.render import render_page, write_view

__all__ = ["build_payload", "render_page", "write_view"]
