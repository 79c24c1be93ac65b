// What is said where nothing can be drawn, and the way out.

import { byId, el, plural } from "./dom.js";
import { bestRelease, releaseFilter } from "./filters.js";

function filteredOut(app) {
  const { model, state } = app;
  const best = bestRelease(model.facts, state.filters);
  return [
    el("p", {}, `No fact passes the filters.${best ? ` Most would come back (${best.back}) without the filter on ${best.label}.` : ""}`),
    best ? el("button", { type: "button", id: "release", onclick: () => { releaseFilter(state.filters, best.name); app.update(); } }, `Release ${best.label}`) : null,
    el("button", { type: "button", onclick: app.actions.resetFilters }, "Reset all filters"),
  ].filter(Boolean);
}

function nothingLinked(app) {
  const { seen, state } = app;
  return [
    el("p", {}, `${plural(seen.passing.length, "fact")} left, none of which links two entities that are drawn. The facts table lists ${seen.passing.length === 1 ? "it" : "them"}.`),
    el("button", { type: "button", onclick: () => { state.concepts = "all"; app.update({ refit: true }); } }, "Draw all concepts"),
  ];
}

export function showEmpty(app) {
  const empty = byId("empty");
  const view = app.view();
  const noWay = view.mode === "path" && !app.seen.ways.length;
  const nothing = view.mode !== "map" && !app.seen.nodes.length;
  empty.hidden = !nothing && !noWay;
  if (empty.hidden) return;
  if (noWay) empty.replaceChildren(el("p", { id: "no-path" }, `No path: no chain of the facts shown links ${view.roots.map((entity) => entity.label).join(" and ")}.`));
  else if (!app.model.facts.length) empty.replaceChildren(el("p", {}, "This graph holds no facts yet."));
  else empty.replaceChildren(...(app.seen.passing.length ? nothingLinked(app) : filteredOut(app)));
}
