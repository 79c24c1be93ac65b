"""Measuring cost as it grows: processes, fits, and the page that shows the figures of the committed run."""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

import pytest

from graph.bench.scaling.footprint import footprint
from graph.bench.scaling.growth import exponent, n_log_n_ratio, sizes_up_to, totals
from graph.bench.scaling.page import beyond_bounds, committed, filled, tables
from graph.bench.scaling.plan import ARTICLES, measured_costs, prices, projected

PAGE = Path(__file__).parents[3] / "docs" / "scale.md"

SPIN = "import time; end = time.process_time() + {}\nwhile time.process_time() < end: pass"
TWO_CHILDREN = f"""
import subprocess, sys, time
held = bytearray(90_000_000)
for started in [subprocess.Popen([sys.executable, "-c", {SPIN.format(1.5)!r}]) for _ in range(2)]:
    started.wait()
{SPIN.format(0.5)}
"""

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")


@needs_proc
def test_every_process_of_a_command_is_counted() -> None:
    use = footprint([sys.executable, "-c", TWO_CHILDREN], every=0.1)
    assert use.status == 0
    assert use.parent.megabytes > 90
    assert len(use.workers) == 2
    assert all(1.2 < worker.seconds < 2.2 for worker in use.workers)
    assert use.summed > use.parent.megabytes * 0.9
    # The two overlap, the end does not: about 1.5 + 0.5 on two cores, however busy the machine is.
    assert 1.6 < use.quiet_seconds < 3.2
    assert use.quiet_seconds <= use.seconds + 0.3


@needs_proc
def test_on_one_core_nothing_overlaps() -> None:
    use = footprint([sys.executable, "-c", TWO_CHILDREN], every=0.1, cores=1)
    assert use.quiet_seconds == pytest.approx(use.cpu_seconds, abs=0.4)


def test_growth_is_told_by_an_exponent_and_against_n_log_n() -> None:
    sizes = [1_000.0, 3_000.0, 10_000.0]
    assert exponent(sizes, [n * n for n in sizes]) == pytest.approx(2)
    assert exponent(sizes, [7.0] * 3) == pytest.approx(0)
    assert n_log_n_ratio(sizes, [5 * n * math.log(n) for n in sizes]) == pytest.approx(1)
    assert n_log_n_ratio(sizes, [n * n for n in sizes]) > 5
    assert sizes_up_to(30_000) == [1_000, 3_000, 10_000, 30_000]
    assert sizes_up_to(400) == [100, 400]


def test_the_cost_of_adding_is_that_of_all_articles_so_far() -> None:
    sizes = [{"add": {"seconds": 2.0}, "view": {"seconds": 1.0}}, {"add": {"seconds": 3.0}, "view": {"seconds": 1.5}}]
    assert totals(sizes) == {"add": [2.0, 5.0], "view": [1.0, 1.5]}


def test_adding_on_paper_is_the_sum_of_what_each_article_costs() -> None:
    costs = measured_costs(committed()) | {"add": 0.02, "add_exponent": 1.2, "size": 1_000.0}
    whole = sum(0.02 * (n / 1_000) ** 0.2 for n in range(1, 50_001)) / 3600
    assert projected(costs, 50_000, prices())["add_hours"] == pytest.approx(whole, rel=0.01)


def test_the_page_shows_the_committed_figures() -> None:
    text, figures = PAGE.read_text(encoding="utf-8"), committed()
    assert filled(text, figures) == text, "run `python -m graph.bench.scaling.page docs/scale.md`"
    assert len(re.findall("<!-- figures: ", text)) == 6
    plan = projected(measured_costs(figures), ARTICLES[0], prices())
    assert f"{plan['extract_hours']:,.0f}" in text
    other = figures | {"extraction": figures["extraction"] | {"seconds": 10 * figures["extraction"]["seconds"]}}
    assert filled(text, other) != text


def test_what_is_beyond_its_bound_is_named(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[scale]\nmegabytes = 700\nmegabytes_a_job = 350\nto_n_log_n = 1.1\n")
    figures = committed()
    assert [line for line in beyond_bounds(figures, floors) if "MB" in line] == []
    floors.write_text("[scale]\nmegabytes = 1\nmegabytes_a_job = 1\nto_n_log_n = 0.0001\n")
    assert len(beyond_bounds(figures, floors)) >= 4
    assert "1 job" in tables(figures)
