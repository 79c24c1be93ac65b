"""Colours that tell kinds apart, for colour-blind readers too, and words that can be read on every ground."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

CSS = (files("graph.view") / "app.css").read_text("utf-8")
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SEEING = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuter": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
KINDS = ("person", "organization", "group", "country", "city", "place", "event", "work", "concept")


def variables(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{(.*?)\n\}", CSS, re.DOTALL)[:2]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if theme == "light" else dark))


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def product(matrix: object, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(rgb: list[float]) -> list[float]:
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    xyz = product(to_xyz, [min(1.0, max(0.0, c)) for c in rgb])
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883)]
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]


def distance(a: str, b: str, seeing: str) -> float:
    first, second = (lab(product(SEEING[seeing], linear(colour))) for colour in (a, b))
    return sum((x - y) ** 2 for x, y in zip(first, second, strict=True)) ** 0.5


def contrast(a: str, b: str) -> float:
    light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("seeing", SEEING)
def test_any_two_kinds_can_be_told_apart(theme: str, seeing: str) -> None:
    colours = variables(theme)
    near = {
        (a, b): round(distance(colours[f"kind-{a}"], colours[f"kind-{b}"], seeing), 1)
        for a, b in combinations(KINDS, 2)
    }
    assert not {pair: value for pair, value in near.items() if value < 10}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "ink", ["ink", "muted", "negated", "planned", "uncertain", "edge-strong", "accent", "new", "gone"]
)
@pytest.mark.parametrize("ground", ["paper", "card", "region"])
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    colours = variables(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["mark-s", "mark-o"])
def test_marked_words_can_be_read(theme: str, mark: str) -> None:
    colours = variables(theme)
    assert contrast(colours["ink"], colours[mark]) >= 4.5
