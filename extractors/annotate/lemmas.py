"""Lemmas as edit rules: how to cut and mend a word, learned as classes (Straka 2018, UDPipe 2.0, section 3.3).

A rule is written `case|cut|ending`: bring the word to the case (`lower`, `title`, `keep`), cut that many letters from
its end, add the ending. `=text` gives the lemma outright. `walked` to `walk` is `lower|2|`, `were` to `be` is `=be`.

The network reads word-pieces, not letters, so it may cut `paused` to `paus`. Two lists help: the lemmas of the words it
was trained on, and the whole words of its word-piece vocabulary, of which a lemma of a new word should be one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "title": str.capitalize, "keep": str}
CHANGING = frozenset(
    ("CD", "JJ", "JJR", "JJS", "MD", "NN", "NNS", "RB", "RBR", "RBS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
)  # fmt: skip
"""Tags whose words have a lemma of their own that a list can tell; names and signs have not."""
NONE = "=_"
"""The rule of words without a lemma: the later pieces of one split by mistake (`GW`)."""
MARGIN = 6.0
"""How much less likely than the best a rule may be to be taken because it gives a known word."""


def edit_rule(word: str, lemma: str) -> str:
    """Find the rule that makes a lemma of a word.

    Args:
        word: The word as written.
        lemma: Its lemma.

    Returns:
        The rule that keeps the most of the word; the earlier case in `lower`, `title`, `keep` where two keep as much.
    """
    kept, case = max(
        ((_shared(change(word), lemma), case) for case, change in _CASES.items()), key=lambda found: found[0]
    )
    if not kept:
        return f"={lemma}"
    return f"{case}|{len(_CASES[case](word)) - kept}|{lemma[kept:]}"


def apply_rule(rule: str, word: str) -> str:
    """Make the lemma of a word.

    Args:
        rule: A rule of `edit_rule`.
        word: The word as written.

    Returns:
        The lemma; the word itself where the rule would leave nothing of it.
    """
    if rule.startswith("="):
        return rule[1:]
    case, cut, ending = rule.split("|", 2)
    changed = _CASES[case](word)
    stem = changed[: len(changed) - int(cut)] if int(cut) < len(changed) else ""
    return (stem + ending) if stem else word


def _shared(a: str, b: str) -> int:
    """Count the letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


class Lemmatizer:
    """Chooses the lemma of a word from the rules the network ranks.

    Args:
        lexicon: Tag to word in small letters to lemma.
        words: Words that may well be lemmas.
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, str]], words: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._known: Collection[str] = {*words, *(lemma for lemmas in lexicon.values() for lemma in lemmas.values())}

    @classmethod
    def load(cls, folder: Path) -> Lemmatizer:
        """Read the lists of a model folder.

        Args:
            folder: Folder with `lemmas.json` and `tokenizer.json`.

        Returns:
            The lemmatizer.
        """
        lexicon = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        pieces = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        return cls(lexicon, (piece for piece in pieces if len(piece) > 2 and piece.isalpha()))

    def settled(self, word: str, tag: str, best: str) -> str | None:
        """Give the lemma where nothing more need be asked.

        Args:
            word: The word as written.
            tag: Its Penn Treebank tag.
            best: The rule the network ranks first.

        Returns:
            The listed lemma, or that of the rule if it is a known word or the tag has no such words; else None.
        """
        if best == NONE and tag != "GW":
            return word
        listed = self._lexicon.get(tag, {}).get(word.lower())
        if listed is not None:
            return listed
        lemma = apply_rule(best, word)
        return lemma if tag not in CHANGING or lemma in self._known else None

    def choose(self, word: str, ranked: Iterable[tuple[str, float]]) -> str:
        """Give the lemma of a word whose best rule gives no known word.

        Args:
            word: The word as written.
            ranked: Rules and their logits, best first.

        Returns:
            The first known word among the likely rules' lemmas, or the first rule's lemma.
        """
        first, limit = None, 0.0
        for rule, score in ranked:
            lemma = apply_rule(rule, word)
            if first is None:
                first, limit = lemma, score - MARGIN
            if score < limit:
                break
            if lemma in self._known:
                return lemma
        return first if first is not None else word


def collect_lemmas(words: Iterable[tuple[str, str, str]], share: float = 0.8) -> dict[str, dict[str, str]]:
    """List the lemmas of a corpus.

    Args:
        words: Word, Penn Treebank tag, lemma.
        share: How much of a word's occurrences with a tag one lemma must have.

    Returns:
        Tag to word in small letters to lemma, sorted; tags of `CHANGING` only.
    """
    seen: dict[tuple[str, str], dict[str, int]] = {}
    for word, tag, lemma in words:
        if tag in CHANGING and lemma != "_":
            counts = seen.setdefault((tag, word.lower()), {})
            counts[lemma] = counts.get(lemma, 0) + 1
    found: dict[str, dict[str, str]] = {tag: {} for tag in sorted(CHANGING)}
    for (tag, word), counts in sorted(seen.items()):
        lemma, count = max(counts.items(), key=lambda pair: pair[1])
        if count >= share * sum(counts.values()):
            found[tag][word] = lemma
    return found
