"""The graph is a function of the articles and the corrections: order, history and moment leave no trace."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.records import Extraction
from graph import KnowledgeGraph
from graph.errors import ArticleUnknown
from graph.resolve.corrections import Correction
from tests.graph.conftest import talks
from tests.graph.resolve.stories import stories

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
BASE = "https://w3id.org/newsgraph/id/entity/"
ENTITIES = st.sampled_from(
    [f"{BASE}{name}" for name in ("Asif_Khan", "Omar_Khan", "Khan-person", "Lind-org", "Mara_Lind", "Taliban-group")]
)


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    action = draw(st.sampled_from(["merge", "split", "different", "undo"]))
    if action == "split":
        names = draw(st.lists(st.sampled_from(["Khan", "Lind", "WFA"]), max_size=2))
        return Correction(0, "split", entity=draw(ENTITIES), names=tuple(names))
    if action == "undo":
        return Correction(0, "undo", undoes=draw(st.integers(1, 3)))
    pair = draw(st.lists(ENTITIES, min_size=2, max_size=2, unique=True))
    return Correction(0, action, entities=tuple(pair))


def exported(kg: KnowledgeGraph) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, "nquads")
    return buffer.getvalue()


def built(steps: Sequence[Extraction | Correction | str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
        for step in steps:
            if isinstance(step, Correction):
                kg.correct([step])
            elif isinstance(step, str):
                try:
                    kg.remove(step)
                except ArticleUnknown:
                    continue
            else:
                kg.add(step)
        assert kg.store.derived() == kg.store.rebuilt()
        return exported(kg)


def last_of_each(steps: Sequence[Extraction | str]) -> list[Extraction]:
    kept: dict[str, Extraction] = {}
    for step in steps:
        if isinstance(step, str):
            kept.pop(step, None)
        else:
            kept[step.article.source] = step
    return list(kept.values())


@SETTINGS
@given(st.lists(st.one_of(stories(), st.sampled_from(["a.txt", "b.txt", "c.txt"])), max_size=9))
def test_adds_removes_and_replacements_give_what_is_left(steps: list[Extraction | str]) -> None:
    assert built(steps) == built(last_of_each(steps))


@SETTINGS
@given(
    st.lists(stories(), max_size=7, unique_by=lambda record: record.article.source), st.randoms(use_true_random=False)
)
def test_any_order_gives_the_same_bytes(records: list[Extraction], random: object) -> None:
    turned = list(records)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert built(records) == built(turned)


@SETTINGS
@given(
    st.lists(stories(), max_size=5, unique_by=lambda record: record.article.source),
    st.lists(corrections(), max_size=3),
    st.data(),
)
def test_corrections_before_or_after_give_the_same_bytes(
    records: list[Extraction], said: list[Correction], data: st.DataObject
) -> None:
    mixed: list[Extraction | Correction] = [*records]
    at = 0
    for line in said:  # their own order stays
        at = data.draw(st.integers(at, len(mixed)))
        mixed.insert(at, line)
        at += 1
    assert built(mixed) == built([*records, *said])


@SETTINGS
@given(st.lists(stories(), max_size=5, unique_by=lambda record: record.article.source), corrections())
def test_undo_restores_the_bytes(records: list[Extraction], line: Correction) -> None:
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
        for record in records:
            kg.add(record)
        before = exported(kg)
        done = kg.correct([line])
        kg.correct([Correction(0, "undo", undoes=done[0].id)])
        assert exported(kg) == before


def test_a_graph_made_by_other_rules_is_resolved_anew(tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        kg.add(talks())
        before = exported(kg)
        kg.store.catalogue.set("resolution", "older")
        with kg.store.catalogue.change():
            kg.store.resolver.forms.clear()
    with KnowledgeGraph.open(tmp_path / "kg") as kg:
        assert exported(kg) == before
        assert kg.store.derived() == kg.store.rebuilt()
