// Which facts pass: AND across the facets, OR within one. A facet without an exclusion lets everything through.

import { dayOf } from "./clock.js";
import { STATUSES } from "./model.js";

export const FACETS = ["kind", "status", "voice", "relation", "outlet"];

export function newFilters() {
  return {
    excluded: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
    clock: "published", from: "", to: "", undated: true, confidence: 0, compare: null,
  };
}

export function isActive(filters) {
  return FACETS.some((facet) => filters.excluded[facet].size > 0)
    || Boolean(filters.from || filters.to || !filters.undated || filters.confidence > 0 || filters.compare);
}

// The values of one fact in a facet. A fact has two kinds (its ends); one excluded kind is enough to hide it.
const VALUES = {
  kind: (fact) => [fact.subject, fact.object].filter(Boolean).map((entity) => entity.kind),
  status: (fact) => [fact.status],
  voice: (fact) => [fact.attributed ? "attributed" : "outlet"],
  relation: (fact) => [fact.relation.label],
  outlet: (fact) => [fact.article.outlet || "unknown outlet"],
};

export function inRange([from, to], date) {
  return (!from || date >= from) && (!to || date <= to);
}

function inDates(filters, fact) {
  const date = dayOf(fact, filters.clock);
  if (filters.compare) return Boolean(date) && filters.compare.some((range) => inRange(range, date));
  return date ? inRange([filters.from, filters.to], date) : filters.undated;
}

function passesFacet(filters, fact, facet) {
  const excluded = filters.excluded[facet];
  return excluded.size === 0 || !VALUES[facet](fact).some((value) => excluded.has(value));
}

export function passes(filters, fact, except = null) {
  if (fact.confidence < filters.confidence && except !== "confidence") return false;
  if (except !== "date" && !inDates(filters, fact)) return false;
  return FACETS.every((facet) => facet === except || passesFacet(filters, fact, facet));
}

// The numbers beside the switches, under the other filters: entities per kind, facts per value of any other facet.
export function facetCounts({ facts, events }, filters, facet) {
  if (facet === "kind") return entityCounts(facts, events, filters);
  const counts = new Map();
  for (const fact of facts) {
    const here = passes(filters, fact, facet);
    for (const value of new Set(VALUES[facet](fact))) counts.set(value, (counts.get(value) ?? 0) + (here ? 1 : 0));
  }
  return counts;
}

function entityCounts(facts, events, filters) {
  const found = new Map(events.length ? [["event", new Set()]] : []);
  for (const { entity, facts: told } of events) if (told.some((fact) => passes(filters, fact, "kind"))) found.get("event").add(entity);
  for (const fact of facts) {
    for (const entity of [fact.subject, fact.object]) {
      if (!entity) continue;
      if (!found.has(entity.kind)) found.set(entity.kind, new Set());
      if (passes(filters, fact, "kind")) found.get(entity.kind).add(entity);
    }
  }
  return new Map([...found].map(([kind, entities]) => [kind, entities.size]));
}

export function facetValues({ facts, events }, facet) {
  const totals = new Map(facet === "kind" && events.length ? [["event", events.length]] : []);
  for (const fact of facts) for (const value of new Set(VALUES[facet](fact))) totals.set(value, (totals.get(value) ?? 0) + 1);
  if (facet === "status") return STATUSES.map((status) => status.key).filter((key) => totals.has(key));
  return [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
}

// The filter whose release would bring most facts back: the advice when nothing is left.
export function bestRelease(facts, filters) {
  const names = { kind: "entity types", status: "how it is told", voice: "who tells it", relation: "relations",
    outlet: "outlets", date: "dates", confidence: "confidence" };
  let best = null;
  for (const name of Object.keys(names)) {
    const back = facts.reduce((sum, fact) => sum + (passes(filters, fact, name) ? 1 : 0), 0);
    if (back > 0 && (!best || back > best.back)) best = { name, label: names[name], back };
  }
  return best;
}

export function releaseFilter(filters, name) {
  if (name === "date") Object.assign(filters, { from: "", to: "", undated: true, compare: null });
  else if (name === "confidence") filters.confidence = 0;
  else filters.excluded[name].clear();
}
