"""An extraction record as the catalogue keeps it: without its source, compressed, known by a hash of its content."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from extractors.records import Article, Extraction

__all__ = ["Record", "reading_of", "record_of"]


@dataclass(frozen=True)
class Record:
    """One extraction record as it is kept.

    ``hash`` is over the whole record, ``reading`` over the article alone (text and metadata), before annotation;
    ``missing`` counts the metadata that it lacks.
    """

    hash: bytes
    article: str
    reading: bytes
    missing: int
    body: bytes

    @property
    def extraction(self) -> Extraction:
        """The record itself.

        Raises:
            ValueError: the body is no record.
        """
        try:
            return Extraction.from_dict(json.loads(zlib.decompress(self.body)))
        except zlib.error as error:
            raise ValueError(str(error)) from error

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON types."""
        body = base64.b64encode(self.body).decode("ascii")
        return {"article": self.article, "reading": self.reading.hex(), "missing": self.missing, "body": body}

    @classmethod
    def from_dict(cls, digest: bytes, data: Mapping[str, Any]) -> Record:
        """Return the record of :meth:`to_dict`'s JSON."""
        body = base64.b64decode(data["body"])
        return cls(digest, data["article"], bytes.fromhex(data["reading"]), data["missing"], body)


def record_of(extraction: Extraction, article_iri: str) -> Record:
    """Return the record to keep for an extraction; two sources with the same content give the same record."""
    article = replace(extraction.article, source="")
    plain = json.dumps(replace(extraction, article=article).to_dict(), sort_keys=True, separators=(",", ":"))
    data = plain.encode("ascii")
    described = (article.headline, article.publisher, article.author, article.published, article.place, article.url)
    digest = hashlib.sha256(data).digest()[:16]
    missing = sum(not part for part in described)
    return Record(digest, article_iri, reading_of(article), missing, zlib.compress(data, 2))


def reading_of(article: Article) -> bytes:
    """Return a hash of an article's text and metadata, whatever source it came from."""
    parts = asdict(replace(article, source=""))
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("ascii")).digest()[:16]
