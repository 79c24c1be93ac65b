"""Mentions of one article to entities: names first, then nominals, then pronouns, each pass only where it is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.columns import Columns, columns_of
from extractors.mentions.antecedents import link_pronouns
from extractors.mentions.candidates import Candidate, Cluster, Clusters
from extractors.mentions.concepts import concept_of
from extractors.mentions.couples import link_couples
from extractors.mentions.descriptions import link_descriptions, link_possessed, link_repeated
from extractors.mentions.entities import entity_of, slug
from extractors.mentions.kinds import settled_types
from extractors.mentions.matching import match_names
from extractors.mentions.names import NAME_TYPES, name_candidates, retyped
from extractors.mentions.nominals import full_span, nominal_candidates
from extractors.mentions.pronouns import pronoun_candidates
from extractors.mentions.quotations import Quotation, find_quotations
from extractors.mentions.roles import assign_roles, link_appositions
from extractors.mentions.senses import mark_senses
from extractors.mentions.spans import consistent_spans
from extractors.mentions.tables import name_key
from extractors.records import Entity, Mention
from extractors.times import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.records import Article

__all__ = ["Resolution", "resolve_mentions"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The mentions of an article and what they refer to.

    ``by_head`` maps the token index of a mention's syntactic head to the mention; of two with one head, the longer
    name.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    by_head: Mapping[int, Mention]


def resolve_mentions(doc: Doc, article: Article, times: Sequence[TimeExpression]) -> Resolution:
    """Find the mentions of an article and join those of the same thing.

    A deterministic multi-pass resolver in the spirit of Lee et al. (2013): exact names, acronyms, parts of names,
    appositions, definite nominals, pronouns. What is not certain stays apart.

    Args:
        doc: The annotated article; ``doc.text`` is ``article.text``.
        article: Its record.
        times: Its time expressions.

    Returns:
        Entities, mentions in text order, and the mentions by syntactic head. A name that the pipeline gave an id (an
        entity ruler's patterns may have one) keeps its type, whatever the context suggests.
    """
    columns = columns_of(doc)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    given = {name_key(tuple(t.lower_ for t in ent)): ent.label_ for ent in doc.ents if ent.ent_id_}
    return resolve(columns, ents, times, given)


@dataclass(slots=True)
class Stage:
    """Where the resolver stands when only the pronouns are left."""

    referents: list[Candidate]
    pronouns: list[Candidate]
    quotations: list[Quotation]
    clusters: Clusters


def before_pronouns(
    columns: Columns,
    ents: list[tuple[int, int, str]],
    times: Sequence[TimeExpression],
    given: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> Stage:
    """Run all passes over names and nominals; ``given`` are types that the user's own lists fix, by name key."""
    ents = consistent_spans(columns, ents)
    names = name_candidates(columns, ents)
    names += _missed_names(columns, names, ents)
    types = settled_types(columns, names)
    types.update({name: given[key] for name in names if (key := name_key(name.words)) in given})
    names = sorted((retyped(columns, name, types[name]) for name in names), key=lambda n: n.start)
    mark_senses(columns, names)
    taken = {i for n in names for i in range(n.start, n.end)}
    taken |= {i for t in times for i in range(t.start, t.end)}
    nominals = nominal_candidates(columns, taken)
    clusters = Clusters([*names, *nominals])
    match_names(columns, names, clusters)
    assign_roles(columns, names, clusters)
    link_appositions(columns, names, nominals, clusters)
    link_couples(columns, names, nominals, clusters)
    link_descriptions(columns, nominals, clusters)
    link_repeated(columns, nominals, clusters)
    referents = sorted([*names, *nominals], key=lambda c: (c.start, -c.end))
    return Stage(referents, pronoun_candidates(columns), find_quotations(columns), clusters)


def resolve(
    columns: Columns,
    ents: list[tuple[int, int, str]],
    times: Sequence[TimeExpression],
    given: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> Resolution:
    """Do the same over columns and plain entity spans."""
    stage = before_pronouns(columns, ents, times, given)
    link_pronouns(columns, stage.pronouns, stage.referents, stage.quotations, stage.clusters)
    link_possessed(columns, [r for r in stage.referents if r.kind == "nominal"], stage.clusters)
    return _record(columns, stage.clusters, ents, times)


def _missed_names(columns: Columns, names: list[Candidate], ents: list[tuple[int, int, str]]) -> list[Candidate]:
    """Return single proper nouns outside all spans that repeat the surname of a person the annotator did see."""
    covered = {i for start, end, _ in ents for i in range(start, end)}
    surnames = {n.words[-1]: n for n in names if n.type == "PERSON" and len(n.words[-1]) > 2}
    found = []
    for i, pos in enumerate(columns.pos):
        if pos == "PROPN" and i not in covered and columns.lowers[i] in surnames and columns.words[i][:1].isupper():
            neighbours = [
                j for j in (i - 1, i + 1) if 0 <= j < len(columns) and columns.sentence[j] == columns.sentence[i]
            ]
            if any(columns.pos[j] == "PROPN" for j in neighbours):
                continue
            model = surnames[columns.lowers[i]]
            name = Candidate(i, i + 1, i, "name", "PERSON", columns.sentence[i], (columns.lowers[i],))
            name.number, name.animate, name.sex = model.number, True, None
            found.append(name)
    return found


def _record(
    columns: Columns, clusters: Clusters, ents: list[tuple[int, int, str]], times: Sequence[TimeExpression]
) -> Resolution:
    entities: dict[str, Entity] = {}
    found: list[tuple[Candidate | None, int, Mention]] = []
    for number in sorted(clusters.of):
        cluster = clusters.of[number]
        entity = _entity(columns, cluster)
        if entity is None:
            continue
        known = entities.get(entity.id)
        if known is None:
            entities[entity.id] = entity
        elif known.aliases != entity.aliases:
            merged = tuple(sorted({*known.aliases, *entity.aliases}))
            entities[entity.id] = Entity(known.id, known.name, known.type, merged, known.links)
        for member in cluster.members:
            first, last = full_span(columns, member) if member.kind == "nominal" else (member.start, member.end)
            start, end = columns.starts[first], columns.ends[last - 1]
            mention = Mention(start, end, columns.text[start:end], entity.type, member.kind, entity.id)
            found.append((member, member.head, mention))
    for entity, head, mention in _values(columns, ents, times):
        entities.setdefault(entity.id, entity)
        found.append((None, head, mention))
    found.sort(key=lambda item: (item[2].start, -item[2].end))
    by_head: dict[int, Mention] = {}
    for _, head, mention in found:
        held = by_head.get(head)
        if held is None or _rank(mention) > _rank(held):
            by_head[head] = mention
    used = {mention.entity for *_, mention in found}
    ordered: dict[str, Entity] = {}
    for *_, mention in found:
        ordered.setdefault(mention.entity, entities[mention.entity])
    assert_used = tuple(e for e in ordered.values() if e.id in used)
    return Resolution(assert_used, tuple(mention for *_, mention in found), MappingProxyType(by_head))


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.kind == "name", mention.end - mention.start


def _entity(columns: Columns, cluster: Cluster) -> Entity | None:
    """Return the cluster's entity: named, or a concept that at least two phrases refer to."""
    if cluster.named():
        return entity_of(columns, cluster)
    if len(cluster.members) < 2:
        return None
    nominals = [m for m in cluster.members if m.kind == "nominal"]
    if not nominals:
        return None
    first = next((m for m in nominals if columns.words[m.head].islower()), nominals[0])
    entity, _ = concept_of(columns, first.head, first.start, max(first.end, first.head + 1))
    return entity


def _values(
    columns: Columns, ents: list[tuple[int, int, str]], times: Sequence[TimeExpression]
) -> list[tuple[Entity, int, Mention]]:
    """Return times with a value, and the numbers the annotator saw, as mentions of entities of their own type."""
    found = []
    covered: set[int] = set()
    for time in times:
        covered.update(range(time.start, time.end))
        if time.value is None or time.kind in ("SET", "DURATION"):
            continue
        entity = Entity(f"{_value_slug(time.value)}-{time.kind.lower()}", time.value, time.kind)
        found.append(_value_mention(columns, entity, time.start, time.end))
    for start, end, label in ents:
        if label in NAME_TYPES or label in ("DATE", "TIME") or covered.intersection(range(start, end)) or start >= end:
            continue
        name = " ".join(columns.surface(start, end).split())
        if not name:
            continue
        entity = Entity(slug(name, label), name, label)
        found.append(_value_mention(columns, entity, start, end))
    return found


def _value_slug(value: str) -> str:
    return value.replace("..", "open").replace("/", "--").replace(":", "").replace("+", "plus").lower()


def _value_mention(columns: Columns, entity: Entity, start: int, end: int) -> tuple[Entity, int, Mention]:
    first, last = columns.starts[start], columns.ends[end - 1]
    mention = Mention(first, last, columns.text[first:last], entity.type, "name", entity.id)
    return entity, columns.head_of(start, end), mention
