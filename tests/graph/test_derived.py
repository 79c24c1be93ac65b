"""The derived layer is a function of the set of articles: order, changes and removals leave no trace."""

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
from tests.graph.records import records

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def nquads(kg: KnowledgeGraph) -> bytes:
    buffer = io.BytesIO()
    kg.export(buffer, "nquads")
    return buffer.getvalue()


def built(articles: Sequence[Extraction]) -> bytes:
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
        for record in articles:
            kg.add(record)
        return nquads(kg)


@SETTINGS
@given(st.lists(st.one_of(records(), st.sampled_from(["a.txt", "b.txt", "c.txt"])), max_size=8))
def test_derived_layer_never_drifts_from_a_rebuild(steps: list[Extraction | str]) -> None:
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
        for step in steps:
            if isinstance(step, Extraction):
                kg.add(step)
            else:
                try:
                    kg.remove(step)
                except ArticleUnknown:
                    continue
            assert kg.store.derived() == kg.store.rebuilt()


@SETTINGS
@given(
    st.lists(
        records(tuple(f"{letter}.txt" for letter in "abcdefgh")), max_size=5, unique_by=lambda r: r.article.source
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_of_adding_gives_the_same_bytes(articles: list[Extraction], random: object) -> None:
    turned = list(articles)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert built(articles) == built(turned)


@SETTINGS
@given(
    st.lists(
        records(tuple(f"{letter}.txt" for letter in "abcdefgh")),
        min_size=1,
        max_size=5,
        unique_by=lambda r: r.article.source,
    ),
    st.data(),
)
def test_removing_is_never_having_added(articles: list[Extraction], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(articles))
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(Path(folder)) as kg:
        for record in articles:
            kg.add(record)
        kg.remove(gone.article.source)
        assert nquads(kg) == built([record for record in articles if record is not gone])


@SETTINGS
@given(st.lists(records(("a.txt",)), min_size=2, max_size=4))
def test_the_last_version_of_a_source_is_all_that_stays(versions: list[Extraction]) -> None:
    assert built(versions) == built(versions[-1:])
