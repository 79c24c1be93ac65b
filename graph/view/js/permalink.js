// The state of the page in its address: opening the same link shows the same view. Names of things are IRIs, not numbers.

import { FACETS, newFilters } from "./filters.js";

export function encodeState(state, home, model) {
  const view = state.views.at(-1);
  const parts = {};
  if (view !== home) {
    parts.view = view.mode;
    if (view.roots) parts.roots = view.roots.map((entity) => entity.iri);
    if (view.depth) parts.depth = view.depth;
    if (view.expanded?.length) parts.expanded = view.expanded.map((entity) => entity.iri);
    if (view.name) parts.name = view.name;
  }
  const { filters } = state;
  for (const facet of FACETS) if (filters.excluded[facet].size) parts[`no-${facet}`] = [...filters.excluded[facet]].sort();
  for (const key of ["from", "to", "confidence"]) if (filters[key]) parts[key] = filters[key];
  if (!filters.undated) parts.undated = false;
  if (state.concepts !== "shared") parts.concepts = state.concepts;
  if (state.theme) parts.theme = state.theme;
  if (state.display !== "graph") parts.display = state.display;
  if (state.chosen?.entity) parts.chosen = state.chosen.entity.iri;
  if (state.chosen?.line) parts.line = state.chosen.line.split(">").map((index) => model.entities[Number(index)].iri);
  return Object.keys(parts).length ? `#${encodeURIComponent(JSON.stringify(parts))}` : "";
}

const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

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
  const filters = newFilters();
  for (const facet of FACETS) filters.excluded[facet] = new Set(texts(parts[`no-${facet}`]));
  for (const key of ["from", "to"]) if (/^\d{4}-\d\d-\d\d$/.test(parts[key])) filters[key] = parts[key];
  if (parts.confidence > 0 && parts.confidence <= 1) filters.confidence = parts.confidence;
  filters.undated = parts.undated !== false;
  const roots = entities(parts.roots);
  const disc = discs.find((one) => one.label === parts.name);
  let view = null;
  if (parts.view === "ego" && roots.length) {
    view = { mode: "ego", roots, depth: [1, 2, 3].includes(parts.depth) ? parts.depth : 1, expanded: entities(parts.expanded) };
  } else if (parts.view === "community" && disc) view = { mode: "community", name: disc.label, members: disc.members };
  else if (parts.view === "all" || parts.view === "start") view = { mode: parts.view };
  const entity = byIri.get(parts.chosen);
  const ends = entities(parts.line);
  return {
    filters, view, concepts: ["none", "all"].includes(parts.concepts) ? parts.concepts : "shared",
    theme: ["light", "dark"].includes(parts.theme) ? parts.theme : null, display: parts.display === "table" ? "table" : "graph",
    chosen: entity ? { entity } : ends.length === 2 ? { line: ends.map((end) => end.index).join(">") } : null,
  };
}
