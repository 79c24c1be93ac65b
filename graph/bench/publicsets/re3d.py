"""re3d, documents with entities and relations marked: what our records say of them, judged by its scorer's rules."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import NewsgraphError
from extractors.records import Article
from graph.bench.publicsets.pairs import related_pairs
from graph.bench.publicsets.phrases import named_phrases

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DocumentCounts", "count_documents", "interval", "names_figure", "pairs_figure"]

TYPES = ("Person", "Organisation", "Location")
OVERLAP = 0.5
CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Counts of one document: named entities right, given, wanted; pairs found, wanted, right, judged."""

    names: tuple[int, int, int]
    pairs: tuple[int, int, int, int]


def count_documents(nlp: Language, scorer: Path, root: Path) -> list[DocumentCounts]:
    """Extract from every document and count with the scorer's functions.

    Args:
        nlp: A loaded pipeline.
        scorer: ``score_re3d.py``.
        root: The folder of re3d.

    Returns:
        One entry per document.

    Raises:
        NewsgraphError: the scorer lacks a function.
    """
    from extractors.pipeline import extract_doc

    rules = scorer_module(scorer)
    counts = []
    for name, document in sorted(rules.load(str(root), None, CONFIDENCE).items()):
        doc = nlp(document["text"])
        record = extract_doc(doc, Article(id=name, source=name, text=document["text"]))
        phrases = named_phrases(doc, record)
        given = {(phrase.start, phrase.end): phrase.type for phrase in phrases}
        pairs = [{"s": left, "o": right} for left, right in related_pairs(record, phrases)]
        counts.append(
            DocumentCounts(
                rules.entity_counts(document, given, list(TYPES), "core", True),
                rules.relation_counts(document, pairs, OVERLAP)[0],
            )
        )
    return counts


def scorer_module(scorer: Path) -> Any:
    """Return a scorer of the public sets as a module: the file the user names.

    Raises:
        NewsgraphError: it is not there.
    """
    spec = spec_from_file_location(scorer.stem, scorer)
    if spec is None or spec.loader is None or not scorer.is_file():
        raise NewsgraphError(f"{scorer}: expected a scorer of the public sets, found none; see --help")
    module = module_from_spec(spec)
    sys.modules.setdefault(scorer.stem, module)
    spec.loader.exec_module(module)
    return module


def names_figure(counts: Sequence[DocumentCounts]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of named people, organisations and places, articles and possessives ignored."""
    right, given, wanted = (sum(c.names[i] for c in counts) for i in range(3))
    return _figure(right, given, right, wanted)


def pairs_figure(counts: Sequence[DocumentCounts]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of related pairs; precision only over pairs whose ends are both marked."""
    found, wanted, right, judged = (sum(c.pairs[i] for c in counts) for i in range(4))
    return _figure(right, judged, found, wanted)


def interval(
    counts: Sequence[DocumentCounts],
    figure: Callable[[Sequence[DocumentCounts]], tuple[float, float, float]],
    *,
    rounds: int,
    seed: int = 0,
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1 over documents (drawn with replacement, seeded)."""
    draw = random.Random(seed)  # noqa: S311  (statistics, not secrets)
    values = sorted(figure(draw.choices(counts, k=len(counts)))[2] for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def _figure(right: int, given: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / given if given else 0.0, found / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
