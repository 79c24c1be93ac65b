"""``newsgraph bench confidence``: the fit, the reliability table, and the shipped model."""

from __future__ import annotations

import random
import tomllib

import pytest

from extractors.facts.confidence import Grounds, confidence, signals
from graph.bench.confidence import Sample, as_table, calibration_error, cross_validated, fit, rate_by, reliability


def drawn(count: int = 3000) -> list[Sample]:
    """Facts that are right as often as the parser is sure."""
    draw = random.Random(1)
    found = []
    for number in range(count):
        certainty = draw.choice((0.6, 0.8, 0.95))
        grounds = Grounds("clause", certainty, known=True, length=3, sentence=12)
        found.append(Sample(grounds, draw.random() < certainty, f"a{number % 10}", "s", "tune"))
    return found


def test_the_fit_finds_how_often_facts_are_right() -> None:
    samples = drawn()
    rate = rate_by(fit(samples))
    for certainty in (0.6, 0.8, 0.95):
        grounds = Grounds("clause", certainty, known=True, length=3, sentence=12)
        assert rate(grounds) == pytest.approx(certainty, abs=0.05)
    rated = [(rate(sample.grounds), sample.right) for sample in samples]
    assert calibration_error(reliability(rated)) < 0.03
    assert calibration_error(reliability(list(cross_validated(samples)))) < 0.04


def test_calibration_error_is_the_distance_of_stated_and_right() -> None:
    assert calibration_error(reliability([(0.9, True)] * 9 + [(0.9, False)])) == pytest.approx(0.0)
    assert calibration_error(reliability([(0.9, False)] * 4)) == pytest.approx(0.9)
    assert calibration_error([]) == 0.0


def test_another_set_tells_of_slopes_only() -> None:
    other = [Sample(s.grounds, False, "x", "x", "slopes") for s in drawn(500)]
    grounds = Grounds("clause", 0.95, known=True, length=3, sentence=12)
    assert rate_by(fit([*drawn(), *other]))(grounds) == pytest.approx(0.95, abs=0.05)


def test_the_table_is_what_the_model_reads() -> None:
    table = tomllib.loads(as_table(fit(drawn())))
    assert set(table["facts"]["weights"]) == set(signals(Grounds("clause", 0.9, known=True, length=1, sentence=5)))
    assert table["triples"]["rules"]["clause"] > 0


@pytest.mark.parametrize("rule", ["clause", "title", "no such rule"])
def test_the_shipped_model_is_surer_where_the_parser_is(rule: str) -> None:
    low, high = (confidence(Grounds(rule, certainty, known=True, length=4, sentence=20)) for certainty in (0.3, 0.99))
    assert 0.01 <= low < high <= 0.99


def test_long_arguments_are_less_sure() -> None:
    short, long = (confidence(Grounds("clause", 0.9, known=True, length=n, sentence=30)) for n in (3, 30))
    assert long < short
