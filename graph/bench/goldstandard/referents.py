"""Mentions and entities against the gold: are the names found, and do words that mean the same thing share an entity?

B-cubed after Bagga and Baldwin (1998), over the gold mentions of one article: for each mention the share of its
predicted cluster that belongs with it, and the share of its gold cluster that was found with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.records import Extraction, Mention
from graph.bench.goldstandard.anchors import Span, locate
from graph.bench.goldstandard.matching import Words
from graph.bench.goldstandard.records import GoldArticle, GoldMention

__all__ = ["GoldSpan", "MentionCounts", "align", "compare", "gold_mentions", "referents"]

_VALUES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "CONCEPT"})


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A gold mention where it stands in the article."""

    mention: GoldMention
    start: int
    end: int


@dataclass(slots=True)
class MentionCounts:
    """Sums over one article; they add up over articles."""

    names: int = 0
    names_given: int = 0
    names_found: int = 0
    names_typed: int = 0
    pronouns: int = 0
    pronouns_given: int = 0
    pronouns_right: int = 0
    nominals: int = 0
    nominals_given: int = 0
    nominals_right: int = 0
    cube_precision: float = 0.0
    cube_recall: float = 0.0
    clustered: int = 0
    matched: int = 0

    def __iadd__(self, other: MentionCounts) -> MentionCounts:
        """Add the sums of another article."""
        for name in MentionCounts.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def gold_mentions(gold: GoldArticle, spans: Sequence[Span]) -> list[GoldSpan]:
    """Return all gold mentions with their offsets into the article."""
    placed: list[GoldSpan] = []
    for sentence, (offset, _) in zip(gold.sentences, spans, strict=True):
        for mention in sentence.mentions:
            start, end = locate(sentence.text, mention.text)
            placed.append(GoldSpan(mention, start + offset, end + offset))
    return placed


def align(text: str, gold: Sequence[GoldSpan], mentions: Sequence[Mention]) -> dict[int, int]:
    """Return which mention (by index) stands for which gold mention (by index): one to one, best overlap first.

    Two mentions match where at least half of their joint words (articles left out) are shared.
    """
    ours = [_words(text, (m.start, m.end)) for m in mentions]
    pairs: list[tuple[float, int, int]] = []
    for i, wanted in enumerate(gold):
        theirs = _words(text, (wanted.start, wanted.end))
        for j, mention in enumerate(mentions):
            if mention.start < wanted.end and wanted.start < mention.end:
                overlap = len(theirs & ours[j]) / len(theirs | ours[j])
                if overlap >= 0.5:
                    pairs.append((-overlap, i, j))
    taken: set[int] = set()
    aligned: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in aligned and j not in taken:
            aligned[i] = j
            taken.add(j)
    return aligned


def referents(gold: Sequence[GoldSpan], mentions: Sequence[Mention], aligned: dict[int, int]) -> dict[str, str | None]:
    """Return, for each entity of ours, the gold entity that most of its mentions stand for; names count first."""
    votes: dict[str, Counter[str]] = {}
    for i, j in aligned.items():
        entity = gold[i].mention.entity
        if entity is not None:
            votes.setdefault(mentions[j].entity, Counter())[entity] += 10 if gold[i].mention.kind == "name" else 1
    return {ours: min(counter, key=lambda e: (-counter[e], e)) for ours, counter in votes.items()}


def compare(
    gold_article: GoldArticle, gold: Sequence[GoldSpan], spans: Sequence[Span], extraction: Extraction
) -> MentionCounts:
    """Count what was found in one article.

    Args:
        gold_article: Its gold.
        gold: The gold mentions with offsets.
        spans: The gold sentences' spans; mentions of ours outside them are not judged.
        extraction: Our record.

    Returns:
        The sums.
    """
    text, mentions = extraction.article.text, extraction.mentions
    types = {e.id: e.types for e in gold_article.entities}
    aligned = align(text, gold, mentions)
    ours_of = referents(gold, mentions, aligned)
    counts = MentionCounts()
    matched_ours = {j: i for i, j in aligned.items()}
    for j, mention in enumerate(mentions):
        if j in matched_ours:
            counts.names_given += gold[matched_ours[j]].mention.kind == "name"
        elif mention.kind == "name" and mention.type not in _VALUES:
            counts.names_given += any(start <= mention.start < end for start, end in spans)
    named = {g.mention.entity for g in gold if g.mention.kind == "name"}
    for i, wanted in enumerate(gold):
        entity, kind = wanted.mention.entity, wanted.mention.kind
        mention_here = mentions[aligned[i]] if i in aligned else None
        right = mention_here is not None and entity is not None and ours_of.get(mention_here.entity) == entity
        if kind == "name" and entity is not None:
            counts.names += 1
            counts.names_found += mention_here is not None
            counts.names_typed += mention_here is not None and mention_here.type in types[entity]
        elif kind == "pronoun":
            counts.pronouns += entity is not None
            counts.pronouns_given += mention_here is not None
            counts.pronouns_right += right and _has_company(i, entity, gold, aligned, mentions)
        elif entity in named:
            counts.nominals += 1
            given = mention_here is not None and _has_company(i, None, gold, aligned, mentions)
            counts.nominals_given += given
            counts.nominals_right += given and right and _has_company(i, entity, gold, aligned, mentions)
    _b_cubed(gold, mentions, aligned, counts)
    return counts


def _has_company(
    i: int, entity: str | None, gold: Sequence[GoldSpan], aligned: dict[int, int], mentions: Sequence[Mention]
) -> bool:
    """Return whether our entity of gold mention ``i`` also holds another gold mention (of ``entity``, where given)."""
    ours = mentions[aligned[i]].entity
    return any(
        k != i and mentions[j].entity == ours and (entity is None or gold[k].mention.entity == entity)
        for k, j in aligned.items()
    )


def _b_cubed(
    gold: Sequence[GoldSpan], mentions: Sequence[Mention], aligned: dict[int, int], counts: MentionCounts
) -> None:
    placed = [i for i, g in enumerate(gold) if g.mention.entity is not None]
    for i in placed:
        counts.clustered += 1
        if i not in aligned:
            continue
        counts.matched += 1
        ours = {k for k in placed if k in aligned and mentions[aligned[k]].entity == mentions[aligned[i]].entity}
        theirs = {k for k in placed if gold[k].mention.entity == gold[i].mention.entity}
        counts.cube_precision += len(ours & theirs) / len(ours)
        counts.cube_recall += len(ours & theirs) / len(theirs)


def _words(text: str, span: Span) -> frozenset[int]:
    return Words.of(text, span).content
