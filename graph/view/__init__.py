"""The interactive page: one offline HTML file from rows of entities and facts."""

from __future__ import annotations

from graph.view.excerpt import excerpt, matching
from graph.view.page import Page
from graph.view.payload import build_payload
from graph.view.render import make_page, render_page, write_view

__all__ = ["Page", "build_payload", "excerpt", "make_page", "matching", "render_page", "write_view"]
