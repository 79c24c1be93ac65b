// What the page says about itself: coverage of the articles, and how much of the graph is drawn and why.

import { day } from "./model.js";
import { plural } from "./dom.js";
import { drawsEntity } from "./views.js";

export function coverage(model) {
  const outlets = new Set(model.articles.map((article) => article.outlet).filter(Boolean));
  const days = model.articles.map((article) => day(article.date)).filter(Boolean).sort();
  const span = days.length ? `, ${readable(days[0])}${days.at(-1) === days[0] ? "" : ` – ${readable(days.at(-1))}`}` : "";
  return `${plural(model.articles.length, "article")} from ${plural(outlets.size, "outlet")}${span}`;
}

function readable(text) {
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const [year, month, date] = text.split("-");
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

function rule(model, view) {
  const { start } = model.payload;
  if (view.mode === "ego") {
    const names = [...view.roots, ...view.expanded].map((entity) => entity.label).slice(0, 3).join(", ");
    return `${names} and entities within ${plural(view.depth, "step")}`;
  }
  if (view.mode === "community") return `the community of ${view.name}`;
  if (view.mode === "start" && start.mode === "top") return `the ${start.drawn} entities with most facts`;
  return "";
}

export function statusText(model, view, seen, concepts) {
  const { entities, facts } = model;
  if (view.mode === "map") {
    const { discs, left } = model.payload.map;
    const members = discs.reduce((sum, disc) => sum + disc[1], 0);
    return `${plural(discs.length, "community", "communities")} holding ${members.toLocaleString("en")} of ${plural(entities.length, "entity", "entities")}, ${plural(facts.length, "fact")}${left ? `; ${plural(left, "smaller community", "smaller communities")} not drawn` : ""}. Click a disc to draw its main entities.`;
  }
  const named = rule(model, view);
  const parts = [`${seen.nodes.length.toLocaleString("en")} of ${plural(entities.length, "entity", "entities")}, ${seen.facts.length.toLocaleString("en")} of ${plural(facts.length, "fact")}${named ? ` (${named})` : ""}`];
  const drawn = new Set(seen.nodes);
  const left = entities.filter((entity) => !drawn.has(entity));
  const light = left.filter((entity) => !drawsEntity(entity, concepts)).length;
  const loose = left.filter((entity) => drawsEntity(entity, concepts) && !entity.linked.some(({ other }) => drawsEntity(other, concepts))).length;
  const rest = left.length - light - loose;
  const missing = [];
  if (rest) missing.push(`${rest.toLocaleString("en")} by this view or the filters`);
  if (light) missing.push(`${plural(light, "concept")}${concepts === "shared" ? " of one entity only" : ""}`);
  if (loose) missing.push(`${plural(loose, "entity", "entities")} without a link`);
  if (missing.length) parts.push(`Not drawn: ${missing.join(", ")}`);
  return `${parts.join(". ")}.`;
}
