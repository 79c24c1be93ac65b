"""Every relative link in the README and in docs/ leads to a file, and to a heading of it where it names one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import PAGES, broken, links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [reason for target in links(page) if (reason := broken(page, target))] == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One `two` three\n[a](#one-two-three) [b](#four) [c](none.md) [d](page.md#one) [e](https://x.org)\n"
    )
    assert [target for target in links(page) if broken(page, target)] == ["#four", "none.md", "page.md#one"]
