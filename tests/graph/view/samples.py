"""Rows for the tests of the view: a small made-up story, graphs of any size, and one with hostile text."""

from __future__ import annotations

import random

from graph.facts import EntityRow, FactRow, QualifierRow

BASE = "https://w3id.org/newsgraph/id/"
PUBLISHED = ("2025-11-06", "2025-11-05", None, "2025-10-20")
OUTLETS = ("Harbour Gazette", "The Northern Wire", "Daily Meridian", "Coast Radio")


def entity(
    name: str, type_name: str, *aliases: str, mentions: int = 3, articles: int = 2, links: tuple[str, ...] = ()
) -> EntityRow:
    return EntityRow(iri(name), name, type_name, tuple(aliases), mentions, articles, links)


def iri(name: str) -> str:
    return BASE + "entity/" + "".join(c if c.isalnum() else "_" for c in name)


def fact(
    number: int,
    subject: EntityRow,
    relation: str,
    target: EntityRow | str | None,
    sentence: str,
    *,
    article: int = 0,
    polarity: str = "positive",
    modality: str = "asserted",
    speaker: EntityRow | None = None,
    confidence: float = 0.9,
    time: str | None = None,
    url: str | None = "https://example.org/story",
    qualifiers: tuple[QualifierRow, ...] = (),
) -> FactRow:
    thing = target if isinstance(target, EntityRow) else None
    words = thing.label if thing else target
    start, end = _span(sentence, subject.label)
    object_start, object_end = _span(sentence, words) if words else (None, None)
    return FactRow(
        statement=f"{BASE}statement/{number:06d}",
        subject_iri=subject.iri,
        subject_label=subject.label,
        subject_type=subject.type,
        relation_iri=BASE + "relation/" + relation.replace(" ", "_"),
        relation_label=relation,
        object_iri=thing.iri if thing else None,
        object_value=None if thing else words,
        object_label=words or "",
        object_type=thing.type if thing else "",
        polarity=polarity,
        modality=modality,
        attributed_to_iri=speaker.iri if speaker else None,
        attributed_to_label=speaker.label if speaker else None,
        within=None,
        time_value=time,
        time_text=time,
        place_iri=None,
        place_label=None,
        qualifiers=qualifiers,
        confidence=confidence,
        extractor="clause",
        plain=polarity == "positive" and modality == "asserted" and speaker is None,
        sentence=sentence,
        sentence_start=100,
        sentence_end=100 + len(sentence),
        subject_start=None if start is None else 100 + start,
        subject_end=None if end is None else 100 + end,
        object_start=None if object_start is None else 100 + object_start,
        object_end=None if object_end is None else 100 + object_end,
        article_iri=f"{BASE}article/{article:04d}",
        headline=f"Story number {article}",
        publisher=OUTLETS[article % len(OUTLETS)],
        published=PUBLISHED[article % len(PUBLISHED)],
        url=url and f"{url}/{article}",
    )


def _span(sentence: str, words: str) -> tuple[int | None, int | None]:
    at = sentence.find(words)
    return (at, at + len(words)) if at >= 0 and words else (None, None)


def story() -> tuple[list[EntityRow], list[FactRow]]:
    """A port, a strike, a minister: every way of telling occurs, and two outlets disagree."""
    mara = entity("Mara Lindqvist", "Person", "Lindqvist", "the minister", mentions=9, articles=4)
    tomas = entity("Tomás Ferreira", "Person", "Ferreira", mentions=5)
    zolc = entity("Żółć Łódzka", "Person", mentions=1, articles=1)
    union = entity("Dockers' Union", "Organization", "the union", mentions=8, articles=4)
    port = entity("Port of Velsund", "Organization", "the port", mentions=7, articles=3)
    ministry = entity("Ministry of Transport", "Organization", mentions=4)
    velsund = entity("Velsund", "City", mentions=6, articles=4, links=("https://www.wikidata.org/wiki/Q1",))
    norland = entity("Norland", "Country", mentions=5, articles=3)
    strike = entity("Harbour Strike", "Event", mentions=6, articles=4)
    norlanders = entity("Norlanders", "Group", mentions=1, articles=1)
    bay = entity("Grey Bay", "Place", mentions=1, articles=1)
    law = entity("Safe Quays Act", "CreativeWork", mentions=2)
    pay = entity("pay rise", "Concept", mentions=3)
    talks = entity("fresh talks", "Concept", mentions=2)
    terms = entity("old crane", "Concept", mentions=1)
    alone = entity("Osk Hollow", "City", mentions=1, articles=1)
    said = "The union wants a pay rise, Lindqvist said."
    facts = [
        fact(1, union, "demand", pay, "The Dockers' Union demands a pay rise."),
        fact(2, port, "refuse", pay, "The Port of Velsund refused the pay rise.", article=1),
        fact(3, union, "want", pay, said, article=1, speaker=mara),
        fact(4, mara, "meet", tomas, "Mara Lindqvist met Tomás Ferreira on Tuesday.", time="2025-11-04"),
        fact(5, tomas, "meet", mara, "Tomás Ferreira met Mara Lindqvist twice.", article=2),
        fact(6, tomas, "lead", union, "Tomás Ferreira leads the Dockers' Union.", article=2),
        fact(7, tomas, "lead", union, "The Dockers' Union is led by Tomás Ferreira.", article=3),
        fact(8, mara, "hold position", "Minister of Transport", "Mara Lindqvist, Minister of Transport, spoke."),
        fact(9, ministry, "plan", talks, "The Ministry of Transport plans fresh talks.", modality="planned"),
        fact(10, union, "join", talks, "The Dockers' Union may join the fresh talks.", modality="possible", article=1),
        fact(11, union, "end", strike, "The Dockers' Union did not end the Harbour Strike.", polarity="negative"),
        fact(
            12, port, "fire", norlanders, "The Port of Velsund denied firing Norlanders.", modality="denied", article=3
        ),
        fact(13, strike, "be held in", velsund, "The Harbour Strike is held in Velsund.", article=2),
        fact(14, port, "be in", velsund, "The Port of Velsund is in Velsund.", confidence=0.4),
        fact(15, velsund, "lie in", norland, "Velsund lies in Norland.", confidence=1.0, article=2),
        fact(16, velsund, "face", bay, "Velsund faces Grey Bay.", confidence=0.0, article=3),
        fact(17, norland, "pass", law, "Norland passed the Safe Quays Act.", article=3),
        fact(18, mara, "defend", law, "Mara Lindqvist defended the Safe Quays Act.", article=3),
        fact(19, union, "criticise", law, "The Dockers' Union criticised the Safe Quays Act.", speaker=tomas),
        fact(20, port, "scrap", terms, "The Port of Velsund scrapped the old crane."),
        fact(21, strike, "end", None, "The Harbour Strike ended."),
        fact(22, mara, "say", "This cannot go on", "“This cannot go on”, Mara Lindqvist said.", article=1),
        fact(23, zolc, "visit", velsund, "Żółć Łódzka visited Velsund 🎉 in spring.", article=2),
        fact(
            24,
            ministry,
            "mediate with",
            union,
            "The Ministry of Transport mediates with the Dockers' Union.",
            qualifiers=(QualifierRow("since", "Monday"),),
        ),
    ]
    rows = [
        mara,
        tomas,
        zolc,
        union,
        port,
        ministry,
        velsund,
        norland,
        strike,
        norlanders,
        bay,
        law,
        pay,
        talks,
        terms,
        alone,
    ]
    return rows, facts


