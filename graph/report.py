"""What the graph holds and what extraction left out, as numbers."""

from __future__ import annotations

from collections import Counter
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
    unresolved: Counter[str] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)
    undated_articles: int = 0
    undated_facts: int = 0
    quads: int = 0


def make_report(kg: KnowledgeGraph) -> Report:
    """Count what a graph holds.

    Args:
        kg: The graph.

    Returns:
        The report.
    """
    report = Report(quads=len(kg.store.store))
    for entity in kg.entities():
        if not entity.resolved:
            report.unresolved[entity.label.lower()] += 1
        elif entity.mention_count:
            report.entities[entity.type] += 1
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
