"""Made-up articles as extraction records: what the store gets from real ones, in the same proportions.

Of ten facts about six are asserted by the outlet, two are said by somebody and stand within a saying, one is planned
and one is negated; two or three outlets tell the same story. Offsets fit the text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors.records import (
    Argument,
    Article,
    Entity,
    Extraction,
    Fact,
    Mention,
    Modality,
    Polarity,
    Reference,
    Relation,
    Sentence,
    TimeReference,
    stable_id,
)
from graph.bench.newsroom.world import World

__all__ = ["generate_articles"]

FIRST_DAY = date(2025, 1, 1)
SENTENCES = 10
STORY = 3


def generate_articles(number: int, seed: int = 20261123) -> Iterator[Extraction]:
    """Yield made-up records.

    Args:
        number: How many.
        seed: The same seed gives the same records.

    Yields:
        One record per article, in stories of three told by different outlets.
    """
    chance = random.Random(seed)  # noqa: S311 - data for measurements
    world = World.of_size(number, chance)
    told = 0
    while told < number:
        story = [_plot(world, chance) for _ in range(SENTENCES)]
        for outlet in chance.sample(world.outlets, STORY)[: number - told]:
            own = [_plot(world, chance) if chance.random() < 0.4 else event for event in story]
            yield _Draft(told, outlet, chance).write(own)
            told += 1


_Plot = tuple[str, tuple[str, str], str, tuple[str, str], str, dict[str, str]]
"""Kind of sentence, subject with its type, relation's label, object with its type, place, marks."""


def _plot(world: World, chance: random.Random) -> _Plot:
    person, other = (World.draw(world.people, chance), "PERSON"), (World.draw(world.people, chance), "PERSON")
    company, thing = (World.draw(world.companies, chance), "ORG"), (World.draw(world.things, chance), "CONCEPT")
    place = World.draw(world.places, chance)
    kind = chance.choices(("plain", "office", "said", "planned", "negated"), (45, 10, 20, 12, 13))[0]
    if kind == "office":
        return kind, person, "hold position", (World.draw(world.offices, chance), "CONCEPT"), place, {}
    if kind == "said":
        return kind, person, chance.choice(("sign", "reject")), thing, place, {"speaker": other[0]}
    relation, target = chance.choice((("meet", other), ("visit", (place, "GPE")), ("back", thing), ("lead", company)))
    return kind, person, relation, target, place, {}


class _Draft:
    """One article being written."""

    def __init__(self, number: int, outlet: str, chance: random.Random) -> None:
        self.number, self.outlet, self.chance = number, outlet, chance
        self.day = FIRST_DAY + timedelta(days=number // 12)
        self.text = ""
        self.sentences: list[Sentence] = []
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.facts: list[Fact] = []

    def write(self, story: list[_Plot]) -> Extraction:
        for plot in story:
            self._sentence(plot)
        article = Article(
            id=f"report-{self.number}-{stable_id(self.text)[:10]}",
            source=f"reports/{self.number:06}.txt",
            text=self.text,
            headline=f"Report {self.number}: {story[0][1][0]}",
            publisher=self.outlet,
            published=self.day.isoformat(),
            url=f"https://{self.outlet.lower().replace(' ', '-')}.example/{self.number}",
        )
        record = Extraction(article, tuple(self.sentences), tuple(self.entities.values()), tuple(self.mentions))
        return replace(record, facts=tuple(self.facts))

    def _sentence(self, plot: _Plot) -> None:
        kind, subject, label, target, place, marks = plot
        start = len(self.text) + 1 if self.text else 0
        self.text += " " if self.text else ""
        self._add("In ")
        where = self._mention(place, "GPE")
        said = self._saying(marks.get("speaker"))
        self._add(", ")
        who = self._mention(*subject)
        words = {"planned": f"will {label}", "negated": f"did not {label}"}.get(kind, label)
        relation = self._words(f" {words}", label)
        what = self._mention(*target)
        self._add(" on Monday.")
        monday = self.day - timedelta(days=self.day.weekday())
        time = TimeReference("Monday", len(self.text) - 7, len(self.text) - 1, monday.isoformat())
        self.sentences.append(Sentence(start, len(self.text)))
        modality: Modality = "planned" if kind == "planned" else "asserted"
        polarity: Polarity = "negative" if kind == "negated" else "positive"
        self._fact(
            who,
            relation,
            Argument(*what),
            where,
            time if self.chance.random() < 0.4 else None,
            modality,
            polarity,
            said,
        )
        if kind != "said":  # real sentences tell two or three facts
            stay = replace(relation, label="speak in")
            self._fact(who, stay, Argument(*where), where, None, "asserted", "positive", None)
            if self.chance.random() < 0.5:
                deal = replace(relation, label="deal with")
                self._fact(who, deal, Argument(*what), where, None, "asserted", "positive", None)

    def _saying(self, speaker: str | None) -> tuple[Reference, str] | None:
        if speaker is None:
            return None
        self._add(" ")
        who = self._mention(speaker, "PERSON")
        relation = self._words(" said", "say")
        words = (self.text[-4:], len(self.text) - 4, len(self.text))
        identity = stable_id("fact", self.number, len(self.facts))
        self.facts.append(
            Fact(
                identity, len(self.sentences), "speech", 0.9, Reference(*who), relation, Argument(*words, value="said")
            )
        )
        return Reference(*who), identity

    def _fact(
        self,
        who: tuple[str, int, int, str],
        relation: Relation,
        what: Argument,
        where: tuple[str, int, int, str],
        time: TimeReference | None,
        modality: Modality,
        polarity: Polarity,
        said: tuple[Reference, str] | None,
    ) -> None:
        self.facts.append(
            Fact(
                id=stable_id("fact", self.number, len(self.facts)),
                sentence=len(self.sentences) - 1,
                extractor="clause",
                confidence=round(0.4 + 0.6 * self.chance.random(), 2),
                subject=Reference(*who),
                relation=relation,
                object=what,
                time=time,
                place=Reference(*where) if self.chance.random() < 0.5 else None,
                polarity=polarity,
                modality=modality,
                attributed_to=said[0] if said else None,
                within=said[1] if said else None,
            )
        )

    def _add(self, words: str) -> int:
        at = len(self.text)
        self.text += words
        return at

    def _words(self, words: str, label: str) -> Relation:
        at = self._add(words) + 1
        relation = Relation(words.strip(), label, at, len(self.text))
        self.text += " " if label != "say" else ""
        return relation

    def _mention(self, name: str, type: str) -> tuple[str, int, int, str]:
        entity = self.entities.setdefault(f"{name}/{type}", Entity(f"e{len(self.entities)}", name, type))
        at = self._add(name)
        kind = "nominal" if type == "CONCEPT" else "name"
        self.mentions.append(Mention(at, at + len(name), name, type, kind, entity.id))  # type: ignore[arg-type]
        return name, at, at + len(name), entity.id
