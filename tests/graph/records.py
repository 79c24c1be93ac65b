"""Random small records for property tests: a few articles, sources, entities and relations, so that they overlap."""

from __future__ import annotations

from hypothesis import strategies as st

from extractors.records import Extraction
from tests.graph.conftest import RecordBuilder

NAMES = [("Mara Lind", "PERSON"), ("Norland", "GPE"), ("Acme", "ORG"), ("truce", "CONCEPT"), ("Lind", "PERSON")]
RELATIONS = ["meet", "break", "hold position"]
MODALITIES = ["asserted", "planned", "denied"]


@st.composite
def records(draw: st.DrawFn, sources: tuple[str, ...] = ("a.txt", "b.txt", "c.txt")) -> Extraction:
    """Draw one record; few choices, so that two records often share a source, a text, an entity or a fact."""
    b = RecordBuilder(
        draw(st.sampled_from(sources)),
        publisher=draw(st.sampled_from(["The Post", "The Mail", None])),
        headline="H",
        published=draw(st.sampled_from(["2025-11-06", None])),
    )
    for name, kind in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=4)):
        b.entity(name, kind, *(("Lindy",) if name == "Mara Lind" and draw(st.booleans()) else ()))
    names = list(b.entities)
    b.sentence(" meet break hold position ".join(names) + " meet break hold position They.")
    for _ in range(draw(st.integers(0, 3))):
        b.fact(
            draw(st.sampled_from([*names, "They"])),
            draw(st.sampled_from(RELATIONS)),
            draw(st.sampled_from([*names, None])),
            polarity=draw(st.sampled_from(["positive", "negative"])),
            modality=draw(st.sampled_from(MODALITIES)),
            confidence=draw(st.sampled_from([0.3, 0.5, 1.0])),
        )
    return b.build()
