"""Self-training for names: label news sentences with the network, keep what it is sure of, let the whole corpus vote
on the rest.

A name stands in many sentences, so the type it has in most of them is surer than what the network says of it in one
("one sense per name"; cf. Krishnan & Manning 2006, on consistency of labels across a corpus). What stays doubtful is
masked, not dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from extractors.annotate.wordpieces import WordPieces
from extractors.training.batches import MAX_PIECES, Labels, make_window, to_tensors
from extractors.training.corpora import UNKNOWN, Sentence
from extractors.training.evaluate import spans
from extractors.training.network import Network

SURE = 0.8
"""A name is kept when each of its words has its tag with this probability."""
VOTES, SHARE = 4.0, 0.8
"""A doubtful name takes the type that has this much probability in the corpus, and this share of all types'
probability."""
OVERRULED = 0.95
"""A name of another type than nearly all its like is relabelled unless the network is surer than this."""
VOTED = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
TOGETHER = 6


@dataclass(frozen=True, slots=True)
class Guess:
    """Tags of a sentence with the probability of each."""

    sentence: Sentence
    tags: list[str]
    certain: list[float]


@torch.no_grad()
def guess_names(network: Network, corpus: Sequence[Sentence], labels: Labels, split: WordPieces) -> Iterator[Guess]:
    """Tag names.

    Args:
        network: The network, in evaluation mode.
        corpus: Sentences in the order of their documents; a few are read together.
        labels: The classes.
        split: The word-piece splitter.

    Yields:
        A guess for each sentence that fits the network, in no fixed order.
    """
    groups = [corpus[at : at + TOGETHER] for at in range(0, len(corpus), TOGETHER)]
    windows = sorted(((make_window(g, labels, split), g) for g in groups), key=lambda pair: len(pair[0].pieces.pieces))
    windows = [pair for pair in windows if len(pair[0].pieces.pieces) <= MAX_PIECES]
    for at in range(0, len(windows), 10):
        some = windows[at : at + 10]
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(*to_tensors([window for window, _ in some]).inputs)
        certain, best = scores.entities.float().softmax(-1).max(-1)
        for (_, group), row, sure in zip(some, best.tolist(), certain.tolist(), strict=True):
            offset = 0
            for sentence in group:
                end = offset + len(sentence.words)
                yield Guess(sentence, [labels.entities[k] for k in row[offset:end]], sure[offset:end])
                offset = end


def count_votes(guesses: Sequence[Guess]) -> dict[str, dict[str, float]]:
    """Sum the probability of each type for each name.

    Args:
        guesses: Guesses of the whole corpus.

    Returns:
        Name as written to type to probability.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for guess in guesses:
        for start, end, kind in spans(guess.tags):
            if kind in VOTED:
                votes[" ".join(guess.sentence.words[start:end])][kind] += min(guess.certain[start:end])
    return votes


def settle(guess: Guess, votes: dict[str, dict[str, float]]) -> list[str]:
    """Decide the tags of a sentence.

    Args:
        guess: What the network says.
        votes: What it says of the same names elsewhere.

    Returns:
        Tags; `UNKNOWN` where doubt remains.
    """
    words, tags = guess.sentence.words, ["O"] * len(guess.tags)
    for word, (tag, certain) in enumerate(zip(guess.tags, guess.certain, strict=True)):
        if tag == "O" and certain < SURE:
            tags[word] = UNKNOWN
        elif tag == "O" and words[word][:1].isupper() and certain < OVERRULED:
            tally = votes.get(words[word])
            if tally and sum(tally.values()) >= VOTES:
                tags[word] = UNKNOWN
    for start, end, kind in spans(guess.tags):
        certain = min(guess.certain[start:end])
        if kind in VOTED:
            tally = votes[" ".join(words[start:end])]
            usual, weight = max(tally.items(), key=lambda vote: vote[1])
            strong = weight >= VOTES and weight >= SHARE * sum(tally.values())
            if strong and certain < (OVERRULED if usual != kind else SURE):
                kind, certain = usual, SURE
        kept = [f"{'I' if place else 'B'}-{kind}" for place in range(end - start)]
        tags[start:end] = kept if certain >= SURE else [UNKNOWN] * (end - start)
    return tags


def silver_corpus(network: Network, corpus: Sequence[Sentence], labels: Labels, split: WordPieces) -> list[Sentence]:
    """Label a corpus.

    Args:
        network: The network, in evaluation mode.
        corpus: Sentences of words only.
        labels: The classes.
        split: The word-piece splitter.

    Returns:
        The sentences in their order, with silver entities and their sure sentence boundaries.
    """
    guesses = list(guess_names(network, corpus, labels, split))
    votes = count_votes(guesses)
    settled = {id(guess.sentence): settle(guess, votes) for guess in guesses}
    return [
        Sentence(s.words, entities=settled[id(s)], document=s.document, text=s.text) for s in corpus if id(s) in settled
    ]
