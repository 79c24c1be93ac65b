"""The gate: extraction from the sample articles may not fall under the pinned floors."""

from pathlib import Path

import pytest

from graph.bench.gold import failures, measure, report
from graph.bench.goldstandard.records import gold_digest

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.model
def test_extraction_reaches_the_pinned_floors() -> None:
    table = report(measure(DATA / "articles", DATA / "gold"), bootstrap=0)
    assert failures(table, gold_digest(DATA / "articles", DATA / "gold")) == []
