"""How newsgraph behaves on other people's servers: robots.txt, pauses, and asking only for what is new."""

from __future__ import annotations

import time
import urllib.robotparser
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["AGENT", "NotModified", "Validators", "Visit"]

AGENT = "newsgraph/0.1"
_LONGEST_PAUSE_S = 30.0


class NotModified(Exception):
    """The server says that a page is as it was when its validators were noted (RFC 9110, 304)."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page so that one can ask whether it has changed: ``ETag`` and ``Last-Modified``."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)

    def headers(self) -> dict[str, str]:
        """Return the request headers that ask for the page only if it has changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(slots=True)
class Visit:
    """One run's dealings with web servers.

    Attributes:
        allow_private: Also talk to addresses that are not public.
        pause_s: Seconds to leave between two requests to one site; a longer ``Crawl-delay`` counts, up to 30.
        known: Validators of pages fetched in earlier runs, by URL; such a page is fetched only if it has changed.
        fetched: Validators of pages fetched in this run.
        unchanged: URLs whose pages were as they had been.
    """

    allow_private: bool = False
    pause_s: float = 1.0
    known: dict[str, Validators] = field(default_factory=dict)
    fetched: dict[str, Validators] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    _rules: dict[str, urllib.robotparser.RobotFileParser | bool] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def rules(
        self, site: str, ask: Callable[[], urllib.robotparser.RobotFileParser | bool]
    ) -> urllib.robotparser.RobotFileParser | bool:
        """Return a site's rules for programs, asked for once a run; a bool where there is no file to tell."""
        if site not in self._rules:
            self._rules[site] = ask()
        return self._rules[site]

    def wait(self, site: str) -> None:
        """Wait until the next request to a site is polite."""
        rules = self._rules.get(site)
        delay = None if rules is None or isinstance(rules, bool) else rules.crawl_delay(AGENT)
        pause = min(max(self.pause_s, float(delay or 0)), max(_LONGEST_PAUSE_S, self.pause_s))
        if site in self._last:
            time.sleep(max(0.0, self._last[site] + pause - time.monotonic()))
        self._last[site] = time.monotonic()
