"""Sentences as headlines write them: capitals, Title Case, no final stop. Seeded and cheap; quotes and dashes need
none of it, since `wordpieces.plain_form` makes them one.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from extractors.training.corpora import Sentence

CAPITALS = 0.012
TITLE_CASE = 0.025
LOWER_CASE = 0.006
NO_FINAL_STOP = 0.04
_SMALL_IN_TITLES = frozenset(
    ("a", "an", "the", "and", "but", "or", "nor", "of", "in", "on", "at", "to", "by", "for", "from", "with",
     "as", "vs", "'s", "n't")
)  # fmt: skip


def augment(sentence: Sentence, random: Random) -> Sentence:
    """Rewrite a few sentences as headlines and notes are written.

    Args:
        sentence: A sentence.
        random: The source of chance.

    Returns:
        Mostly the sentence itself.
    """
    chance, words = random.random(), sentence.words
    if chance < CAPITALS:
        sentence = replace(sentence, words=[word.upper() for word in words])
    elif chance < CAPITALS + TITLE_CASE:
        sentence = replace(sentence, words=[title_case(word, place) for place, word in enumerate(words)])
    elif chance < CAPITALS + TITLE_CASE + LOWER_CASE:
        sentence = replace(sentence, words=[word.lower() for word in words])
    if random.random() < NO_FINAL_STOP:
        sentence = drop_final_stop(sentence)
    return sentence


def title_case(word: str, place: int) -> str:
    """Write a word as in a headline.

    Args:
        word: The word.
        place: Its place in the sentence; the first is always capital.

    Returns:
        The word, its first letter capital unless it is a small word.
    """
    small = place and word.lower() in _SMALL_IN_TITLES
    return word if small or not word.islower() else word[:1].upper() + word[1:]


def drop_final_stop(sentence: Sentence) -> Sentence:
    """Leave out a final full stop that nothing depends on.

    Args:
        sentence: A sentence.

    Returns:
        The sentence without its last word if that was a stop, else the sentence.
    """
    last = len(sentence.words) - 1
    if last < 2 or sentence.words[last] != "." or (sentence.heads is not None and last in sentence.heads):
        return sentence
    layers: dict[str, Any] = {
        name: list(layer)[:last]
        for name in ("words", "heads", "deps", "upos", "xpos", "feats", "lemmas", "entities")
        if (layer := getattr(sentence, name)) is not None
    }
    return replace(sentence, **layers)
