"""Facts from an annotated article: subject, relation, object, with who says it, whether it holds, when and where.

Rules over Universal Dependencies, one file for each family of constructions; see ``docs`` for the order they run in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from extractors.records import Article, Entity, Fact, Gap, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.facts.confidence import Grounds
    from extractors.times import TimeExpression

__all__ = ["FactSet", "Resolved", "extract_facts", "surface_triples"]


class Resolved(Protocol):
    """What facts need of :class:`extractors.mentions.Resolution`."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The article's entities."""
        ...

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Their mentions in text order."""
        ...

    @property
    def by_head(self) -> Mapping[int, Mention]:
        """The mention of each syntactic head, by token index."""
        ...


@dataclass(frozen=True, slots=True)
class FactSet:
    """The facts of one article with all entities and mentions they name, concepts included, and what was left out."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...] = ()


def extract_facts(
    doc: Doc,
    article: Article,
    resolution: Resolved,
    times: Sequence[TimeExpression],
    rate: Callable[[Grounds], float] | None = None,
) -> FactSet:
    """Return the facts of one article.

    Args:
        doc: The annotated article; ``doc.text`` is ``article.text``.
        article: The article.
        resolution: Its mentions and entities.
        times: Its time expressions.
        rate: Gives each fact its confidence; the fitted model when None.

    Returns:
        Facts by sentence, then offset; entities and mentions are the resolution's, and concepts made for the facts.
    """
    from extractors.columns import columns_of
    from extractors.facts.assembly import assemble
    from extractors.facts.concepts import Concepts
    from extractors.facts.confidence import confidence
    from extractors.facts.syntax import read_syntax

    columns = columns_of(doc)
    syntax = read_syntax(doc, columns, resolution.mentions)
    concepts = Concepts(columns, syntax, resolution)
    facts, gaps = assemble(syntax, article, concepts.entity_of, concepts.concept_of, times, rate or confidence)
    return replace(concepts.complete(facts), gaps=gaps)


def surface_triples(docs: Iterable[Doc]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield each sentence with its facts as flat triples of surface words, as ``extract --triples`` prints them.

    Args:
        docs: Annotated documents.

    Yields:
        The sentence's text, and dicts of ``subject``, ``relation``, ``object`` ("" for none) and ``confidence``.
    """
    from extractors.facts.surface import document_triples
    from extractors.facts.syntax import read_syntax

    for doc in docs:
        yield from document_triples(doc.text, read_syntax(doc))
