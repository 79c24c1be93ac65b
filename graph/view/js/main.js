// The page: its parts, and one function that brings everything in line with the state.

import { showCrumbs } from "./crumbs.js";
import { byId, el } from "./dom.js";
import { createEdits } from "./edits.js";
import { showEmpty } from "./emptiness.js";
import { publish } from "./hook.js";
import { listenToKeys } from "./keys.js";
import { createLegend } from "./legend.js";
import { lineSample, LINES } from "./looks.js";
import { decode } from "./model.js";
import { createActions } from "./navigate.js";
import { encodeState } from "./permalink.js";
import { createSaving } from "./saving.js";
import { createScene } from "./scene.js";
import { createSearch } from "./searchbox.js";
import { createSelection } from "./selection.js";
import { setSizes } from "./sizes.js";
import { placesNow } from "./standing.js";
import { createState, discsOf, homeView } from "./state.js";
import { coverage, statusText } from "./status.js";
import { createStory } from "./story.js";
import { createTable } from "./table.js";
import { createTheme } from "./theme.js";
import { createTimeline } from "./timeline.js";
import { ghostsOf, see } from "./views.js";

function createApp() {
  const model = decode(JSON.parse(byId("kg-data").textContent));
  const home = homeView(model);
  const discs = discsOf(model);
  const state = createState(model, home, discs, location.hash);
  const app = { model, payload: model.payload, home, discs, state, seen: null, scene: null, view: () => state.views.at(-1) };
  app.visibleFacts = () => app.seen?.facts ?? [];
  // The address follows the state.
  app.remember = () => {
    try {
      history.replaceState(null, "", encodeState(state, home, model) || location.pathname + location.search);
    } catch {
      // A page inside another document (a notebook) has no address of its own.
    }
  };
  return app;
}

function drawMap(app) {
  const { payload, discs, scene } = app;
  const most = Math.max(1, ...payload.map.links.map(([, , count]) => count));
  const links = payload.map.links.map(([a, b, count]) => ({
    id: `disc:${a}>disc:${b}`, from: discs[a], to: discs[b], facts: [], style: "stated", undirected: true, width: 1 + (6 * count) / most,
  }));
  scene.show(discs, links, placesNow(app, discs, links, byId("canvas")));
}

function draw(app) {
  const { scene, seen, state, model } = app;
  const mode = app.view().mode;
  if (mode === "map") {
    drawMap(app);
    return;
  }
  const { ghosts } = seen;
  const [nodes, links] = [[...seen.nodes, ...ghosts.nodes], [...seen.links, ...ghosts.links]];
  const grounds = mode === "start" || mode === "all";
  scene.pinned = app.edits.pins();
  scene.show(nodes, links, placesNow(app, nodes, links, byId("canvas")), {
    ghosts: new Set([...ghosts.nodes.map((entity) => entity.index), ...ghosts.links.map((link) => link.id)]),
    communityOf: grounds && !state.filters.compare ? (entity) => model.placed.get(entity.index)?.community : null,
  });
}

function update(app, { refit = false } = {}) {
  const began = performance.now();
  const { state, model } = app;
  const settings = { filters: state.filters, concepts: state.concepts, hidden: state.hidden };
  app.seen = see(model, app.view(), settings);
  app.seen.ghosts = ghostsOf(model, state, app.seen, settings);
  if (app.scene) draw(app);
  showCrumbs(app);
  app.showSelection();
  if (refit) app.scene?.camera.fit();
  app.legend.refresh();
  app.table.show(app.visibleFacts());
  app.story.refresh();
  app.timeline.refresh();
  byId("status").textContent = statusText(app);
  showEmpty(app);
  state.lastMs = performance.now() - began;
}

function display(app, mode) {
  const { state } = app;
  state.display = !app.scene && mode === "graph" ? "table" : mode;
  app.remember();
  for (const name of ["table", "story"]) byId(name).hidden = state.display !== name;
  app.table.refresh();
  app.story.refresh();
  for (const name of ["graph", "story", "table"]) byId(`${name}-button`).setAttribute("aria-pressed", String(state.display === name));
}

function openScene(app, narrow, setLegend) {
  const { model, discs, actions } = app;
  const disc = (id) => discs.find((one) => one.index === id);
  try {
    app.scene = createScene(byId("canvas"), app.payload.network.options, {
      panel: () => byId("panel"),
      crumbs: () => byId("crumbs"),
      onNode: (id) => actions.choose(typeof id === "string" ? { disc: disc(id) } : { entity: model.entities[id] }),
      onLine: (id) => { if (app.view().mode !== "map") actions.choose({ line: id }); },
      onNothing: () => { if (narrow() && !byId("legend").hidden) setLegend(false); actions.choose(null); },
      onFocus: (id) => (typeof id === "string" ? actions.openDisc(disc(id)) : actions.focus(model.entities[id])),
      onMoved: (id, spot) => { if (typeof id !== "string" && ["start", "all"].includes(app.view().mode)) app.edits.pin(model.entities[id], spot); },
    });
  } catch {
    app.table.warn("The picture cannot be drawn in this browser (no canvas); here are the same facts as a table.");
    byId("graph-button").disabled = true;
    byId("canvas").replaceChildren();
  }
}

function start() {
  const app = createApp();
  const { model, state } = app;
  app.update = (options) => update(app, options);
  app.display = (mode) => display(app, mode);
  const theme = createTheme(app);
  theme.apply();
  setSizes(model, state.size);
  app.edits = createEdits(model, () => app.update());
  app.edits.hidden().forEach((entity) => state.hidden.add(entity));
  app.showSelection = createSelection(app);
  app.actions = createActions(app);
  const canvas = () => byId("canvas").focus({ preventScroll: true });
  app.legend = createLegend(byId("legend"), app);
  app.table = createTable(byId("table"), (entity) => app.actions.choose({ entity }), () => app.seen?.passing ?? []);
  app.story = createStory(byId("story"), app);
  app.timeline = createTimeline(byId("timeline"), app);
  app.search = createSearch(model, (entity) => app.seen.nodes.includes(entity), (entity) => { app.actions.open(entity); canvas(); }, canvas);
  const exporters = createSaving(app);
  listenToKeys(app);

  byId("coverage").textContent = coverage(model);
  byId("help-lines").append(...Object.keys(LINES).map((style) => el("li", {}, lineSample(style), `${LINES[style].label}${LINES[style].word ? ` – “${LINES[style].word}”` : ""}`)));
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  for (const name of ["graph", "story", "table"]) byId(`${name}-button`).addEventListener("click", () => app.display(name));
  byId("zoom-in").addEventListener("click", () => app.scene?.camera.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => app.scene?.camera.zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => app.scene?.camera.fit({ animate: true }));
  byId("theme-button").addEventListener("click", theme.turn);

  const narrow = () => globalThis.innerWidth <= 760;
  const setLegend = (shown) => {
    byId("legend").hidden = !shown;
    byId("legend-button").setAttribute("aria-expanded", String(shown));
  };
  byId("legend-button").addEventListener("click", () => setLegend(byId("legend").hidden));
  setLegend(!narrow());

  openScene(app, narrow, setLegend);
  app.display(state.display);
  app.update({ refit: true });
  publish(app, exporters);
  document.documentElement.dataset.ready = "true";
}

start();
