"""The gold standard as its files hold it: entities, sentences, mentions and facts, anchored by their words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.records import ENTITY_TYPES, MODALITIES

__all__ = [
    "GoldArticle",
    "GoldEntity",
    "GoldError",
    "GoldFact",
    "GoldMention",
    "GoldSentence",
    "gold_digest",
    "load_gold",
]


class GoldError(ValueError):
    """A gold file does not have the form that ``data/gold/README.md`` describes, or does not fit its article."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing the article speaks of; ``types`` are the types that count as right, the first one the best."""

    id: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words of one sentence and what they refer to; ``entity`` None: to nothing (expletive "it")."""

    text: str
    kind: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One fact and every wording of it that counts as the same fact.

    ``weight`` 1.0 is a core fact, 0.5 a minor one, 0 a fact that is right but not required. None among ``object`` means
    that the fact may stand without one; None among ``attributed_to`` that the outlet may say it; ``polarity`` and
    ``modality`` None are not judged. Labels in ``flipped_labels`` ("decline to comment") carry the negation themselves,
    so that the fact is then positive.
    """

    subject: tuple[str, ...]
    relation: str
    labels: tuple[str, ...]
    object: tuple[str | None, ...]
    flipped_labels: tuple[str, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()
    time: str | None = None
    time_values: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    polarity: str | None = "positive"
    modality: tuple[str, ...] | None = ("asserted",)
    attributed_to: tuple[str | None, ...] = (None,)
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One sentence; ``complete`` says that every acceptable fact is listed, so that others are wrong."""

    text: str
    complete: bool
    mentions: tuple[GoldMention, ...]
    facts: tuple[GoldFact, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The gold of one article: ``article`` is its path under the articles' folder, ``index`` its place in that file."""

    article: str
    index: int
    story: str
    split: str
    entities: tuple[GoldEntity, ...]
    sentences: tuple[GoldSentence, ...]

    @property
    def name(self) -> str:
        """The article's path without its ending, with its index where the file holds several."""
        stem, _, ending = self.article.rpartition(".")
        return f"{stem}-{self.index}" if ending == "jsonl" else stem


def load_gold(folder: Path, *, split: str | None = None) -> Iterator[GoldArticle]:
    """Yield the gold articles under ``folder`` in the order of their paths.

    Args:
        folder: Usually ``data/gold``.
        split: Only articles of this split ("tune", "held_out"); all of them when None.

    Yields:
        One record per file.

    Raises:
        GoldError: a file is not JSON or lacks a key.
    """
    for path in sorted(folder.rglob("*.json")):
        try:
            gold = _article(json.loads(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}: {type(error).__name__}: {error}") from error
        if split is None or gold.split == split:
            yield gold


def gold_digest(*folders: Path) -> str:
    """Return the SHA-256 over all files under ``folders`` (paths and bytes), so that a silent edit is seen."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _article(data: Mapping[str, Any]) -> GoldArticle:
    entities = tuple(
        GoldEntity(e["id"], e["name"], _known(e["types"], ENTITY_TYPES), tuple(e["aliases"])) for e in data["entities"]
    )
    if data["split"] not in ("tune", "held_out"):
        raise ValueError(f"split is {data['split']!r}, expected 'tune' or 'held_out'")
    sentences = tuple(
        GoldSentence(
            s["text"],
            bool(s["complete"]),
            tuple(GoldMention(m["text"], m["kind"], m["entity"]) for m in s["mentions"]),
            tuple(_fact(f) for f in s["facts"]),
        )
        for s in data["sentences"]
    )
    known = {e.id for e in entities}
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.entity is not None and mention.entity not in known:
                raise ValueError(f"mention {mention.text!r} names the unknown entity {mention.entity!r}")
    return GoldArticle(data["article"], data["index"], data["story"], data["split"], entities, sentences)


def _fact(data: Mapping[str, Any]) -> GoldFact:
    time = data.get("time") or {}
    modality = data["modality"]
    return GoldFact(
        subject=tuple(data["subject"]),
        relation=data["relation"],
        labels=tuple(data["labels"]),
        object=tuple(data["object"]),
        flipped_labels=tuple(data.get("flipped_labels", ())),
        qualifiers=tuple((q["role"], q["text"]) for q in data.get("qualifiers", ())),
        time=time.get("text"),
        time_values=tuple(time.get("values", ())),
        places=tuple(data.get("places", ())),
        polarity=None if data["polarity"] is None else _known([data["polarity"]], ("positive", "negative"))[0],
        modality=None if modality is None else _known(modality, MODALITIES),
        attributed_to=tuple(data.get("attributed_to", (None,))),
        weight=float(data["weight"]),
    )


def _known(values: list[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if value not in allowed:
            raise ValueError(f"expected one of {', '.join(allowed)}, got {value!r}")
    return tuple(values)
