"""Which place or body an entity of an article is, with the outside identifiers of it, or nothing where that is open.

Every candidate of a name is scored in powers of ten: its prominence, plus what the article says in its favour. The best
one is taken only if it leads the next by a clear margin; a wrong link is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractors.records import Entity, Extraction, stable_id
from graph.resolve.gazetteer.authority import Authority, Entry
from graph.resolve.gazetteer.context import PLACE_TYPES, Context, article_context, lies_in, sure_place
from graph.resolve.gazetteer.names import fold
from graph.resolve.gazetteer.tables import Gazetteer, Place, gazetteer

__all__ = ["Link", "Linker"]

MARGIN = 1.3
"""The best candidate is taken when it is twenty times as likely as the next."""
LEAST = 5.0
"""What a candidate must score at least: a small town that nothing in the article points to stays unlinked."""

METONYM_TYPES = frozenset({"ORG", "FAC"})
METONYM = 7.5
"""Capitals and countries are at least so prominent; a lesser place among organisations is a club or a paper."""

SAME_COUNTRY = 2.3
EACH_MORE = 0.3
SAME_REGION, ITS_CITIES = 2.0, 1.5
OWN_PEOPLE = 1.0
DWARFED, NAMED_ONLY = 2.0, 0.5
NEIGHBOUR = 0.7
SAID_INSIDE = 6.0
SAID_KIND = 3.0


@dataclass(frozen=True, slots=True)
class Link:
    """What an entity of an article is in the world outside.

    ``key`` identifies it: two entities with one key are one thing, two with different keys are different things.
    ``kind`` is "country", "territory", "region", "city", "place", "org" or "" (an authority file need not say).
    ``name`` is its usual English name, ``unique_name`` one that no other place has ("Georgia, United States").
    ``same_as`` and ``close_match`` hold the IRIs, ``code`` the ISO 3166-1 code of a country, ``within`` what holds it,
    the nearest first.
    """

    key: str
    name: str
    unique_name: str
    kind: str
    same_as: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    code: str = ""
    within: tuple[Link, ...] = ()


class Linker:
    """Links the entities of articles, one article at a time, by the gazetteer and the user's authority file.

    The links of an article depend on its record and the tables alone, never on other articles.
    """

    def __init__(self, authority: Authority | None = None, places: Gazetteer | None = None) -> None:
        self.authority = authority or Authority()
        self.places = places or gazetteer()
        self._latest: tuple[Extraction, Context] | None = None

    @cached_property
    def version(self) -> str:
        """A hash of the tables and the authority file: as long as it is the same, so are all links."""
        return stable_id(self.places.version, self.authority.version)

    def links(self, extraction: Extraction) -> dict[str, Link]:
        """Return the links of an article's entities.

        Args:
            extraction: The article's record.

        Returns:
            A link for each entity that is known for certain, by the entity's id in the record.
        """
        context = self._context(extraction)
        found = {}
        for entity in extraction.entities:
            link = self._link(entity.id, _names(entity), entity.type, context)
            if link is not None:
                found[entity.id] = link
        return found

    def named(self, extraction: Extraction, name: str, entity_type: str) -> Link | None:
        """Return the link of a name beside the text: an outlet, an author, the place of a dateline."""
        return self._link(f"dateline {fold(name)}", (name,), entity_type, self._context(extraction))

    def get(self, key: str) -> Link | None:
        """Return what a key stands for, or None where neither the tables nor the authority file have it."""
        entry = self.authority.by_iri.get(key)
        if entry is not None:
            return Link(key, entry.name, entry.name, entry.kind, (key,))
        place = self.places.by_key(key)
        return None if place is None else self.link_place(place)

    def _context(self, extraction: Extraction) -> Context:
        if self._latest is None or self._latest[0] is not extraction:
            names = {entity.id: _names(entity) for entity in extraction.entities}
            self._latest = extraction, article_context(extraction, names, self.places)
        return self._latest[1]

    def link_place(self, place: Place) -> Link:
        """Return a place of the gazetteer as a link, with what holds it."""
        country = self.places.country(place.iso2) if place.kind in ("region", "city") else None
        region = self.places.region(place.iso2, place.region) if place.kind == "city" and place.region else None
        names = {fold(place.name), fold(country.name) if country is not None else ""}
        if region is not None and fold(region.name) in names:
            region = None  # the province of Istanbul says no more than the city
        within = tuple(self.link_place(holder) for holder in (region, country) if holder is not None)
        holders = () if self._comes_first(place) else (holder.name for holder in within)
        unique = ", ".join((place.name, *holders))
        code = place.iso2 if place.kind in ("country", "territory") else ""
        return Link(place.key, place.name, unique, place.kind, place.links, (), code, within)

    def _comes_first(self, place: Place) -> bool:
        """Say whether a place is what its bare name means: Paris in France is, Paris in Texas is not."""
        if place.kind in ("country", "territory", "org"):
            return True
        named = self.places.named(place.name)
        others = [o for o in named if o.key != place.key and not self._stands_back(o, named, place.name)]
        back = self._stands_back(place, named, place.name)
        return not back and all(place.weight - other.weight >= MARGIN for other in others)

    def _link(self, entity: str, names: tuple[str, ...], entity_type: str, context: Context) -> Link | None:
        for name in names:
            entry = self.authority.find(name, entity_type)
            if entry is not None:
                return self._by_authority(entry, entity, names, entity_type, context)
        place = self._place(entity, names, entity_type, context)
        return None if place is None else self.link_place(place)

    def _by_authority(
        self, entry: Entry, entity: str, names: tuple[str, ...], entity_type: str, context: Context
    ) -> Link:
        """Return the user's own identifier, with the class and place in the world that the gazetteer knows besides."""
        place = self._place(entity, names, entity_type, context)
        known = self.link_place(place) if place is not None else None
        kind = known.kind if known is not None and entry.kind in ("", "place") else entry.kind
        within = known.within if known is not None and known.kind == kind else ()
        code = known.code if known is not None and known.kind == kind else ""
        name = entry.name or names[0]
        close = known.same_as if known is not None else ()
        return Link(entry.iri, name, name, kind, (entry.iri,), close, code, within)

    def _place(self, entity: str, names: tuple[str, ...], entity_type: str, context: Context) -> Place | None:
        if entity_type == "ORG" or entity_type in PLACE_TYPES:
            for name in names:
                body = self.places.body(name)
                if body is not None:
                    return body
        if entity_type in METONYM_TYPES:
            return self._metonym(names)
        if entity_type == "PERSON":
            # Annotators take a capital that acts ("Kinshasa accused Rwanda") for a person.
            alone = len(names) == 1 and not self.places.is_given_name(names[0])
            place = self._metonym(names) if alone else None
            return place if place is not None and place.capital else None
        if entity_type not in PLACE_TYPES:
            return None
        for name in names:
            candidates = self._candidates(name, entity, context)
            if candidates:
                return self._best(candidates, entity, context)
        return None

    def _metonym(self, names: tuple[str, ...]) -> Place | None:
        """Return the capital or country that stands for its government: "Pyongyang called the drill a rehearsal"."""
        place = sure_place(names[0], self.places)
        return place if place is not None and place.weight >= METONYM and place.kind != "region" else None

    def _candidates(self, name: str, entity: str, context: Context) -> list[Place]:
        """Return the places a name may mean: "Kabul Province" is no city, "Istanbul" not first of all a province."""
        found = list(self.places.named(name))
        kinds = context.kinds.get(entity, set())
        if not found:
            for ending, kind in (
                (" state", "region"),
                (" province", "region"),
                (" city", "city"),
                (" region", "region"),
            ):
                if fold(name).endswith(ending):
                    found = [p for p in self.places.named(fold(name).removesuffix(ending)) if p.kind == kind]
                    kinds = {kind}
        if not found and "," in name:
            first, _, rest = name.partition(",")
            holders = {(p.iso2, fold(p.name)) for p in self.places.named(rest) if p.kind != "city"}
            found = [p for p in self.places.named(first) if any(lies_in(p, *holder) for holder in holders)]
        if "region" in kinds:
            return found
        return [place for place in found if not self._stands_back(place, found, name)]

    @staticmethod
    def _stands_back(place: Place, others: Iterable[Place], name: str) -> bool:
        """Say whether a namesake in the same country is meant first: a city before its province, a state before all."""
        for other in others:
            if other.iso2 != place.iso2 or other.key == place.key:
                continue
            if other.kind in ("country", "territory"):
                return True
            if place.kind == "region" and other.kind == "city":
                inside = fold(other.region) == fold(place.name) == fold(name)
                # A state that shares its name with the country's capital is called "Washington state" in print.
                if inside or other.weight >= 8.0:
                    return True
        return False

    def _best(self, candidates: list[Place], entity: str, context: Context) -> Place | None:
        said = context.added.get(entity, set())
        said_of = [place for place in candidates if any(lies_in(place, *holder) for holder in said)]
        scored = sorted(
            (
                (self._score(place, candidates, entity, context) + SAID_INSIDE * (place in said_of), place)
                for place in candidates
            ),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        best, place = scored[0]
        if best < LEAST or (len(scored) > 1 and best - scored[1][0] < MARGIN):
            return None
        return place

    def _score(self, place: Place, rivals: list[Place], entity: str, context: Context) -> float:
        """Return a candidate's prominence plus what the article says in its favour."""
        score = place.weight
        pointing = context.country(place.iso2, entity)
        if pointing and place.kind == "city" and any(rival.size - place.size >= DWARFED for rival in rivals):
            score += NAMED_ONLY  # "US officials met in Geneva" does not mean the town in Illinois
        elif pointing:
            score += SAME_COUNTRY + EACH_MORE * min(pointing - 1, 3)
            score += OWN_PEOPLE if place.kind == "country" else 0.0
        if place.kind == "region" and context.region(place.iso2, place.name, entity):
            score += ITS_CITIES
        if place.kind == "city" and place.region and context.region(place.iso2, place.region, entity):
            score += SAME_REGION
        if place.kind == "country":
            near = sum(context.country(code, entity) > 0 for code in self.places.neighbours(place.iso2))
            score += NEIGHBOUR * min(near, 3)
        kinds = context.kinds.get(entity, set())
        if kinds and (place.kind in kinds or (place.kind == "territory" and "country" in kinds)):
            score += SAID_KIND
        return score


def _names(entity: Entity) -> tuple[str, ...]:
    """Return an entity's names, the canonical one first."""
    ordered: Mapping[str, None] = dict.fromkeys((entity.name, *entity.aliases))
    return tuple(" ".join(name.split()) for name in ordered)
