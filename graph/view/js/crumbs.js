// Above the picture: what is drawn now, how to change it, and the way back.

import { byId, el, plural } from "./dom.js";

function focusParts(app, now) {
  return [el("span", {}, "Focus on"), el("strong", { dir: "auto" }, now.roots.map((entity) => entity.label).join(", ")), el("span", {}, "within"),
    ...[1, 2, 3].map((depth) => el("button", { type: "button", "aria-pressed": String(now.depth === depth), "aria-label": plural(depth, "step"),
      onclick: () => { now.depth = depth; app.update({ refit: true }); } }, String(depth))), el("span", {}, "steps")];
}

// A question that waits for an entity: the other end of a path, the other name of the same thing.
const QUESTIONS = { path: "Path from", same: "The same as" };

export function showCrumbs(app) {
  const { state, payload } = app;
  const now = app.view();
  const parts = [];
  if (state.asking) {
    parts.push(el("span", {}, QUESTIONS[state.asking.what]), el("strong", { dir: "auto" }, state.asking.entity.label),
      el("span", {}, state.asking.what === "path" ? "to: click an entity, or search it" : ": click an entity, or search it"),
      el("button", { type: "button", id: "stop-asking", onclick: () => { state.asking = null; app.update(); } }, "Cancel"));
  } else {
    if (state.views.length > 1) parts.push(el("button", { type: "button", id: "back", onclick: app.actions.back }, "← Back"));
    if (now.mode === "ego") parts.push(...focusParts(app, now));
    else if (now.mode === "community") parts.push(el("strong", { dir: "auto" }, now.name));
    else if (now.mode === "path") parts.push(el("span", {}, "Path"), el("strong", { dir: "auto" }, now.roots.map((entity) => entity.label).join(" – ")));
    if (now.mode === "start" && payload.start.mode === "top") {
      parts.push(el("span", {}, `Top ${payload.start.drawn} of ${payload.start.drawable}`), el("button", { type: "button", id: "show-all", onclick: () => app.actions.go({ mode: "all" }) }, "Show all"));
    }
  }
  const crumbs = byId("crumbs");
  crumbs.hidden = !parts.length;
  crumbs.replaceChildren(...parts);
}
