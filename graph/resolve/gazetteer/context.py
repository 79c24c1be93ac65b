"""What an article tells about where it plays: the countries and regions that its other names point to.

A name that several places bear is settled by the company it keeps (Leidner 2007, "Toponym resolution in text", calls
the cues minimality and containment): the country is named or its people are, another of its cities is, the dateline
lies there, the text itself adds "Texas" or "the state of".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractors.records import Article, Extraction
from graph.resolve.gazetteer.names import fold
from graph.resolve.gazetteer.tables import Gazetteer, Place

__all__ = ["PLACE_TYPES", "Context", "article_context", "lies_in", "sure_place"]

PLACE_TYPES = frozenset({"GPE", "LOC"})
SURE_MARGIN = 1.3
"""A place twenty times as prominent as its namesakes is meant unless the article points elsewhere."""
SURE_WEIGHT, ONLY_WEIGHT = 6.0, 4.5
"""Below this prominence a place is no evidence of where an article plays; less is asked of a name only one bears."""

_AFTER_COMMA = re.compile(r",\s+(?P<name>[A-Z][\w.’'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.’'-]*){0,3})")
_KIND_AFTER = re.compile(r"\s+(?P<kind>[Ss]tate|[Pp]rovince|[Cc]ity|[Rr]egion|[Gg]overnorate|[Pp]refecture)\b")
_KIND_BEFORE = re.compile(
    r"\b(?P<kind>state|province|city|town|port|capital|village|region|Republic|republic|kingdom|nation|country)"
    r"(?:\s+city)?(?:\s+of|,)?\s+(?:the\s+)?$"
)
_BESIDE = re.compile(r"\s+(?:and|or)\s+(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)?)")
_KINDS = {
    **dict.fromkeys(("state", "province", "region", "governorate", "prefecture"), frozenset({"region"})),
    **dict.fromkeys(("city", "town", "port", "capital", "village"), frozenset({"city"})),
    **dict.fromkeys(("republic", "kingdom", "nation", "country"), frozenset({"country", "territory"})),
}
_SHORT_STATE = re.compile(r",\s+(?P<short>[A-Z][a-z]+)\.")
_DOMAIN = re.compile(r"^https?://[^/]+\.(?P<country>[a-z]{2})(?::\d+)?(?:/|$)")
_OTHER_DOMAINS = {"uk": "GB"}
_NO_COUNTRY = frozenset({"TV", "IO", "ME", "CO", "AI", "FM", "LY", "TO", "WS", "CC", "EU"})
"""Country domains that the whole world uses."""


@dataclass
class Context:
    """For each country and region, the entities of the article (or its masthead) that point to it."""

    countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    regions: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    added: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def country(self, iso2: str, besides: str) -> int:
        """Return how many others than one entity point to a country."""
        return len(self.countries.get(iso2, set()) - {besides})

    def region(self, iso2: str, name: str, besides: str) -> int:
        """Return how many others than one entity point to a province or state."""
        return len(self.regions.get((iso2, fold(name)), set()) - {besides})


def article_context(extraction: Extraction, names: Mapping[str, tuple[str, ...]], places: Gazetteer) -> Context:
    """Collect what an article says about where it plays.

    Args:
        extraction: The article's record.
        names: The names of each entity of the record, by its id, the canonical one first.
        places: The gazetteer.

    Returns:
        The evidence, by country and region; and for each entity what the text adds to it ("Paris, Texas").
    """
    context = Context()
    for entity in extraction.entities:
        for name in names.get(entity.id, ()):
            _point(context, entity.id, name, entity.type, places)
    _read_masthead(context, extraction.article, places)
    text = extraction.article.text
    for mention in extraction.mentions:
        if mention.kind == "name" and mention.type in PLACE_TYPES:
            _read_around(context, mention.entity, text, mention.start, mention.end, places)
    return context


def sure_place(name: str, places: Gazetteer) -> Place | None:
    """Return the place that a name means wherever it stands, or None where that depends.

    "Ankara" means the capital of Turkey everywhere; "Birmingham" does not mean one place.
    """
    found = [place for place in places.named(name) if not _holds_namesake(place, places)]
    if not found or found[0].weight < (SURE_WEIGHT if len(found) > 1 else ONLY_WEIGHT):
        return None
    rivals = [place for place in found[1:] if place.iso2 != found[0].iso2 or found[0].kind == place.kind]
    return found[0] if not rivals or found[0].weight - rivals[0].weight >= SURE_MARGIN else None


def _holds_namesake(place: Place, places: Gazetteer) -> bool:
    """Say whether a region's name means a city or country first: Istanbul, Luxembourg."""
    if place.kind != "region":
        return False
    return any(
        other.iso2 == place.iso2 and other.kind != "region" and (other.kind != "city" or _inside(other, place))
        for other in places.named(place.name)
    )


