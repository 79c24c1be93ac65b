// What a view draws: the entities, the lines between them, and the facts it thereby shows.

import { markChanges } from "./compare.js";
import { newFilters, passes } from "./filters.js";
import { waysBetween } from "./paths.js";

export const EGO_LIMIT = 500;
const ALL_LIMIT = 1500;
// In a larger picture a way is lost, however pale the rest: it is then drawn alone.
const GHOSTS_AROUND_A_WAY = 300;

// A concept is worth a node when the reader asked for all of them, or when two named entities share it.
export function drawsEntity(entity, concepts) {
  if (!entity.light) return true;
  if (concepts === "all") return true;
  return concepts === "shared" && entity.kind !== "unresolved" && entity.shared;
}

function byImportance(a, b) {
  return b.importance - a.importance || a.index - b.index;
}

function walk(roots, depth, wanted, filters) {
  const found = new Map(roots.map((entity) => [entity, 0]));
  let rim = [...roots];
  for (let step = 1; step <= depth; step += 1) {
    const next = new Set();
    for (const entity of rim) {
      for (const { fact, other } of entity.linked) {
        if (!found.has(other) && wanted(other, step) && passes(filters, fact)) next.add(other);
      }
    }
    rim = [...next].sort(byImportance).slice(0, Math.max(0, EGO_LIMIT - found.size));
    rim.forEach((entity) => found.set(entity, step));
  }
  return found;
}

function ego(view, filters, concepts) {
  // Close to a focus all its concepts are drawn, further out only those that the whole picture would show.
  const wanted = (entity, step) => drawsEntity(entity, step === 1 && concepts === "shared" && entity.kind !== "unresolved" ? "all" : concepts);
  const found = walk(view.roots, view.depth, wanted, filters);
  for (const [entity, ring] of view.expanded.length ? walk(view.expanded, 1, wanted, filters) : []) {
    if (!found.has(entity)) found.set(entity, ring + 1);
  }
  return found;
}

// The entities a view may draw, before it is known which of them have a line: a Map to their ring, or to 0.
function candidates(model, view, { filters, concepts, ways }) {
  const wanted = (entity) => drawsEntity(entity, concepts);
  if (view.mode === "ego") return ego(view, filters, concepts);
  if (view.mode === "path") return new Map([...view.roots, ...ways.flat()].map((entity) => [entity, 0]));
  if (view.mode === "community") return new Map(view.members.filter(wanted).map((entity) => [entity, 0]));
  const { start } = model.payload;
  if (view.mode === "start" && start.mode !== "all") {
    const top = [...model.placed.keys()].slice(0, start.drawn).map((index) => model.entities[index]);
    const found = new Map(top.filter(wanted).map((entity) => [entity, 0]));
    if (concepts === "all") {
      for (const entity of top.flatMap((one) => one.linked.map(({ other }) => other))) {
        if (entity.concept && found.size < EGO_LIMIT) found.set(entity, 0);
      }
    }
    return found;
  }
  return new Map(model.entities.filter(wanted).sort(byImportance).slice(0, ALL_LIMIT).map((entity) => [entity, 0]));
}

// One line for all facts that lead from one entity to another.
function linesBetween(facts, rings) {
  const links = new Map();
  for (const fact of facts) {
    for (const [from, to] of fact.object === fact.subject ? [[fact.subject, fact.subject], ...fact.lines] : fact.lines) {
      if (!rings.has(from) || !rings.has(to)) continue;
      const id = `${from.index}>${to.index}`;
      if (!links.has(id)) links.set(id, { id, from, to, facts: [] });
      links.get(id).facts.push(fact);
    }
  }
  return links;
}

// The steps of the ways, in either direction.
function stepsOf(ways) {
  return new Set(ways.flatMap((way) => way.slice(1).flatMap((entity, i) => [`${way[i].index}>${entity.index}`, `${entity.index}>${way[i].index}`])));
}

// What a view shows under the reader's filters. `hidden` entities are those the reader took out of the picture.
export function see(model, view, { filters, concepts, hidden = new Set() }) {
  const passing = model.facts.filter((fact) => passes(filters, fact));
  if (view.mode === "map") return { passing, rings: new Map(), nodes: [], links: [], facts: passing, ways: [] };
  const ways = view.mode === "path" ? waysBetween(view.roots[0], view.roots[1], passing.filter((fact) => !fact.lines.flat().some((end) => hidden.has(end)))) : [];
  const rings = candidates(model, view, { filters, concepts, ways });
  for (const entity of hidden) if (!view.roots?.includes(entity)) rings.delete(entity);
  if (filters.excluded.kind.has("event")) for (const { entity } of model.events) rings.delete(entity);
  const links = linesBetween(passing, rings);
  if (view.mode === "path") {
    const steps = stepsOf(ways);
    for (const id of links.keys()) if (!steps.has(id)) links.delete(id);
  }
  const nodes = new Set(view.roots ?? []);
  for (const link of links.values()) if (link.from !== link.to) nodes.add(link.from).add(link.to);
  for (const [id, link] of links) if (!nodes.has(link.from)) links.delete(id);
  const inView = (entity) => !entity || nodes.has(entity) || !drawsEntity(entity, concepts);
  const facts = view.mode === "path" ? passing.filter((fact) => fact.lines.some(([from, to]) => links.get(`${from.index}>${to.index}`)?.facts.includes(fact)))
    : passing.filter((fact) => inView(fact.subject) && inView(fact.object) && [fact.subject, fact.object, fact.speaker].some((entity) => entity && nodes.has(entity)));
  const found = { passing, rings, facts, ways, nodes: [...nodes].sort((a, b) => a.index - b.index), links: [...links.values()] };
  if (filters.compare) markChanges(found.links, filters);
  return found;
}

// What would stand there without the filters, or around a way: drawn pale where it is to be faded, not hidden.
export function ghostsOf(model, { views, rest, filters }, seen, settings) {
  const view = views.at(-1);
  const around = view.mode === "path";
  const base = around ? views.at(-2) : view;
  if ((!around && rest === "hide") || !base || base.mode === "map" || view.mode === "ego") return { nodes: [], links: [] };
  const whole = see(model, base, { ...settings, filters: around ? filters : newFilters() });
  if (around && whole.nodes.length > GHOSTS_AROUND_A_WAY) return { nodes: [], links: [] };
  const [nodes, links] = [new Set(seen.nodes), new Set(seen.links.map((link) => link.id))];
  return { nodes: whole.nodes.filter((entity) => !nodes.has(entity)), links: whole.links.filter((link) => !links.has(link.id)) };
}
