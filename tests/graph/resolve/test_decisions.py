"""Decisions in small graphs: what is brought together, what stays apart, and that the reasons can be read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.records import Extraction
from graph import KnowledgeGraph
from graph.resolve.account import merges
from graph.resolve.corrections import Correction
from tests.graph.conftest import RecordBuilder

BASE = "https://w3id.org/newsgraph/id/entity/"


def article(number: int, *names: tuple[str, ...], published: str = "2025-11-06", **described: str) -> Extraction:
    """Build an article: names with type, role, and another form of the name, each of the last two may be left out."""
    b = RecordBuilder(f"{number}.txt", headline=f"Report {number}", published=published, **described)
    for name, kind, *more in names:
        b.entity(name, kind, *[form for form in more[1:] if form])
    for name, _, *more in names:
        b.sentence(f"{more[0] if more else 'somebody'} {name} spoke in report {number}.")
        if more and more[0]:
            b.fact(name, (more[0].split()[0], "hold position"), more[0])
        b.fact(name, ("spoke", "speak"), None)
    return b.build()


def entities(kg: KnowledgeGraph) -> dict[str, int]:
    return {row.iri.removeprefix(BASE): row.article_count for row in kg.entities() if row.type != "Concept"}


def test_a_surname_with_support_and_one_without(kg: KnowledgeGraph) -> None:
    kg.add(article(1, ("Ingvild Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
    kg.add(article(2, ("Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
    kg.add(article(3, ("Sandberg", "PERSON", "skier"), ("Malin Ek", "PERSON"), published="2019-01-01"))
    found = entities(kg)
    assert found["Ingvild_Sandberg"] == 2
    assert sum("Sandberg" in name for name in found) == 2


def test_reasons_stand_with_the_merge(kg: KnowledgeGraph) -> None:
    kg.add(article(1, ("Ingvild Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
    kg.add(article(2, ("Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
    found = merges(kg.store.catalogue.connection, kg.store.resolver.corrections)[f"{BASE}Ingvild_Sandberg"]
    assert [merge.name for merge in found] == ["Sandberg"]
    assert any("same role (finance, minister)" in reason for reason in found[0].reasons)
    assert any("beside norges fond" in reason for reason in found[0].reasons)
    row = next(row for row in kg.entities() if row.label == "Ingvild Sandberg")
    assert row.aliases == ("Sandberg",)


def test_a_type_that_one_article_gets_wrong(kg: KnowledgeGraph) -> None:
    for number in (1, 2):
        kg.add(article(number, ("Brim Freight", "ORG")))
    kg.add(article(3, ("Brim Freight", "PERSON")))
    assert entities(kg) == {"Brim_Freight-org": 3}


def test_two_ministers_of_one_name_in_two_countries(kg: KnowledgeGraph) -> None:
    for number, country, friend in ((1, "Pakistani", "Nadia Malik"), (2, "Pakistani", "Nadia Malik"),
                                    (3, "Kenyan", "Grace Wanjiru"), (4, "Kenyan", "Grace Wanjiru")):  # fmt: skip
        kg.add(article(number, ("Sami Khan", "PERSON", f"{country} health minister"), (friend, "PERSON")))
    khans = {name: count for name, count in entities(kg).items() if "Khan" in name}
    assert sorted(khans.values()) == [2, 2]


def test_the_judge_and_the_striker_stay_one_where_they_share_their_people(kg: KnowledgeGraph) -> None:
    kg.add(article(1, ("Rui Tavora", "PERSON", "judge"), ("Ana Peres", "PERSON")))
    kg.add(article(2, ("Rui Tavora", "PERSON", "striker"), ("Ana Peres", "PERSON")))
    assert entities(kg)["Rui_Tavora"] == 2


def test_a_wrong_fact_leaves_the_graph_and_comes_back(kg: KnowledgeGraph) -> None:
    kg.add(article(1, ("Rui Tavora", "PERSON", "judge")))
    fact = next(row for row in kg.facts() if row.relation_label == "hold position")
    done = kg.correct([Correction(0, "wrong", statement=fact.statement)])
    assert fact.statement not in {row.statement for row in kg.facts()}
    assert kg.store.derived() == kg.store.rebuilt()
    kg.correct([Correction(0, "undo", undoes=done[0].id)])
    assert fact.statement in {row.statement for row in kg.facts()}


def test_one_article_of_a_namesake(kg: KnowledgeGraph) -> None:
    for number in (1, 2):
        kg.add(article(number, ("Rui Tavora", "PERSON")))
    namesake = next(iri.value for iri in kg.store.articles())
    kg.correct([Correction(0, "split", entity=f"{BASE}Rui_Tavora", articles=(namesake,))])
    assert sorted(entities(kg).values()) == [1, 1]
    assert {row.label for row in kg.entities() if row.type == "Person"} == {"Rui Tavora"}


@pytest.mark.parametrize("moment", ["before the store changes", "after the store changes"])
def test_killed_while_other_articles_are_mapped_again(folder: Path, moment: str) -> None:
    """The second article gives the surname of the first one a bearer, so that both graphs change in one step."""
    script = f"""
import os, sys
sys.path.insert(0, sys.argv[2])
from graph import KnowledgeGraph
from tests.graph.resolve.test_decisions import article
kg = KnowledgeGraph.open(sys.argv[1])
kg.add(article(2, ("Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
kg.flush()
update = kg.store.writer._update
def killed(*args, **options):
    if {moment.startswith("after")}:
        update(*args, **options)
    os.kill(os.getpid(), 9)
kg.store.writer._update = killed
kg.add(article(1, ("Ingvild Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
"""
    root = Path(__file__).parents[3]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    result = subprocess.run([sys.executable, "-c", script, str(folder), str(root)], check=False, env=environment)
    assert result.returncode == -signal.SIGKILL
    with KnowledgeGraph.open(folder) as kg:
        assert kg.store.derived() == kg.store.rebuilt()
        assert not (folder / "changing.jsonl").exists()
        assert entities(kg)["Sandberg-person"] == 1
        kg.add(article(1, ("Ingvild Sandberg", "PERSON", "finance minister"), ("Norges Fond", "ORG")))
        assert kg.store.derived() == kg.store.rebuilt()
        assert entities(kg)["Ingvild_Sandberg"] == 2
        subjects = {row.subject_label for row in kg.facts()}
        assert "Sandberg" not in subjects