def sized(count: int, *, seed: int = 3) -> tuple[list[EntityRow], list[FactRow]]:
    """About ``count`` linked entities by preferential attachment within loose communities, 1.8 facts each."""
    dice = random.Random(seed)
    types = ("Person", "Organization", "Country", "City", "Event", "Group", "Place")
    verbs = ("meet", "accuse", "visit", "support", "sue", "pay", "warn", "back", "lead", "join", "oppose", "fund")
    people = [
        entity(f"{dice.choice(FIRST)} {dice.choice(LAST)} {i}", dice.choice(types), articles=1) for i in range(count)
    ]
    facts, ends = [], [0]
    for i in range(1, count):
        pool = [j for j in ends[-400:] if j % 9 == i % 9] or ends[-12:]
        facts.append(_random_fact(len(facts), people[i], people[dice.choice(pool)], dice, verbs))
        ends.append(i)
    while len(facts) < count * 1.8:
        a, b = dice.choice(ends), dice.randrange(count)
        if a != b:
            facts.append(_random_fact(len(facts), people[a], people[b], dice, verbs))
            ends.append(a)
    return people, facts


def _random_fact(number: int, a: EntityRow, b: EntityRow, dice: random.Random, verbs: tuple[str, ...]) -> FactRow:
    verb = dice.choice(verbs)
    return fact(
        number, a, verb, b, f"{a.label} did {verb} {b.label} on a grey morning in the harbour.",
        article=number // 6, confidence=round(dice.uniform(0.3, 1), 2),
    )  # fmt: skip


FIRST = ["Ada", "Boris", "Chidi", "Dana", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Miro", "Nia"]
LAST = [
    "Adler",
    "Brandt",
    "Castro",
    "Dimov",
    "Eriksen",
    "Fontaine",
    "Garcia",
    "Horvat",
    "Ito",
    "Jansen",
    "Kaya",
    "Lund",
]

HOSTILE_NAMES = (
    "<img src=x onerror=window.pwn=1>",
    "</script><script>window.pwn=2</script>",
    '=HYPERLINK("http://evil")',
    "@SUM(A1)",
    "-2+3",
    "+cmd|calc",
    "مرحبا بالعالم",
    "🎉 Fête 🎉",
    "習近平",
    "L" * 300,
    "Zażółć \u2028 gęślą",
    'a "quoted" & <b>bold</b>',
    "tab\tand\nline",
    "\ttab first",
    "<!--",
    "]]>",
    "{{ 7*7 }}",
    "half a pair \ud83c",
    "Łódź Straße Ærø",
)


def hostile() -> tuple[list[EntityRow], list[FactRow]]:
    """Text that breaks careless pages, spreadsheets and parsers; self loops and reverse lines."""
    alias, link = ("<svg onload=window.pwn=3>",), ("javascript:window.pwn=4",)
    people = [
        EntityRow(f"{BASE}entity/hostile-{i}", name, "Person", alias, 1, 1, link)
        for i, name in enumerate(HOSTILE_NAMES)
    ]
    facts = []
    for i, one in enumerate(people):
        other, third = people[(i + 1) % len(people)], people[(i + 3) % len(people)]
        url = "javascript:window.pwn=6" if i % 2 else "https://example.org/ok?a=1&b=<2>"
        told = f"{one.label} hits {other.label} <script>window.pwn=5</script>"
        facts.append(fact(2 * i, one, "<i>hits</i>", other, told, confidence=float(i % 2), article=i, url=url))
        facts.append(fact(2 * i + 1, other, "answers", one, f"{other.label} answers {one.label}", speaker=third))
    facts.append(fact(900, people[0], "hits", people[0], "It hits itself."))
    return [*people, entity("All alone", "City")], facts
