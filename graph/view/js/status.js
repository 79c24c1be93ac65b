// What the page says about itself: coverage of the articles, and how much of the graph is drawn and why.

import { readable } from "./clock.js";
import { day } from "./model.js";
import { plural } from "./dom.js";
import { drawsEntity } from "./views.js";

export function coverage(model) {
  const outlets = new Set(model.articles.map((article) => article.outlet).filter(Boolean));
  const days = model.articles.map((article) => day(article.date)).filter(Boolean).sort();
  const span = days.length ? `, ${readable(days[0])}${days.at(-1) === days[0] ? "" : ` – ${readable(days.at(-1))}`}` : "";
  return `${plural(model.articles.length, "article")} from ${plural(outlets.size, "outlet")}${span}`;
}

function rule(model, view) {
  const { start } = model.payload;
  if (view.mode === "ego") {
    const names = [...view.roots, ...view.expanded].map((entity) => entity.label).slice(0, 3).join(", ");
    return `${names} and entities within ${plural(view.depth, "step")}`;
  }
  if (view.mode === "path") return `the shortest paths between ${view.roots.map((entity) => entity.label).join(" and ")}`;
  if (view.mode === "community") return `the community of ${view.name}`;
  if (view.mode === "start" && start.mode === "top") return `the ${start.drawn} entities with most facts`;
  return "";
}

function mapText({ payload, entities, facts }) {
  const { discs, left } = payload.map;
  const members = discs.reduce((sum, disc) => sum + disc[1], 0);
  return `${plural(discs.length, "community", "communities")} holding ${members.toLocaleString("en")} of ${plural(entities.length, "entity", "entities")}, ${plural(facts.length, "fact")}${left ? `; ${plural(left, "smaller community", "smaller communities")} not drawn` : ""}. Click a disc to draw its main entities.`;
}

// Why entities of the graph are not in the picture.
function missingText(model, seen, concepts) {
  const drawn = new Set(seen.nodes);
  const left = model.entities.filter((entity) => !drawn.has(entity));
  const light = left.filter((entity) => !drawsEntity(entity, concepts));
  const words = light.filter((entity) => entity.kind === "unresolved").length;
  const loose = left.filter((entity) => drawsEntity(entity, concepts) && !entity.linked.some(({ other }) => drawsEntity(other, concepts))).length;
  const rest = left.length - light.length - loose;
  const missing = [];
  if (rest) missing.push(`${rest.toLocaleString("en")} by this view or the filters`);
  if (light.length > words) missing.push(`${plural(light.length - words, "concept")}${concepts === "shared" ? " of one entity only" : ""}`);
  if (words) missing.push(`${plural(words, "word")} such as “they”`);
  if (loose) missing.push(`${plural(loose, "entity", "entities")} without a link`);
  return missing.length ? `Not drawn: ${missing.join(", ")}` : "";
}

export function statusText({ model, seen, state, view }) {
  const now = view();
  if (now.mode === "map") return mapText(model);
  const { entities, facts, payload } = model;
  const named = rule(model, now);
  const parts = [`${seen.nodes.length.toLocaleString("en")} of ${plural(entities.length, "entity", "entities")}, ${seen.facts.length.toLocaleString("en")} of ${plural(facts.length, "fact")}${named ? ` (${named})` : ""}`];
  const missing = missingText(model, seen, state.concepts);
  if (missing) parts.push(missing);
  if (payload.leftOut) parts.push(payload.leftOut);
  return `${parts.join(". ")}.`;
}
