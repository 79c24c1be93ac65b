"""One Chromium for all tests of the page; each test gets an offline page that watches requests and the console."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph.view import write_view
from tests.graph.view import samples

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
    )  # the shell is the same engine and starts faster
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        reason = "no Chromium found: apt-get install chromium, or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


def processor_ms(page: Any, script: str, argument: Any = None) -> float:
    """Return the processor time that the page's main thread spends on a script: the same on a busy machine."""
    session = _measured(page)
    before = _task_seconds(session)
    page.evaluate(script, argument)
    return 1_000 * (_task_seconds(session) - before)


def until(page: Any, script: str, *, seconds: float = 30) -> None:
    """Wait until a script gives true; Playwright's own waiting needs eval, which the page's policy forbids."""
    last = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < last, f"still not true after {seconds} seconds: {script}"
        page.wait_for_timeout(50)


def _measured(page: Any) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def _task_seconds(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


@dataclass
class Opened:
    """A page and what it did: every request's URL, every complaint on the console, the processor time to open."""

    page: Any
    file: Path
    seconds: float = 0.0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_file(browser: Any) -> Iterator[Callable[..., Opened]]:
    opened = []

    def opener(
        file: Path,
        *,
        width: int = 1280,
        height: int = 800,
        before: str | None = None,
        scheme: str = "light",
        fragment: str = "",
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, color_scheme=scheme, accept_downloads=True
        )
        context.set_default_timeout(60_000)
        result = Opened(context.new_page(), file)
        opened.append((context, result))
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on(
            "console", lambda line: result.complaints.append(line.text) if line.type in {"error", "warning"} else None
        )
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        if before:
            result.page.add_init_script(before)
        session = _measured(result.page)
        result.page.goto(file.as_uri() + fragment)
        result.page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
        result.seconds = _task_seconds(session)
        return result

    yield opener
    for context, result in opened:
        context.close()
        outside = [
            url
            for url in result.requests
            if url.split("#")[0] != result.file.as_uri() and not url.startswith(("blob:", "data:"))
        ]
        assert outside == []
        assert result.complaints == []


@pytest.fixture(scope="session")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_view(*samples.story(), tmp_path_factory.mktemp("a folder") / "story.html", title="Harbour strike")


@pytest.fixture
def story(open_file: Callable[..., Opened], story_file: Path) -> Any:
    return open_file(story_file).page
