// For tests and for the curious: the page's state and deeds as plain data, under `kg`.

import { facetCounts } from "./filters.js";
import { lineLabel, styleOf } from "./linelook.js";
import { findEntities } from "./searchbox.js";

function stateOf(app) {
  const { state, model, scene } = app;
  const view = app.view();
  return {
    view: { mode: view.mode, roots: view.roots?.map((entity) => entity.label) ?? [], depth: view.depth ?? null },
    chosen: state.chosen?.entity?.label ?? state.chosen?.line ?? state.chosen?.disc?.name ?? null, concepts: state.concepts, display: state.display, rest: state.rest, size: state.size,
    filters: { ...state.filters, excluded: Object.fromEntries(Object.entries(state.filters.excluded).map(([facet, values]) => [facet, [...values].sort()])) },
    theme: document.documentElement.dataset.theme, totals: { entities: model.entities.length, facts: model.facts.length }, scale: scene?.network.getScale() ?? null,
  };
}

function visibleOf(app) {
  return {
    entities: app.seen.nodes.map((entity) => entity.label),
    links: app.seen.links.map((link) => ({ id: link.id, from: link.from.label, to: link.to.label, facts: link.facts.length, style: link.style ?? null })),
    facts: app.visibleFacts().map((fact) => ({ iri: fact.iri, subject: fact.subject?.label, relation: fact.relation.label, object: fact.object?.label ?? fact.objectText, speaker: fact.speaker?.label ?? null })),
    ghosts: app.seen.ghosts.nodes.map((entity) => entity.label), ways: app.seen.ways.map((way) => way.map((entity) => entity.label)),
  };
}

export function publish(app, exporters) {
  const { model, state, actions } = app;
  const named = (name) => model.entities.find((one) => one.label === name || one.iri === name);
  const scene = () => app.scene;
  globalThis.kg = {
    state: () => stateOf(app),
    visible: () => visibleOf(app),
    select: (name) => { const entity = named(name); if (entity) actions.open(entity); return Boolean(entity); },
    selectLine: (from, to) => { const link = app.seen.links.find((one) => one.from.label === from && one.to.label === to); if (link) actions.choose({ line: link.id }); return Boolean(link); },
    search: (text) => findEntities(model.entities, text).map((result) => result.entity.label),
    focus: (name, depth) => actions.focus(named(name), depth),
    path: (from, to) => actions.path(named(from), named(to)),
    counts: (facet) => Object.fromEntries(facetCounts(model, state.filters, facet)),
    labels: () => scene()?.labels.map(({ id, text, x, y, w, h, size }) => ({ id, text, x, y, w, h, size })) ?? [],
    places: () => Object.fromEntries([...(scene()?.places ?? [])].filter(([entity]) => scene().drawn.has(entity.index)).map(([entity, spot]) => [entity.label, { ...scene().network.canvasToDOM(spot), radius: entity.radius * scene().network.getScale() }])),
    regions: () => scene()?.regions.map((members) => members.map((entity) => entity.label)) ?? [],
    outlines: () => scene()?.outlines().map((corners) => corners.map(([x, y]) => scene().network.canvasToDOM({ x, y }))) ?? [],
    linePoint: (id, part = 0.5) => scene().network.canvasToDOM(scene().network.body.edges[id].edgeType.getPoint(part)),
    lineLook: (from, to) => {
      const link = app.seen.links.find((one) => one.from.label === from && one.to.label === to);
      const { options } = scene().network.body.edges[link.id];
      return { label: lineLabel(link), style: styleOf(link), width: options.width, dashes: options.dashes, arrow: options.arrows.to.type, colour: options.color.color };
    },
    redraw: () => { const began = performance.now(); scene().network.redraw(); return performance.now() - began; },
    pan: (dx) => { const { position, scale } = scene().camera.now(); scene().network.moveTo({ position: { x: position.x + dx / scale, y: position.y }, scale }); scene().network.redraw(); },
    edits: () => app.edits.list(),
    export: async (kind) => { const blob = await exporters[kind](); return kind === "png" ? { size: blob.size, type: blob.type } : new TextDecoder("utf-8", { ignoreBOM: true }).decode(await blob.arrayBuffer()); },
    get lastMs() { return state.lastMs; },
    get physics() { return scene()?.network.physics.physicsEnabled ?? false; },
  };
}
