"""What the graph holds and what extraction left out, as numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["Report", "make_report"]


@dataclass
class Report:
    """The counts, each over the whole graph."""

    articles: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    sentences_without_facts: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    plain: int = 0
    modality: Counter[str] = field(default_factory=Counter)
    polarity: Counter[str] = field(default_factory=Counter)
    attribution: Counter[str] = field(default_factory=Counter)
    extractors: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    merges: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    linked: int = 0
    unlinked: Counter[str] = field(default_factory=Counter)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    unresolved: Counter[str] = field(default_factory=Counter)
    unresolved_pronouns: Counter[str] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)
    undated_articles: int = 0
    undated_facts: int = 0
    quads: int = 0


_PLACES = frozenset({"Country", "City", "Place"})
_PRONOUN_LIST = """i me my mine myself you your yours he him his himself she her hers herself it its itself we us our
ours ourselves they them their theirs themselves this that these those one who which"""
_PRONOUNS = frozenset(_PRONOUN_LIST.split())
_DETAIL = re.compile(r"(?::\s[\d.]+ points?.*|\s\([^)]*\))$")
_OTHER_NAME = re.compile(r"^(?P<how>short for|longer form of|acronym of|initials of|variant of) .*$")


def make_report(kg: KnowledgeGraph) -> Report:
    """Count what a graph holds.

    Args:
        kg: The graph.

    Returns:
        The report.
    """
    from graph.resolve.account import merges

    report = Report(quads=len(kg.store.store))
    report.duplicates = list(_duplicates(kg))
    told = list(kg.events())
    report.events.update(event.kind for event in told)
    events = {event.iri for event in told}
    for merged in merges(kg.store.catalogue.connection, kg.store.resolver.corrections).values():
        report.merges.update(_reason(merge.reasons) for merge in merged)
    for entity in kg.entities():
        if not entity.resolved:
            words = entity.label.lower()
            (report.unresolved_pronouns if words in _PRONOUNS else report.unresolved)[words] += 1
        elif entity.mention_count and entity.iri not in events:
            report.entities[entity.type] += 1
            if entity.type in _PLACES:
                report.linked += bool(entity.links)
                report.unlinked.update([] if entity.links else [entity.label])
    for fact in kg.facts():
        report.statements += 1
        report.plain += fact.plain
        report.modality[fact.modality] += 1
        report.polarity[fact.polarity] += 1
        report.attribution["someone the article names" if fact.attributed_to_iri else "the outlet itself"] += 1
        report.extractors[fact.extractor] += 1
        report.relations[fact.relation_label] += 1
        report.undated_facts += fact.time_text is None
    for iri in kg.store.articles():
        record = kg.store.catalogue.extraction_of(iri.value)
        report.articles += 1
        if record is None:
            continue
        report.outlets[record.article.publisher or "(not known)"] += 1
        report.undated_articles += record.article.published is None
        report.sentences += len(record.sentences)
        report.gaps.update(gap.rule for gap in record.gaps)
        report.sentences_without_facts += len(record.sentences) - len({fact.sentence for fact in record.facts})
    return report


def _reason(reasons: Iterable[str]) -> str:
    """Return why a name was brought to another one, without the names and points: "short for another name"."""
    first = next(iter(reasons), "corrected by hand")
    plain = _DETAIL.sub("", first)
    named = _OTHER_NAME.match(plain)
    return f"{named['how']} another name" if named is not None else plain


def _duplicates(kg: KnowledgeGraph) -> Iterable[tuple[str, str]]:
    """Yield each near-duplicate article with its original, as "outlet: headline"."""
    for row in kg.query(
        "SELECT ?outlet ?headline ?source ?original { ?copy ng:nearDuplicateOf ?first ."
        " OPTIONAL { ?copy schema:publisher/rdfs:label ?outlet } OPTIONAL { ?copy schema:headline ?headline }"
        " OPTIONAL { ?first schema:publisher/rdfs:label ?source } OPTIONAL { ?first schema:headline ?original } }"
        " ORDER BY ?outlet ?headline ?copy"
    ):
        names = [row[name] or "(not known)" for name in ("outlet", "headline", "source", "original")]
        yield f"{names[0]}: {names[1]}", f"{names[2]}: {names[3]}"
