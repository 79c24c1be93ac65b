// The details of what is chosen, and its place in the picture.

import { byId } from "./dom.js";
import { comparePanel, discPanel, entityPanel, linePanel, pathPanel } from "./panel.js";

// The visible facts of an entity: what its panel lists.
function factsOf(app, entity) {
  const visible = new Set(app.visibleFacts());
  return entity.facts.filter((fact) => visible.has(fact));
}

function ofEntity(app, entity) {
  const found = { parts: entityPanel(entity, factsOf(app, entity), app), id: null, lit: null };
  if (app.seen.nodes.includes(entity)) {
    found.id = entity.index;
    found.lit = new Set([found.id, ...app.seen.links.filter((link) => link.from === entity || link.to === entity).flatMap((link) => [link.from.index, link.to.index])]);
  }
  return found;
}

function ofLine(app, id) {
  const link = app.seen.links.find((one) => one.id === id);
  if (!link) return null;
  const reverse = app.seen.links.find((one) => one.from === link.to && one.to === link.from && one !== link);
  return { parts: linePanel(link, reverse, app), id: link.id, lit: new Set([link.from.index, link.to.index]) };
}

function detailsOf(app) {
  const { chosen } = app.state;
  if (chosen?.entity) return ofEntity(app, chosen.entity);
  if (chosen?.line) return ofLine(app, chosen.line);
  if (chosen?.disc && app.view().mode === "map") return { parts: discPanel(chosen.disc, chosen.disc.members, app.actions), id: chosen.disc.index, lit: null };
  return null;
}

export function createSelection(app) {
  let bringing = 0;
  return function show() {
    const panel = byId("panel");
    const found = detailsOf(app);
    if (!found) app.state.chosen = null;
    const standing = app.view().mode === "path" ? pathPanel(app) : app.state.filters.compare && app.view().mode !== "map" ? comparePanel(app) : null;
    const parts = found?.parts ?? (app.state.panelClosed ? null : standing);
    const wasHidden = panel.hidden;
    panel.hidden = !parts;
    panel.replaceChildren(...(parts ?? []).filter(Boolean));
    panel.scrollTop = 0;
    app.scene?.choose(found?.id ?? null, found?.lit ?? null);
    app.remember();
    // A panel that opens over what was clicked lets the second click of a double click through.
    if (wasHidden && !panel.hidden) {
      panel.classList.add("fresh");
      setTimeout(() => panel.classList.remove("fresh"), 350);
    }
    // A node under the panel moves out from under it, but not before a double click had its time.
    clearTimeout(bringing);
    if (app.scene && wasHidden && !panel.hidden && found && found.id !== null) bringing = setTimeout(() => { if (app.state.chosen) app.scene.camera.bring(found.id); }, 350);
  };
}
