"""From articles to records, in this process or in several, with every failure named and none of them fatal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.errors import ArticleError
from extractors.records import Article, Extraction, stable_id
from graph.cli.processes import map_batches

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Triples", "annotate_articles", "annotate_lines", "triples_of_articles", "triples_of_lines"]


@dataclass(frozen=True)
class Triples:
    """One sentence with its surface triples."""

    sentence: str
    triples: list[dict[str, Any]]


def annotate_articles(
    articles: Iterable[Article], *, model: str | None, jobs: int | None
) -> Iterator[Extraction | ArticleError]:
    """Yield the record of each article; in their order.

    Args:
        articles: Articles; taken only as fast as they are annotated.
        model: Name of a spaCy pipeline, or None for the embedded one.
        jobs: Number of processes; None for all cores where there is enough text to be worth it.

    Yields:
        A record, or the error of an article that could not be annotated.
    """
    yield from map_batches(_records, articles, model=model, jobs=jobs)


def annotate_lines(lines: Iterable[str], *, model: str | None, jobs: int | None) -> Iterator[Extraction | ArticleError]:
    """Yield one record per line of pre-tokenized text, in order."""
    yield from map_batches(_line_records, lines, model=model, jobs=jobs)


def triples_of_articles(
    articles: Iterable[Article], *, model: str | None, jobs: int | None
) -> Iterator[Triples | ArticleError]:
    """Yield the surface triples of each sentence of the articles."""
    yield from map_batches(_article_triples, articles, model=model, jobs=jobs)


def triples_of_lines(lines: Iterable[str], *, model: str | None, jobs: int | None) -> Iterator[Triples | ArticleError]:
    """Yield the surface triples of each line of pre-tokenized text."""
    yield from map_batches(_line_triples, lines, model=model, jobs=jobs)


# --- what is done with a batch -------------------------------------------------------------------------------------


def _records(articles: list[Article], nlp: Language) -> list[Any]:
    from extractors.pipeline import extract

    return list(extract(articles, pipeline=nlp))


def _line_records(lines: list[str], nlp: Language) -> list[Any]:
    from extractors.annotate import annotate_pretokenized
    from extractors.pipeline import extract_doc

    docs = annotate_pretokenized(nlp, lines)
    return [extract_doc(doc, _article_of_line(line)) for doc, line in zip(docs, lines, strict=True)]


def _article_triples(articles: list[Article], nlp: Language) -> list[Any]:
    from extractors.facts import surface_triples

    found = surface_triples(nlp.pipe([article.text for article in articles]))
    return [Triples(sentence, triples) for sentence, triples in found]


def _line_triples(lines: list[str], nlp: Language) -> list[Any]:
    from extractors.annotate import annotate_pretokenized
    from extractors.facts import surface_triples

    return [Triples(sentence, triples) for sentence, triples in surface_triples(annotate_pretokenized(nlp, lines))]


def _article_of_line(line: str) -> Article:
    return Article(id=f"line-{stable_id(line)}", source="-", text=line)
