"""Random articles for property tests of resolution: few names, so that surnames, homonyms and types collide."""

from __future__ import annotations

from hypothesis import strategies as st

from extractors.records import Extraction
from tests.graph.conftest import RecordBuilder

NAMES = [
    ("Asif Khan", "PERSON"),
    ("Omar Khan", "PERSON"),
    ("Asif Ali Khan", "PERSON"),
    ("Khan", "PERSON"),
    ("A. Khan", "PERSON"),
    ("Mara Lind", "PERSON"),
    ("Lind", "PERSON"),
    ("Lind", "ORG"),
    ("Lind Shipping", "ORG"),
    ("World Ferry Alliance", "ORG"),
    ("WFA", "ORG"),
    ("Split", "GPE"),
    ("Split", "ORG"),
    ("Supreme Court", "ORG"),
    ("Afghan Taliban", "ORG"),
    ("Taliban", "NORP"),
    ("truce", "CONCEPT"),
]
ROLES = ["finance minister", "striker", "Pakistani minister", "Indian minister"]
SOURCES = tuple(f"{letter}.txt" for letter in "abcdefgh")


@st.composite
def stories(draw: st.DrawFn, sources: tuple[str, ...] = SOURCES) -> Extraction:
    """Draw the record of one article."""
    b = RecordBuilder(
        draw(st.sampled_from(sources)),
        headline="H",
        publisher=draw(st.sampled_from(["The Post", "World Ferry Alliance", None])),
        published=draw(st.sampled_from(["2025-11-06", "2025-10-06", None])),
    )
    chosen = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
    for name, kind in chosen:
        alias = name.split()[-1]
        others = (alias,) if " " in name and draw(st.booleans()) else ()
        b.entity(name, kind, *others)
    role = draw(st.sampled_from(ROLES))
    b.sentence(f"The {role} " + " met ".join(name for name, _ in chosen) + " met nobody.")
    for name, kind in chosen:
        if kind == "PERSON" and draw(st.booleans()):
            b.fact(name, ("The", "hold position"), role)
        b.fact(name, ("met", "meet"), draw(st.sampled_from([other for other, _ in chosen])))
    return b.build()
