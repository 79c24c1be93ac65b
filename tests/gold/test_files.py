"""The gold files themselves: each fits its article, every quoted word stands where it is said to stand."""

from pathlib import Path

import pytest

from extractors.read import read_articles
from extractors.records import Article
from graph.bench.goldstandard.anchors import locate, sentence_spans
from graph.bench.goldstandard.records import GoldArticle, GoldError, load_gold
from graph.bench.goldstandard.scoring import pair

DATA = Path(__file__).parents[2] / "data"
ALL = list(load_gold(DATA / "gold"))


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [a for a in read_articles([str(DATA / "articles")]) if isinstance(a, Article)]


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_every_anchor_stands_in_its_sentence_and_every_sentence_in_its_article(
    gold: GoldArticle, articles: list[Article]
) -> None:
    [(_, article)] = pair([gold], articles)
    for sentence, (start, end) in zip(gold.sentences, sentence_spans(gold, article.text), strict=True):
        assert article.text[start:end].split() == sentence.text.split()
        known = {e.id for e in gold.entities}
        for mention in sentence.mentions:
            locate(sentence.text, mention.text)
        for fact in sentence.facts:
            words = [
                *fact.subject,
                *(o for o in fact.object if o),
                *(text for _, text in fact.qualifiers),
                *fact.places,
            ]
            words += [fact.time] if fact.time else []
            words += [speaker for speaker in fact.attributed_to if speaker and speaker not in known]
            for anchor in words:
                locate(sentence.text, anchor)


def test_the_gold_covers_the_whole_text(articles: list[Article]) -> None:
    for gold, article in pair(ALL, articles):
        left = article.text
        for sentence, (start, end) in reversed(
            list(zip(gold.sentences, sentence_spans(gold, article.text), strict=True))
        ):
            assert sentence.complete
            left = left[:start] + left[end:]
        assert left.strip() == "", gold.name


def test_there_are_enough_facts_and_two_held_out_articles_of_each_story() -> None:
    assert sum(fact.weight > 0 for gold in ALL for s in gold.sentences for fact in s.facts) >= 400
    held_out = [gold.story for gold in ALL if gold.split == "held_out"]
    assert sorted(held_out) == [story for story in ("dam", "ferry", "istanbul", "takeover") for _ in range(2)]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"article": "x.txt"}')
    with pytest.raises(GoldError, match=r"x\.json: KeyError"):
        list(load_gold(tmp_path))
