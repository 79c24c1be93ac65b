"""Agreement of the two tag sets: a universal part of speech that a Penn tag never has is a slip of the network."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

SEEN = 5
"""A pair of tags seen less often in training is taken for an error of annotation."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What goes with a Penn tag.

    Attributes:
        seen: Universal parts of speech it has.
        most: The one it has most.
        by_relation: The one it has most in each relation.
    """

    seen: list[str]
    most: str
    by_relation: dict[str, str]


def collect_agreement(words: Iterable[tuple[str, str, str]]) -> dict[str, Usual]:
    """Count what goes together.

    Args:
        words: Penn tag, universal part of speech and relation of each word of a treebank.

    Returns:
        Penn tag to what goes with it.
    """
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    relations: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for xpos, upos, relation in words:
        pairs[xpos][upos] += 1
        relations[xpos][relation][upos] += 1
    return {
        xpos: Usual(
            sorted(upos for upos, count in counts.items() if count >= SEEN),
            _most(counts),
            {relation: _most(found) for relation, found in sorted(relations[xpos].items())},
        )
        for xpos, counts in sorted(pairs.items())
    }


def _most(counts: Counter[str]) -> str:
    return max(sorted(counts), key=lambda value: counts[value])


def agreeing(upos: str, xpos: str, relation: str, usual: Mapping[str, Usual]) -> str:
    """Mend a part of speech that its Penn tag never has.

    Args:
        upos: What the network says.
        xpos: The Penn tag.
        relation: The relation to the head.
        usual: What goes with each Penn tag.

    Returns:
        The same, or the one the Penn tag has most in that relation.
    """
    known = usual.get(xpos)
    if known is None or upos in known.seen:
        return upos
    return known.by_relation.get(relation, known.most)


def write_agreement(usual: Mapping[str, Usual], folder: Path) -> None:
    """Write `agreement.json`.

    Args:
        usual: What goes with each Penn tag.
        folder: The network's folder.
    """
    stored = {xpos: asdict(known) for xpos, known in usual.items()}
    (folder / "agreement.json").write_text(json.dumps(stored, indent=0) + "\n", encoding="utf-8")


def read_agreement(folder: Path) -> dict[str, Usual]:
    """Read `agreement.json`.

    Args:
        folder: The network's folder.

    Returns:
        Penn tag to what goes with it.
    """
    stored = json.loads((folder / "agreement.json").read_text(encoding="utf-8"))
    return {xpos: Usual(**known) for xpos, known in stored.items()}