def _inside(city: Place, region: Place) -> bool:
    return fold(city.region) == fold(region.name)


def _point(context: Context, entity: str, name: str, entity_type: str, places: Gazetteer) -> None:
    nations = places.nations(name) if entity_type in ("NORP", "GPE", "LANGUAGE") else ()
    if len(nations) == 1:
        context.countries[nations[0]].add(entity)
    sign = places.sign(name) if entity_type != "PERSON" else None
    if sign is not None:
        context.countries[sign].add(entity)
    if entity_type in PLACE_TYPES:
        place = sure_place(name, places)
        if place is not None:
            _add(context, place, entity)
    elif entity_type in ("ORG", "FAC"):
        for place in _named_inside(name, places):
            _add(context, place, entity)


def _named_inside(name: str, places: Gazetteer) -> Iterator[Place]:
    """Yield the states and countries in an organisation's name: "University of Arkansas", "Bank of Japan"."""
    words = name.split()
    for start in range(len(words)):
        for end in range(min(len(words), start + 3), start, -1):
            place = sure_place(" ".join(words[start:end]), places)
            if place is not None and place.kind != "city" and (start, end) != (0, len(words)):
                yield place
                break


def _add(context: Context, place: Place, entity: str) -> None:
    context.countries[place.iso2].add(entity)
    region = place.name if place.kind == "region" else place.region
    if region:
        context.regions[place.iso2, fold(region)].add(entity)


def lies_in(place: Place, iso2: str, region: str) -> bool:
    """Say whether a place lies in a country, or in one of its regions (named by its key, "" for the whole country)."""
    if place.kind in ("country", "territory") or place.iso2 != iso2:
        return False
    if place.kind == "region":
        return not region
    return not region or fold(place.region) == region


def _read_masthead(context: Context, article: Article, places: Gazetteer) -> None:
    """Take the dateline, the outlet's name and its domain as pointing to a country."""
    if article.place:
        place = sure_place(article.place, places)
        if place is not None:
            _add(context, place, f"dateline {fold(article.place)}")
    for word in (article.publisher or "").split():
        nations = places.nations(word)
        place = sure_place(word, places)
        if len(nations) == 1:
            context.countries[nations[0]].add("publisher")
        elif place is not None:
            _add(context, place, "publisher")
    domain = _DOMAIN.match(article.url or "")
    if domain is not None:
        code = _OTHER_DOMAINS.get(domain["country"], domain["country"].upper())
        if places.country(code) is not None and code not in _NO_COUNTRY:
            context.countries[code].add("domain")


def _read_around(context: Context, entity: str, text: str, start: int, end: int, places: Gazetteer) -> None:
    """Read what stands right beside a name: ", Texas", ", Ga.", " state", "the city of "."""
    after, before = text[end : end + 60], text[max(0, start - 40) : start]
    short = _SHORT_STATE.match(after)
    state = places.short_state(short["short"]) if short is not None else None
    if state is not None:
        context.added[entity].add((state.iso2, fold(state.name)))
    comma = _AFTER_COMMA.match(after)
    if comma is not None:
        words = comma["name"].split()
        for count in range(len(words), 0, -1):
            holders = [place for place in places.named(" ".join(words[:count]).rstrip(".")) if place.kind != "city"]
            for holder in holders:
                region = fold(holder.name) if holder.kind == "region" else ""
                context.added[entity].add((holder.iso2, region))
                if any(lies_in(place, holder.iso2, region) for place in places.named(text[start:end])):
                    _add(context, holder, f"{entity} within")  # "Athens, Georgia" tells which Georgia, too
            if holders:
                break
    kind = _KIND_AFTER.match(after) or _KIND_BEFORE.search(before)
    if kind is not None:
        context.kinds[entity] |= _KINDS[kind["kind"].lower()]
    beside = _BESIDE.match(after)
    if kind is None and beside is not None and _is_region_beside(text[start:end], beside["name"], places):
        context.kinds[entity].add("region")  # "in Georgia and South Carolina"


def _is_region_beside(name: str, other: str, places: Gazetteer) -> bool:
    """Say whether a name that may be a country's stands beside a state of a country that has such a state, too."""
    state = sure_place(other, places) or sure_place(other.split()[0], places)
    if state is None or state.kind != "region":
        return False
    named = places.named(name)
    return any(p.kind == "country" for p in named) and any(
        p.kind == "region" and p.iso2 == state.iso2 and p.geonames for p in named
    )
