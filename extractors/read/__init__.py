"""Articles in: every input that a newsroom has, cleaned of page litter, as :class:`~extractors.records.Article`."""

from extractors.read.reading import read_articles

__all__ = ["read_articles"]
