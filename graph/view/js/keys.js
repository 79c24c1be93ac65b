// The keyboard: everything that the mouse can do.

import { byId } from "./dom.js";

export function listenToKeys(app) {
  const { actions, state } = app;
  const next = { graph: "story", story: "table", table: "graph" };
  const keys = {
    "/": () => app.search.focus(), f: () => app.scene?.camera.fit({ animate: true }), b: actions.back, t: () => app.display(state.display === "table" ? "graph" : "table"),
    s: () => app.display(state.display === "story" ? "graph" : "story"), d: () => app.display(next[state.display]),
    "?": () => byId("help").showModal(), "+": () => app.scene?.camera.zoom(1.3), "=": () => app.scene?.camera.zoom(1.3), "-": () => app.scene?.camera.zoom(1 / 1.3),
    e: () => state.chosen?.entity && actions.expand(state.chosen.entity), p: () => state.chosen?.entity && actions.ask(state.chosen.entity, "path"),
    Escape: () => {
      if (state.asking) { state.asking = null; app.update(); } else if (state.chosen || !byId("panel").hidden) actions.close();
      else actions.back();
    },
  };
  const canvasKeys = {
    ArrowLeft: () => actions.step(-1, 0), ArrowRight: () => actions.step(1, 0), ArrowUp: () => actions.step(0, -1), ArrowDown: () => actions.step(0, 1),
    Enter: () => (state.chosen?.entity ? actions.focus(state.chosen.entity) : actions.step(0, 0)),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
    const action = (event.target === byId("canvas") && canvasKeys[event.key]) || keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
