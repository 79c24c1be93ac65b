// The storyline: events and statements of the selection in the order of their days, each day once.

import { firstDay, readable, spoken, storyDay } from "./clock.js";
import { el, outward, plural } from "./dom.js";
import { toldChips } from "./evidence.js";
import { glyph } from "./looks.js";
import { objectText, subjectText } from "./model.js";

const CHUNK = 150;

function order(a, b) {
  const [left, right] = [storyDay(a) || "9999", storyDay(b) || "9999"];
  if (left !== right) return left < right ? -1 : 1;
  const [one, other] = [whenOf(a), whenOf(b)];
  // What is dated less precisely opens its year or month.
  if (one !== other) return one.length - other.length || (one < other ? -1 : 1);
  return (a.publishedDay < b.publishedDay ? -1 : a.publishedDay > b.publishedDay ? 1 : 0) || a.sentence - b.sentence || a.index - b.index;
}

// The day as the fact gives it, as precisely as it does.
function whenOf(fact) {
  return fact.toldDay ? fact.time : fact.publishedDay;
}

// One entry for all that a sentence tells of one day.
function entriesOf(facts) {
  const found = new Map();
  for (const fact of [...facts].sort(order)) {
    const key = `${whenOf(fact)} ${fact.sentence}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(fact);
  }
  return [...found.values()];
}

function selectionOf(app) {
  const { chosen } = app.state;
  const visible = app.visibleFacts();
  if (chosen?.entity) {
    const own = new Set(chosen.entity.facts);
    return { name: chosen.entity.label, facts: visible.filter((fact) => own.has(fact)) };
  }
  const link = chosen?.line && app.seen.links.find((one) => one.id === chosen.line);
  if (link) return { name: `${link.from.label} → ${link.to.label}`, facts: link.facts };
  return { name: "", facts: visible };
}

function factLine(fact, app) {
  const open = (entity, text) => (entity ? el("button", { type: "button", class: "plain", onclick: () => app.actions.choose({ entity }) }, text) : el("span", {}, text));
  const object = objectText(fact);
  const chips = toldChips(fact);
  return el("p", { class: "line", "data-fact": fact.iri }, fact.subject ? glyph(fact.subject.kind) : null, open(fact.subject, subjectText(fact)), el("span", { class: "relation" }, ` ${fact.relation.label} `),
    object ? open(fact.object, object) : null, fact.viaRole && fact.via && fact.via !== fact.object ? el("span", { class: "relation" }, ` ${fact.viaRole} ${fact.via.label}`) : null, ...chips.flatMap((chip) => [" ", chip]));
}

function entry(facts, app) {
  const [fact] = facts;
  const event = facts.some((one) => [one.subject, one.object].some((entity) => entity?.kind === "event"));
  return el("li", { class: `entry ${fact.status}${event ? " event" : ""}` }, ...facts.map((one) => factLine(one, app)), el("blockquote", {}, fact.sentenceText),
    el("p", { class: "told" }, el("span", { class: "outlet" }, fact.article.outlet || "Unknown outlet"), el("span", {}, fact.publishedDay ? readable(fact.publishedDay) : "undated"), outward(fact.article.url, fact.article.headline || "untitled article")));
}

// An event that several articles tell of, before the sentences of its day.
function eventEntry(event, told, app) {
  return el("li", { class: "entry event", "data-event": event.entity.iri },
    el("p", { class: "line" }, glyph("event"), el("button", { type: "button", class: "plain", onclick: () => app.actions.choose({ entity: event.entity }) }, event.entity.label)),
    el("p", { class: "told" }, `${plural(told.length, "statement")} from ${plural(new Set(told.map((fact) => fact.article.outlet)).size, "outlet")}`));
}

function eventsOf(app, facts) {
  const selected = new Set(facts);
  const days = new Map();
  for (const event of app.model.events) {
    const told = event.facts.filter((fact) => selected.has(fact));
    const day = event.from && event.to && event.from !== event.to ? `${event.from}/${event.to}` : event.from || event.to;
    if (!told.length || !day || app.state.filters.excluded.kind.has("event")) continue;
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(eventEntry(event, told, app));
  }
  return days;
}

// Days of sentences and of events in one order.
function daysOf(entries, events) {
  const days = new Map();
  const at = (day) => {
    if (!days.has(day)) days.set(day, []);
    return days.get(day);
  };
  for (const [day, list] of events) at(day).push(...list);
  for (const { day, item } of entries) at(day).push(item);
  const key = (day) => firstDay(day) || "9999";
  return [...days].sort(([a], [b]) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.length - b.length || (a < b ? -1 : 1)));
}

export function createStory(root, app) {
  let shown = CHUNK;

  function render() {
    const { name, facts } = selectionOf(app);
    const entries = entriesOf(facts);
    const undated = facts.filter((fact) => !storyDay(fact)).length;
    const days = daysOf(entries.slice(0, shown).map((told) => ({ day: whenOf(told[0]), item: entry(told, app) })), eventsOf(app, facts));
    const head = el("p", { class: "notice" }, name ? `Storyline of ${name}: ` : "Storyline: ", `${plural(facts.length, "fact")} from ${plural(entries.length, "sentence")}, by the day each tells of, else the day it was told${undated ? `; ${undated} undated at the end` : ""}.`,
      name ? el("button", { type: "button", id: "story-all", class: "plain", onclick: () => app.actions.choose(null) }, "Whole picture") : null);
    const more = entries.length > shown ? el("button", { type: "button", class: "more", onclick: () => { shown += 3 * CHUNK; render(); } }, `Show more of ${entries.length - shown} further sentences`) : null;
    root.replaceChildren(head, ...days.map(([day, list]) => el("section", { class: "day", "data-day": day },
      el("h3", {}, day ? el("time", { datetime: day }, spoken(day)) : "Undated"), el("ol", {}, ...list))), ...(more ? [more] : []));
  }

  return { refresh() { if (!root.hidden) render(); } };
}
