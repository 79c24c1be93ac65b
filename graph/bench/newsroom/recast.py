"""The sample articles told again, any number of times, of other people, firms, places and days.

A record of extraction is rewritten word by word, its text and everything that points into it alike, so that a made-up
article costs no annotation and yet has the facts, clauses, sayings and times of a real one. All articles of one story
get the same new names and day: as in the news, several outlets tell one thing. Every second ordinary word outside the
relations changes too, since articles that differ in names only would be copies of one text to the graph.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

from extractors.records import Entity, Extraction, TimeReference, stable_id
from graph.bench.newsroom.cast import cities, countries, draw, firm, person

__all__ = ["recast_articles"]

WEEKS = 520
"""Stories are moved by whole weeks, so that the names of days stay right, over about ten years."""
CHANGED_WORDS = 0.5

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = tuple(_MONTH_NAMES.split())
_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|" + "|".join(rf"{month}\b" for month in _MONTHS)
_TOKEN = re.compile(
    rf"(?P<day>\b\d{{1,2}}) (?P<month>{_MONTH})(?: (?P<year>\d{{4}})\b)?"
    rf"|(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}}\b)(?:, (?P<us_year>\d{{4}})\b)?"
    rf"|(?P<bare_month>{_MONTH})(?: (?P<month_year>\d{{4}})\b)?"
    r"|(?P<bare_year>\b(?:19|20)\d{2}\b(?![-:]))"
    r"|(?P<word>[^\W\d_]+)"
)
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?![\d-])")
_FIXED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_NAMED = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LOC"})
_GRAMMAR = """
about above after again against although among another because been before being below between both could does done down
during each either even ever every from further have having here himself herself into itself just least less many more
most much must neither nobody none once only other others over same several shall should since some such than that their
them themselves then there these they this those though through under until upon very were what when where whether which
while whom whose will with within without would your
"""
_INSTITUTIONS = """
Agency Association Bank Board Capital Central Chamber College Commission Committee Company Conference Congress Council
Court Daily District Embassy Energy Enterprise Federal Finance Foreign Forum Freight Group House Industries Institute
International Justice Lines Logistics Ministry National News Northern Office Parliament Party Police Post Press Republic
Reserve Royal School Senate Service Ship Shipping Society State Steel Supreme Technical Trade Treasury Tribunal Union
United University Wire World
"""
_KEPT_NAMES = frozenset(_INSTITUTIONS.split())
"""A name that begins with one of these is that of an office or a body, and stays."""


def recast_articles(samples: Iterable[Extraction], number: int, seed: int = 20261124) -> Iterator[Extraction]:
    """Yield records made from samples; the first articles of a longer run are those of a shorter one.

    Args:
        samples: Records of real articles; those whose files lie in one folder are one story.
        number: How many to yield.
        seed: The same seed gives the same records.

    Yields:
        Records, story by story.
    """
    stories = _stories(list(samples))
    words = _vocabulary([record for story in stories for record in story])
    chance = random.Random(seed)  # noqa: S311 - data for measurements
    made = 0
    while made < number:
        story = stories[chance.randrange(len(stories))]
        telling = _Telling(story, words, chance)
        for record in story[: number - made]:
            yield telling.recast(record, made)
            made += 1


def _stories(samples: list[Extraction]) -> list[list[Extraction]]:
    stories: dict[str, list[Extraction]] = defaultdict(list)
    for record in samples:
        stories[str(PurePosixPath(record.article.source).parent)].append(record)
    return [sorted(stories[folder], key=lambda record: record.article.id) for folder in sorted(stories)]


def _vocabulary(samples: list[Extraction]) -> tuple[str, ...]:
    """Return the ordinary words that may stand for one another: none of a relation, a number, a time, a grammar."""
    found: Counter[str] = Counter()
    kept = set(_GRAMMAR.split())
    for record in samples:
        found.update(word for word in re.findall(r"[^\W\d_]+", record.article.text) if word.islower() and len(word) > 3)
        said = [f"{fact.relation.text} {fact.relation.label}" for fact in record.facts]
        said += [qualifier.role for fact in record.facts for qualifier in fact.qualifiers]
        said += [fact.time.text for fact in record.facts if fact.time is not None]
        said += [mention.text for mention in record.mentions if mention.type in _FIXED or mention.kind == "pronoun"]
        kept.update(re.findall(r"[^\W\d_]+", " ".join(said)))
    return tuple(sorted(word for word in found if word not in kept))


class _Telling:
    """New words for one story."""

    def __init__(self, story: Sequence[Extraction], words: Sequence[str], chance: random.Random) -> None:
        self._shift = timedelta(weeks=chance.randrange(WEEKS))
        self._words = _other_words(words, chance) | _other_names(story, chance)

    def recast(self, record: Extraction, number: int) -> Extraction:
        """Return the record of the new article."""
        old = record.article
        day = date.fromisoformat((old.published or "2025-01-01")[:10])
        article = _Rewriting(self, old.text, day)
        headline = article.string(old.headline) if old.headline is not None else None
        made = replace(
            old,
            id=f"article-{number}-{stable_id(article.text)[:10]}",
            source=f"recast/{number:07}.txt",
            text=article.text,
            headline=headline,
            author=tuple(article.string(name) for name in old.author),
            published=self.moved(old.published) if old.published is not None else None,
            place=article.string(old.place) if old.place is not None else None,
            url=None if old.url is None else f"https://news.example/{number}",
        )
        parts = {f.name: article.rewritten(getattr(record, f.name)) for f in fields(record) if f.name != "article"}
        return Extraction(article=made, **parts)

    def word(self, word: str) -> str:
        """Return what stands for a word."""
        new = self._words.get(word)
        if new is None and word[:1].isupper():  # at the head of a sentence
            new = self._words.get(word.lower())
            return word if new is None else new.capitalize()
        return word if new is None else new

    def moved(self, iso: str) -> str:
        """Return an ISO date, month, year or interval on its new days."""
        return _ISO.sub(lambda found: self._moved(found["year"], found["month"], found["day"]), iso)

    def _moved(self, year: str, month: str | None, day: str | None) -> str:
        new = self.day(int(year), int(month or 7), int(day or 15))
        return new.isoformat()[: 10 if day else 7 if month else 4]

    def day(self, year: int, month: int, day: int) -> date:
        """Return the new day of an old one."""
        return date(year, month, day) + self._shift


class _Rewriting:
    """One article's text in its new words, and where each old character went."""

    def __init__(self, telling: _Telling, old: str, published: date) -> None:
        self._telling, self._old, self._published = telling, old, published
        self._at: list[int] = []
        self.text = self._rewrite(old, self._at)

    def string(self, text: str) -> str:
        """Return any string of the record in the new words."""
        return self._rewrite(text, None)

    def rewritten(self, item: Any) -> Any:
        """Return a part of the record with all that points into the text or says its words."""
        if isinstance(item, tuple):
            return tuple(self.rewritten(part) for part in item)
        if isinstance(item, Entity):
            return self._entity(item)
        if not is_dataclass(item) or isinstance(item, type):
            return item
        changed: dict[str, Any] = {f.name: self.rewritten(getattr(item, f.name)) for f in fields(item)}
        if hasattr(item, "start"):
            changed |= self._place(item)
        if isinstance(changed.get("value"), str):
            value = changed["value"]
            as_date = isinstance(item, TimeReference) or re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", value)
            changed["value"] = self._telling.moved(value) if as_date else value
        return replace(item, **changed)

    def _place(self, item: Any) -> dict[str, Any]:
        start, end = self._at[item.start], self._at[item.end]
        if not hasattr(item, "text"):
            return {"start": start, "end": end}
        whole = item.text == self._old[item.start : item.end]
        return {"start": start, "end": end, "text": self.text[start:end] if whole else self.string(item.text)}

    def _entity(self, entity: Entity) -> Entity:
        new = self._telling.moved if entity.type in ("DATE", "TIME") else self.string
        return replace(entity, name=new(entity.name), aliases=tuple(map(new, entity.aliases)), links=())

    def _rewrite(self, text: str, at: list[int] | None) -> str:
        """Return a text in new words; ``at`` gets the new offset of each old one, those within a word its start."""
        parts, done, length = [], 0, 0
        for found in _TOKEN.finditer(text):
            new = self._replacement(found)
            gap = text[done : found.start()]
            parts += [gap, new]
            if at is not None:
                at.extend(range(length, length + len(gap)))
                inside = range(length + len(gap), length + len(gap) + len(found[0]))
                at.extend(inside if new == found[0] else [inside.start] * len(inside))
            done, length = found.end(), length + len(gap) + len(new)
        parts.append(text[done:])
        if at is not None:
            at.extend(range(length, length + len(text) - done + 1))
        return "".join(parts)

    def _replacement(self, found: re.Match[str]) -> str:
        if found["word"] is not None:
            return self._telling.word(found["word"])
        if found["bare_year"] is not None:
            return str(self._telling.day(int(found["bare_year"]), 7, 15).year)
        month = found["month"] or found["us_month"] or found["bare_month"]
        year = found["year"] or found["us_year"] or found["month_year"]
        number = next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3]))
        day = int(found["day"] or found["us_day"] or 15)
        new = self._telling.day(int(year or self._published.year), number, day)
        name = _MONTHS[new.month - 1]
        if found["day"] is not None:
            return f"{new.day} {name}" + (f" {new.year}" if year else "")
        if found["us_day"] is not None:
            return f"{name} {new.day}" + (f", {new.year}" if year else "")
        return name + (f" {new.year}" if year else "")


