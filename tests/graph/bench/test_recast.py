"""The sample articles told again: sound records, told the same by the same seed, near what extraction would read."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date

import pytest

from extractors.records import Extraction, to_json
from graph import KnowledgeGraph
from graph.bench.newsroom import recast_articles
from graph.bench.newsroom.cast import draw, person
from graph.duplicates.signatures import near_duplicates, signature
from graph.validation import check_offsets, validate
from tests.graph.conftest import RecordBuilder, talks


def told(source: str, day: str) -> Extraction:
    b = RecordBuilder(source, headline="Ann Ray warned on 9 May 2025", published=day, publisher="The Harbour Post")
    b.entity("Ann Ray", "PERSON", "Ray").entity("Croatia", "GPE").entity("Croatian", "NORP").entity("Hull", "GPE")
    b.entity("Supreme Court", "ORG").entity("Acme Lines", "ORG").entity("2025-05-09", "DATE")
    b.sentence("Ann Ray warned Acme Lines on Friday, 9 May 2025, in Croatia.")
    b.fact("Ann Ray", ("warned", "warn"), "Acme Lines", time=("9 May 2025", "2025-05-09"), place="Croatia")
    b.sentence("Croatian police sued Ray in the Supreme Court in 2019, before June, in Hull.")
    b.fact(("Ray", "Ann Ray"), ("sued", "sue"), "Supreme Court", time=("2019", "2019"), place="Hull")
    return b.build()


def test_the_same_seed_gives_the_same_articles_and_a_longer_run_begins_like_a_shorter() -> None:
    samples = [talks("a/1.txt"), told("b/2.txt", "2025-05-10"), told("b/3.txt", "2025-05-11")]
    short, long, other = (
        [to_json(record) for record in recast_articles(samples, number, seed)]
        for number, seed in ((7, 1), (20, 1), (7, 2))
    )
    assert long[:7] == short
    assert not set(short) & set(other)
    assert len(set(long)) == 20


def test_names_places_and_dates_change_together() -> None:
    for record in recast_articles([told("b/2.txt", "2025-05-10")], 30):
        text = record.article.text
        assert list(check_offsets(record)) == []
        assert not re.search(r"\b(Ann|Ray|Acme)\b", text)
        assert "Supreme Court" in text  # an office, no name
        assert "Lines" in text
        who, nation, people, *_ = record.entities
        assert text.startswith(f"{who.name} warned")
        assert who.aliases == (who.name.split()[-1],)
        assert (nation.name, people.name) == ("Croatia", "Croatian") or "Croatia" not in text
        first, second = record.facts
        assert first.time is not None
        assert first.time.value is not None
        day = date.fromisoformat(first.time.value)
        assert day.strftime("%A") == "Friday"  # the text says so
        assert first.time.text == f"{day.day} {day:%B} {day.year}"
        assert f"on {first.time.text}" in (record.article.headline or "")
        assert record.article.published is not None
        assert (date.fromisoformat(record.article.published) - day).days == 1
        assert second.subject.text == who.name.split()[-1]
        assert second.time is not None
        assert second.time.text == second.time.value


def test_the_articles_of_a_story_tell_of_the_same_people() -> None:
    samples = [told("b/2.txt", "2025-05-10"), told("b/3.txt", "2025-05-11")]
    names = [record.entities[0].name for record in recast_articles(samples, 10)]
    assert names[::2] == names[1::2]
    assert len(set(names)) > 3


def test_few_names_come_often_and_new_ones_never_end() -> None:
    import random

    chance = random.Random(1)
    drawn = [draw("person", chance) for _ in range(20_000)]
    counts = Counter(drawn)
    half = len(set(drawn[:10_000]))
    assert 0.005 < counts[0] / len(drawn) < 0.05
    assert 1.4 < len(counts) / half < 1.9  # Heaps: 2 ** 0.75 is 1.68
    surnames = Counter(person(rank)[1] for rank in range(2_000))
    assert surnames.most_common(1)[0][1] > 5  # several people share one


@pytest.mark.model
def test_made_of_the_sample_articles_they_are_what_extraction_gives(kg: KnowledgeGraph) -> None:
    from extractors import extract, read_articles
    from extractors.records import Article

    articles = [item for item in read_articles(["data/articles"]) if isinstance(item, Article)]
    samples = list(extract(articles))
    made = list(recast_articles(samples, 40))
    assert [problem for record in made for problem in check_offsets(record)] == []
    for record in made:
        kg.add(record)
    assert list(validate(kg)) == []
    texts = [signature(record.article.text) for record in made]
    copies = sum(near_duplicates(one, other) for one, other in itertools.combinations(texts, 2))
    assert copies <= 4
    read = list(extract(record.article for record in made))
    facts, again = (sum(len(record.facts) for record in records) for records in (made, read))
    assert again == pytest.approx(facts, rel=0.15)
    assert sum(len(record.sentences) for record in made) == pytest.approx(
        sum(len(record.sentences) for record in read), rel=0.05
    )
