"""A writer killed at any moment leaves whole articles, loses nothing it acknowledged, and the store opens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.records import Extraction
from graph import KnowledgeGraph
from tests.graph.conftest import RecordBuilder

# One process imports everything once and opens no store; each writer is its fork, named by its first line.
NURSERY = """
import os, sys
sys.path.insert(0, sys.argv[2])
from graph import KnowledgeGraph
import graph.events.grouping, graph.resolve.gazetteer
from tests.graph.test_crash import article
def write(number):
    start = number
    kg = KnowledgeGraph.open(sys.argv[1])
    print("open", flush=True)
    while True:
        kg.add(article(number))
        print(number, flush=True)
        if number % 3 == 2 and number > start:
            kg.add(article(number, version=2))
            print(f"-{number - 1}?", flush=True)
            kg.remove(f"{number - 1}.txt")
            print(f"-{number - 1}", flush=True)
        if number % 7 == 0:
            kg.flush()
        number += 1
for line in sys.stdin:
    writer = os.fork()
    if not writer:
        print(os.getpid(), flush=True)
        write(int(line))
    os.waitpid(writer, 0)
    print("dead", flush=True)
"""
KILLS = 50
WHOLE = """
SELECT ?headline (COUNT(?s) AS ?facts) { ?s a ng:Statement ; prov:wasDerivedFrom/schema:headline ?headline }
GROUP BY ?headline
"""


def article(number: int, version: int = 1) -> Extraction:
    b = RecordBuilder(f"{number}.txt", headline=f"Report {number}")
    b.entity("Ann Ray", "PERSON").entity(f"Town {number % 9}", "GPE")
    for i in range(8):
        other = " ".join(f"w{number}x{i}x{j}" for j in range(8))  # no two reports are near-duplicates
        b.sentence(f"Ann Ray saw Town {number % 9} in version {version}: {other}.")
        b.fact("Ann Ray", "saw", f"Town {number % 9}")
        b.fact("Ann Ray", ("saw", f"see {i}"), f"Town {number % 9}")
    return b.build()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kill_at_random_moments(folder: Path) -> None:
    chance = random.Random(20261123)
    root = Path(__file__).parents[2]
    number, added, removed = 0, set(), set()
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(folder), str(root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    for kill in range(KILLS):
        nursery.stdin.write(f"{number}\n")
        writer = int(nursery.stdout.readline())
        assert nursery.stdout.readline() == "open\n"
        lines = [nursery.stdout.readline() for _ in range(chance.randint(1, 12))]
        time.sleep(chance.uniform(0, 0.03))
        os.kill(writer, signal.SIGKILL)
        while (line := nursery.stdout.readline()) != "dead\n":
            lines.append(line)
        for line in lines:
            said = line.strip()
            if said.startswith("-"):
                added.discard(int(said.strip("-?")))  # from its announcement on, it may be gone
                if not said.endswith("?"):
                    removed.add(int(said[1:]))
            elif said.isdigit():
                added.add(int(said))
                number = max(number, int(said) + 1)
        number += 2  # what was in flight may be there or not; do not write over it
        with KnowledgeGraph.open(folder) as kg:
            whole = {str(row["headline"]): int(row["facts"] or 0) for row in kg.query(WHOLE)}
            assert set(whole.values()) <= {16}, "an article is there in part"
            assert {f"Report {n}" for n in added} <= set(whole), "an acknowledged article is gone"
            assert not {f"Report {n}" for n in removed} & set(whole), "a removed article is back"
            if kill % 10 == 9:  # the whole layer made anew takes long
                assert kg.store.derived() == kg.store.rebuilt()
            assert len(whole) == len(list(kg.store.articles())) == len(list(kg.store.catalogue.articles()))
    nursery.stdin.close()
    nursery.wait()
    assert added
    assert removed


@pytest.mark.parametrize("moment", ["before the store changes", "after the store changes"])
def test_killed_between_catalogue_and_store(folder: Path, moment: str) -> None:
    script = f"""
import os, sys
sys.path.insert(0, sys.argv[2])
from graph import KnowledgeGraph
from graph.writing import GraphWriter
from tests.graph.test_crash import article
kg = KnowledgeGraph.open(sys.argv[1])
kg.add(article(1))
kg.flush()
update = GraphWriter._update
def killed(*args, **options):
    if {moment.startswith("after")}:
        update(*args, **options)
    os.kill(os.getpid(), 9)
GraphWriter._update = killed
kg.add(article(1, version=2))
"""
    root = Path(__file__).parents[2]
    result = subprocess.run([sys.executable, "-c", script, str(folder), str(root)], check=False)
    assert result.returncode == -signal.SIGKILL
    with KnowledgeGraph.open(folder) as kg:
        facts = list(kg.facts())
        assert len(facts) == 16
        assert len({fact.article_iri for fact in facts}) == 1
        assert kg.store.derived() == kg.store.rebuilt()
        kg.add(article(1, version=2))
        assert all("version 2" in fact.sentence for fact in kg.facts())
        assert kg.store.derived() == kg.store.rebuilt()
