"""The figures, on records made by hand."""

from pathlib import Path

import pytest

from graph.bench.gold import failures, report, write_errors
from graph.bench.goldstandard.scoring import figures, interval, score_article, total_mentions
from tests.gold.records import GOLD, extraction, fact, mention, reference, time

TOLD = fact("Brenda Moll", "told", "tell", "that the mill had not closed", time=time("on Tuesday", "2025-10-07"))
CLOSED = fact("the mill", "closed", "close", polarity="negative", attributed_to=reference("Brenda Moll"))
OWNS = fact("She", "owns", "own", "it.")
WRONG = fact("the mill", "told", "tell", "the Echo")
ALLOWED = fact("She", "", "have", "it.")


def test_all_facts_found_and_nothing_else() -> None:
    result = figures(score_article(GOLD, extraction(TOLD, CLOSED, OWNS)).sentences)
    assert {
        name: result[name] for name in ("recall", "precision", "polarity", "attribution", "time", "negative")
    } == dict.fromkeys(("recall", "precision", "polarity", "attribution", "time", "negative"), 1.0)


def test_a_wrong_fact_costs_precision_and_a_missing_one_recall() -> None:
    result = figures(score_article(GOLD, extraction(TOLD, WRONG)).sentences)
    assert result["precision"] == pytest.approx(1 / 2)
    assert result["recall"] == pytest.approx(1 / 3)


def test_a_fact_of_no_weight_is_right_but_not_required() -> None:
    result = figures(score_article(GOLD, extraction(TOLD, CLOSED, OWNS, ALLOWED)).sentences)
    assert result["precision"] == 1.0
    assert result["recall"] == 1.0


def test_nothing_extracted_gives_zeroes() -> None:
    result = figures(score_article(GOLD, extraction()).sentences)
    assert result["recall"] == result["precision"] == result["f1"] == 0.0


def test_the_interval_holds_the_figure_and_depends_on_the_seed_only() -> None:
    sentences = score_article(GOLD, extraction(TOLD, WRONG)).sentences
    low, high = interval(sentences, lambda f: f["recall"], rounds=200)
    assert low <= 1 / 3 <= high
    assert (low, high) == interval(sentences, lambda f: f["recall"], rounds=200)


def test_names_pronouns_and_clusters() -> None:
    right = extraction(
        mentions=(
            mention("Brenda Moll", "e1"),
            mention("Echo", "e2", type_="PERSON"),
            mention("the mill", "e3", "nominal", "CONCEPT"),
            mention("She", "e1", "pronoun"),
            mention("it.", "e2", "pronoun"),
        )
    )
    result = total_mentions([score_article(GOLD, right)])
    assert result["name_f1"] == 1.0
    assert result["typed_f1"] == 0.5
    assert result["pronoun_recall"] == 0.5
    assert result["b_cubed"] == pytest.approx(0.8)


def test_a_name_outside_the_gold_costs_precision() -> None:
    result = total_mentions([score_article(GOLD, extraction(mentions=(mention("Tuesday", "e9", type_="ORG"),)))])
    assert result["name_precision"] == 0.0


def test_dates_and_numbers_are_no_names() -> None:
    with_date = extraction(mentions=(mention("Brenda Moll", "e1"), mention("Tuesday", "e9", type_="DATE")))
    assert total_mentions([score_article(GOLD, with_date)])["name_precision"] == 1.0


def test_errors_are_listed_with_their_sentence() -> None:
    lines = [line.split("\t") for line in write_errors([score_article(GOLD, extraction(OWNS, WRONG))])]
    assert [line[2] for line in lines[1:]] == ["missed", "missed", "spurious"]
    assert all(line[-1] == GOLD.sentences[0].text for line in lines[1:])


def test_floors_and_the_digest_are_checked(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[gold]\nsha256 = "abc"\n[gold.tune]\nrecall = 0.9\nprecision = 0.5\n')
    table = report([score_article(GOLD, extraction(TOLD, WRONG))], bootstrap=0)
    assert failures(table, "abc", floors=floors) == ["gold: tune recall is 0.3333, its floor is 0.9"]
    assert "expected articles and gold with sha256 abc, got abd" in failures(table, "abd", floors=floors)[0]
