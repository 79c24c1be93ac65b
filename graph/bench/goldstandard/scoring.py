"""Figures from matched facts: weighted recall, precision where the gold is complete, attributes right, intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.records import Article, Extraction, Fact
from graph.bench.goldstandard.anchors import Span, find_article, sentence_spans
from graph.bench.goldstandard.matching import Agreement, Sides, agreement, match_facts
from graph.bench.goldstandard.records import GoldArticle, GoldFact, GoldSentence
from graph.bench.goldstandard.referents import MentionCounts, align, compare, gold_mentions, referents

__all__ = [
    "ATTRIBUTES",
    "ArticleScore",
    "SentenceScore",
    "figures",
    "interval",
    "pair",
    "score_article",
    "total_mentions",
]

ATTRIBUTES = ("label", "polarity", "modality", "attribution", "time", "place")


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One gold sentence against what was extracted from it."""

    article: str
    split: str
    sentence: GoldSentence
    facts: tuple[Fact, ...]
    found: dict[int, tuple[int, Agreement]]
    """Gold fact's index -> (extracted fact's index, which attributes agree)."""
    right: frozenset[int]
    """Indices of the extracted facts that say something the gold allows."""

    @property
    def missed(self) -> Iterator[GoldFact]:
        """The required gold facts that nothing says."""
        return (g for i, g in enumerate(self.sentence.facts) if g.weight and i not in self.found)

    @property
    def spurious(self) -> Iterator[Fact]:
        """The extracted facts that a careful reader would not note; none where the gold is not complete."""
        return (f for i, f in enumerate(self.facts) if self.sentence.complete and i not in self.right)


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article: its sentences and the sums over its mentions."""

    name: str
    split: str
    sentences: tuple[SentenceScore, ...]
    mentions: MentionCounts = field(default_factory=MentionCounts)


def pair(gold: Iterable[GoldArticle], articles: Sequence[Article]) -> list[tuple[GoldArticle, Article]]:
    """Return each gold article with the article it describes.

    Raises:
        GoldError: an article is missing.
    """
    return [(g, find_article(g, articles)) for g in gold]


def score_article(gold: GoldArticle, extraction: Extraction) -> ArticleScore:
    """Compare one extraction record with its gold.

    Args:
        gold: The gold.
        extraction: The record of the same article.

    Returns:
        The comparison, sentence by sentence.

    Raises:
        GoldError: the gold's sentences do not stand in the record's text.
    """
    text = extraction.article.text
    spans = sentence_spans(gold, text)
    placed = gold_mentions(gold, spans)
    same = referents(placed, extraction.mentions, align(text, placed, extraction.mentions))
    mention_spans: dict[str, list[Span]] = {}
    for mention in placed:
        if mention.mention.entity is not None:
            mention_spans.setdefault(mention.mention.entity, []).append((mention.start, mention.end))
    names = [(m.start, m.end) for m in placed if m.mention.kind == "name"]
    sides = Sides(extraction, same, mention_spans, names)
    sentences: list[SentenceScore] = []
    for sentence, at in zip(gold.sentences, spans, strict=True):
        facts = tuple(f for f in extraction.facts if at[0] <= _anchor(f) < at[1])
        found, right = match_facts(facts, sentence, at, sides)
        judged = {
            j: (i, agreement(facts[i], sentence.facts[j], match, sentence, at, sides))
            for j, (i, match) in found.items()
        }
        sentences.append(SentenceScore(gold.name, gold.split, sentence, facts, judged, frozenset(right)))
    return ArticleScore(gold.name, gold.split, tuple(sentences), compare(gold, placed, spans, extraction))


def figures(sentences: Sequence[SentenceScore]) -> dict[str, float]:
    """Return weighted recall, precision on complete sentences, F1, and how often each attribute of a match is right.

    ``negative``, ``modal`` and ``attributed`` are the shares right among the facts that the gold marks so, which the
    easy cases (positive, asserted, said by the outlet) cannot hide.
    """
    wanted = found = 0.0
    given = right = 0
    agreed = {name: [0, 0] for name in ATTRIBUTES}
    marked = {name: [0, 0] for name in ("negative", "modal", "attributed")}
    for score in sentences:
        for j, gold in enumerate(score.sentence.facts):
            if not gold.weight:
                continue
            wanted += gold.weight
            if j not in score.found:
                continue
            found += gold.weight
            result = score.found[j][1]
            for name in ATTRIBUTES:
                _count(agreed[name], getattr(result, name))
            if gold.polarity == "negative":
                _count(marked["negative"], result.polarity)
            if gold.modality is not None and "asserted" not in gold.modality:
                _count(marked["modal"], result.modality)
            if None not in gold.attributed_to:
                _count(marked["attributed"], result.attribution)
        if score.sentence.complete:
            given += len(score.facts)
            right += len(score.right)
    recall, precision = found / wanted if wanted else 0.0, right / given if given else 0.0
    both = recall + precision
    result_figures = {"recall": recall, "precision": precision, "f1": 2 * recall * precision / both if both else 0.0}
    for name, (yes, of) in (*agreed.items(), *marked.items()):
        result_figures[name] = yes / of if of else 0.0
    return result_figures


def interval(
    sentences: Sequence[SentenceScore],
    figure: Callable[[dict[str, float]], float],
    *,
    rounds: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure over sentences (drawn with replacement, seeded).

    Args:
        sentences: All sentences.
        figure: Picks the figure.
        rounds: How often to draw.
        seed: Of the generator.

    Returns:
        The 2.5th and 97.5th percentile.
    """
    draw = random.Random(seed)  # noqa: S311  (statistics, not secrets)
    values = sorted(figure(figures(draw.choices(sentences, k=len(sentences)))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def total_mentions(scores: Iterable[ArticleScore]) -> dict[str, float]:
    """Return name precision, recall and F1 (untyped, typed), pronoun and nominal resolution, and B-cubed."""
    sums = MentionCounts()
    for score in scores:
        sums += score.mentions

    def f1(hits: float, given: float, wanted: float) -> float:
        return 2 * hits / (given + wanted) if given + wanted else 0.0

    cube_p = sums.cube_precision / sums.matched if sums.matched else 0.0
    cube_r = sums.cube_recall / sums.clustered if sums.clustered else 0.0
    return {
        "name_precision": sums.names_found / sums.names_given if sums.names_given else 0.0,
        "name_recall": sums.names_found / sums.names if sums.names else 0.0,
        "name_f1": f1(sums.names_found, sums.names_given, sums.names),
        "typed_f1": f1(sums.names_typed, sums.names_given, sums.names),
        "pronoun_precision": sums.pronouns_right / sums.pronouns_given if sums.pronouns_given else 0.0,
        "pronoun_recall": sums.pronouns_right / sums.pronouns if sums.pronouns else 0.0,
        "nominal_precision": sums.nominals_right / sums.nominals_given if sums.nominals_given else 0.0,
        "nominal_recall": sums.nominals_right / sums.nominals if sums.nominals else 0.0,
        "b_cubed": 2 * cube_p * cube_r / (cube_p + cube_r) if cube_p + cube_r else 0.0,
    }


def _anchor(fact: Fact) -> int:
    """Return the offset that places a fact in a sentence: its relation's, or else (a title) its subject's."""
    return fact.relation.start if fact.relation.text else fact.subject.start


def _count(tally: list[int], right: bool | None) -> None:
    if right is not None:
        tally[0] += right
        tally[1] += 1
