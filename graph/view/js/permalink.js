// The state of the page in its address: opening the same link shows the same view. Names of things are IRIs, not numbers.

import { CLOCKS } from "./clock.js";
import { FACETS, newFilters } from "./filters.js";
import { MEASURES } from "./sizes.js";

const DAY = /^\d{4}-\d\d-\d\d$/;
// Plain settings: name in the address, what it may be, and what it is when the address says nothing.
const CHOICES = {
  concepts: [["none", "shared", "all"], "shared"], rest: [["hide", "fade"], "hide"], size: [Object.keys(MEASURES), "facts"],
  theme: [["light", "dark"], null], display: [["graph", "story", "table"], "graph"],
};

function viewParts(view) {
  const parts = { view: view.mode };
  if (view.roots) parts.roots = view.roots.map((entity) => entity.iri);
  if (view.depth) parts.depth = view.depth;
  if (view.expanded?.length) parts.expanded = view.expanded.map((entity) => entity.iri);
  if (view.name) parts.name = view.name;
  return parts;
}

export function encodeState(state, home, model) {
  const view = state.views.at(-1);
  const parts = view === home ? {} : viewParts(view);
  const { filters } = state;
  for (const facet of FACETS) if (filters.excluded[facet].size) parts[`no-${facet}`] = [...filters.excluded[facet]].sort();
  for (const key of ["from", "to", "confidence", "compare"]) if (filters[key]) parts[key] = filters[key];
  if (filters.clock !== "published") parts.clock = filters.clock;
  if (!filters.undated) parts.undated = false;
  for (const [key, [, usual]] of Object.entries(CHOICES)) if (state[key] !== usual) parts[key] = state[key];
  if (state.hidden.size) parts.hidden = [...state.hidden].map((entity) => entity.iri).sort();
  if (state.chosen?.entity) parts.chosen = state.chosen.entity.iri;
  if (state.chosen?.line) parts.line = state.chosen.line.split(">").map((index) => model.entities[Number(index)].iri);
  return Object.keys(parts).length ? `#${encodeURIComponent(JSON.stringify(parts))}` : "";
}

const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

function decodeFilters(parts) {
  const filters = newFilters();
  for (const facet of FACETS) filters.excluded[facet] = new Set(texts(parts[`no-${facet}`]));
  for (const key of ["from", "to"]) if (DAY.test(parts[key])) filters[key] = parts[key];
  if (parts.confidence > 0 && parts.confidence <= 1) filters.confidence = parts.confidence;
  if (Object.hasOwn(CLOCKS, parts.clock)) filters.clock = parts.clock;
  const ranges = (Array.isArray(parts.compare) ? parts.compare : []).map(texts);
  if (ranges.length === 2 && ranges.every((range) => range.length === 2 && range.every((day) => DAY.test(day)))) filters.compare = ranges;
  filters.undated = parts.undated !== false;
  return filters;
}

function decodeView(parts, entities, discs) {
  const roots = entities(parts.roots);
  const disc = discs.find((one) => one.label === parts.name);
  if (parts.view === "ego" && roots.length) return { mode: "ego", roots, depth: [1, 2, 3].includes(parts.depth) ? parts.depth : 1, expanded: entities(parts.expanded) };
  if (parts.view === "path" && roots.length === 2) return { mode: "path", roots };
  if (parts.view === "community" && disc) return { mode: "community", name: disc.label, members: disc.members };
  return parts.view === "all" || parts.view === "start" ? { mode: parts.view } : null;
}

// What an address asks for; whatever in it is unknown or of the wrong shape is left out.
export function decodeState(hash, model, discs) {
  let parts;
  try {
    parts = JSON.parse(decodeURIComponent(hash.replace(/^#/, "")));
  } catch {
    return null;
  }
  if (parts === null || typeof parts !== "object") return null;
  const byIri = new Map(model.entities.map((entity) => [entity.iri, entity]));
  const entities = (list) => texts(list).map((iri) => byIri.get(iri)).filter(Boolean);
  const entity = byIri.get(parts.chosen);
  const ends = entities(parts.line);
  return {
    filters: decodeFilters(parts), view: decodeView(parts, entities, discs), hidden: new Set(entities(parts.hidden)),
    ...Object.fromEntries(Object.entries(CHOICES).map(([key, [allowed, usual]]) => [key, allowed.includes(parts[key]) ? parts[key] : usual])),
    chosen: entity ? { entity } : ends.length === 2 ? { line: ends.map((end) => end.index).join(">") } : null,
  };
}
