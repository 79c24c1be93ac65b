// Two ranges of time side by side: which lines and entities are new in the second, gone from it, or stayed.

import { dayOf } from "./clock.js";
import { inRange } from "./filters.js";

export const CHANGES = ["new", "gone", "stayed"];

function changeOf(facts, { compare: [first, second], clock }) {
  const days = facts.map((fact) => dayOf(fact, clock));
  const [before, after] = [first, second].map((range) => days.some((day) => inRange(range, day)));
  return before && after ? "stayed" : after ? "new" : "gone";
}

// Give every line its change as its style, and return the numbers.
export function markChanges(links, filters) {
  for (const link of links) link.style = changeOf(link.facts, filters);
  return links;
}

export function changedEntities(entities, facts, filters) {
  const own = new Map(entities.map((entity) => [entity, []]));
  for (const fact of facts) {
    for (const entity of new Set([fact.subject, ...fact.lines.flat(), fact.speaker])) if (own.has(entity)) own.get(entity).push(fact);
  }
  const changes = { new: [], gone: [], stayed: [] };
  for (const [entity, told] of own) if (told.length) changes[changeOf(told, filters)].push(entity);
  for (const list of Object.values(changes)) list.sort((a, b) => b.importance - a.importance || a.index - b.index);
  return changes;
}

// The two halves of the days there are: where a comparison starts.
export function halves(days) {
  const sorted = [...new Set(days)].sort();
  const half = Math.max(1, Math.ceil(sorted.length / 2));
  return [[sorted[0], sorted[half - 1]], [sorted[half] ?? sorted[half - 1], sorted.at(-1)]];
}
