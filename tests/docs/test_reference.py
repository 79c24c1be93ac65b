"""The reference is what the code says now."""

import runpy

from tests.docs.pages import ROOT

PAGE = runpy.run_path(str(ROOT / ".ci" / "reference.py"))["page"]


def test_the_reference_is_as_the_code() -> None:
    assert (ROOT / "docs" / "reference.md").read_text() == PAGE(), "run .ci/reference.py > docs/reference.md"


def test_it_tells_commands_records_and_methods() -> None:
    page = PAGE()
    for heading in (
        "### `newsgraph build`",
        "### `Extraction`",
        "#### `KnowledgeGraph.query`",
        "### `extractors.extract`",
    ):
        assert heading in page