def _other_words(words: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Draw another word for about half of the words: a plural for a plural, an adverb for an adverb."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[_ending(word)].append(word)
    changed = {word: chance.choice(groups[_ending(word)]) for word in words if chance.random() < CHANGED_WORDS}
    plurals = {f"{word}s": f"{new}s" for word, new in changed.items() if f"{word}s" in words}
    return changed | plurals


def _ending(word: str) -> str:
    return next((ending for ending in ("ing", "ed", "ly", "s") if word.endswith(ending)), "")


def _other_names(story: Sequence[Extraction], chance: random.Random) -> dict[str, str]:
    """Draw a new name for each name of a story; a word that two names share stays shared."""
    names: dict[str, str] = {}
    nations = dict(countries())
    peoples = {people: country for country, people in nations.items()}
    texts = " ".join(record.article.text for record in story)
    lower = set(re.findall(r"\b[a-z]+\b", texts))
    found = sorted({(e.type, e.name) for record in story for e in record.entities if e.type not in _FIXED})
    for type_, name in sorted(found, key=lambda one: one[0] not in ("GPE", "NORP")):  # what is a place stays one
        parts = re.findall(r"[^\W\d_]+", name)
        if len(parts) == 1 and (parts[0] in nations or parts[0] in peoples):
            _move_country(peoples.get(parts[0], parts[0]), nations, names, chance)
        elif type_ == "GPE" and len(parts) == 1:
            names.setdefault(parts[0], cities()[draw("city", chance) % len(cities())])
        elif type_ == "PERSON" and parts:
            given, surname = person(draw("person", chance))
            names.setdefault(parts[-1], surname)
            for part in filter(str.istitle, parts[:-1]):  # not "van"
                names.setdefault(part, given)
        elif type_ in _NAMED and parts and parts[0][0].isupper() and not _is_common(parts[0], lower):
            names.setdefault(parts[0], firm(draw("firm", chance)))
    return names


def _is_common(word: str, lower: set[str]) -> bool:
    return word in _KEPT_NAMES or word.lower() in lower


def _move_country(country: str, nations: dict[str, str], names: dict[str, str], chance: random.Random) -> None:
    if country not in names:
        listed = countries()
        names[country], names[nations[country]] = listed[draw("country", chance) % len(listed)]
