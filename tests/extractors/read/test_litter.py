from __future__ import annotations

import pytest

from extractors.read.litter import ENDINGS, LISTS, LITTER, is_ending, is_list_heading, is_litter


@pytest.mark.parametrize("line", [line for entry in LITTER for line in entry.examples])
def test_litter_examples(line: str) -> None:
    assert is_litter(line)


@pytest.mark.parametrize("line", [line for entry in ENDINGS for line in entry.examples])
def test_endings(line: str) -> None:
    assert is_ending(line)


@pytest.mark.parametrize("line", [line for entry in LISTS for line in entry.examples])
def test_link_lists(line: str) -> None:
    assert is_list_heading(line)
    assert is_litter(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "Shares in the bank rose 3 per cent.",
        "He left a comment on the minister's page and deleted it.",
        "Comments by the minister angered the opposition.",
        "Video from a rescue helicopter shows that he jumped.",
        "Photos released of the scene showed debris.",
        "Sources said the talks had failed.",
        "Read the letter, she told the court.",
        "Copyright law must change, publishers said.",
        "Subscribers left the service in droves.",
        "Images of the boy were quickly posted online.",
        "More than 100 people died.",
        "More from the minister was expected on Friday, he said.",
        "Correction: An earlier version of this article said that the talks would take place in Ankara.",
        "Live fire was used.",
        "Advertising revenue fell.",
        "Superstars",
        "Election Results",
        "No one was hurt.",
        "The editor was sacked.",
    ],
)
def test_news_is_not_litter(line: str) -> None:
    assert not is_litter(line)
    assert not is_ending(line)
