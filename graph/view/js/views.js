// What a view draws: the entities, the lines between them, and the facts it thereby shows.

import { passes } from "./filters.js";

export const EGO_LIMIT = 500;
const ALL_LIMIT = 1500;

// A concept is worth a node when the reader asked for all of them, or when two named entities share it.
export function drawsEntity(entity, concepts) {
  if (!entity.concept && entity.kind !== "unresolved") return true;
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

// The entities a view may draw, before it is known which of them have a line: a Map to their ring, or to 0.
function candidates(model, view, filters, concepts) {
  // Close to a focus all its concepts are drawn, further out only those that the whole picture would show.
  const wanted = (entity, step = 2) => drawsEntity(entity, step === 1 && concepts === "shared" && entity.kind !== "unresolved" ? "all" : concepts);
  if (view.mode === "ego") {
    const found = walk(view.roots, view.depth, wanted, filters);
    for (const [entity, ring] of view.expanded.length ? walk(view.expanded, 1, wanted, filters) : []) {
      if (!found.has(entity)) found.set(entity, ring + 1);
    }
    return found;
  }
  if (view.mode === "community") return new Map(view.members.filter((entity) => wanted(entity)).map((entity) => [entity, 0]));
  const { start } = model.payload;
  if (view.mode === "start" && start.mode !== "all") {
    const top = [...model.placed.keys()].slice(0, start.drawn).map((index) => model.entities[index]);
    const found = new Map(top.filter((entity) => wanted(entity)).map((entity) => [entity, 0]));
    if (concepts === "all") {
      for (const entity of top.flatMap((one) => one.linked.map(({ other }) => other))) {
        if (entity.concept && found.size < EGO_LIMIT) found.set(entity, 0);
      }
    }
    return found;
  }
  return new Map(model.entities.filter((entity) => wanted(entity)).sort(byImportance).slice(0, ALL_LIMIT).map((entity) => [entity, 0]));
}

export function see(model, view, filters, concepts) {
  const passing = model.facts.filter((fact) => passes(filters, fact));
  if (view.mode === "map") {
    return { passing, rings: new Map(), nodes: [], links: [], facts: [], missed: new Set() };
  }
  const rings = candidates(model, view, filters, concepts);
  const links = new Map();
  for (const fact of passing) {
    if (!rings.has(fact.subject)) continue;
    for (const target of fact.object === fact.subject ? [fact.subject, ...fact.targets] : fact.targets) {
      if (!rings.has(target)) continue;
      const id = `${fact.subject.index}>${target.index}`;
      if (!links.has(id)) links.set(id, { id, from: fact.subject, to: target, facts: [] });
      links.get(id).facts.push(fact);
    }
  }
  const nodes = new Set(view.mode === "ego" ? view.roots : []);
  for (const link of links.values()) if (link.from !== link.to) nodes.add(link.from).add(link.to);
  for (const [id, link] of links) if (!nodes.has(link.from)) links.delete(id);
  const inView = (entity) => !entity || nodes.has(entity) || !drawsEntity(entity, concepts);
  const facts = passing.filter((fact) => inView(fact.subject) && inView(fact.object)
    && [fact.subject, fact.object, fact.speaker].some((entity) => entity && nodes.has(entity)));
  return {
    passing, rings, facts, nodes: [...nodes].sort((a, b) => a.index - b.index), links: [...links.values()],
  };
}
