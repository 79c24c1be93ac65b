// What the reader has set and where they are: filters, the views gone through, what is chosen.

import { newFilters } from "./filters.js";
import { decodeState } from "./permalink.js";

// The communities of a large graph, drawn as one disc each.
export function discsOf(model) {
  return (model.payload.map?.discs ?? []).map(([name, size, members, x, y, radius, ...upright], i) => ({
    index: `disc:${i}`, label: name, name: `${name.split(", ").slice(0, 2).join(", ")}`, size, members: members.map((index) => model.entities[index]), x, y, upright, radius,
    kind: "disc", importance: size, light: false, linked: [],
  }));
}

export function homeView({ payload, entities }) {
  if (payload.focus) return { mode: "ego", roots: [entities[payload.focus.entity]], depth: payload.focus.depth, expanded: [] };
  return { mode: payload.start.mode === "map" ? "map" : "start" };
}

export function createState(model, home, discs, hash) {
  const state = {
    filters: newFilters(), concepts: "shared", rest: "hide", size: "facts", views: [home], chosen: null, display: "graph", theme: null, axis: null,
    hidden: new Set(), joining: null, lastMs: 0,
  };
  const asked = hash ? decodeState(hash, model, discs) : null;
  if (asked) {
    const { view, ...rest } = asked;
    Object.assign(state, rest);
    if (view) state.views.push({ expanded: [], ...view });
  }
  return state;
}
