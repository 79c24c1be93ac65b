from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.view import build_payload, render_page, write_view
from tests.graph.view import samples

PAGE = render_page(build_payload(*samples.story(), title="Harbour strike"))
HASH = """
import hashlib
from graph.view import build_payload, render_page
from tests.graph.view import samples
entities, facts = samples.sized(120)
page = render_page(build_payload(reversed(entities), reversed(facts), title="t"))
print(hashlib.sha256(page.encode()).hexdigest())
"""


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_rows_give_the_same_bytes_whatever_the_hash_seed_and_order(seed: str) -> None:
    page = render_page(build_payload(*samples.sized(120), title="t"))
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", HASH],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_nothing_is_loaded_from_elsewhere() -> None:
    ours = PAGE.replace(data_text(PAGE), "")
    assert not re.search(r"<(?:script|img|iframe|link|source)[^>]+(?:src|href)=[\"']?https?:", ours)
    assert not re.search(r"@import|url\(https?:", ours[: ours.index("</style>")])


def data_text(page: str) -> str:
    start = page.index('id="kg-data">')
    return page[start : page.index("</script>", start)]


def test_the_policy_admits_the_scripts_and_styles_by_hash_only() -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy
    text = policy[1].replace("&#39;", "'")
    assert text.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in text
    assert text.count("'sha256-") == 3


class Structure(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.language = dict(attrs)["lang"]


def test_the_page_has_a_doctype_a_language_and_a_title() -> None:
    assert PAGE.startswith("<!doctype html>")
    structure = Structure()
    structure.feed(PAGE)
    assert structure.language == "en"
    assert structure.tags.count("title") == 1
    assert structure.tags.count("h1") == 1
    assert "<title>Harbour strike</title>" in PAGE


def test_data_cannot_close_its_element() -> None:
    page = render_page(build_payload(*samples.hostile()))
    text = data_text(page)
    assert not re.search("[<>&\u2028\u2029]", text.removeprefix('id="kg-data">'))
    labels = {row[1] for row in data_of(page)["entities"]}
    assert "</script><script>window.pwn=2</script>" in labels


def test_one_file_is_written_in_utf8_whatever_the_locale(tmp_path: Path) -> None:
    folder = tmp_path / "a folder with blanks"
    folder.mkdir()
    code = (
        "from graph.view import write_view; from tests.graph.view import samples;"
        f"write_view(*samples.hostile(), {str(folder / 'page.html')!r}, title={'Zażółć'!a})"
    )
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(Path(__file__).parents[3])}
    subprocess.run([sys.executable, "-c", code], env=env, cwd=folder, check=True)
    assert [item.name for item in folder.rglob("*")] == ["page.html"]
    assert "Zażółć" in (folder / "page.html").read_text("utf-8")


def test_the_payload_has_every_fact_and_entity_once() -> None:
    entities, facts = samples.story()
    data = data_of(PAGE)
    assert len(data["facts"]) == len(facts)
    assert len(data["entities"]) == len(entities)
    assert data["format"] == "newsgraph-view/1"


def test_an_empty_graph_is_a_page_too(tmp_path: Path) -> None:
    assert "<h1>newsgraph</h1>" in write_view([], [], tmp_path / "empty.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["Velsund", "velsund", samples.iri("Velsund"), "the minister"])
def test_focus_is_found_by_name_alias_or_iri(name: str) -> None:
    data = build_payload(*samples.story(), focus=name, depth=2)
    assert data["focus"]["depth"] == 2
    assert data["entities"][data["focus"]["entity"]][1] in {"Velsund", "Mara Lindqvist"}


def test_an_unknown_focus_is_named() -> None:
    with pytest.raises(LookupError, match="Atlantis"):
        build_payload(*samples.story(), focus="Atlantis")
