"""The path of an article through the package: annotate, resolve mentions, extract facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractors.records import Article, Extraction, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["extract", "extract_doc"]


def extract(
    articles: Iterable[Article], *, pipeline: Language | None = None, batch_size: int = 16
) -> Iterator[Extraction]:
    """Yield one extraction record per article, in order.

    Args:
        articles: Cleaned articles, as :func:`extractors.read.read_articles` gives them.
        pipeline: A loaded pipeline; the embedded English one when None.
        batch_size: Articles annotated together.

    Yields:
        The record of the contract, section 2.
    """
    from extractors.annotate import load_pipeline

    nlp = pipeline if pipeline is not None else load_pipeline()
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield extract_doc(doc, article)


def extract_doc(doc: Doc, article: Article) -> Extraction:
    """Return the record of one annotated article; ``doc.text`` must be ``article.text``."""
    from extractors.facts import extract_facts
    from extractors.mentions import resolve_mentions
    from extractors.relations import with_sense
    from extractors.times import find_times

    times = find_times(doc, article.published)
    found = resolve_mentions(doc, article, times)
    result = extract_facts(doc, article, found, times)
    sentences = tuple(_sentences(doc))
    types = {entity.id: entity.type for entity in result.entities}
    facts = tuple(with_sense(fact, types) for fact in result.facts)
    return Extraction(article, sentences, result.entities, result.mentions, facts, result.gaps)


def _sentences(doc: Doc) -> Iterator[Sentence]:
    """Yield each sentence's span without the blanks and line breaks around it."""
    for sent in doc.sents:
        text = sent.text
        start = sent.start_char + len(text) - len(text.lstrip())
        yield Sentence(start, start + len(text.strip()))
