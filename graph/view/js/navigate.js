// What a reader can do: choose, focus, expand, go to another view and back.

import { byId } from "./dom.js";
import { newFilters } from "./filters.js";

export function createActions(app) {
  const { state } = app;

  function go(next) {
    app.view().camera = app.scene?.camera.now();
    state.panelClosed = false;
    state.views.push({ expanded: [], ...next });
    app.update({ refit: true });
  }

  function back() {
    if (state.views.length < 2) return;
    state.views.pop();
    app.update({ refit: !app.view().camera });
    if (app.view().camera) app.scene?.camera.restore(app.view().camera);
  }

  function choose(chosen) {
    if (state.asking && chosen?.entity) {
      answer(chosen.entity);
      return;
    }
    if (!chosen) state.panelClosed = true;
    state.chosen = chosen;
    app.showSelection();
    app.timeline.refresh();
    app.story.refresh();
  }

  // The entity that a question waited for.
  function answer(entity) {
    const { what, entity: first } = state.asking;
    state.asking = null;
    if (entity === first) app.update();
    else if (what === "path") path(first, entity);
    else {
      state.chosen = { entity: first };
      app.edits.join(first, entity, "merge");
    }
  }

  function ask(entity, what) {
    state.asking = { entity, what };
    state.chosen = null;
    app.update();
    if (app.scene) byId("canvas").focus({ preventScroll: true });
    else app.search.focus();
  }

  function path(from, to) {
    state.chosen = null;
    go({ mode: "path", roots: [from, to] });
  }

  function open(entity) {
    if (state.asking) answer(entity);
    else if (app.view().mode === "map" || !app.seen.nodes.includes(entity)) focus(entity);
    else choose({ entity });
  }

  function focus(entity, depth = 1) {
    state.chosen = { entity };
    const now = app.view();
    if (now.mode === "ego" && now.roots.length === 1 && now.roots[0] === entity && now.depth === depth) app.update({ refit: true });
    else go({ mode: "ego", roots: [entity], depth });
  }

  function expand(entity) {
    const now = app.view();
    state.chosen = { entity };
    if (now.mode === "ego") go({ ...now, expanded: [...now.expanded, entity] });
    else focus(entity, 2);
  }

  function openDisc(disc) {
    state.chosen = null;
    go({ mode: "community", name: disc.label, members: disc.members });
  }

  function resetFilters() {
    state.filters = newFilters();
    app.update();
  }

  function pin(entity) {
    if (app.edits.pins().has(entity)) app.edits.unpin(entity);
    else if (app.scene?.drawn.has(entity.index)) app.edits.pin(entity, app.scene.network.getPosition(entity.index));
  }

  function hide(entity) {
    state.chosen = null;
    state.hidden.add(entity);
    app.edits.hide(entity);
  }

  function unhide(entity) {
    state.hidden.delete(entity);
    app.edits.show(entity);
    app.update();
  }

  // To the nearest entity in a direction.
  function step(dx, dy) {
    const { scene, seen } = app;
    if (!scene || !seen.nodes.length) return;
    const here = state.chosen?.entity;
    const at = here && scene.places.get(here);
    if (!at) {
      choose({ entity: [...seen.nodes].sort((a, b) => b.importance - a.importance || a.index - b.index)[0] });
      return;
    }
    let best = null;
    for (const entity of seen.nodes) {
      const spot = scene.places.get(entity);
      const along = (spot.x - at.x) * dx + (spot.y - at.y) * dy;
      const aside = Math.abs((spot.x - at.x) * dy) + Math.abs((spot.y - at.y) * dx);
      if (entity === here || along <= 0 || aside > along * 1.6) continue;
      const cost = along + 1.5 * aside;
      if (!best || cost < best.cost) best = { cost, entity };
    }
    if (best) {
      choose({ entity: best.entity });
      scene.camera.bring(best.entity.index);
    }
  }

  function close() {
    choose(null);
    byId("canvas").focus({ preventScroll: true });
  }

  return { go, back, choose, ask, path, open, focus, expand, openDisc, openLine: (id) => choose({ line: id }), resetFilters, pin, hide, unhide, step, close };
}
