"""Frames: the notation in which ``inventory.toml`` writes how a relation is expressed, read into records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Frame", "read_frames"]

_FRAME = re.compile(
    r"(?P<verbs>[^\s(\[]+)(?P<rest>(?:\s+[^\s(\[]+)*)"
    r"(?:\s*\((?P<nouns>[^)]*)\)(?:\s+(?P<prepositions>\S+))?)?(?:\s*\[(?P<types>[^\]]*)\])?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to express a relation.

    ``rest`` holds the particles and prepositions after the verb; ``nouns`` the heads of which the object must be one,
    and ``prepositions`` those that then lead to the second role; ``types`` what the object must be: entity types,
    "WORDS" (a clause or quotation), "AGE" (a bare number of years), "+" (anything) or "-" (nothing); "active" allows
    no passive.
    """

    relation: str
    verb: str
    rest: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    prepositions: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    reverse: bool = False

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific the frame is: by nouns, then by words, then by types."""
        named = len(self.types - {"+", "-"})
        return (1 if self.nouns else 0, len(self.rest), 2 if named else len(self.types))


def read_frames(
    relation: str, notation: str, nouns: Mapping[str, frozenset[str]], *, reverse: bool = False
) -> Iterator[Frame]:
    """Yield the frames that one line of notation stands for, one for each of its verbs.

    Args:
        relation: The relation's id.
        notation: For example ``open/launch (@inquiry) into|of``, ``call on``, ``fire [PERSON]``.
        nouns: The named lists of nouns, for ``@name``.
        reverse: Whether the grammatical subject fills the second role.

    Yields:
        Frames.

    Raises:
        ValueError: the notation cannot be read.
    """
    found = _FRAME.fullmatch(notation.strip())
    if found is None:
        raise ValueError(
            f"relation {relation}: expected a frame such as 'call on' or 'open (inquiry) into', got {notation!r}"
        )
    heads: set[str] = set()
    for noun in (found["nouns"] or "").split(","):
        noun = noun.strip()
        if noun.startswith("@"):
            heads |= nouns[noun[1:]]
        elif noun:
            heads.add(noun)
    rest = tuple(found["rest"].split())
    for words in found["verbs"].split("/"):
        verb, *particles = words.split("_")
        yield Frame(
            relation,
            verb,
            (*particles, *rest),
            frozenset(heads),
            tuple((found["prepositions"] or "").split("|")) if found["prepositions"] else (),
            frozenset((found["types"] or "").split()),
            reverse,
        )
