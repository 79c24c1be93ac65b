// The details of what is chosen: an entity, a line with every statement behind it, a disc, a path, a comparison.

import { changedEntities, CHANGES } from "./compare.js";
import { readable } from "./clock.js";
import { entityCard } from "./card.js";
import { entityEditing } from "./editing.js";
import { el, plural } from "./dom.js";
import { factCard } from "./evidence.js";
import { glyph, lineSample, LINES } from "./looks.js";

const CHUNK = 40;

function factList(facts, app) {
  const list = el("ol", { class: "facts" });
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    for (const fact of facts.slice(shown, shown + CHUNK)) list.append(factCard(fact, app.actions.open, app.edits));
    shown = Math.min(facts.length, shown + CHUNK);
    more.hidden = shown >= facts.length;
    more.textContent = `Show ${Math.min(CHUNK, facts.length - shown)} more of ${facts.length - shown}`;
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more];
}

// Newest first; undated ones last; then in the order of the text.
function byDate(a, b) {
  const [left, right] = [a.article.date || "", b.article.date || ""];
  if (left !== right) return left < right ? 1 : -1;
  return a.sentence - b.sentence || a.index - b.index;
}

function heading(title, close, ...rest) {
  return el("header", {}, el("h2", { dir: "auto" }, title),
    el("button", { type: "button", class: "icon-button close", "aria-label": "Close details", onclick: close }, "×"), ...rest);
}

function action(name, text, onclick) {
  return el("button", { type: "button", "data-action": name, onclick }, text);
}

export function entityPanel(entity, facts, app) {
  const { model, actions, edits } = app;
  const own = facts.filter((fact) => fact.subject === entity || fact.object === entity).sort(byDate);
  const said = facts.filter((fact) => fact.speaker === entity && !own.includes(fact)).sort(byDate);
  const elsewhere = facts.filter((fact) => !own.includes(fact) && !said.includes(fact)).sort(byDate);
  const parts = [
    heading(entity.label, actions.close, ...entityCard(entity, app),
      el("div", { class: "actions" }, action("focus", "Focus", () => actions.focus(entity)), action("expand", "Expand", () => actions.expand(entity)),
        action("path", "Path to …", () => actions.ask(entity, "path")), action("story", "Storyline", () => app.display("story")))),
    entityEditing(entity, edits, actions),
  ];
  if (own.length) parts.push(el("h3", {}, plural(own.length, "fact")), ...factList(own, app));
  if (said.length) parts.push(el("h3", {}, `Says: ${plural(said.length, "more statement")}`), ...factList(said, app));
  if (elsewhere.length) parts.push(el("h3", {}, entity.event ? `Reported by ${plural(elsewhere.length, "statement")}` : `Place of ${plural(elsewhere.length, "fact")}`), ...factList(elsewhere, app));
  const hidden = entity.facts.length - facts.length;
  if (hidden > 0) {
    parts.push(el("p", { class: "left-out" }, `${plural(hidden, "further fact")} not in the picture: filtered out, or about entities that are not drawn. “Focus” draws them.`));
  } else if (!facts.length) {
    parts.push(el("p", { class: "left-out" }, model.payload.leftOut ? "No fact about this entity is in this selection." : "No fact about this entity was extracted; it is only mentioned."));
  }
  return parts;
}

export function linePanel(link, reverse, app) {
  const { facts } = link;
  const outlets = new Set(facts.map((fact) => fact.article.outlet || "unknown outlet"));
  const title = el("span", {}, link.from.label, el("span", { class: "arrow" }, " → "), link.to.label);
  return [
    heading(title, app.actions.close,
      el("p", { class: "kind" }, `${plural(facts.length, "statement")} from ${plural(outlets.size, "outlet")}`),
      reverse ? el("div", { class: "actions" }, action("reverse", `${plural(reverse.facts.length, "statement")} in the other direction`, () => app.actions.openLine(reverse.id))) : null),
    ...factList([...facts].sort(byDate), app),
  ];
}

export function discPanel(disc, members, actions) {
  return [
    heading(disc.name, actions.close,
      el("p", { class: "kind" }, `Community of ${plural(disc.size, "entity", "entities")}`),
      el("div", { class: "actions" }, action("open-disc", `Draw its ${Math.min(disc.size, members.length)} most told about`, () => actions.openDisc(disc)))),
    el("h3", {}, "Its main entities"),
    el("ol", { class: "facts" }, ...members.slice(0, 12).map((entity) => el("li", { class: "fact" }, el("p", { class: "line" },
      el("button", { type: "button", onclick: () => actions.open(entity) }, entity.label), el("span", { class: "relation" }, ` ${plural(entity.facts.length, "fact")}`))))),
  ];
}

// The evidence of each way, step by step in order.
export function pathPanel(app) {
  const { seen, actions } = app;
  const [from, to] = app.view().roots;
  const parts = [heading(el("span", {}, from.label, el("span", { class: "arrow" }, " ⋯ "), to.label), actions.close,
    el("p", { class: "kind" }, seen.ways.length ? `${plural(seen.ways.length, "shortest path")}, any direction` : "No path over the facts shown"))];
  for (const [number, way] of seen.ways.entries()) {
    parts.push(el("h3", { class: "way" }, `Path ${number + 1}: ${plural(way.length - 1, "step")}`), el("p", { class: "way" }, way.map((entity) => entity.label).join(" – ")));
    const facts = way.slice(1).flatMap((entity, i) => seen.links.filter((link) => (link.from === way[i] && link.to === entity) || (link.to === way[i] && link.from === entity))
      .flatMap((link) => [...link.facts].sort(byDate)));
    parts.push(...factList([...new Set(facts)], app));
  }
  return parts;
}

export function comparePanel(app) {
  const { seen, state, actions } = app;
  const { compare } = state.filters;
  const entities = changedEntities(seen.nodes, seen.facts, state.filters);
  const range = ([from, to]) => (from === to ? readable(from) : `${readable(from)} – ${readable(to)}`);
  const parts = [heading("Two ranges compared", actions.close, el("p", { class: "kind" }, `First: ${range(compare[0])}`), el("p", { class: "kind" }, `Second: ${range(compare[1])}`))];
  for (const change of CHANGES) {
    const lines = seen.links.filter((link) => link.style === change);
    parts.push(el("h3", { "data-change": change }, lineSample(change), ` ${LINES[change].word}: ${plural(lines.length, "line")}, ${plural(entities[change].length, "entity", "entities")}`),
      el("ul", { class: "changes" }, ...entities[change].slice(0, CHUNK).map((entity) => el("li", {}, glyph(entity.kind), el("button", { type: "button", class: "plain", onclick: () => actions.open(entity) }, entity.label)))));
  }
  return parts;
}
