"""Small records whose names are given: no pipeline is needed to test linking."""

from __future__ import annotations

from extractors.records import Article, Entity, Extraction, Mention


def record(text: str, *names: tuple[str, str], place: str | None = None, publisher: str | None = None) -> Extraction:
    """Return a record in which each (name, type) is an entity of its own, mentioned wherever it stands."""
    entities, mentions = [], []
    for name, type_ in names:
        entities.append(Entity(name, name, type_))
        start = text.find(name)
        while start >= 0:
            mentions.append(Mention(start, start + len(name), name, type_, "name", name))
            start = text.find(name, start + 1)
    article = Article("a", "", text, place=place, publisher=publisher)
    return Extraction(article, (), tuple(entities), tuple(mentions))
