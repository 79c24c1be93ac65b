"""The page of licences and the citation file say what is locked and released."""

import re
import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
GENERATOR = runpy.run_path(str(ROOT / ".ci" / "licences.py"))


def test_the_page_tells_every_locked_package_with_its_licence() -> None:
    page = (ROOT / "docs" / "licences.md").read_text()
    told = {row[1]: (row[2], row[3]) for row in re.finditer(r"^\| (\S+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)}
    told.pop("package", None)
    locked = GENERATOR["locked"](ROOT / "requirements" / "run.txt")
    expected = {name: (version, words) for name, version in locked.items() if (words := GENERATOR["licence"](name))}
    assert len(expected) > 50
    assert told == expected, "run .ci/licences.py > docs/licences.md"


def test_no_licence_asks_users_to_open_their_own_work() -> None:
    for name in GENERATOR["locked"](ROOT / "requirements" / "run.txt"):
        words = GENERATOR["licence"](name) or ""
        # A choice ("A OR B") is as free as its freest part.
        assert any("GPL" not in part for part in words.split(" OR ")), (name, words)


def test_the_citation_names_the_released_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text()
