// The page: its state, and one function that brings everything in line with it.

import { decode } from "./model.js";
import { bestRelease, facetCounts, newFilters, releaseFilter } from "./filters.js";
import { see } from "./views.js";
import { settle } from "./settle.js";
import { besideNeighbours, inRings } from "./places.js";
import { createScene } from "./scene.js";
import { createLegend } from "./legend.js";
import { createSearch, findEntities } from "./searchbox.js";
import { createTable } from "./table.js";
import { discPanel, entityPanel, linePanel } from "./panel.js";
import { coverage, statusText } from "./status.js";
import { toCsv, toJson, toTurtle } from "./textexport.js";
import { svgText, toPng, toSvg } from "./picture.js";
import { decodeState, encodeState } from "./permalink.js";
import { lineSample, LINES } from "./looks.js";
import { byId, el, plural } from "./dom.js";

function start() {
  const model = decode(JSON.parse(byId("kg-data").textContent));
  const { payload } = model;
  const discs = (payload.map?.discs ?? []).map(([name, size, members, x, y, radius], i) => ({
    index: `disc:${i}`, label: name, name: `${name.split(", ").slice(0, 2).join(", ")} (${size})`, size, members: members.map((index) => model.entities[index]), x, y, radius,
    kind: "disc", importance: size, light: false, linked: [],
  }));
  const home = payload.focus
    ? { mode: "ego", roots: [model.entities[payload.focus.entity]], depth: payload.focus.depth, expanded: [] }
    : { mode: payload.start.mode === "map" ? "map" : "start" };
  const state = { filters: newFilters(), concepts: "shared", views: [home], chosen: null, display: "graph", theme: null, lastMs: 0 };
  const asked = location.hash ? decodeState(location.hash, model, discs) : null;
  if (asked) {
    Object.assign(state, { filters: asked.filters, concepts: asked.concepts, theme: asked.theme, display: asked.display, chosen: asked.chosen });
    if (asked.view) state.views.push({ expanded: [], ...asked.view });
  }
  let seen = null;
  let scene = null;
  let bringing = 0;
  const view = () => state.views.at(-1);

  // --- theme -------------------------------------------------------------------------------------------------
  const darkQuery = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
  function applyTheme() {
    remember();
    document.documentElement.dataset.theme = state.theme ?? (darkQuery?.matches ? "dark" : "light");
    scene?.retheme();
  }
  darkQuery?.addEventListener?.("change", () => { if (!state.theme) applyTheme(); });
  applyTheme();

  // --- the address follows the state --------------------------------------------------------------------------
  function remember() {
    try {
      history.replaceState(null, "", encodeState(state, home, model) || location.pathname + location.search);
    } catch {
      // A page inside another document (a notebook) has no address of its own.
    }
  }

  // --- what stands where -------------------------------------------------------------------------------------
  function placesNow() {
    if (view().mode === "map") return new Map(discs.map((disc) => [disc, { x: disc.x, y: disc.y }]));
    const known = upright() ? new Map([...model.placed].map(([index, spot]) => [index, { x: spot.y, y: spot.x }])) : model.placed;
    if (view().mode === "ego") {
      const drawn = new Set(seen.nodes);
      const before = new Map([...known].map(([index, spot]) => [model.entities[index], spot]));
      const places = inRings(new Map([...seen.rings].filter(([entity]) => drawn.has(entity))), before);
      return upright() ? new Map([...places].map(([entity, spot]) => [entity, { x: spot.y / 1.2, y: spot.x }])) : places;
    }
    return view().mode === "community" ? settle(seen.nodes, seen.links) : besideNeighbours(seen.nodes, known);
  }

  // A picture made for a wide screen stands upright on a narrow one.
  function upright() {
    const box = byId("canvas");
    return box.clientWidth > 0 && box.clientHeight > box.clientWidth * 1.15;
  }

  function drawMap() {
    const most = Math.max(1, ...payload.map.links.map(([, , count]) => count));
    const links = payload.map.links.map(([a, b, count]) => ({
      id: `disc:${a}>disc:${b}`, from: discs[a], to: discs[b], facts: [], style: "stated", undirected: true, width: 1 + (6 * count) / most,
    }));
    scene.show(discs, links, placesNow());
  }

  // --- bring everything in line ------------------------------------------------------------------------------
  function update({ refit = false } = {}) {
    const began = performance.now();
    seen = see(model, view(), state.filters, state.concepts);
    if (scene) {
      if (view().mode === "map") drawMap();
      else scene.show(seen.nodes, seen.links, placesNow());
    }
    showCrumbs();
    showSelection();
    if (refit) scene?.fit();
    legend.refresh();
    table.show(view().mode === "map" ? seen.passing : seen.facts);
    byId("status").textContent = statusText(model, view(), seen, state.concepts);
    showEmpty();
    state.lastMs = performance.now() - began;
  }

  function showSelection() {
    const panel = byId("panel");
    const { chosen } = state;
    let parts = null;
    let lit = null;
    let id = null;
    if (chosen?.entity) {
      const { entity } = chosen;
      parts = entityPanel(entity, factsOf(entity), model, actions);
      if (seen.nodes.includes(entity)) {
        id = entity.index;
        lit = new Set([id, ...seen.links.filter((link) => link.from === entity || link.to === entity).flatMap((link) => [link.from.index, link.to.index])]);
      }
    } else if (chosen?.line) {
      const link = seen.links.find((one) => one.id === chosen.line);
      if (link) {
        parts = linePanel(link, link.facts, seen.links.find((one) => one.from === link.to && one.to === link.from && one !== link), actions);
        id = link.id;
        lit = new Set([link.from.index, link.to.index]);
      }
    } else if (chosen?.disc && view().mode === "map") {
      parts = discPanel(chosen.disc, chosen.disc.members, actions);
      id = chosen.disc.index;
    }
    if (!parts) state.chosen = null;
    const wasHidden = panel.hidden;
    panel.hidden = !parts;
    panel.replaceChildren(...(parts ?? []).filter(Boolean));
    panel.scrollTop = 0;
    scene?.choose(id, lit);
    remember();
    // A node under the panel moves out from under it, but not before a double click had its time.
    clearTimeout(bringing);
    if (scene && wasHidden && !panel.hidden && id !== null) bringing = setTimeout(() => { if (state.chosen) scene.bring(id); }, 350);
  }

  // The visible facts of an entity: what its panel lists.
  function factsOf(entity) {
    const visible = new Set(view().mode === "map" ? seen.passing : seen.facts);
    return entity.facts.filter((fact) => visible.has(fact));
  }

  function showCrumbs() {
    const crumbs = byId("crumbs");
    const now = view();
    const parts = [];
    if (state.views.length > 1) parts.push(el("button", { type: "button", id: "back", onclick: back }, "← Back"));
    if (now.mode === "ego") {
      parts.push(el("span", {}, "Focus on"), el("strong", { dir: "auto" }, now.roots.map((entity) => entity.label).join(", ")), el("span", {}, "within"),
        ...[1, 2, 3].map((depth) => el("button", { type: "button", "aria-pressed": String(now.depth === depth), "aria-label": plural(depth, "step"),
          onclick: () => { now.depth = depth; update({ refit: true }); } }, String(depth))), el("span", {}, "steps"));
    } else if (now.mode === "community") parts.push(el("strong", { dir: "auto" }, now.name));
    if (now.mode === "start" && payload.start.mode === "top") {
      parts.push(el("span", {}, `Top ${payload.start.drawn} of ${payload.start.drawable}`), el("button", { type: "button", id: "show-all", onclick: () => go({ mode: "all" }) }, "Show all"));
    }
    crumbs.hidden = !parts.length;
    crumbs.replaceChildren(...parts);
  }

  function showEmpty() {
    const empty = byId("empty");
    const nothing = view().mode !== "map" && !seen.nodes.length;
    empty.hidden = !nothing;
    if (!nothing) return;
    const parts = [];
    if (!model.facts.length) parts.push(el("p", {}, "This graph holds no facts yet."));
    else if (!seen.passing.length) {
      const best = bestRelease(model.facts, state.filters);
      parts.push(el("p", {}, `No fact passes the filters.${best ? ` Most would come back (${best.back}) without the filter on ${best.label}.` : ""}`));
      if (best) parts.push(el("button", { type: "button", id: "release", onclick: () => { releaseFilter(state.filters, best.name); update(); } }, `Release ${best.label}`));
      parts.push(el("button", { type: "button", onclick: resetFilters }, "Reset all filters"));
    } else {
      parts.push(el("p", {}, `${plural(seen.passing.length, "fact")} left, none of which links two entities that are drawn. The facts table lists ${seen.passing.length === 1 ? "it" : "them"}.`));
      parts.push(el("button", { type: "button", onclick: () => { state.concepts = "all"; byId("legend").querySelector('input[value="all"]')?.click(); update({ refit: true }); } }, "Draw all concepts"));
    }
    empty.replaceChildren(...parts);
  }

  // --- what a reader can do ----------------------------------------------------------------------------------
  function go(next) {
    view().camera = scene?.camera();
    state.views.push({ expanded: [], ...next });
    update({ refit: true });
  }

  function back() {
    if (state.views.length < 2) return;
    state.views.pop();
    update({ refit: !view().camera });
    if (view().camera) scene?.restore(view().camera);
  }

  function choose(chosen) {
    state.chosen = chosen;
    showSelection();
  }

  function open(entity) {
    if (view().mode === "map" || !seen.nodes.includes(entity)) focus(entity);
    else choose({ entity });
  }

  function focus(entity, depth = 1) {
    state.chosen = { entity };
    if (view().mode === "ego" && view().roots.length === 1 && view().roots[0] === entity && view().depth === depth) update({ refit: true });
    else go({ mode: "ego", roots: [entity], depth });
  }

  function expand(entity) {
    const now = view();
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
    update();
  }

  const actions = { close: () => { choose(null); byId("canvas").focus({ preventScroll: true }); }, open, focus, expand, openDisc, openLine: (id) => choose({ line: id }) };

  function display(mode) {
    state.display = scene ? mode : "table";
    remember();
    byId("table").hidden = state.display !== "table";
    table.refresh();
    byId("graph-button").setAttribute("aria-pressed", String(state.display === "graph"));
    byId("table-button").setAttribute("aria-pressed", String(state.display === "table"));
  }

  // --- exports -----------------------------------------------------------------------------------------------
  const visibleFacts = () => (view().mode === "map" ? seen.passing : seen.facts);
  const exporters = {
    png: async () => toPng(toSvg(scene, model, byId("status").textContent)),
    svg: async () => new Blob([svgText(toSvg(scene, model, byId("status").textContent))], { type: "image/svg+xml" }),
    csv: async () => new Blob([toCsv(visibleFacts(), payload.base)], { type: "text/csv;charset=utf-8" }),
    json: async () => new Blob([toJson(visibleFacts(), model)], { type: "application/json" }),
    ttl: async () => new Blob([toTurtle(visibleFacts(), model)], { type: "text/turtle" }),
  };

  async function save(kind) {
    if (!scene && (kind === "png" || kind === "svg")) return;
    const address = URL.createObjectURL(await exporters[kind]());
    el("a", { href: address, download: `newsgraph.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // --- keys --------------------------------------------------------------------------------------------------
  function step(dx, dy) {
    if (!scene || !seen.nodes.length) return;
    const here = state.chosen?.entity;
    const at = here && scene.places.get(here);
    if (!at) {
      choose({ entity: [...seen.nodes].sort((a, b) => b.importance - a.importance)[0] });
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
      scene.bring(best.entity.index);
    }
  }

  const keys = {
    "/": () => search.focus(), f: () => scene?.fit({ animate: true }), b: back, t: () => display(state.display === "graph" ? "table" : "graph"),
    "?": () => byId("help").showModal(), "+": () => scene?.zoom(1.3), "=": () => scene?.zoom(1.3), "-": () => scene?.zoom(1 / 1.3),
    e: () => state.chosen?.entity && expand(state.chosen.entity), Escape: () => (state.chosen ? actions.close() : back()),
  };
  const canvasKeys = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    Enter: () => (state.chosen?.entity ? focus(state.chosen.entity) : step(0, 0)),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
    const action = (event.target === byId("canvas") && canvasKeys[event.key]) || keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // --- wiring ------------------------------------------------------------------------------------------------
  byId("coverage").textContent = coverage(model);
  const legend = createLegend(byId("legend"), model, state, ({ reset = false } = {}) => { if (reset) resetFilters(); else update(); });
  const table = createTable(byId("table"), (entity) => choose({ entity }), () => seen?.passing ?? []);
  const search = createSearch(model, (entity) => seen.nodes.includes(entity), (entity) => { open(entity); byId("canvas").focus({ preventScroll: true }); }, () => byId("canvas").focus({ preventScroll: true }));
  byId("help-lines").append(...Object.keys(LINES).map((style) => el("li", {}, lineSample(style), `${LINES[style].label}${LINES[style].word ? ` – “${LINES[style].word}”` : ""}`)));
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  byId("graph-button").addEventListener("click", () => display("graph"));
  byId("table-button").addEventListener("click", () => display("table"));
  byId("zoom-in").addEventListener("click", () => scene?.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => scene?.zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => scene?.fit({ animate: true }));
  byId("theme-button").addEventListener("click", () => { state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; applyTheme(); });

  function setMenu(shown) {
    byId("export-menu").hidden = !shown;
    byId("export-button").setAttribute("aria-expanded", String(shown));
  }
  byId("export-button").addEventListener("click", () => setMenu(byId("export-menu").hidden));
  byId("export-menu").addEventListener("click", (event) => {
    const kind = event.target.dataset.export;
    if (!kind) return;
    setMenu(false);
    save(kind);
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) setMenu(false); });

  function setLegend(shown) {
    byId("legend").hidden = !shown;
    byId("legend-button").setAttribute("aria-expanded", String(shown));
  }
  const narrow = () => globalThis.innerWidth <= 760;
  byId("legend-button").addEventListener("click", () => setLegend(byId("legend").hidden));
  setLegend(!narrow());

  try {
    scene = createScene(byId("canvas"), payload.network.options, {
      panel: () => byId("panel"),
      crumbs: () => byId("crumbs"),
      onNode: (id) => choose(typeof id === "string" ? { disc: discs.find((disc) => disc.index === id) } : { entity: model.entities[id] }),
      onLine: (id) => { if (view().mode !== "map") choose({ line: id }); },
      onNothing: () => { if (narrow() && !byId("legend").hidden) setLegend(false); choose(null); },
      onFocus: (id) => (typeof id === "string" ? openDisc(discs.find((disc) => disc.index === id)) : focus(model.entities[id])),
    });
  } catch (error) {
    table.warn("The picture cannot be drawn in this browser (no canvas); here are the same facts as a table.");
    byId("graph-button").disabled = true;
    byId("canvas").replaceChildren();
  }
  display(state.display);
  update({ refit: true });

  // --- for tests and for the curious ---------------------------------------------------------------------------
  globalThis.kg = {
    state: () => ({
      view: { mode: view().mode, roots: view().roots?.map((entity) => entity.label) ?? [], depth: view().depth ?? null },
      chosen: state.chosen?.entity?.label ?? state.chosen?.line ?? state.chosen?.disc?.name ?? null, concepts: state.concepts, display: state.display,
      theme: document.documentElement.dataset.theme, totals: { entities: model.entities.length, facts: model.facts.length }, scale: scene?.network.getScale() ?? null,
    }),
    visible: () => ({
      entities: seen.nodes.map((entity) => entity.label), links: seen.links.map((link) => ({ id: link.id, from: link.from.label, to: link.to.label, facts: link.facts.length })),
      facts: visibleFacts().map((fact) => ({ iri: fact.iri, subject: fact.subject?.label, relation: fact.relation.label, object: fact.object?.label ?? fact.objectText, speaker: fact.speaker?.label ?? null })),
    }),
    select: (name) => { const entity = model.entities.find((one) => one.label === name || one.iri === name); if (entity) open(entity); return Boolean(entity); },
    selectLine: (from, to) => { const link = seen.links.find((one) => one.from.label === from && one.to.label === to); if (link) choose({ line: link.id }); return Boolean(link); },
    search: (text) => findEntities(model.entities, text).map((result) => result.entity.label),
    focus: (name, depth) => focus(model.entities.find((one) => one.label === name), depth),
    counts: (facet) => Object.fromEntries(facetCounts(model.facts, state.filters, facet)),
    labels: () => scene?.labels.map(({ id, text, x, y, w, h }) => ({ id, text, x, y, w, h })) ?? [],
    places: () => Object.fromEntries([...(scene?.places ?? [])].filter(([entity]) => scene.drawn.has(entity.index)).map(([entity, spot]) => [entity.label, { ...scene.network.canvasToDOM(spot), radius: entity.radius * scene.network.getScale() }])),
    linePoint: (id) => scene.network.canvasToDOM(scene.network.body.edges[id].edgeType.getPoint(0.5)),
    redraw: () => { const began = performance.now(); scene.network.redraw(); return performance.now() - began; },
    export: async (kind) => { const blob = await exporters[kind](); return kind === "png" ? { size: blob.size, type: blob.type } : new TextDecoder("utf-8", { ignoreBOM: true }).decode(await blob.arrayBuffer()); },
    get lastMs() { return state.lastMs; },
    get physics() { return scene?.network.physics.physicsEnabled ?? false; },
  };
  document.documentElement.dataset.ready = "true";
}

start();
